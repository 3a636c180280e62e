"""Values, evidence and verdicts of the claims in words, in the language of the brief."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from remesas.brief.context import Context
from remesas.brief.words.language import Language
from remesas.brief.words.numbers import MINUS, Numbers
from remesas.claims.verdicts import CLOSE

THOUSAND, MILLION = 1e3, 1e6
"""US$ million in a billion and in a trillion."""
RATIO_PLACES = 2
"""Decimals of a computed ratio."""
NAMED_YEARS = 5
"""How many tested years are told one by one."""
Item = dict[str, Any]


@dataclass(frozen=True)
class Phrases:
    """How the ledger speaks."""

    context: Context

    @property
    def language(self) -> Language:
        """Words."""
        return self.context.language

    @property
    def numbers(self) -> Numbers:
        """Number formats."""
        return self.context.language.numbers

    # ---- names ---------------------------------------------------------------------------------------------------
    def verdict_names(self) -> dict[str, str]:
        """The verdicts in words, overall ones included."""
        t = self.language
        return {
            "confirmed": t.pgettext("verdict", "confirmed"),
            "about right": t.pgettext("verdict", "about right"),
            "revised": t.pgettext("verdict", "revised"),
            "depends on the reading": t.pgettext("verdict", "depends on the reading"),
            "mixed": t.pgettext("verdict", "divided"),
            "unit slip": t.pgettext("verdict", "unit slip"),
            "inconsistent": t.pgettext("verdict", "inconsistent"),
            "contradicted": t.pgettext("verdict", "contradicted"),
            "consistent": t.pgettext("verdict", "consistent"),
            "other definition": t.pgettext("verdict", "other definition"),
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
        return t.said(self.context.build.catalog.bases[evidence].label)

    def evidence(self, item: Item) -> str:
        """The evidence of an evaluation by its sources: whose series, and what stands beside print."""
        t, sources = self.language, self.context.build.catalog.sources
        if item["evidence"] == "other" and item["sources"]:
            return self.numbers.listed([t.said(sources[name].name) for name in item["sources"] if name in sources])
        name = self.evidence_name(item["evidence"])
        if item["beside"] == ["article"]:
            return t.gettext("%(evidence)s with the article's numbers", evidence=name)
        if item["beside"]:
            others = self.numbers.listed([t.said(sources[source].name) for source in item["beside"]])
            return t.gettext("%(evidence)s with %(others)s", evidence=name, others=others)
        return name

    def section(self, section: str) -> str:
        """The article's section, its notes counted with it."""
        return self.language.gettext("Section %(section)s of the article", section=section.split(",")[0])

    def legend(self) -> str:
        """What the verdicts mean."""
        return self.language.gettext(
            "Confirmed: equal at the printed precision, and within %(limit)s. About right: within %(limit)s, or the "
            "order stated holds. Revised: held in an older vintage or first print, not today. Depends on the reading: "
            "the first reading of the wording fails, another holds. Divided: evidences, or parts of the statement, "
            "fare differently. Unit slip: a factor of a thousand out. Inconsistent: fails on nothing but the "
            "article's own tables and numbers. Contradicted: fails on other data. Consistent: the data only set a "
            "limit, which it keeps to. Other definition: the series measures something else, so that its difference "
            "does not count.",
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
        # Whole units decide the form: French has the singular below two.
        if precision < 10:
            return t.ngettext("US$%(amount)s million", "US$%(amount)s million", int(value), amount=n.amount(value))
        if abs(value) >= MILLION:
            places = _places(precision / MILLION) if printed else 1
            amount = n.amount(value / MILLION, places)
            return t.ngettext("US$%(amount)s trillion", "US$%(amount)s trillion", int(value / MILLION), amount=amount)
        places = _places(precision / THOUSAND)
        amount = n.amount(value / THOUSAND, places if printed else max(1, places))
        return t.ngettext("US$%(amount)s billion", "US$%(amount)s billion", int(value / THOUSAND), amount=amount)

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
        """The computed value of an evaluation: a limit or best rank as such, a balance as a deficit or a surplus."""
        t, value, printed = self.language, item["value"], item["printed"]
        if value is None:
            return t.gettext("no figure")
        if item["named"] is not None:
            return self._of_named(item)
        sign = printed["sign"]
        if sign and value < 0:
            said = self.measure(-value, item["unit"], printed["precision"])
            if sign == "deficit":
                return t.gettext("a surplus of %(value)s", value=said)
            return t.gettext("a deficit of %(value)s", value=said)
        said = self.measure(value, item["unit"], printed["precision"])
        if item["unit"] == "rank" and (item["bound"] == "lower" or item["left_out"]):
            return t.gettext("%(rank)s at best", rank=said)
        if item["bound"] == "upper":
            return t.gettext("at most %(value)s", value=said)
        if item["bound"] == "lower":
            return t.gettext("at least %(value)s", value=said)
        return said

    def figure(self, item: Item) -> str:
        """The computed value inside a sentence: a number with the provenance of its evaluation."""
        said, value = self.value(item), item["value"]
        if not isinstance(value, int | float):
            return said
        return self.context.number(said, value, self.context.provenances.of_evaluation(item))

    def _of_named(self, item: Item) -> str:
        """Which of the years that were tested passed; how many where there are too many to name."""
        t, found, named = self.language, item["value"], item["named"]
        if len(named) > NAMED_YEARS:
            return t.gettext(
                "%(found)s of %(named)s years", found=self.numbers.amount(len(found)),
                named=self.numbers.amount(len(named)),
            )  # fmt: skip
        return self.measure(found, "years", 1)

    def period(self, period: str) -> str:
        """A year or span of the frames, as text."""
        first, _, last = period.partition("/")
        return self.numbers.span(int(first), int(last or first))

    def statement(self, claim: Item) -> Markup:
        """What the article says, set apart from what is said about it."""
        return Markup('<i class="statement">{}</i>').format(self.language.said(claim["claim"]))

    def reading(self, item: Item) -> str:
        """A reading as it stands inside a sentence, with its years, and what another concept measures."""
        said = self.language.said(item["wording"]).replace("{period}", self.numbers.span(*item["span"]))
        if not item["concept"]:
            return said
        return self.language.gettext(
            "%(reading)s; %(concept)s", reading=said, concept=self.language.said(item["concept"])
        )

    def words(self, claim: Item, item: Item) -> dict[str, str | Markup]:
        """The named places that most sentences share."""
        return {
            "claim": self.statement(claim),
            "computed": self.figure(item),
            "evidence": self.evidence(item),
            "reading": self.reading(item),
        }


def _places(step: float) -> int:
    """The decimals that a step of rounding needs."""
    places = 0
    while step < 1 and places < 6:
        step, places = step * 10, places + 1
    return places
