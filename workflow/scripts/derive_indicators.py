from library import logged

from remesas.core.files import read_annual, read_frames, write_frame
from remesas.core.frames import CELLS, INDICATORS
from remesas.derive.indicators import Spans, derive_indicators, read_context
from remesas.plan.declared import load_declared
from remesas.plan.settings import read_settings

with logged(snakemake.log[0]):
    catalog = load_declared(snakemake.input)
    settings = read_settings(snakemake.input.settings)
    annual = read_annual(snakemake.input.annual)
    country = snakemake.wildcards.economy
    cells = read_frames(snakemake.input.cells, CELLS)
    context = {
        basis: read_context(annual, catalog.context(basis, country), country) for basis in cells["basis"].unique()
    }
    growth = tuple((first, last) for first, last in settings["growth_spans"])
    spans = Spans(growth, settings["constant_prices"]["base"])
    write_frame(derive_indicators(cells, context, spans, catalog), snakemake.output[0], INDICATORS)
