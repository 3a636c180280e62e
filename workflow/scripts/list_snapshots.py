from library import logged

from remesas.core.files import read_frames, write_frame
from remesas.core.frames import SNAPSHOTS
from remesas.core.vintages import was_known
from remesas.plan.settings import read_settings

with logged(snakemake.log[0]):
    vintages = read_settings(snakemake.input.settings)["vintages"]
    frame = read_frames(snakemake.input.snapshots, SNAPSHOTS)
    known = [was_known(*row, vintages) for row in zip(frame["source"], frame["vintage"], strict=True)]
    write_frame(frame[known], snakemake.output[0], SNAPSHOTS)
