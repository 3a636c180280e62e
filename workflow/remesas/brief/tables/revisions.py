"""Revisions in tables: series by class and reach, the remittances by year, and what they change in the brief."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import pandas as pd

from remesas.brief.context import Context
from remesas.brief.tables.model import Cell, Head, Note, Row, TableView, number, words
from remesas.brief.text.claim_phrases import Phrases
from remesas.brief.text.findings import Speaker
from remesas.brief.words.numbers import MISSING
from remesas.build import Build, grouped, records
from remesas.core.frames import REVISION_CLASSES
from remesas.ingest.successors import DROPPED
from remesas.revisions.classes import LARGE_PERCENT, REVISED, SMALL_PERCENT
from remesas.revisions.effects import CELL, RANK, SENTENCE, TODAY, VERDICT
from remesas.revisions.series import FIRST_PRINT, concerning, nearest, reach, reference_of_remittances

FOLDER = "revisions/"
"""Where the tables of the page about revisions lie, below the folder of the brief's tables."""
COUNTED = REVISION_CLASSES[1:]
"""The classes that a table counts: all but those of unchanged values."""


def class_names(context: Context) -> dict[str, str]:
    """The classes in words."""
    t = context.language
    return {
        "none": t.pgettext("revision", "none"),
        "small": t.pgettext("revision", "small"),
        "moderate": t.pgettext("revision", "moderate"),
        "large": t.pgettext("revision", "large"),
        "appeared": t.pgettext("revision", "appeared"),
        "disappeared": t.pgettext("revision", "disappeared"),
    }


def reported(build: Build) -> pd.DataFrame:
    """Rows of ``reach`` that the brief shows: series behind its figures against the vintage before; first prints."""
    reached = nearest(reach(build.revisions))
    own = concerning(reached, build.references)
    return reached[reached.index.isin(own.index) | (reached["kind"] == FIRST_PRINT)]


def brief_views(context: Context) -> list[TableView]:
    """The tables of the brief's section."""
    return [revised(context), series(context, "revisions", reported(context.build))]


def page_views(context: Context) -> list[TableView]:
    """The tables of the page about revisions."""
    every = reach(context.build.revisions)
    return [
        series(context, "series", every, FOLDER),
        revised(context, "remittances", FOLDER),
        cells(context),
        ranks(context),
        verdicts(context),
        sentences(context),
        outdated(context),
    ]


# ---- series ------------------------------------------------------------------------------------------------------
def series(context: Context, name: str, reached: pd.DataFrame, folder: str = "") -> TableView:
    """Each series against an earlier vintage: values by class, years revised, mean and largest revision.

    With a folder it is the page's table, which names the vintage in use too (the brief has it among its sources).
    """
    t, names = context.language, class_names(context)
    order = list(context.build.catalog.sources)
    chosen = sorted(
        records(reached), key=lambda row: (order.index(row.source), row.series, row.ref_area, row.old_vintage)
    )
    rows, before = [], ""
    for row in chosen:
        provider = t.said(context.build.catalog.sources[row.source].name)
        line = tuple(_reached(context, row, full=bool(folder)))
        rows.append(Row(label(context, row), line, group="" if provider == before else provider))
        before = provider
    used = (t.gettext("In use"),) if folder else ()
    heads = (t.gettext("Earlier vintage"), *used, t.gettext("Years in both"))
    years_revised = t.gettext("Years revised")
    sizes = (t.gettext("Mean"), t.gettext("Largest"), t.gettext("Year"))
    counts = [*(names[kind].capitalize() for kind in REVISED), t.gettext("New"), t.gettext("Gone")]
    return TableView(
        name=name,
        caption=t.gettext("Series against their earlier vintages"),
        lead=t.gettext("number of years by class of revision; size in percent of the earlier value"),
        corner=t.gettext("Series"),
        head=(
            (
                *(Head(text, rows=2, kind="text") for text in heads[:-1]),
                Head(heads[-1], rows=2),
                Head(t.gettext("Years by class"), columns=len(counts)),
                Head(years_revised, rows=2, kind="text"),
                Head(t.gettext("Percent"), columns=len(sizes)),
            ),
            tuple(map(Head, (*counts, *sizes))),
        ),
        columns=(*heads, *counts, years_revised, *sizes),
        rows=tuple(rows),
        notes=(Note("", legend(context)), Note("", _about_extracts(context))),
        look="vintages full" if folder else "vintages short",
        grouping=t.gettext("Provider"),
        folder=folder,
    )


