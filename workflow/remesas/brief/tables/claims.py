"""Lay out the two tables of the claims: verdicts by evidence, and the ledger. Nothing here computes a verdict."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import get_args

from markupsafe import Markup

from remesas.brief.context import Context
from remesas.brief.tables.model import Cell, Head, Note, Row, TableView, show_count
from remesas.brief.text import claim_phrases as phrases
from remesas.claims.loading import order_evidence
from remesas.claims.models import LedgerEntry, Line, Role
from remesas.claims.verdicts import FAILED

LEDGER = "claims"
COUNTS = "verdicts"
ROLES = get_args(Role)


def claims_views(context: Context) -> list[TableView]:
    """The counts of verdicts by evidence, and the ledger."""
    return [counts_view(context), ledger_view(context)]


def counts_view(context: Context) -> TableView:
    """Claims by verdict, on all evidence together and on each evidence that says something of them."""
    t, counts = context.language, context.build.claims.counts
    kinds = [kind for kind in ("overall", *order_evidence(context.build.catalog)) if kind in counts]
    heads = tuple(
        t.gettext("All evidence") if kind == "overall" else phrases.name_evidence(context, kind) for kind in kinds
    )
    rows = [
        Row(name.capitalize(), tuple(_count(context, counts[kind].get(verdict, 0)) for kind in kinds))
        for verdict, name in phrases.name_verdicts(context).items()
        if any(counts[kind].get(verdict) for kind in kinds)
    ]
    totals = tuple(_count(context, sum(counts[kind].values())) for kind in kinds)
    return TableView(
        name=COUNTS,
        caption=t.gettext("Verdicts by evidence"),
        lead=t.gettext("number of statements; each column counts those that its evidence speaks of, by what its "
                       "readings and parts come to"),
        corner=t.gettext("Verdict"),
        head=(tuple(map(Head, heads)),),
        columns=heads,
        rows=(*rows, Row(t.gettext("Statements"), totals, first=True)),
        notes=(Note("", phrases.explain_verdicts(context)),),
        look="verdicts",
        keep=True,
    )  # fmt: skip


def _count(context: Context, count: int) -> Cell:
    return show_count(context.language, count)


def ledger_view(context: Context) -> TableView:
    """Every claim in the article's order: print, what the evidence gives, verdict, today, sources."""
    t = context.language
    heads = (t.gettext("Printed"), t.gettext("Computed, by evidence"), t.gettext("Verdict"), t.gettext("Today"),
             t.gettext("Source cited"))  # fmt: skip
    rows = []
    before = ""
    for entry in context.build.claims.claims:
        section = phrases.name_section(context, entry)
        rows.append(_write_row(context, entry, "" if section == before else section))
        before = section
    return TableView(
        name=LEDGER,
        caption=t.gettext("The ledger of statements"),
        lead=t.gettext("each evidence with every reading, the first one first; what is set beside a reading is none of "
                       "the wording and carries no verdict; what would settle an open statement stands "
                       "last"),
        corner=t.gettext("Statement"),
        head=(tuple(Head(text, kind="text") for text in heads),),
        columns=heads,
        rows=tuple(rows),
        notes=(Note("", t.gettext("Every evaluation, with formula, series, vintages and values, is in claims.csv and "
                                  "claims.json in the folder processed.")),),
        look="prose claims",
        grouping=t.gettext("Section"),
    )  # fmt: skip


def _write_row(context: Context, entry: LedgerEntry, group: str) -> Row:
    t = context.language
    every = [line for line in entry.evaluations if line.when == "every" and line.main]
    verdict = [phrases.name_verdicts(context)[entry.overall], *map(phrases.set_small, _list_grounds(context, entry))]
    cells = (
        _write_cell(t.gettext("Printed"), _list_printed(context, entry)),
        _write_cell(t.gettext("Computed"), [*_list_computed(context, entry), *_list_deciding(context, entry)]),
        _write_cell(t.gettext("Verdict"), verdict, f"verdict {entry.overall.replace(' ', '-')}"),
        _write_cell(t.gettext("Today"), phrases.write_then_and_now(context, entry, every)),
        _write_cell(t.gettext("Source"), [t.said(entry.cites)]),
    )
    return Row(t.said(entry.claim), cells, group=group, anchor=f"claim-{entry.id}")


