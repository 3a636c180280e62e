from pathlib import Path

from library import logged

from remesas.brief.charts.drawing import bundled_runtime

with logged(snakemake.log[0]):
    Path(snakemake.output[0]).write_text(bundled_runtime(), encoding="utf-8")
