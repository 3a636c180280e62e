import pandas as pd
from library import logged

from remesas.core.files import read_frame, write_frame
from remesas.core.frames import CELLS, TABLE
from remesas.plan.declared import load_declared
from remesas.tables.fill import cells_of

with logged(snakemake.log[0]):
    table = load_declared(snakemake.input).tables[snakemake.wildcards.table]
    bases = [read_frame(file, CELLS) for file in snakemake.input.cells]
    cells = pd.concat([cells_of(frame, table.flow, table.columns) for frame in bases], ignore_index=True)
    write_frame(cells, snakemake.output[0], TABLE)
