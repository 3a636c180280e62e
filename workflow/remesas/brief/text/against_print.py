"""Tell how print and data compare: classes, figures revised since, and what print says against itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from remesas.brief.contents import PRINT
from remesas.brief.context import Context
from remesas.brief.provenance import Provenance
from remesas.brief.text.cells import CellOf, write_millions
from remesas.compare.cells import CLOSE_PERCENT
from remesas.core.frames import CLASSES, by_year, records
from remesas.core.vintages import sort_vintages
from remesas.revisions.series import measure_lead_revisions

REPEATED = "repeated"
"""The check of printed tables that finds one number in two cells."""
SHOWN_PERCENT = 0.05
"""Revisions below it are nought at the one decimal that a sentence shows."""


def tell_classes(context: Context) -> Iterator[str]:
    """Counts of the classes on each basis."""
    t, n = context.language, context.language.numbers
    counted = Provenance(t.gettext("number of printed cells on this basis: all of them, or those of one class"))
    for basis in context.build.bases:
        columns = context.build.columns[context.build.columns["basis"] == basis]
        counts = {name: int(columns[name].sum()) for name in CLASSES}
        total = sum(counts.values())
        if not total:
            continue
        yield t.gettext(
            "Against the %(cells)s printed figures (%(basis)s): exact %(exact)s, within %(limit)s %(close)s, "
            "larger difference with a declared cause %(explained)s, without one %(unexplained)s, no figure "
            "%(missing)s.",
            cells=context.number(n.amount(total), total, counted),
            basis=context.basis(basis),
            limit=n.percent(CLOSE_PERCENT, 0),
            **{name: context.number(n.amount(count), count, counted) for name, count in counts.items()},
        )


def tell_revised(context: Context) -> Iterator[str]:
    """Printed figures that were right when printed, and revisions between vintages."""
    table, basis = context.lead_table, context.build.bases[0]
    cells = context.build.comparison
    chosen = cells[(cells["table"] == table) & (cells["basis"] == basis) & (cells["cause"] == "revision")]
    for row in records(chosen):
        yield _tell_first_estimate(context, row)
    for reference, _ in context.lead_series:
        changes = measure_lead_revisions(context.build)
        revised = {vintage: change[change.abs() >= SHOWN_PERCENT] for vintage, change in changes.items()}
        oldest = next((vintage for vintage in sort_vintages(revised) if len(revised[vintage])), None)
        if oldest:
            yield _tell_revisions(context, reference, oldest, revised[oldest])


def _tell_first_estimate(context: Context, row: Any) -> str:
    """A printed figure that was revised since: a row of frame COMPARISON."""
    t, n = context.language, context.language.numbers
    table, basis, name, year = str(row.table), str(row.basis), str(row.indicator), int(row.time_period)
    size = abs(row.difference_percent)
    words = {
        "year": n.year(year),
        "source": context.noun(name),
        "basis": context.basis(basis),
        "printed": write_millions(context, row.printed, CellOf(table, PRINT, name, year)),
        "now": write_millions(context, row.regenerated, CellOf(table, basis, name, year)),
        "size": context.number(n.percent(size), size, context.provenances.of_difference(table, basis, name, year)),
    }
    if row.difference > 0:
        return t.gettext(
            "For %(source)s in %(year)s the article prints the first estimate, US$%(printed)s million; the "
            "series now has US$%(now)s million, %(size)s more (%(basis)s).",
            **words,
        )
    return t.gettext(
        "For %(source)s in %(year)s the article prints the first estimate, US$%(printed)s million; the "
        "series now has US$%(now)s million, %(size)s less (%(basis)s).",
        **words,
    )


def _tell_revisions(context: Context, reference: str, vintage: str, changed: pd.Series) -> str:
    """How many years of the series behind the lead were revised since a vintage, and by how much at most."""
    t, n = context.language, context.language.numbers
    year = max(by_year(changed.abs()), key=lambda item: item[1])[0]
    counted, compared = (
        context.provenances.of_revision_since(formula, reference, vintage)
        for formula in (
            t.gettext("number of years whose value differs between two vintages"),
            t.gettext("100 × (newer vintage / older vintage − 1)"),
        )
    )
    return t.ngettext(
        "Since the vintage of %(vintage)s the figure of %(count)s year has been revised, by %(size)s.",
        "Since the vintage of %(vintage)s the figures of %(count)s years have been revised, most for "
        "%(year)s, by %(size)s.",
        len(changed),
        vintage=t.vintage(vintage),
        count=context.number(n.amount(len(changed)), len(changed), counted),
        year=n.year(year),
        size=context.number(n.percent(changed[year], signed=True), changed[year], compared),
    )


def tell_checks(context: Context) -> Iterator[str]:
    """Which checks of the printed tables fail, and the cells that hold one number twice."""
    t, n, checks = context.language, context.language.numbers, context.build.checks
    if not len(checks):
        return
    results = checks.groupby("check", sort=False)["holds"].all()
    failed = int((~results).sum())
    counted = Provenance(
        t.gettext("number of checks of the printed tables, and of those that find values that do not fit")
    )
    yield t.ngettext(
        "Of %(count)s check of the printed tables by themselves, %(failed)s find values that do not fit.",
        "Of %(count)s checks of the printed tables by themselves, %(failed)s find values that do not fit.",
        len(results),
        count=context.number(n.amount(len(results)), len(results), counted),
        failed=context.number(n.amount(failed), failed, counted),
    )
    for entry in context.build.catalog.printed_checks:
        rows = checks[(checks["check"] == entry.id) & ~checks["holds"]]
        if entry.check == REPEATED and len(rows):
            yield from _tell_repeated(context, entry.table, rows)


def _tell_repeated(context: Context, table: str, rows: pd.DataFrame) -> Iterator[str]:
    """One sentence for each number that stands in two cells of a table."""
    t, printed = context.language, context.build.printed[table].to_dict()
    amounts: dict[float, list[tuple[str, int]]] = {}
    for row in records(rows):
        name, year = str(row.indicator), int(row.time_period)
        amounts.setdefault(abs(printed[name][year]), []).append((name, year))
    for amount, cells in amounts.items():
        places = [
            t.gettext("%(source)s in %(year)s", source=context.noun(name), year=t.numbers.year(year))
            for name, year in cells
        ]
        words = {
            "table": context.number_of(table),
            "places": t.numbers.listed(places),
            "amount": write_millions(context, amount, CellOf(table, PRINT, *cells[0])),
        }
        if len({printed[name][year] for name, year in cells}) > 1:
            yield t.gettext(
                "In Table %(table)s one number, %(amount)s, stands with both signs: for %(places)s. "
                "At least one of them is a misprint.",
                **words,
            )
        else:
            yield t.gettext(
                "In Table %(table)s one number, %(amount)s, stands more than once: for %(places)s.", **words
            )
