"""Plan the figures of the brief (titles, panels, sources, how to read them), and draw them as its page takes them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from remesas.brief.charts.article import chart_article_years
from remesas.brief.charts.bars import AmountPanel, BarPanel, draw_amounts, draw_bars
from remesas.brief.charts.claims import evidence_panel, title_verdicts, verdict_panel
from remesas.brief.charts.drawing import DotPanel, LinePanel, draw_dots, draw_lines, render_svg
from remesas.brief.charts.panels import (
    chart_amounts,
    chart_column_apart,
    chart_differences,
    chart_measure,
    chart_ranks,
    chart_revisions,
    choose_ratio,
    choose_unit,
    find_far_larger,
    read_measure,
    select_compared,
)
from remesas.brief.charts.peers import chart_percent_of_gdp, title_peers
from remesas.brief.charts.recent import chart_path, chart_transfers, title_recent
from remesas.brief.charts.titles import (
    tell_absent,
    title_amounts,
    title_article_years,
    title_constant,
    title_differences,
    title_exceeded,
    title_ranks,
    title_relations,
    title_scale,
)
from remesas.brief.charts.values import Drawn, Figure, read_amounts, read_bars, read_dots, read_lines
from remesas.brief.contents import ARTICLE
from remesas.brief.context import Context
from remesas.brief.text.claims import list_claim_sources
from remesas.brief.text.recent import read_windows

Panel = LinePanel | DotPanel | BarPanel | AmountPanel
STRETCH = 1.3
"""The panel of page 1 is wider than others."""
BESIDE = 0.65
"""The panel of the last months beside it is narrower; one that stands alone is as wide as both."""
ABREAST = 2
"""How many panels of the usual width stand in a row."""
ENOUGH = 2
"""Ranks are drawn if at least one in so many years has them, and amounts if there are some of so many years."""
NAMED_SOURCES = 8
"""More sources than these are left to the ledger to name."""


@dataclass(frozen=True)
class Plan:
    """A figure to be drawn.

    ``title`` is what it shows, ``content`` what it is made of (measure, unit, years; a basis is named with its lines
    or panels), ``reading`` how it is read.
    """

    name: str
    title: str
    panels: Mapping[str, Panel]
    sources: Sequence[str]
    content: str
    reading: str = ""


def plan_lead(context: Context) -> Iterator[Plan]:
    """The lead against the other sources, net if there are net figures of it, on the basis that speaks first.

    It is drawn twice: the wide panel would have letters too small to read on a phone, which shows the narrow one.
    """
    t, basis, table = context.language, context.build.bases[0], context.find_table("net")
    if table is None or not context.build.wide(table, basis)[context.lead].notna().any():
        table = context.lead_table
    if table is None or context.lead not in context.build.catalog.tables[table].columns:
        return
    panel = chart_amounts(context, table, basis)
    monthly = len(read_windows(context, "amount").values) > 0
    wide = replace(panel, stretch=STRETCH if monthly else STRETCH + BESIDE)
    panels = {f"lead-{basis}": wide, f"lead-{basis}-narrow": panel}
    if monthly:
        title = t.gettext("Received in twelve months")
        panels |= {"lead-path": replace(chart_path(context), title=title, stretch=BESIDE, height=0)}
    head = title_exceeded(context, table, basis)
    yield Plan(
        "lead",
        head,
        panels,
        context.sources_in(context.build.tables[table]),
        name_content(context, table, panel.years, head),
        tell_absent(context, table, basis, panel.years),
    )


def plan_tables(context: Context) -> Iterator[Plan]:
    """Each table: the article's years beside print, a panel a source; all years, a panel a basis."""
    t, build = context.language, context.build
    for table in build.catalog.tables:
        held = build.tables[table].dropna(subset=["obs_value"])
        if held["time_period"].nunique() < ENOUGH and table not in build.printed:
            continue  # a single year is no line
        sources, bases = list_table_sources(context, [table]), build.bases
        if table in build.printed:
            panels = chart_article_years(context, table)
            years = build.article_years
            scales = t.gettext("Each source on its own scale.")
            absent = filter(None, (tell_absent(context, table, basis, years) for basis in bases))
            title = title_article_years(context, table)
            content = name_content(context, table, years, title)
            yield Plan(f"{table}-{ARTICLE}", title, panels, sources, content, " ".join([scales, *absent]))
        drawn = {f"{table}-{basis}": chart_amounts(context, table, basis) for basis in bases}
        years, head = span_panels(drawn.values()), title_amounts(context, table)
        yield Plan(
            table,
            head,
            drawn,
            context.sources_in(build.tables[table]),
            name_content(context, table, years, head),
            " ".join(filter(None, (tell_absent(context, table, basis, years) for basis in bases))),
        )


