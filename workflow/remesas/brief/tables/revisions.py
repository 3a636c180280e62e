"""List the revisions: series by class and reach, the lead column by year, and series that newer snapshots lack."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pandas as pd

from remesas.brief.context import Context
from remesas.brief.tables.labels import name_series, name_unit
from remesas.brief.tables.model import Cell, Column, Note, Row, TableView, lay_out, show_count, show_number, show_text
from remesas.brief.text.revisions import tell_idle
from remesas.catalog.series import Revision
from remesas.core.frames import REVISION_CLASSES
from remesas.core.references import NO_COUNTERPART
from remesas.core.rows import grouped, records
from remesas.core.units import MONEY
from remesas.ingest.successors import DROPPED
from remesas.revisions.products import TIMES, fold_products, list_products
from remesas.revisions.series import (
    FIRST_PRINT,
    LARGE_PERCENT,
    REVISED,
    SMALL_PERCENT,
    VINTAGE,
    concerning,
    leave_idle,
    reach,
)

PREFIX = "revisions-"
"""What the files of the page about revisions begin with: some of its tables are named like tables of the brief."""


def name_classes(context: Context) -> dict[str, str]:
    """The classes in words."""
    t = context.language
    return {
        "none": t.pgettext("revision", "none"),
        "small": t.pgettext("revision", "small"),
        "moderate": t.pgettext("revision", "moderate"),
        "large": t.pgettext("revision", "large"),
        "appeared": t.pgettext("revision", "appeared"),
        "disappeared": t.pgettext("revision", "disappeared"),
    }


def explain_classes(context: Context) -> str:
    """What the classes mean."""
    n = context.language.numbers
    return context.language.gettext(
        "Small: under %(small)s. Moderate: under %(large)s. Large: %(large)s and more. New, gone (appeared, "
        "disappeared): only one of the two vintages has a value for the year.",
        small=n.percent(SMALL_PERCENT, 0),
        large=n.percent(LARGE_PERCENT, 0),
    )


# ---- series ------------------------------------------------------------------------------------------------------
def list_series(context: Context) -> TableView:
    """Every series against each of its earlier vintages: values by class, years revised, mean and largest revision.

    A series of the bases that is only used as a share of another stands as the product of both.
    """
    t, build, sources = context.language, context.build, context.build.catalog.sources
    order = list(sources)
    products = list_products(build.catalog, build.bases, build.scope.ref_area)
    reached = fold_products(reach(leave_idle(build.revisions, build)), build.revisions, products, build.scope.ref_area)
    vintages: list[Column[Any]] = [
        Column(t.gettext("Earlier vintage"), lambda row: name_vintage(context, row.kind, row.old_vintage), kind="text"),
        Column(t.gettext("In use"), lambda row: t.vintage(row.new_vintage), kind="text"),
    ]
    extracts = t.gettext(
        "Not all that is new was published later: some of the earlier snapshots are extracts, with fewer years than "
        "the provider had. The mean is that of the revised years, without sign."
    )
    return TableView(
        name="series",
        caption=t.gettext("Series against their earlier vintages"),
        lead=t.gettext("number of years by class of revision; size in percent of the earlier value"),
        corner=t.gettext("Series"),
        notes=(
            Note("", explain_classes(context)),
            Note("", extracts),
            *(Note("", told) for told in tell_idle(context)),
            *_explain_revisions(context, reached),
        ),
        look="vintages",
        grouping=t.gettext("Provider"),
        prefix=PREFIX,
        **lay_out(
            [*vintages, *_make_columns_of_reach(context)],
            sorted(
                records(reached), key=lambda row: (order.index(row.source), row.series, row.ref_area, row.old_vintage)
            ),
            lambda row: Row(_name_series_and_places(context, row), group=t.translate(sources[row.source].name)),
        ),
    )


def _make_columns_of_reach(context: Context) -> list[Column[Any]]:
    """The columns for rows of ``reach``; what tells of revised years is empty where none was revised."""
    t = context.language
    names = {kind: name.capitalize() for kind, name in name_classes(context).items()}
    names |= {"appeared": t.gettext("New"), "disappeared": t.gettext("Gone")}
    by_class, percent = t.gettext("Years by class"), t.gettext("Percent")

    def make_count(kind: str) -> Column[Any]:
        name = names[kind]
        return Column(name, lambda row: show_count(t, getattr(row, kind), f"class {kind}"), by_class, name=name)

    def make_size(head: str, show: Callable[[Any], Cell]) -> Column[Any]:
        return Column(head, lambda row: show(row) if row.revised else Cell(""), percent, name=head)

    def show_years(row: Any) -> Cell:
        if not row.revised:
            return show_text(t.gettext("none"), "none")
        return show_text(t.numbers.span(int(row.first_revised), int(row.last_revised)))

    return [
        Column(t.gettext("Years in both"), lambda row: show_number(t, int(row.years))),
        *map(make_count, REVISION_CLASSES[1:]),
        Column(t.gettext("Years revised"), show_years, kind="text"),
        make_size(t.gettext("Mean"), lambda row: show_number(t, row.mean_percent, 1)),
        make_size(t.gettext("Largest"), lambda row: show_number(t, row.largest_percent, 1, signed=True)),
        make_size(t.gettext("Year"), lambda row: Cell(t.numbers.year(row.largest_year), str(int(row.largest_year)))),
    ]


def _name_series_and_places(context: Context, row: Any) -> str:
    """A series; with its area where that is another than the brief's, or its counterpart."""
    if TIMES in row.series:
        return TIMES.join(name_series(context, f"{row.source}:{name}") for name in row.series.split(TIMES))
    build, reference = context.build, f"{row.source}:{row.series}"
    areas = [
        area for area in (row.ref_area, row.counterpart_area) if area not in (build.scope.ref_area, NO_COUNTERPART)
    ]
    several = build.catalog.series[reference].ref_area == "*"
    return name_series(context, reference, [context.place(area) for area in areas] if several else [])


