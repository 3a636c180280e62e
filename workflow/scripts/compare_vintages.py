from library import logged

from remesas.build import Build, Scope
from remesas.claims.loading import load_claims
from remesas.core.files import read_frames, write_frame
from remesas.core.frames import ANNUAL, OUTDATED_SERIES, REVISION_EFFECTS, REVISIONS
from remesas.plan.declared import load_declared
from remesas.plan.settings import read_settings
from remesas.revisions.report import report_revisions

with logged(snakemake.log[0]):
    catalog, settings = load_declared(snakemake.input), read_settings(snakemake.input.settings)
    economy = snakemake.wildcards.economy
    scope = Scope.of(settings, catalog, economy)
    claims = load_claims(catalog).asked_of(economy, catalog.shared_bases)
    then, now = (Build.read(files, catalog, scope) for files in (snakemake.input.then, snakemake.input.now))
    annual = read_frames(snakemake.input.annual, ANNUAL)
    report = report_revisions(annual, then, now, claims, settings["revisions"]["since"])
    write_frame(report.revisions, snakemake.output.revisions, REVISIONS)
    write_frame(report.effects, snakemake.output.revision_effects, REVISION_EFFECTS)
    write_frame(report.outdated, snakemake.output.outdated_series, OUTDATED_SERIES)
