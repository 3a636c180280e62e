from pathlib import Path

from remesas.catalog import load_catalog
from remesas.frames import OBSERVATIONS, write_frame
from remesas.ingest import read_all
from remesas.layout import META
from remesas.logs import logged

with logged(snakemake.log[0]):
    catalog = load_catalog(Path("workflow/catalog"))
    metas = [Path(file) for file in snakemake.input.snapshots if file.endswith(META)]
    _, observations = read_all(metas, catalog)
    write_frame(observations, snakemake.output[0], OBSERVATIONS)
