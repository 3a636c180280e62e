"""Declare the article that a brief is about, and derive from its folder what it adds to the catalog.

The folder ``articles/ID`` holds ``article.yaml``, each printed table as it stands in print (``TABLE.csv``: a column
``year``, then columns of the table), ``claims.yaml``, and, where there are any, ``explanations.yaml``,
``concepts.yaml``, ``checks.yaml`` and ``locales/``.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from pydantic import Field

from remesas.catalog.entries import Address, Entry
from remesas.catalog.roles import Roles
from remesas.catalog.series import Series
from remesas.catalog.sources import Dataset, Source
from remesas.catalog.tables import Declared, Indicator, Table
from remesas.catalog.works import Author, Reference
from remesas.core.errors import DataError, check_file
from remesas.core.notes import marked
from remesas.core.units import MONEY, MONEY_UNITS

FILE = "article.yaml"
SOURCE, DATASET = "article", "tables"
"""The names under which the printed tables stand among the sources."""
ROWS = {"years": ("year", re.compile("[0-9]{4}")), "economies": ("economy", re.compile(r"[A-Z]{3}"))}
"""How the column of a printed table is headed that says what its rows are, and what stands in it."""

NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")


class Section(Entry):
    """How the section of a flow is headed, where that is not the flow's own title, and the prose below it."""

    title: str = ""
    text: str = ""


class Article(Entry):
    """An article: citation, the economy and the column that it is about, its tables, and the prose of the sections.

    ``name`` is what figures from it are said to come from, ``printed`` what the printed tables together are called,
    ``published`` a year or month. ``indicators`` are columns that the catalog does not have, ``roles`` say by basis how
    they are filled. ``sections`` are those of its flows.
    """

    name: str
    authors: tuple[Author, ...] = ()
    title: str = ""
    published: str = Field(pattern="^[0-9]{4}(-(0[1-9]|1[0-2]))?$")
    citation: str
    url: Address = ""
    licence: str = marked("facts quoted with attribution, for comparison")
    printed: str = marked("The tables as printed")
    note: str = "The printed tables as compiled for this project; signs and misprints as they stand there."
    economy: str = Field(pattern="^[A-Z]{3}$")
    lead: str
    tables: dict[str, Declared] = Field(min_length=1)
    indicators: dict[str, Indicator] = Field(default_factory=dict)
    roles: dict[str, Roles] = Field(default_factory=dict)
    sections: dict[str, Section] = Field(default_factory=dict)

    @property
    def work(self) -> Reference | None:
        """The article as pages refer to it; nothing where it has no title."""
        if not self.title:
            return None
        return Reference(type="article", title=self.title, authors=self.authors, year=int(self.published[:4]))

    @property
    def source(self) -> Source:
        """The printed tables as a source like any other."""
        dataset = Dataset(title=self.printed)
        return Source(
            name=self.name, url=self.url, citation=self.citation, licence=self.licence, datasets={DATASET: dataset}
        )


def find_article(name: str, places: Iterable[Path]) -> Path:
    """The folder of an article, in the first of some folders of articles that has it.

    Raises:
        DataError: If none has it, listing those that there are.
    """
    folders = list(places)
    for folder in folders:
        if (folder / name / FILE).is_file():
            return folder / name
    known = sorted({path.parent.name for folder in folders for path in folder.glob(f"*/{FILE}")})
    raise DataError(
        f"at article: {name!r} is not allowed; it must be one of {', '.join(known) or 'the folders in articles/'}.",
        file="config.yaml",
        remedy=f"to begin an article of your own, `./remesas init {name}`.",
    )


Print = dict[str, dict[str, str]]
"""A printed table: by column and row, each number as it stands in print; what is not printed has no entry."""


