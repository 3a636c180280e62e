from pathlib import Path

from remesas.catalog.entries import load_catalog
from remesas.core.frames import SNAPSHOTS, write_frame
from remesas.core.logs import logged
from remesas.core.vintages import was_known
from remesas.ingest.observations import describe_snapshots, read_all
from remesas.ingest.raw_folder import META

with logged(snakemake.log[0]):
    catalog = load_catalog(Path("workflow/catalog"))
    metas = [Path(file) for file in snakemake.input.snapshots if file.endswith(META)]
    snapshots, observations = read_all(metas, catalog)
    frame = describe_snapshots(metas, snapshots, observations, catalog)
    known = [was_known(*row, snakemake.params.vintages) for row in zip(frame["source"], frame["vintage"], strict=True)]
    write_frame(frame[known], snakemake.output[0], SNAPSHOTS)
