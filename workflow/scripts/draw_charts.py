from pathlib import Path

from library import logged

from remesas.brief.charts.drawing import register_fonts
from remesas.brief.charts.figures import draw_figures
from remesas.brief.charts.values import write_figures
from remesas.brief.context import Context
from remesas.brief.style import load_style
from remesas.brief.words.language import load_language
from remesas.brief.words.locales import folders_of
from remesas.build import Build, Scope
from remesas.plan.declared import load_declared
from remesas.plan.settings import read_settings

with logged(snakemake.log[0]):
    catalog = load_declared(snakemake.input)
    scope = Scope.of(read_settings(snakemake.input.settings), catalog, snakemake.wildcards.economy)
    build = Build.read(snakemake.input.build, catalog, scope)
    language = load_language(snakemake.wildcards.language, *folders_of(snakemake.input.translations))
    register_fonts(Path(snakemake.input.fonts[0]).parent)
    context = Context(build, language, load_style(Path(snakemake.input.tokens)))
    write_figures(draw_figures(context), snakemake.output[0])
