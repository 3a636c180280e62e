"""The telling cases of the ledger, in sentences that the data choose."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from remesas.brief.provenance import Provenance
from remesas.brief.tables.claim_cells import Cells
from remesas.brief.text.claim_phrases import Item, Phrases
from remesas.claims.models import OWN
from remesas.claims.summary import READING, SILENT
from remesas.claims.verdicts import FAILED, HELD

TELLING = 4
"""How many contradicted claims the summary names: those furthest from print."""


def mains(claim: Item, verdicts: Sequence[str] | None = None) -> list[Item]:
    """The main readings of a claim in today's data, for the article's period, that have one of some verdicts."""
    return [
        item
        for item in claim["evaluations"]
        if item["main"]
        and item["when"] == "then"
        and not item["as_of"]
        and (verdicts is None or item["verdict"] in verdicts)
    ]


@dataclass(frozen=True)
class Teller:
    """Says what the ledger holds."""

    phrases: Phrases
    claims: Sequence[Item]

    def opening(self) -> Iterator[str]:
        """How many claims there are, how many are decided, and how they fare: the first row of the counts."""
        t = self.phrases.language
        decided = [claim for claim in self.claims if claim["overall"] not in SILENT]
        possible = sum(1 for claim in self.claims if claim["overall"] == "consistent")
        yield t.gettext(
            "Outside its tables the article makes %(count)s quantitative statements. The snapshots of this project "
            "decide %(decided)s of them; on %(possible)s they only set a limit, which the statement keeps to; for each "
            "of the other %(open)s the ledger names the source that would decide.",
            count=self._counted(len(self.claims)), decided=self._counted(len(decided)),
            possible=self._counted(possible), open=self._counted(len(self.claims) - len(decided) - possible),
        )  # fmt: skip
        yield t.gettext(
            "Of those decided, %(confirmed)s are confirmed and %(right)s about right; %(revised)s held when printed "
            "and not today; %(reading)s depend on how the wording is read; on %(mixed)s evidences or parts are "
            "divided; %(slips)s are a slip of the unit; %(failed)s fail on all evidence that decides, in every "
            "reading.",
            confirmed=self._count("confirmed"), right=self._count("about right"), revised=self._count("revised"),
            reading=self._count(READING), mixed=self._count("mixed"), slips=self._count("unit slip"),
            failed=self._count(*FAILED),
        )  # fmt: skip

    def slips(self) -> Iterator[str]:
        """Claims that are a factor of a thousand out, with what remains once it is taken out."""
        t = self.phrases.language
        for claim, item in self._first(["unit slip"]):
            size = 100 * abs(_rest(item) - 1)
            formula = t.gettext("|printed / computed − 1| once the factors of a thousand are taken out")
            rest = self.phrases.context.number(self.phrases.numbers.percent(size, 0), size, Provenance(formula))
            words = {"rest": rest, **self.phrases.words(claim, item)}
            if item["rule"] == "thousandfold":
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
        for claim, item in self._first(["inconsistent"]):
            if not _other_reading(claim, item) and not _near(claim):
                yield self.phrases.language.gettext(
                    "%(claim)s The article's own numbers give %(computed)s (%(reading)s).",
                    **self.phrases.words(claim, item),
                )

    def premises(self) -> Iterator[str]:
        """Claims that take for granted what the data do not bear out."""
        t = self.phrases.language
        for claim in self.claims:
            failing = [
                item for item in claim["evaluations"]
                if item["role"] == "premise" and item["verdict"] in FAILED and not item["as_of"]
            ]  # fmt: skip
            if failing:
                values = [
                    str(escape(t.gettext("%(computed)s (%(evidence)s)", **self.phrases.words(claim, item))))
                    for item in failing
                ]
                yield self.phrases.language.gettext(
                    "%(claim)s It takes for granted %(reading)s; it was %(values)s.",
                    values=Markup(self.phrases.numbers.listed(values)), **self.phrases.words(claim, failing[0]),
                )  # fmt: skip

    def contradicted(self) -> Iterator[str]:
        """The claims furthest from the data among those that hold on no evidence, and that are not told elsewhere."""
        found = [
            (claim, item)
            for claim, item in self._first(["contradicted"])
            if claim["overall"] == "contradicted" and not mains(claim, ["inconsistent"]) and not _near(claim)
        ]
        for claim, item in sorted(found, key=lambda pair: -_distance(pair[1]))[:TELLING]:
            yield self.phrases.language.gettext(
                "%(claim)s The data give %(computed)s (%(evidence)s; %(reading)s).", **self.phrases.words(claim, item)
            )

    def readings(self) -> Iterator[str]:
        """Claims whose first reading fails while another one holds."""
        for claim in self.claims:
            pairs = [(item, other) for item in mains(claim, FAILED) if (other := _other_reading(claim, item))]
            if pairs:
                item, other = pairs[0]
                yield self.phrases.language.gettext(
                    "%(claim)s First reading (%(reading)s): %(computed)s, %(evidence)s. Another (%(other)s): "
                    "%(rescued)s.",
                    other=self.phrases.reading(other),
                    rescued=self.phrases.figure(other),
                    **self.phrases.words(claim, item),
                )

    def asides(self) -> Iterator[str]:
        """Claims that fail, or that only another concept measures, while another year, column or span comes near."""
        t = self.phrases.language
        for claim in self.claims:
            for other in _near(claim):
                item = next(main for main in mains(claim) if _place(main) == _place(other))
                places = {
                    "near": self.phrases.figure(other), "other": _short(self.phrases, other),
                    **self.phrases.words(claim, item),
                }  # fmt: skip
                if item["verdict"] == "other definition":
                    yield t.gettext(
                        "%(claim)s The series measures something else, and decides nothing: %(computed)s "
                        "(%(evidence)s; %(reading)s). Near print is %(near)s (%(other)s).",
                        **places,
                    )
                else:
                    yield t.gettext(
                        "%(claim)s The data give %(computed)s (%(evidence)s; %(reading)s). But near print is %(near)s "
                        "(%(other)s).",
                        **places,
                    )

    def possible(self) -> Iterator[str]:
        """Claims that lie between a lower and an upper limit, neither of which decides."""
        for claim in self.claims:
            if None not in claim["limits"]:
                kept = [item for item in mains(claim, ["consistent"]) if not item["part"]]
                yield self.phrases.language.gettext(
                    "%(claim)s Possible: %(limits)s (%(readings)s).",
                    claim=self.phrases.statement(claim), limits=Cells(self.phrases, traced=True).possible(claim),
                    readings=self.phrases.numbers.apart.join(
                        self.phrases.language.gettext(
                            "%(evidence)s: %(reading)s",
                            evidence=self.phrases.evidence(item), reading=self.phrases.reading(item),
                        )
                        for item in kept
                    ),
                )  # fmt: skip

    def today(self) -> Iterator[str]:
        """Claims that are followed, whatever they come to; of the others those that held then and not now, or so."""
        for claim in self.claims:
            if claim["today"] and claim["follow"]:
                yield self._followed(claim)
            elif claim["today"]:
                yield from self._turned(claim)

    def _followed(self, claim: Item) -> str:
        """How each part stands in the newest period, in which periods it held, and what the most was of a ratio."""
        cells = Cells(self.phrases, traced=True)
        every = [
            item for item in claim["evaluations"]
            if item["when"] == "every" and item["main"] and item["evidence"] not in OWN and item["by_period"]
        ]  # fmt: skip
        parts = cells.then_and_now(claim, every)
        parts += [cells.most(claim, item) for item in every if item["printed"]["unit"] == "ratio"]
        return self.phrases.language.gettext(
            "%(claim)s In the newest data %(parts)s.",
            claim=self.phrases.statement(claim),
            parts=Markup(self.phrases.numbers.apart).join(parts),
        )

    def _turned(self, claim: Item) -> Iterator[str]:
        """A claim that held then and does not today, or the other way round."""
        t, then, now = self.phrases.language, claim["overall"], claim["today"]["holds"]
        if not claim["today"]["lines"]:
            return
        item = claim["evaluations"][claim["today"]["lines"][0]]
        places = {
            "claim": self.phrases.statement(claim), "now": self.phrases.figure(item),
            "period": self.phrases.period(item["period"]), "evidence": self.phrases.evidence(item),
        }  # fmt: skip
        if then in HELD and now == "no":
            yield t.gettext(
                "%(claim)s In %(period)s, the newest year held here, it does not hold: %(now)s (%(evidence)s).",
                **places,
            )
        elif then in FAILED and now == "yes":
            yield t.gettext(
                "%(claim)s It did not hold then; in %(period)s, the newest year held here, it does: %(now)s "
                "(%(evidence)s).",
                **places,
            )

    def _first(self, verdicts: Sequence[str]) -> Iterator[tuple[Item, Item]]:
        """Each claim that has one of some verdicts, with the first main reading that has it."""
        for claim in self.claims:
            found = mains(claim, verdicts)
            if found:
                yield claim, found[0]

    def _count(self, *words: str) -> str:
        return self._counted(sum(1 for claim in self.claims if claim["overall"] in words))

    def _counted(self, count: int) -> Markup:
        """A number of statements."""
        formula = self.phrases.language.gettext(
            "number of the article's statements with this verdict, on all evidence together"
        )
        return self.phrases.context.number(self.phrases.numbers.amount(count), count, Provenance(formula))


def _near(claim: Item) -> list[Item]:
    """What stands beside the readings and would match print."""
    return [
        item for item in claim["evaluations"]
        if item["role"] == "aside" and not item["as_of"] and (item["matches"] or item["verdict"] in HELD)
    ]  # fmt: skip


def _place(item: Item) -> tuple[str, str]:
    return item["evidence"], item["part"]


def _other_reading(claim: Item, main: Item) -> Item | None:
    """Another reading of the same part on the same evidence that holds."""
    return next(
        (
            other
            for other in claim["evaluations"]
            if _place(other) == _place(main)
            and (other["role"], other["when"], other["as_of"]) == ("reading", "then", "")
            and other["verdict"] in HELD
        ),
        None,
    )


def _short(phrases: Phrases, item: Item) -> str:
    """A reading without what another concept measures, where that has just been said."""
    return phrases.reading({**item, "concept": ""})


def _rest(item: Item) -> float:
    """What print is of the computed value once the factors of a thousand are taken out."""
    ratio = item["printed"]["values"][0] / item["value"]
    return float(ratio / 1000 ** round(math.log(ratio, 1000)))


def _distance(item: Item) -> float:
    """How far a computed number lies from print, as a factor; ranks and years have none."""
    value, printed = item["value"], item["printed"]["values"]
    if not isinstance(value, float) or item["unit"] == "rank" or not printed or not printed[0]:
        return 0.0
    ratio = abs(value / printed[0])
    return max(ratio, 1 / ratio) if ratio else 0.0
