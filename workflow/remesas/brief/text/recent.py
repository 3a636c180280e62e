"""Tell the last months: the sum over twelve months and its path, and what moved it, number or size of the transfers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd
from markupsafe import Markup

from remesas.brief.context import Context
from remesas.brief.provenance import MILLION, Provenance
from remesas.brief.text.cells import write_size
from remesas.build import BILLION
from remesas.core.rounding import round_half_up
from remesas.core.rows import records, since


@dataclass(frozen=True)
class Windows:
    """Sums over twelve months, or what is computed from them: ``rows`` of the frame by last month (``YYYY-MM``)."""

    rows: Mapping[str, Any]

    @property
    def values(self) -> pd.Series:
        """The values that there are, by month."""
        held = {month: float(row.obs_value) for month, row in self.rows.items() if pd.notna(row.obs_value)}
        return pd.Series(held, dtype=float).sort_index()

    @property
    def newest(self) -> str:
        """The last month with a value; empty if there is none."""
        return str(max(self.values.index, default=""))

    def provenance(self, context: Context, month: str) -> Provenance:
        """Where the value of a month comes from."""
        return context.provenances.of_windows(self.rows[month])


def find_monthly_basis(context: Context) -> str | None:
    """The first basis whose lead column is known by months."""
    held = set(context.build.twelve_months["basis"])
    return next((basis for basis in context.build.bases if basis in held), None)


def read_windows(context: Context, measure: str) -> Windows:
    """The windows of a measure (see ``frames.TWELVE_MONTHS``)."""
    rows = context.build.twelve_months
    own = rows[(rows["basis"] == find_monthly_basis(context)) & (rows["measure"] == measure)]
    return Windows({row.time_period: row for row in records(own)})


def count_months(first: str, last: str) -> int:
    """How many months one month is after another."""
    return int(pd.Period(last, freq="M").ordinal - pd.Period(first, freq="M").ordinal)


# ---- the path --------------------------------------------------------------------------------------------------------
def tell_path(context: Context) -> Iterator[str]:
    """The newest sum over twelve months, how far it is below the highest one, and since when."""
    t, amounts = context.language, read_windows(context, "amount")
    values = amounts.values
    if not len(values):
        return
    newest, peak = amounts.newest, str(values.idxmax())
    words = {"month": t.numbers.period(newest), "amount": _write_billions(context, amounts, newest)}
    if peak == newest:
        yield t.gettext(
            "In the twelve months to %(month)s remittances came to US$%(amount)s billion, more than in any twelve "
            "months before.",
            **words,
        )
        return
    behind, highest = (amounts.provenance(context, month) for month in (newest, peak))
    below, count = 100 * (1 - values[newest] / values[peak]), count_months(peak, newest)
    words |= {
        "size": context.number(
            t.numbers.percent(below),
            below,
            behind.computed(t.gettext("100 × (1 − newest / highest)"), "percent", highest),
        ),
        "most": _write_billions(context, amounts, peak),
        "peak": t.numbers.period(peak),
        "count": _count(context, count, t.gettext("months from the highest sum to the newest"), behind, highest),
    }
    yield t.ngettext(
        "In the twelve months to %(month)s remittances came to US$%(amount)s billion, %(size)s below their highest, "
        "US$%(most)s billion in the twelve months to %(peak)s, %(count)s month before.",
        "In the twelve months to %(month)s remittances came to US$%(amount)s billion, %(size)s below their highest, "
        "US$%(most)s billion in the twelve months to %(peak)s, %(count)s months before.",
        count,
        **words,
    )


def _tell_falls(context: Context) -> Iterator[str]:
    """In how many of the months since the highest sum the sum fell; breaks of the series in between."""
    t, amounts = context.language, read_windows(context, "amount")
    values = amounts.values
    newest, peak = amounts.newest, str(values.idxmax()) if len(values) else ""
    later = values[values.index >= peak]
    if len(later) < 3 or len(later) != count_months(peak, newest) + 1:
        return
    falls = int((later.diff() < 0).sum())
    behind = [amounts.provenance(context, month) for month in later.index]
    formula = t.gettext("months in which the sum over twelve months fell")
    yield t.gettext(
        "The sum fell in %(falls)s of these %(count)s months.",
        falls=_count(context, falls, formula, *behind),
        count=t.numbers.amount(len(later) - 1),
    )
    breaks = [month for month in later.index[1:] if amounts.rows[month].obs_status == "B"]
    if breaks:
        yield t.gettext(
            "Between the two the series breaks (%(months)s): part of the difference is a change of what is counted.",
            months=t.numbers.period(breaks[0]),
        )


def _tell_doubts(context: Context) -> Iterator[str]:
    """Which of the sums that the path names rest on a month that a check of the data finds wrong."""
    t, amounts = context.language, read_windows(context, "amount")
    values = amounts.values
    for month in sorted({str(values.idxmax()), amounts.newest}) if len(values) else ():
        row = amounts.rows[month]
        if row.obs_status == "U":
            yield t.gettext(
                "The sum for the twelve months to %(month)s may be wrong (%(note)s).",
                month=t.numbers.period(month),
                note=context.translate_note(row.note),
            )


def _tell_gap(context: Context) -> Iterator[str]:
    """Why the newest months have no sum, if they have none."""
    t, amounts = context.language, read_windows(context, "amount")
    last = max(amounts.rows, default="")
    if last > amounts.newest:
        yield t.gettext(
            "There is no sum for the twelve months to %(month)s (%(note)s).",
            month=t.numbers.period(last),
            note=context.translate_note(amounts.rows[last].note),
        )


# ---- number and size -------------------------------------------------------------------------------------------------
def tell_recent(context: Context) -> Iterator[str]:
    """The path, what moved it, and remittances beside foreign direct investment."""
    if find_monthly_basis(context) is None:
        return
    yield from tell_path(context)
    yield from _tell_doubts(context)
    yield from _tell_falls(context)
    yield from _tell_gap(context)
    yield from tell_transfers(context)
    yield from _tell_later_transfers(context)
    yield from _tell_investment(context)


def tell_transfers(context: Context) -> Iterator[str]:
    """How number and average size of the transfers changed on the twelve months before, and which moved the amount."""
    t, growth = context.language, read_windows(context, "average_growth")
    month = growth.newest
    if not month:
        return
    number, size = (read_windows(context, f"{name}_growth").values[month] for name in ("operations", "average"))
    yield t.gettext(
        "In the twelve months to %(month)s, compared with those before, %(number)s, and %(size)s.",
        number=_phrase_number(context, month, number),
        size=_phrase_size(context, month, size),
        month=t.numbers.period(month),
    )
    amount = read_windows(context, "amount_growth").values[month]
    if amount < 0 and number < 0 <= size:
        yield t.gettext("There were fewer transfers, not smaller ones.")
    elif amount < 0 and size < 0 <= number:
        yield t.gettext("Transfers were smaller, not fewer.")
    elif amount > 0 and size <= 0 < number:
        yield t.gettext("There were more transfers, not larger ones.")
    elif amount > 0 and number <= 0 < size:
        yield t.gettext("Transfers were larger, not more numerous.")


def _phrase_number(context: Context, month: str, growth: float) -> str:
    """How the number of transfers changed."""
    t = context.language
    words = {
        "size": _write_growth(context, "operations_growth", month),
        "count": _write(context, "operations", month, MILLION, 1),
    }
    if round_half_up(growth, 1) == 0:
        return t.gettext("the number of transfers stayed at %(count)s million", count=words["count"])
    if growth < 0:
        return t.gettext("the number of transfers fell by %(size)s to %(count)s million", **words)
    return t.gettext("the number of transfers rose by %(size)s to %(count)s million", **words)


def _phrase_size(context: Context, month: str, growth: float) -> str:
    """How the average transfer changed."""
    t = context.language
    words = {
        "size": _write_growth(context, "average_growth", month),
        "amount": _write(context, "average", month, 1, 0),
    }
    if round_half_up(growth, 1) == 0:
        return t.gettext("the average transfer stayed at US$%(amount)s", amount=words["amount"])
    if growth < 0:
        return t.gettext("the average transfer fell by %(size)s to US$%(amount)s", **words)
    return t.gettext("the average transfer rose by %(size)s to US$%(amount)s", **words)


def _tell_later_transfers(context: Context) -> Iterator[str]:
    """The number of transfers in months for which their amount is not known yet."""
    t, growth = context.language, read_windows(context, "operations_growth")
    month = growth.newest
    if month <= read_windows(context, "amount").newest:
        return
    words = {
        "month": t.numbers.period(month),
        "count": _write(context, "operations", month, MILLION, 1),
        "size": _write_growth(context, "operations_growth", month),
    }
    if growth.values[month] < 0:
        yield t.gettext(
            "For later months only the number of transfers is known: %(count)s million in the twelve months to "
            "%(month)s, %(size)s fewer than in the twelve months before.",
            **words,
        )
    else:
        yield t.gettext(
            "For later months only the number of transfers is known: %(count)s million in the twelve months to "
            "%(month)s, %(size)s more than in the twelve months before.",
            **words,
        )


# ---- foreign direct investment ---------------------------------------------------------------------------------------
def _tell_investment(context: Context) -> Iterator[str]:
    """The lead by foreign direct investment in the newest year that has both, and since when it is more."""
    t, table, basis = context.language, context.lead_table, find_monthly_basis(context)
    if table is None or basis is None:
        return
    flow = context.build.catalog.tables[table].flow
    ratios = context.build.measure("per_investment", basis, flow, context.lead)
    if not len(ratios):
        return
    year, ratio = int(ratios.index[-1]), float(ratios.iloc[-1])
    behind = context.provenances.of_measure("per_investment", basis, flow, str(year), context.lead)
    words: dict[str, str | Markup] = {
        "year": t.numbers.year(year),
        "ratio": context.number(t.numbers.amount(ratio, 1), ratio, behind),
        "provider": context.providers_of("investment"),
    }
    first = since(ratios > 1)
    if first is None:
        yield t.gettext(
            "In %(year)s remittances were %(ratio)s times foreign direct investment (%(provider)s).",
            **words,
        )
    else:
        yield t.gettext(
            "In %(year)s remittances were %(ratio)s times foreign direct investment (%(provider)s), which they have "
            "exceeded in every year since %(first)s.",
            first=t.numbers.year(first),
            **words,
        )


# ---- numbers ---------------------------------------------------------------------------------------------------------
def _write(context: Context, measure: str, month: str, scale: float, places: int) -> Markup:
    """A value of a month, in units of ``scale``."""
    windows = read_windows(context, measure)
    value = windows.values[month]
    return context.number(
        context.language.numbers.amount(value / scale, places), value, windows.provenance(context, month)
    )


def _write_growth(context: Context, measure: str, month: str) -> Markup:
    """The size of a growth."""
    windows = read_windows(context, measure)
    return write_size(context, float(windows.values[month]), windows.provenance(context, month))


def _write_billions(context: Context, amounts: Windows, month: str) -> Markup:
    value = amounts.values[month]
    text = context.language.numbers.amount(value / BILLION, 1)
    return context.number(text, value, amounts.provenance(context, month))


def _count(context: Context, count: int, formula: str, behind: Provenance, *others: Provenance) -> Markup:
    return context.number(context.language.numbers.amount(count), count, behind.computed(formula, "", *others))
