"""The report on revisions: series against their vintages, what changes, and series that newer snapshots lack."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from remesas.build import Build
from remesas.claims.models import Claims
from remesas.revisions.earlier import Plan, as_known, dates_before, rebuild
from remesas.revisions.effects import changed_vintages, effects
from remesas.revisions.interest import areas_of_interest, references_of_interest
from remesas.revisions.outdated import outdated_series
from remesas.revisions.series import compare_vintages


@dataclass(frozen=True)
class Report:
    """``revisions``, ``effects`` and ``outdated``: frames REVISIONS, REVISION_EFFECTS, OUTDATED_SERIES."""

    revisions: pd.DataFrame
    effects: pd.DataFrame
    outdated: pd.DataFrame


def report_revisions(annual: pd.DataFrame, now: Build, claims: Claims, plan: Plan, since: str) -> Report:
    """Everything that the section and the page about revisions show, in no language.

    Args:
        annual: Frame ANNUAL of all sources.
        now: The build of the brief.
        claims: The claims.
        plan: The settings of the build.
        since: ``previous`` or a date (see ``earlier``).
    """
    area = plan.scope.ref_area
    wanted = references_of_interest(now.catalog, claims, plan.scope.bases, area)
    earlier = as_known(annual, dates_before(annual, since))
    vintages = changed_vintages(annual, earlier, wanted)
    parts = [vintages]
    if (earlier["in_use"] != annual["in_use"]).any():
        parts.append(effects(rebuild(earlier.drop(columns="known"), now.catalog, claims, now.snapshots, plan), now))
    return Report(
        compare_vintages(annual, now.catalog.first_prints, areas_of_interest(now.catalog, claims, area)),
        pd.concat(parts, ignore_index=True),
        outdated_series(annual, now.snapshots, now.catalog, wanted),
    )


def earlier_build(annual: pd.DataFrame, now: Build, plan: Plan, since: str) -> Build | None:
    """The build as known before, without a ledger of claims; None if every series was in use in today's vintage.

    Args:
        annual: Frame ANNUAL of all sources.
        now: The build of the brief.
        plan: The settings of the build.
        since: ``previous`` or a date (see ``earlier``).
    """
    earlier = as_known(annual, dates_before(annual, since))
    if (earlier["in_use"] == annual["in_use"]).all():
        return None
    return rebuild(earlier.drop(columns="known"), now.catalog, None, now.snapshots, plan)
