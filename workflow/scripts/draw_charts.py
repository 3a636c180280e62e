from pathlib import Path

from remesas.brief.charts.drawing import register_fonts
from remesas.brief.charts.panels import Drafts, draw
from remesas.brief.contents import write_charts
from remesas.brief.style import load_style
from remesas.brief.words.language import load_language
from remesas.build import build_of
from remesas.core.logs import logged

with logged(snakemake.log[0]):
    build = build_of(snakemake.input, snakemake.params, Path("workflow/catalog"))
    language = load_language(snakemake.wildcards.language, Path("workflow/locales"))
    register_fonts(Path("workflow/templates/fonts"))
    drafts = Drafts(build, load_style(Path("workflow/templates/tokens.yaml")), language)
    write_charts(draw(drafts), snakemake.output[0])
