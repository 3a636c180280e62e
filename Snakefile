# The plan: configuration, checks, the rules of each stage, and what a full build makes. From raw to report:
#   raw -> ingest -> harmonise -> tables -> compare, derive, claims -> brief
import os
import sys
from pathlib import Path

from snakemake.utils import min_version

min_version("9.27")

# Scripts run in processes of their own and find the library through PYTHONPATH.
LIBRARY = str(Path(workflow.basedir) / "workflow")
sys.path.insert(0, LIBRARY)
os.environ.update(PYTHONPATH=LIBRARY)


pathvars:
    raw="raw",
    processed="processed",
    reports="reports",


configfile: "config.yaml"


include: "workflow/rules/common.smk"
include: "workflow/rules/ingest.smk"
include: "workflow/rules/harmonise.smk"
include: "workflow/rules/tables.smk"
include: "workflow/rules/compare.smk"
include: "workflow/rules/derive.smk"
include: "workflow/rules/claims.smk"
include: "workflow/rules/brief.smk"
include: "workflow/rules/revisions.smk"
include: "workflow/rules/fetch.smk"


report: "workflow/report/workflow.rst"


rule all:
    default_target: True
    input:
        expand("<processed>/tables/{table}.csv", table=CATALOG.tables),
        "<processed>/comparison.csv",
        "<processed>/printed_checks.csv",
        "<processed>/indicators.csv",
        "<processed>/claims.csv",
        brief_files(),
        expand("<reports>/revisions.{language}.html", language=config["languages"]),
        "<reports>/index.html",
        rules.export_tables.output,
    message:
        "Everything is up to date"
