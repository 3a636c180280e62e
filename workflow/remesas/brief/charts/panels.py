"""Which charts the brief shows, and what each says: panels of lines and dots made from the frames.

Every panel carries its message as text, computed from the same values, for readers who do not see it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from remesas.brief.charts.bars import BarPanel, draw_bars
from remesas.brief.charts.claims import evidence_panel, verdict_panel
from remesas.brief.charts.drawing import (
    LINEAR,
    Dot,
    DotPanel,
    Line,
    LinePanel,
    draw_dots,
    draw_lines,
    logarithmic_axis,
    nice_ticks,
    points_of,
    to_json,
    to_svg,
)
from remesas.brief.charts.values import readings_of
from remesas.brief.contents import Drawn, chart_names
from remesas.brief.context import Context
from remesas.brief.style import SeriesStyle, Style
from remesas.brief.words.language import Language
from remesas.build import BILLION, REMITTANCES, Build, revisions
from remesas.catalog.entries import Flow
from remesas.compare.cells import CLOSE_PERCENT
from remesas.core.frames import by_year, records

Panel = LinePanel | DotPanel | BarPanel
APART = 4.0
"""A source whose largest amount is so many times that of any other is drawn in a panel of its own."""
NEARLY = 0.8
"""A basis with this share of the years of the fullest one may speak for it in a caption."""
NOTHING = pd.Series(dtype=float)
SHAPES = {
    "exact": ("circle", True),
    "close": ("circle", False),
    "explained": ("diamond", False),
    "unexplained": ("cross", True),
}


@dataclass(frozen=True)
class Drafts:
    """Panels of one language: what they show (``build``), how they look (``style``), in which words."""

    build: Build
    style: Style
    language: Language

    def panels(self) -> dict[str, Panel]:
        """All panels of the brief by name, in its order."""
        return {name: self.panel_of(name) for name in chart_names(self.build.catalog, self.build.bases)}

    def panel_of(self, name: str) -> Panel:
        """The panel of a name."""
        kind, _, rest = name.partition("-")
        if kind == "ranks":
            return self.ranks("gross" if rest == "gross" else "net")
        if kind in ("gross", "net"):
            return self.sources("gross" if kind == "gross" else "net", rest)
        if kind == "differences":
            return self.differences(rest)
        if kind == "verdicts":
            drafted = verdict_panel if rest == "overall" else evidence_panel
            return drafted(Context(self.build, self.language, self.style))
        made: dict[str, Callable[[], LinePanel]] = {
            "apart": self.apart,
            "share": lambda: self.measure("share", "gross", 0),
            "per_oil": lambda: self.measure("per_oil", "gross", 1),
            "percent_of_gdp": lambda: self.measure("percent_of_gdp", "gross", 1),
            "constant_prices": self.constant_prices,
            "revisions": self.revisions,
        }
        return made[name]()

    # ---- panels of lines -------------------------------------------------------------------------------------
    def sources(self, flow: Flow, basis: str) -> LinePanel:
        """Amounts of all sources of one flow on one basis, in US$ billion, printed values as marks."""
        table, _ = self.build.table_of(flow)
        wide, printed = self.build.wide(table, basis), self.build.printed.get(table, pd.DataFrame())
        shown = [name for name in wide.columns if flow == "net" or name != self.far_larger(table)]
        shown.sort(key=list(self.build.catalog.indicators).index)
        lines = [self.line(name, wide[name], printed.get(name, NOTHING)) for name in shown]
        label = self.language.said(self.build.catalog.bases[basis].label)
        return LinePanel(
            title=self.language.gettext("%(basis)s, US$ billion", basis=label),
            message=self.message_of_sources(wide[shown], basis, flow),
            lines=tuple(lines),
            ticks=self.ticks_over([table], shown),
            years=self.build.years,
            period=self.build.article_years,
            period_label=self.period_label(),
        )

    def apart(self) -> LinePanel:
        """The source whose scale dwarfs the others, gross, on every basis."""
        table, _ = self.build.table_of("gross")
        name = self.far_larger(table) or self.build.catalog.tables[table].columns[-1]
        label = self.language.said(self.build.catalog.indicators[name].label)
        printed = self.build.printed.get(table, pd.DataFrame()).get(name, NOTHING)
        lines = self.by_basis(lambda basis: self.build.wide(table, basis)[name] / BILLION)
        marks = tuple((year, value / BILLION) for year, value in by_year(printed.dropna()))
        lines = [
            Line(line.label, line.style, line.points, marks if not index else ()) for index, line in enumerate(lines)
        ]
        first = self.build.wide(table, self.build.bases[0])[name].dropna()
        message = self.language.gettext(
            "%(source)s, gross: %(before)s billion US dollars in %(first)s, %(after)s billion in %(last)s (%(basis)s).",
            source=label,
            before=self.billions(first.iloc[0]),
            first=first.index[0],
            after=self.billions(first.iloc[-1]),
            last=first.index[-1],
            basis=self.basis_label(self.build.bases[0]),
        )
        return self.panel(self.language.gettext("%(source)s, US$ billion", source=label), str(message), lines, 0)

    def measure(self, measure: str, flow: Flow, places: int) -> LinePanel:
        """A derived indicator of remittances on every basis."""
        lines = self.by_basis(lambda basis: self.build.measure(measure, basis, flow))
        title = self.measure_title(measure)
        basis = self.telling_basis(measure, flow)
        values = self.build.measure(measure, basis, flow)
        message = (
            self.language.gettext(
                "%(title)s: %(before)s in %(first)s, %(after)s in %(last)s, highest in %(peak)s with %(most)s "
                "(%(basis)s).",
                title=title,
                before=self.language.numbers.amount(values.iloc[0], 1),
                first=values.index[0],
                after=self.language.numbers.amount(values.iloc[-1], 1),
                last=values.index[-1],
                peak=values.idxmax(),
                most=self.language.numbers.amount(values.max(), 1),
                basis=self.basis_label(basis),
            )
            if len(values)
            else self.no_figures(title)
        )
        return self.panel(title, str(message), lines, places)

    def telling_basis(self, measure: str, flow: Flow) -> str:
        """The first basis with nearly as many years of a measure as the one with most: what a caption speaks of."""
        years = {basis: len(self.build.measure(measure, basis, flow)) for basis in self.build.bases}
        return next(basis for basis, count in years.items() if count >= NEARLY * max(years.values()))

    def measure_title(self, measure: str) -> str:
        """What a derived indicator of remittances is, with its unit."""
        base = self.language.numbers.year(self.build.scope.price_base)
        titles = {
            "share": self.language.gettext("Remittances, percent of the sources of Table 1"),
            "per_oil": self.language.gettext("Remittances per dollar of oil and gas exports"),
            "per_tourism": self.language.gettext("Remittances per dollar of tourism receipts"),
            "percent_of_gdp": self.language.gettext("Remittances, percent of GDP"),
            "per_head": self.language.gettext("Remittances per head, US$"),
            "constant_prices": self.language.gettext("Remittances, US$ billion at prices of %(base)s", base=base),
        }
        return str(titles[measure])

    def constant_prices(self) -> LinePanel:
        """Remittances at constant prices on every basis, in US$ billion."""
        lines = self.by_basis(lambda basis: self.build.measure("constant_prices", basis, "gross") / BILLION)
        values = self.build.measure("constant_prices", self.build.bases[0], "gross")
        title = self.measure_title("constant_prices")
        message = (
            self.language.gettext(
                "%(title)s: %(before)s in %(first)s, %(after)s in %(last)s (%(basis)s).",
                title=title,
                before=self.billions(values.iloc[0]),
                first=values.index[0],
                after=self.billions(values.iloc[-1]),
                last=values.index[-1],
                basis=self.basis_label(self.build.bases[0]),
            )
            if len(values)
            else self.no_figures(title)
        )
        return self.panel(title, str(message), lines, 0)

    def revisions(self) -> LinePanel:
        """By how much each older vintage of the remittances series differs from the one in use, in percent."""
        title = self.language.gettext("Remittances: newest vintage against older ones, percent")
        revised = revisions(self.build)
        lines = [
            Line(self.language.vintage(vintage), self.style.of_basis(position), points_of(values))
            for position, (vintage, values) in enumerate(revised.items())
        ]
        largest = {
            vintage: max(by_year(values), key=lambda item: abs(item[1]))
            for vintage, values in revised.items()
            if len(values)
        }
        parts = [
            self.language.gettext(
                "Against the vintage of %(vintage)s the largest revision is %(size)s, for %(year)s.",
                vintage=self.language.vintage(vintage),
                year=year,
                size=self.language.numbers.percent(size, signed=True),
            )
            for vintage, (year, size) in largest.items()
        ]
        return self.panel(title, " ".join(parts) or str(self.no_figures(title)), lines, 0)

    def ranks(self, flow: Flow) -> LinePanel:
        """Ranks of all sources on the basis that has most complete years."""
        basis = self.best_basis("rank", flow)
        table, entry = self.build.table_of(flow)
        names = sorted(entry.columns, key=list(self.build.catalog.indicators).index)
        ranks = {name: self.build.measure("rank", basis, flow, name) for name in names}
        printed = self.build.printed.get(table, pd.DataFrame()).rank(axis=1, ascending=False, method="min")
        lines = [
            self.line(name, ranks[name], printed[name] if name == REMITTANCES and name in printed else NOTHING, scale=1)
            for name in names
        ]
        own = ranks[REMITTANCES]
        title = (
            self.language.gettext("Rank, gross (%(basis)s)", basis=self.basis_label(basis))
            if flow == "gross"
            else self.language.gettext("Rank, net (%(basis)s)", basis=self.basis_label(basis))
        )
        message = (
            self.language.gettext(
                "%(title)s: remittances ranked %(before)s in %(first)s and %(after)s in %(last)s.",
                title=title,
                before=self.language.ordinal(int(own.iloc[0])),
                first=own.index[0],
                after=self.language.ordinal(int(own.iloc[-1])),
                last=own.index[-1],
            )
            if len(own)
            else self.no_figures(str(title))
        )
        return LinePanel(
            str(title),
            str(message),
            tuple(lines),
            tuple((float(rank), self.language.numbers.amount(rank)) for rank in range(1, len(names) + 1)),
            self.build.years,
            self.build.article_years,
            self.period_label(),
            domain=(0.6, len(names) + 0.4),
            down=True,
        )

    # ---- panels of dots --------------------------------------------------------------------------------------
    def differences(self, table: str) -> DotPanel:
        """Every printed cell's difference from print, in percent: one row a column and basis."""
        cells = self.build.comparison[self.build.comparison["table"] == table]
        bases = self.build.bases
        columns = [name for name in self.build.catalog.tables[table].columns if name in set(cells["indicator"])]
        rows = [(name, basis) for name in columns for basis in bases]
        place = {key: position for position, key in enumerate(rows)}
        held = cells.dropna(subset=["difference_percent"])
        dots = tuple(
            Dot(
                place[row.indicator, row.basis],
                float(row.difference_percent),
                *SHAPES[str(kind)],
                self.style.of_basis(bases.index(str(row.basis))).colour,
                int(row.time_period),
            )
            for row, kind in zip(records(held), held["class"], strict=True)
        )
        ticks, domain = logarithmic_axis(list(held["difference_percent"]))
        numbers = self.language.numbers
        labels = [
            (
                self.language.short(self.build.catalog.indicators[name].short) if basis == bases[0] else "",
                self.language.short(self.build.catalog.bases[basis].short),
            )
            for name, basis in rows
        ]
        near = int((held["difference_percent"].abs() <= CLOSE_PERCENT).sum())
        title = self.table_title(table)
        message = self.language.ngettext(
            "%(title)s: of %(count)s difference, %(near)s is within %(close)s of print.",
            "%(title)s: of %(count)s differences, %(near)s are within %(close)s of print.",
            len(held),
            title=title,
            count=numbers.amount(len(held)),
            near=numbers.amount(near),
            close=numbers.percent(CLOSE_PERCENT, 0),
        )
        shown = tuple((value, numbers.amount(value, signed=True)) for value in ticks)
        return DotPanel(title, str(message), tuple(labels), dots, shown, domain, linear=LINEAR)

    # ---- parts -----------------------------------------------------------------------------------------------
    def panel(self, title: str, message: str, lines: Sequence[Line], places: int) -> LinePanel:
        """A panel whose axis fits its lines and marks, from 0 if these are all on one side of it."""
        values = [value for line in lines for _, value in (*line.points, *line.marks) if value is not None] or [
            0.0,
            1.0,
        ]
        ticks = nice_ticks(min(0.0, *values), max(0.0, *values))
        small = max(places, 0 if all(tick == int(tick) for tick in ticks) else 1)
        texts = tuple((tick, self.language.numbers.amount(tick, small)) for tick in ticks)
        return LinePanel(
            title, message, tuple(lines), texts, self.build.years, self.build.article_years, self.period_label()
        )

    def line(self, name: str, values: pd.Series, printed: pd.Series, scale: float = BILLION) -> Line:
        """One source's line, its label with the newest value."""
        label = self.language.short(self.build.catalog.indicators[name].short)
        held = values.dropna()
        newest = self.language.numbers.amount(held.iloc[-1] / scale, 1 if scale > 1 else 0) if len(held) else ""
        marks = tuple((year, value / scale) for year, value in by_year(printed.dropna()))
        return Line(f"{label} {newest}", self.style_of(name), points_of(values / scale), marks, label)

    def style_of(self, name: str) -> SeriesStyle:
        """The style of a source: the same in every chart."""
        return self.style.of_series(list(self.build.catalog.indicators).index(name))

    def by_basis(self, values: Callable[[str], pd.Series]) -> list[Line]:
        """A line for each basis that has values, named by it."""
        lines = []
        for position, basis in enumerate(self.build.bases):
            own = values(basis)
            if own.notna().any():
                lines.append(
                    Line(
                        self.language.short(self.build.catalog.bases[basis].short),
                        self.style.of_basis(position),
                        points_of(own),
                    )
                )
        return lines

    def far_larger(self, table: str) -> str | None:
        """The source that dwarfs all others of a table, if there is one."""
        largest = pd.concat([self.build.wide(table, basis).abs().max() for basis in self.build.bases], axis=1)
        order = largest.max(axis=1).sort_values(ascending=False)
        return str(order.index[0]) if len(order) > 1 and order.iloc[0] > APART * order.iloc[1] else None

    def ticks_over(self, tables: Sequence[str], shown: Sequence[str]) -> tuple[tuple[float, str], ...]:
        """One axis for all bases: printed and regenerated amounts of the sources shown, in US$ billion."""
        frames = [self.build.wide(table, basis) for table in tables for basis in self.build.bases]
        frames += [self.build.printed[table] for table in tables if table in self.build.printed]
        values = (
            np.concatenate([frame.reindex(columns=list(shown)).to_numpy(float).ravel() for frame in frames]) / BILLION
        )
        ticks = nice_ticks(min(0.0, float(np.nanmin(values))), max(0.0, float(np.nanmax(values))), 6)
        return tuple((tick, self.language.numbers.amount(tick)) for tick in ticks)

    def best_basis(self, measure: str, flow: Flow) -> str:
        """The basis with most values of a measure; the first of equals."""
        return max(self.build.bases, key=lambda basis: len(self.build.measure(measure, basis, flow)))

    def basis_label(self, basis: str) -> str:
        """The basis as it is named in a sentence or title."""
        return self.language.said(self.build.catalog.bases[basis].label)

    def table_title(self, table: str) -> str:
        """Short title of a table: its number and flow."""
        number = self.language.numbers.amount(list(self.build.catalog.tables).index(table) + 1)
        if self.build.catalog.tables[table].flow == "gross":
            return self.language.gettext("Table %(number)s, gross: difference from print, percent", number=number)
        return self.language.gettext("Table %(number)s, net: difference from print, percent", number=number)

    def period_label(self) -> str:
        """What the shaded years are."""
        first, last = self.build.article_years
        return self.language.gettext("Article: %(years)s", years=self.language.numbers.span(first, last))

    def billions(self, value: float) -> str:
        """US$ million as billions."""
        return self.language.numbers.amount(value / BILLION, 1)

    def no_figures(self, title: str) -> str:
        """The message of a chart that has nothing to show."""
        return self.language.gettext("%(title)s: no figures on any basis.", title=title)

    def message_of_sources(self, wide: pd.DataFrame, basis: str, flow: Flow) -> str:
        """The newest amounts, largest first, and the years without a figure."""
        newest = self.build.newest(basis)
        row = wide.T[newest].dropna().sort_values(ascending=False)
        amounts = [
            str(
                self.language.gettext(
                    "%(source)s %(amount)s",
                    amount=self.billions(value),
                    source=self.language.noun(self.build.catalog.indicators[str(name)].label),
                )
            )
            for name, value in row.items()
        ]
        words: Mapping[str, Any] = {
            "amounts": self.language.numbers.listed(amounts),
            "year": newest,
            "basis": self.basis_label(basis),
        }
        if flow == "gross":
            return str(self.language.gettext("%(basis)s, %(year)s, gross, US$ billion: %(amounts)s.", **words))
        return str(self.language.gettext("%(basis)s, %(year)s, net, US$ billion: %(amounts)s.", **words))


def draw(drafts: Drafts) -> dict[str, Drawn]:
    """All charts of one language by name."""
    drawn = {}
    for name, panel in drafts.panels().items():
        chart = _drawn(panel, drafts.style)
        spec = to_json(chart, panel.message)
        svg = to_svg(spec, f"chart-{name}", panel.message)
        drawn[name] = Drawn(spec, svg, panel.message, readings_of(panel, drafts.language))
    return drawn


def _drawn(panel: Panel, style: Style) -> Any:
    if isinstance(panel, LinePanel):
        return draw_lines(panel, style)
    return draw_dots(panel, style) if isinstance(panel, DotPanel) else draw_bars(panel, style)
