from pathlib import Path

import pandas as pd

from remesas.catalog import load_catalog
from remesas.frames import CELLS, TABLE, read_frame, write_frame
from remesas.logs import logged
from remesas.tables import cells_of

with logged(snakemake.log[0]):
    table = load_catalog(Path("workflow/catalog")).tables[snakemake.wildcards.table]
    bases = [read_frame(file, CELLS) for file in snakemake.input.cells]
    cells = pd.concat([cells_of(frame, table.flow, table.columns) for frame in bases], ignore_index=True)
    write_frame(cells, snakemake.output[0], TABLE)
