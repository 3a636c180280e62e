"""The report on revisions: series against their vintages, what changes, and series that newer snapshots lack."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from remesas.claims.models import Claims
from remesas.language import Language
from remesas.material import Material
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


def report_revisions(
    annual: pd.DataFrame, now: Material, claims: Claims, plan: Plan, since: str, languages: Sequence[Language]
) -> Report:
    """Everything that the section and the page about revisions show.

    Args:
        annual: Frame ANNUAL of all sources.
        now: The brief's material.
        claims: The claims.
        plan: The settings of the build.
        since: ``previous`` or a date (see ``earlier``).
        languages: In which changed sentences are given.
    """
    area = plan.scope.ref_area
    wanted = references_of_interest(now.catalog, claims, plan.scope.bases, area)
    earlier = as_known(annual, dates_before(annual, since))
    vintages = changed_vintages(annual, earlier, wanted)
    parts = [vintages]
    if (earlier["in_use"] != annual["in_use"]).any():
        then = rebuild(earlier.drop(columns="known"), now.catalog, claims, now.snapshots, plan)
        parts.append(effects(then, now, languages))
    return Report(
        compare_vintages(annual, now.catalog.first_prints, areas_of_interest(claims, area)),
        pd.concat(parts, ignore_index=True),
        outdated_series(annual, now.snapshots, now.catalog, wanted),
    )
