import pandas as pd
from library import logged

from remesas.core.frames import SNAPSHOTS, read_frame, write_frame
from remesas.core.vintages import was_known
from remesas.plan.settings import read_settings

with logged(snakemake.log[0]):
    vintages = read_settings(snakemake.input.settings)["vintages"]
    frame = pd.concat([read_frame(file, SNAPSHOTS) for file in snakemake.input.snapshots], ignore_index=True)
    known = [was_known(*row, vintages) for row in zip(frame["source"], frame["vintage"], strict=True)]
    write_frame(frame[known], snakemake.output[0], SNAPSHOTS)
