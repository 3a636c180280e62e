from pathlib import Path

from remesas.brief.page.index import compose_index, render_index
from remesas.brief.style import load_style
from remesas.brief.words.language import load_language
from remesas.build import build_of
from remesas.core.logs import logged

with logged(snakemake.log[0]):
    templates = Path("workflow/templates")
    style = load_style(templates / "tokens.yaml")
    build = build_of(snakemake.input, snakemake.params, Path("workflow/catalog"))
    languages = [load_language(code, Path("workflow/locales")) for code in snakemake.params.languages]
    index = compose_index(build, style, languages, snakemake.params.formats)
    Path(snakemake.output[0]).write_text(render_index(index, templates, style, languages[0]), encoding="utf-8")