def label(context: Context, row: Any) -> str:
    """A series with its id; with its area where that is another than the brief's, or its counterpart."""
    t, build = context.language, context.build
    entry = build.catalog.series[f"{row.source}:{row.series}"]
    areas = [area for area in (row.ref_area, row.counterpart_area) if area not in (build.scope.ref_area, "_Z")]
    places = [context.place(area) for area in areas]
    values = {"label": t.said(entry.label), "series": row.series, "places": t.numbers.listed(places)}
    if places and entry.ref_area == "*":
        return t.gettext("%(label)s (%(series)s), %(places)s", **values)
    return t.gettext("%(label)s (%(series)s)", **values)


def _reached(context: Context, row: Any, *, full: bool) -> Iterator[Cell]:
    t = context.language
    yield words(vintage(context, row.kind, row.old_vintage))
    if full:
        yield words(t.vintage(row.new_vintage))
    yield number(t, int(row.years))
    for kind in COUNTED:
        value = int(getattr(row, kind))
        yield number(t, value, look=f"class {kind}" if value else "none")
    if row.revised:
        yield words(t.numbers.span(int(row.first_revised), int(row.last_revised)))
        yield number(t, row.mean_percent, 1)
        yield number(t, row.largest_percent, 1, signed=True)
        yield Cell(t.numbers.year(int(row.largest_year)), str(int(row.largest_year)))
    else:
        yield words(t.gettext("none"), look="none")
        yield from (Cell("", None) for _ in range(3))


def vintage(context: Context, kind: str, name: str) -> str:
    """A vintage as a date; a first print says so."""
    t = context.language
    return t.gettext("%(vintage)s, first print", vintage=t.vintage(name)) if kind == FIRST_PRINT else t.vintage(name)


def legend(context: Context) -> str:
    """What the classes mean."""
    n = context.language.numbers
    return context.language.gettext(
        "Small: under %(small)s. Moderate: under %(large)s. Large: %(large)s and more. New, gone (appeared, "
        "disappeared): only one of the two vintages has a value for the year.",
        small=n.percent(SMALL_PERCENT, 0),
        large=n.percent(LARGE_PERCENT, 0),
    )


def _about_extracts(context: Context) -> str:
    return context.language.gettext(
        "Not all that is new was published later: some of the earlier snapshots are extracts, with fewer years than "
        "the provider had. The mean is that of the revised years, without sign."
    )


def revised(context: Context, name: str = "revised", folder: str = "") -> TableView:
    """Remittances of each revised year, then and now, for each earlier vintage."""
    t, names = context.language, class_names(context)
    frame = concerning(context.build.revisions, own_reference(context))
    rows = []
    for (kind, old_vintage, new_vintage), own in grouped(frame, ["kind", "old_vintage", "new_vintage"]):
        changed = own[own["class"].isin([*REVISED, "disappeared"])]
        for position, row in enumerate(records(changed.rename(columns={"class": "kind_of"}))):
            rows.append(
                Row(
                    t.numbers.year(row.time_period),
                    (
                        number(t, row.old_value),
                        number(t, row.new_value, look="subject"),
                        number(t, row.difference, signed=True),
                        number(t, row.difference_percent, 1, signed=True),
                        words(names[row.kind_of], look=f"class {row.kind_of}"),
                    ),
                    group=""
                    if position
                    else t.gettext(
                        "%(old)s against %(new)s",
                        old=vintage(context, kind, old_vintage),
                        new=t.vintage(new_vintage),
                    ),
                )
            )
    return TableView(
        name=name,
        caption=t.gettext("Remittances as they were known, and in use"),
        lead=t.gettext("US$ million; only years that were revised: all others are equal in both vintages, or new"),
        corner=t.gettext("Year"),
        head=(tuple(Head(text, kind="text" if text == _sizes(context)[-1] else "number") for text in _sizes(context)),),
        columns=_sizes(context),
        rows=tuple(rows),
        source=context.providers(sorted({reference.split(":")[0] for reference, _ in own_reference(context)})),
        look="changes",
        grouping=t.gettext("Vintages"),
        folder=folder,
    )


