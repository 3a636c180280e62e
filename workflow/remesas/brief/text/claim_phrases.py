"""Put values and lines of the claims into words: what sentences and cells of the ledger share."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from remesas.brief.context import Context
from remesas.brief.text.claim_names import describe_evidence, set_small, write_period, write_reading
from remesas.brief.words.numbers import MINUS
from remesas.claims.entries import LedgerEntry, Line
from remesas.claims.statements import Printed
from remesas.claims.vocabulary import Unit, Value
from remesas.core.notes import UNCLASSIFIED, UNCLASSIFIED_EXPORTS

THOUSAND, MILLION = 1e3, 1e6
"""US$ million in a billion and in a trillion."""
LEAST, SMALL = 1, 100
"""US$ million below which a computed amount is written in dollars, and in millions though print has billions."""
RATIO_PLACES = 2
"""Decimals of a computed ratio."""
NAMED_YEARS = 5
"""How many tested years are named one by one."""
DECADE = (9, 10)
"""Years between first and last that make a period a decade."""


# ---- values ----------------------------------------------------------------------------------------------------------
def write_measure(context: Context, value: Value, unit: Unit, precision: float, *, printed: bool = False) -> str:
    """A value with its unit; computed values show a digit more than print where print has none."""
    t, n = context.language, context.language.numbers
    if isinstance(value, tuple):
        return n.years(value) if value else t.gettext("no year")
    if value is None:
        return n.amount(None)
    places = _places(precision) if printed else max(1, _places(precision))
    match unit:
        case "USD million":
            return write_money(context, value, precision, printed=printed)
        case "rank":
            return t.gettext("rank %(rank)s", rank=n.amount(value))
        case "USD / hour":
            return t.gettext("US$%(amount)s an hour", amount=n.amount(value, 2))
        case "percent":
            return n.percent(value, places)
        case "percent a year":
            return t.gettext("%(number)s a year", number=n.percent(value, places))
        case "ratio":
            return t.gettext("%(number)s times", number=n.amount(value, places if printed else RATIO_PLACES))
    return _write_count(context, value, unit)


def _write_count(context: Context, value: float, unit: Unit) -> str:
    t, number = context.language, context.language.numbers.amount(value)
    named: dict[Unit, str] = {
        "persons": t.gettext("%(number)s people", number=number),
        "persons a year": t.gettext("%(number)s people a year", number=number),
        "percentage points": t.gettext("%(number)s points", number=number),
        "km": t.gettext("%(number)s km", number=number),
        "crossings a day": t.gettext("%(number)s a day", number=number),
        "journeys a year": t.gettext("%(number)s a year", number=number),
    }
    return named.get(unit, number)


def write_money(context: Context, value: float, precision: float, *, printed: bool = False) -> str:
    """US$ million in the unit in which the article would print it."""
    t, n = context.language, context.language.numbers
    if value < 0:
        return MINUS + write_money(context, -value, precision, printed=printed)
    # Whole units decide the form: French has the singular below two.
    if value < LEAST and not printed:
        return t.ngettext("US$%(amount)s", "US$%(amount)s", int(value * MILLION), amount=n.amount(value * MILLION))
    if precision < 10 or (value < SMALL and not printed):
        return t.ngettext("US$%(amount)s million", "US$%(amount)s million", int(value), amount=n.amount(value))
    if value >= MILLION:
        places = _places(precision / MILLION) if printed else 1
        amount = n.amount(value / MILLION, places)
        return t.ngettext("US$%(amount)s trillion", "US$%(amount)s trillion", int(value / MILLION), amount=amount)
    places = _places(precision / THOUSAND)
    amount = n.amount(value / THOUSAND, places if printed else max(1, places))
    return t.ngettext("US$%(amount)s billion", "US$%(amount)s billion", int(value / THOUSAND), amount=amount)


def write_print(context: Context, printed: Printed) -> str:
    """A printed value with its qualifier."""
    t, unit = context.language, printed.unit
    if unit == "direction":
        return t.gettext("a fall")
    if unit == "years":
        return t.numbers.years([int(year) for year in printed.values])
    value, *others = (
        write_measure(context, number, unit, printed.precision, printed=True) for number in printed.values
    )
    match printed.qualifier:
        case "range":
            return t.gettext("%(low)s to %(high)s", low=value, high=others[0])
        case "about":
            return t.gettext("about %(value)s", value=value)
        case "nearly":
            return t.gettext("nearly %(value)s", value=value)
        case "over":
            return t.gettext("just over %(value)s", value=value)
        case "at least":
            return t.gettext("more than %(value)s", value=value)
    return value


def write_value(context: Context, line: Line) -> str:
    """The computed value of a line: a limit or best rank as such, a balance as a deficit or a surplus."""
    t, value, sign = context.language, line.value, line.printed.sign
    if value is None:
        return t.gettext("no figure")
    if line.named is not None and isinstance(value, tuple):
        return _write_named(context, value, line.named)
    if sign and isinstance(value, float) and value < 0:
        text = write_measure(context, -value, line.unit, line.printed.precision)
        if sign == "deficit":
            return t.gettext("a surplus of %(value)s", value=text)
        return t.gettext("a deficit of %(value)s", value=text)
    if isinstance(value, float) and line.unit == "rank":
        return t.gettext("rank %(rank)s", rank=write_rank(context, value, line))
    text = write_measure(context, value, line.unit, line.printed.precision)
    if line.open_years and not value and len(line.open_years) == line.span[1] - line.span[0] + 1:
        return t.gettext("not known: %(open)s", open=t.numbers.years(line.open_years))
    if line.open_years:
        return t.gettext("%(years)s; not known: %(open)s", years=text, open=t.numbers.years(line.open_years))
    if line.bound == "upper":
        return t.gettext("at most %(value)s", value=text)
    if line.bound == "lower":
        return t.gettext("at least %(value)s", value=text)
    return text


def write_rank(context: Context, value: float, line: Line) -> str:
    """The number of a computed rank, as the best that it can be where others among whom it ranks are missing."""
    t, number = context.language, context.language.numbers.amount(value)
    return t.gettext("%(rank)s at best", rank=number) if line.bound == "lower" or line.left_out else number


def _write_named(context: Context, years: Sequence[int], named: Sequence[int]) -> str:
    """Which of the years that were tested passed; how many where there are too many to name."""
    t, n = context.language, context.language.numbers
    if len(named) > NAMED_YEARS:
        return t.gettext("%(found)s of %(named)s years", found=n.amount(len(years)), named=n.amount(len(named)))
    return n.years(years) if years else t.gettext("no year")


def list_amounts(context: Context, line: Line) -> Markup:
    """The amounts that a line ranks, each with the name of its series."""
    t, series = context.language, context.build.catalog.series
    amounts = [
        t.gettext(
            "%(series)s %(amount)s",
            series=t.noun(series[item.series].label),
            amount=context.number(
                write_money(context, item.value, 1), item.value, context.provenances.of_observation(item)
            ),
        )
        for item in line.observations
    ]
    return Markup(t.numbers.apart).join(amounts)


def link_number(context: Context, line: Line, text: str, value: float) -> Markup:
    """A number that leads to the evaluation that gave it."""
    return context.number(text, value, context.provenances.of_evaluation(line))


def link_value(context: Context, line: Line) -> str:
    """The computed value of a line as it stands in a sentence."""
    text = write_value(context, line)
    return link_number(context, line, text, line.value) if isinstance(line.value, float) else text


def _places(step: float) -> int:
    """The decimals that a step of rounding needs."""
    places = 0
    while step < 1 and places < 6:
        step, places = step * 10, places + 1
    return places


# ---- lines -----------------------------------------------------------------------------------------------------------
def write_then_and_now(context: Context, entry: LedgerEntry, every: Sequence[Line]) -> list[str]:
    """For each part how it stands today, by evidence where those conflict, and in which periods it held."""
    texts: list[str] = []
    for part in dict.fromkeys(line.part for line in (*entry.today_lines, *every)):
        today = [line for line in entry.today_lines if line.part == part]
        judged = [line for line in every if line.part == part and line.by_period]
        texts += [write_newest(context, line) for line in today]
        alone = len({line.evidence for line in (*today, *judged)}) == 1
        texts += [set_small(write_held(context, line, None if alone else entry)) for line in judged]
    return texts


def write_newest(context: Context, line: Line) -> Markup:
    """How a statement stands in the newest period: answer, value, period, evidence, and the part it is about."""
    t, value = context.language, write_value(context, line)
    if line.times_then is not None:
        times = write_measure(context, line.times_then, "ratio", 0.1, printed=True)
        value = t.gettext("%(value)s, %(times)s as much as then", value=value, times=times)
    value = answer(context, line, value, line.holds)
    # a reading without a place for its period may name the period of print: that is none of the newest figures
    whole = (line.part or line.named is not None) and "{period}" in line.wording
    about = write_reading(context, line) if whole else write_period(context, line.period)
    told = [f"{about}, {describe_evidence(context, line)}", *tell_unclassified(context, line)]
    return Markup("{} {}").format(value, set_small(f"({t.numbers.apart.join(told)})"))


def answer(context: Context, line: Line, value: str, holds: str) -> str:
    """A value behind the answer that it gives, yes or no; of years, that these are when the statement holds."""
    t, years = context.language, bool(line.value) and isinstance(line.value, tuple) and line.named is None
    if holds == "yes":
        return t.gettext("yes, in %(value)s", value=value) if years else t.gettext("yes: %(value)s", value=value)
    if holds == "no":
        return t.gettext("no, only in %(value)s", value=value) if years else t.gettext("no: %(value)s", value=value)
    return t.gettext("in %(value)s", value=value) if years else value


def tell_unclassified(context: Context, line: Line) -> Iterator[str]:
    """That what a line found rests on classes of goods beside which much of the trade is in none, if it does."""
    for remark in (UNCLASSIFIED, UNCLASSIFIED_EXPORTS):
        if line.value not in (None, ()) and any(remark.text in item.note for item in line.observations):
            yield context.translate_note(remark.text)


def write_held(context: Context, line: Line, entry: LedgerEntry | None = None) -> str:
    """In which of the periods that have figures a statement held; with the evidence if its entry is given."""
    t = context.language
    text = _write_periods(context, line)
    if entry is None:
        return text
    return t.gettext("%(held)s (%(evidence)s)", held=text, evidence=_describe_main_evidence(context, entry, line))


def _write_periods(context: Context, line: Line) -> str:
    t, n = context.language, context.language.numbers
    ends = [int(period.split("/")[-1]) for period in line.by_period]
    years = line.value if isinstance(line.value, tuple) else ()
    places = {"years": n.years(years), "count": n.amount(len(ends)), "coverage": n.span(min(ends), max(ends))}
    length = line.span[1] - line.span[0]
    kind = "years" if not length else "decades" if length in DECADE else "spans"
    if len(ends) == 1:
        return (
            t.gettext("held in the only period that has figures, to %(coverage)s", **places)
            if years
            else t.gettext("did not hold in the only period that has figures, to %(coverage)s", **places)
        )
    if len(years) == len(ends):
        return {
            "years": t.gettext("held in all %(count)s years that have figures", **places),
            "decades": t.gettext("held in all %(count)s decades that have figures", **places),
            "spans": t.gettext("held in all %(count)s spans that have figures", **places),
        }[kind]
    if not years:
        return {
            "years": t.gettext("held in none of %(count)s years, %(coverage)s", **places),
            "decades": t.gettext("held in none of %(count)s decades ending in %(coverage)s", **places),
            "spans": t.gettext("held in none of %(count)s spans ending in %(coverage)s", **places),
        }[kind]
    return {
        "years": t.gettext("held in %(years)s, of %(count)s years with figures", **places),
        "decades": t.ngettext(
            "held in the decade ending in %(years)s, of %(count)s with figures",
            "held in decades ending in %(years)s, of %(count)s with figures",
            len(years),
            **places,
        ),
        "spans": t.ngettext(
            "held in the span ending in %(years)s, of %(count)s with figures",
            "held in spans ending in %(years)s, of %(count)s with figures",
            len(years),
            **places,
        ),
    }[kind]


def _describe_main_evidence(context: Context, entry: LedgerEntry, line: Line) -> str:
    """The evidence of a line about every period, which has no sources itself."""
    return describe_evidence(
        context, next(other for other in entry.evaluations if other.main and other.place == line.place)
    )


def write_limits(context: Context, entry: LedgerEntry) -> str:
    """Between which limits the printed value lies; nothing where there is none."""
    t = context.language
    low, high = (_write_limit(context, entry, limit) for limit in entry.limits)
    if low and high:
        return t.gettext("between %(low)s and %(high)s", low=low, high=high)
    if low:
        return t.gettext("no less than %(low)s", low=low)
    return t.gettext("no more than %(high)s", high=high) if high else ""


def _write_limit(context: Context, entry: LedgerEntry, limit: float | None) -> str:
    if limit is None:
        return ""
    return write_measure(context, limit, entry.printed.unit, entry.printed.precision)
