from pathlib import Path

import pandas as pd
from library import logged

from remesas.compare.cells import compare_with_print
from remesas.compare.economies import compare_economies
from remesas.core.files import read_frame, read_frames, write_frame
from remesas.core.frames import ANNUAL, BRIDGES, COMPARISON, COMPARISON_COLUMNS, EXPLANATIONS, RANKED, TABLE
from remesas.plan.declared import load_declared
from remesas.plan.settings import read_settings
from remesas.tables.series import AnnualSeries

with logged(snakemake.log[0]):
    catalog, bases = load_declared(snakemake.input), read_settings(snakemake.input.settings)["bases"]
    archive, country = read_frames(snakemake.input.annual, ANNUAL), snakemake.wildcards.economy
    series = AnnualSeries(archive[archive["in_use"]], country)
    tables = [read_frame(file, TABLE).assign(table=Path(file).stem) for file in snakemake.input.tables]
    compared = compare_with_print(pd.concat(tables), series, catalog, country)
    write_frame(compared.cells, snakemake.output.comparison, COMPARISON)
    write_frame(compared.columns, snakemake.output.columns, COMPARISON_COLUMNS)
    write_frame(compared.explanations, snakemake.output.explanations, EXPLANATIONS)
    write_frame(compared.bridges, snakemake.output.bridges, BRIDGES)
    write_frame(compare_economies(archive, catalog.seen_from(country), bases), snakemake.output.ranked, RANKED)