def own_reference(context: Context) -> list[tuple[str, str]]:
    """The series of remittances, if one alone gives them."""
    reference = reference_of_remittances(context.build)
    return [(reference, context.build.scope.ref_area)] if reference else []


def _sizes(context: Context) -> tuple[str, ...]:
    t = context.language
    return (t.gettext("Then"), t.gettext("Now"), t.gettext("Difference"), t.gettext("Percent"), t.gettext("Class"))


# ---- effects -----------------------------------------------------------------------------------------------------
def changes(context: Context, *kinds: str) -> pd.DataFrame:
    """The changes of some kinds; sentences are in the language of the page."""
    frame = context.build.changed_sentences if SENTENCE in kinds else context.build.revision_effects
    return frame[frame["effect"].isin(kinds)]


def cells(context: Context) -> TableView:
    """Every cell of the tables that is another now."""
    t, names = context.language, class_names(context)
    rows = []
    for (table, basis, indicator), own in grouped(changes(context, CELL), ["subject", "basis", "indicator"]):
        group = t.gettext(
            "Table %(number)s, %(basis)s: %(column)s",
            number=context.number_of(table),
            basis=context.basis(basis),
            column=context.label(indicator),
        )
        for position, row in enumerate(records(own.rename(columns={"class": "kind_of"}))):
            values = (
                number(t, row.old_value),
                number(t, row.new_value, look="subject"),
                number(t, row.new_value - row.old_value, signed=True),
                number(t, row.difference_percent, 1, signed=True),
                words(names[row.kind_of], look=f"class {row.kind_of}"),
            )
            rows.append(Row(t.numbers.year(row.time_period), values, group="" if position else group))
    return TableView(
        name="cells",
        caption=t.gettext("Cells of the tables that have changed"),
        lead=t.gettext("US$ million"),
        corner=t.gettext("Year"),
        head=(tuple(Head(text, kind="text" if text == _sizes(context)[-1] else "number") for text in _sizes(context)),),
        columns=_sizes(context),
        rows=tuple(rows),
        notes=(Note("", legend(context)),),
        look="changes",
        grouping=t.gettext("Column"),
        folder=FOLDER,
    )


def ranks(context: Context) -> TableView:
    """Every rank that is another now, or that can no longer be given."""
    t = context.language
    rows = []
    frame = changes(context, RANK)
    moved = frame[frame["class"] != "appeared"]
    for (flow, basis, year), own in grouped(moved, ["subject", "basis", "time_period"]):
        values = {"basis": context.basis(basis), "year": t.numbers.year(year)}
        group = (
            t.gettext("Gross, %(basis)s, %(year)s", **values)
            if flow == "gross"
            else t.gettext("Net, %(basis)s, %(year)s", **values)
        )
        for position, row in enumerate(records(own)):
            pair = (number(t, row.old_value), number(t, row.new_value, look="subject"))
            rows.append(Row(context.label(row.indicator), pair, group="" if position else group))
    heads = (t.gettext("Then"), t.gettext("Now"))
    return TableView(
        name="ranks",
        caption=t.gettext("Ranks that have changed"),
        lead=t.gettext("among the sources of a year; %(missing)s: not all sources had a figure", missing=MISSING),
        corner=t.gettext("Source"),
        head=(tuple(map(Head, heads)),),
        columns=heads,
        rows=tuple(rows),
        look="changes",
        grouping=t.gettext("Flow, basis and year"),
        folder=FOLDER,
    )


