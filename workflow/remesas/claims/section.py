"""The claims in the brief: counts by verdict, the telling cases in sentences, and the ledger as a table.

Everything is read from claims.json; nothing here computes a value or a verdict.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from remesas.claims.document import Document
from remesas.claims.phrases import Phrases
from remesas.claims.verdicts import HELD
from remesas.views import Cell, Head, Maker, Note, Row, TableView, number, words

LEDGER = "claims"
COUNTS = "verdicts"
VERDICTS = (
    "confirmed", "about right", "revised", "mixed", "unit slip", "inconsistent", "contradicted", "not decidable here",
)  # fmt: skip
EVIDENCE = ("printed", "article", "national", "worldbank", "other")
TELLING = 4
"""How many contradicted claims the summary names: those furthest from print."""

Item = dict[str, Any]


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


def compose_claims(maker: Maker, document: Document) -> ClaimsSection:
    """The sentences of the section."""
    country = maker.material.catalog.areas[document["ref_area"]].name
    teller = Teller(Phrases(maker), document["claims"], country)
    t = maker.language
    planned = (
        ("slips", t.gettext("Slips of the unit"), teller.slips()),
        ("revised", t.gettext("Right when printed, revised since"), teller.revised()),
        ("inconsistent", t.gettext("Against the article's own numbers"), teller.inconsistent()),
        ("contradicted", t.gettext("Furthest from the data"), teller.contradicted()),
        ("readings", t.gettext("Where the reading decides"), teller.rescued()),
        ("today", t.gettext("Then and now"), teller.turned()),
    )
    groups = tuple(Group(name, headline, tuple(sentences)) for name, headline, sentences in planned)
    return ClaimsSection(tuple(teller.opening()), tuple(group for group in groups if group.sentences))


def claims_views(maker: Maker, document: Document) -> list[TableView]:
    """The counts of verdicts by evidence, and the ledger."""
    return [counts_view(maker, document), ledger_view(maker, document)]


def mains(claim: Item, verdicts: Sequence[str] = VERDICTS) -> list[Item]:
    """The main readings of a claim in today's data, for the article's period, that have one of some verdicts."""
    return [
        item
        for item in claim["evaluations"]
        if item["main"] and item["when"] == "then" and not item["as_of"] and item["verdict"] in verdicts
    ]


# ---- sentences -------------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Teller:
    """Says what the ledger holds."""

    phrases: Phrases
    claims: Sequence[Item]
    country: str

    def opening(self) -> Iterator[str]:
        """How many claims there are, how many are decided, and how they fare."""
        t, n = self.phrases.language, self.phrases.numbers
        decided = [claim for claim in self.claims if claim["overall"] != "not decidable here"]
        yield t.gettext(
            "Outside its tables the article makes %(count)s quantitative statements about %(country)s. The snapshots "
            "of this project decide %(decided)s of them; for each of the others the ledger names the source that "
            "would.",
            country=t.said(self.country),
            count=n.amount(len(self.claims)), decided=n.amount(len(decided)),
        )  # fmt: skip
        by_word = {word: sum(1 for claim in decided if claim["overall"] == word) for word in VERDICTS}
        yield t.gettext(
            "Of these, %(confirmed)s are confirmed and %(right)s about right on all evidence that decides; on "
            "%(mixed)s the evidence is divided; %(failed)s hold on none of it in their first reading, %(slips)s of "
            "them by a slip of the unit.",
            confirmed=n.amount(by_word["confirmed"]), right=n.amount(by_word["about right"]),
            mixed=n.amount(by_word["mixed"] + by_word["revised"]), slips=n.amount(by_word["unit slip"]),
            failed=n.amount(by_word["contradicted"] + by_word["inconsistent"] + by_word["unit slip"]),
        )  # fmt: skip

    def slips(self) -> Iterator[str]:
        """Claims that are a factor of a thousand out."""
        for claim, item in self._first(["unit slip"]):
            yield self.phrases.language.gettext(
                "%(claim)s The data give %(computed)s (%(evidence)s): print is a factor of a thousand out.",
                **self.phrases.words(claim, item),
            )

    def revised(self) -> Iterator[str]:
        """Claims that held in an older vintage or first print."""
        for claim, item in self._first(["revised"]):
            older = [
                other
                for other in claim["evaluations"]
                if other["as_of"] and other["evidence"] == item["evidence"] and other["reading"] == item["reading"]
            ]
            yield self.phrases.language.gettext(
                "%(claim)s So it was in the vintage of %(vintage)s; the series now has %(computed)s (%(evidence)s).",
                vintage=self.phrases.language.vintage(older[-1]["as_of"]), **self.phrases.words(claim, item),
            )  # fmt: skip

    def inconsistent(self) -> Iterator[str]:
        """Claims that the article's own tables or numbers do not bear out in any reading."""
        t = self.phrases.language
        for claim, item in self._first(["inconsistent"]):
            words = self.phrases.words(claim, item)
            if item["bound"]:
                yield t.gettext(
                    "%(claim)s The article's own numbers allow %(computed)s at most (%(reading)s).", **words
                )
            elif not _rescue(claim):
                yield t.gettext("%(claim)s The article's own numbers give %(computed)s (%(reading)s).", **words)

    def contradicted(self) -> Iterator[str]:
        """The claims furthest from the data among those that hold on no evidence, and that are not told elsewhere."""
        found = [
            (claim, item)
            for claim, item in self._first(["contradicted"])
            if claim["overall"] == "contradicted" and not mains(claim, ["inconsistent"]) and not _rescue(claim)
        ]
        for claim, item in sorted(found, key=lambda pair: -_distance(pair[1]))[:TELLING]:
            yield self.phrases.language.gettext(
                "%(claim)s The data give %(computed)s (%(evidence)s; %(reading)s).", **self.phrases.words(claim, item)
            )

    def rescued(self) -> Iterator[str]:
        """Claims whose main reading fails while another one holds."""
        for claim in self.claims:
            pair = _rescue(claim)
            if pair:
                item, other = pair
                yield self.phrases.language.gettext(
                    "%(claim)s First reading (%(reading)s): %(computed)s, %(evidence)s. Another (%(other)s): "
                    "%(rescued)s.",
                    other=self.phrases.inside(other["reading"]),
                    rescued=self.phrases.value(other),
                    **self.phrases.words(claim, item),
                )

    def turned(self) -> Iterator[str]:
        """Claims about a state of things that held then and do not today, or the other way round."""
        t = self.phrases.language
        for claim in self.claims:
            today = claim["today"]
            if not today or today["value"] is None or not today["agrees"]:
                continue
            if today["unit"] in ("USD million", "persons", "USD / hour"):
                continue
            then, now = claim["overall"], today["holds"]
            newest = self.phrases.measure(today["value"], today["unit"], 1)
            period = self.phrases.period(today["period"])
            places = {"claim": self.phrases.statement(claim), "now": newest, "period": period}
            if then in HELD and now == "no":
                yield t.gettext("%(claim)s That no longer holds: %(now)s in %(period)s.", **places)
            elif then in ("contradicted", "inconsistent") and now == "yes":
                yield t.gettext("%(claim)s That did not hold then, but does today: %(now)s in %(period)s.", **places)

    def _first(self, verdicts: Sequence[str]) -> Iterator[tuple[Item, Item]]:
        """Each claim that has one of some verdicts, with the first main reading that has it."""
        for claim in self.claims:
            found = mains(claim, verdicts)
            if found:
                yield claim, found[0]


