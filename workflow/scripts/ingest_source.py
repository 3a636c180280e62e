from pathlib import Path

from remesas.catalog.entries import load_catalog
from remesas.core.frames import OBSERVATIONS, write_frame
from remesas.core.logs import logged
from remesas.ingest.observations import read_all
from remesas.ingest.raw_folder import META

with logged(snakemake.log[0]):
    catalog = load_catalog(Path("workflow/catalog"))
    metas = [Path(file) for file in snakemake.input.snapshots if file.endswith(META)]
    _, observations = read_all(metas, catalog)
    write_frame(observations, snakemake.output[0], OBSERVATIONS)
