from pathlib import Path

from library import logged

from remesas.catalog.loading import load_catalog
from remesas.plan.package import pack_frames

with logged(snakemake.log[0]):
    catalog = load_catalog(Path(snakemake.input.catalog[0]).parent)
    folder = Path(snakemake.output[0]).parent
    for name, content in pack_frames(map(Path, snakemake.input.frames), catalog):
        Path(folder, name).write_bytes(content)