def plan_scale(context: Context) -> Iterator[Plan]:
    """The source that dwarfs the others of its table, and the share of the lead, for each table that has them."""
    t, build = context.language, context.build
    panels: dict[str, LinePanel] = {}
    for table in build.catalog.tables:
        if (apart := find_far_larger(context, table)) is not None:
            panels[f"apart-{table}"] = chart_column_apart(context, table, apart)
        shares = any(len(read_measure(context, "share", basis, table)) for basis in build.bases)
        if shares and build.catalog.is_whole(table):
            number = context.number_of(table)
            share = t.gettext("Remittances, percent of the sources of Table %(number)s", number=number)
            panels[f"share-{table}"] = chart_measure(context, "share", table, share)
    tables = [build.tables[name.partition("-")[2]] for name in panels]
    sources = list(dict.fromkeys(source for cells in tables for source in context.sources_in(cells)))
    if not panels:
        return
    years = context.language.numbers.span(*span_panels(panels.values()))
    if any(name.startswith("apart-") for name in panels):
        content = t.gettext("The largest source, and the share of remittances, %(years)s.", years=years)
    else:
        content = t.gettext("The share of remittances in the sources, %(years)s.", years=years)
    yield Plan("apart", title_scale(context), panels, sources, content)


def plan_ranks(context: Context) -> Iterator[Plan]:
    """The ranks among the sources of each table that has all of them, on each basis with enough complete years."""
    t, build, catalog = context.language, context.build, context.build.catalog
    first, last = build.years
    pairs = [
        (table, basis)
        for table, entry in catalog.tables.items()
        for basis in build.bases
        if len(entry.columns) > 1 and catalog.is_whole(table) and context.lead in entry.columns
        and ENOUGH * len(read_measure(context, "rank", basis, table)) > last - first
    ]  # fmt: skip
    if not pairs:
        return
    panels = {f"ranks-{table}-{basis}": chart_ranks(context, table, basis) for table, basis in pairs}
    content = t.gettext("Rank by amount, %(years)s.", years=t.numbers.span(*span_panels(panels.values())))
    reading = t.gettext("Only years in which every source has a figure.")
    sources = list_table_sources(context, dict(pairs))
    yield Plan("ranks", title_ranks(context, *pairs[0]), panels, sources, content, reading)


def plan_relations(context: Context) -> Iterator[Plan]:
    """The lead against another source and the economy."""
    t, table = context.language, context.lead_table
    if table is None:
        return
    column, titles = choose_ratio(context, table), dict[str, str]()
    if column is not None:
        titles[f"per_{column}"] = t.gettext("Per dollar earned from %(source)s", source=context.noun(column))
    titles |= {
        "per_investment": t.gettext("Per dollar of direct investment"),
        "percent_of_gdp": t.gettext("Percent of GDP"),
    }
    panels = {
        name: chart_measure(context, name, table, title, places=1)
        for name, title in titles.items()
        if any(len(read_measure(context, name, basis, table)) for basis in context.build.bases)
    }
    if not panels:
        return
    if len(panels) > ABREAST:
        panels = {name: replace(panel, stretch=ABREAST / len(panels)) for name, panel in panels.items()}
    provider = context.providers_of("gdp", "investment")
    reading = t.gettext("GDP and foreign direct investment: %(provider)s.", provider=provider) if provider else ""
    title = title_relations(context, table, column or "")
    years = t.numbers.span(*span_panels(panels.values()))
    content = t.gettext("Remittances against other earnings, investment and the economy, %(years)s.", years=years)
    yield Plan("relations", title, panels, list_all_sources(context), content, reading)


