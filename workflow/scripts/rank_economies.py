from library import logged

from remesas.core.files import read_annual, write_frame
from remesas.core.frames import PEERS
from remesas.derive.peers import rank_economies
from remesas.plan.declared import load_declared
from remesas.plan.settings import read_settings

with logged(snakemake.log[0]):
    catalog = load_declared(snakemake.input)
    settings = read_settings(snakemake.input.settings)
    annual = read_annual(snakemake.input.annual)
    write_frame(
        rank_economies(annual, catalog, settings["bases"], snakemake.wildcards.economy), snakemake.output[0], PEERS
    )
