from pathlib import Path

from remesas.catalog import load_catalog
from remesas.frames import SNAPSHOTS, write_frame
from remesas.ingest import describe_snapshots, read_all
from remesas.layout import META
from remesas.logs import logged
from remesas.vintages import was_known

with logged(snakemake.log[0]):
    catalog = load_catalog(Path("workflow/catalog"))
    metas = [Path(file) for file in snakemake.input.snapshots if file.endswith(META)]
    snapshots, observations = read_all(metas, catalog)
    frame = describe_snapshots(metas, snapshots, observations, catalog)
    known = [was_known(*row, snakemake.params.vintages) for row in zip(frame["source"], frame["vintage"], strict=True)]
    write_frame(frame[known], snakemake.output[0], SNAPSHOTS)
