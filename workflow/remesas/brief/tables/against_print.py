"""Print against regenerated: every printed cell, the summary by column, the explanations, the checks of print."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pandas as pd
from markupsafe import Markup

from remesas.brief.tables.model import Cell, Head, Maker, Note, Row, TableView, number, words
from remesas.build import grouped, records
from remesas.catalog.entries import Explanation
from remesas.compare.cells import CLOSE_PERCENT, RANGE
from remesas.compare.printed_checks import ALL
from remesas.core.frames import CLASSES
from remesas.core.units import MONEY


def class_names(maker: Maker) -> dict[str, str]:
    """The classes in words."""
    t = maker.language
    return {
        "exact": t.pgettext("class", "exact"),
        "close": t.pgettext("class", "close"),
        "explained": t.pgettext("class", "explained"),
        "unexplained": t.pgettext("class", "unexplained"),
        "missing": t.pgettext("class", "missing"),
    }


def cause_names(maker: Maker) -> dict[str, str]:
    """The causes of differences in words."""
    t = maker.language
    return {
        "revision": t.pgettext("cause", "revision"),
        "reclassification": t.pgettext("cause", "reclassification"),
        "definition": t.pgettext("cause", "definition"),
        "coverage": t.pgettext("cause", "coverage"),
        "misprint": t.pgettext("cause", "misprint"),
    }


def entries_in_use(maker: Maker) -> list[Explanation]:
    """The explanations of the bases of this brief, numbered from 1 by their place in the list."""
    return [entry for entry in maker.material.catalog.explanations if entry.basis in maker.material.bases]


# ---- every cell ----------------------------------------------------------------------------------------------
def compared(maker: Maker, table: str) -> TableView:
    """Every printed cell of a table beside what each basis gives: value, difference, percent, class."""
    material, t = maker.material, maker.language
    cells = material.comparison[material.comparison["table"] == table]
    by_key = {(row["indicator"], row["time_period"], row["basis"]): row for _, row in cells.iterrows()}
    numbers = {entry.id: place for place, entry in enumerate(entries_in_use(maker), start=1)}
    rows = []
    for name in material.catalog.tables[table].columns:
        own = cells[cells["indicator"] == name]
        for position, year in enumerate(sorted(own["time_period"].unique())):
            printed = float(own.loc[own["time_period"] == year, "printed"].iloc[0])
            origin = maker.origins.of_print(table, name)
            line = [number(t, printed, address=f"{table}.print.{name}.{year}", look="print", origin=origin)]
            for basis in material.bases:
                line += _compared(maker, by_key[name, year, basis], numbers, f"{table}.{basis}.{name}.{year}")
            rows.append(Row(t.numbers.year(year), tuple(line), group="" if position else maker.label(name)))
    parts = (t.gettext("Regenerated"), t.gettext("Difference"), t.gettext("Percent"), t.gettext("Class"))
    groups = (
        Head(t.gettext("Printed"), rows=2),
        *(Head(maker.basis(basis), columns=len(parts)) for basis in material.bases),
    )
    return TableView(
        name=f"{table}-print",
        caption=t.gettext("Table %(number)s of the article against the data", number=maker.number_of(table)),
        lead=t.gettext("US$ million; difference: regenerated less printed"),
        corner=t.gettext("Year"),
        head=(
            groups,
            tuple(Head(part, kind="text" if part == parts[-1] else "number") for _ in material.bases for part in parts),
        ),
        columns=(
            t.gettext("Printed"),
            *(f"{maker.basis(basis)}: {part}" for basis in material.bases for part in parts),
        ),
        rows=tuple(rows),
        notes=(Note("", legend(maker)),),
        source=maker.sources_of(cells),
        look="compared",
        grouping=t.gettext("Column"),
    )


def _compared(maker: Maker, row: pd.Series, numbers: dict[str, int], address: str) -> list[Cell]:
    t, kind = maker.language, str(row["class"])
    table, basis, name, year = address.split(".")
    origin = maker.origins.cell(table, basis, name, year)
    both = replace(origin, inputs=(*maker.origins.of_print(table, name).inputs, *origin.inputs))
    return [
        number(
            t,
            row["regenerated"],
            address=f"{address}.compared",
            origin=origin,
            look="missing" if kind == "missing" else "subject",
        ),
        number(
            t,
            row["difference"],
            signed=True,
            origin=both.computed(t.gettext("regenerated − printed"), MONEY),
        ),
        number(
            t,
            row["difference_percent"],
            1,
            signed=True,
            origin=both.computed(t.gettext("100 × (regenerated − printed) / |printed|"), "percent"),
        ),
        Cell(
            _class(maker, kind, numbers.get(str(row["explanation"]))),
            kind,
            kind="text",
            look=f"class {kind}",
            origin=both.computed(legend(maker), ""),
        ),
    ]


def _class(maker: Maker, kind: str, explanation: int | None) -> str | Markup:
    name = class_names(maker)[kind]
    if explanation is None:
        symbol = maker.tokens.classes[kind].symbol
        return Markup('<span class="symbol" aria-hidden="true">{}</span> {}').format(symbol, name)
    link = Markup('<a href="#explanation-{}">{}</a>').format(explanation, maker.language.numbers.amount(explanation))
    return Markup('<span class="symbol" aria-hidden="true">{}</span> {} {}').format(
        maker.tokens.classes[kind].symbol, name, link
    )


def legend(maker: Maker) -> str:
    """What the classes mean."""
    limit = maker.language.numbers.percent(CLOSE_PERCENT, 0)
    return maker.language.gettext(
        "Exact: equal to print at its rounding. Close: within %(limit)s of print. Explained: a larger difference whose "
        "declared cause stands under the number given. Unexplained: a larger difference without one. Missing: no "
        "figure on this basis.",
        limit=limit,
    )


# ---- by column -----------------------------------------------------------------------------------------------
def summary(maker: Maker) -> TableView:
    """Counts of the classes, mean and largest difference and correlation of yearly changes for each column."""
    material, t = maker.material, maker.language
    rows = []
    for table, entry in material.catalog.tables.items():
        for basis in material.bases:
            own = material.columns[(material.columns["table"] == table) & (material.columns["basis"] == basis)]
            group = t.gettext("Table %(number)s, %(basis)s", number=maker.number_of(table), basis=maker.basis(basis))
            by_name = {row["indicator"]: row for _, row in own.iterrows()}
            for position, name in enumerate(name for name in entry.columns if name in by_name):
                rows.append(_summary(maker, name, by_name[name], "" if position else group))
    names = class_names(maker)
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
            Note("", legend(maker)),
        ),
        source=maker.sources_of(material.comparison),
        look="summary",
        grouping=t.gettext("Table and basis"),
    )


def _summary(maker: Maker, name: str, row: pd.Series, group: str) -> Row:
    t = maker.language
    counts = [number(t, int(row[kind]), look=f"class {kind}" if row[kind] else "none") for kind in CLASSES]
    year = "" if pd.isna(row["largest_year"]) else t.numbers.year(int(row["largest_year"]))
    return Row(
        maker.label(name),
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
def explanations(maker: Maker) -> TableView:
    """Each declared cause with its evidence, as the data show it, and the range of its differences."""
    t, material = maker.language, maker.material
    causes = cause_names(maker)
    rows = []
    group = ""
    for place, entry in enumerate(entries_in_use(maker), start=1):
        tests = material.explanations[material.explanations["explanation"] == entry.id]
        this = t.gettext(
            "Table %(number)s, %(basis)s", number=maker.number_of(entry.table), basis=maker.basis(entry.basis)
        )
        explained = int((material.comparison["explanation"] == entry.id).sum())
        rows.append(
            Row(
                t.numbers.amount(place),
                (
                    words(maker.label(entry.indicator)),
                    words(t.numbers.span(entry.first, entry.last)),
                    words(causes[entry.cause]),
                    words(t.said(entry.text)),
                    words(" ".join(_evidence(maker, tests))),
                    *(words(text) for text in _ranges(maker, entry, tests)),
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
        source=maker.sources_of(material.comparison),
        look="prose explanations",
        grouping=t.gettext("Table and basis"),
    )


def _evidence(maker: Maker, tests: pd.DataFrame) -> Iterator[str]:
    """One sentence a test: what it found."""
    t = maker.language
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


def _ranges(maker: Maker, entry: Explanation, tests: pd.DataFrame) -> tuple[str, str]:
    """Lowest and highest difference that the entry covers, and what was expected."""
    t = maker.language
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
def checks(maker: Maker) -> TableView:
    """Each check of the printed tables by themselves: how many values, and which of them do not fit."""
    t, material = maker.language, maker.material
    rows = []
    for entry in material.catalog.printed_checks:
        own = material.checks[material.checks["check"] == entry.id]
        failing = own[~own["holds"]]
        rows.append(
            Row(
                t.said(entry.title),
                (
                    number(t, int(own["value"].notna().sum())),
                    number(t, len(failing)),
                    words(
                        " ".join(_failures(maker, failing)) if len(failing) else t.gettext("none"),
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
        source=maker.providers(["article", *_sources_of_checks(maker)]),
        look="prose checks",
    )


def _failures(maker: Maker, failing: pd.DataFrame) -> Iterator[str]:
    """The values that do not fit, by column and unit."""
    t = maker.language
    for name, rows in grouped(failing, "indicator"):
        shown = [
            t.gettext(
                "%(year)s (%(value)s)",
                year=t.numbers.year(int(row.time_period)),
                value=_measured(maker, float(row.value), str(row.unit_measure)),
            )
            for row in records(rows)
        ]
        if name == ALL:
            yield t.gettext("%(years)s.", years=t.numbers.listed(shown))
        else:
            yield t.gettext("%(column)s: %(years)s.", column=maker.label(str(name)), years=t.numbers.listed(shown))


def _measured(maker: Maker, value: float, unit: str) -> str:
    t = maker.language
    count = t.numbers.amount(value)
    return {
        "percent": t.numbers.percent(value, 2, signed=True),
        "ratio": t.gettext("%(ratio)s times", ratio=t.numbers.amount(value, 1)),
        "cells": t.ngettext("%(count)s other cell", "%(count)s other cells", int(value), count=count),
        "digits": t.ngettext("%(count)s digit", "%(count)s digits", int(value), count=count),
        MONEY: t.ngettext("US$%(amount)s million", "US$%(amount)s million", int(value), amount=count),
    }.get(unit, f"{count} {unit}")


def _sources_of_checks(maker: Maker) -> list[str]:
    texts = [str(value) for entry in maker.material.catalog.printed_checks for value in entry.parameters.values()]
    return [source for source in maker.material.catalog.sources if any(f"{{{source}:" in text for text in texts)]
