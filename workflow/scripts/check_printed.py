from pathlib import Path

from library import logged

from remesas.catalog.loading import load_catalog
from remesas.compare.printed_checks import check_printed
from remesas.core.files import read_annual, write_frame
from remesas.core.frames import PRINTED_CHECKS
from remesas.tables.series import AnnualSeries

with logged(snakemake.log[0]):
    catalog = load_catalog(Path(snakemake.input.catalog[0]).parent)
    country = snakemake.wildcards.economy
    series = AnnualSeries(read_annual(snakemake.input.annual), country)
    write_frame(check_printed(series, catalog, country), snakemake.output[0], PRINTED_CHECKS)
