"""Read table exports of statistical offices: a heading, periods along one side and series along the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from remesas.catalog.series import Series
from remesas.core.errors import DataError
from remesas.core.units import MONEY, is_same_kind
from remesas.update.readers.base import Observation, Parsed, RawFile, Wanted, home_area, tidy_frame
from remesas.update.readers.periods import is_period, parse_period, text_of
from remesas.update.readers.sheets import Sheet, is_blank, name_row, read_sheets
from remesas.update.readers.unit_names import is_other_money, money_in, unit_of, unit_told
from remesas.update.readers.values import parse_value
from remesas.update.readers.wrong_files import web_page
from remesas.update.titles import fold, match_title

COMMAS = (
    "put values with thousands commas in quotation marks, and separate columns by semicolons if the comma is the "
    "decimal sign."
)
HEADING = 40
"""Rows that a heading may have."""


@dataclass(frozen=True)
class Line:
    """One series of a grid: what it is called, and its cells as (row, period, value)."""

    names: tuple[str, ...]
    unit: str | None
    cells: tuple[tuple[int, str, object], ...]


@dataclass(frozen=True)
class Grid:
    """The series of a sheet, and the unit that its heading gives for all of them."""

    lines: tuple[Line, ...]
    unit: str | None = None
    notes: tuple[str, ...] = field(default=())


def read_grid(file: RawFile, wanted: Wanted) -> Parsed:
    """The wanted series of a table export.

    Raises:
        DataError: If no sheet has periods and values, a wanted series is not there or is there twice, or a cell is
            neither a number nor a sign for a missing value.
    """
    grids = [grid for sheet in read_sheets(file) if (grid := find_grid(sheet, file)) is not None]
    if not grids and file.is_html:
        raise web_page(file)  # such as a login page, which may be laid out with tables
    if not grids:
        raise DataError(
            "there is no row or column of periods (such as Ene 1995, 01/01/1995 or 1995/01) with values beside it.",
            file=file.name,
            remedy="download the table again with its heading, or name the format with --reader.",
        )
    lines: dict[str, tuple[Line, Grid]] = {}
    for grid in grids:
        for name, line in _assign(grid, file, wanted):
            if line.cells != lines.setdefault(name, (line, grid))[0].cells:
                raise DataError(
                    "two of its sheets have this series, with other values or periods.",
                    file=file.name,
                    series=name,
                    remedy="keep the sheet that holds the series, and leave the other out.",
                )
    rows: list[Observation] = []
    units: dict[str, str] = {}
    titles: dict[str, str] = {}
    notes: list[str] = []
    for name, (line, grid) in lines.items():
        entry = wanted.series[name]
        area = home_area(entry, file, name)
        rows.extend((name, area, period, value) for period, value in _values(file, name, entry, line))
        if line.names and line.names[0] != name:
            if _is_named(line, name, wanted):
                titles[name] = line.names[0]
            else:
                notes.append(f"{name} was assigned by hand; the file calls it {' / '.join(line.names)}.")
        if unit := line.unit or _fitting(grid.unit, entry):
            units[name] = unit
    return Parsed(tidy_frame(rows), units, titles, tuple(notes))


def find_grid(sheet: Sheet, file: RawFile) -> Grid | None:
    """The grid of a sheet: periods down its first column, or else along its header."""
    first = next((index for index, row in enumerate(sheet) if _begins_with_period(row)), None)
    if first is not None:
        while first and is_period(_first_cell(sheet[first - 1])) and not is_blank(sheet[first - 1][1:]):
            first -= 1  # a row whose values all look like years is one, too
        return _long(sheet, first, file)
    header = next((index for index, row in enumerate(sheet) if _counts_periods(row) > 1), None)
    return None if header is None else _wide(sheet, header)


def _begins_with_period(row: Sequence[object]) -> bool:
    """Whether a row is a period and its values, and no header of periods."""
    is_header = len(row) > 2 and _counts_periods(row[1:]) == len(row) - 1
    return is_period(_first_cell(row)) and not is_blank(row[1:]) and not is_header


def _first_cell(row: Sequence[object]) -> str:
    return text_of(row[0]) if row else ""


def _width(row: Sequence[object]) -> int:
    """How many columns a row has, up to its last one with content."""
    return max((column for column, cell in enumerate(row, 1) if text_of(cell)), default=0)


def _counts_periods(row: Sequence[object]) -> int:
    return sum(is_period(text_of(cell)) for cell in row)


def _long(sheet: Sheet, first: int, file: RawFile) -> Grid:
    heading = sheet[max(0, first - HEADING) : first]
    width = max(len(row) for row in sheet[first:])
    if file.is_text:  # where a comma too many makes a column too many
        width = next((_width(row) for row in reversed(heading) if _width(row) > 1), _width(sheet[first]))
    names = [_labels(heading, column) for column in range(width)]
    units = [_unit_below(heading, column) or _other_money(names[column]) for column in range(width)]
    cells: list[list[tuple[int, str, object]]] = [[] for _ in range(width)]
    for index, row in enumerate(sheet[first:], first):
        if is_blank(row[1:]):
            continue  # a blank line, or a note below the table
        period = text_of(row[0])
        if not is_period(period):
            raise DataError(
                f"{name_row(index)} begins with {period!r}, expected a period such as those above.", file=file.name
            )
        if _width(row) > width:
            raise DataError(
                f"{name_row(index)} has {_width(row)} columns, the rows above have {width}.",
                file=file.name,
                period=period,
                remedy=COMMAS,
            )
        for column in range(1, min(len(row), width)):
            cells[column].append((index, period, row[column]))
    lines = tuple(
        Line(names[column], units[column], tuple(cells[column]))
        for column in range(1, width)
        if names[column] or any(text_of(value) for _, _, value in cells[column])
    )
    return Grid(lines, _heading_unit(heading))


def _wide(sheet: Sheet, header: int) -> Grid:
    periods = [(column, text_of(cell)) for column, cell in enumerate(sheet[header]) if is_period(text_of(cell))]
    start = periods[0][0]
    lines = []
    for index, row in enumerate(sheet[header + 1 :], header + 1):
        names = tuple(text for cell in row[:start] if (text := text_of(cell)))
        values = [(index, period, row[column] if column < len(row) else None) for column, period in periods]
        if names and not is_blank(value for _, _, value in values):
            unit = next((unit for name in (*names[1:], _bracketed(names[0])) if (unit := unit_of(name))), None)
            lines.append(Line(names, unit or _other_money(names), tuple(values)))
    return Grid(tuple(lines), _heading_unit(sheet[:header]))


def _labels(heading: Sheet, column: int) -> tuple[str, ...]:
    """What stands above a column, from the row of titles down to the header; without the other rows of a heading."""
    labelled = [row for row in heading if len(row) > column and text_of(row[column])]
    titles = [row for row in labelled if fold(text_of(row[0])).startswith(("titulo", "title"))]
    chosen = [*titles, *(row for row in labelled[-1:] if row not in titles)]
    return tuple(text_of(row[column]) for row in chosen)


def _bracketed(title: str) -> str:
    """What stands in brackets at the end of a title: there, tables of several units name that of each line."""
    return title.rpartition("(")[2].rstrip(")") if title.endswith(")") else ""


def _unit_below(heading: Sheet, column: int) -> str | None:
    rows = [row for row in heading if len(row) > column and fold(text_of(row[0])).startswith(("unidad", "unit"))]
    return next((unit for row in rows if (unit := unit_told(text_of(row[column])))), None)


def _other_money(names: Sequence[str]) -> str | None:
    """The name of a series that says it is in another currency than the dollar."""
    return next((name for name in names if is_other_money(name)), None)


def _heading_unit(heading: Sheet) -> str | None:
    """The one unit of money that a heading names outside its columns."""
    found = {unit for row in heading for cell in row[:1] if (unit := money_in(text_of(cell)))}
    return found.pop() if len(found) == 1 else None


def _fitting(unit: str | None, entry: Series) -> str | None:
    if unit is None:
        return None
    return unit if is_same_kind(MONEY if is_other_money(unit) else unit, entry.unit) else None


def _assign(grid: Grid, file: RawFile, wanted: Wanted) -> Iterator[tuple[str, Line]]:
    """Which line is which series: by id, then by title, then by the order in which the user named them."""
    found: dict[str, Line] = {}
    left: list[Line] = []
    for line in grid.lines:
        name = _by_id(line, wanted) or _by_title(line, wanted)
        if name is None:
            left.append(line)
        elif name in found:
            raise DataError(
                f"two columns or rows are this series: {found[name].names[0]!r} and {line.names[0]!r}.",
                file=file.name,
                series=name,
                remedy="name the series of each column with --series, in their order.",
            )
        else:
            found[name] = line
    missing = [name for name in wanted.only if name not in found]
    if missing and len(missing) == len(left):
        found.update(zip(missing, left, strict=True))
    elif left and not any(line.names for line in left):
        raise DataError(
            f"it has {len(left)} columns without a name, and {len(missing)} series are named for them.",
            file=file.name,
            remedy=f"name the series of each column with --series, in their order; {COMMAS}",
        )
    elif missing or not found:
        seen = "; ".join(" / ".join(line.names) for line in left[:8]) or "nothing"
        raise DataError(
            f"none of its columns or rows is the series (there are: {seen}).",
            file=file.name,
            series=missing[0] if missing else None,
            remedy="name the series of each column with --series, in their order, or add the provider's title to "
            "accepted_titles of the series in workflow/catalog/series/.",
        )
    yield from found.items()


def _is_named(line: Line, name: str, wanted: Wanted) -> bool:
    """Whether the file itself says that a line is the series."""
    return name in (_by_id(line, wanted), _by_title(line, wanted))


def _by_id(line: Line, wanted: Wanted) -> str | None:
    for text in line.names:
        tail = text.rsplit("(", 1)[-1].rstrip(") ")
        for name in (text, tail):
            if name in wanted.chosen:
                return name
    return None


def _by_title(line: Line, wanted: Wanted) -> str | None:
    return next((name for text in line.names if (name := match_title(text, wanted.titles))), None)


def _values(file: RawFile, name: str, entry: Series, line: Line) -> Iterator[tuple[str, str]]:
    for index, period, cell in line.cells:
        try:
            value = parse_value(cell)
            if value is not None:
                yield parse_period(period, entry.freq), value
        except ValueError as error:
            raise DataError(f"in {name_row(index)}, {error}.", file=file.name, series=name, period=period) from None
