"""List what the columns mean, the breaks and gaps of the series behind them, and the sources with their vintages."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

import pandas as pd

from remesas.brief.context import Context
from remesas.brief.provenance import Provenance
from remesas.brief.tables.labels import name_flow, name_series
from remesas.brief.tables.model import Cell, Column, Note, Row, TableView, lay_out, show_number, show_text
from remesas.brief.words.notes import translate_template
from remesas.brief.words.numbers import DASH
from remesas.build import Build
from remesas.catalog.catalog import Catalog
from remesas.catalog.roles import Role
from remesas.core.notes import ABOUT, SOME_SERIES, Template, read_note, split_notes
from remesas.core.rows import grouped, records
from remesas.core.vintages import last_day
from remesas.harmonise.steps import LEAST_PERCENT, TOGETHER
from remesas.revisions.series import concerning

UNITS = re.compile(r"\s*\[[^\]]*\]")
"""The units of the series in a formula as the cells record it."""


# ---- definitions -----------------------------------------------------------------------------------------------------
class Defined(NamedTuple):
    """A column on a basis, how its role is filled, and the table and flow that it stands in."""

    flow: str
    table: str
    basis: str
    name: str
    role: Role


def list_definitions(context: Context) -> TableView:
    """What each column means on each basis, and by which formula it is filled."""
    t = context.language
    heads = (t.gettext("Definition"), t.gettext("Series, with the years for which each is used"))
    columns: list[Column[Defined]] = [
        Column(heads[0], lambda item: t.translate(item.role.definition), kind="text"),
        Column(heads[1], lambda item: _tell_formulas(context, item), kind="text"),
    ]
    return TableView(
        name="definitions",
        caption=t.gettext("What each column means"),
        lead=t.gettext("the providers' own series and how they are combined"),
        corner=t.gettext("Column"),
        look="prose definitions",
        grouping=t.gettext("Flow and basis"),
        **lay_out(
            columns,
            _list_defined(context),
            lambda item: Row(context.label(item.name), group=name_flow(context, "earnings", item.flow, item.basis)),
        ),
    )


def _list_defined(context: Context) -> Iterator[Defined]:
    """The columns of each flow, each once, as the first table has it that shows it."""
    build = context.build
    flows: dict[str, dict[str, str]] = {}
    for table, entry in build.catalog.tables.items():
        flows[entry.flow] = dict.fromkeys(entry.columns, table) | flows.get(entry.flow, {})
    for flow, tables in flows.items():
        for basis in build.bases:
            roles = build.catalog.roles(basis, build.scope.ref_area).get(flow, {})
            for name in (name for name in tables if name in roles):
                yield Defined(flow, tables[name], basis, name, roles[name])


def _tell_formulas(context: Context, item: Defined) -> str:
    """The formulas in use with their years, as the cells record them."""
    t, frame = context.language, context.build.tables[item.table]
    cells = frame[(frame["basis"] == item.basis) & (frame["indicator"] == item.name) & (frame["formula"] != "")]
    parts = list[str]()
    for formula, rows in grouped(cells, "formula"):
        years = t.numbers.years(rows.dropna(subset=["obs_value"])["time_period"]) or t.gettext("no figure")
        parts.append(t.gettext("%(formula)s (%(years)s)", years=years, formula=UNITS.sub("", formula)))
    return t.numbers.apart.join(parts) or t.gettext("none of its series was obtained")


# ---- breaks and gaps -------------------------------------------------------------------------------------------------
Gap = tuple[str, str, str, str, tuple[str, ...]]
"""Of what, of which kind, when, why, and where that was read (keys of citations.yaml)."""


class Alike(NamedTuple):
    """What several series or columns have in common: gaps without what they are of.

    ``spells`` has when each is and why. Of which series a reason is (``about`` of its ``template``) stands apart, so
    that all series of a vintage that begin and end alike make one row.
    """

    kind: str
    spells: tuple[tuple[str, str], ...]
    template: Template | None
    cited: tuple[str, ...]


@dataclass(frozen=True)
class Sharing:
    """Which columns have gaps alike, and which of their series; in the order in which they come."""

    names: dict[str, None] = field(default_factory=dict)
    abouts: dict[str, None] = field(default_factory=dict)


def list_gaps(context: Context) -> TableView:
    """Breaks, gaps and values left out, of every series and role that a figure uses, like ones together."""
    t, cite = context.language, context.build.catalog.cite
    gaps = (*_list_gaps_of_series(context), *_list_gaps_of_roles(context))
    alike = _share_gaps(gaps, _list_subjects(context.build.catalog))
    cited = dict.fromkeys(key.cited for key in alike if key.cited)
    marks = {keys: t.numbers.amount(number) for number, keys in enumerate(cited, start=1)}

    def show_why(key: Alike) -> Cell:
        why = t.numbers.listed([context.translate_note(reason) for _, reason in key.spells])
        if key.template:
            about = t.numbers.apart.join(map(t.translate, alike[key].abouts))
            why = translate_template(t, key.template, {"about": about, "reason": why})
        return replace(show_text(why), mark=marks.get(key.cited, ""))

    columns: list[Column[Alike]] = [
        Column(t.gettext("What"), lambda key: key.kind, kind="text"),
        Column(t.gettext("When"), lambda key: t.numbers.apart.join(when for when, _ in key.spells), kind="text"),
        Column(t.gettext("Why"), show_why, kind="text"),
    ]
    return TableView(
        name="gaps",
        caption=t.gettext("Breaks and gaps"),
        lead=t.gettext("nothing is interpolated or filled in"),
        corner=t.gettext("Series or column"),
        notes=tuple(Note(mark, f"{t.numbers.apart.join(cite(keys))}.") for keys, mark in marks.items()),
        look="prose gaps",
        **lay_out(columns, alike, lambda key: Row(t.numbers.apart.join(alike[key].names))),
    )


def _list_subjects(catalog: Catalog) -> set[str]:
    """What a remark can be about: any other text with a colon is a reason of the catalog, to be told whole."""
    datasets = {item.title for source in catalog.sources.values() for item in source.datasets.values()}
    return datasets | {entry.label for entry in catalog.series.values()}


def _share_gaps(gaps: Iterable[Gap], subjects: Collection[str]) -> dict[Alike, Sharing]:
    """Gaps of a series told together, and series and columns that have the same ones."""
    spells: dict[tuple[str, str, Template | None, str, tuple[str, ...]], dict[tuple[str, str], None]] = {}
    for name, kind, when, why, cited in dict.fromkeys(gaps):
        template, values = read_note(why) or (None, {})
        if template in (ABOUT, SOME_SERIES) and values["about"] in subjects:
            spells.setdefault((name, kind, template, values["about"], cited), {})[when, values["reason"]] = None
        else:  # a break, or a reason of another kind: a row of its own
            spells[name, kind, None, f"{when} {why}", cited] = {(when, why): None}
    alike: dict[Alike, Sharing] = {}
    for (name, kind, template, about, cited), own in spells.items():
        sharing = alike.setdefault(Alike(kind, tuple(own), template, cited), Sharing())
        sharing.names[name] = None
        sharing.abouts[about] = None
    return alike


def _list_gaps_of_series(context: Context) -> Iterator[Gap]:
    t, build = context.language, context.build
    for reference, area in build.references:
        entry, name = build.catalog.series[reference], name_series(context, reference)
        for item in entry.breaks_of(area, build.find_vintage(reference, area)):
            yield name, t.gettext("break"), t.numbers.period(item.period), item.note, item.citations
        for item in entry.gaps:
            yield name, t.gettext("gap"), t.numbers.period(item.period), item.reason, item.citations
        for value in entry.doubtful:
            if value.ref_area == area:
                yield name, t.gettext("left out"), t.numbers.period(value.period), value.reason, ()


def _list_gaps_of_roles(context: Context) -> Iterator[Gap]:
    """Of each column: its breaks, and the years that have no figure, by reason."""
    t, build = context.language, context.build
    for basis in build.bases:
        for flow, columns in build.catalog.roles(basis, build.scope.ref_area).items():
            for indicator, role in columns.items():
                name = name_flow(context, "column", flow, basis, column=context.label(indicator))
                cells = _find_cells(build, basis, flow, indicator)
                held = cells["obs_value"].notna()
                for item in role.breaks if held.any() else ():
                    yield name, t.gettext("break"), t.numbers.period(item.period), item.note, item.citations
                for reason, years in _list_lacking(role, cells.loc[~held]).items():
                    yield name, t.gettext("no figure"), t.numbers.years(years), reason, ()


def _list_lacking(role: Role, cells: pd.DataFrame) -> dict[str, list[int]]:
    """The years of some cells without a figure by each reason; what is remarked of figures of a term is none."""
    remarks = {part for term in role.terms for part in split_notes(term.note)}
    lacking: dict[str, list[int]] = {}
    for row in records(cells):
        for part in split_notes(row.note):
            if part not in remarks:
                lacking.setdefault(part, []).append(int(row.time_period))
    return lacking


def _find_cells(build: Build, basis: str, flow: str, indicator: str) -> pd.DataFrame:
    """The cells of a column on a basis, as the first table has them that shows it; none where no table does."""
    entries = build.catalog.tables.items()
    tables = [build.tables[name] for name, entry in entries if entry.flow == flow and indicator in entry.columns]
    frame = tables[0] if tables else next(iter(build.tables.values())).iloc[:0]
    return frame[(frame["basis"] == basis) & (frame["indicator"] == indicator)]


# ---- steps -----------------------------------------------------------------------------------------------------------
def list_steps(context: Context) -> TableView:
    """Steps in level of the monthly series behind the tables, in the years of the brief, that no break explains."""
    t, build = context.language, context.build
    open_ones = build.steps[(build.steps["explained"] == "") & (build.steps["time_period"] >= str(build.years[0]))]

    def show_change(row: Any) -> Cell:
        provenance = trace(row, t.gettext("how far the growth over twelve months moves the level"), "percent")
        return show_number(t, row.change_percent, 0, signed=True, provenance=provenance)

    def show_others(row: Any) -> Cell:
        return show_number(t, row.others, provenance=trace(row, t.gettext("number of other series with a step then")))

    def trace(row: Any, formula: str, unit: str = "") -> Provenance:
        return Provenance(formula, ((f"{row.source}:{row.series}", row.vintage),), unit=unit, rule="find_steps")

    columns: list[Column[Any]] = [
        Column(t.gettext("Month"), lambda row: t.numbers.period(row.time_period), kind="text"),
        Column(t.gettext("Change, percent"), show_change),
        Column(t.gettext("Other series with it"), show_others),
    ]
    method = t.gettext(
        "A step: growth over twelve months jumps, by %(least)s of the level or more and out of the ordinary for the "
        "series, and falls back a year later. A crisis leaves the same trace as a change of what is counted; many "
        "other series that step within %(together)s months speak for a crisis. No source was found that calls one of "
        "these a change of method.",
        least=t.numbers.percent(LEAST_PERCENT, 0),
        together=t.numbers.amount(TOGETHER),
    )
    return TableView(
        name="steps",
        caption=t.gettext("Steps in level that no entry explains"),
        lead=t.gettext("monthly series behind the tables"),
        corner=t.gettext("Series"),
        notes=(Note("", method),),
        look="prose steps",
        **lay_out(
            columns,
            records(concerning(open_ones, build.references)),
            lambda row: Row(name_series(context, f"{row.source}:{row.series}")),
        ),
    )


# ---- sources ---------------------------------------------------------------------------------------------------------
Snapshots = pd.DataFrame
"""The snapshots of a dataset that were obtained in one way: rows of ``frames.SNAPSHOTS``."""


def list_sources(context: Context) -> TableView:
    """Every snapshot that figures, comparisons, checks, statements and revisions are computed from."""
    t, build = context.language, context.build
    order, ways = list(build.catalog.sources), name_ways(context)
    by_key = dict(grouped(build.consulted, ["source", "dataset", "how"]))

    def show_way(rows: Snapshots) -> str:
        how = str(rows["how"].iloc[0])
        return ways.get(how, how)

    columns: list[Column[Snapshots]] = [
        Column(t.gettext("Vintage"), lambda rows: _list_vintages(context, rows), kind="text"),
        Column(t.gettext("Series"), lambda rows: show_number(t, rows["series"].nunique())),
        Column(t.gettext("Periods"), _span_periods, kind="text"),
        Column(t.gettext("How obtained"), show_way, kind="text"),
    ]
    legend = t.gettext(
        "Public copy: obtained from a public copy of the provider's series; the provider was not called. "
        "Transcribed: typed from a public copy and checked on sums and overlaps."
    )
    return TableView(
        name="sources",
        caption=t.gettext("Sources and vintages"),
        lead=t.gettext("the snapshots that tables, checks, statements and revisions are computed from"),
        corner=t.gettext("Dataset"),
        notes=(Note("", legend),),
        look="prose sources",
        grouping=t.gettext("Provider"),
        **lay_out(
            columns,
            [by_key[key] for key in sorted(by_key, key=lambda key: (order.index(key[0]), *key[1:]))],
            lambda rows: Row(_name_dataset(context, rows), group=_cite(context, rows["source"].iloc[0])),
        ),
    )


def name_ways(context: Context) -> dict[str, str]:
    """How a snapshot was obtained, in words."""
    t = context.language
    return {
        "public-copy": t.gettext("public copy"),
        "transcribed": t.gettext("transcribed"),
        "reported": t.gettext("reported, release not seen"),
        "as-printed": t.gettext("as printed"),
        "provider-file": t.gettext("provider's file"),
        "provider-api": t.gettext("provider's interface"),
    }


def _name_dataset(context: Context, rows: Snapshots) -> str:
    t, (source, dataset, table) = context.language, rows[["source", "dataset", "table"]].iloc[0]
    title = t.translate(context.build.catalog.sources[source].datasets[dataset].title)
    return t.gettext("%(title)s (%(table)s)", title=title, table=t.translate(table)) if table else title


def _list_vintages(context: Context, rows: Snapshots) -> str:
    t = context.language
    return t.numbers.apart.join(t.vintage(vintage) for vintage in sorted(rows["vintage"].unique(), key=last_day))


def _span_periods(rows: Snapshots) -> str:
    first, last = rows["first_period"].min(), rows["last_period"].max()
    return str(first) if first == last else f"{first}{DASH}{last}"


def _cite(context: Context, source: str) -> str:
    """Citation, page and terms of a provider."""
    t, entry = context.language, context.build.catalog.sources[source]
    cited = " ".join(filter(None, (entry.citation.strip(), entry.url and f"{entry.url}.")))
    return t.gettext("%(citation)s Terms: %(licence)s.", citation=cited, licence=t.translate(entry.licence))
