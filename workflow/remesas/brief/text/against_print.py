"""Tell how print and data compare: classes, figures revised since, and what print says against itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd
from markupsafe import Markup

from remesas.brief.contents import PRINT
from remesas.brief.context import Context
from remesas.brief.provenance import Provenance
from remesas.brief.text.cells import CellOf, write_millions, write_size
from remesas.compare.cells import NEAR, NOT_COMPARED
from remesas.compare.evidence import CLOSE_PERCENT
from remesas.compare.printed_checks import ALL
from remesas.core.frames import CLASSES
from remesas.core.rows import by_year, grouped, records
from remesas.core.units import MONEY
from remesas.core.vintages import sort_vintages
from remesas.revisions.series import SAME_PERCENT, measure_lead_revisions

REPEATED = "repeated"
"""The check of printed tables that finds one number in two cells."""


def tell_classes(context: Context) -> Iterator[str]:
    """Counts of the classes on each basis, as cells and as different figures."""
    t, n = context.language, context.language.numbers
    for basis in context.build.bases:
        cells = context.build.comparison[context.build.comparison["basis"] == basis]
        if not len(cells):
            continue
        if set(cells["class"]) <= set(NOT_COMPARED):
            yield t.gettext(
                "%(basis)s: no figure is compared with the printed one, because every column measures another concept.",
                basis=context.basis(basis),
            )
            continue
        yield t.gettext(
            "%(basis)s: of the %(count)s figures that the article prints, %(classes)s.",
            basis=context.basis(basis),
            count=count_classes(context, cells)["cells"],
            classes=_list_classes(context, cells),
        )
        figures = select_distinct(cells)
        if len(figures) < len(cells):
            names = cells.loc[~cells.index.isin(figures.index), "indicator"].unique()
            yield t.gettext(
                "What stands in more than one table (%(columns)s) is counted each time. Counted once, there are "
                "%(count)s figures: %(classes)s.",
                columns=n.listed([context.noun(name) for name in names]),
                count=count_classes(context, figures)["cells"],
                classes=_list_classes(context, figures),
            )
        yield from _tell_sums(context, cells)


def _tell_sums(context: Context, cells: pd.DataFrame) -> Iterator[str]:
    """Which cells that have no figure today are tested together, and in how many years their sum fits."""
    t, checks = context.language, context.build.printed_checks
    for entry in context.build.catalog.printed_checks:
        rows = checks[(checks["check"] == entry.id) & checks["value"].notna()]  # others lack the data for it
        alone = cells[(cells["table"] == entry.table) & cells["indicator"].isin(entry.sum_of)]
        missing = alone[(alone["class"] == "missing") & alone["time_period"].isin(rows["time_period"])]
        if not len(missing):
            continue
        counted = Provenance(t.gettext("number of years in which a check of print holds, and of all its years"))
        years = {"held": int(rows["holds"].sum()), "years": len(rows)}
        yield t.gettext(
            "Of those without a figure, %(count)s can be tested in their sum: %(check)s, in %(held)s of %(years)s "
            "years.",
            count=count_cells(context, missing), check=t.noun(entry.title),
            **{name: context.number(t.numbers.amount(count), count, counted) for name, count in years.items()},
        )  # fmt: skip


def explain_classes(context: Context) -> str:
    """What the classes mean."""
    limit = context.language.numbers.percent(CLOSE_PERCENT, 0)
    return context.language.gettext(
        "An exact figure equals the printed one once it is rounded; a close one lies within %(limit)s of it. An "
        "explained figure differs by more, for a cause that the evidence bears out; an unexplained one differs by more "
        "without such a cause. A figure that measures another concept is not comparable.",
        limit=limit,
    )


def _list_classes(context: Context, rows: pd.DataFrame) -> Markup:
    """How many figures are of each class that occurs, as a list."""
    t, words = context.language, count_classes(context, rows)
    counts = {name: int((rows["class"] == name).sum()) for name in CLASSES}
    limit = t.numbers.percent(CLOSE_PERCENT, 0)
    said = {
        "exact": t.ngettext("%(exact)s is exact", "%(exact)s are exact", counts["exact"], **words),
        "close": t.ngettext(
            "%(close)s lies within %(limit)s", "%(close)s lie within %(limit)s", counts["close"], limit=limit, **words
        ),
        "explained": t.ngettext(
            "%(explained)s differs by more for a cause that the evidence bears out",
            "%(explained)s differ by more for a cause that the evidence bears out",
            counts["explained"],
            **words,
        ),
        "unexplained": t.ngettext(
            "%(unexplained)s differs by more without such a cause",
            "%(unexplained)s differ by more without such a cause",
            counts["unexplained"],
            **words,
        ),
        "not_comparable": t.ngettext(
            "%(not_comparable)s measures another concept today",
            "%(not_comparable)s measure another concept today",
            counts["not_comparable"],
            **words,
        ),
        "missing": t.ngettext(
            "%(missing)s has no figure today", "%(missing)s have no figure today", counts["missing"], **words
        ),
    }
    return Markup(t.numbers.listed([text for name, text in said.items() if counts[name]]))


def select_distinct(cells: pd.DataFrame) -> pd.DataFrame:
    """Rows of frame COMPARISON without those of a figure that is printed in another table too."""
    return cells.drop_duplicates(["indicator", "time_period", "printed"])


def count_classes(context: Context, rows: pd.DataFrame) -> dict[str, Any]:
    """Number of rows of frame COMPARISON, and of those of each class."""
    return {"cells": count_cells(context, rows)} | {name: count_cells(context, rows, name) for name in CLASSES}


def count_cells(context: Context, rows: pd.DataFrame, *classes: str) -> Markup:
    """Number of rows of frame COMPARISON that are of some classes; without any, of all."""
    t, count = context.language, int(rows["class"].isin(classes).sum()) if classes else len(rows)
    counted = Provenance(t.gettext("number of printed cells on this basis: all of them, or those of one class"))
    return context.number(t.numbers.amount(count), count, counted)


def count_near(context: Context, table: str, name: str, basis: str) -> tuple[int, int]:
    """How many printed figures of a column a basis gives exactly or within one percent, and how many are compared."""
    cells = context.build.comparison
    own = cells[(cells["table"] == table) & (cells["indicator"] == name) & (cells["basis"] == basis)]
    compared = own[~own["class"].isin(NOT_COMPARED)]
    return int(compared["class"].isin(NEAR).sum()), len(compared)


def tell_revised(context: Context) -> Iterator[str]:
    """Printed figures of the lead that were right when printed, and revisions between vintages."""
    table, basis = context.lead_table, context.build.bases[0]
    cells = context.build.comparison
    chosen = cells[(cells["table"] == table) & (cells["basis"] == basis) & (cells["indicator"] == context.lead)]
    for row in records(chosen[chosen["cause"] == "revision"]):
        yield _tell_first_estimate(context, row)
    for reference, _ in context.lead_series:
        changes = measure_lead_revisions(context.build)
        revised = {vintage: change[change.abs() >= SAME_PERCENT] for vintage, change in changes.items()}
        oldest = next((vintage for vintage in sort_vintages(revised) if len(revised[vintage])), None)
        if oldest:
            yield _tell_revisions(context, reference, oldest, revised[oldest])


def _tell_first_estimate(context: Context, row: Any) -> str:
    """A printed figure that was revised since: a row of frame COMPARISON."""
    t, n = context.language, context.language.numbers
    table, basis, name, year = str(row.table), str(row.basis), str(row.indicator), int(row.time_period)
    behind = context.provenances.of_difference(table, basis, name, year)
    words = {
        "year": n.year(year),
        "source": context.noun(name),
        "printed": write_millions(context, row.printed, CellOf(table, PRINT, name, year)),
        "now": write_millions(context, row.regenerated, CellOf(table, basis, name, year)),
        "size": write_size(context, row.difference_percent, behind),
    }
    if row.difference > 0:
        return t.gettext(
            "For %(source)s in %(year)s the article prints an earlier figure, US$%(printed)s million; the "
            "series now has US$%(now)s million, %(size)s more.",
            **words,
        )
    return t.gettext(
        "For %(source)s in %(year)s the article prints an earlier figure, US$%(printed)s million; the "
        "series now has US$%(now)s million, %(size)s less.",
        **words,
    )


def _tell_revisions(context: Context, reference: str, vintage: str, changed: pd.Series) -> str:
    """How many years of the series behind the lead were revised since a vintage, and by how much at most."""
    t, n = context.language, context.language.numbers
    year = max(by_year(changed.abs()), key=lambda item: item[1])[0]
    counted, compared = (
        context.provenances.of_revision_since(formula, reference, vintage, years)
        for formula, years in (
            (t.gettext("number of years whose value differs between two vintages"), changed.index),
            (t.gettext("100 × (newer vintage / older vintage − 1)"), [year]),
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
    t, n, checks = context.language, context.language.numbers, context.build.printed_checks
    if not len(checks):
        return
    results = checks.groupby("check", sort=False)["holds"].all()
    failed = [entry.finds for entry in context.build.catalog.printed_checks if not results.get(entry.id, True)]
    counted = Provenance(
        t.gettext("number of checks of the printed tables, and of those that find values that do not fit")
    )
    counts = {"count": len(results), "failed": len(failed)} | {kind: failed.count(kind) for kind in ("slip", "misfit")}
    words = {name: context.number(n.amount(count), count, counted) for name, count in counts.items()}
    yield t.ngettext(
        "Of %(count)s check of the printed tables by themselves, %(failed)s find values that do not fit.",
        "Of %(count)s checks of the printed tables by themselves, %(failed)s find values that do not fit.",
        len(results),
        **words,
    )
    if failed:
        yield t.gettext(
            "In %(slip)s of them the digits look like a slip; in %(misfit)s amounts do not fit others, and another "
            "definition or a later revision can be the cause as well as a misprint.",
            **words,
        )
    for entry in context.build.catalog.printed_checks:
        rows = checks[(checks["check"] == entry.id) & ~checks["holds"]]
        if entry.check == REPEATED and len(rows):
            yield from _tell_repeated(context, entry.table, rows)


def tell_failures(context: Context, failing: pd.DataFrame) -> Iterator[str]:
    """The values that checks of print found not to fit (rows of frame PRINTED_CHECKS), a part for each column."""
    t = context.language
    for name, rows in grouped(failing, "indicator"):
        shown = [
            t.gettext(
                "%(year)s (%(value)s)",
                year=t.numbers.year(int(row.time_period)),
                value=_write_found(context, float(row.value), str(row.unit_measure)),
            )
            for row in records(rows)
        ]
        if name == ALL:
            yield t.gettext("%(years)s.", years=t.numbers.listed(shown))
        else:
            yield t.gettext("%(column)s: %(years)s.", column=context.label(str(name)), years=t.numbers.listed(shown))


def _write_found(context: Context, value: float, unit: str) -> str:
    """What a check found in one place, in the words of its unit."""
    t = context.language
    count = t.numbers.amount(value)
    return {
        "percent": t.numbers.percent(value, 2, signed=True),
        "ratio": t.gettext("%(ratio)s times", ratio=t.numbers.amount(value, 1)),
        "cells": t.ngettext("%(count)s other cell", "%(count)s other cells", int(value), count=count),
        "digits": t.ngettext("%(count)s digit", "%(count)s digits", int(value), count=count),
        "slips": t.gettext("one digit off"),
        "zeros": t.ngettext("%(count)s zero at the end", "%(count)s zeros at the end", int(value), count=count),
        "points": t.gettext("%(points)s percentage points", points=t.numbers.amount(value, signed=True)),
        MONEY: t.ngettext("US$%(amount)s million", "US$%(amount)s million", int(value), amount=count),
    }.get(unit, f"{count} {unit}")


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
        if len({printed[name][year] for name, year in cells}) == 1:
            yield t.gettext(
                "In Table %(table)s one number, %(amount)s, stands more than once: for %(places)s.", **words
            )
            continue
        wrong = _find_misprint(context, table, cells)
        if wrong is None:
            yield t.gettext(
                "In Table %(table)s one number, %(amount)s, stands with both signs: for %(places)s. "
                "At least one of them is a misprint.",
                **words,
            )
            continue
        name, year, basis = str(wrong.indicator), int(wrong.time_period), str(wrong.basis)
        yield t.gettext(
            "In Table %(table)s one number, %(amount)s, stands with both signs: for %(places)s. The misprint is that "
            "of %(source)s, for which the series has US$%(now)s million (%(basis)s); the other fits the trade balance.",
            source=context.noun(name),
            now=write_millions(context, wrong.regenerated, CellOf(table, basis, name, year)),
            basis=context.basis(basis),
            **words,
        )
        yield from _tell_rank_without(context, table, wrong)


def _find_misprint(context: Context, table: str, cells: list[tuple[str, int]]) -> Any:
    """The one of some printed cells whose difference is explained as a misprint (a row of frame COMPARISON)."""
    found = [row for row in _list_misprints(context, table) if (row.indicator, row.time_period) in cells]
    return found[0] if len({(row.indicator, row.time_period) for row in found}) == 1 else None


def _list_misprints(context: Context, table: str) -> list[Any]:
    """The cells of a table that are shown to be misprints (rows of frame COMPARISON)."""
    compared = context.build.comparison
    return list(records(compared[(compared["table"] == table) & (compared["cause"] == "misprint")]))


def mend_misprints(context: Context, table: str) -> pd.DataFrame | None:
    """A printed table with the figure of today in place of each misprint; None if it is not printed."""
    printed = context.build.printed.get(table)
    if printed is None:
        return None
    mended = printed.copy()
    for row in _list_misprints(context, table):
        mended.loc[row.time_period, row.indicator] = row.regenerated
    return mended


def _tell_rank_without(context: Context, table: str, wrong: Any) -> Iterator[str]:
    """That the lead is the largest source of a year, once a misprinted cell has the value of the series."""
    t, lead, year = context.language, context.lead, int(wrong.time_period)
    printed, mended = context.build.printed[table], mend_misprints(context, table)
    if mended is not None and mended.loc[year].idxmax() == lead != printed.loc[year].idxmax():
        yield t.gettext(
            "So the largest source of Table %(table)s in %(year)s is %(lead)s, with US$%(amount)s million even as "
            "printed, and not %(source)s.",
            table=context.number_of(table),
            year=t.numbers.year(year),
            lead=context.noun(lead),
            amount=write_millions(context, context.printed(table, lead)[year], CellOf(table, PRINT, lead, year)),
            source=context.noun(str(wrong.indicator)),
        )
