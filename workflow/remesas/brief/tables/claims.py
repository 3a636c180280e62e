"""Lay out the tables of the claims: verdicts by evidence, by year, and the ledger. Nothing here computes a verdict."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import get_args

from markupsafe import Markup

from remesas.brief.context import Context
from remesas.brief.provenance import Provenance
from remesas.brief.tables.model import Cell, Column, Note, Row, TableView, lay_out, show_count
from remesas.brief.text import claim_names
from remesas.brief.text import claim_phrases as phrases
from remesas.claims.entries import LedgerEntry, Line
from remesas.claims.known import KEY
from remesas.claims.loading import list_kinds
from remesas.claims.verdicts import FAILED, HELD, SILENT, UNDECIDED
from remesas.claims.vocabulary import PRINTED, Overall, Role
from remesas.core.rows import grouped, records

ROLES = get_args(Role)


def count_verdicts(context: Context) -> TableView:
    """Claims by verdict, on all evidence together and on each evidence that says something of them."""
    t, counts = context.language, context.build.claims.counts
    names = claim_names.name_verdicts(context)

    def make_column(kind: str) -> Column[Overall | None]:
        head = t.gettext("All evidence") if kind == "overall" else claim_names.name_evidence(context, kind)
        total = sum(counts[kind].values())
        return Column(head, lambda verdict: show_count(t, counts[kind].get(verdict, 0) if verdict else total))

    def make_row(verdict: Overall | None) -> Row:
        return Row(names[verdict].capitalize()) if verdict else Row(t.gettext("Statements"), first=True)

    kinds = [kind for kind in ("overall", *list_kinds(context.build.catalog)) if kind in counts]
    given = [verdict for verdict in names if any(counts[kind].get(verdict) for kind in kinds)]
    return TableView(
        name="verdicts",
        caption=t.gettext("Verdicts by evidence"),
        lead=t.gettext("number of statements that each kind of source can judge"),
        corner=t.gettext("Verdict"),
        notes=(Note("", t.gettext("What each verdict means stands below the ledger of statements.")),),
        look="verdicts",
        keep=True,
        **lay_out([make_column(kind) for kind in kinds], [*given, None] if given else [], make_row),
    )  # fmt: skip


def list_statements(context: Context) -> TableView:
    """Every claim by sections in the article's order: print, what the evidence gives, verdict, today, sources."""
    t = context.language

    def make_column(head: str, field: str, texts: Callable[[Context, LedgerEntry], list[str]]) -> Column[LedgerEntry]:
        return Column(head, lambda entry: _write_cell(field, texts(context, entry)), kind="text")

    columns = [
        make_column(t.gettext("Printed"), t.gettext("Printed"), _list_printed),
        make_column(t.gettext("Computed, by evidence"), t.gettext("Computed"), _list_computed),
        Column(t.gettext("Verdict"), lambda entry: _write_verdict(context, entry), kind="text"),
        make_column(t.gettext("Today"), t.gettext("Today"), _list_today),
        make_column(t.gettext("Source cited"), t.gettext("Source"), lambda _, entry: [t.translate(entry.cites)]),
    ]

    def make_row(entry: LedgerEntry) -> Row:
        group = claim_names.name_section(context, entry)
        return Row(t.translate(entry.claim), group=group, anchor=f"claim-{entry.id}")

    return TableView(
        name="claims",
        caption=t.gettext("The ledger of statements"),
        lead=t.gettext("each source with every way to read the statement, the first one first; a figure “for "
                       "comparison” has no verdict"),
        corner=t.gettext("Statement"),
        notes=(
            Note("", " ".join(claim_names.explain_verdicts(context).values())),
            Note("", t.gettext("Every evaluation, with formula, series, vintages and values, is in the data file "
                               "claims.json that is published with this brief.")),
        ),
        look="prose claims",
        grouping=t.gettext("Section"),
        **lay_out(columns, _by_section(context), make_row),
    )  # fmt: skip


def _by_section(context: Context) -> list[LedgerEntry]:
    """Every claim, those of a section together, so that each has one head."""
    entries = context.build.claims.claims
    sections = [claim_names.name_section(context, entry) for entry in entries]
    return [
        entry for name in dict.fromkeys(sections) for entry, own in zip(entries, sections, strict=True) if own == name
    ]


