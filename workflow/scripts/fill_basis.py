from pathlib import Path

from remesas.catalog.entries import load_catalog
from remesas.core.frames import CELLS, read_annual, write_frame
from remesas.core.logs import logged
from remesas.tables.fill import fill_basis, years_of

with logged(snakemake.log[0]):
    catalog = load_catalog(Path("workflow/catalog"))
    annual = read_annual(snakemake.input.annual)
    years = years_of(snakemake.params.years, annual)
    cells = fill_basis(annual, catalog, snakemake.wildcards.basis, snakemake.params.country, years)
    write_frame(cells, snakemake.output[0], CELLS)