def verdicts(context: Context) -> TableView:
    """Every verdict on a statement of the article that is another now."""
    t, phrases = context.language, Phrases(context)
    claims = {claim["id"]: claim for claim in context.build.claims["claims"]}
    said = phrases.verdict_names() | {
        "yes": t.pgettext("holds", "yes"),
        "no": t.pgettext("holds", "no"),
        "divided": t.pgettext("holds", "divided"),
        "undecidable": t.pgettext("holds", "not decidable here"),
        "": MISSING,
    }
    rows = []
    for claim, own in grouped(changes(context, VERDICT, TODAY), "subject"):
        for position, row in enumerate(records(own)):
            if row.effect == TODAY:
                what = t.gettext("Would it hold today?")
            else:
                what = phrases.evidence_name(row.basis) if row.basis else t.gettext("All evidence")
            cells = tuple(words(text) for text in (what, said.get(row.old, row.old), said.get(row.new, row.new)))
            rows.append(Row("" if position else phrases.statement(claims[claim]), cells))
    heads = (t.gettext("Evidence"), t.gettext("Then"), t.gettext("Now"))
    return TableView(
        name="verdicts",
        caption=t.gettext("Verdicts that have changed"),
        lead=t.gettext("on the statements of the article"),
        corner=t.gettext("Statement"),
        head=(tuple(Head(text, kind="text") for text in heads),),
        columns=heads,
        rows=tuple(rows),
        look="prose turned",
        folder=FOLDER,
    )


def sentences(context: Context) -> TableView:
    """Every sentence of the findings that reads otherwise now."""
    t = context.language
    headlines = {finding.name: finding.headline for finding in Speaker(context.build, t).findings()}
    rows = []
    for finding, own in grouped(changes(context, SENTENCE), "subject"):
        for position, row in enumerate(records(own)):
            pair = tuple(words(text or MISSING, look="" if text else "missing") for text in (row.old, row.new))
            rows.append(Row("" if position else headlines.get(finding, finding), pair))
    heads = (t.gettext("Then"), t.gettext("Now"))
    return TableView(
        name="sentences",
        caption=t.gettext("Sentences of the findings that have changed"),
        lead=t.gettext("%(missing)s: nothing stood in its place", missing=MISSING),
        corner=t.gettext("Finding"),
        head=(tuple(Head(text, kind="text") for text in heads),),
        columns=heads,
        rows=tuple(rows),
        look="prose reworded",
        folder=FOLDER,
    )


# ---- series that newer snapshots do not have ---------------------------------------------------------------------
def outdated(context: Context) -> TableView:
    """Series in use from an older vintage than the newest of their dataset, with what to do; like ones together."""
    t, build = context.language, context.build
    frame = build.outdated_series
    states = {DROPPED: t.gettext("no longer in its successors")}
    rows = []
    for key, own in grouped(frame, ["source", "dataset", "vintage", "newest_vintage", "state", "remedy"]):
        source, dataset, used, newest, state, remedy = key
        title = build.catalog.sources[source].datasets[dataset].title
        rows.append(
            Row(
                t.said(title),
                (
                    words(t.numbers.apart.join(_named(context, own))),
                    words(t.vintage(used)),
                    words(t.vintage(newest)),
                    words(states.get(state, t.gettext("newer snapshots hold other series"))),
                    words(t.said(remedy)),
                ),
            )
        )
    heads = (
        t.gettext("Series"),
        t.gettext("In use"),
        t.gettext("Newest vintage"),
        t.gettext("State"),
        t.gettext("What to do"),
    )
    return TableView(
        name="outdated",
        caption=t.gettext("Series in use from an older vintage than the newest of their dataset"),
        lead=t.gettext("the last vintage that has a series goes on serving"),
        corner=t.gettext("Dataset"),
        head=(tuple(Head(text, kind="text") for text in heads),),
        columns=heads,
        rows=tuple(rows),
        look="prose outdated",
        folder=FOLDER,
    )


def _named(context: Context, own: pd.DataFrame) -> Iterable[str]:
    """Series with the areas, where these are others than the brief's economy."""
    t = context.language
    for name, rows in grouped(own, "series"):
        areas = sorted(set(rows["ref_area"]) - {context.build.scope.ref_area})
        names = [context.place(area) for area in areas if area in context.build.catalog.areas]
        single = context.build.catalog.series[f"{rows['source'].iloc[0]}:{name}"].ref_area != "*"
        if single or not names:
            yield str(name)
        else:
            yield t.gettext("%(series)s (also of %(places)s)", series=name, places=t.numbers.listed(names))