def list_questions(context: Context) -> TableView:
    """The claims that are asked of every economy: what they give for the article's years, and since."""
    t = context.language
    # the newest figures of an economy may be old ones, so that nothing is said of today
    then, newest = t.gettext("In the article's years"), t.gettext("With the newest figures")
    columns: list[Column[LedgerEntry]] = [
        Column(then, lambda entry: _write_cell(then, _list_then(context, entry)), kind="text"),
        Column(newest, lambda entry: _write_cell(newest, _list_newest(context, entry)), kind="text"),
    ]
    return TableView(
        name="questions",
        caption=t.gettext("Statements of the article, asked of this economy"),
        lead=t.gettext("what the article says of its own economy; yes: it holds here too"),
        corner=t.gettext("Statement"),
        look="prose claims",
        **lay_out(columns, context.build.questions, lambda entry: Row(t.translate(entry.claim))),
    )


def _list_then(context: Context, entry: LedgerEntry) -> list[str]:
    """What each main reading gives for the article's years, with the years in which the statement holds."""
    t, texts = context.language, list[str]()
    for line in entry.main_lines:
        holds = "yes" if line.verdict in HELD else "no" if line.verdict in FAILED else ""
        value = phrases.answer(context, line, phrases.write_value(context, line), holds)
        if not holds and line.note and not line.open_years:  # which are told already
            value = t.gettext("%(value)s: %(reason)s", value=value, reason=context.translate_note(line.note))
        about = [claim_names.write_reading(context, line), *phrases.tell_unclassified(context, line)]
        texts.append(Markup("{} {}").format(value, claim_names.set_small(f"({t.numbers.apart.join(about)})")))
    return texts


def _list_newest(context: Context, entry: LedgerEntry) -> list[str]:
    """What the newest figures give; why there is nothing where there is none."""
    t = context.language
    if texts := _list_today(context, entry):
        return texts
    if any(line.when == "now" for line in entry.evaluations):
        return [t.gettext("no later period has every figure")]
    return [t.gettext("asked of those years alone")]


def list_known_verdicts(context: Context) -> TableView:
    """What verdicts were with the vintages known in each year: a strip, the article's own tables first."""
    t, known, ledger = context.language, context.build.known_verdicts, context.build.claims
    places = list(dict.fromkeys(zip(known["claim"], known["part"], known["evidence"], strict=True)))
    rows = {(*place, row.known_at): row for row in records(known) for place in [(row.claim, row.part, row.evidence)]}
    printed = {
        (entry.id, item.part): item.verdict
        for entry in ledger.claims
        for item in entry.by_evidence
        if item.evidence == PRINTED
    }
    lines = {(entry.id, *line.place): line for entry in ledger.claims for line in entry.main_lines}

    def show(verdict: Overall | None, provenance: Provenance | None = None) -> Cell:
        if verdict is None:
            return Cell("", kind="text")
        name, look = claim_names.name_verdicts(context)[verdict], f"verdict {verdict.replace(' ', '-')}"
        return Cell(name, kind="text", look=look, provenance=provenance)

    def show_year(place: tuple[str, str, str], year: int) -> Cell:
        row = rows.get((*place, year))
        if row is None:
            return show(None)
        pairs = [text.rpartition(" ") for text in row.vintages.split("; ")]
        inputs = tuple((series, vintage) for series, _, vintage in pairs)
        formula = t.gettext("the statement, evaluated on the vintages known at the end of %(year)s", year=year)
        return show(row.verdict, Provenance(formula, inputs, rule="trace_verdicts"))

    def make_row(place: tuple[str, str, str]) -> Row:
        entry, line = ledger.by_id[place[0]], lines[place]
        reading = claim_names.set_small(f"({claim_names.write_reading(context, line)})") if place[1] else ""
        return Row(Markup("{} {}").format(t.translate(entry.claim), reading) if reading else t.translate(entry.claim))

    columns = [
        Column(t.gettext("Evidence"), lambda place: claim_names.name_evidence(context, place[2]), kind="text"),
        Column(t.gettext("Printed tables"), lambda place: show(printed.get(place[:2])), kind="text"),
        *(
            Column(t.numbers.year(year), partial(show_year, year=int(year)), kind="text")
            for year in sorted(known["known_at"].unique())
        ),
    ]
    return TableView(
        name="known",
        caption=_title_known(context, [[row.verdict for row in records(rows)] for _, rows in grouped(known, KEY)]),
        lead=t.gettext(
            "verdict on each part of a statement with what was known at the end of a year; only years and statements "
            "for which such a vintage is kept, the others stay empty"
        ),
        corner=t.gettext("Statement"),
        look="prose known",
        **lay_out(columns, places, make_row),
    )


