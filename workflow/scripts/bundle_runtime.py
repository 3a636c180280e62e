from pathlib import Path

from remesas.brief.charts.drawing import bundle_runtime
from remesas.core.logs import logged

with logged(snakemake.log[0]):
    Path(snakemake.output[0]).write_text(bundle_runtime(), encoding="utf-8")
