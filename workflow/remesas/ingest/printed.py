"""Read the printed tables of an article as a snapshot like any other, with its metadata."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from decimal import Decimal

import pandas as pd

from remesas.catalog.article import DATASET, SOURCE, Article, read_tables
from remesas.catalog.catalog import Catalog
from remesas.catalog.tables import Table
from remesas.core.references import NO_COUNTERPART
from remesas.core.units import MONEY_UNITS
from remesas.ingest.checks import check_content
from remesas.ingest.raw_folder import META
from remesas.ingest.snapshots import COLUMNS, Obtained, Snapshot, SnapshotSeries


def read_printed(catalog: Catalog) -> Iterator[tuple[Snapshot, pd.DataFrame]]:
    """Each printed table of the catalog's article.

    Yields:
        The metadata, and the numbers (see ``checks.check_content``).

    Raises:
        DataError: If a file is missing or not written as it should be.
    """
    article, series = catalog.article, catalog.series_from(SOURCE)
    assert article is not None
    for table, columns in read_tables(article, catalog.folder)[1].items():
        unit = article.tables[table].unit
        numbers = [
            (f"{table}.{column}", *_place(article, catalog.every_table[table], row), scale_number(number, unit))
            for column, cells in sorted(columns.items())
            for row, number in cells.items()
        ]
        names = sorted(name for name in series if name.startswith(f"{table}."))
        snapshot = Snapshot(
            source=SOURCE,
            dataset=DATASET,
            title=article.printed,
            vintage=article.published,
            freq="A",
            obtained=Obtained(how="as-printed", note=article.note),
            citation=article.citation.strip(),
            licence=article.licence,
            sha256=hashlib.sha256((catalog.folder / f"{table}.csv").read_bytes()).hexdigest(),
            rows=len(numbers),
            series=tuple(SnapshotSeries(id=name, title=series[name].title, unit=series[name].unit) for name in names),
        )
        frame = pd.DataFrame(numbers, columns=COLUMNS)
        yield snapshot, check_content(catalog.folder / f"{table}{META}", snapshot, frame, catalog)


def _place(article: Article, table: Table, row: str) -> tuple[str, str, str]:
    """Area, counterpart and year of a row of a printed table."""
    return (article.economy, NO_COUNTERPART, row) if table.period is None else (row, NO_COUNTERPART, str(table.period))


def scale_number(number: str, unit: str) -> str:
    """A printed number in the unit in which data are kept, digit by digit: a factor would leave binary noise."""
    return f"{Decimal(number).scaleb(MONEY_UNITS.get(unit, 0)):f}"


def name_file(snapshot: Snapshot, catalog: Catalog) -> str:
    """The file of a snapshot, as the project names it."""
    if snapshot.source != SOURCE:
        return f"raw/{snapshot.source}/{snapshot.vintage}/{snapshot.dataset}.csv"
    return f"articles/{catalog.folder.name}/{snapshot.series[0].id.partition('.')[0]}.csv"
