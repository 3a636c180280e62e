"""Report revisions: series against their vintages, what changes, and series that newer snapshots lack.

The report is about the series of the brief and those that claims name.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from remesas.build import Build
from remesas.catalog.uses import consulted_references
from remesas.claims.loading import list_series
from remesas.claims.statements import Claims
from remesas.harmonise.editions import as_known, dates_before
from remesas.revisions.effects import changed_vintages, effects
from remesas.revisions.outdated import outdated_series
from remesas.revisions.series import compare_vintages


@dataclass(frozen=True)
class Report:
    """``revisions``, ``effects`` and ``outdated``: frames REVISIONS, REVISION_EFFECTS, OUTDATED_SERIES."""

    revisions: pd.DataFrame
    effects: pd.DataFrame
    outdated: pd.DataFrame


def report_revisions(annual: pd.DataFrame, then: Build, now: Build, claims: Claims, since: str) -> Report:
    """Everything that the section and the page about revisions show, in no language.

    Args:
        annual: Frame ANNUAL of all sources.
        then: The earlier edition of the build.
        now: The build of the brief.
        claims: The claims.
        since: ``previous`` or a date (see ``harmonise.editions``).
    """
    area = now.scope.ref_area
    named = {(key.reference, key.ref_area) for key in list_series(claims, now.catalog)}
    wanted = named | set(now.references)
    consulted = consulted_references(now.catalog, now.bases, area, {reference for reference, _ in named})
    own = annual[(annual["source"] + ":" + annual["series"]).isin(consulted)]
    areas = {area, claims.ref_area, *(place for _, place in named)}
    earlier = as_known(annual, dates_before(annual, since))
    idle = {(reference, area) for reference in now.passed_over} - named
    parts = [changed_vintages(annual, earlier, wanted - idle)]
    if (earlier["in_use"] != annual["in_use"]).any():
        parts.append(effects(then, now))
    return Report(
        compare_vintages(own, now.catalog, areas),
        pd.concat(parts, ignore_index=True),
        outdated_series(annual, now.snapshots, now.catalog, wanted),
    )
