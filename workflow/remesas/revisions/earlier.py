"""What was known before: which earlier date a build is compared with, and the build as it would have been then.

The configuration key ``revisions.since`` chooses the date. ``previous``, the default, goes back in each source to the
day before its newest vintage in use. That is the question a reader has after an update: what did the last one change?
It asks each source by itself, since sources are updated on different days, and one date for all would undo several
updates of one source to reach the last of another. A date ``YYYY-MM-DD`` asks for everything that was known on that day
instead, from every source.

A series of which nothing had been obtained by then stays as it is now. Otherwise most of a difference would be about
when this project began to collect a series, not about what its provider revised; which series these are is said once.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from remesas.build import Build, Scope, areas_of, own_series
from remesas.catalog.entries import Catalog
from remesas.claims.ledger import evaluate_claims
from remesas.claims.models import Claims
from remesas.compare.cells import compare_with_print
from remesas.compare.printed_checks import check_printed
from remesas.core.vintages import SERIES_KEY, last_day, mark_in_use
from remesas.derive.indicators import Spans, derive_indicators, read_context
from remesas.tables.fill import cells_of, fill_basis, years_of
from remesas.tables.series import AnnualSeries

PREVIOUS = "previous"


@dataclass(frozen=True)
class Plan:
    """The settings of a build: economy and bases, years of the tables, spans of growth, year of constant prices."""

    scope: Scope
    years: Mapping[str, Any]
    growth_spans: Sequence[tuple[int, int | str]]


def dates_before(annual: pd.DataFrame, since: str) -> dict[str, str]:
    """The day to go back to in each source.

    Args:
        annual: Frame ANNUAL with all vintages.
        since: ``previous`` or a date.
    """
    used = annual.loc[annual["in_use"], ["source", "vintage"]].drop_duplicates()
    if since != PREVIOUS:
        return dict.fromkeys(used["source"], since)
    newest = {source: max(map(last_day, rows["vintage"])) for source, rows in used.groupby("source")}
    return {str(source): (day - dt.timedelta(days=1)).isoformat() for source, day in newest.items()}


def as_known(annual: pd.DataFrame, dates: Mapping[str, str]) -> pd.DataFrame:
    """The annual series with the vintages in use that were so on earlier days.

    Args:
        annual: Frame ANNUAL with all vintages.
        dates: The day of each source.

    Returns:
        The frame with another ``in_use`` and a column ``known``: False for series of which nothing was known then, and
        which stay as they are.
    """
    marked = mark_in_use(annual, {"default": "newest", **dates})
    keys = [annual[name] for name in SERIES_KEY]
    known = marked.groupby(keys).transform("any")
    return annual.assign(in_use=marked.where(known, annual["in_use"]), known=known)


def rebuild(
    annual: pd.DataFrame, catalog: Catalog, claims: Claims | None, snapshots: pd.DataFrame, plan: Plan
) -> Build:
    """The build from the vintages marked as in use, by the same functions as the rules of a build.

    Args:
        annual: Frame ANNUAL of all sources.
        catalog: The whole catalog.
        claims: The claims; without them the build has no ledger.
        snapshots: Frame SNAPSHOTS.
        plan: The settings.
    """
    area, used = plan.scope.ref_area, annual[annual["in_use"]]
    series = AnnualSeries(used, area)
    years = years_of(plan.years, used)
    cells = pd.concat([fill_basis(used, catalog, basis, area, years) for basis in plan.scope.bases], ignore_index=True)
    tables = {name: cells_of(cells, table.flow, table.columns) for name, table in catalog.tables.items()}
    stacked = pd.concat([frame.assign(table=name) for name, frame in tables.items()])
    compared = compare_with_print(stacked, series, catalog, area)
    context = {basis: read_context(used, catalog.context(basis, area), area) for basis in plan.scope.bases}
    spans = Spans(growth=tuple((first, last) for first, last in plan.growth_spans), price_base=plan.scope.price_base)
    ledger = evaluate_claims(annual, catalog, claims or Claims(ref_area=area, claims=()))
    return Build(
        catalog=catalog,
        scope=plan.scope,
        tables=tables,
        comparison=compared.cells,
        columns=compared.columns,
        explanations=compared.explanations,
        checks=check_printed(series, catalog, area),
        indicators=derive_indicators(cells, context, spans, catalog),
        snapshots=snapshots,
        annual=own_series(annual, areas_of(catalog, plan.scope)),
        claims=ledger,
    )