def _write_cell(name: str, texts: Sequence[str], look: str = "") -> Cell:
    """A cell with one line a text and, for narrow screens, the name of its column; the CSV joins by semicolons."""
    filled = [text for text in texts if text]
    field = Markup('<span class="field">{}</span>').format(name) if filled else Markup()
    plain = "; ".join(str(Markup(text).striptags()) for text in filled)
    return Cell(field + Markup("<br>").join(filled), plain, kind="text", look=look)


def _list_printed(context: Context, entry: LedgerEntry) -> list[str]:
    """The printed value, and those of parts that print something else; what they imply stays out."""
    printed = entry.printed
    parts = [
        part for part in entry.parts.values()
        if part.values != printed.values and part.unit in (printed.unit, "USD / hour") and part.qualifier == "exact"
    ]  # fmt: skip
    return [phrases.write_print(context, item) for item in (printed, *parts)]


def _list_computed(context: Context, entry: LedgerEntry) -> Iterator[str]:
    """A line for each evidence, with every reading, the first one first."""
    judged = [line for line in entry.evaluations if line.when == "then"]
    parts = ["", *entry.parts]
    shown = sorted(
        (line for line in judged if not line.as_of or _differs_from_today(entry, line)),
        key=lambda line: (parts.index(line.part), ROLES.index(line.role), not line.main, bool(line.as_of)),
    )
    for evidence in dict.fromkeys(line.evidence for line in judged):
        lines = [line for line in shown if line.evidence == evidence]
        names = (phrases.describe_evidence(context, line) for line in lines if line.value is not None)
        yield Markup('<span class="evidence">{}</span> {}').format(
            next(names, "") or phrases.name_evidence(context, evidence),
            Markup(context.language.numbers.apart).join(_write_judged(context, line) for line in lines),
        )


def _differs_from_today(entry: LedgerEntry, older: Line) -> bool:
    """Whether an older vintage of a main reading comes to another verdict than today's data."""
    return older.main and any(line.verdict != older.verdict for line in entry.main_lines if line.place == older.place)


def _write_judged(context: Context, line: Line) -> Markup:
    """Value, verdict, reading; what is no reading of the wording stands without a verdict."""
    t, value = context.language, phrases.write_value(context, line)
    reading = phrases.write_reading(context, line, concept=line.main)
    if line.as_of:
        reading = t.gettext("in the vintage of %(vintage)s", vintage=t.vintage(line.as_of))
    if line.role == "aside" or not line.verdict:
        return Markup("{} {}").format(t.gettext("beside it %(value)s", value=value), phrases.set_small(f"({reading})"))
    return Markup('{}, <span class="verdict-word {}">{}</span> {}').format(
        value, line.verdict.replace(" ", "-"), phrases.name_verdicts(context)[line.verdict],
        phrases.set_small(f"({reading})"),
    )  # fmt: skip


def _list_deciding(context: Context, entry: LedgerEntry) -> Iterator[str]:
    """The source that would decide the claim, if the snapshots leave it open."""
    if entry.undecided:
        source = phrases.name_deciding(context, entry.undecided)
        yield phrases.set_small(context.language.gettext("would settle it: %(source)s", source=source))


def _list_grounds(context: Context, entry: LedgerEntry) -> Iterator[str]:
    """What is possible, and which premise fails."""
    t = context.language
    limits = phrases.write_limits(context, entry)
    if limits and entry.overall == "consistent":
        yield t.gettext("possible: %(limits)s", limits=limits)
    elif limits and entry.overall == "mixed":
        yield t.gettext("the number is possible: %(limits)s", limits=limits)
    if entry.premise_fails:
        failing = next(line for line in entry.evaluations if line.role == "premise" and line.verdict in FAILED)
        yield t.gettext("its premise fails: %(value)s", value=phrases.write_value(context, failing))
