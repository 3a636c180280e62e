"""Revisions in tables: series by class and reach, the remittances by year, and what they change in the brief."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import pandas as pd

from remesas.brief.tables.model import Cell, Head, Maker, Note, Row, TableView, number, words
from remesas.brief.text.claim_phrases import Phrases
from remesas.brief.text.findings import Speaker
from remesas.brief.words.numbers import MISSING
from remesas.build import Material, grouped, records, reference_of_remittances
from remesas.core.frames import REVISION_CLASSES
from remesas.revisions.classes import LARGE_PERCENT, REVISED, SMALL_PERCENT
from remesas.revisions.effects import CELL, RANK, SENTENCE, TODAY, VERDICT
from remesas.revisions.outdated import DROPPED
from remesas.revisions.series import FIRST_PRINT, concerning, nearest, reach

FOLDER = "revisions/"
"""Where the tables of the page about revisions lie, below the folder of the brief's tables."""
COUNTED = REVISION_CLASSES[1:]
"""The classes that a table counts: all but those of unchanged values."""


def class_names(maker: Maker) -> dict[str, str]:
    """The classes in words."""
    t = maker.language
    return {
        "none": t.pgettext("revision", "none"),
        "small": t.pgettext("revision", "small"),
        "moderate": t.pgettext("revision", "moderate"),
        "large": t.pgettext("revision", "large"),
        "appeared": t.pgettext("revision", "appeared"),
        "disappeared": t.pgettext("revision", "disappeared"),
    }


def reported(material: Material) -> pd.DataFrame:
    """Rows of ``reach`` that the brief shows: series behind its figures against the vintage before; first prints."""
    reached = nearest(reach(material.revisions))
    own = concerning(reached, material.references)
    return reached[reached.index.isin(own.index) | (reached["kind"] == FIRST_PRINT)]


def brief_views(maker: Maker) -> list[TableView]:
    """The tables of the brief's section."""
    return [revised(maker), series(maker, "revisions", reported(maker.material))]


def page_views(maker: Maker) -> list[TableView]:
    """The tables of the page about revisions."""
    every = reach(maker.material.revisions)
    return [
        series(maker, "series", every, FOLDER),
        revised(maker, "remittances", FOLDER),
        cells(maker),
        ranks(maker),
        verdicts(maker),
        sentences(maker),
        outdated(maker),
    ]


# ---- series ------------------------------------------------------------------------------------------------------
def series(maker: Maker, name: str, reached: pd.DataFrame, folder: str = "") -> TableView:
    """Each series against an earlier vintage: values by class, years revised, mean and largest revision.

    With a folder it is the page's table, which names the vintage in use too (the brief has it among its sources).
    """
    t, names = maker.language, class_names(maker)
    order = list(maker.material.catalog.sources)
    chosen = sorted(
        records(reached), key=lambda row: (order.index(row.source), row.series, row.ref_area, row.old_vintage)
    )
    rows, before = [], ""
    for row in chosen:
        provider = t.said(maker.material.catalog.sources[row.source].name)
        line = tuple(_reached(maker, row, full=bool(folder)))
        rows.append(Row(label(maker, row), line, group="" if provider == before else provider))
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
        notes=(Note("", legend(maker)), Note("", _about_extracts(maker))),
        look="vintages full" if folder else "vintages short",
        grouping=t.gettext("Provider"),
        folder=folder,
    )


def label(maker: Maker, row: Any) -> str:
    """A series with its id; with its area where that is another than the brief's, or its counterpart."""
    t, material = maker.language, maker.material
    entry = material.catalog.series[f"{row.source}:{row.series}"]
    areas = [area for area in (row.ref_area, row.counterpart_area) if area not in (material.scope.ref_area, "_Z")]
    places = [maker.place(area) for area in areas]
    values = {"label": t.said(entry.label), "series": row.series, "places": t.numbers.listed(places)}
    if places and entry.ref_area == "*":
        return t.gettext("%(label)s (%(series)s), %(places)s", **values)
    return t.gettext("%(label)s (%(series)s)", **values)


def _reached(maker: Maker, row: Any, *, full: bool) -> Iterator[Cell]:
    t = maker.language
    yield words(vintage(maker, row.kind, row.old_vintage))
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


def vintage(maker: Maker, kind: str, name: str) -> str:
    """A vintage as a date; a first print says so."""
    t = maker.language
    return t.gettext("%(vintage)s, first print", vintage=t.vintage(name)) if kind == FIRST_PRINT else t.vintage(name)


def legend(maker: Maker) -> str:
    """What the classes mean."""
    n = maker.language.numbers
    return maker.language.gettext(
        "Small: under %(small)s. Moderate: under %(large)s. Large: %(large)s and more. New, gone (appeared, "
        "disappeared): only one of the two vintages has a value for the year.",
        small=n.percent(SMALL_PERCENT, 0),
        large=n.percent(LARGE_PERCENT, 0),
    )


def _about_extracts(maker: Maker) -> str:
    return maker.language.gettext(
        "Not all that is new was published later: some of the earlier snapshots are extracts, with fewer years than "
        "the provider had. The mean is that of the revised years, without sign."
    )