def _rescue(claim: Item) -> tuple[Item, Item] | None:
    """A main reading that fails, and another reading of the same part on the same evidence that holds."""
    for item in mains(claim, ["contradicted", "inconsistent"]):
        for other in claim["evaluations"]:
            same = (other["evidence"], other["part"], other["as_of"]) == (item["evidence"], item["part"], "")
            if same and other["when"] == "then" and other["verdict"] in HELD:
                return item, other
    return None


def _distance(item: Item) -> float:
    """How far a computed number lies from print, as a factor; ranks and years have none."""
    value, printed = item["value"], item["printed"]["values"]
    if not isinstance(value, float) or item["unit"] == "rank" or not printed or not printed[0]:
        return 0.0
    ratio = abs(value / printed[0])
    return max(ratio, 1 / ratio) if ratio else 0.0


# ---- tables ----------------------------------------------------------------------------------------------------------
def counts_view(maker: Maker, document: Document) -> TableView:
    """Claims by overall verdict, and main readings by verdict on each evidence."""
    t, phrases = maker.language, Phrases(maker)
    names = phrases.verdict_names()
    kinds = [kind for kind in ("overall", *EVIDENCE) if kind in document["counts"]]
    rows = [
        Row(
            t.gettext("All evidence together (claims)") if kind == "overall" else phrases.evidence_name(kind),
            tuple(number(t, document["counts"][kind].get(verdict, 0),
                         look="" if document["counts"][kind].get(verdict) else "none") for verdict in VERDICTS),
        )
        for kind in kinds
    ]  # fmt: skip
    return TableView(
        name=COUNTS,
        caption=t.gettext("Verdicts by evidence"),
        lead=t.gettext("first reading of each statement or part of one; the first row counts statements"),
        corner=t.gettext("Evidence"),
        head=(tuple(Head(names[verdict].capitalize()) for verdict in VERDICTS),),
        columns=tuple(names[verdict] for verdict in VERDICTS),
        rows=tuple(rows),
        notes=(Note("", phrases.legend()),),
        look="verdicts",
        keep=True,
    )