def name_vintage(context: Context, kind: str, name: str) -> str:
    """A vintage as a date; a first print says so."""
    t = context.language
    return t.gettext("%(vintage)s, first print", vintage=t.vintage(name)) if kind == FIRST_PRINT else t.vintage(name)


def _explain_revisions(context: Context, rows: pd.DataFrame) -> Iterator[Note]:
    """What is declared of the revisions in some rows: why, and where that was read."""
    t, catalog = context.language, context.build.catalog
    keys = ["source", "series", "ref_area", "old_vintage", "new_vintage"]
    named: dict[Revision, list[str]] = {}
    single = (rows["kind"] == VINTAGE) & ~rows["series"].str.contains(TIMES, regex=False)
    for row in records(rows.loc[single, keys].drop_duplicates()):
        reference = f"{row.source}:{row.series}"
        for item in catalog.series[reference].revisions_of(row.ref_area, row.old_vintage, row.new_vintage):
            names = named.setdefault(item, [])
            names += [name for name in [name_series(context, reference)] if name not in names]
    for item, names in named.items():
        text = t.gettext(
            "%(series)s, %(old)s against %(new)s: %(reason)s (%(sources)s).",
            series=t.numbers.listed(names),
            old=t.vintage(item.old),
            new=t.vintage(item.new),
            reason=t.translate(item.reason),
            sources=t.numbers.apart.join(catalog.cite(item.citations)),
        )
        yield Note("", text)


# ---- the lead column by year -----------------------------------------------------------------------------------------
def list_revised_years(context: Context) -> TableView:
    """The lead column in each revised year, then and now, for each earlier vintage."""
    t = context.language
    frame = concerning(context.build.revisions, context.lead_series)
    changed = frame[frame["class"].isin([*REVISED, "disappeared"])]

    def make_row(row: Any) -> Row:
        old, new = name_vintage(context, row.kind, row.old_vintage), t.vintage(row.new_vintage)
        return Row(t.numbers.year(row.time_period), group=t.gettext("%(old)s against %(new)s", old=old, new=new))

    return TableView(
        name="remittances",
        caption=t.gettext("Remittances as they were known, and in use"),
        lead=t.gettext("US$ million; only years that were revised: all others are equal in both vintages, or new"),
        corner=t.gettext("Year"),
        source=context.providers([reference.split(":")[0] for reference, _ in context.lead_series]),
        notes=tuple(_explain_revisions(context, changed)),
        look="changes",
        grouping=t.gettext("Vintages"),
        prefix=PREFIX,
        **lay_out(
            make_columns_of_change(context, name_unit(context, MONEY)),
            sort_changes(changed, ["kind", "old_vintage", "new_vintage"]),
            make_row,
        ),
    )


