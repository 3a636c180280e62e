"""Tell what the statements of the article come to: their counts, and the ten most telling ones, chosen by rule.

No value or verdict is computed here.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from markupsafe import Markup

from remesas.brief.context import Context
from remesas.brief.provenance import Provenance
from remesas.brief.text import claim_names
from remesas.brief.text import claim_phrases as phrases
from remesas.claims.entries import LedgerEntry, Line
from remesas.claims.verdicts import DIVIDED, FAILED, HELD, READING, SILENT
from remesas.claims.vocabulary import CLAIM, UNCHANGING, Overall

TELLING = 10
"""How many statements are told before the ledger."""
SHARES: tuple[tuple[tuple[Overall, ...], int], ...] = (
    (FAILED, 4),
    (("unit slip",), 1),
    (("revised", DIVIDED, READING), 3),
    (HELD, 2),
)
"""How many of them are of each kind of verdict, in the order in which they are told; see ``choose_telling``."""


@dataclass(frozen=True)
class ClaimsSection:
    """What the section shows besides its tables: opening sentences, and the most telling statements."""

    opening: tuple[str, ...]
    telling: tuple[str, ...]


def compose_claims(context: Context) -> ClaimsSection:
    """The sentences of the section."""
    entries = context.build.claims.claims
    telling = (_tell_statement(context, entry) for entry in choose_telling(entries))
    return ClaimsSection(tuple(tell_counts(context, entries)), tuple(telling))


def list_claim_sources(context: Context) -> list[str]:
    """The sources that evaluations of claims are computed from, other claims left out."""
    lines = [line for entry in context.build.claims.claims for line in entry.evaluations]
    sources = dict.fromkeys(item.series.split(":")[0] for line in lines for item in line.observations)
    return [source for source in sources if source != CLAIM]


# ---- counts ----------------------------------------------------------------------------------------------------------
def tell_counts(context: Context, entries: Sequence[LedgerEntry]) -> Iterator[str]:
    """How many statements there are, how many are decided, and how they fare; what is nought is not said."""
    t, overall = context.language, [entry.overall for entry in entries]
    decided = [verdict for verdict in overall if verdict not in SILENT]
    words = {"count": _link_count(context, len(overall)), "decided": _link_count(context, len(decided))}
    yield t.ngettext(
        "Outside its tables the article makes %(count)s statement with numbers.",
        "Outside its tables the article makes %(count)s statements with numbers.",
        len(overall), **words,
    )  # fmt: skip
    if decided:
        yield t.gettext(
            "The sources used here decide %(decided)s of them: %(verdicts)s.",
            verdicts=Markup(t.numbers.listed(list(_count_verdicts(context, decided)))),
            **words,
        )
    else:
        yield t.gettext("The sources used here decide none of them.")
    possible = overall.count("consistent")
    if possible:
        yield t.ngettext(
            "For %(count)s more the data only set a limit, which the statement respects.",
            "For %(count)s more the data only set limits, to which the statements keep.",
            possible, count=_link_count(context, possible),
        )  # fmt: skip
    left = [entry for entry in entries if entry.overall in SILENT and entry.overall != "consistent"]
    named = sum(1 for entry in left if entry.undecided)
    if 0 < named == len(left):
        yield t.ngettext(
            "For the one that is left the ledger names the source that would decide it.",
            "For each of the %(count)s that are left the ledger names the source that would decide it.",
            named, count=_link_count(context, named),
        )  # fmt: skip
    elif named:
        yield t.ngettext(
            "Of the %(left)s that are left the ledger names for %(count)s the source that would decide it.",
            "Of the %(left)s that are left the ledger names for %(count)s the source that would decide them.",
            named, count=_link_count(context, named), left=_link_count(context, len(left)),
        )  # fmt: skip
    reported = sum(1 for entry in entries if entry.rests_on_report and entry.overall not in SILENT)
    if reported:
        yield t.ngettext(
            "%(count)s verdict rests on a figure that was not seen at its source but in a report, which the ledger "
            "cites.",
            "%(count)s verdicts rest on figures that were not seen at their source but in reports, which the ledger "
            "cites.",
            reported, count=_link_count(context, reported),
        )  # fmt: skip


def _count_verdicts(context: Context, decided: Sequence[Overall]) -> Iterator[str]:
    """How many statements have each verdict that occurs."""
    t = context.language

    def say(verdicts: Sequence[Overall], write: Callable[[int, Markup], str]) -> Iterator[str]:
        number = sum(map(decided.count, verdicts))
        if number:
            yield write(number, _link_count(context, number))

    yield from say(
        ["confirmed"], lambda n, count: t.ngettext("%(count)s is confirmed", "%(count)s are confirmed", n, count=count)
    )
    yield from say(
        ["about right"],
        lambda n, count: t.ngettext("%(count)s is about right", "%(count)s are about right", n, count=count),
    )
    yield from say(
        ["revised"],
        lambda n, count: t.ngettext(
            "%(count)s held in the figures of its time", "%(count)s held in the figures of their time", n, count=count
        ),
    )
    yield from say(
        [READING],
        lambda n, count: t.ngettext(
            "%(count)s depends on how it is read", "%(count)s depend on how they are read", n, count=count
        ),
    )
    yield from say(
        [DIVIDED],
        lambda n, count: t.ngettext(
            "%(count)s gives different results by source or by part",
            "%(count)s give different results by source or by part",
            n, count=count,
        ),
    )  # fmt: skip
    yield from say(
        ["unit slip"],
        lambda n, count: t.ngettext("%(count)s has the wrong unit", "%(count)s have the wrong unit", n, count=count),
    )
    yield from say(
        FAILED, lambda n, count: t.ngettext("%(count)s is contradicted", "%(count)s are contradicted", n, count=count)
    )


def _link_count(context: Context, count: int) -> Markup:
    """A number of statements."""
    t = context.language
    formula = t.gettext("number of the article's statements with this verdict, on all evidence together")
    return context.number(t.numbers.amount(count), count, Provenance(formula))


# ---- page 1 ----------------------------------------------------------------------------------------------------------
def tell_failed(context: Context) -> Iterator[str]:
    """Which of the statements that are followed on page 1 fail, and what a reader has to know of them."""
    for entry in context.build.claims.claims:
        if entry.follow and entry.overall in FAILED:
            claim = context.language.gettext(
                "The article says: %(claim)s", claim=claim_names.link_statement(context, entry)
            )
            told = Markup("{} {}").format(claim, _tell_data(context, entry))
            yield Markup("{} {}").format(told, context.language.translate(entry.remark)) if entry.remark else told


# ---- the most telling ------------------------------------------------------------------------------------------------
def choose_telling(entries: Sequence[LedgerEntry]) -> list[LedgerEntry]:
    """The statements that are told before the ledger, at most ``TELLING``.

    Each kind of verdict has the places of ``SHARES``; what a kind leaves free goes to the next best of all kinds, in
    the same order. Inside a kind, statements that the catalog follows come first, then those furthest from print.
    What rests on a figure known from a report only is left to the ledger, which says so.
    """
    seen = [entry for entry in entries if not entry.rests_on_report]
    kinds = [[entry for entry in seen if entry.overall in verdicts] for verdicts, _ in SHARES]
    ranked = [sorted(kind, key=lambda entry: (not entry.follow, -_measure_gap(entry))) for kind in kinds]
    chosen = {entry.id for kind, (_, places) in zip(ranked, SHARES, strict=True) for entry in kind[:places]}
    spare = (entry.id for kind in ranked for entry in kind if entry.id not in chosen)
    chosen |= set(islice(spare, TELLING - len(chosen)))
    return [entry for kind in ranked for entry in kind if entry.id in chosen]


def _measure_gap(entry: LedgerEntry) -> float:
    """How far the data lie from print, as a factor; none (0) for statements that hold, ranks and years."""
    if entry.overall in HELD:
        return 0.0
    line = _find_telling_line(entry)
    value, printed = line.value, line.printed.values
    if not isinstance(value, float) or line.unit == "rank" or not printed or not printed[0]:
        return 0.0
    ratio = abs(value / printed[0])
    return max(ratio, 1 / ratio) if ratio else 0.0


def _find_telling_line(entry: LedgerEntry) -> Line:
    """The evaluation that shows best what a decided statement comes to: the first that has its verdict.

    A statement that holds is better shown on data than on what the article prints; one that depends on the reading, by
    a reading that fails beside one that holds.
    """
    held = entry.overall in HELD

    def rank(line: Line) -> tuple[bool, ...]:
        alone = entry.overall == READING and _find_other_reading(entry, line) is None
        wanted = line.verdict in (entry.overall, *(HELD if held else FAILED))
        return alone, not wanted, held and line.evidence in UNCHANGING, line.verdict != entry.overall

    return min(entry.main_lines, key=rank)


def _tell_statement(context: Context, entry: LedgerEntry) -> Markup:
    """The verdict in a word, what the article says, linked to its entry in the ledger, and what the data say."""
    return Markup('<b class="verdict-word {}">{}.</b> {} {}').format(
        entry.overall.replace(" ", "-"), claim_names.name_verdicts(context)[entry.overall].capitalize(),
        claim_names.link_statement(context, entry), _tell_data(context, entry),
    )  # fmt: skip


def _tell_data(context: Context, entry: LedgerEntry) -> str:
    """What the data say of a decided statement, in one sentence."""
    t, line = context.language, _find_telling_line(entry)
    if entry.overall == DIVIDED:
        return t.gettext(
            "Its parts, or the sources, give different results: %(results)s.", results=_list_results(context, entry)
        )
    if entry.overall == READING and (other := _find_other_reading(entry, line)):
        return t.gettext(
            "It fails in one reading, with %(computed)s (%(reading)s), and holds in another, with %(rescued)s "
            "(%(other)s).",
            other=claim_names.write_reading(context, other), rescued=phrases.link_value(context, other),
            **_words(context, line),
        )  # fmt: skip
    if line.verdict == "revised" and (older := _find_vintage(entry, line)):
        return t.gettext(
            "So it was in the vintage of %(vintage)s; the series now has %(computed)s (%(evidence)s).",
            vintage=t.vintage(older.as_of), **_words(context, line),
        )  # fmt: skip
    if line.verdict == "unit slip":
        return _tell_slip(context, line)
    if line.rule == "order fails":
        return _tell_order(context, line)
    words = _words(context, line)
    if isinstance(line.value, float) and line.unit == "rank":
        rank = phrases.link_number(context, line, phrases.write_rank(context, line.value, line), line.value)
        return t.gettext("In the data the rank is %(rank)s (%(evidence)s; %(reading)s).", **words | {"rank": rank})
    if line.unit == "years":
        return t.gettext("In the data the years are %(computed)s (%(evidence)s; %(reading)s).", **words)
    return t.gettext("The data give %(computed)s (%(evidence)s; %(reading)s).", **words)


def _tell_order(context: Context, line: Line) -> str:
    """The amounts whose order is not the one stated, and whether the article is too modest by it."""
    t, amounts = context.language, phrases.list_amounts(context, line)
    period = claim_names.write_period(context, line.period)
    told = t.gettext(
        "In %(period)s it was otherwise: %(amounts)s (%(evidence)s).",
        period=period, amounts=amounts, evidence=claim_names.describe_evidence(context, line),
    )  # fmt: skip
    if not isinstance(line.value, float) or line.value >= line.printed.values[0]:
        return told
    return Markup("{} {}").format(
        told, t.gettext("The rank is higher than stated: the article understates its own case.")
    )


def _tell_slip(context: Context, line: Line) -> str:
    """What the data give of a statement that is a factor of a thousand out, and what remains without the factor."""
    t, words = context.language, _words(context, line)
    if line.bound:
        return t.gettext(
            "It can be %(computed)s (%(evidence)s; %(reading)s), so that a thousandth of print is possible.", **words
        )
    size = 100 * abs(_rest_of_slip(line) - 1)
    formula = t.gettext("|printed / computed − 1| once the factors of a thousand are taken out")
    return t.gettext(
        "The data give %(computed)s (%(evidence)s): once a factor of a thousand is taken out, print is %(rest)s off.",
        rest=context.number(
            t.numbers.percent(size, 0), size, context.provenances.of_evaluation(line).computed(formula, "percent")
        ),
        **words,
    )


def _list_results(context: Context, entry: LedgerEntry) -> Markup:
    """What parts and sources give of a statement on which they disagree: each verdict on a part once, on data first."""
    t, names = context.language, claim_names.name_verdicts(context)
    decided = [line for line in entry.main_lines if line.verdict and line.verdict not in SILENT]
    on_data_last = sorted(decided, key=lambda line: line.evidence not in UNCHANGING)
    shown = {(line.part, line.verdict): line for line in on_data_last}.values()
    results = [
        t.gettext(
            "%(computed)s, %(verdict)s (%(evidence)s; %(reading)s)",
            verdict=names[line.verdict], **_words(context, line),
        )
        for line in decided if line.verdict and line in shown
    ]  # fmt: skip
    return Markup(t.numbers.apart).join(results)


def _words(context: Context, line: Line) -> dict[str, str | Markup]:
    """The named places that most sentences share."""
    return {
        "computed": phrases.link_value(context, line), "evidence": claim_names.describe_evidence(context, line),
        "reading": claim_names.write_reading(context, line),
    }  # fmt: skip


def _find_other_reading(entry: LedgerEntry, main: Line) -> Line | None:
    """Another reading of the same part on the same evidence that holds."""
    readings = (line for line in entry.evaluations if line.current and line.role == "reading")
    return next((line for line in readings if line.place == main.place and line.verdict in HELD), None)


def _find_vintage(entry: LedgerEntry, main: Line) -> Line | None:
    """The newest older vintage in which a reading is evaluated too."""
    lines = [line for line in entry.evaluations if line.as_of and line.place == main.place]
    return next((line for line in reversed(lines) if line.reading == main.reading), None)


def _rest_of_slip(line: Line) -> float:
    """What print is of the computed value once the factors of a thousand are taken out."""
    assert isinstance(line.value, float)
    ratio = line.printed.values[0] / line.value
    return float(ratio / 1000 ** round(math.log(ratio, 1000)))