def plan_real(context: Context) -> Iterator[Plan]:
    """The lead at constant prices, and its revisions."""
    t, table = context.language, context.lead_table
    if table is None:
        return
    base = t.numbers.year(context.build.scope.price_base)
    scale, _, unit = choose_unit(context, table)
    constant = t.gettext("Remittances, %(unit)s at prices of %(base)s", unit=unit, base=base)
    panels = {"constant_prices": chart_measure(context, "constant_prices", table, constant, scale=scale)}
    years = t.numbers.span(*span_panels(panels.values()))
    content = t.gettext("Remittances at constant prices, %(years)s.", years=years)
    if revisions := chart_revisions(context):
        panels |= {"revisions": revisions}
        content = t.gettext("Remittances at constant prices, and how they have been revised, %(years)s.", years=years)
    yield Plan("real", title_constant(context, table), panels, list_all_sources(context), content)


def plan_recent(context: Context) -> Iterator[Plan]:
    """The path of the last months, and what moved it."""
    if not len(read_windows(context, "amount").values):
        return
    panels = {"path": chart_path(context), "transfers": chart_transfers(context)}
    sources = context.sources_in(context.build.twelve_months)
    held = {name: panel for name, panel in panels.items() if panel is not None}
    content = context.language.gettext("Sums over twelve months, month by month.")
    yield Plan("recent", title_recent(context), held, sources, content)


def plan_peers(context: Context) -> Iterator[Plan]:
    """The economy in its region."""
    panel = chart_percent_of_gdp(context)
    if panel is not None:
        sources = context.sources_in(context.build.peers)
        content = context.language.gettext("Remittances received by each economy of the region.")
        yield Plan("peers", title_peers(context), {"peers": panel}, sources, content)


def plan_differences(context: Context) -> Iterator[Plan]:
    """How far the regenerated cells of each printed table lie from print."""
    t = context.language
    tables = [table for table in context.build.catalog.tables if table in context.build.printed]
    panels = {name: panel for table in tables for name, panel in chart_differences(context, table).items()}
    if not panels:
        return
    compared = select_compared(context)["basis"].unique()
    content = t.gettext(
        "Regenerated less printed, percent of print, %(years)s (%(basis)s).",
        years=t.numbers.span(*context.build.article_years),
        basis=t.numbers.listed([context.basis(basis) for basis in context.build.bases if basis in compared]),
    )
    reading = t.gettext(
        "Each mark is a printed figure: filled circle exact, hollow circle close, diamond explained, cross "
        "unexplained. Each source on its own scale."
    )
    yield Plan("differences", title_differences(context), panels, list_table_sources(context, tables), content, reading)


def plan_verdicts(context: Context) -> Iterator[Plan]:
    """How the statements of the article fare, if it makes any."""
    if not context.build.claims.claims:
        return
    panels = {"verdicts-overall": verdict_panel(context), "verdicts-evidence": evidence_panel(context)}
    t, printed = context.language, list_printed_sources(context, context.build.catalog.tables)
    others = [source for source in list_claim_sources(context) if source not in printed]
    content, reading = t.gettext("Number of statements outside the article's tables."), ""
    if len(others) > NAMED_SOURCES:
        reading = t.gettext(
            "They are checked against %(count)s sources, which the ledger names statement by statement.",
            count=t.numbers.amount(len(others)),
        )
    sources = printed if printed and reading else [*printed, *others]
    yield Plan("verdicts", title_verdicts(context), panels, sources, content, reading)


