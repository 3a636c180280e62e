from pathlib import Path

from library import logged

from remesas.build import Scope, areas_of
from remesas.catalog.publication import read_publication
from remesas.plan.declared import load_declared
from remesas.plan.package import pack_frames
from remesas.plan.settings import read_settings

with logged(snakemake.log[0]):
    catalog = load_declared(snakemake.input)
    publication = read_publication(Path(snakemake.input.citation))
    reports = Path(snakemake.output[0]).parents[1]
    scope = Scope.of(read_settings(snakemake.input.settings), catalog, snakemake.wildcards.economy)
    areas = None if scope.ref_area == catalog.article.economy else areas_of(catalog, scope)
    for name, content in pack_frames(map(Path, snakemake.input.frames), catalog, publication, areas):
        Path(reports, name).write_bytes(content)
