"""Print against regenerated: every printed cell, the summary by column, the explanations, the checks of print."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pandas as pd
from markupsafe import Markup

from remesas.brief.context import Context
from remesas.brief.tables.model import Cell, Head, Note, Row, TableView, number, words
from remesas.catalog.entries import Explanation
from remesas.compare.cells import CLOSE_PERCENT, RANGE
from remesas.compare.printed_checks import ALL
from remesas.core.frames import CLASSES, grouped, records
from remesas.core.units import MONEY


def class_names(context: Context) -> dict[str, str]:
    """The classes in words."""
    t = context.language
    return {
        "exact": t.pgettext("class", "exact"),
        "close": t.pgettext("class", "close"),
        "explained": t.pgettext("class", "explained"),
        "unexplained": t.pgettext("class", "unexplained"),
        "missing": t.pgettext("class", "missing"),
    }


def cause_names(context: Context) -> dict[str, str]:
    """The causes of differences in words."""
    t = context.language
    return {
        "revision": t.pgettext("cause", "revision"),
        "reclassification": t.pgettext("cause", "reclassification"),
        "definition": t.pgettext("cause", "definition"),
        "coverage": t.pgettext("cause", "coverage"),
        "misprint": t.pgettext("cause", "misprint"),
    }


def entries_in_use(context: Context) -> list[Explanation]:
    """The explanations of the bases of this brief, numbered from 1 by their place in the list."""
    return [entry for entry in context.build.catalog.explanations if entry.basis in context.build.bases]


# ---- every cell ----------------------------------------------------------------------------------------------
def compared(context: Context, table: str) -> TableView:
    """Every printed cell of a table beside what each basis gives: value, difference, percent, class."""
    build, t = context.build, context.language
    cells = build.comparison[build.comparison["table"] == table]
    by_key = {(row["indicator"], row["time_period"], row["basis"]): row for _, row in cells.iterrows()}
    numbers = {entry.id: place for place, entry in enumerate(entries_in_use(context), start=1)}
    rows = []
    for name in build.catalog.tables[table].columns:
        own = cells[cells["indicator"] == name]
        for position, year in enumerate(sorted(own["time_period"].unique())):
            printed = float(own.loc[own["time_period"] == year, "printed"].iloc[0])
            provenance = context.provenances.of_print(table, name)
            line = [number(t, printed, address=f"{table}.print.{name}.{year}", look="print", provenance=provenance)]
            for basis in build.bases:
                line += _compared(context, by_key[name, year, basis], numbers, f"{table}.{basis}.{name}.{year}")
            rows.append(Row(t.numbers.year(year), tuple(line), group="" if position else context.label(name)))
    parts = (t.gettext("Regenerated"), t.gettext("Difference"), t.gettext("Percent"), t.gettext("Class"))
    groups = (
        Head(t.gettext("Printed"), rows=2),
        *(Head(context.basis(basis), columns=len(parts)) for basis in build.bases),
    )
    return TableView(
        name=f"{table}-print",
        caption=t.gettext("Table %(number)s of the article against the data", number=context.number_of(table)),
        lead=t.gettext("US$ million; difference: regenerated less printed"),
        corner=t.gettext("Year"),
        head=(
            groups,
            tuple(Head(part, kind="text" if part == parts[-1] else "number") for _ in build.bases for part in parts),
        ),
        columns=(
            t.gettext("Printed"),
            *(f"{context.basis(basis)}: {part}" for basis in build.bases for part in parts),
        ),
        rows=tuple(rows),
        notes=(Note("", legend(context)),),
        source=context.sources_of(cells),
        look="compared",
        grouping=t.gettext("Column"),
    )


def _compared(context: Context, row: pd.Series, numbers: dict[str, int], address: str) -> list[Cell]:
    t, kind = context.language, str(row["class"])
    table, basis, name, year = address.split(".")
    provenance = context.provenances.cell(table, basis, name, year)
    both = replace(provenance, inputs=(*context.provenances.of_print(table, name).inputs, *provenance.inputs))
    return [
        number(
            t,
            row["regenerated"],
            address=f"{address}.compared",
            provenance=provenance,
            look="missing" if kind == "missing" else "subject",
        ),
        number(
            t,
            row["difference"],
            signed=True,
            provenance=both.computed(t.gettext("regenerated − printed"), MONEY),
        ),
        number(
            t,
            row["difference_percent"],
            1,
            signed=True,
            provenance=both.computed(t.gettext("100 × (regenerated − printed) / |printed|"), "percent"),
        ),
        Cell(
            _class(context, kind, numbers.get(str(row["explanation"]))),
            kind,
            kind="text",
            look=f"class {kind}",
            provenance=both.computed(legend(context), ""),
        ),
    ]


def _class(context: Context, kind: str, explanation: int | None) -> str | Markup:
    name = class_names(context)[kind]
    if explanation is None:
        symbol = context.style.classes[kind].symbol
        return Markup('<span class="symbol" aria-hidden="true">{}</span> {}').format(symbol, name)
    link = Markup('<a href="#explanation-{}">{}</a>').format(explanation, context.language.numbers.amount(explanation))
    return Markup('<span class="symbol" aria-hidden="true">{}</span> {} {}').format(
        context.style.classes[kind].symbol, name, link
    )


def legend(context: Context) -> str:
    """What the classes mean."""
    limit = context.language.numbers.percent(CLOSE_PERCENT, 0)
    return context.language.gettext(
        "Exact: equal to print at its rounding. Close: within %(limit)s of print. Explained: a larger difference whose "
        "declared cause stands under the number given. Unexplained: a larger difference without one. Missing: no "
        "figure on this basis.",
        limit=limit,
    )


# ---- by column -----------------------------------------------------------------------------------------------
def summary(context: Context) -> TableView:
    """Counts of the classes, mean and largest difference and correlation of yearly changes for each column."""
    build, t = context.build, context.language
    rows = []
    for table, entry in build.catalog.tables.items():
        for basis in build.bases:
            own = build.columns[(build.columns["table"] == table) & (build.columns["basis"] == basis)]
            group = t.gettext(
                "Table %(number)s, %(basis)s", number=context.number_of(table), basis=context.basis(basis)
            )
            by_name = {row["indicator"]: row for _, row in own.iterrows()}
            for position, name in enumerate(name for name in entry.columns if name in by_name):
                rows.append(_summary(context, name, by_name[name], "" if position else group))
    names = class_names(context)
    measures = (t.gettext("US$ million"), t.gettext("Percent"))
    return TableView(
        name="summary",
        caption=t.gettext("Differences from print by column"),
        lead=t.gettext("number of cells of each class; differences: regenerated less printed"),
        corner=t.gettext("Column"),
        head=(
            (
                *(Head(names[kind].capitalize(), rows=2) for kind in CLASSES),
                Head(t.gettext("Mean difference"), columns=2),
                Head(t.gettext("Largest difference"), columns=3),
                Head(t.gettext("Correlation"), rows=2),
            ),
            tuple(Head(text) for text in (*measures, *measures, t.gettext("Year"))),
        ),
        columns=(
            *names.values(),
            *(f"{t.gettext('Mean difference')}: {text}" for text in measures),
            *(f"{t.gettext('Largest difference')}: {text}" for text in (*measures, t.gettext("Year"))),
            t.gettext("Correlation"),
        ),
        rows=tuple(rows),
        notes=(
            Note("", t.gettext("Largest difference: by US dollars; its percent is that of its year.")),
            Note("", t.gettext("Correlation: of the changes from year to year, printed and regenerated.")),
            Note("", legend(context)),
        ),
        source=context.sources_of(build.comparison),
        look="summary",
        grouping=t.gettext("Table and basis"),
    )


def _summary(context: Context, name: str, row: pd.Series, group: str) -> Row:
    t = context.language
    counts = [number(t, int(row[kind]), look=f"class {kind}" if row[kind] else "none") for kind in CLASSES]
    year = "" if pd.isna(row["largest_year"]) else t.numbers.year(int(row["largest_year"]))
    return Row(
        context.label(name),
        (
            *counts,
            number(t, row["mean_difference"], signed=True),
            number(t, row["mean_percent"], 1, signed=True),
            number(t, row["largest_difference"], signed=True),
            number(t, row["largest_percent"], 1, signed=True),
            Cell(year or t.numbers.amount(None), year or None),
            number(t, row["correlation"], 2),
        ),
        group=group,
    )


# ---- explanations --------------------------------------------------------------------------------------------
def explanations(context: Context) -> TableView:
    """Each declared cause with its evidence, as the data show it, and the range of its differences."""
    t, build = context.language, context.build
    causes = cause_names(context)
    rows = []
    group = ""
    for place, entry in enumerate(entries_in_use(context), start=1):
        tests = build.explanations[build.explanations["explanation"] == entry.id]
        this = t.gettext(
            "Table %(number)s, %(basis)s", number=context.number_of(entry.table), basis=context.basis(entry.basis)
        )
        explained = int((build.comparison["explanation"] == entry.id).sum())
        rows.append(
            Row(
                t.numbers.amount(place),
                (
                    words(context.label(entry.indicator)),
                    words(t.numbers.span(entry.first, entry.last)),
                    words(causes[entry.cause]),
                    words(t.said(entry.text)),
                    words(" ".join(_evidence(context, tests))),
                    *(words(text) for text in _ranges(context, entry, tests)),
                    number(t, explained),
                ),
                group="" if this == group else this,
                anchor=f"explanation-{place}",
            )
        )
        group = this
    heads = (
        t.gettext("Column"),
        t.gettext("Years"),
        t.gettext("Cause"),
        t.gettext("What explains the difference"),
        t.gettext("Evidence in the data"),
        t.gettext("Differences"),
        t.gettext("Range declared"),
        t.gettext("Cells"),
    )
    return TableView(
        name="explanations",
        caption=t.gettext("Explanations of differences from print"),
        lead=t.gettext(
            "each holds as long as its evidence does and the differences stay in the range seen when it was declared"
        ),
        corner=t.gettext("No."),
        head=(tuple(Head(text, kind="number" if text == heads[-1] else "text") for text in heads),),
        columns=heads,
        rows=tuple(rows),
        source=context.sources_of(build.comparison),
        look="prose explanations",
        grouping=t.gettext("Table and basis"),
    )


def _evidence(context: Context, tests: pd.DataFrame) -> Iterator[str]:
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


def _ranges(context: Context, entry: Explanation, tests: pd.DataFrame) -> tuple[str, str]:
    """Lowest and highest difference that the entry covers, and what was expected."""
    t = context.language
    rows = tests[tests["test"] == RANGE]
    in_money = entry.range.unit == MONEY
    places, unit = (0, t.pgettext("unit", "US$ million")) if in_money else (1, t.pgettext("unit", "percent"))

    def span(low: float, high: float) -> str:
        ends = [t.numbers.amount(value, places, signed=True) for value in (low, high)]
        if ends[0] == ends[1]:
            return t.gettext("%(value)s %(unit)s", value=ends[0], unit=unit)
        return t.gettext("%(low)s to %(high)s %(unit)s", low=ends[0], high=ends[1], unit=unit)

    found = rows["lowest"].notna().any()
    return (
        span(float(rows["lowest"].iloc[0]), float(rows["highest"].iloc[0])) if found else t.gettext("none"),
        span(entry.range.min, entry.range.max),
    )


# ---- print by itself -----------------------------------------------------------------------------------------
def checks(context: Context) -> TableView:
    """Each check of the printed tables by themselves: how many values, and which of them do not fit."""
    t, build = context.language, context.build
    rows = []
    for entry in build.catalog.printed_checks:
        own = build.checks[build.checks["check"] == entry.id]
        failing = own[~own["holds"]]
        rows.append(
            Row(
                t.said(entry.title),
                (
                    number(t, int(own["value"].notna().sum())),
                    number(t, len(failing)),
                    words(
                        " ".join(_failures(context, failing)) if len(failing) else t.gettext("none"),
                        look="fails" if len(failing) else "holds",
                    ),
                ),
            )
        )
    heads = (t.gettext("Values"), t.gettext("Do not fit"), t.gettext("Which"))
    return TableView(
        name="checks",
        caption=t.gettext("Checks of the printed tables by themselves"),
        lead=t.gettext("what the printed numbers say about one another and about published totals"),
        corner=t.gettext("Check"),
        head=((Head(heads[0]), Head(heads[1]), Head(heads[2], kind="text")),),
        columns=heads,
        rows=tuple(rows),
        source=context.providers(["article", *_sources_of_checks(context)]),
        look="prose checks",
    )


def _failures(context: Context, failing: pd.DataFrame) -> Iterator[str]:
    """The values that do not fit, by column and unit."""
    t = context.language
    for name, rows in grouped(failing, "indicator"):
        shown = [
            t.gettext(
                "%(year)s (%(value)s)",
                year=t.numbers.year(int(row.time_period)),
                value=_measured(context, float(row.value), str(row.unit_measure)),
            )
            for row in records(rows)
        ]
        if name == ALL:
            yield t.gettext("%(years)s.", years=t.numbers.listed(shown))
        else:
            yield t.gettext("%(column)s: %(years)s.", column=context.label(str(name)), years=t.numbers.listed(shown))


def _measured(context: Context, value: float, unit: str) -> str:
    t = context.language
    count = t.numbers.amount(value)
    return {
        "percent": t.numbers.percent(value, 2, signed=True),
        "ratio": t.gettext("%(ratio)s times", ratio=t.numbers.amount(value, 1)),
        "cells": t.ngettext("%(count)s other cell", "%(count)s other cells", int(value), count=count),
        "digits": t.ngettext("%(count)s digit", "%(count)s digits", int(value), count=count),
        MONEY: t.ngettext("US$%(amount)s million", "US$%(amount)s million", int(value), amount=count),
    }.get(unit, f"{count} {unit}")


def _sources_of_checks(context: Context) -> list[str]:
    texts = [str(value) for entry in context.build.catalog.printed_checks for value in entry.parameters.values()]
    return [source for source in context.build.catalog.sources if any(f"{{{source}:" in text for text in texts)]
