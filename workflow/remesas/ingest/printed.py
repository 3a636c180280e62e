"""Read the printed tables of an article as a snapshot like any other, with its metadata."""

from __future__ import annotations

import hashlib
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


def read_printed(catalog: Catalog) -> tuple[Snapshot, pd.DataFrame]:
    """The printed tables of the catalog's article.

    Returns:
        The metadata, whose checksum is that of all files one after the other, in the order of the tables; and the
        numbers (see ``checks.check_content``).

    Raises:
        DataError: If a file is missing or not written as it should be.
    """
    article, series = catalog.article, catalog.series_from(SOURCE)
    assert article is not None
    printed = read_tables(article, catalog.folder)[1]
    rows = {
        table: [
            (
                f"{table}.{column}",
                *_place(article, catalog.every_table[table], row),
                _scale(number, article.tables[table].unit),
            )
            for column, numbers in sorted(columns.items())
            for row, number in numbers.items()
        ]
        for table, columns in printed.items()
    }
    content = b"".join((catalog.folder / f"{table}.csv").read_bytes() for table in printed)
    snapshot = Snapshot(
        source=SOURCE,
        dataset=DATASET,
        title=article.printed,
        vintage=article.published,
        freq="A",
        obtained=Obtained(how="as-printed", note=article.note),
        citation=article.citation.strip(),
        licence=article.licence,
        sha256=hashlib.sha256(content).hexdigest(),
        rows=sum(map(len, rows.values())),
        series=tuple(
            SnapshotSeries(id=name, title=series[name].title, unit=series[name].unit) for name in sorted(series)
        ),
    )
    parts = []
    for table, numbers in rows.items():
        own = tuple(item for item in snapshot.series if item.id.startswith(f"{table}."))
        part = snapshot.model_copy(update={"series": own})
        frame = pd.DataFrame(numbers, columns=COLUMNS)
        parts.append(check_content(catalog.folder / f"{table}{META}", part, frame, catalog))
    return snapshot, pd.concat(parts, ignore_index=True)


def _place(article: Article, table: Table, row: str) -> tuple[str, str, str]:
    """Area, counterpart and year of a row of a printed table."""
    return (article.economy, NO_COUNTERPART, row) if table.period is None else (row, NO_COUNTERPART, str(table.period))


def _scale(number: str, unit: str) -> str:
    """A printed number in the unit in which data are kept, digit by digit: a factor would leave binary noise."""
    return f"{Decimal(number).scaleb(MONEY_UNITS.get(unit, 0)):f}"


def list_files(catalog: Catalog) -> list[str]:
    """The files of the printed tables, as the project names them."""
    return [
        f"articles/{catalog.folder.name}/{name}.csv" for name, table in catalog.every_table.items() if table.printed
    ]
