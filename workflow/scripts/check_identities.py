import sys

from library import logged

from remesas.core.files import read_frames, write_frame
from remesas.core.frames import IDENTITIES, OBSERVATIONS
from remesas.core.vintages import NEWEST, mark_in_use
from remesas.harmonise.identities import describe_failures, evaluate_identities
from remesas.plan.declared import load_declared
from remesas.plan.settings import read_settings

with logged(snakemake.log[0]):
    catalog = load_declared(snakemake.input)
    observations = read_frames(snakemake.input.observations, OBSERVATIONS)
    used = mark_in_use(observations, {"default": NEWEST, **read_settings(snakemake.input.settings)})
    found = evaluate_identities(observations[used], catalog)
    write_frame(found, snakemake.output[0], IDENTITIES)
    for line in describe_failures(found, catalog):
        print(line, file=sys.stderr)
