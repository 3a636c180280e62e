from pathlib import Path

from library import logged

from remesas.catalog.publication import read_publication
from remesas.plan.declared import load_declared
from remesas.plan.package import pack_frames

with logged(snakemake.log[0]):
    catalog = load_declared(snakemake.input)
    publication = read_publication(Path(snakemake.input.citation))
    reports = Path(snakemake.output[0]).parents[1]
    for name, content in pack_frames(map(Path, snakemake.input.frames), catalog, publication):
        Path(reports, name).write_bytes(content)
