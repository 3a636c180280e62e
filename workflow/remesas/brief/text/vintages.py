"""Tell of which vintages the figures of a table are, where one dataset gives several: they are never mixed silently."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

import pandas as pd

from remesas.brief.context import Context
from remesas.brief.provenance import Input
from remesas.core.notes import VINTAGE_BEGINS, VINTAGE_ENDS, read_note, split_notes
from remesas.core.rows import records
from remesas.core.vintages import NEAR, last_day, sort_vintages


def tell_vintages(context: Context, cells: pd.DataFrame) -> Iterator[str]:
    """A sentence about the vintages of each column and of years of others, and why none is drawn on for what one lacks.

    The cells are those of a table on one basis.
    """
    t, held = context.language, dict[str, dict[int, str]]()
    behind = {
        (row.indicator, int(row.time_period)): context.provenances.of_row(row, "").inputs
        for row in records(cells[cells["obs_value"].notna()])
    }
    mixed = _find_mixed(context, {pair for inputs in behind.values() for pair in inputs})
    for (name, year), inputs in behind.items():
        if own := [pair for pair in inputs if pair[0] in mixed]:
            held.setdefault(name, {})[year] = _name_vintages(context, own)
    whole: dict[str, list[str]] = {}
    parts: dict[tuple[str, str], list[int]] = {}
    for name, years in held.items():
        common = Counter(years.values()).most_common(1)[0][0]
        whole.setdefault(common, []).append(context.noun(name))
        for year, vintages in years.items():
            if vintages != common:
                parts.setdefault((name, vintages), []).append(year)
    items = [
        t.gettext("%(columns)s: %(vintages)s", columns=t.numbers.listed(names), vintages=vintages)
        for vintages, names in whole.items()
    ]
    items += [
        t.gettext(
            "%(columns)s, %(years)s: %(vintages)s",
            columns=context.noun(name),
            years=t.numbers.years(years),
            vintages=vintages,
        )
        for (name, vintages), years in parts.items()
    ]
    if items:
        yield t.gettext(
            "Figures are as published at different times (%(vintages)s).", vintages=t.numbers.apart.join(items)
        )
    if any(_names_vintage(note) for notes in cells["note"] for note in split_notes(notes)):
        yield t.gettext(
            "Parts of a formula that must fit one another are of one vintage or of vintages close to each other: newer "
            "ones that lack a part are not used, nor is a series put together from several."
        )


def _names_vintage(note: str) -> bool:
    """Whether a remark says where a vintage ends or begins, and not its series."""
    template, values = read_note(note) or (None, {})
    return template in (VINTAGE_BEGINS, VINTAGE_ENDS) or ("reason" in values and _names_vintage(values["reason"]))


def _find_mixed(context: Context, used: Iterable[Input]) -> set[str]:
    """The series of datasets that give several vintages."""
    catalog, vintages = context.build.catalog, dict[tuple[str, str], set[str]]()
    places = {reference: (reference.split(":")[0], catalog.series_of(reference).dataset) for reference, _ in used}
    for reference, vintage in used:
        vintages.setdefault(places[reference], set()).add(vintage)
    return {reference for reference, place in places.items() if len(vintages[place]) > 1}


def _name_vintages(context: Context, inputs: Iterable[Input]) -> str:
    """The vintages behind a figure, the newest first; where they lie far apart, what is of each."""
    t, series = context.language, dict[str, list[str]]()
    for reference, vintage in inputs:
        series.setdefault(vintage, []).append(t.noun(context.build.catalog.series_of(reference).label))
    newest = sort_vintages(series)[::-1]
    if last_day(newest[0]) - last_day(newest[-1]) <= NEAR:
        return t.numbers.listed([t.vintage(vintage) for vintage in newest])
    return t.numbers.listed(
        [
            t.gettext("%(vintage)s (%(series)s)", vintage=t.vintage(vintage), series=t.numbers.listed(series[vintage]))
            for vintage in newest
        ]
    )