def _title_known(context: Context, traced: Sequence[Sequence[str]]) -> str:
    """How many verdicts came out otherwise in an older vintage."""
    t, changed = context.language, sum(1 for verdicts in traced if len(set(verdicts)) > 1)
    return t.gettext(
        "Verdicts on the data known at the end of each year: of %(count)s that can be traced %(changed)s changed",
        count=t.numbers.amount(len(traced)),
        changed=t.numbers.amount(changed),
    )


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


def _list_computed(context: Context, entry: LedgerEntry) -> list[str]:
    """A line for each evidence, with every reading, the first one first; below it what would decide the claim."""
    t = context.language
    judged = [line for line in entry.evaluations if line.when == "then"]
    parts = ["", *entry.parts]
    shown = sorted(
        (line for line in judged if not line.as_of or _differs_from_today(entry, line)),
        key=lambda line: (parts.index(line.part), ROLES.index(line.role), not line.main, bool(line.as_of)),
    )
    texts: list[str] = []
    for evidence in dict.fromkeys(line.evidence for line in judged):
        lines = [line for line in shown if line.evidence == evidence]
        names = (claim_names.describe_evidence(context, line) for line in lines if line.value is not None)
        name = next(names, "") or claim_names.name_evidence(context, evidence)
        readings = Markup(t.numbers.apart).join(_write_judged(context, line) for line in lines)
        texts.append(Markup('<span class="evidence">{}</span> {}').format(name, readings))
        reports = dict.fromkeys(report for line in lines for report in line.reports)
        texts += [claim_names.set_small(claim_names.cite_report(context, report)) for report in reports]
    if entry.remark:
        texts.append(t.translate(entry.remark))
    if entry.undecided:
        source = claim_names.name_deciding(context, entry.undecided)
        open_yet = entry.overall in SILENT
        told = t.gettext("what would decide it: %(source)s", source=source)
        more = t.gettext("what would tell more: %(source)s", source=source)
        texts.append(claim_names.set_small(told if open_yet else more))
    return texts


def _differs_from_today(entry: LedgerEntry, older: Line) -> bool:
    """Whether an older vintage of a main reading comes to another verdict than today's data."""
    return older.main and any(line.verdict != older.verdict for line in entry.main_lines if line.place == older.place)


def _write_judged(context: Context, line: Line) -> Markup:
    """Value, verdict, reading; what is no reading of the wording stands without a verdict."""
    t, value = context.language, phrases.write_value(context, line)
    reading = claim_names.write_reading(context, line, concept=line.main)
    if line.as_of:
        reading = t.gettext("in the vintage of %(vintage)s", vintage=t.vintage(line.as_of))
    if line.role == "aside" or not line.verdict:
        return Markup("{} {}").format(
            t.gettext("for comparison %(value)s", value=value), claim_names.set_small(f"({reading})")
        )
    return Markup('{}, <span class="verdict-word {}">{}</span> {}').format(
        value, line.verdict.replace(" ", "-"), claim_names.name_verdicts(context)[line.verdict],
        claim_names.set_small(f"({reading})"),
    )  # fmt: skip


def _write_verdict(context: Context, entry: LedgerEntry) -> Cell:
    """The overall verdict; what is possible, what is open yet, and that it rests on a report, below it."""
    t, texts = context.language, []
    limits = phrases.write_limits(context, entry)
    if limits and entry.overall == "consistent":
        texts.append(t.gettext("possible: %(limits)s", limits=limits))
    elif limits and entry.overall == "mixed":
        texts.append(t.gettext("the number is possible: %(limits)s", limits=limits))
    if _has_open_part(entry):
        texts.append(t.gettext("in part not verified"))
    if entry.rests_on_report:
        texts.append(t.gettext("rests on a reported figure"))
    lines = [claim_names.name_verdicts(context)[entry.overall], *map(claim_names.set_small, texts)]
    return _write_cell(t.gettext("Verdict"), lines, f"verdict {entry.overall.replace(' ', '-')}")


def _has_open_part(entry: LedgerEntry) -> bool:
    """Whether no evidence speaks for or against a part of a statement that is decided by its others."""
    parts: dict[str, set[str]] = {}
    for line in entry.main_lines:
        parts.setdefault(line.part, set()).add(line.verdict)
    unknown = {"other definition", UNDECIDED}
    return entry.overall not in SILENT and any(verdicts <= unknown for verdicts in parts.values())


def _list_today(context: Context, entry: LedgerEntry) -> list[str]:
    every = [line for line in entry.evaluations if line.when == "every" and line.main]
    return phrases.write_then_and_now(context, entry, every)
