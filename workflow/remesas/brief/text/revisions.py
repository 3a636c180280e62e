"""Tell the revisions: what was compared, what it changed, and what is not known."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd
from markupsafe import Markup

from remesas.brief.context import Context
from remesas.brief.provenance import Provenance
from remesas.brief.text.claim_names import name_verdicts, quote_statement
from remesas.build import Build
from remesas.core.rows import grouped, records
from remesas.core.vintages import last_day
from remesas.ingest.successors import DROPPED
from remesas.revisions.effects import CELL, RANK, SENTENCE, TODAY, UNKNOWN, VERDICT, VINTAGE
from remesas.revisions.products import fold_products, list_products
from remesas.revisions.series import FIRST_PRINT, REVISED, concerning, leave_idle, nearest, reach

NAMED = 4
"""How many series with another vintage, and how many changed verdicts, the sentences name; the tables have them all."""


def tell_revisions(context: Context) -> dict[str, list[str]]:
    """Sentences: how far the series were revised, with what the brief was compared, what changes, series dropped."""
    return {
        "series": list(_tell_series(context)),
        "compared": list(_tell_compared(context)),
        "changed": list(_tell_changed(context)),
        "dropped": list(_tell_dropped(context)),
    }


def select_changes(build: Build, *kinds: str) -> pd.DataFrame:
    """The changes of some kinds; sentences are in the language of the page."""
    frame = build.changed_sentences if SENTENCE in kinds else build.revision_effects
    return frame[frame["effect"].isin(kinds)]


def select_reported(build: Build) -> pd.DataFrame:
    """Rows of ``reach`` about series behind the figures, against the vintage before; first prints; products as one."""
    reached = nearest(reach(leave_idle(build.revisions, build)))
    behind = concerning(reached, build.references)
    rows = reached[reached.index.isin(behind.index) | (reached["kind"] == FIRST_PRINT)]
    products = list_products(build.catalog, build.bases, build.scope.ref_area)
    return fold_products(rows, build.revisions, products, build.scope.ref_area)


# ---- series ------------------------------------------------------------------------------------------------------
def _tell_series(context: Context) -> Iterator[str]:
    """How many series have an earlier vintage, and how far back those of the lead were revised."""
    t, n = context.language, context.language.numbers
    shown = select_reported(context.build)
    several = len(shown[["source", "series"]].drop_duplicates())
    if not several:
        yield t.gettext("No series of this brief has been obtained more than once: there is nothing to compare.")
        return
    again = len(shown[shown["revised"] > 0][["source", "series"]].drop_duplicates())
    counted = Provenance(t.gettext("number of series of the brief with an earlier vintage or a first print"))
    yield t.ngettext(
        "Of one series of this brief an earlier vintage or a first print was obtained as well.",
        "Of %(count)s series of this brief an earlier vintage or a first print was obtained as well.",
        several,
        count=context.number(n.amount(several), several, counted),
    )
    if several == 1:
        yield t.gettext("It has been revised.") if again else t.gettext("It has not been revised.")
    elif again:
        yield t.ngettext(
            "%(count)s of them has been revised.",
            "%(count)s of them have been revised.",
            again,
            count=context.number(n.amount(again), again, counted),
        )
    else:
        yield t.gettext("None of them has been revised.")
    revisions = concerning(context.build.revisions, context.lead_series)
    first = revisions["kind"] == FIRST_PRINT
    for row in records(revisions[first]):
        yield _tell_first_print(context, row)
    reached = reach(revisions[~first])
    revised = list(records(reached[reached["revised"] > 0]))
    if revised:  # one sentence however many vintages there are; the table has them all
        yield _tell_reach(context, min(revised, key=lambda row: last_day(row.old_vintage)))


def _tell_first_print(context: Context, row: Any) -> str:
    """A value of the lead as it was first printed, and now: a row of frame REVISIONS."""
    t, n, of = context.language, context.language.numbers, context.provenances.of_revision
    old, new, size = row.old_value, row.new_value, row.difference_percent
    years = [int(row.time_period)]
    printed = of(t.gettext("the series as it was first printed"), row, years)
    used = of(t.gettext("the series in the vintage in use"), row, years)
    change = of(t.gettext("100 × (vintage in use / first print − 1)"), row, years)
    return t.gettext(
        "Remittances of %(year)s were first printed as US$%(old)s million (%(vintage)s); the value in use is "
        "US$%(new)s million, a change of %(size)s.",
        year=n.year(row.time_period),
        old=context.number(n.amount(old), old, printed),
        new=context.number(n.amount(new), new, used),
        vintage=t.vintage(row.old_vintage),
        size=context.number(n.percent(size, signed=True), size, change),
    )


def _tell_reach(context: Context, row: Any) -> str:
    """How many years of the lead were revised since a vintage, and how far: a row of ``reach``."""
    t, n, of = context.language, context.language.numbers, context.provenances.of_revision
    years = range(int(row.first_revised), int(row.last_revised) + 1)
    counted = of(t.gettext("number of years whose value differs between two vintages"), row, years)
    mean = of(t.gettext("mean of the revisions without their signs, in percent of the earlier value"), row, years)
    largest = of(t.gettext("largest revision, in percent of the earlier value"), row, [int(row.largest_year)])
    return t.ngettext(
        "Since the vintage of %(vintage)s the remittances of %(years)s have been revised, by %(size)s.",
        "Since the vintage of %(vintage)s the remittances of %(count)s years, %(years)s, have been revised, by "
        "%(mean)s on average and by %(size)s at most (%(year)s).",
        int(row.revised),
        vintage=t.vintage(row.old_vintage),
        count=context.number(n.amount(row.revised), row.revised, counted),
        years=n.span(int(row.first_revised), int(row.last_revised)),
        mean=context.number(n.percent(row.mean_percent), row.mean_percent, mean),
        size=context.number(n.percent(row.largest_percent, signed=True), row.largest_percent, largest),
        year=n.year(int(row.largest_year)),
    )


# ---- what they change --------------------------------------------------------------------------------------------
def _tell_compared(context: Context) -> Iterator[str]:
    """With which vintages the brief was built again."""
    t = context.language
    vintages = _select_concerning_brief(context, select_changes(context.build, VINTAGE))
    if not len(vintages):
        if len(select_reported(context.build)):  # else there is nothing to compare, as is said already
            yield t.gettext(
                "Built again as it was known before its newest data, the brief is the same: none of its series had "
                "another vintage then."
            )
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
    unknown = len(select_changes(context.build, UNKNOWN))
    if unknown:
        yield t.ngettext(
            "For %(count)s series no figures of that time are kept; its present ones are used there too.",
            "For %(count)s series no figures of that time are kept; their present ones are used there too.",
            unknown,
            count=t.numbers.amount(unknown),
        )


def _tell_changed(context: Context) -> Iterator[str]:
    """What differs between the build as known before and the one at hand."""
    t = context.language
    if not len(select_changes(context.build, VINTAGE)):
        return
    yield from _tell_cells(context)
    yield from _tell_ranks(context)
    yield from _tell_verdicts(context)
    count = len(select_changes(context.build, SENTENCE))
    if count:
        yield t.ngettext(
            "%(count)s sentence of the findings reads differently.",
            "%(count)s sentences of the findings read differently.",
            count,
            count=_count_changes(context, count),
        )
    else:
        yield t.gettext("No sentence of the findings changes.")


def _count_changes(context: Context, count: int) -> Markup:
    """A number of changes between the two builds."""
    formula = context.language.gettext("number of changes of this kind between the brief as known before and this one")
    return context.number(context.language.numbers.amount(count), count, Provenance(formula))


def _select_concerning_brief(context: Context, rows: pd.DataFrame) -> pd.DataFrame:
    """The rows about series behind figures of the brief (those about claims' series are on the page)."""
    keys = zip(rows["subject"], rows["basis"], strict=True)
    return rows.loc[[key in context.build.references for key in keys]]


def _tell_cells(context: Context) -> Iterator[str]:
    t, n = context.language, context.language.numbers
    frame = select_changes(context.build, CELL)
    if not len(frame):
        yield t.gettext("No cell of the tables changes.")
    for (table, basis), rows in grouped(frame, ["subject", "basis"]):
        words = {"table": context.number_of(str(table)), "basis": context.basis(str(basis))}
        revised = rows[rows["class"].isin(REVISED)]
        if len(revised):
            largest = max(records(revised), key=lambda row: abs(row.difference_percent))
            size, year = float(largest.difference_percent), str(largest.time_period)
            change = context.provenances.of_change(str(table), str(basis), year)
            yield t.ngettext(
                "Table %(table)s, %(basis)s: %(count)s cell is revised, by %(size)s (%(source)s, %(year)s).",
                "Table %(table)s, %(basis)s: %(count)s cells are revised, by up to %(size)s (%(source)s, %(year)s).",
                len(revised),
                count=_count_changes(context, len(revised)),
                size=context.number(n.percent(size, signed=True), size, change),
                source=context.noun(str(largest.indicator)),
                year=n.year(year),
                **words,
            )
        appeared, gone = (rows[rows["class"] == name] for name in ("appeared", "disappeared"))
        if len(appeared):
            yield t.ngettext(
                "Table %(table)s, %(basis)s: %(count)s cell has a figure now that it lacked then (%(years)s).",
                "Table %(table)s, %(basis)s: %(count)s cells have a figure now that they lacked then (%(years)s).",
                len(appeared),
                count=_count_changes(context, len(appeared)),
                years=n.years(appeared["time_period"].astype(int)),
                **words,
            )
        if len(gone):
            yield t.ngettext(
                "Table %(table)s, %(basis)s: %(count)s cell has lost its figure (%(years)s).",
                "Table %(table)s, %(basis)s: %(count)s cells have lost their figure (%(years)s).",
                len(gone),
                count=_count_changes(context, len(gone)),
                years=n.years(gone["time_period"].astype(int)),
                **words,
            )


def _tell_ranks(context: Context) -> Iterator[str]:
    t, n = context.language, context.language.numbers
    ranks = select_changes(context.build, RANK)
    moved = ranks[ranks["class"].isin(REVISED)]
    if len(moved):
        yield t.ngettext(
            "%(count)s rank among the sources changes (%(years)s).",
            "%(count)s ranks among the sources change (%(years)s).",
            len(moved),
            count=_count_changes(context, len(moved)),
            years=n.years(moved["time_period"].astype(int)),
        )
    else:
        yield t.gettext("No rank among the sources changes.")
    for (flow, basis), rows in grouped(ranks[ranks["class"] == "appeared"], ["subject", "basis"]):
        words = {"basis": context.basis(str(basis)), "years": n.years(rows["time_period"].astype(int))}
        if flow == "gross":
            yield t.gettext("Gross ranks of %(years)s (%(basis)s) could not be given then.", **words)
        elif flow == "net":
            yield t.gettext("Net ranks of %(years)s (%(basis)s) could not be given then.", **words)
        else:
            yield t.gettext("Ranks of %(years)s (%(basis)s) could not be given then.", **words)


def _tell_verdicts(context: Context) -> Iterator[str]:
    t = context.language
    frame = select_changes(context.build, VERDICT, TODAY)
    entries = context.build.claims.by_id
    overall = frame[(frame["effect"] == VERDICT) & (frame["basis"] == "")]
    if not len(frame):
        yield t.gettext("No verdict on a statement of the article changes.")
        return
    if len(overall):
        yield t.ngettext(
            "The verdict on %(count)s statement of the article changes.",
            "The verdicts on %(count)s statements of the article change.",
            len(overall),
            count=_count_changes(context, len(overall)),
        )
    others = len(set(frame["subject"]) - set(overall["subject"]))
    if others:
        yield t.ngettext(
            "For %(count)s statement the verdict of one source changes, or whether it would hold today.",
            "For %(count)s statements the verdict of one source changes, or whether they would hold today.",
            others,
            count=_count_changes(context, others),
        )
    names = name_verdicts(context)
    for row in list(records(overall))[:NAMED]:
        yield t.gettext(
            "%(claim)s It was %(old)s, and is %(new)s.",
            claim=quote_statement(context, entries[row.subject]),
            old=names.get(row.old, row.old),
            new=names.get(row.new, row.new),
        )


def tell_idle(context: Context) -> Iterator[str]:
    """Of which series a newer vintage is kept that no figure uses."""
    t, build = context.language, context.build
    alike: dict[tuple[str, ...], list[str]] = {}
    for reference, (newest, used) in build.passed_over.items():
        name = t.gettext(
            "%(label)s (%(series)s: %(vintage)s)",
            label=t.noun(build.catalog.series[reference].label),
            series=reference.split(":")[1],
            vintage=t.vintage(newest),
        )
        alike.setdefault(used, []).append(name)
    for used, names in alike.items():
        yield t.ngettext(
            "A newer vintage is kept of %(series)s and not used: the parts of a formula are taken from one vintage "
            "(%(used)s).",
            "Newer vintages are kept of %(series)s and not used: the parts of a formula are taken from one vintage "
            "(%(used)s).",
            len(names),
            series=t.numbers.listed(names),
            used=t.numbers.listed([t.vintage(vintage) for vintage in used]),
        )


def _tell_dropped(context: Context) -> Iterator[str]:
    """Series that a successor of their snapshot does not have, or of which it is not used; how many have none."""
    t, n = context.language, context.language.numbers
    yield from tell_idle(context)
    frame = context.build.outdated_series
    dropped = frame[frame["state"] == DROPPED]
    for row in records(dropped.drop_duplicates(["source", "series"])):
        yield t.gettext(
            "The vintage of %(newest)s no longer has %(series)s; that of %(used)s stays in use.",
            newest=t.vintage(row.newest_vintage),
            series=row.series,
            used=t.vintage(row.vintage),
        )
    others = len(frame[frame["state"] != DROPPED].drop_duplicates(["source", "series"]))
    if others:
        yield t.ngettext(
            "%(count)s series has no newer vintage: the newer snapshots of its dataset hold other series.",
            "%(count)s series have no newer vintage: the newer snapshots of their dataset hold other series.",
            others,
            count=n.amount(others),
        )
