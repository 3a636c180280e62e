"""The tables of amounts: both tables of the article regenerated and extended, derived indicators, growth."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd

from remesas.brief.context import Context
from remesas.brief.provenance import ABSENT
from remesas.brief.tables.model import Cell, Head, Note, Row, TableView, number
from remesas.brief.words.labels import statuses
from remesas.brief.words.numbers import MISSING
from remesas.build import BILLION, REMITTANCES
from remesas.catalog.entries import Flow
from remesas.core.frames import records

Key = tuple[int, str, str]
"""Year, basis and indicator of a cell."""
MARKED = "BDEP"
"""Statuses that a mark shows; A has none, M shows as a missing value."""
RECENT = 3
"""How many of the newest years the table of derived indicators shows in any case."""
STEP = 5
"""Years between those that it shows before."""


def regenerated(context: Context, table: str) -> TableView:
    """A table of the article on every basis, years downwards.

    Args:
        context: Build, language, style.
        table: Its name in the catalog; its frame has status, note, series, vintage and formula of each cell.
    """
    build, t = context.build, context.language
    entry, frame = build.catalog.tables[table], build.tables[table]
    bases = [basis for basis in build.bases if (frame["basis"] == basis).any()]
    common = {
        (basis, name): _common_mark(frame[(frame["basis"] == basis) & (frame["indicator"] == name)])
        for basis in bases
        for name in entry.columns
    }
    by_key = {(row["time_period"], row["basis"], row["indicator"]): row for _, row in frame.iterrows()}
    years = range(int(frame["time_period"].min()), int(frame["time_period"].max()) + 1)
    rows = [
        Row(
            t.numbers.year(year),
            tuple(
                _amount(context, table, by_key, (year, basis, name), common[basis, name])
                for basis in bases
                for name in entry.columns
            ),
            first=year % STEP == 0,
        )
        for year in years
    ]
    groups = tuple(Head(context.basis(basis), columns=len(entry.columns)) for basis in bases)
    columns = tuple(Head(context.short(name), mark=common[basis, name]) for basis in bases for name in entry.columns)
    return TableView(
        name=table,
        caption=t.said(entry.title),
        lead=t.gettext("US$ million, %(years)s", years=t.numbers.span(years[0], years[-1])),
        corner=t.gettext("Year"),
        head=(groups, columns),
        columns=tuple(f"{context.basis(basis)}: {context.label(name)}" for basis in bases for name in entry.columns),
        rows=tuple(rows),
        notes=tuple(_notes(context, frame, bases)),
        source=context.sources_of(frame),
        look="amounts",
    )


def _common_mark(cells: pd.DataFrame) -> str:
    """The mark that most cells of a column share: it stands at the column's head instead."""
    held = cells[cells["obs_status"] != "M"]["obs_status"]
    if not len(held):
        return ""
    mode = str(held.mode().iloc[0])
    return mode if mode in MARKED and (held == mode).mean() > 0.5 else ""


def _amount(context: Context, table: str, cells: Mapping[Key, pd.Series], key: Key, common: str) -> Cell:
    year, basis, name = key
    if key not in cells:
        return number(
            context.language, None, look="missing", provenance=ABSENT, address=f"{table}.{basis}.{name}.{year}"
        )
    row = cells[key]
    status = str(row["obs_status"])
    mark = status if status in MARKED and status != common else ""
    look = "missing" if status == "M" else "subject" if name == REMITTANCES else ""
    return number(
        context.language,
        row["obs_value"],
        mark=mark,
        look=look,
        provenance=context.provenances.cell(table, basis, name, year),
        address=f"{table}.{basis}.{name}.{year}",
    )


def _notes(context: Context, frame: pd.DataFrame, bases: list[str]) -> Iterator[Note]:
    """What each mark means, and for each basis what is to be known of which columns and years."""
    t = context.language
    meanings = statuses(t) | {
        "D": t.gettext("definition differs from the article's; at the head of a column: in all its years")
    }
    present = [status for status in MARKED if (frame["obs_status"] == status).any()]
    for status in present:
        yield Note(status, f"{meanings[status]}.")
    if (frame["obs_status"] == "M").any():
        yield Note(MISSING, t.gettext("no figure."))
    for basis in bases:
        sentences = list(_concerning(context, frame[frame["basis"] == basis]))
        if sentences:
            yield Note(
                "", t.gettext("%(basis)s. %(sentences)s", basis=context.basis(basis), sentences=" ".join(sentences))
            )


