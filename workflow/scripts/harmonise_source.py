from pathlib import Path

from remesas.annual import to_annual
from remesas.catalog import load_catalog
from remesas.frames import ANNUAL, OBSERVATIONS, read_frame, write_frame
from remesas.logs import logged
from remesas.vintages import mark_in_use

with logged(snakemake.log[0]):
    catalog = load_catalog(Path("workflow/catalog"))
    annual = to_annual(read_frame(snakemake.input.observations, OBSERVATIONS), catalog)
    in_use = mark_in_use(annual, {"default": snakemake.params.vintage})
    write_frame(annual.assign(in_use=in_use), snakemake.output[0], ANNUAL)
