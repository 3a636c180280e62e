from pathlib import Path

from library import logged

from remesas.build import Build, Scope
from remesas.catalog.loading import load_catalog
from remesas.claims.loading import load_claims
from remesas.core.files import read_frames, write_frame
from remesas.core.frames import ANNUAL, OUTDATED_SERIES, REVISION_EFFECTS, REVISIONS
from remesas.plan.settings import read_settings
from remesas.revisions.report import report_revisions

with logged(snakemake.log[0]):
    folder = Path(snakemake.input.catalog[0]).parent
    catalog, settings = load_catalog(folder), read_settings(snakemake.input.settings)
    economy = snakemake.wildcards.economy
    scope = Scope.of(settings, catalog, economy)
    claims = load_claims(folder, catalog).asked_of(economy, catalog.shared_bases)
    then, now = (Build.read(files, catalog, scope) for files in (snakemake.input.then, snakemake.input.now))
    annual = read_frames(snakemake.input.annual, ANNUAL)
    report = report_revisions(annual, then, now, claims, settings["revisions"]["since"])
    write_frame(report.revisions, snakemake.output.revisions, REVISIONS)
    write_frame(report.effects, snakemake.output.revision_effects, REVISION_EFFECTS)
    write_frame(report.outdated, snakemake.output.outdated_series, OUTDATED_SERIES)