def _concerning(context: Context, cells: pd.DataFrame) -> Iterator[str]:
    """A sentence for each remark of a basis: the columns and years that it is about."""
    t, all_years = context.language, set(cells["time_period"])
    noted = cells[cells["note"] != ""]
    parts = noted.assign(part=noted["note"].str.split("; ")).explode("part")
    held = {name: set(rows["time_period"]) for name, rows in cells.dropna(subset=["obs_value"]).groupby("indicator")}
    alike: dict[tuple[str, tuple[int, ...]], list[str]] = {}
    for (part, name), rows in parts.groupby(["part", "indicator"], sort=False):
        alike.setdefault((str(part), tuple(sorted(rows["time_period"]))), []).append(str(name))
    for (part, years), names in alike.items():
        columns = t.numbers.listed([context.short(name) for name in names])
        values = {"columns": columns, "years": t.numbers.years(years), "note": context.noted(part)}
        if all(set(years) in (all_years, held.get(name, set())) for name in names):
            yield t.gettext("%(columns)s: %(note)s.", **values)
        else:
            yield t.gettext("%(columns)s, %(years)s: %(note)s.", **values)


# ---- derived indicators --------------------------------------------------------------------------------------
def derived(context: Context) -> TableView:
    """Remittances in relation to other amounts, every fifth year and the newest ones."""
    build, t = context.build, context.language
    base = t.numbers.year(build.scope.price_base)
    measures = [
        ("share", t.gettext("Percent of the gross sources"), 1, 1.0),
        ("per_oil", t.gettext("Per dollar of oil"), 2, 1.0),
        ("per_tourism", t.gettext("Per dollar of tourism"), 2, 1.0),
        ("percent_of_gdp", t.gettext("Percent of GDP"), 1, 1.0),
        ("per_head", t.gettext("US$ per head"), 0, 1.0),
        ("constant_prices", t.gettext("US$ billion at %(base)s prices", base=base), 1, BILLION),
    ]
    values = {
        (basis, measure): build.measure(measure, basis, "gross") for basis in build.bases for measure, *_ in measures
    }
    rows = [
        Row(
            t.numbers.year(year),
            tuple(
                number(
                    t,
                    _scaled(values[basis, measure].get(year), scale),
                    places,
                    address=f"indicators.{basis}.{measure}.{year}",
                    provenance=context.provenances.of_measure(measure, basis, "gross", str(year)),
                    look="" if year in values[basis, measure] else "missing",
                )
                for basis in build.bases
                for measure, _, places, scale in measures
            ),
        )
        for year in _chosen(build.years, build.article_years)
    ]
    return TableView(
        name="derived",
        caption=t.gettext("Remittances in relation to other amounts"),
        lead=t.gettext("gross remittances, selected years"),
        corner=t.gettext("Year"),
        head=(
            tuple(Head(context.basis(basis), columns=len(measures)) for basis in build.bases),
            tuple(Head(label) for _ in build.bases for _, label, _, _ in measures),
        ),
        columns=tuple(f"{context.basis(basis)}: {label}" for basis in build.bases for _, label, _, _ in measures),
        rows=tuple(rows),
        notes=tuple(_reasons(context, [measure for measure, *_ in measures], {m: label for m, label, *_ in measures})),
        source=context.providers(list(dict.fromkeys(reference.split(":")[0] for reference, _ in build.references))),
        look="amounts",
        keep=True,
    )


def _scaled(value: float | None, scale: float) -> float | None:
    return None if value is None else float(value) / scale


def _chosen(years: tuple[int, int], article: tuple[int, int]) -> list[int]:
    first, last = years
    chosen = {first, last, *article} | {year for year in range(first, last) if year % STEP == 0}
    return sorted(chosen | set(range(last - RECENT + 1, last + 1)))


