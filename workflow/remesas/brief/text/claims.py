"""Tell the telling cases of the ledger, in sentences that the data choose; no value or verdict is computed here."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from remesas.brief.context import Context
from remesas.brief.provenance import Provenance
from remesas.brief.text import claim_phrases as phrases
from remesas.claims.models import CLAIM, UNCHANGING, LedgerEntry, Line, Overall
from remesas.claims.verdicts import FAILED, HELD, READING, SILENT

TELLING = 4
"""How many contradicted claims the summary names: those furthest from print."""


@dataclass(frozen=True)
class Group:
    """Sentences of one kind under a heading."""

    name: str
    headline: str
    sentences: tuple[str, ...]


@dataclass(frozen=True)
class ClaimsSection:
    """What the section shows besides its two tables: opening sentences, and groups of telling cases."""

    opening: tuple[str, ...]
    groups: tuple[Group, ...]


def compose_claims(context: Context) -> ClaimsSection:
    """The sentences of the section."""
    t, entries = context.language, context.build.claims.claims
    planned = (
        ("slips", t.gettext("Wrong units"), tell_slips),
        ("revised", t.gettext("Revised since"), tell_revised),
        ("inconsistent", t.gettext("At odds with the article's own tables"), tell_inconsistent),
        ("contradicted", t.gettext("Contradicted by the data: those furthest from print"), tell_contradicted),
        ("readings", t.gettext("Where the reading decides"), tell_readings),
        ("possible", t.gettext("Possible, within a limit"), tell_possible),
        ("today", t.gettext("Then and now"), tell_today),
    )
    groups = (Group(name, headline, tuple(tell(context, entries))) for name, headline, tell in planned)
    return ClaimsSection(tuple(tell_counts(context, entries)), tuple(group for group in groups if group.sentences))


def list_claim_sources(context: Context) -> list[str]:
    """The sources that evaluations of claims are computed from, other claims left out."""
    lines = [line for entry in context.build.claims.claims for line in entry.evaluations]
    sources = dict.fromkeys(item.series.split(":")[0] for line in lines for item in line.observations)
    return [source for source in sources if source != CLAIM]


def tell_counts(context: Context, entries: Sequence[LedgerEntry]) -> Iterator[str]:
    """How many claims there are, how many are decided, and how they fare: the first row of the counts."""
    t = context.language

    def count(*verdicts: Overall) -> Markup:
        number = sum(1 for entry in entries if entry.overall in verdicts)
        return _link_count(context, number)

    silent = sum(1 for entry in entries if entry.overall in SILENT)
    possible = sum(1 for entry in entries if entry.overall == "consistent")
    yield t.gettext(
        "Outside its tables the article makes %(count)s quantitative statements. The sources used here decide "
        "%(decided)s of them; for %(possible)s they only set a limit, which the statement keeps to; for each of the "
        "other %(open)s the ledger names the source that would decide.",
        count=_link_count(context, len(entries)),
        decided=_link_count(context, len(entries) - silent),
        possible=_link_count(context, possible), open=_link_count(context, silent - possible),
    )  # fmt: skip
    yield t.gettext(
        "Of those decided, %(confirmed)s are confirmed and %(right)s about right; older figures that are kept here,"
        " and not today's, bear out %(revised)s; %(reading)s depend on how the sentence is read; for %(mixed)s the "
        "sources, or the parts of the statement, give different results; %(slips)s have the wrong unit; %(failed)s "
        "are contradicted.",
        confirmed=count("confirmed"), right=count("about right"), revised=count("revised"), reading=count(READING),
        mixed=count("mixed"), slips=count("unit slip"), failed=count(*FAILED),
    )  # fmt: skip
    reported = sum(1 for entry in entries if entry.rests_on_report and entry.overall not in SILENT)
    if reported:
        yield t.ngettext(
            "%(count)s of these verdicts rests on a figure known from a report only, which the ledger cites.",
            "%(count)s of these verdicts rest on figures known from reports only, which the ledger cites.",
            reported, count=_link_count(context, reported),
        )  # fmt: skip


def tell_failed(context: Context) -> Iterator[str]:
    """Which of the statements that are followed on page 1 fail."""
    entries = context.build.claims.claims
    for entry, line in _first_lines(entries, FAILED):
        if entry.follow and entry.overall in FAILED:
            yield _tell_failed(context, entry, line)


def tell_slips(context: Context, entries: Sequence[LedgerEntry]) -> Iterator[str]:
    """Claims that are a factor of a thousand out, with what remains once it is taken out."""
    t = context.language
    formula = t.gettext("|printed / computed − 1| once the factors of a thousand are taken out")
    for entry, line in _first_lines(_list_summed_up(entries, "unit slip"), ["unit slip"]):
        if line.bound:
            yield t.gettext(
                "%(claim)s It can be %(computed)s (%(evidence)s; %(reading)s); a thousandth of it is possible.",
                **_words(context, entry, line),
            )
            continue
        size = 100 * abs(_rest_of_slip(line) - 1)
        rest = context.number(t.numbers.percent(size, 0), size, Provenance(formula))
        words = {"rest": rest, **_words(context, entry, line)}
        if line.rule == "thousandfold":
            yield t.gettext(
                "%(claim)s The data give %(computed)s (%(evidence)s): print is right once a factor of a thousand "
                "is taken out (%(rest)s remain).",
                **words,
            )
        else:
            yield t.gettext(
                "%(claim)s The data give %(computed)s (%(evidence)s): print is a factor of a thousand out; less "
                "than a quarter remains (%(rest)s).",
                **words,
            )


def tell_revised(context: Context, entries: Sequence[LedgerEntry]) -> Iterator[str]:
    """Claims that held in an older vintage or first print."""
    t = context.language
    for entry, line in _first_lines(_list_summed_up(entries, "revised"), ["revised"]):
        older = [
            other for other in entry.evaluations
            if other.as_of and other.evidence == line.evidence and other.reading == line.reading
        ]  # fmt: skip
        yield t.gettext(
            "%(claim)s So it was in the vintage of %(vintage)s; the series now has %(computed)s (%(evidence)s).",
            vintage=t.vintage(older[-1].as_of), **_words(context, entry, line),
        )  # fmt: skip


def tell_inconsistent(context: Context, entries: Sequence[LedgerEntry]) -> Iterator[str]:
    """Claims that the article's own tables or numbers do not bear out in any reading."""
    for entry, line in _first_lines(_list_summed_up(entries, "inconsistent"), ["inconsistent"]):
        yield context.language.gettext(
            "%(claim)s The article's own tables give %(computed)s (%(reading)s).", **_words(context, entry, line)
        )


