# The plan: configuration, checks, the rules of each stage, and what a full build makes. From raw to report:
#   raw -> ingest -> harmonise -> tables -> compare, derive, claims -> revisions -> brief
import sys
from pathlib import Path

from snakemake.utils import min_version

min_version("9.27")

# Results go to the working directory. What it has of its own, configuration and snapshots, comes before the project's; but
# a workflow that uses this one as a module has its own of both, and hands over what it means to.
PROJECT = Path(workflow.current_basedir.get_path_or_uri(secret_free=True))
HOME = "" if PROJECT.samefile(Path.cwd()) else f"{PROJECT}/"
ALONE = PROJECT.samefile(Path(workflow.main_snakefile).parent)
CONFIG = "config.yaml" if ALONE and Path("config.yaml").is_file() else f"{HOME}config.yaml"


pathvars:
    raw="raw" if ALONE and Path("raw").is_dir() else f"{HOME}raw",
    processed="processed",
    reports="reports",
    catalog=f"{HOME}workflow/catalog",
    locales=f"{HOME}workflow/locales",
    templates=f"{HOME}workflow/templates",


# The library is found once; a workflow that uses this one as a module keeps its own search path.
sys.path.insert(0, str(PROJECT / "workflow"))
import remesas

sys.path.pop(0)

from remesas.catalog.config import check_pathvars
from remesas.catalog.loading import read_yaml
from remesas.core.errors import DataError

try:
    check_pathvars(read_yaml(Path(CONFIG)))  # Snakemake does not say where a file is no YAML, or what it expected
except DataError as error:
    raise SystemExit(str(error))


configfile: CONFIG


include: "workflow/rules/common.smk"
include: "workflow/rules/ingest.smk"
include: "workflow/rules/harmonise.smk"
include: "workflow/rules/tables.smk"
include: "workflow/rules/compare.smk"
include: "workflow/rules/derive.smk"
include: "workflow/rules/claims.smk"
include: "workflow/rules/revisions.smk"
include: "workflow/rules/brief.smk"
include: "workflow/rules/atlas.smk"
include: "workflow/rules/batches.smk"
include: "workflow/rules/update.smk"


report: "workflow/report/workflow.rst"


wildcard_constraints:
    edition="(earlier/)?",
    economy="[A-Z]{3}",
    batch="[A-Z]{3}(-[A-Z]{3})?",
    basis="|".join(CATALOG.bases),
    language="[^/]+",
    source="[^/]+",
    table="|".join(CATALOG.tables),


rule all:
    default_target: True
    input:
        "<processed>/identities.csv",
        [] if BATCHES else [results_of(economy) for economy in ECONOMIES],
        expand("<processed>/batches/{batch}.csv", batch=BATCHES),
        ATLAS,
        "<reports>/index.html",
    message:
        "Everything is up to date"


# What the job of a batch asks for, one after the other.
rule frames_of_economies:
    input:
        [build_and_revisions(economy) for economy in ECONOMIES],
    message:
        "The frames are up to date"


rule all_of_economies:
    input:
        [results_of(economy) for economy in ECONOMIES],
    message:
        "The briefs are up to date"
