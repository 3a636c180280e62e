"""Values, evidence and verdicts of the claims in words, in the language of the brief."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from remesas.claims.verdicts import CLOSE
from remesas.language import Language
from remesas.numbers import MINUS, Numbers
from remesas.views import Maker

THOUSAND, MILLION = 1e3, 1e6
"""US$ million in a billion and in a trillion."""
RATIO_PLACES = 2
"""Decimals of a computed ratio."""
Item = dict[str, Any]


@dataclass(frozen=True)
class Phrases:
    """How the ledger speaks."""

    maker: Maker

    @property
    def language(self) -> Language:
        """Words."""
        return self.maker.language

    @property
    def numbers(self) -> Numbers:
        """Number formats."""
        return self.maker.language.numbers

    # ---- names ---------------------------------------------------------------------------------------------------
    def verdict_names(self) -> dict[str, str]:
        """The verdicts in words."""
        t = self.language
        return {
            "confirmed": t.pgettext("verdict", "confirmed"),
            "about right": t.pgettext("verdict", "about right"),
            "revised": t.pgettext("verdict", "revised"),
            "mixed": t.pgettext("verdict", "divided"),
            "unit slip": t.pgettext("verdict", "unit slip"),
            "inconsistent": t.pgettext("verdict", "inconsistent"),
            "contradicted": t.pgettext("verdict", "contradicted"),
            "not decidable here": t.pgettext("verdict", "not decidable here"),
        }

    def evidence_name(self, evidence: str) -> str:
        """A kind of evidence in words."""
        t = self.language
        if evidence == "printed":
            return t.gettext("Printed tables")
        if evidence == "article":
            return t.gettext("The article's numbers")
        if evidence == "other":
            return t.gettext("Other official series")
        return t.said(self.maker.material.catalog.bases[evidence].label)

    def section(self, section: str) -> str:
        """The article's section, its notes counted with it."""
        return self.language.gettext("Section %(section)s of the article", section=section.split(",")[0])

    def legend(self) -> str:
        """What the verdicts mean."""
        return self.language.gettext(
            "Confirmed: equal at the printed precision. About right: within %(limit)s, or the order stated holds. "
            "Revised: held in an older vintage or first print, not today. Divided: holds on some evidence, not on "
            "other. Unit slip: a factor of a thousand out. Inconsistent: fails on the article's own tables or numbers. "
            "Contradicted: fails on other data.",
            limit=self.numbers.percent(100 * CLOSE, 0),
        )  # fmt: skip

    # ---- values --------------------------------------------------------------------------------------------------
    def measure(self, value: Any, unit: str, precision: float, *, printed: bool = False) -> str:
        """A value with its unit; computed values show a digit more than print where print has none."""
        t, n = self.language, self.numbers
        if value is None:
            return n.amount(None)
        if unit == "years":
            return n.years(value) if value else t.gettext("no year")
        places = _places(precision) if printed else max(1, _places(precision))
        if unit == "USD million":
            return self.money(float(value), precision, printed=printed)
        if unit == "rank":
            return t.gettext("rank %(rank)s", rank=n.amount(value))
        if unit == "USD / hour":
            return t.gettext("US$%(amount)s an hour", amount=n.amount(value, 2))
        if unit in ("percent", "percent a year"):
            number = n.percent(value, places)
            return number if unit == "percent" else t.gettext("%(number)s a year", number=number)
        if unit == "ratio":
            return t.gettext("%(number)s times", number=n.amount(value, places if printed else RATIO_PLACES))
        return self._count(value, unit)

    def _count(self, value: float, unit: str) -> str:
        t, number = self.language, self.numbers.amount(value)
        named = {
            "persons": t.gettext("%(number)s people", number=number),
            "persons a year": t.gettext("%(number)s people a year", number=number),
            "percentage points": t.gettext("%(number)s points", number=number),
            "km": t.gettext("%(number)s km", number=number),
            "crossings a day": t.gettext("%(number)s a day", number=number),
            "journeys a year": t.gettext("%(number)s a year", number=number),
        }
        return named.get(unit, number)

    def money(self, value: float, precision: float, *, printed: bool = False) -> str:
        """US$ million in the unit in which the article would print it."""
        t, n = self.language, self.numbers
        if value < 0:
            return MINUS + self.money(-value, precision, printed=printed)
        if precision < 10:
            return t.gettext("US$%(amount)s million", amount=n.amount(value))
        if abs(value) >= MILLION:
            places = _places(precision / MILLION) if printed else 1
            return t.gettext("US$%(amount)s trillion", amount=n.amount(value / MILLION, places))
        places = _places(precision / THOUSAND)
        return t.gettext(
            "US$%(amount)s billion", amount=n.amount(value / THOUSAND, places if printed else max(1, places))
        )

    def printed(self, printed: Item) -> str:
        """A printed value with its qualifier."""
        t, values, unit = self.language, printed["values"], printed["unit"]
        if unit == "direction":
            return t.gettext("a fall")
        if unit == "years":
            return self.numbers.years([int(year) for year in values])
        said = [self.measure(value, unit, printed["precision"], printed=True) for value in values]
        if printed["qualifier"] == "range":
            return t.gettext("%(low)s to %(high)s", low=said[0], high=said[1])
        if printed["qualifier"] == "about":
            return t.gettext("about %(value)s", value=said[0])
        if printed["qualifier"] == "nearly":
            return t.gettext("nearly %(value)s", value=said[0])
        if printed["qualifier"] == "over":
            return t.gettext("just over %(value)s", value=said[0])
        if printed["qualifier"] == "at least":
            return t.gettext("more than %(value)s", value=said[0])
        return said[0]

    def value(self, item: Item) -> str:
        """The computed value of an evaluation."""
        return self.measure(item["value"], item["unit"], item["printed"]["precision"])

    def period(self, period: str) -> str:
        """A year or span of the frames, as text."""
        first, _, last = period.partition("/")
        return self.numbers.span(int(first), int(last or first))

    def statement(self, claim: Item) -> Markup:
        """What the article says, set apart from what is said about it."""
        return Markup('<i class="statement">{}</i>').format(self.language.said(claim["claim"]))

    def inside(self, reading: str) -> str:
        """A reading as it stands inside a sentence."""
        return self.language.said(reading)

    # ---- parts of sentences and cells ----------------------------------------------------------------------------
    def words(self, claim: Item, item: Item) -> dict[str, str | Markup]:
        """The named places that most sentences share."""
        return {
            "claim": self.statement(claim),
            "computed": self.value(item),
            "evidence": self.evidence_name(item["evidence"]),
            "reading": self.inside(item["reading"]),
        }

    def computed(self, item: Item) -> Markup:
        """One line of the ledger: evidence, value, verdict; what sets the reading apart where it is not the first."""
        t = self.language
        value = self.value(item)
        if item["bound"] == "upper":
            value = t.gettext("at most %(value)s", value=value)
        elif item["bound"] == "lower":
            value = t.gettext("at least %(value)s", value=value)
        verdict = str(item["verdict"])
        line = Markup('<span class="evidence">{}</span> {}, <span class="verdict-word {}">{}</span>').format(
            self.evidence_name(item["evidence"]), value, verdict.replace(" ", "-"), self.verdict_names()[verdict]
        )
        if item["as_of"]:
            line += Markup(' <span class="reading">({})</span>').format(t.vintage(item["as_of"]))
        elif item["part"] or not item["main"]:
            line += Markup(' <span class="reading">({})</span>').format(self.inside(item["reading"]))
        return line

    def today(self, claim: Item) -> list[str]:
        """Whether the statement would hold today, with value and period, and for which periods it does."""
        t, today = self.language, claim["today"]
        if not today or today["value"] is None:
            return [""]
        places = {"value": self._newest(claim, today), "period": self.period(today["period"])}
        if today["holds"] == "yes":
            lines = [t.gettext("yes: %(value)s (%(period)s)", **places)]
        elif today["holds"] == "no":
            lines = [t.gettext("no: %(value)s (%(period)s)", **places)]
        else:
            lines = [t.gettext("%(value)s (%(period)s)", **places)]
        return lines + [Markup('<span class="reading">{}</span>').format(text) for text in self._every(claim)]

    def _newest(self, claim: Item, today: Item) -> str:
        return self.measure(today["value"], today["unit"], claim["printed"]["precision"])

    def _every(self, claim: Item) -> Iterator[str]:
        """The years, or last years of spans, for which the statement holds on the evidence that speaks for today."""
        for item in claim["evaluations"]:
            if (
                item["when"] == "every"
                and item["main"]
                and item["evidence"] == claim["today"]["evidence"]
                and item["value"]
            ):
                yield self.language.gettext("holds for %(years)s", years=self.numbers.years(item["value"]))

    def cited(self, claim: Item) -> list[str]:
        """The source that the article cites."""
        return [self.language.said(claim["cites"])]

    def deciding(self, claim: Item) -> list[str]:
        """The source that would decide the claim, if the snapshots leave it open."""
        t, undecided = self.language, claim["undecided"]
        if not undecided:
            return []
        source = t.said(undecided["source"])
        if undecided["series"]:
            source = t.gettext("%(source)s: %(series)s", source=source, series=t.said(undecided["series"]))
        return [Markup('<span class="reading">{}</span>').format(source)]


def _places(step: float) -> int:
    """The decimals that a step of rounding needs."""
    places = 0
    while step < 1 and places < 6:
        step, places = step * 10, places + 1
    return places
