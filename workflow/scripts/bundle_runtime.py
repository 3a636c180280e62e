from pathlib import Path

from library import logged

from remesas.brief.charts.drawing import bundle_runtime

with logged(snakemake.log[0]):
    Path(snakemake.output[0]).write_text(bundle_runtime(), encoding="utf-8")
