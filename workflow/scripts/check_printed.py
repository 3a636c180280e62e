from library import logged

from remesas.compare.printed_checks import check_printed
from remesas.core.files import read_annual, write_frame
from remesas.core.frames import PRINTED_CHECKS
from remesas.plan.declared import load_declared
from remesas.tables.series import AnnualSeries

with logged(snakemake.log[0]):
    catalog = load_declared(snakemake.input)
    country = snakemake.wildcards.economy
    series = AnnualSeries(read_annual(snakemake.input.annual), country)
    write_frame(check_printed(series, catalog, country), snakemake.output[0], PRINTED_CHECKS)
