from pathlib import Path

from remesas.catalog.entries import load_catalog
from remesas.core.frames import ANNUAL, OBSERVATIONS, read_frame, write_frame
from remesas.core.logs import logged
from remesas.core.vintages import mark_in_use
from remesas.harmonise.annual import to_annual

with logged(snakemake.log[0]):
    catalog = load_catalog(Path("workflow/catalog"))
    annual = to_annual(read_frame(snakemake.input.observations, OBSERVATIONS), catalog)
    in_use = mark_in_use(annual, {"default": snakemake.params.vintage})
    write_frame(annual.assign(in_use=in_use), snakemake.output[0], ANNUAL)
