from pathlib import Path

from library import logged

from remesas.core.files import write_frame
from remesas.core.frames import OBSERVATIONS, SNAPSHOTS
from remesas.ingest.checks import check_against_older
from remesas.ingest.observations import describe_snapshots, read_all
from remesas.ingest.raw_folder import META
from remesas.plan.declared import load_declared

with logged(snakemake.log[0]):
    catalog = load_declared(snakemake.input)
    metas = [Path(file) for file in snakemake.input.snapshots if file.endswith(META)]
    snapshots, observations = read_all(metas, catalog)
    check_against_older(observations)  # a build has done so before it began, a workflow that uses this one has not
    write_frame(observations, snakemake.output.observations, OBSERVATIONS)
    write_frame(describe_snapshots(snapshots, observations, catalog), snakemake.output.snapshots, SNAPSHOTS)
