"""Chart the last months: the sum over twelve months with its peak, and number and size of the transfers."""

from __future__ import annotations

import pandas as pd

from remesas.brief.charts.drawing import (
    Line,
    LinePanel,
    Tick,
)
from remesas.brief.charts.panels import write_ticks
from remesas.brief.charts.room import choose_ticks
from remesas.brief.context import Context
from remesas.brief.text.recent import count_months, find_monthly_basis, read_windows
from remesas.build import BILLION
from remesas.catalog.series import MONTHS_A_YEAR

HEIGHT = 136
"""Pixels of a panel: lower than others, two lines at most."""
SHOWN = 10 * MONTHS_A_YEAR
"""How many of the newest months a panel shows, and one more to compare with."""


def title_recent(context: Context) -> str:
    """What the figure shows, in a sentence: how far the newest sum is from the highest."""
    t, values = context.language, read_windows(context, "amount").values
    peak, newest = str(values.idxmax()), str(values.index[-1])
    if peak == newest:
        return t.gettext("Over twelve months, remittances have never been higher")
    return t.ngettext(
        "Remittances over twelve months are %(size)s below their highest, %(count)s month after it",
        "Remittances over twelve months are %(size)s below their highest, %(count)s months after it",
        count_months(peak, newest),
        size=t.numbers.percent(100 * (1 - values[newest] / values[peak])),
        count=t.numbers.amount(count_months(peak, newest)),
    )


def chart_path(context: Context) -> LinePanel:
    """The sum over twelve months, month by month."""
    t, amounts = context.language, _select_newest(read_windows(context, "amount").values / BILLION)
    basis = context.basis(str(find_monthly_basis(context)))
    title = t.gettext("Remittances over twelve months, US$ billion (%(basis)s)", basis=basis)
    peak, newest = str(amounts.idxmax()), str(amounts.index[-1])
    words = {"title": title, "peak": t.numbers.period(peak), "most": t.numbers.amount(amounts[peak], 1)}
    words |= {"last": t.numbers.period(newest), "after": t.numbers.amount(amounts[newest], 1)}
    tags: tuple[tuple[int, float, str], ...] = ()
    if peak == newest:
        message = t.gettext("%(title)s: highest in the newest month, %(last)s, with %(after)s.", **words)
    else:
        message = t.gettext("%(title)s: %(most)s to %(peak)s, the highest, and %(after)s to %(last)s.", **words)
        tags = ((_place(peak), float(amounts[peak]), t.gettext("%(peak)s: %(most)s", **words)),)
    line = Line(words["after"], context.style.of_basis(0), _list_points(amounts), name=title)
    return _make_panel(title, message, [line], write_ticks(context, amounts), tags)


def chart_transfers(context: Context) -> LinePanel | None:
    """Number and average of the transfers over twelve months, the first month shown as 100; None without them."""
    t = context.language
    number, size = (_select_newest(read_windows(context, name).values) for name in ("operations", "average"))
    if not len(number) or not len(size):
        return None
    first = max(str(number.index[0]), str(size.index[0]))
    shown = {"operations": number[number.index >= first], "average": size[size.index >= first]}
    index = {name: 100 * values / values[first] for name, values in shown.items()}
    title = t.gettext("Transfers over twelve months, %(first)s = 100", first=t.numbers.period(first))
    names = {"operations": t.gettext("Number"), "average": t.gettext("Average")}
    written = {name: t.numbers.amount(float(values.iloc[-1])) for name, values in index.items()}
    lines = [
        Line(f"{names[name]} {written[name]}", context.style.of_basis(place), _list_points(values), name=names[name])
        for place, (name, values) in enumerate(index.items())
    ]
    message = t.gettext(
        "%(title)s: number %(number)s to %(last)s, average amount %(size)s to %(end)s.",
        title=title, number=written["operations"], last=t.numbers.period(str(number.index[-1])),
        size=written["average"], end=t.numbers.period(str(size.index[-1])),
    )  # fmt: skip
    return _make_panel(title, message, lines, _write_ticks(context, pd.concat(list(index.values()))))


def _select_newest(values: pd.Series) -> pd.Series:
    """The newest months."""
    return values.iloc[-(SHOWN + 1) :]


def _place(month: str) -> int:
    """The place of a month on the axis (see ``LinePanel``)."""
    return MONTHS_A_YEAR * int(month[:4]) + int(month[5:]) - 1


def _list_points(values: pd.Series) -> tuple[tuple[int, float | None], ...]:
    """Place and value; None in months without a sum, so that the line breaks there."""
    held = {_place(str(month)): float(value) for month, value in values.items()}
    return tuple((place, held.get(place)) for place in range(min(held), max(held) + 1))


def _write_ticks(context: Context, values: pd.Series) -> tuple[Tick, ...]:
    """Round values over those of an index: what matters is the distance from 100, not from nought."""
    ticks = choose_ticks(float(values.min()), float(values.max()), 4)
    return tuple((tick, context.language.numbers.amount(tick)) for tick in ticks)


def _make_panel(
    title: str,
    message: str,
    lines: list[Line],
    ticks: tuple[Tick, ...],
    tags: tuple[tuple[int, float, str], ...] = (),
) -> LinePanel:
    places = [place for line in lines for place, _ in line.points]
    return LinePanel(
        title, message, tuple(lines), ticks, (min(places), max(places)), months=True, tags=tags, height=HEIGHT
    )