def read_print(folder: Path, name: str, table: Declared) -> Print:
    """A printed table.

    Raises:
        DataError: If it is missing, headed by other columns than its own, or has a row that is no year or comes twice,
            or a number that is none.
    """
    path = folder / f"{name}.csv"
    check_file(path)
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            heading, *rows = list(csv.reader(stream)) or [[""]]
    except FileNotFoundError:
        raise DataError(
            "the printed table is missing.",
            file=path,
            remedy=f"write it as it is printed, a line a row, headed {ROWS[table.rows][0]},{','.join(table.columns)}; "
            f"of a table that nobody printed, write `as_printed: false` in {FILE}.",
        ) from None
    except UnicodeDecodeError:
        raise DataError("the file is not UTF-8.", file=path, remedy="save it as CSV in UTF-8.") from None
    _check_heading(path, heading, table)
    found: Print = {column: {} for column in heading[1:]}
    for line, (year, *cells) in ((line, row) for line, row in enumerate(rows, start=2) if row):
        if not ROWS[table.rows][1].fullmatch(year) or len(cells) != len(found):
            kind = ROWS[table.rows][0]
            problem = f"line {line} is {','.join([year, *cells])!r}, expected the {kind} and {len(found)} numbers."
            raise DataError(problem, file=path, remedy="leave a cell empty that is empty in print.")
        for column, cell in zip(found, map(str.strip, cells), strict=True):
            if cell and not NUMBER.fullmatch(cell):
                raise DataError(
                    f"{cell!r} is no plain number (minus sign, decimal point, no thousands separator).",
                    file=path,
                    series=column,
                    period=year,
                )
            if cell:
                found[column][year] = cell
    years = [row[0] for row in filter(None, rows)]
    if repeated := next((year for year in years if years.count(year) > 1), ""):
        raise DataError(f"the {ROWS[table.rows][0]} stands there twice.", file=path, period=repeated)
    return found


def read_tables(article: Article, folder: Path) -> tuple[dict[str, Table], dict[str, Print]]:
    """The tables of an article with the series of their printed columns, and what is printed of them.

    Raises:
        DataError: As ``read_print``.
    """
    for name, table in article.tables.items():
        if not table.as_printed and (path := folder / f"{name}.csv").exists():
            raise DataError(
                "the table stands here as printed, and is declared as printed nowhere.",
                file=path,
                remedy=f"take `as_printed: false` away in {FILE}, or this file.",
            )
    printed = {name: read_print(folder, name, table) for name, table in article.tables.items() if table.as_printed}
    tables = {name: _make_table(name, table, printed.get(name, {})) for name, table in article.tables.items()}
    return tables, printed


def _make_table(name: str, table: Declared, printed: Print) -> Table:
    """A table in the unit in which data are kept."""
    decimals = table.decimals
    if decimals is None:
        numbers = (number for column in printed.values() for number in column.values())
        decimals = max((len(number.partition(".")[2]) for number in numbers), default=0)
    return Table(
        label=table.called(name),
        title=table.title,
        flow=table.flow,
        columns=table.columns,
        unit=MONEY if table.unit in MONEY_UNITS else table.unit,
        rounded=decimals - MONEY_UNITS.get(table.unit, 0),
        period=table.period,
        printed={column: f"{SOURCE}:{name}.{column}" for column in table.columns if column in printed},
    )


def list_series(article: Article, tables: dict[str, Table], printed: dict[str, Print]) -> Iterator[Series]:
    """The series of the printed columns: what print says has no bounds but those of its own checks."""
    for name, table in tables.items():
        for column in table.printed:
            yield Series(
                id=f"{name}.{column}",
                dataset=DATASET,
                title=f"{table.label}, column {column}",
                label=f"Printed, {table.label}, {column}",
                unit=table.unit,
                freq="A",
                annual="sum",
                ref_area="*" if table.period else article.economy,
                bounds=(float("-inf"), float("inf")),
                signed=any(number.startswith("-") for number in printed[name][column].values()),
            )


def _check_heading(path: Path, heading: list[str], table: Declared) -> None:
    first, *columns = heading or [""]
    wanted = ROWS[table.rows][0]
    if first != wanted or not columns or set(columns) - set(table.columns) or len(set(columns)) != len(columns):
        raise DataError(
            f"the columns are {', '.join(heading)}, expected {wanted} and columns of the table, each once: "
            f"{', '.join(table.columns)}.",
            file=path,
            remedy=f"correct the first line of the file, or the `columns` in {FILE}.",
        )
