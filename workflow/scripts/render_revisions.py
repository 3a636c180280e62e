from pathlib import Path

from remesas.brief.context import Context
from remesas.brief.page.html import render_html
from remesas.brief.page.revisions import compose_revisions
from remesas.brief.style import load_style
from remesas.brief.words.language import load_language
from remesas.build import build_of
from remesas.core.logs import logged

with logged(snakemake.log[0]):
    templates = Path("workflow/templates")
    style = load_style(templates / "tokens.yaml")
    language = load_language(snakemake.wildcards.language, Path("workflow/locales"))
    build = build_of(snakemake.input, snakemake.params, Path("workflow/catalog"))
    page = compose_revisions(Context(build, language, style))
    Path(snakemake.output[0]).write_text(render_html(page, templates, style, language, "revisions"), encoding="utf-8")
