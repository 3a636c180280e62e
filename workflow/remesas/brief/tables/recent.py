"""List the last months beside earlier years: amount, number and size of transfers, foreign direct investment."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from remesas.brief.context import Context
from remesas.brief.provenance import ABSENT, MILLION, Provenance, Used
from remesas.brief.tables.labels import explain_doubts
from remesas.brief.tables.model import Cell, Column, Note, Row, TableView, lay_out, show_number
from remesas.brief.text.recent import Windows, find_monthly_basis, read_windows
from remesas.build import BILLION
from remesas.core.rows import records

RECENT = 3
"""How many of the newest calendar years are shown in any case."""
STEP = 10
"""Years between those that are shown before."""
DECEMBER = "12"
MARKED = "BU"
"""Statuses that a mark shows."""


def list_recent(context: Context) -> TableView:
    """A row a calendar year, and for the highest and the newest twelve months where these are none."""
    t, basis = context.language, find_monthly_basis(context)
    amounts = read_windows(context, "amount")
    change = t.gettext("Change, percent")
    columns = [
        *_make_pair(context, t.gettext("Remittances"), t.gettext("US$ billion"), change, "amount", BILLION, 1),
        *_make_pair(context, t.gettext("Transfers"), t.gettext("Million"), change, "operations", MILLION, 1),
        *_make_pair(context, t.gettext("Average transfer"), t.gettext("US$"), change, "average", 1, 0),
        *_make_investment(context),
    ]
    shown = [column for column in columns if any(column.make_cell(month).value is not None for month in amounts.rows)]
    return TableView(
        name="recent",
        caption=t.gettext("Remittances by number and size of transfers, and foreign direct investment"),
        lead=t.gettext("calendar years and other twelve months (%(basis)s)", basis=context.basis(basis or ""))
        if basis
        else "",
        corner=t.gettext("Twelve months"),
        notes=tuple(_list_notes(context)),
        source=context.providers([*context.sources_in(context.build.twelve_months), *_find_investor(context, shown)]),
        look="amounts",
        keep=True,
        **lay_out(shown, _choose_windows(context, amounts), lambda month: Row(_name_window(context, month))),
    )


def _choose_windows(context: Context, amounts: Windows) -> list[str]:
    """The last months of the windows that are shown."""
    values = amounts.values
    if not len(values):
        return []
    years = [int(month[:4]) for month in values.index if month.endswith(DECEMBER)]
    first = context.build.article_years[1] if len(context.build.comparison) else min(years, default=0)
    chosen = {year for year in years if year == first or (year > first and year % STEP == 0)}
    months = {f"{year}-{DECEMBER}" for year in chosen | set(years[-RECENT:])}
    return sorted(months | {str(values.idxmax()), amounts.newest})


def _name_window(context: Context, month: str) -> str:
    """A calendar year by its number, other twelve months by the last of them."""
    t = context.language
    if month.endswith(DECEMBER):
        return t.numbers.year(month[:4])
    return t.gettext("to %(month)s", month=t.numbers.period(month))


def _make_pair(
    context: Context, group: str, head: str, change: str, measure: str, scale: float, places: int
) -> Iterator[Column[str]]:
    """A measure and its growth."""
    yield Column(head, _show_measure(context, measure, scale, places), group)
    yield Column(change, _show_measure(context, f"{measure}_growth", 1, 1, signed=True), group)


def _show_measure(
    context: Context, measure: str, scale: float, places: int, *, signed: bool = False
) -> Callable[[str], Cell]:
    windows = read_windows(context, measure)
    values = windows.values / scale

    def show(month: str) -> Cell:
        if month not in values:
            return show_number(context.language, None, look="missing", provenance=ABSENT)
        row = windows.rows[month]
        return show_number(
            context.language,
            float(values[month]),
            places,
            signed=signed,
            mark=row.obs_status if row.obs_status in MARKED else "",
            provenance=windows.provenance(context, month).scaled(scale),
            address=f"recent.{row.basis}.{measure}.{month}",
        )

    return show


def _make_investment(context: Context) -> Iterator[Column[str]]:
    """Foreign direct investment of calendar years, and the lead by it."""
    t, build, table, basis = context.language, context.build, context.lead_table, find_monthly_basis(context)
    reference = build.catalog.context(basis, build.scope.ref_area).get("investment", "") if basis else ""
    if table is None or basis is None or not reference:
        return
    flow = build.catalog.tables[table].flow
    ratios = build.measure("per_investment", basis, flow, context.lead)
    source, _, series = reference.partition(":")
    rows = build.annual[build.annual["in_use"] & (build.annual["ref_area"] == build.scope.ref_area)]
    rows = rows[(rows["source"] == source) & (rows["series"] == series) & rows["obs_value"].notna()]
    amounts = {row.time_period: row for row in records(rows)}

    def show_amount(month: str) -> Cell:
        row = amounts.get(int(month[:4])) if month.endswith(DECEMBER) else None
        if row is None:
            return show_number(t, None, look="missing", provenance=ABSENT)
        pair = reference, row.vintage
        behind = Provenance(
            "", (pair,), row.obs_status, row.unit_measure, row.note, used=(Used(*pair, month[:4]),),
            rule="harmonise_source",
        ).scaled(BILLION)  # fmt: skip
        return show_number(t, row.obs_value / BILLION, 1, provenance=behind, address=f"recent.investment.{month}")

    def show_ratio(month: str) -> Cell:
        year = int(month[:4])
        if not month.endswith(DECEMBER) or year not in ratios:
            return show_number(t, None, look="missing", provenance=ABSENT)
        behind = context.provenances.of_measure("per_investment", basis, flow, str(year), context.lead)
        return show_number(t, ratios[year], 2, provenance=behind, address=f"recent.{basis}.per_investment.{month}")

    group = t.gettext("Foreign direct investment")
    yield Column(t.gettext("US$ billion"), show_amount, group)
    yield Column(t.gettext("Remittances per dollar"), show_ratio, group)


def _find_investor(context: Context, shown: Sequence[Column[str]]) -> list[str]:
    """Who gives foreign direct investment, if that is shown."""
    basis = find_monthly_basis(context)
    if basis is None or context.language.gettext("Foreign direct investment") not in {item.group for item in shown}:
        return []
    return [context.build.catalog.context(basis, context.build.scope.ref_area)["investment"].partition(":")[0]]


def _list_notes(context: Context) -> Iterator[Note]:
    """What marks mean, and who gives foreign direct investment, to which year."""
    t, rows = context.language, context.build.twelve_months
    if (rows["obs_status"] == "B").any():
        yield Note("B", t.gettext("a break in the series lies between the months compared."))
    yield from explain_doubts(context, rows)
    measure = context.build.indicators["measure"] == "per_investment"
    held = context.build.indicators[measure & context.build.indicators["obs_value"].notna()]
    if len(held):
        text = t.gettext(
            "Average transfer: amount divided by number. Foreign direct investment: net inflows, %(provider)s, to "
            "%(year)s.",
            provider=context.providers_of("investment"),
            year=t.numbers.year(max(held["time_period"])),
        )
        yield Note("", text)
