from library import logged

from remesas.core.files import read_frames, write_frame
from remesas.core.frames import ANNUAL, CELLS
from remesas.plan.declared import load_declared
from remesas.plan.settings import read_settings
from remesas.tables.fill import fill_basis, years_of

with logged(snakemake.log[0]):
    catalog = load_declared(snakemake.input)
    settings = read_settings(snakemake.input.settings)
    archive = read_frames(snakemake.input.annual, ANNUAL)
    annual = archive[archive["in_use"]].reset_index(drop=True)
    years = years_of(settings["years"], annual)
    cells = fill_basis(annual, catalog, snakemake.wildcards.basis, snakemake.wildcards.economy, years, archive)
    write_frame(cells, snakemake.output[0], CELLS)
