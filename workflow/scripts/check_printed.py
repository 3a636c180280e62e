from pathlib import Path

from remesas.catalog.entries import load_catalog
from remesas.compare.printed_checks import check_printed
from remesas.core.frames import PRINTED_CHECKS, read_annual, write_frame
from remesas.core.logs import logged
from remesas.tables.series import AnnualSeries

with logged(snakemake.log[0]):
    country = snakemake.params.country
    series = AnnualSeries(read_annual(snakemake.input.annual), country)
    checks = check_printed(series, load_catalog(Path("workflow/catalog")), country)
    write_frame(checks, snakemake.output[0], PRINTED_CHECKS)
