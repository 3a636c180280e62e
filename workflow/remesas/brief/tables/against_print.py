"""List print against regenerated: every printed cell, the summary by column, the checks of print by itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pandas as pd
from markupsafe import Markup

from remesas.brief.contents import PRINT, cell_address
from remesas.brief.context import Context
from remesas.brief.provenance import Provenance
from remesas.brief.tables.explanations import address_explanations
from remesas.brief.tables.labels import list_bases, name_common_unit, name_table, name_unit
from remesas.brief.tables.model import Cell, Column, Note, Row, TableView, lay_out, show_count, show_number, show_text
from remesas.brief.text.against_print import explain_classes, tell_failures
from remesas.catalog.print import PrintedCheck
from remesas.catalog.tables import Table
from remesas.core.rows import records


def name_classes(context: Context) -> dict[str, str]:
    """The classes in words."""
    t = context.language
    return {
        "exact": t.pgettext("class", "exact"),
        "close": t.pgettext("class", "close"),
        "explained": t.pgettext("class", "explained"),
        "unexplained": t.pgettext("class", "unexplained"),
        "not_comparable": t.pgettext("class", "not comparable"),
        "missing": t.pgettext("class", "missing"),
    }


NOT_COMPARABLE = "not_comparable"
"""The class of cells whose difference from print says nothing, and is not shown."""


# ---- every cell ----------------------------------------------------------------------------------------------
Compared = Mapping[str, Any]
"""By basis, the row of a printed cell."""


def list_printed_cells(context: Context, table: str) -> TableView:
    """Every printed cell of a table beside what each basis gives: value, difference, percent, class."""
    build, t = context.build, context.language
    entry = build.catalog.tables[table]
    cells = build.comparison[build.comparison["table"] == table].rename(columns={"class": "kind"})
    items: list[Compared] = [
        {row.basis: row for row in records(rows)}
        for name in entry.columns
        for _, rows in cells[cells["indicator"] == name].groupby("time_period")
    ]

    def get_row(item: Compared) -> Any:
        return next(iter(item.values()))

    def show_printed(item: Compared) -> Cell:
        row = get_row(item)
        address = cell_address(table, PRINT, row.indicator, row.time_period)
        provenance = context.provenances.of_print(table, row.indicator, row.time_period)
        return show_number(t, row.printed, entry.decimals, address=address, look="print", provenance=provenance)

    columns = [Column(t.gettext("Printed"), show_printed, unit=name_unit(context, entry.unit))]
    columns += [
        column for basis in list_bases(context, cells) for column in _make_columns_of_basis(context, entry, basis)
    ]
    return TableView(
        name=f"{table}-{PRINT}",
        caption=t.gettext("Table %(number)s of the article against the data", number=context.number_of(table)),
        lead=t.gettext("%(unit)s; difference: regenerated less printed", unit=name_unit(context, entry.unit)),
        corner=t.gettext("Year"),
        notes=(Note("", explain_classes(context)),),
        source=context.sources_of(cells),
        look="compared",
        grouping=t.gettext("Column"),
        **lay_out(
            columns,
            items,
            lambda item: Row(t.numbers.year(get_row(item).time_period), group=context.label(get_row(item).indicator)),
        ),
    )


def _make_columns_of_basis(context: Context, entry: Table, basis: str) -> list[Column[Compared]]:
    """What a basis gives of each printed cell of a table."""
    t, group, unit = context.language, context.basis(basis), name_unit(context, entry.unit)
    addresses = address_explanations(context)

    def compute(row: Any, formula: str, unit: str) -> Provenance:
        printed = context.provenances.of_print(row.table, row.indicator, row.time_period)
        cell = context.provenances.of_cell(row.table, basis, row.indicator, row.time_period)
        parts = tuple(cell_address(row.table, place, row.indicator, row.time_period) for place in (PRINT, basis))
        return replace(
            cell, inputs=(*printed.inputs, *cell.inputs), formula=formula, unit=unit, parts=parts, used=(),
            rule="compare_with_print",
        )  # fmt: skip

    def show_regenerated(item: Compared) -> Cell:
        row, place = item[basis], (item[basis].table, basis, item[basis].indicator, item[basis].time_period)
        return show_number(
            t,
            row.regenerated,
            entry.decimals,
            address=f"{cell_address(*place)}.compared",
            provenance=context.provenances.of_cell(*place),
            look="missing" if row.kind == "missing" else "subject",
        )

    def get_comparable(item: Compared, name: str) -> float:
        return float("nan") if item[basis].kind == NOT_COMPARABLE else getattr(item[basis], name)

    def show_difference(item: Compared) -> Cell:
        provenance = compute(item[basis], t.gettext("regenerated − printed"), entry.unit)
        return show_number(t, get_comparable(item, "difference"), entry.decimals, signed=True, provenance=provenance)

    def show_percent(item: Compared) -> Cell:
        provenance = compute(item[basis], t.gettext("100 × (regenerated − printed) / |printed|"), "percent")
        return show_number(t, get_comparable(item, "difference_percent"), 1, signed=True, provenance=provenance)

    def show_class(item: Compared) -> Cell:
        kind, address = item[basis].kind, addresses.get(item[basis].explanation, "")
        text, provenance = _name_class(context, kind, address), compute(item[basis], explain_classes(context), "")
        return Cell(text, name_classes(context)[kind], kind="text", look=f"class {kind}", provenance=provenance)

    return [
        Column(t.gettext("Regenerated"), show_regenerated, group, unit=unit),
        Column(t.gettext("Difference"), show_difference, group, unit=unit),
        Column(t.gettext("Percent"), show_percent, group),
        Column(t.gettext("Class"), show_class, group, kind="text"),
    ]


def _name_class(context: Context, kind: str, address: str) -> Markup:
    """A class with its symbol, and the number of the explanation or bridge, which is linked to."""
    text = Markup('<span class="symbol" aria-hidden="true">{}</span> {}').format(
        context.style.classes[kind].symbol, name_classes(context)[kind]
    )
    if not address:
        return text
    number = context.language.numbers.amount(int(address.rsplit("-")[-1]))
    return text + Markup(' <a href="#{}">{}</a>').format(address, number)


# ---- by column -----------------------------------------------------------------------------------------------
def list_differences(context: Context) -> TableView:
    """Counts of the classes, mean and largest difference and correlation of yearly changes for each column."""
    build, t = context.build, context.language
    by_key = {(row.table, row.basis, row.indicator): row for row in records(build.comparison_columns)}
    tables = build.catalog.tables.items()
    keys = [(table, basis, name) for table, entry in tables for basis in build.bases for name in entry.columns]
    return TableView(
        name="summary",
        caption=t.gettext("Differences from print by column"),
        lead=t.gettext("number of cells of each class; differences: regenerated less printed"),
        corner=t.gettext("Column"),
        notes=(
            Note(
                "",
                t.gettext(
                    "The mean and the largest difference are those of comparable figures. The correlation is "
                    "that of the changes from year to year, as printed and as regenerated."
                ),
            ),
            Note("", explain_classes(context)),
        ),
        source=context.sources_of(build.comparison),
        look="summary",
        grouping=t.gettext("Table and basis"),
        **lay_out(
            _make_columns_of_differences(context),
            [by_key[key] for key in keys if key in by_key],
            lambda row: Row(context.label(row.indicator), group=name_table(context, row.table, row.basis)),
        ),
    )


def _make_columns_of_differences(context: Context) -> list[Column[Any]]:
    """The columns for rows of the frame of compared columns."""
    t, tables = context.language, context.build.catalog.tables
    amount = name_common_unit(context, [entry for entry in tables.values() if entry.printed])
    mean, largest, percent = t.gettext("Mean difference"), t.gettext("Largest difference"), t.gettext("Percent")

    def make_count(kind: str, name: str) -> Column[Any]:
        return Column(name.capitalize(), lambda row: show_count(t, getattr(row, kind), f"class {kind}"), name=name)

    def show_amount(row: Any, value: float) -> Cell:
        return show_number(t, value, tables[row.table].decimals, signed=True)

    def show_year(row: Any) -> Cell:
        year = "" if pd.isna(row.largest_year) else t.numbers.year(int(row.largest_year))
        return Cell(year or t.numbers.amount(None), year or None)

    return [
        *(make_count(kind, name) for kind, name in name_classes(context).items()),
        Column(mean, lambda row: show_amount(row, row.mean_difference), unit=amount),
        Column(amount, lambda row: show_amount(row, row.largest_difference), largest),
        Column(percent, lambda row: show_number(t, row.largest_percent, 1, signed=True), largest),
        Column(t.gettext("Year"), show_year, largest),
        Column(t.gettext("Correlation"), lambda row: show_number(t, row.correlation, 2)),
    ]


# ---- print by itself -----------------------------------------------------------------------------------------
def list_checks(context: Context) -> TableView:
    """Each check of the printed tables by themselves: how many values, and which of them do not fit."""
    t, build = context.language, context.build
    checks = build.printed_checks
    tested = {entry.id: checks[checks["check"] == entry.id] for entry in build.catalog.printed_checks}
    failing = {name: rows[~rows["holds"]] for name, rows in tested.items()}

    def show_failing(entry: PrintedCheck) -> Cell:
        text = " ".join(tell_failures(context, failing[entry.id]))
        return show_text(text or t.gettext("none"), "fails" if text else "holds")

    columns: list[Column[PrintedCheck]] = [
        Column(t.gettext("Values"), lambda entry: show_number(t, int(tested[entry.id]["value"].notna().sum()))),
        Column(t.gettext("Do not fit"), lambda entry: show_number(t, len(failing[entry.id]))),
        Column(t.gettext("Which"), show_failing, kind="text"),
    ]
    return TableView(
        name="checks",
        caption=t.gettext("Checks of the printed tables by themselves"),
        lead=t.gettext("what the printed numbers say about one another and about published totals"),
        corner=t.gettext("Check"),
        source=context.providers(_list_sources_of_checks(context)),
        look="prose checks",
        **lay_out(columns, build.catalog.printed_checks, lambda entry: Row(t.translate(entry.title))),
    )


def _list_sources_of_checks(context: Context) -> list[str]:
    """Who gave the printed values that are tested, and the totals that they are tested on."""
    catalog = context.build.catalog
    tables = dict.fromkeys(entry.table for entry in catalog.printed_checks)
    printed = [reference.split(":")[0] for table in tables for reference in catalog.tables[table].printed.values()]
    texts = [str(value) for entry in catalog.printed_checks for value in entry.parameters.values()]
    return [*printed, *(source for source in catalog.sources if any(f"{{{source}:" in text for text in texts))]
