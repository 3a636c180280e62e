from pathlib import Path

from library import logged

from remesas.catalog.loading import load_catalog
from remesas.core.files import read_annual, write_frame
from remesas.core.frames import PEERS
from remesas.derive.peers import rank_economies
from remesas.plan.settings import read_settings

with logged(snakemake.log[0]):
    catalog = load_catalog(Path(snakemake.input.catalog[0]).parent)
    settings = read_settings(snakemake.input.settings)
    annual = read_annual(snakemake.input.annual)
    write_frame(
        rank_economies(annual, catalog, settings["bases"], snakemake.wildcards.economy), snakemake.output[0], PEERS
    )
