"""List why cells differ from print: explanations with their evidence, and columns that measure another concept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from remesas.brief.contents import PRINT, cell_address
from remesas.brief.context import Context
from remesas.brief.provenance import Provenance
from remesas.brief.tables.labels import name_common_unit, name_table
from remesas.brief.tables.model import Cell, Column, Row, TableView, lay_out, show_number
from remesas.catalog.print import Concept, Explanation
from remesas.core.rows import grouped, records


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


def list_concepts_in_use(context: Context) -> list[Concept]:
    """The other concepts that bases of this brief measure, numbered from 1 by their place in the list."""
    return [entry for entry in context.build.catalog.concepts if entry.basis in context.build.bases]


def number_explanations(context: Context) -> dict[str, int]:
    """The number of each explanation, and of each other concept, in its own list, by its id."""
    lists: tuple[Sequence[Explanation | Concept], ...] = (list_entries_in_use(context), list_concepts_in_use(context))
    return {entry.id: number for entries in lists for number, entry in enumerate(entries, start=1)}


def address_explanations(context: Context) -> dict[str, str]:
    """Where each explanation and each other concept stands on the page, by its id."""
    numbers, explanations = number_explanations(context), {entry.id for entry in list_entries_in_use(context)}
    return {
        name: f"explanation-{number}" if name in explanations else f"bridge-{number}"
        for name, number in numbers.items()
    }


# ---- explanations --------------------------------------------------------------------------------------------
def list_explanations(context: Context) -> TableView:
    """Each declared cause, what its evidence shows year by year, and the cells that it explains."""
    t, build, causes = context.language, context.build, name_causes(context)
    entries = list_entries_in_use(context)
    tests = {entry.id: build.explanations[build.explanations["explanation"] == entry.id] for entry in entries}
    explained = {
        entry.id: list(build.comparison.loc[build.comparison["explanation"] == entry.id, "time_period"])
        for entry in entries
    }

    def tell_years(entry: Explanation) -> str:
        return t.numbers.years(explained[entry.id]) or t.gettext("none")

    def make_row(entry: Explanation) -> Row:
        number, group = entries.index(entry) + 1, name_table(context, entry.table, entry.basis)
        return Row(t.numbers.amount(number), group=group, anchor=f"explanation-{number}")

    columns: list[Column[Explanation]] = [
        Column(t.gettext("Column"), lambda entry: context.label(entry.indicator), kind="text"),
        Column(t.gettext("Cause"), lambda entry: causes[entry.cause], kind="text"),
        Column(t.gettext("What explains the difference"), lambda entry: t.translate(entry.text), kind="text"),
        Column(t.gettext("Years asked"), lambda entry: t.numbers.span(entry.first, entry.last), kind="text"),
        Column(
            t.gettext("Evidence in the data"),
            lambda entry: " ".join(_tell_evidence(context, entry, tests[entry.id])),
            kind="text",
        ),
        Column(t.gettext("Explained"), tell_years, kind="text"),
    ]
    return TableView(
        name="explanations",
        caption=t.gettext("Explanations of differences from print"),
        lead=t.gettext("in a year in which any test of the evidence fails, the difference counts as unexplained"),
        corner=t.gettext("No."),
        source=context.sources_of(build.comparison),
        look="prose explanations",
        grouping=t.gettext("Table and basis"),
        **lay_out(columns, entries, make_row),
    )


def _tell_evidence(context: Context, entry: Explanation, tests: pd.DataFrame) -> Iterator[str]:
    """One sentence a test: what it found in the years in which it holds, and where it fails."""
    t = context.language
    titles = {check.id: t.translate(check.title) for check in context.build.catalog.printed_checks}
    for number, rows in grouped(tests, "number"):
        name, holding = str(rows["test"].iloc[0]), rows[rows["holds"]]
        values = {
            "limit": t.numbers.percent(float(rows["expected_max"].iloc[0]), 0),
            "check": titles.get(entry.evidence[number - 1].parameters.get("check", ""), ""),
            "found": t.numbers.listed(
                [
                    t.gettext(
                        "%(value)s in %(year)s",
                        value=t.numbers.percent(row.value, 1, signed=True),
                        year=t.numbers.year(int(row.time_period)),
                    )
                    for row in records(holding)
                ]
            ),
        }
        sentences = {
            "predicts_print": t.gettext("Predicts print within %(limit)s: off by %(found)s.", **values),
            "mirrored": t.gettext("One number, two signs."),
            "fits_check": t.gettext("%(check)s: off by %(found)s.", **values),
        }
        if len(holding):
            yield sentences.get(name, name)
        failing = rows.loc[~rows["holds"], "time_period"]
        if len(failing):
            yield t.gettext("Fails in %(years)s.", years=t.numbers.years(failing))


# ---- bridges -------------------------------------------------------------------------------------------------
def list_bridges(context: Context) -> TableView:
    """Each column of a basis that measures another concept than print, and how both concepts relate."""
    t, build = context.language, context.build
    concepts = list_concepts_in_use(context)
    items = [(entry, table) for entry in concepts for table in entry.tables if table in build.printed]
    measured = {
        (entry.id, table): build.bridges[(build.bridges["concept"] == entry.id) & (build.bridges["table"] == table)]
        for entry, table in items
    }
    year = build.article_years[1] if items else 0

    def tell_ratio(item: tuple[Concept, str]) -> str:
        rows = measured[item[0].id, item[1]].dropna(subset=["ratio"])
        if not len(rows):
            return t.gettext("no year has figures for both")
        words = {
            "low": t.numbers.amount(rows["ratio"].min(), 2),
            "high": t.numbers.amount(rows["ratio"].max(), 2),
            "years": t.numbers.span(int(rows["time_period"].min()), int(rows["time_period"].max())),
        }
        if words["low"] == words["high"]:
            return t.gettext("%(low)s (%(years)s)", **words)
        return t.gettext("%(low)s to %(high)s (%(years)s)", **words)

    def get_cell(item: tuple[Concept, str]) -> Any:
        entry, table = item
        cells = build.comparison
        own = cells[(cells["table"] == table) & (cells["basis"] == entry.basis) & (cells["time_period"] == year)]
        return next(records(own[own["indicator"] == entry.indicator]))

    def show(item: tuple[Concept, str], value: float, provenance: Provenance) -> Cell:
        return show_number(t, value, build.catalog.tables[item[1]].decimals, provenance=provenance)

    def show_printed(item: tuple[Concept, str]) -> Cell:
        return show(item, get_cell(item).printed, context.provenances.of_print(item[1], item[0].indicator, year))

    def show_regenerated(item: tuple[Concept, str]) -> Cell:
        entry, table = item
        provenance = context.provenances.of_cell(table, entry.basis, entry.indicator, year)
        return show(item, get_cell(item).regenerated, provenance)

    def show_bridged(item: tuple[Concept, str]) -> Cell:
        rows = measured[item[0].id, item[1]]
        own = rows.loc[rows["time_period"] == year, "bridged"]
        return show(item, own.iloc[0] if len(own) else float("nan"), _trace_bridge(context, *item, year))

    def make_row(item: tuple[Concept, str]) -> Row:
        entry, table = item
        number = concepts.index(entry) + 1
        anchor = f"bridge-{number}" if table == entry.tables[0] else ""
        return Row(t.numbers.amount(number), group=name_table(context, table, entry.basis), anchor=anchor)

    amount = name_common_unit(context, [build.catalog.tables[name] for _, name in items])
    columns: list[Column[tuple[Concept, str]]] = [
        Column(t.gettext("Column"), lambda item: context.label(item[0].indicator), kind="text"),
        Column(t.gettext("What differs"), lambda item: t.translate(item[0].text), kind="text"),
        Column(t.gettext("Ratio to the article's concept"), tell_ratio, kind="text"),
        Column(t.gettext("Printed"), show_printed, t.numbers.year(year), unit=amount),
        Column(t.gettext("Print under this concept"), show_bridged, t.numbers.year(year), unit=amount),
        Column(t.gettext("Regenerated"), show_regenerated, t.numbers.year(year), unit=amount),
    ]
    return TableView(
        name="bridges",
        caption=t.gettext("Columns that measure another concept than print"),
        lead=t.gettext("how both concepts relate, in every year in which national sources have the article's own"),
        corner=t.gettext("No."),
        source=context.sources_of(build.comparison),
        look="prose bridges",
        grouping=t.gettext("Table and basis"),
        **lay_out(columns, sorted(items, key=lambda item: item[1]), make_row),
    )


def _trace_bridge(context: Context, entry: Concept, table: str, year: int) -> Provenance:
    """Where print under another concept comes from: print, and both concepts in the same year."""
    printed = context.provenances.of_print(table, entry.indicator, year)
    cells = [context.provenances.of_cell(table, basis, entry.indicator, year) for basis in (entry.basis, entry.beside)]
    inputs = (*printed.inputs, *(pair for cell in cells for pair in cell.inputs))
    parts = tuple(cell_address(table, basis, entry.indicator, year) for basis in (PRINT, entry.basis, entry.beside))
    formula = context.language.gettext("printed × this concept ÷ the article's concept")
    return replace(printed, inputs=inputs, formula=formula, parts=parts, used=())
