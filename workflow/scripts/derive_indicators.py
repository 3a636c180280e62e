from pathlib import Path

import pandas as pd

from remesas.catalog.entries import load_catalog
from remesas.core.frames import CELLS, INDICATORS, read_annual, read_frame, write_frame
from remesas.core.logs import logged
from remesas.derive.indicators import Spans, derive_indicators, read_context

with logged(snakemake.log[0]):
    catalog = load_catalog(Path("workflow/catalog"))
    annual = read_annual(snakemake.input.annual)
    country = snakemake.params.country
    cells = pd.concat([read_frame(file, CELLS) for file in snakemake.input.cells], ignore_index=True)
    context = {
        basis: read_context(annual, catalog.context(basis, country), country) for basis in cells["basis"].unique()
    }
    growth = tuple((first, last) for first, last in snakemake.params.growth_spans)
    indicators = derive_indicators(cells, context, Spans(growth, snakemake.params.price_base), catalog)
    write_frame(indicators, snakemake.output[0], INDICATORS)