FIGURES: Mapping[str, Callable[[Context], Iterable[Plan]]] = {
    "lead": plan_lead,
    "tables": plan_tables,
    "apart": plan_scale,
    "ranks": plan_ranks,
    "relations": plan_relations,
    "real": plan_real,
    "recent": plan_recent,
    "peers": plan_peers,
    "differences": plan_differences,
    "verdicts": plan_verdicts,
}
"""What plans the figures, in the order of the brief; a figure without a panel is left out."""


def plan_figures(context: Context) -> list[Plan]:
    """The figures of the brief in its order."""
    return [widen_alone(plan) for make in FIGURES.values() for plan in make(context) if plan.panels]


def widen_alone(plan: Plan) -> Plan:
    """A figure of a single panel of lines fills the row with it, and is drawn narrow for phones, as that of page 1."""
    match list(plan.panels.items()):
        case [(name, LinePanel() as panel)] if panel.stretch == 1:
            return replace(plan, panels={name: replace(panel, stretch=STRETCH + BESIDE), f"{name}-narrow": panel})
    return plan


def draw_figures(context: Context) -> list[Figure]:
    """The figures of the brief as its page takes them; the fonts must be registered."""
    t, figures = context.language, []
    for place, plan in enumerate(plan_figures(context), start=1):
        marked = any(line.marks for panel in plan.panels.values() for line in getattr(panel, "lines", ()))
        hollow = t.gettext("Hollow marks: print.") if marked else ""
        text = " ".join(filter(None, [plan.content, plan.reading, hollow]))
        drawn = tuple(draw_panel(context, name, panel) for name, panel in plan.panels.items())
        sources = context.providers(plan.sources)
        figures.append(Figure(plan.name, t.numbers.amount(place), plan.title, text, sources, drawn))
    return figures


def draw_panel(context: Context, name: str, panel: Panel) -> Drawn:
    """One chart: its specification, picture, message and values."""
    style, t = context.style, context.language
    match panel:
        case LinePanel():
            spec, values = draw_lines(panel, style), read_lines(panel, t)
        case DotPanel():
            spec, values = draw_dots(panel, style), read_dots(panel, t)
        case BarPanel():
            spec, values = draw_bars(panel, style), read_bars(panel, t)
        case AmountPanel():
            spec, values = draw_amounts(panel, style), read_amounts(panel, t)
    return Drawn(name, spec, render_svg(spec, f"chart-{name}"), panel.message, values)


def name_content(context: Context, table: str, years: tuple[int, int], head: str) -> str:
    """What the amounts of a table are, unless the head of the figure says that, in which unit and years."""
    t, title = context.language, context.language.translate(context.build.catalog.tables[table].title)
    words = {"unit": choose_unit(context, table)[2], "years": t.numbers.span(*years)}
    if head == title:
        return t.gettext("%(unit)s, %(years)s.", **words)
    return t.gettext("%(title)s, %(unit)s, %(years)s.", title=title, **words)


def span_panels(panels: Iterable[LinePanel]) -> tuple[int, int]:
    """The first and the last year on the axes of some panels."""
    years = [year for panel in panels for year in panel.years]
    return min(years), max(years)


def list_table_sources(context: Context, tables: Iterable[str]) -> list[str]:
    """The sources of the cells of some tables, and those of their printed columns."""
    cells = [source for table in tables for source in context.sources_in(context.build.tables[table])]
    return [*dict.fromkeys(cells), *list_printed_sources(context, tables)]


def list_printed_sources(context: Context, tables: Iterable[str]) -> list[str]:
    """The sources that the printed columns of some tables come from."""
    printed = [name for table in tables for name in context.build.catalog.tables[table].printed.values()]
    return sorted({reference.split(":")[0] for reference in printed})


def list_all_sources(context: Context) -> list[str]:
    """The sources of all series that the bases of the brief refer to."""
    return list(dict.fromkeys(reference.split(":")[0] for reference, _ in context.build.references))
