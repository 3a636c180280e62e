from pathlib import Path

from library import logged

from remesas.catalog.loading import load_catalog
from remesas.core.files import read_frame, write_frame
from remesas.core.frames import ANNUAL, OBSERVATIONS
from remesas.core.vintages import mark_in_use
from remesas.harmonise.annual import to_annual
from remesas.plan.settings import read_settings

with logged(snakemake.log[0]):
    catalog = load_catalog(Path(snakemake.input.catalog[0]).parents[1])
    vintage = read_settings(snakemake.input.settings)[snakemake.wildcards.source]
    annual = to_annual(read_frame(snakemake.input.observations, OBSERVATIONS), catalog)
    write_frame(annual.assign(in_use=mark_in_use(annual, {"default": vintage})), snakemake.output[0], ANNUAL)
