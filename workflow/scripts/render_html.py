from pathlib import Path

from remesas.brief.charts.values import read_figures
from remesas.brief.context import Context
from remesas.brief.page.brief import compose_brief
from remesas.brief.page.html import render_html
from remesas.brief.style import load_style
from remesas.brief.words.language import load_language
from remesas.build import build_of
from remesas.core.logs import logged

with logged(snakemake.log[0]):
    templates = Path("workflow/templates")
    style = load_style(templates / "tokens.yaml")
    language = load_language(snakemake.wildcards.language, Path("workflow/locales"))
    build = build_of(snakemake.input, snakemake.params, Path("workflow/catalog"))
    brief = compose_brief(Context(build, language, style), read_figures(snakemake.input.charts))
    runtime = Path(snakemake.input.runtime).read_text(encoding="utf-8")
    page = render_html(brief, templates, style, language, runtime=runtime)
    Path(snakemake.output[0]).write_text(page, encoding="utf-8")