def make_columns_of_change(
    context: Context, unit: str, places: Callable[[Any], int] = lambda row: 0
) -> list[Column[Any]]:
    """The columns for rows with an old and a new value, the difference in percent, and its class as ``size``."""
    t, names = context.language, name_classes(context)

    def show_difference(row: Any) -> Cell:
        return show_number(t, row.new_value - row.old_value, places(row), signed=True)

    return [
        Column(t.gettext("Then"), lambda row: show_number(t, row.old_value, places(row)), unit=unit),
        Column(t.gettext("Now"), lambda row: show_number(t, row.new_value, places(row), look="subject"), unit=unit),
        Column(t.gettext("Difference"), show_difference, unit=unit),
        Column(t.gettext("Percent"), lambda row: show_number(t, row.difference_percent, 1, signed=True)),
        Column(t.gettext("Class"), lambda row: show_text(names[row.size], f"class {row.size}"), kind="text"),
    ]


def sort_changes(frame: pd.DataFrame, by: str | list[str]) -> Iterable[Any]:
    """Rows alike in some columns together, in the order of the first of them; their class is called ``size``."""
    return [row for _, rows in grouped(frame.rename(columns={"class": "size"}), by) for row in records(rows)]


# ---- series that newer snapshots do not have ---------------------------------------------------------------------
def list_outdated_series(context: Context) -> TableView:
    """Series in use from an older vintage than the newest of their dataset, with what to do; like ones together."""
    t, sources = context.language, context.build.catalog.sources
    keys = ["source", "dataset", "vintage", "newest_vintage", "state", "remedy"]
    alike = [(rows.iloc[0], rows) for _, rows in grouped(context.build.outdated_series, keys)]
    states = {DROPPED: t.gettext("no longer in its successors")}
    other = t.gettext("newer snapshots hold other series")
    columns: list[Column[tuple[pd.Series, pd.DataFrame]]] = [
        Column(t.gettext("Series"), lambda item: t.numbers.apart.join(_name_outdated(context, item[1])), kind="text"),
        Column(t.gettext("In use"), lambda item: t.vintage(item[0]["vintage"]), kind="text"),
        Column(t.gettext("Newest vintage"), lambda item: t.vintage(item[0]["newest_vintage"]), kind="text"),
        Column(t.gettext("State"), lambda item: states.get(item[0]["state"], other), kind="text"),
        Column(t.gettext("What to do"), lambda item: t.translate(item[0]["remedy"]), kind="text"),
    ]
    return TableView(
        name="outdated",
        caption=t.gettext("Series in use from an older vintage than the newest of their dataset"),
        lead=t.gettext("the last vintage that has a series stays in use"),
        corner=t.gettext("Dataset"),
        look="prose outdated",
        prefix=PREFIX,
        **lay_out(
            columns, alike, lambda item: Row(t.translate(sources[item[0]["source"]].datasets[item[0]["dataset"]].title))
        ),
    )


def _name_outdated(context: Context, rows: pd.DataFrame) -> Iterable[str]:
    """Series with the areas, where these are others than the brief's economy."""
    t, build = context.language, context.build
    for name, rows_of_series in grouped(rows, "series"):
        areas = sorted(set(rows_of_series["ref_area"]) - {build.scope.ref_area})
        places = [context.place(area) for area in areas if area in build.catalog.areas]
        single = build.catalog.series[f"{rows_of_series['source'].iloc[0]}:{name}"].ref_area != "*"
        if single or not places:
            yield str(name)
        else:
            yield t.gettext("%(series)s (also of %(places)s)", series=name, places=t.numbers.listed(places))
