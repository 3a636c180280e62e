"""List growth: the compound rate of every source over each span, and how far its yearly growth deviates."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from remesas.brief.context import Context
from remesas.brief.tables.amounts import find_flow, select_indicators
from remesas.brief.tables.labels import explain_doubts, list_bases, name_flow
from remesas.brief.tables.model import Cell, Column, Note, Row, TableView, lay_out, show_number
from remesas.brief.words.numbers import MISSING
from remesas.core.notes import IN_YEARS, UNCLASSIFIED_EXPORTS, split_notes
from remesas.core.rows import records
from remesas.core.vintages import NEWEST

MARKED_RATES = "BU"
"""Statuses of which a mark shows that growth has them; D too, where only some years of the span have it."""
Line = tuple[str, str]
"""Indicator and basis of a row."""
Rates = dict[tuple[str, str], dict[Line, Any]]
"""By span and measure, the row of the frame of indicators that stands in each line."""


def list_growth(context: Context) -> TableView:
    """Compound yearly growth and the standard deviation of yearly growth of every source over each span."""
    build, t, table = context.build, context.language, context.lead_table
    indicators = select_indicators(context)
    rates: Rates = {}
    rated = indicators[indicators["measure"].isin(["compound_growth", "growth_deviation"])]
    for row in records(rated):
        rates.setdefault((_open_span(context, row), row.measure), {})[row.indicator, row.basis] = row
    spans = sorted({span for span, _ in rates})
    columns, bases = build.catalog.tables[table].columns if table and spans else (), list_bases(context, indicators)
    explained = t.gettext("over a break in the series: part of the growth is a change of what is counted.")
    broken = [Note("B", explained)] if (rated["obs_status"] == "B").any() else []
    incomplete = t.gettext(
        "A span that is not complete on a basis has no rate. The newest year is that of the column, as its row says."
    )

    held = {name for rows in rates.values() for (name, _), row in rows.items() if pd.notna(row.obs_value)}
    names = [name for name in columns if name in held]
    if absent := [context.noun(name) for name in columns if name not in held]:
        incomplete += " " + t.gettext("Without any rate: %(sources)s.", sources=t.numbers.listed(absent))

    def show_basis(line: Line) -> Cell:
        return Cell(context.short_basis(line[1]), context.basis(line[1]), kind="text")

    return TableView(
        name="growth",
        caption=t.gettext("Growth of each source"),
        lead=name_flow(context, "rates", find_flow(context)),
        corner=t.gettext("Source"),
        notes=(*broken, *explain_doubts(context, rated), *_explain_narrower(context, rated), Note("", incomplete)),
        source=context.sources_of(build.tables[table]) if table else "",
        look="amounts growth",
        keep=True,
        **lay_out(
            [
                Column(t.gettext("Basis"), show_basis, kind="text"),
                *(column for span in spans for column in _make_span(context, span, rates)),
            ],
            [(name, basis) for name in names for basis in bases],
            lambda line: Row(context.label(line[0]), first=line[1] == bases[0] and line[0] != names[0]),
        ),
    )


def _find_narrower(row: Any) -> list[str]:
    """The remarks of a rate on years of its span in which the amounts are of a narrower definition than in others."""
    return [note for note in split_notes(row.note) if note.endswith(UNCLASSIFIED_EXPORTS.text)]


def _explain_narrower(context: Context, rated: pd.DataFrame) -> Iterator[Note]:
    """The columns with such years inside a span, which years they are, and why."""
    t, years = context.language, dict[tuple[str, str], set[int]]()
    for row in records(rated):
        for note in _find_narrower(row):
            found = IN_YEARS.read(note) or {"years": ""}
            years.setdefault((row.basis, row.indicator), set()).update(map(int, re.findall(r"\d+", found["years"])))
    alike: dict[tuple[str, tuple[int, ...]], list[str]] = {}
    for (basis, name), found_years in years.items():
        alike.setdefault((basis, tuple(sorted(found_years))), []).append(context.short(name))
    for (basis, inside), names in alike.items():
        note = context.translate_note(IN_YEARS.write(years=inside, reason=UNCLASSIFIED_EXPORTS.text))
        words = {"columns": t.numbers.listed(names), "basis": context.basis(basis), "note": note}
        yield Note("D", t.gettext("%(columns)s (%(basis)s), %(note)s.", **words))


def _open_span(context: Context, row: Any) -> str:
    """The span of a rate (first/last year), with ``newest`` as its end where that is the newest year of the column.

    The span of a column that has none yet ends where it begins.
    """
    first, last = row.time_period.split("/")
    frame = context.build.tables[str(context.lead_table)]
    held = frame[(frame["basis"] == row.basis) & (frame["indicator"] == row.indicator) & frame["obs_value"].notna()]
    ends = {first, str(held["time_period"].max()), str(context.build.newest(row.basis))}
    return f"{first}/{NEWEST if last in ends else last}"


def _name_span(context: Context, span: str) -> str:
    first, last = span.split("/")
    if last == NEWEST:
        return context.language.gettext("%(first)s to the newest year", first=first)
    return context.language.numbers.span(int(first), int(last))


def _make_span(context: Context, span: str, rates: Rates) -> Iterator[Column[Line]]:
    """The columns of a span: the year in which it ends, where that is each basis' own, growth and its deviation."""
    t = context.language
    growth, deviations = rates.get((span, "compound_growth"), {}), rates.get((span, "growth_deviation"), {})
    percent, points = t.pgettext("unit", "percent"), t.pgettext("unit", "points")

    def show_end(line: Line) -> Cell:
        held = line in growth and pd.notna(growth[line].obs_value)
        last = int(growth[line].time_period.split("/")[1]) if held else None
        return Cell(MISSING if last is None else t.numbers.year(last), last, kind="text")

    if span.endswith(NEWEST):
        yield Column(t.gettext("End year"), show_end, _name_span(context, span), kind="text")
    yield _make_rate(context, span, "compound_growth", t.gettext("Growth"), percent, growth)
    yield _make_rate(context, span, "growth_deviation", t.gettext("Deviation"), points, deviations)


def _make_rate(
    context: Context, span: str, measure: str, head: str, unit: str, rows: Mapping[Line, Any]
) -> Column[Line]:
    """A rate over a span; ``rows`` are those of the frame of indicators."""

    def show(line: Line) -> Cell:
        row, (name, basis) = rows.get(line), line
        value = row.obs_value if row else float("nan")
        return show_number(
            context.language,
            value,
            1,
            mark=row.obs_status if row and (row.obs_status in MARKED_RATES or _find_narrower(row)) else "",
            look="missing" if pd.isna(value) else "",
            address=f"{measure}.{basis}.{name}.{span}",
            provenance=row and context.provenances.of_measure(measure, basis, row.flow, row.time_period, name),
        )

    return Column(head, show, _name_span(context, span), unit=unit)
