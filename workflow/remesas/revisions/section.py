"""The revisions in words: what was compared, what it changed, and what is not known."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from remesas.claims.phrases import Phrases
from remesas.findings import figure
from remesas.material import grouped, records
from remesas.revisions.classes import REVISED
from remesas.revisions.effects import CELL, RANK, SENTENCE, TODAY, UNKNOWN, VERDICT, VINTAGE
from remesas.revisions.outdated import DROPPED
from remesas.revisions.series import concerning, reach
from remesas.views import Maker
from remesas.views.revisions import changes, own_reference, reported, vintage

NAMED = 4
"""How many changed verdicts the brief names; the page has them all."""


@dataclass(frozen=True)
class RevisionsSection:
    """Sentences: how far the series were revised, what that changes in the brief, series that have been dropped."""

    series: tuple[str, ...]
    changed: tuple[str, ...]
    dropped: tuple[str, ...]


def compose_revisions(maker: Maker) -> RevisionsSection:
    """The sentences about revisions."""
    return RevisionsSection(tuple(_series(maker)), tuple(_changed(maker)), tuple(_dropped(maker)))


def _series(maker: Maker) -> Iterator[str]:
    """How many series have an earlier vintage, and how far back the remittances were revised."""
    t, n = maker.language, maker.language.numbers
    shown = reported(maker.material)
    count = len(shown[["source", "series"]].drop_duplicates())
    if not count:
        yield t.gettext("No series of this brief has been obtained more than once: there is nothing to compare.")
        return
    yield t.ngettext(
        "%(count)s series of this brief has been obtained more than once or has a first print; %(revised)s of these "
        "comparisons show a revision.",
        "%(count)s series of this brief have been obtained more than once or have a first print; %(revised)s of these "
        "comparisons show a revision.",
        count,
        count=n.amount(count),
        revised=n.amount(int((shown["revised"] > 0).sum())),
    )
    for row in records(concerning(reach(maker.material.revisions), own_reference(maker))):
        if row.revised:
            place = f"{row.series}.{row.old_vintage}"
            yield t.ngettext(
                "Remittances: against %(vintage)s the amount of %(first)s is revised, by %(size)s.",
                "Remittances: against %(vintage)s the amounts of %(count)s years from %(first)s to %(last)s are "
                "revised, by %(mean)s on average and %(size)s at most (%(year)s).",
                int(row.revised),
                vintage=vintage(maker, row.kind, row.old_vintage),
                count=figure(n.amount(row.revised), row.revised, f"revised.{place}"),
                first=n.year(int(row.first_revised)),
                last=n.year(int(row.last_revised)),
                mean=figure(n.percent(row.mean_percent), row.mean_percent, f"mean.{place}"),
                size=figure(n.percent(row.largest_percent, signed=True), row.largest_percent, f"largest.{place}"),
                year=n.year(int(row.largest_year)),
            )


def _changed(maker: Maker) -> Iterator[str]:
    """What differs between the build as known before and the one at hand."""
    t, n = maker.language, maker.language.numbers
    vintages = concerning_brief(maker, changes(maker, VINTAGE))
    if not len(vintages):
        yield t.gettext("What was known before gives the same brief: no series that it uses had another vintage then.")
        return
    pairs = [
        t.gettext(
            "%(series)s (%(old)s, now %(new)s)",
            series=row.subject.split(":")[1],
            old=t.vintage(row.old),
            new=t.vintage(row.new),
        )
        for row in records(vintages)
    ]
    yield t.gettext("The brief was built again as it was known before: with %(series)s.", series=n.listed(pairs))
    yield from _cells(maker)
    yield from _ranks(maker)
    yield from _verdicts(maker)
    count = len(changes(maker, SENTENCE))
    if count:
        yield t.ngettext(
            "%(count)s sentence of the findings reads otherwise.",
            "%(count)s sentences of the findings read otherwise.",
            count,
            count=n.amount(count),
        )
    unknown = len(changes(maker, UNKNOWN))
    if unknown:
        yield t.ngettext(
            "Of %(count)s series nothing had been obtained then; it stands as it is now.",
            "Of %(count)s series nothing had been obtained then; they stand as they are now.",
            unknown,
            count=n.amount(unknown),
        )


def concerning_brief(maker: Maker, rows: pd.DataFrame) -> pd.DataFrame:
    """The rows about series behind figures of the brief (those about claims' series are on the page)."""
    keys = zip(rows["subject"], rows["basis"], strict=True)
    return rows[[key in maker.material.references for key in keys]]


def _cells(maker: Maker) -> Iterator[str]:
    t, n = maker.language, maker.language.numbers
    for (table, basis), own in grouped(changes(maker, CELL), ["subject", "basis"]):
        revised = own[own["class"].isin(REVISED)]
        counts = {name: int((own["class"] == name).sum()) for name in ("appeared", "disappeared")}
        words = {
            "table": maker.number_of(str(table)),
            "basis": maker.basis(str(basis)),
            "revised": n.amount(len(revised)),
            "appeared": n.amount(counts["appeared"]),
            "gone": n.amount(counts["disappeared"]),
        }
        if len(revised):
            sizes = revised.set_index("time_period")["difference_percent"]
            year = str(sizes.abs().idxmax())
            size = float(sizes.loc[[year]].iloc[0])
            yield t.gettext(
                "In Table %(table)s (%(basis)s) the revised cells number %(revised)s, the largest change being "
                "%(size)s (%(year)s); appeared: %(appeared)s, disappeared: %(gone)s.",
                size=figure(n.percent(size, signed=True), size, f"cells.{table}.{basis}.{year}"),
                year=n.year(year),
                **words,
            )
        else:
            yield t.gettext(
                "In Table %(table)s (%(basis)s) no cell is revised; appeared: %(appeared)s, disappeared: %(gone)s.",
                **words,
            )


def _ranks(maker: Maker) -> Iterator[str]:
    t, n = maker.language, maker.language.numbers
    ranks = changes(maker, RANK)
    moved = ranks[ranks["old_value"].notna() & ranks["new_value"].notna()]
    if not len(moved):
        yield t.gettext("No rank among the sources changes.")
        return
    years = moved["time_period"].astype(int)
    yield t.ngettext(
        "%(count)s rank among the sources changes, of %(years)s.",
        "%(count)s ranks among the sources change, of %(years)s.",
        len(moved),
        count=n.amount(len(moved)),
        years=n.years(years),
    )


def _verdicts(maker: Maker) -> Iterator[str]:
    t, n, phrases = maker.language, maker.language.numbers, Phrases(maker)
    frame = changes(maker, VERDICT, TODAY)
    claims = {claim["id"]: claim for claim in maker.material.claims["claims"]}
    overall = frame[(frame["effect"] == VERDICT) & (frame["basis"] == "")]
    if not len(frame):
        yield t.gettext("No verdict on a statement of the article changes.")
        return
    others = len(set(frame["subject"]) - set(overall["subject"]))
    yield t.gettext(
        "Statements of the article whose verdict changes: %(overall)s; with a change on one evidence or in what would "
        "hold today: %(others)s.",
        overall=n.amount(len(overall)),
        others=n.amount(others),
    )
    names = phrases.verdict_names()
    for row in list(records(overall))[:NAMED]:
        yield t.gettext(
            "%(claim)s It was %(old)s, and is %(new)s.",
            claim=phrases.statement(claims[row.subject]),
            old=names[row.old],
            new=names[row.new],
        )


def _dropped(maker: Maker) -> Iterator[str]:
    """Series that a successor of their snapshot does not have, with what to do; how many others have no successor."""
    t, n = maker.language, maker.language.numbers
    frame = maker.material.outdated_series
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