def _reasons(context: Context, measures: list[str], labels: dict[str, str]) -> Iterator[Note]:
    """Why newest years lack a derived indicator though the basis has remittances for them."""
    t, indicators = context.language, context.build.indicators
    own = indicators[(indicators["indicator"] == REMITTANCES) & (indicators["flow"] == "gross")]
    for basis in context.build.bases:
        newest = str(context.build.newest(basis))
        rows = own[(own["basis"] == basis) & (own["time_period"] == newest) & own["obs_value"].isna()]
        missing = rows[rows["measure"].isin(measures)]
        for note, group in missing.groupby("note", sort=False):
            yield Note(
                MISSING,
                str(
                    t.gettext(
                        "%(measures)s (%(basis)s), %(year)s: %(note)s.",
                        measures=t.numbers.listed([labels[str(name)] for name in group["measure"]]),
                        basis=context.basis(basis),
                        year=t.numbers.year(newest),
                        note=context.noted(str(note)),
                    )
                ),
            )


def growth(context: Context, flow: Flow = "gross") -> TableView:
    """Compound yearly growth and the standard deviation of yearly growth of every source over each span."""
    build, t = context.build, context.language
    table, entry = build.table_of(flow)
    indicators = build.indicators
    own = indicators[(indicators["measure"] == "compound_growth") & (indicators["flow"] == flow)]
    starts = sorted({str(span).split("/")[0] + "/" + _kind(context, str(span)) for span in own["time_period"]})
    by_key = indicators[indicators["flow"] == flow].set_index(["basis", "indicator", "measure"])
    rows = [
        Row(
            context.label(name),
            (
                Cell(context.language.short(build.catalog.bases[basis].short), basis, kind="text"),
                *(cell for start in starts for cell in _span(context, by_key, (basis, name), start, flow)),
            ),
            first=position == 0 and name != entry.columns[0],
        )
        for name in entry.columns
        for position, basis in enumerate(build.bases)
    ]
    labels = [_span_label(context, start) for start in starts]
    pair = (t.gettext("Growth"), t.gettext("Deviation"))
    return TableView(
        name="growth",
        caption=t.gettext("Growth of each source"),
        lead=t.gettext("gross, compound yearly growth in percent, and standard deviation of yearly growth in points"),
        corner=t.gettext("Source"),
        head=(
            (Head(t.gettext("Basis"), rows=2, kind="text"), *(Head(label, columns=2) for label in labels)),
            tuple(Head(text) for _ in labels for text in pair),
        ),
        columns=(t.gettext("Basis"), *(f"{label}: {text}" for label in labels for text in pair)),
        rows=tuple(rows),
        notes=(
            Note("B", t.gettext("over a break in the series: part of the growth is a change of what is counted.")),
            Note(
                "",
                t.gettext(
                    "A span that is not complete on a basis has no rate. Newest is the newest year that the basis has."
                ),
            ),
        ),
        source=context.sources_of(build.tables[table]),
        look="amounts growth",
        keep=True,
    )


def _kind(context: Context, span: str) -> str:
    """The last year of a span, or ``newest`` where it is the newest year of a basis."""
    last = span.split("/")[1]
    newest = {str(context.build.newest(basis)) for basis in context.build.bases}
    return "newest" if last in newest else last


def _span_label(context: Context, start: str) -> str:
    first, last = start.split("/")
    if last == "newest":
        return str(context.language.gettext("%(first)s–newest", first=first))
    return context.language.numbers.span(int(first), int(last))


def _span(context: Context, frame: pd.DataFrame, key: tuple[str, str], start: str, flow: Flow) -> Iterator[Cell]:
    for measure in ("compound_growth", "growth_deviation"):
        rows = frame[frame.index == (*key, measure)]
        of_span = [
            row
            for row in records(rows)
            if f"{str(row.time_period).split('/')[0]}/{_kind(context, str(row.time_period))}" == start
        ]
        value = float(of_span[0].obs_value) if of_span else float("nan")
        yield number(
            context.language,
            value,
            1,
            mark="B" if of_span and of_span[0].obs_status == "B" else "",
            look="missing" if pd.isna(value) else "",
            address=f"{measure}.{key[0]}.{key[1]}.{start}",
            provenance=context.provenances.of_measure(measure, key[0], flow, str(of_span[0].time_period), key[1])
            if of_span
            else None,
        )