def tell_contradicted(context: Context, entries: Sequence[LedgerEntry]) -> Iterator[str]:
    """The claims furthest from the data among those that hold on no evidence; first those that are followed."""
    failing = _first_lines(_list_summed_up(entries, "contradicted"), ["contradicted"])
    for entry, line in sorted(failing, key=lambda pair: (not pair[0].follow, -_distance(pair[1])))[:TELLING]:
        yield _tell_failed(context, entry, line)


def _tell_failed(context: Context, entry: LedgerEntry, line: Line) -> str:
    """What the data give instead, and what a reader has to know of the statement."""
    t, words = context.language, _words(context, entry, line)
    if line.rule == "order fails":
        places = {"amounts": phrases.list_amounts(context, line), "period": phrases.write_period(context, line.period)}
        told = t.gettext("%(claim)s In %(period)s it was otherwise: %(amounts)s (%(evidence)s).", **words, **places)
    else:
        told = t.gettext("%(claim)s The data give %(computed)s (%(evidence)s; %(reading)s).", **words)
    return Markup("{} {}").format(told, t.translate(entry.remark)) if entry.remark else told


def tell_readings(context: Context, entries: Sequence[LedgerEntry]) -> Iterator[str]:
    """Claims whose first reading fails while another one holds."""
    for entry in _list_summed_up(entries, READING):
        pairs = [(line, _find_other_reading(entry, line)) for line in _list_main(entry, FAILED)]
        line, other = next(((line, other) for line, other in pairs if other), (None, None))
        if line and other:
            yield context.language.gettext(
                "%(claim)s First reading (%(reading)s): %(computed)s, %(evidence)s. Another (%(other)s): "
                "%(rescued)s.",
                other=phrases.write_reading(context, other), rescued=phrases.link_value(context, other),
                **_words(context, entry, line),
            )  # fmt: skip


def tell_possible(context: Context, entries: Sequence[LedgerEntry]) -> Iterator[str]:
    """Claims that keep to a limit that they could have passed, and that nothing decides."""
    t = context.language
    for entry in _list_summed_up(entries, "consistent"):
        readings = [
            t.gettext(
                "%(evidence)s: %(reading)s",
                evidence=phrases.describe_evidence(context, line), reading=phrases.write_reading(context, line),
            )
            for line in _list_main(entry, ["consistent"]) if not line.part
        ]  # fmt: skip
        yield t.gettext(
            "%(claim)s Possible: %(limits)s (%(readings)s).",
            claim=phrases.link_statement(context, entry),
            limits=phrases.write_limits(context, entry, linked=True), readings=t.numbers.apart.join(readings),
        )  # fmt: skip


