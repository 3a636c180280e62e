from pathlib import Path

import pandas as pd

from remesas.build import build_of
from remesas.claims.loading import load_claims
from remesas.core.frames import ANNUAL, OUTDATED_SERIES, REVISION_EFFECTS, REVISIONS, read_frame, write_frame
from remesas.core.logs import logged
from remesas.revisions.earlier import Plan
from remesas.revisions.report import report_revisions

with logged(snakemake.log[0]):
    folder = Path("workflow/catalog")
    build = build_of(snakemake.input, snakemake.params, folder)
    claims = load_claims(folder, build.catalog)
    annual = pd.concat([read_frame(file, ANNUAL) for file in snakemake.input.annual], ignore_index=True)
    plan = Plan(build.scope, snakemake.params.years, snakemake.params.growth_spans)
    report = report_revisions(annual, build, claims, plan, snakemake.params.since)
    write_frame(report.revisions, snakemake.output.revisions, REVISIONS)
    write_frame(report.effects, snakemake.output.revision_effects, REVISION_EFFECTS)
    write_frame(report.outdated, snakemake.output.outdated_series, OUTDATED_SERIES)
