from pathlib import Path

from remesas.brief import views_of
from remesas.language import load_language
from remesas.logs import logged
from remesas.material import material_of
from remesas.tokens import load_tokens
from remesas.views import Maker
from remesas.views.revisions import page_views
from remesas.workbooks import workbook_of

with logged(snakemake.log[0]):
    material = material_of(snakemake.input, snakemake.params, Path("workflow/catalog"))
    language = load_language(snakemake.params.language, Path("workflow/locales"))
    maker = Maker(material, language, load_tokens(Path("workflow/templates/tokens.yaml")))
    views = [*views_of(maker).values(), *page_views(maker)]
    for view, csv, xlsx in zip(views, snakemake.output.csv, snakemake.output.xlsx, strict=True):
        Path(csv).write_text(view.to_csv(), encoding="utf-8")
        Path(xlsx).write_bytes(workbook_of(maker, view))
