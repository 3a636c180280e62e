"""The revisions in words: what was compared, what it changed, and what is not known."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from remesas.brief.context import Context
from remesas.brief.tables.revisions import changes, own_reference, reported
from remesas.brief.text.claim_phrases import Phrases
from remesas.brief.text.findings import figure
from remesas.build import grouped, records
from remesas.ingest.successors import DROPPED
from remesas.revisions.classes import REVISED
from remesas.revisions.effects import CELL, RANK, SENTENCE, TODAY, UNKNOWN, VERDICT, VINTAGE
from remesas.revisions.series import FIRST_PRINT, concerning, reach

NAMED = 4
"""How many series with another vintage, and how many changed verdicts, the sentences name; the tables have them all."""


@dataclass(frozen=True)
class RevisionsSection:
    """Sentences: how far the series were revised, with what the brief was compared, what changes, series dropped."""

    series: tuple[str, ...]
    compared: tuple[str, ...]
    changed: tuple[str, ...]
    dropped: tuple[str, ...]

    def traced(self) -> tuple[str, ...]:
        """The sentences whose numbers have an address."""
        return (*self.series, *self.changed, *self.dropped)


def compose_revisions(context: Context) -> RevisionsSection:
    """The sentences about revisions."""
    return RevisionsSection(
        tuple(_series(context)), tuple(_compared(context)), tuple(_changed(context)), tuple(_dropped(context))
    )


def _series(context: Context) -> Iterator[str]:
    """How many series have an earlier vintage, and how far back the remittances were revised."""
    t, n = context.language, context.language.numbers
    shown = reported(context.build)
    several = len(shown[["source", "series"]].drop_duplicates())
    if not several:
        yield t.gettext("No series of this brief has been obtained more than once: there is nothing to compare.")
        return
    again = len(shown[shown["revised"] > 0][["source", "series"]].drop_duplicates())
    yield t.ngettext(
        "%(count)s series of this brief has been obtained more than once or has a first print; revised since: "
        "%(revised)s.",
        "%(count)s series of this brief have been obtained more than once or have a first print; revised since: "
        "%(revised)s.",
        several,
        count=figure(n.amount(several), several, "compared.series"),
        revised=figure(n.amount(again), again, "compared.revised"),
    )
    revisions = concerning(context.build.revisions, own_reference(context))
    for row in records(revisions[revisions["kind"] == FIRST_PRINT]):
        place = f"{row.series}.{row.old_vintage}.{row.time_period}"
        yield t.gettext(
            "Remittances of %(year)s were first printed as US$%(old)s million (%(vintage)s); the value in use is "
            "US$%(new)s million, a change of %(size)s.",
            year=n.year(row.time_period),
            old=figure(n.amount(row.old_value), row.old_value, f"first.{place}"),
            new=figure(n.amount(row.new_value), row.new_value, f"now.{place}"),
            vintage=t.vintage(row.old_vintage),
            size=figure(n.percent(row.difference_percent, signed=True), row.difference_percent, f"size.{place}"),
        )
    reached = reach(revisions[revisions["kind"] != FIRST_PRINT])
    for row in records(reached[reached["revised"] > 0]):
        place = f"{row.series}.{row.old_vintage}"
        yield t.ngettext(
            "Since the vintage of %(vintage)s the remittances of %(years)s have been revised, by %(size)s.",
            "Since the vintage of %(vintage)s the remittances of %(count)s years, %(years)s, have been revised, by "
            "%(mean)s on average and by %(size)s at most (%(year)s).",
            int(row.revised),
            vintage=t.vintage(row.old_vintage),
            count=figure(n.amount(row.revised), row.revised, f"revised.{place}"),
            years=n.span(int(row.first_revised), int(row.last_revised)),
            mean=figure(n.percent(row.mean_percent), row.mean_percent, f"mean.{place}"),
            size=figure(n.percent(row.largest_percent, signed=True), row.largest_percent, f"largest.{place}"),
            year=n.year(int(row.largest_year)),
        )


def _compared(context: Context) -> Iterator[str]:
    """With which vintages the brief was built again."""
    t = context.language
    vintages = concerning_brief(context, changes(context, VINTAGE))
    if not len(vintages):
        yield t.gettext("What was known before gives the same brief: no series that it uses had another vintage then.")
        return
    pairs = [
        t.gettext(
            "%(label)s (%(series)s: %(old)s, now %(new)s)",
            label=t.noun(context.build.catalog.series[row.subject].label),
            series=row.subject.split(":")[1],
            old=t.vintage(row.old),
            new=t.vintage(row.new),
        )
        for row in records(vintages)
    ]
    if len(pairs) > NAMED:
        yield t.gettext(
            "To see what this changes, the brief was built again as it was known before its newest data, with another "
            "vintage of %(count)s series.",
            count=t.numbers.amount(len(pairs)),
        )
    else:
        yield t.gettext(
            "To see what this changes, the brief was built again as it was known before its newest data, with another "
            "vintage of %(series)s.",
            series=t.numbers.listed(pairs),
        )
    unknown = len(changes(context, UNKNOWN))
    if unknown:
        yield t.ngettext(
            "Of %(count)s series nothing had been obtained then; it stands as it is now.",
            "Of %(count)s series nothing had been obtained then; they stand as they are now.",
            unknown,
            count=t.numbers.amount(unknown),
        )


def _changed(context: Context) -> Iterator[str]:
    """What differs between the build as known before and the one at hand."""
    t, n = context.language, context.language.numbers
    if not len(changes(context, VINTAGE)):
        return
    yield from _cells(context)
    yield from _ranks(context)
    yield from _verdicts(context)
    count = len(changes(context, SENTENCE))
    if count:
        yield t.ngettext(
            "%(count)s sentence of the findings reads otherwise.",
            "%(count)s sentences of the findings read otherwise.",
            count,
            count=figure(n.amount(count), count, "changed.sentences"),
        )
    else:
        yield t.gettext("No sentence of the findings changes.")


def concerning_brief(context: Context, rows: pd.DataFrame) -> pd.DataFrame:
    """The rows about series behind figures of the brief (those about claims' series are on the page)."""
    keys = zip(rows["subject"], rows["basis"], strict=True)
    return rows[[key in context.build.references for key in keys]]


def _cells(context: Context) -> Iterator[str]:
    t, n = context.language, context.language.numbers
    frame = changes(context, CELL)
    if not len(frame):
        yield t.gettext("No cell of the tables changes.")
    for (table, basis), own in grouped(frame, ["subject", "basis"]):
        words = {"table": context.number_of(str(table)), "basis": context.basis(str(basis))}
        revised = own[own["class"].isin(REVISED)]
        if len(revised):
            largest = max(records(revised), key=lambda row: abs(row.difference_percent))
            size, year = float(largest.difference_percent), str(largest.time_period)
            yield t.ngettext(
                "Table %(table)s, %(basis)s: %(count)s cell is revised, by %(size)s (%(source)s, %(year)s).",
                "Table %(table)s, %(basis)s: %(count)s cells are revised, by up to %(size)s (%(source)s, %(year)s).",
                len(revised),
                count=figure(n.amount(len(revised)), len(revised), "changed.cells"),
                size=figure(n.percent(size, signed=True), size, f"cells.{table}.{basis}.{year}"),
                source=t.noun(context.build.catalog.indicators[str(largest.indicator)].label),
                year=n.year(year),
                **words,
            )
        appeared, gone = (own[own["class"] == name] for name in ("appeared", "disappeared"))
        if len(appeared):
            yield t.ngettext(
                "Table %(table)s, %(basis)s: %(count)s cell has a figure that it had not (%(years)s).",
                "Table %(table)s, %(basis)s: %(count)s cells have a figure that they had not (%(years)s).",
                len(appeared),
                count=figure(n.amount(len(appeared)), len(appeared), "changed.appeared"),
                years=n.years(appeared["time_period"].astype(int)),
                **words,
            )
        if len(gone):
            yield t.ngettext(
                "Table %(table)s, %(basis)s: %(count)s cell has lost its figure (%(years)s).",
                "Table %(table)s, %(basis)s: %(count)s cells have lost their figure (%(years)s).",
                len(gone),
                count=figure(n.amount(len(gone)), len(gone), "changed.gone"),
                years=n.years(gone["time_period"].astype(int)),
                **words,
            )


def _ranks(context: Context) -> Iterator[str]:
    t, n = context.language, context.language.numbers
    ranks = changes(context, RANK)
    moved = ranks[ranks["class"].isin(REVISED)]
    if len(moved):
        yield t.ngettext(
            "%(count)s rank among the sources changes (%(years)s).",
            "%(count)s ranks among the sources change (%(years)s).",
            len(moved),
            count=figure(n.amount(len(moved)), len(moved), "changed.ranks"),
            years=n.years(moved["time_period"].astype(int)),
        )
    else:
        yield t.gettext("No rank among the sources changes.")
    for (flow, basis), own in grouped(ranks[ranks["class"] == "appeared"], ["subject", "basis"]):
        words = {"basis": context.basis(str(basis)), "years": n.years(own["time_period"].astype(int))}
        if flow == "gross":
            yield t.gettext("Gross ranks of %(years)s (%(basis)s) could not be given then.", **words)
        else:
            yield t.gettext("Net ranks of %(years)s (%(basis)s) could not be given then.", **words)


def _verdicts(context: Context) -> Iterator[str]:
    t, n, phrases = context.language, context.language.numbers, Phrases(context)
    frame = changes(context, VERDICT, TODAY)
    claims = {claim["id"]: claim for claim in context.build.claims["claims"]}
    overall = frame[(frame["effect"] == VERDICT) & (frame["basis"] == "")]
    if not len(frame):
        yield t.gettext("No verdict on a statement of the article changes.")
        return
    if len(overall):
        yield t.ngettext(
            "The verdict on %(count)s statement of the article changes.",
            "The verdicts on %(count)s statements of the article change.",
            len(overall),
            count=figure(n.amount(len(overall)), len(overall), "changed.verdicts"),
        )
    others = len(set(frame["subject"]) - set(overall["subject"]))
    if others:
        yield t.ngettext(
            "The verdict on %(count)s statement changes on one evidence, or in whether it would hold today.",
            "The verdicts on %(count)s statements change on one evidence, or in whether they would hold today.",
            others,
            count=figure(n.amount(others), others, "changed.verdicts"),
        )
    names = phrases.verdict_names()
    for row in list(records(overall))[:NAMED]:
        yield t.gettext(
            "%(claim)s It was %(old)s, and is %(new)s.",
            claim=phrases.statement(claims[row.subject]),
            old=names.get(row.old, row.old),
            new=names.get(row.new, row.new),
        )


def _dropped(context: Context) -> Iterator[str]:
    """Series that a successor of their snapshot does not have, with what to do; how many others have no successor."""
    t, n = context.language, context.language.numbers
    frame = context.build.outdated_series
    dropped = frame[frame["state"] == DROPPED]
    for row in records(dropped.drop_duplicates(["source", "series"])):
        yield t.gettext(
            "The vintage of %(newest)s no longer has %(series)s; that of %(used)s goes on serving. "
            "What to do: %(remedy)s.",
            newest=t.vintage(row.newest_vintage),
            series=row.series,
            used=t.vintage(row.vintage),
            remedy=t.said(row.remedy),
        )
    others = len(frame[frame["state"] != DROPPED].drop_duplicates(["source", "series"]))
    if others:
        yield t.ngettext(
            "%(count)s series is in use from an older vintage than the newest of its dataset, whose newer snapshots "
            "hold other series.",
            "%(count)s series are in use from an older vintage than the newest of their dataset, whose newer snapshots "
            "hold other series.",
            others,
            count=n.amount(others),
        )
