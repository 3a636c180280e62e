"""Definitions of every column, breaks and gaps of the series behind it, and the sources with their vintages."""

from __future__ import annotations

from collections.abc import Iterator

from remesas.brief.context import Context
from remesas.brief.tables.model import Head, Note, Row, TableView, number, words
from remesas.core.frames import grouped
from remesas.core.vintages import last_day


def definitions(context: Context) -> TableView:
    """What each column means on each basis, and by which formula it is filled."""
    t, build = context.language, context.build
    rows = []
    for flow in dict.fromkeys(entry.flow for entry in build.catalog.tables.values()):
        _, entry = build.table_of(flow)
        for basis in build.bases:
            roles = build.catalog.roles(basis, build.scope.ref_area).get(flow, {})
            name_of_flow = (
                t.gettext("Gross, %(basis)s", basis=context.basis(basis))
                if flow == "gross"
                else t.gettext("Net, %(basis)s", basis=context.basis(basis))
            )
            present = [name for name in entry.columns if name in roles]
            for position, name in enumerate(present):
                role = roles[name]
                rows.append(
                    Row(
                        context.label(name),
                        (words(t.said(role.definition)), words(_formulas(context, basis, flow, name))),
                        group="" if position else name_of_flow,
                    )
                )
    heads = (t.gettext("Definition"), t.gettext("Series, with the years for which each is used"))
    return TableView(
        name="definitions",
        caption=t.gettext("What each column means"),
        lead=t.gettext("the providers' own series and how they are combined"),
        corner=t.gettext("Column"),
        head=(tuple(Head(text, kind="text") for text in heads),),
        columns=heads,
        rows=tuple(rows),
        look="prose definitions",
        grouping=t.gettext("Flow and basis"),
    )


def _formulas(context: Context, basis: str, flow: str, name: str) -> str:
    """The formulas in use with their years, as the cells record them."""
    t, build = context.language, context.build
    table = next(key for key, entry in build.catalog.tables.items() if entry.flow == flow)
    frame = build.tables[table]
    own = frame[(frame["basis"] == basis) & (frame["indicator"] == name) & (frame["formula"] != "")]
    parts = [
        t.gettext("%(formula)s (%(years)s)", years=t.numbers.years(rows["time_period"]), formula=_bare(str(formula)))
        for formula, rows in own.groupby("formula", sort=False)
    ]
    return t.numbers.apart.join(parts) or t.gettext("no source was found")


def _bare(formula: str) -> str:
    """A formula without the units of its series."""
    text = formula
    while "[" in text:
        before, _, rest = text.partition("[")
        text = before.rstrip() + rest.partition("]")[2]
    return text


def gaps(context: Context) -> TableView:
    """Breaks, gaps and values left out, of every series and role that a figure uses, like ones together."""
    t = context.language
    alike: dict[tuple[str, str, str], list[str]] = {}
    for name, kind, when, why in (*_of_series(context), *_of_roles(context)):
        names = alike.setdefault((kind, when, context.noted(why)), [])
        if name not in names:
            names.append(name)
    heads = (t.gettext("What"), t.gettext("When"), t.gettext("Why"))
    return TableView(
        name="gaps",
        caption=t.gettext("Breaks and gaps"),
        lead=t.gettext("nothing is interpolated or filled in"),
        corner=t.gettext("Series or column"),
        head=(tuple(Head(text, kind="text") for text in heads),),
        columns=heads,
        rows=tuple(
            Row(t.numbers.apart.join(names), tuple(words(text) for text in key)) for key, names in alike.items()
        ),
        look="prose gaps",
    )


def _of_series(context: Context) -> Iterator[tuple[str, str, str, str]]:
    """Name, kind, time and reason of each break and gap of a series."""
    t, build = context.language, context.build
    for reference, area in build.references:
        entry = build.catalog.series[reference]
        name = t.gettext("%(label)s (%(series)s)", label=t.said(entry.label), series=entry.id)
        for item in entry.breaks:
            yield name, t.gettext("break"), t.numbers.year(item.period[:4]), item.note
        for item in entry.gaps:
            yield name, t.gettext("gap"), t.numbers.period(item.period), item.reason
        for value in entry.doubtful:
            if value.ref_area == area:
                yield name, t.gettext("left out"), t.numbers.period(value.period), value.reason


def _of_roles(context: Context) -> Iterator[tuple[str, str, str, str]]:
    """The same of each column; a missing column counts from the first to the last year of the brief."""
    t, build = context.language, context.build
    for basis in build.bases:
        for flow, columns in build.catalog.roles(basis, build.scope.ref_area).items():
            for indicator, role in columns.items():
                values = {"column": context.label(indicator), "basis": context.basis(basis)}
                name = (
                    t.gettext("%(column)s, gross (%(basis)s)", **values)
                    if flow == "gross"
                    else t.gettext("%(column)s, net (%(basis)s)", **values)
                )
                for item in role.breaks:
                    yield name, t.gettext("break"), t.numbers.year(item.period[:4]), item.note
                for absence in role.missing:
                    first, last = absence.first or build.years[0], absence.last or build.years[1]
                    if first <= last:
                        yield name, t.gettext("no figure"), t.numbers.span(first, last), absence.reason


def ways(context: Context) -> dict[str, str]:
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


def sources(context: Context) -> TableView:
    """Every snapshot that figures, comparisons, checks, statements and revisions are computed from."""
    t, build = context.language, context.build
    order = {source: place for place, source in enumerate(build.catalog.sources)}
    rows = []
    before = ""
    groups = list(grouped(build.snapshots, ["source", "dataset", "how"]))
    for (source, dataset, how), own in sorted(groups, key=lambda item: (order[item[0][0]], *item[0][1:])):
        declared = build.catalog.sources[source]
        title = declared.datasets[dataset].title
        table = str(own["table"].iloc[0])
        named = t.gettext("%(title)s (%(table)s)", title=t.said(title), table=t.said(table)) if table else t.said(title)
        vintages = sorted(own["vintage"].unique(), key=last_day)
        periods = (
            f"{own['first_period'].min()}–{own['last_period'].max()}"
            if own["first_period"].min() != own["last_period"].max()
            else own["first_period"].min()
        )
        rows.append(
            Row(
                named,
                (
                    words(t.numbers.apart.join(t.vintage(vintage) for vintage in vintages)),
                    number(t, own["series"].nunique()),
                    words(periods),
                    words(ways(context).get(str(how), str(how))),
                ),
                group=_cited(context, source) if source != before else "",
            )
        )
        before = source
    heads = (t.gettext("Vintage"), t.gettext("Series"), t.gettext("Periods"), t.gettext("How obtained"))
    return TableView(
        name="sources",
        caption=t.gettext("Sources and vintages"),
        lead=t.gettext("the snapshots that tables, checks, statements and revisions are computed from"),
        corner=t.gettext("Dataset"),
        head=(tuple(Head(text, kind="number" if text == heads[1] else "text") for text in heads),),
        columns=heads,
        rows=tuple(rows),
        notes=(
            Note(
                "",
                t.gettext(
                    "Public copy: obtained from a public copy of the provider's series; the provider was not called. "
                    "Transcribed: typed from a public copy and checked on sums and overlaps."
                ),
            ),
        ),
        look="prose sources",
        grouping=t.gettext("Provider"),
    )


def _cited(context: Context, source: str) -> str:
    """Citation and terms of a provider."""
    entry = context.build.catalog.sources[source]
    t = context.language
    return t.gettext("%(citation)s Terms: %(licence)s.", citation=entry.citation.strip(), licence=t.said(entry.licence))
