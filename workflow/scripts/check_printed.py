from pathlib import Path

from remesas.catalog import load_catalog
from remesas.frames import PRINTED_CHECKS, read_annual, write_frame
from remesas.logs import logged
from remesas.printed import check_printed
from remesas.tables import AnnualSeries

with logged(snakemake.log[0]):
    series = AnnualSeries(read_annual(snakemake.input.annual), snakemake.params.country)
    write_frame(check_printed(series, load_catalog(Path("workflow/catalog"))), snakemake.output[0], PRINTED_CHECKS)
