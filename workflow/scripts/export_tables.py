from pathlib import Path

from remesas.brief import views_of
from remesas.language import load_language
from remesas.logs import logged
from remesas.material import material_of
from remesas.tokens import load_tokens
from remesas.views import Maker

with logged(snakemake.log[0]):
    material = material_of(snakemake.input, snakemake.params, Path("workflow/catalog"))
    language = load_language(snakemake.params.language, Path("workflow/locales"))
    views = views_of(Maker(material, language, load_tokens(Path("workflow/templates/tokens.yaml"))))
    for path in snakemake.output:
        Path(path).write_text(views[Path(path).stem].to_csv(), encoding="utf-8")
