"""List print against regenerated: every printed cell, the summary by column, the explanations, the checks of print."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pandas as pd
from markupsafe import Markup

from remesas.brief.contents import PRINT, cell_address
from remesas.brief.context import Context
from remesas.brief.provenance import Provenance
from remesas.brief.tables.labels import name_common_unit, name_table, name_unit
from remesas.brief.tables.model import (
    Cell,
    Column,
    Note,
    Row,
    TableView,
    fill_table,
    show_count,
    show_number,
    show_text,
)
from remesas.catalog.entries import Explanation, PrintedCheck
from remesas.compare.cells import CLOSE_PERCENT, RANGE
from remesas.compare.printed_checks import ALL
from remesas.core.frames import grouped, records
from remesas.core.units import MONEY


def name_classes(context: Context) -> dict[str, str]:
    """The classes in words."""
    t = context.language
    return {
        "exact": t.pgettext("class", "exact"),
        "close": t.pgettext("class", "close"),
        "explained": t.pgettext("class", "explained"),
        "unexplained": t.pgettext("class", "unexplained"),
        "missing": t.pgettext("class", "missing"),
    }


def name_causes(context: Context) -> dict[str, str]:
    """The causes of differences in words."""
    t = context.language
    return {
        "revision": t.pgettext("cause", "revision"),
        "reclassification": t.pgettext("cause", "reclassification"),
        "definition": t.pgettext("cause", "definition"),
        "coverage": t.pgettext("cause", "coverage"),
        "misprint": t.pgettext("cause", "misprint"),
    }


def list_entries_in_use(context: Context) -> list[Explanation]:
    """The explanations of the bases of this brief, numbered from 1 by their place in the list."""
    return [entry for entry in context.build.catalog.explanations if entry.basis in context.build.bases]


# ---- every cell ----------------------------------------------------------------------------------------------
Place = tuple[str, int]
"""Column and year of a printed cell."""


def list_printed_cells(context: Context, table: str) -> TableView:
    """Every printed cell of a table beside what each basis gives: value, difference, percent, class."""
    build, t = context.build, context.language
    cells = build.comparison[build.comparison["table"] == table].rename(columns={"class": "kind"})
    entry = build.catalog.tables[table]
    printed = {(str(row.indicator), int(row.time_period)): float(row.printed) for row in records(cells)}
    places = sorted(printed, key=lambda place: (entry.columns.index(place[0]), place[1]))
    view = TableView(
        name=f"{table}-{PRINT}",
        caption=t.gettext("Table %(number)s of the article against the data", number=context.number_of(table)),
        lead=t.gettext("%(unit)s; difference: regenerated less printed", unit=name_unit(context, entry.unit)),
        corner=t.gettext("Year"),
        notes=(Note("", explain_classes(context)),),
        source=context.sources_of(cells),
        look="compared",
        grouping=t.gettext("Column"),
    )

    def show_printed(place: Place) -> Cell:
        return show_number(
            t,
            printed[place],
            entry.decimals,
            address=cell_address(table, PRINT, *place),
            look="print",
            provenance=context.provenances.of_print(table, place[0]),
        )

    columns = [Column(t.gettext("Printed"), show_printed)]
    for basis in build.bases:
        columns += _make_columns_of_basis(context, basis, cells[cells["basis"] == basis], entry.decimals)
    return fill_table(view, columns, places, lambda place: Row(t.numbers.year(place[1]), group=context.label(place[0])))


def _make_columns_of_basis(context: Context, basis: str, cells: pd.DataFrame, places: int) -> list[Column[Place]]:
    """What a basis gives of each printed cell; ``cells`` are those of one table and this basis."""
    t, group = context.language, context.basis(basis)
    rows = {(str(row.indicator), int(row.time_period)): row for row in records(cells)}
    numbers = {entry.id: number for number, entry in enumerate(list_entries_in_use(context), start=1)}
    less = t.gettext("regenerated − printed")
    percent = t.gettext("100 × (regenerated − printed) / |printed|")

    def trace(row: Any) -> Provenance:
        printed = context.provenances.of_print(row.table, row.indicator)
        regenerated = context.provenances.of_cell(row.table, basis, row.indicator, row.time_period)
        return replace(regenerated, inputs=(*printed.inputs, *regenerated.inputs))

    def show_regenerated(place: Place) -> Cell:
        row = rows[place]
        return show_number(
            t,
            row.regenerated,
            places,
            address=f"{cell_address(row.table, basis, *place)}.compared",
            provenance=context.provenances.of_cell(row.table, basis, *place),
            look="missing" if row.kind == "missing" else "subject",
        )

    def show_difference(place: Place) -> Cell:
        row = rows[place]
        return show_number(t, row.difference, places, signed=True, provenance=trace(row).computed(less, MONEY))

    def show_percent(place: Place) -> Cell:
        row = rows[place]
        provenance = trace(row).computed(percent, "percent")
        return show_number(t, row.difference_percent, 1, signed=True, provenance=provenance)

    def show_class(place: Place) -> Cell:
        row = rows[place]
        return Cell(
            _name_class(context, row.kind, numbers.get(row.explanation)),
            row.kind,
            kind="text",
            look=f"class {row.kind}",
            provenance=trace(row).computed(explain_classes(context), ""),
        )

    return [
        Column(t.gettext("Regenerated"), show_regenerated, group),
        Column(t.gettext("Difference"), show_difference, group),
        Column(t.gettext("Percent"), show_percent, group),
        Column(t.gettext("Class"), show_class, group, kind="text"),
    ]


def _name_class(context: Context, kind: str, explanation: int | None) -> Markup:
    """A class with its symbol, and the number of the explanation, which is linked to."""
    text = Markup('<span class="symbol" aria-hidden="true">{}</span> {}').format(
        context.style.classes[kind].symbol, name_classes(context)[kind]
    )
    if explanation is None:
        return text
    number = context.language.numbers.amount(explanation)
    return text + Markup(' <a href="#explanation-{}">{}</a>').format(explanation, number)


def explain_classes(context: Context) -> str:
    """What the classes mean."""
    limit = context.language.numbers.percent(CLOSE_PERCENT, 0)
    return context.language.gettext(
        "Exact: equal to print at its rounding. Close: within %(limit)s of print. Explained: a larger difference whose "
        "declared cause stands under the number given. Unexplained: a larger difference without one. Missing: no "
        "figure on this basis.",
        limit=limit,
    )


# ---- by column -----------------------------------------------------------------------------------------------
def list_differences(context: Context) -> TableView:
    """Counts of the classes, mean and largest difference and correlation of yearly changes for each column."""
    build, t = context.build, context.language
    by_key = {(row.table, row.basis, row.indicator): row for row in records(build.columns)}
    keys = [
        (table, basis, name)
        for table, entry in build.catalog.tables.items()
        for basis in build.bases
        for name in entry.columns
    ]
    view = TableView(
        name="summary",
        caption=t.gettext("Differences from print by column"),
        lead=t.gettext("number of cells of each class; differences: regenerated less printed"),
        corner=t.gettext("Column"),
        notes=(
            Note("", t.gettext("Largest difference: by US dollars; its percent is that of its year.")),
            Note("", t.gettext("Correlation: of the changes from year to year, printed and regenerated.")),
            Note("", explain_classes(context)),
        ),
        source=context.sources_of(build.comparison),
        look="summary",
        grouping=t.gettext("Table and basis"),
    )
    return fill_table(
        view,
        _make_columns_of_differences(context),
        [by_key[key] for key in keys if key in by_key],
        lambda row: Row(context.label(row.indicator), group=name_table(context, row.table, row.basis)),
    )


def _make_columns_of_differences(context: Context) -> list[Column[Any]]:
    """The columns for rows of the frame of compared columns."""
    t = context.language

    def make_count(kind: str, name: str) -> Column[Any]:
        return Column(
            name.capitalize(), lambda row: show_count(t, int(getattr(row, kind)), look=f"class {kind}"), name=name
        )

    def show_year(row: Any) -> Cell:
        year = "" if pd.isna(row.largest_year) else t.numbers.year(int(row.largest_year))
        return Cell(year or t.numbers.amount(None), year or None)

    tables = context.build.catalog.tables
    printed = [entry for entry in tables.values() if entry.printed]
    amount, percent = name_common_unit(context, printed), t.gettext("Percent")
    mean, largest = t.gettext("Mean difference"), t.gettext("Largest difference")
    decimals = {name: entry.decimals for name, entry in tables.items()}
    return [
        *(make_count(kind, name) for kind, name in name_classes(context).items()),
        Column(amount, lambda row: show_number(t, row.mean_difference, decimals[row.table], signed=True), mean),
        Column(percent, lambda row: show_number(t, row.mean_percent, 1, signed=True), mean),
        Column(amount, lambda row: show_number(t, row.largest_difference, decimals[row.table], signed=True), largest),
        Column(percent, lambda row: show_number(t, row.largest_percent, 1, signed=True), largest),
        Column(t.gettext("Year"), show_year, largest),
        Column(t.gettext("Correlation"), lambda row: show_number(t, row.correlation, 2)),
    ]


# ---- explanations --------------------------------------------------------------------------------------------
Numbered = tuple[int, Explanation]


def list_explanations(context: Context) -> TableView:
    """Each declared cause with its evidence, as the data show it, and the range of its differences."""
    t, build = context.language, context.build
    causes, tests = name_causes(context), build.explanations
    explained = build.comparison["explanation"].value_counts()

    def select_tests(entry: Explanation) -> pd.DataFrame:
        return tests[tests["explanation"] == entry.id]

    view = TableView(
        name="explanations",
        caption=t.gettext("Explanations of differences from print"),
        lead=t.gettext(
            "each holds as long as its evidence does and the differences stay in the range seen when it was declared"
        ),
        corner=t.gettext("No."),
        source=context.sources_of(build.comparison),
        look="prose explanations",
        grouping=t.gettext("Table and basis"),
    )
    columns: list[Column[Numbered]] = [
        Column(t.gettext("Column"), lambda item: context.label(item[1].indicator), kind="text"),
        Column(t.gettext("Years"), lambda item: t.numbers.span(item[1].first, item[1].last), kind="text"),
        Column(t.gettext("Cause"), lambda item: causes[item[1].cause], kind="text"),
        Column(t.gettext("What explains the difference"), lambda item: t.said(item[1].text), kind="text"),
        Column(
            t.gettext("Evidence in the data"),
            lambda item: " ".join(_tell_evidence(context, select_tests(item[1]))),
            kind="text",
        ),
        Column(
            t.gettext("Differences"),
            lambda item: _tell_range_found(context, item[1], select_tests(item[1])),
            kind="text",
        ),
        Column(t.gettext("Range declared"), lambda item: _tell_range_declared(context, item[1]), kind="text"),
        Column(t.gettext("Cells"), lambda item: show_number(t, int(explained.get(item[1].id, 0)))),
    ]
    return fill_table(
        view,
        columns,
        enumerate(list_entries_in_use(context), start=1),
        lambda item: Row(
            t.numbers.amount(item[0]),
            group=name_table(context, item[1].table, item[1].basis),
            anchor=f"explanation-{item[0]}",
        ),
    )


def _tell_evidence(context: Context, tests: pd.DataFrame) -> Iterator[str]:
    """One sentence a test: what it found."""
    t = context.language
    for row in records(tests[tests["test"] != RANGE]):
        values = {
            "years": t.numbers.span(int(row.first), int(row.last)),
            "low": t.numbers.amount(row.lowest, 2),
            "high": t.numbers.amount(row.highest, 2),
        }
        sentences = {
            "equals_print": t.gettext("Equal to print in %(years)s.", **values),
            "within_percent": t.gettext("From %(low)s to %(high)s percent off print, %(years)s.", **values),
            "one_digit_off": t.gettext("With one digit of print changed, %(high)s percent off, %(years)s.", **values),
            "nearer_to_print": t.gettext("Nearer to print in %(years)s.", **values),
            "ratio_between": t.gettext("Ratio from %(low)s to %(high)s, %(years)s.", **values),
            "print_between": t.gettext("Print lies between the two in %(years)s.", **values),
            "mirrored": t.gettext("One number, two signs in %(years)s.", **values),
        }
        yield (
            sentences.get(str(row.test), str(row.test))
            if row.holds
            else t.gettext("✗ no longer holds: %(test)s.", test=row.test)
        )


def _tell_range_found(context: Context, entry: Explanation, tests: pd.DataFrame) -> str:
    """Lowest and highest of the differences that the entry covers."""
    rows = tests[tests["test"] == RANGE]
    if not rows["lowest"].notna().any():
        return context.language.gettext("none")
    return _tell_range(context, entry, float(rows["lowest"].iloc[0]), float(rows["highest"].iloc[0]))


def _tell_range_declared(context: Context, entry: Explanation) -> str:
    """Lowest and highest difference that was expected."""
    return _tell_range(context, entry, entry.range.min, entry.range.max)


def _tell_range(context: Context, entry: Explanation, low: float, high: float) -> str:
    t, unit = context.language, name_unit(context, entry.range.unit)
    places = 1 if entry.range.unit == "percent" else context.build.catalog.tables[entry.table].decimals
    ends = [t.numbers.amount(value, places, signed=True) for value in (low, high)]
    if ends[0] == ends[1]:
        return t.gettext("%(value)s %(unit)s", value=ends[0], unit=unit)
    return t.gettext("%(low)s to %(high)s %(unit)s", low=ends[0], high=ends[1], unit=unit)


# ---- print by itself -----------------------------------------------------------------------------------------
Checked = tuple[PrintedCheck, pd.DataFrame]
"""A check and the rows of its values."""


def list_checks(context: Context) -> TableView:
    """Each check of the printed tables by themselves: how many values, and which of them do not fit."""
    t, build = context.language, context.build
    view = TableView(
        name="checks",
        caption=t.gettext("Checks of the printed tables by themselves"),
        lead=t.gettext("what the printed numbers say about one another and about published totals"),
        corner=t.gettext("Check"),
        source=context.providers(_list_sources_of_checks(context)),
        look="prose checks",
    )

    def show_failing(item: Checked) -> Cell:
        failing = _select_failing(item)
        if not len(failing):
            return show_text(t.gettext("none"), "holds")
        return show_text(" ".join(_tell_failures(context, failing)), "fails")

    columns: list[Column[Checked]] = [
        Column(t.gettext("Values"), lambda item: show_number(t, int(item[1]["value"].notna().sum()))),
        Column(t.gettext("Do not fit"), lambda item: show_number(t, len(_select_failing(item)))),
        Column(t.gettext("Which"), show_failing, kind="text"),
    ]
    items = [(entry, build.checks[build.checks["check"] == entry.id]) for entry in build.catalog.printed_checks]
    return fill_table(view, columns, items, lambda item: Row(t.said(item[0].title)))


def _select_failing(item: Checked) -> pd.DataFrame:
    return item[1][~item[1]["holds"]]


def _tell_failures(context: Context, failing: pd.DataFrame) -> Iterator[str]:
    """The values that do not fit, by column and unit."""
    t = context.language
    for name, rows in grouped(failing, "indicator"):
        shown = [
            t.gettext(
                "%(year)s (%(value)s)",
                year=t.numbers.year(int(row.time_period)),
                value=_tell_value(context, float(row.value), str(row.unit_measure)),
            )
            for row in records(rows)
        ]
        if name == ALL:
            yield t.gettext("%(years)s.", years=t.numbers.listed(shown))
        else:
            yield t.gettext("%(column)s: %(years)s.", column=context.label(str(name)), years=t.numbers.listed(shown))


def _tell_value(context: Context, value: float, unit: str) -> str:
    t = context.language
    count = t.numbers.amount(value)
    return {
        "percent": t.numbers.percent(value, 2, signed=True),
        "ratio": t.gettext("%(ratio)s times", ratio=t.numbers.amount(value, 1)),
        "cells": t.ngettext("%(count)s other cell", "%(count)s other cells", int(value), count=count),
        "digits": t.ngettext("%(count)s digit", "%(count)s digits", int(value), count=count),
        MONEY: t.ngettext("US$%(amount)s million", "US$%(amount)s million", int(value), amount=count),
    }.get(unit, f"{count} {unit}")


def _list_sources_of_checks(context: Context) -> list[str]:
    """Who gave the printed values that are tested, and the totals that they are tested on."""
    catalog = context.build.catalog
    tables = dict.fromkeys(entry.table for entry in catalog.printed_checks)
    printed = [reference.split(":")[0] for table in tables for reference in catalog.tables[table].printed.values()]
    texts = [str(value) for entry in catalog.printed_checks for value in entry.parameters.values()]
    return [*printed, *(source for source in catalog.sources if any(f"{{{source}:" in text for text in texts))]
