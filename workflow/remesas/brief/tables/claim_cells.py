"""The cells of the ledger: what each evidence gives in every reading, the verdict, today, and the sources."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from remesas.brief.tables.model import Cell
from remesas.brief.text.claim_phrases import Item, Phrases
from remesas.brief.words.language import Language

DECADE = (9, 10)
"""Years between first and last that make a period a decade."""
ROLES = ("reading", "premise", "aside")


@dataclass(frozen=True)
class Cells:
    """Makes the cells of a claim; ``traced`` gives numbers the address of their evaluation, as sentences want it."""

    phrases: Phrases
    traced: bool = False

    @property
    def language(self) -> Language:
        """Words."""
        return self.phrases.language

    def printed(self, claim: Item) -> Cell:
        """The printed value, and those of parts that print something else; what they imply stays out."""
        own = claim["printed"]
        parts = [
            part
            for part in claim["parts"].values()
            if part["values"] != own["values"] and part["unit"] in (own["unit"], "USD / hour")
            and part["qualifier"] == "exact"
        ]  # fmt: skip
        return self._cell(self.language.gettext("Printed"), [self.phrases.printed(item) for item in (own, *parts)])

    def computed(self, claim: Item) -> Cell:
        """A line for each evidence, with every reading, the first one first; below it what would decide the claim."""
        judged = [item for item in claim["evaluations"] if item["when"] == "then"]
        parts = ["", *claim["parts"]]
        shown = sorted(
            (item for item in judged if not item["as_of"] or _differs(item, judged)),
            key=lambda item: (
                parts.index(item["part"]), ROLES.index(item["role"]), not item["main"], bool(item["as_of"])
            ),
        )  # fmt: skip
        lines: list[str] = []
        for evidence in dict.fromkeys(item["evidence"] for item in judged):
            own = [item for item in shown if item["evidence"] == evidence]
            name = next((self.phrases.evidence(item) for item in own if item["value"] is not None), "")
            lines.append(
                Markup('<span class="evidence">{}</span> {}').format(
                    name or self.phrases.evidence_name(evidence),
                    Markup(self.phrases.numbers.apart).join(map(self._reading, own)),
                )
            )
        return self._cell(self.language.gettext("Computed"), [*lines, *self.deciding(claim)])

    def verdict(self, claim: Item) -> Cell:
        """The overall verdict; what is possible, or which premise fails, below it."""
        word = str(claim["overall"])
        texts = [self.phrases.verdict_names()[word], *map(_small, self._because(claim))]
        return self._cell(self.language.gettext("Verdict"), texts, f"verdict {word.replace(' ', '-')}")

    def today(self, claim: Item) -> Cell:
        """How the statement stands today, and in which periods it held."""
        every = [item for item in claim["evaluations"] if item["when"] == "every" and item["main"]]
        return self._cell(self.language.gettext("Today"), self.then_and_now(claim, every))

    def then_and_now(self, claim: Item, every: Sequence[Item]) -> list[str]:
        """For each part how it stands today, by evidence where those conflict, and in which periods it held."""
        today = claim["today"]
        shown = [claim["evaluations"][place] for place in today["lines"]] if today else []
        lines: list[str] = []
        for part in dict.fromkeys(item["part"] for item in (*shown, *every)):
            lines += [self.now(claim, item) for item in shown if item["part"] == part]
            held = [item for item in every if item["part"] == part and item["by_period"]]
            alone = len({item["evidence"] for item in (*shown, *held) if item["part"] == part}) == 1
            lines += [_small(self.held(item) if alone else self._by(claim, item)) for item in held]
        return lines

    def cited(self, claim: Item) -> Cell:
        """The source that the article cites."""
        return self._cell(self.language.gettext("Source"), [self.language.said(claim["cites"])])

    def deciding(self, claim: Item) -> list[str]:
        """The source that would decide the claim, if the snapshots leave it open."""
        t, undecided = self.language, claim["undecided"]
        if not undecided:
            return []
        source = t.said(undecided["source"])
        if undecided["series"]:
            source = t.gettext("%(source)s: %(series)s", source=source, series=t.said(undecided["series"]))
        return [_small(t.gettext("would settle it: %(source)s", source=source))]

    # ---- lines -------------------------------------------------------------------------------------------------------
    def now(self, claim: Item, item: Item) -> Markup:
        """How a statement stands in the newest period: answer, value, period, evidence, and the part it is about."""
        t = self.language
        value = self.phrases.figure(item) if self.traced else self.phrases.value(item)
        if item["times_then"] is not None:
            times = self.phrases.measure(item["times_then"], "ratio", 0.1, printed=True)
            value = t.gettext("%(value)s, %(times)s as much as then", value=value, times=times)
        if item["holds"] == "yes":
            value = t.gettext("yes: %(value)s", value=value)
        elif item["holds"] == "no":
            value = t.gettext("no: %(value)s", value=value)
        about = [self.phrases.period(item["period"]), self.phrases.evidence(item)]
        if item["part"] or item["named"] is not None:
            about = [self.phrases.reading(item), self.phrases.evidence(item)]
        return Markup("{} {}").format(value, _small(f"({', '.join(about)})"))

    def held(self, item: Item) -> str:
        """In which of the periods that have figures a statement held on one evidence."""
        t, n = self.language, self.phrases.numbers
        ends = [int(period.split("/")[-1]) for period in item["by_period"]]
        places = {
            "years": n.years(item["value"]), "count": n.amount(len(ends)),
            "coverage": n.span(min(ends), max(ends)),
        }  # fmt: skip
        first, last = item["span"]
        kind = "years" if first == last else "decades" if last - first in DECADE else "spans"
        if len(item["value"]) == len(ends):
            return {
                "years": t.gettext("held in all %(count)s years that have figures", **places),
                "decades": t.gettext("held in all %(count)s decades that have figures", **places),
                "spans": t.gettext("held in all %(count)s spans that have figures", **places),
            }[kind]
        if not item["value"]:
            return {
                "years": t.gettext("held in none of %(count)s years, %(coverage)s", **places),
                "decades": t.gettext("held in none of %(count)s decades ending in %(coverage)s", **places),
                "spans": t.gettext("held in none of %(count)s spans ending in %(coverage)s", **places),
            }[kind]
        return {
            "years": t.gettext("held in %(years)s, of %(count)s years with figures", **places),
            "decades": t.gettext("held in decades ending in %(years)s, of %(count)s with figures", **places),
            "spans": t.gettext("held in spans ending in %(years)s, of %(count)s with figures", **places),
        }[kind]

    def most(self, claim: Item, item: Item) -> str:
        """The highest of the ratios of all periods."""
        period, value = max(item["by_period"].items(), key=lambda pair: pair[1])
        return self.language.gettext(
            "the most was %(value)s, in %(period)s (%(evidence)s)",
            value=self._linked(item, self.phrases.measure(value, "ratio", 1), value),
            period=self.phrases.period(period),
            evidence=self._whose(claim, item),
        )  # fmt: skip

    def _by(self, claim: Item, item: Item) -> str:
        """In which periods a statement held, with the evidence."""
        return self.language.gettext("%(held)s (%(evidence)s)", held=self.held(item), evidence=self._whose(claim, item))

    def _whose(self, claim: Item, item: Item) -> str:
        """The evidence of an evaluation of every period, which has no sources of its own."""
        return self.phrases.evidence(
            next(other for other in claim["evaluations"] if other["main"] and _place(other) == _place(item))
        )

    def possible(self, claim: Item) -> str:
        """Between which limits the printed value lies; nothing where there is none."""
        t, measure = self.language, self.phrases.measure
        unit, precision = claim["printed"]["unit"], claim["printed"]["precision"]
        low, high = (
            None if limit is None else self._linked(_of_limit(claim, limit), measure(limit, unit, precision), limit)
            for limit in claim["limits"]
        )
        if low and high:
            return t.gettext("between %(low)s and %(high)s", low=low, high=high)
        if low:
            return t.gettext("no less than %(low)s", low=low)
        return t.gettext("no more than %(high)s", high=high) if high else ""

    def _linked(self, item: Item | None, said: str, value: float) -> str:
        """A number that an evaluation leads to, with its provenance if the line stands in a sentence."""
        if not (self.traced and item):
            return said
        return self.phrases.context.number(said, value, self.phrases.context.provenances.of_evaluation(item))

    def _because(self, claim: Item) -> Iterator[str]:
        t = self.language
        limits = self.possible(claim)
        if limits and claim["overall"] == "consistent":
            yield t.gettext("possible: %(limits)s", limits=limits)
        elif limits and claim["overall"] == "mixed":
            yield t.gettext("the number is possible: %(limits)s", limits=limits)
        if claim["premise_fails"]:
            failing = next(
                item
                for item in claim["evaluations"]
                if item["role"] == "premise" and item["verdict"] in ("contradicted", "inconsistent")
            )
            yield t.gettext("its premise fails: %(value)s", value=self.phrases.value(failing))

    def _reading(self, item: Item) -> Markup:
        """Value, verdict, reading; what is no reading of the wording stands without a verdict."""
        t, value, verdict = self.language, self.phrases.value(item), str(item["verdict"])
        reading = self.phrases.reading(item if item["main"] else {**item, "concept": ""})
        if item["as_of"]:
            reading = t.gettext("in the vintage of %(vintage)s", vintage=t.vintage(item["as_of"]))
        if item["role"] == "aside":
            value = t.gettext("beside it %(value)s", value=value)
            return Markup('{} <span class="reading">({})</span>').format(value, reading)
        return Markup('{}, <span class="verdict-word {}">{}</span> <span class="reading">({})</span>').format(
            value, verdict.replace(" ", "-"), self.phrases.verdict_names()[verdict], reading
        )

    def _cell(self, name: str, texts: Sequence[str], look: str = "") -> Cell:
        """A cell with one line a text and, for narrow screens, the name of its column; the CSV joins by semicolons."""
        filled = [text for text in texts if text]
        field = Markup('<span class="field">{}</span>').format(name) if filled else Markup()
        plain = "; ".join(str(Markup(text).striptags()) for text in filled)
        return Cell(field + Markup("<br>").join(filled), plain, kind="text", look=look)


def _place(item: Item) -> tuple[str, str]:
    return item["evidence"], item["part"]


def _of_limit(claim: Item, limit: float) -> Item | None:
    """The evaluation that sets a limit."""
    return next((item for item in claim["evaluations"] if item["value"] == limit), None)


def _differs(older: Item, items: Sequence[Item]) -> bool:
    """Whether an older vintage of a main reading comes to another verdict than today's data."""
    today = [item for item in items if item["main"] and not item["as_of"] and _place(item) == _place(older)]
    return bool(older["main"]) and any(item["verdict"] != older["verdict"] for item in today)


def _small(text: str) -> Markup:
    return Markup('<span class="reading">{}</span>').format(text)
