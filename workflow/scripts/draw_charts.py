from pathlib import Path

from library import logged

from remesas.brief.charts.drawing import register_fonts
from remesas.brief.charts.figures import draw_figures
from remesas.brief.charts.values import write_figures
from remesas.plan.contexts import load_contexts

with logged(snakemake.log[0]):
    register_fonts(Path(snakemake.input.fonts[0]).parent)
    (context,) = load_contexts(snakemake.input, snakemake.wildcards.economy, [snakemake.wildcards.language])
    write_figures(draw_figures(context), snakemake.output[0])
