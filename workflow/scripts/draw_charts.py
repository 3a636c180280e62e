from pathlib import Path

from remesas.brief.charts.drawing import register_fonts
from remesas.brief.charts.figures import draw_figures
from remesas.brief.charts.values import write_figures
from remesas.brief.context import Context
from remesas.brief.style import load_style
from remesas.brief.words.language import load_language
from remesas.build import build_of
from remesas.core.logs import logged

with logged(snakemake.log[0]):
    build = build_of(snakemake.input, snakemake.params, Path("workflow/catalog"))
    language = load_language(snakemake.wildcards.language, Path("workflow/locales"))
    register_fonts(Path("workflow/templates/fonts"))
    style = load_style(Path("workflow/templates/tokens.yaml"))
    write_figures(draw_figures(Context(build, language, style)), snakemake.output[0])
