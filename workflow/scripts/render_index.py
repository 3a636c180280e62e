from pathlib import Path

from remesas.brief.page.index import compose_index, render_index
from remesas.brief.style import load_tokens
from remesas.brief.words.language import load_language
from remesas.build import material_of
from remesas.core.logs import logged

with logged(snakemake.log[0]):
    templates = Path("workflow/templates")
    tokens = load_tokens(templates / "tokens.yaml")
    material = material_of(snakemake.input, snakemake.params, Path("workflow/catalog"))
    languages = [load_language(code, Path("workflow/locales")) for code in snakemake.params.languages]
    index = compose_index(material, tokens, languages, snakemake.params.formats)
    Path(snakemake.output[0]).write_text(render_index(index, templates, tokens, languages[0]), encoding="utf-8")