def tell_today(context: Context, entries: Sequence[LedgerEntry]) -> Iterator[str]:
    """Claims that are followed, whatever they come to; of the others those that held then and not now, or so."""
    for entry in entries:
        if entry.today and entry.follow:
            yield _tell_followed(context, entry)
        elif entry.today_lines:
            yield from _tell_turned(context, entry, entry.today_lines[0])


def _tell_followed(context: Context, entry: LedgerEntry) -> str:
    """How each part stands in the newest period, in which periods it held, and what the most was of a ratio."""
    every = [
        line for line in entry.evaluations
        if line.when == "every" and line.main and line.evidence not in UNCHANGING and line.by_period
    ]  # fmt: skip
    parts = phrases.write_then_and_now(context, entry, every, linked=True)
    parts += [phrases.write_highest(context, entry, line) for line in every if line.printed.unit == "ratio"]
    return context.language.gettext(
        "%(claim)s In the newest data %(parts)s.",
        claim=phrases.link_statement(context, entry),
        parts=Markup(context.language.numbers.apart).join(parts),
    )


def _tell_turned(context: Context, entry: LedgerEntry, line: Line) -> Iterator[str]:
    """A claim that held then and does not today, or the other way round."""
    t, now = context.language, entry.today.holds if entry.today else ""
    lost, won = entry.overall in HELD and now == "no", entry.overall in FAILED and now == "yes"
    if not (lost or won):
        return
    words = {
        "claim": phrases.link_statement(context, entry), "now": phrases.link_value(context, line),
        "period": phrases.write_period(context, line.period), "evidence": phrases.describe_evidence(context, line),
    }  # fmt: skip
    if lost:
        yield t.gettext(
            "%(claim)s In %(period)s, the newest year held here, it does not hold: %(now)s (%(evidence)s).", **words
        )
    else:
        yield t.gettext(
            "%(claim)s It did not hold then; in %(period)s, the newest year held here, it does: %(now)s "
            "(%(evidence)s).",
            **words,
        )


def _words(context: Context, entry: LedgerEntry, line: Line) -> dict[str, str | Markup]:
    """The named places that most sentences share."""
    return {
        "claim": phrases.link_statement(context, entry), "computed": phrases.link_value(context, line),
        "evidence": phrases.describe_evidence(context, line), "reading": phrases.write_reading(context, line),
    }  # fmt: skip


def _link_count(context: Context, count: int) -> Markup:
    """A number of statements."""
    t = context.language
    formula = t.gettext("number of the article's statements with this verdict, on all evidence together")
    return context.number(t.numbers.amount(count), count, Provenance(formula))


def _list_summed_up(entries: Sequence[LedgerEntry], verdict: Overall) -> list[LedgerEntry]:
    """The claims that come to a verdict on all evidence: those that the counts have."""
    return [entry for entry in entries if entry.overall == verdict]


def _list_main(entry: LedgerEntry, verdicts: Sequence[Overall]) -> list[Line]:
    """The main readings of a claim that have one of some verdicts."""
    return [line for line in entry.main_lines if line.verdict in verdicts]


def _first_lines(entries: Sequence[LedgerEntry], verdicts: Sequence[Overall]) -> Iterator[tuple[LedgerEntry, Line]]:
    """Each claim that has one of some verdicts, with the first main reading that has it."""
    for entry in entries:
        lines = _list_main(entry, verdicts)
        if lines:
            yield entry, lines[0]


def _find_other_reading(entry: LedgerEntry, main: Line) -> Line | None:
    """Another reading of the same part on the same evidence that holds."""
    readings = (line for line in entry.evaluations if line.current and line.role == "reading")
    return next((line for line in readings if line.place == main.place and line.verdict in HELD), None)


def _rest_of_slip(line: Line) -> float:
    """What print is of the computed value once the factors of a thousand are taken out."""
    assert isinstance(line.value, float)
    ratio = line.printed.values[0] / line.value
    return float(ratio / 1000 ** round(math.log(ratio, 1000)))


def _distance(line: Line) -> float:
    """How far a computed number lies from print, as a factor; ranks and years have none."""
    value, printed = line.value, line.printed.values
    if not isinstance(value, float) or line.unit == "rank" or not printed or not printed[0]:
        return 0.0
    ratio = abs(value / printed[0])
    return max(ratio, 1 / ratio) if ratio else 0.0