def ledger_view(maker: Maker, document: Document) -> TableView:
    """Every claim in the article's order: print, what the evidence gives, verdict, today, sources."""
    t, phrases = maker.language, Phrases(maker)
    rows = []
    section = ""
    for claim in document["claims"]:
        named = phrases.section(claim["section"])
        rows.append(_row(phrases, claim, "" if named == section else named))
        section = named
    heads = (t.gettext("Printed"), t.gettext("Computed, by evidence"), t.gettext("Verdict"), t.gettext("Today"),
             t.gettext("Source cited; what would settle it"))  # fmt: skip
    return TableView(
        name=LEDGER,
        caption=t.gettext("The ledger of statements"),
        lead=t.gettext("each with its first reading; other readings that come to something else are set below it; "
                       "where no snapshot decides, the source that would stands instead"),
        corner=t.gettext("Statement"),
        head=(tuple(Head(text, kind="text") for text in heads),),
        columns=heads,
        rows=tuple(rows),
        notes=(Note("", t.gettext("Every evaluation, with formula, series, vintages and values, is in claims.csv and "
                                  "claims.json in the folder processed.")),),
        look="prose claims",
        grouping=t.gettext("Section"),
    )  # fmt: skip


def _row(phrases: Phrases, claim: Item, group: str) -> Row:
    names = phrases.verdict_names()
    overall = str(claim["overall"])
    printed = [phrases.printed(claim["printed"]), *_parts(phrases, claim)]
    computed: list[str] = [phrases.computed(item) for item in _shown(claim)]
    deciding = phrases.deciding(claim)
    return Row(
        phrases.language.said(claim["claim"]),
        (
            _lines(printed),
            _lines(computed or deciding),
            words(names[overall], look=f"verdict {overall.replace(' ', '-')}"),
            _lines(phrases.today(claim)),
            _lines(phrases.cited(claim) + (deciding if computed else [])),
        ),
        group=group,
        anchor=f"claim-{claim['id']}",
    )


def _parts(phrases: Phrases, claim: Item) -> list[str]:
    """Values of parts that print something else than the claim itself; what they imply stays out."""
    own = claim["printed"]
    return [
        phrases.printed(part)
        for part in claim["parts"].values()
        if part != own and part["unit"] in (own["unit"], "USD / hour") and part["qualifier"] == "exact"
    ]


def _shown(claim: Item) -> list[Item]:
    """The main readings, older vintages of them, and other readings that come to another outcome."""
    shown: list[Item] = []
    for item in claim["evaluations"]:
        if item["when"] != "then" or item["value"] is None:
            continue
        beside = [main for main in mains(claim) if (main["evidence"], main["part"]) == (item["evidence"], item["part"])]
        differs = any((main["verdict"] in HELD) != (item["verdict"] in HELD) for main in beside)
        if (item["main"] and not item["as_of"]) or (differs and (item["main"] or not item["as_of"])):
            shown.append(item)
    return shown


def _lines(texts: Sequence[str]) -> Cell:
    """A cell with one line a text; the CSV file joins them by semicolons."""
    filled = [text for text in texts if text]
    return Cell(Markup("<br>").join(filled), "; ".join(Markup(text).striptags() for text in filled), kind="text")
