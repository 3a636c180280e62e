from library import logged

from remesas.core.files import read_frames, write_frame
from remesas.core.frames import OBSERVATIONS, STEPS
from remesas.core.vintages import NEWEST, mark_in_use
from remesas.harmonise.steps import find_steps
from remesas.plan.declared import load_declared
from remesas.plan.settings import read_settings

with logged(snakemake.log[0]):
    catalog = load_declared(snakemake.input)
    observations = read_frames(snakemake.input.observations, OBSERVATIONS)
    used = mark_in_use(observations, {"default": NEWEST, **read_settings(snakemake.input.settings)})
    write_frame(find_steps(observations[used], catalog), snakemake.output[0], STEPS)