def revised(maker: Maker, name: str = "revised", folder: str = "") -> TableView:
    """Remittances of each revised year, then and now, for each earlier vintage."""
    t, names = maker.language, class_names(maker)
    frame = concerning(maker.material.revisions, own_reference(maker))
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
                        old=vintage(maker, kind, old_vintage),
                        new=t.vintage(new_vintage),
                    ),
                )
            )
    return TableView(
        name=name,
        caption=t.gettext("Remittances as they were known, and in use"),
        lead=t.gettext("US$ million; only years that were revised: all others are equal in both vintages, or new"),
        corner=t.gettext("Year"),
        head=(tuple(Head(text, kind="text" if text == _sizes(maker)[-1] else "number") for text in _sizes(maker)),),
        columns=_sizes(maker),
        rows=tuple(rows),
        source=maker.providers(sorted({reference.split(":")[0] for reference, _ in own_reference(maker)})),
        look="changes",
        grouping=t.gettext("Vintages"),
        folder=folder,
    )


def own_reference(maker: Maker) -> list[tuple[str, str]]:
    """The series of remittances, if one alone gives them."""
    reference = reference_of_remittances(maker.material)
    return [(reference, maker.material.scope.ref_area)] if reference else []


def _sizes(maker: Maker) -> tuple[str, ...]:
    t = maker.language
    return (t.gettext("Then"), t.gettext("Now"), t.gettext("Difference"), t.gettext("Percent"), t.gettext("Class"))


# ---- effects -----------------------------------------------------------------------------------------------------
def changes(maker: Maker, *kinds: str) -> pd.DataFrame:
    """The changes of some kinds; sentences are in the language of the page."""
    frame = maker.material.changed_sentences if SENTENCE in kinds else maker.material.revision_effects
    return frame[frame["effect"].isin(kinds)]


def cells(maker: Maker) -> TableView:
    """Every cell of the tables that is another now."""
    t, names = maker.language, class_names(maker)
    rows = []
    for (table, basis, indicator), own in grouped(changes(maker, CELL), ["subject", "basis", "indicator"]):
        group = t.gettext(
            "Table %(number)s, %(basis)s: %(column)s",
            number=maker.number_of(table),
            basis=maker.basis(basis),
            column=maker.label(indicator),
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
        head=(tuple(Head(text, kind="text" if text == _sizes(maker)[-1] else "number") for text in _sizes(maker)),),
        columns=_sizes(maker),
        rows=tuple(rows),
        notes=(Note("", legend(maker)),),
        look="changes",
        grouping=t.gettext("Column"),
        folder=FOLDER,
    )


def ranks(maker: Maker) -> TableView:
    """Every rank that is another now, or that can no longer be given."""
    t = maker.language
    rows = []
    frame = changes(maker, RANK)
    moved = frame[frame["class"] != "appeared"]
    for (flow, basis, year), own in grouped(moved, ["subject", "basis", "time_period"]):
        values = {"basis": maker.basis(basis), "year": t.numbers.year(year)}
        group = (
            t.gettext("Gross, %(basis)s, %(year)s", **values)
            if flow == "gross"
            else t.gettext("Net, %(basis)s, %(year)s", **values)
        )
        for position, row in enumerate(records(own)):
            pair = (number(t, row.old_value), number(t, row.new_value, look="subject"))
            rows.append(Row(maker.label(row.indicator), pair, group="" if position else group))
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


def verdicts(maker: Maker) -> TableView:
    """Every verdict on a statement of the article that is another now."""
    t, phrases = maker.language, Phrases(maker)
    claims = {claim["id"]: claim for claim in maker.material.claims["claims"]}
    said = phrases.verdict_names() | {
        "yes": t.pgettext("holds", "yes"),
        "no": t.pgettext("holds", "no"),
        "divided": t.pgettext("holds", "divided"),
        "undecidable": t.pgettext("holds", "not decidable here"),
        "": MISSING,
    }
    rows = []
    for claim, own in grouped(changes(maker, VERDICT, TODAY), "subject"):
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


def sentences(maker: Maker) -> TableView:
    """Every sentence of the findings that reads otherwise now."""
    t = maker.language
    headlines = {finding.name: finding.headline for finding in Speaker(maker.material, t).findings()}
    rows = []
    for finding, own in grouped(changes(maker, SENTENCE), "subject"):
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
def outdated(maker: Maker) -> TableView:
    """Series in use from an older vintage than the newest of their dataset, with what to do; like ones together."""
    t, material = maker.language, maker.material
    frame = material.outdated_series
    states = {DROPPED: t.gettext("no longer in its successors")}
    rows = []
    for key, own in grouped(frame, ["source", "dataset", "vintage", "newest_vintage", "state", "remedy"]):
        source, dataset, used, newest, state, remedy = key
        title = material.catalog.sources[source].datasets[dataset].title
        rows.append(
            Row(
                t.said(title),
                (
                    words(t.numbers.apart.join(_named(maker, own))),
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


def _named(maker: Maker, own: pd.DataFrame) -> Iterable[str]:
    """Series with the areas, where these are others than the brief's economy."""
    t = maker.language
    for name, rows in grouped(own, "series"):
        areas = sorted(set(rows["ref_area"]) - {maker.material.scope.ref_area})
        names = [maker.place(area) for area in areas if area in maker.material.catalog.areas]
        single = maker.material.catalog.series[f"{rows['source'].iloc[0]}:{name}"].ref_area != "*"
        if single or not names:
            yield str(name)
        else:
            yield t.gettext("%(series)s (also of %(places)s)", series=name, places=t.numbers.listed(names))
