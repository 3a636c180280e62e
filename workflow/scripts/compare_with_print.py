from pathlib import Path

import pandas as pd
from library import logged

from remesas.compare.cells import compare_with_print
from remesas.core.files import read_annual, read_frame, write_frame
from remesas.core.frames import BRIDGES, COMPARISON, COMPARISON_COLUMNS, EXPLANATIONS, TABLE
from remesas.plan.declared import load_declared
from remesas.tables.series import AnnualSeries

with logged(snakemake.log[0]):
    catalog = load_declared(snakemake.input)
    country = snakemake.wildcards.economy
    series = AnnualSeries(read_annual(snakemake.input.annual), country)
    tables = [read_frame(file, TABLE).assign(table=Path(file).stem) for file in snakemake.input.tables]
    compared = compare_with_print(pd.concat(tables), series, catalog, country)
    write_frame(compared.cells, snakemake.output.comparison, COMPARISON)
    write_frame(compared.columns, snakemake.output.columns, COMPARISON_COLUMNS)
    write_frame(compared.explanations, snakemake.output.explanations, EXPLANATIONS)
    write_frame(compared.bridges, snakemake.output.bridges, BRIDGES)
