import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from library import logged

from remesas.core.files import read_frames
from remesas.core.frames import OBSERVATIONS
from remesas.plan.batches import BUILT, FAILED, Outcome, read_outcomes, read_reason, write_outcomes
from remesas.plan.declared import load_declared
from remesas.plan.settings import read_settings
from remesas.plan.skipped import find_skipped


def build_economies(economies: list[str], snakefile: str, jobs: Path, processed: Path) -> list[Outcome]:
    """Build some economies by the rules of the project, all on one core; what Snakemake says goes to a log.

    What a plan makes anew, it takes for changed. So where there are frames, they are made first; the second plan
    compares them with what pages were made from, and leaves alone the pages whose figures stayed as they were.
    """
    targets = ["all_of_economies"]
    if any((processed / economy).is_dir() for economy in economies):
        targets.insert(0, "frames_of_economies")
    with tempfile.TemporaryDirectory() as folder:
        config, outcomes = Path(folder, "config.json"), Path(folder, "outcomes.csv")
        config.write_text(json.dumps(snakemake.config | {"economies": economies}), encoding="utf-8")
        library = Path(snakefile).parent / "workflow"
        environment = os.environ | {
            "REMESAS_BATCH": str(outcomes),
            "PYTHONPATH": os.pathsep.join([str(library.resolve()), os.environ.get("PYTHONPATH", "")]),
        }
        with jobs.open("w", encoding="utf-8") as log:
            for target in targets:
                command = [
                    *(sys.executable, "-m", "snakemake", target, "--snakefile", snakefile, "--configfile", str(config)),
                    *("--executor", "forked", "--cores", "1", "--keep-going"),
                ]
                ended = subprocess.run(command, env=environment, stdout=log, stderr=subprocess.STDOUT, check=False)
        if ended.returncode == 0:
            return [Outcome(economy, BUILT) for economy in economies]
        if outcomes.is_file():
            return read_outcomes([outcomes])
        return [Outcome(economy, FAILED, read_reason(jobs), str(jobs)) for economy in economies]


with logged(snakemake.log.said):
    catalog, settings = load_declared(snakemake.input), read_settings(snakemake.input.settings)
    (economies,) = read_settings(snakemake.input.economies).values()
    observations = read_frames(snakemake.input.observations, OBSERVATIONS)
    skipped = list(find_skipped(economies, observations, catalog, settings))
    wanted = sorted({*economies} - {outcome.economy for outcome in skipped})
    told, jobs = Path(snakemake.output[0]), Path(snakemake.log.jobs)
    built = build_economies(wanted, snakemake.input.rules[0], jobs, told.parents[1]) if wanted else []
    write_outcomes([*built, *skipped], told)
