"""Declare the frames that stages hand to one another, and read and write them.

Files are CSV, UTF-8, with the columns in this order. A frame is checked whenever it is written; when it is read, its
columns and their types are. Amounts are in US$ million where ``unit_measure`` does not say otherwise; an empty
``obs_value`` is a missing value, whose ``note`` gives the reason. docs/outputs.md is made from what stands here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import pandas as pd

from remesas.core.errors import DataError
from remesas.core.vintages import SERIES_KEY

NO_COUNTERPART = "_Z"
"""The counterpart area of a series that has none."""
STATUSES = {
    "M": "missing", "B": "break: the first year of a new level", "U": "doubtful: a check of the data fails",
    "D": "definition differs from the article's",
    "E": "estimated", "P": "provisional", "A": "normal",
}  # fmt: skip
"""Every status; what is computed from values of several takes the first of these."""
CLASSES = ["exact", "close", "explained", "unexplained", "not_comparable", "missing"]
REVISION_CLASSES = ["none", "small", "moderate", "large", "appeared", "disappeared"]


@dataclass(frozen=True)
class Column:
    """A column: what it holds, in which type (``count`` may be missing), and the only values that it may have."""

    meaning: str
    kind: Literal["text", "number", "whole", "count", "flag"] = "text"
    among: tuple[str, ...] = ()

    @property
    def dtype(self) -> str:
        """The type of the column in pandas."""
        return {"text": "str", "number": "float64", "whole": "int64", "count": "Int64", "flag": "bool"}[self.kind]


@dataclass(frozen=True)
class Frame:
    """A frame: its files, what a row is, the columns that tell rows apart, and all columns in their order."""

    name: str
    files: str
    row: str
    key: Sequence[str]
    columns: Mapping[str, Column]

    def find_fault(self, rows: pd.DataFrame) -> str | None:
        """The first value that does not fit; the columns are there, in their order.

        This is written out because it runs in every job, and a library for it took longer to import than to work.
        """
        for name, column in self.columns.items():
            values = rows[name]
            if column.kind != "text" and str(values.dtype) != column.dtype:
                return f"{name} has the type {values.dtype}, not {column.dtype}"
            if column.kind not in ("number", "count") and values.isna().any():
                return f"{name} has no value in row {int(values.isna().argmax())}"
            strange = values[~values.isin(column.among)] if column.among else values[:0]
            if len(strange):
                return f"{name} has {strange.iloc[0]!r}, which is none of {', '.join(map(repr, column.among))}"
        twice = rows[rows.duplicated(list(self.key))]
        return f"two rows have {twice.iloc[0][list(self.key)].to_dict()}" if len(twice) else None


def _text(meaning: str, among: Iterable[str] = ()) -> Column:
    return Column(meaning, "text", tuple(among))


AREA = _text("economy, ISO 3166 alpha-3")
COUNTERPART = _text("partner economy, `_Z` where there is none, `W1` for all")
BASIS = _text("family of sources that fills the columns, such as `national` or `worldbank`")
FLOW = _text("flow of `workflow/catalog/flows.yaml`; empty for tables without one")
INDICATOR = _text("column of a table, such as `remittances`")
TABLE_NAME = _text("table of `workflow/catalog/tables.yaml`")
YEAR = Column("calendar year", "whole")
VALUE = Column("the value, unrounded, in `unit_measure`", "number")
UNIT = _text("unit of the value; money in US$ million, shares in percent")
STATUS = _text("; ".join(f"{code} {words}" for code, words in STATUSES.items()), STATUSES)
SOURCE = _text("provider, a key of `workflow/catalog/sources.yaml`")
SERIES = _text("the provider's id of the series")
VINTAGE = _text("when the snapshot was taken")
NOTE = _text("what a reader must know; of a missing value the reason")
BEHIND: dict[str, Column] = {
    "obs_value": VALUE, "unit_measure": UNIT, "obs_status": STATUS,
    "series": _text("the series that the value was computed from, several separated by `; `"),
    "source": _text("their providers"), "vintage": _text("their vintages, in the order of the series"),
    "formula": _text("how it was computed, with the unit of each series as harmonised"), "note": NOTE,
}  # fmt: skip

SNAPSHOTS = Frame(
    "snapshots", "processed/snapshots.csv", "a series of a snapshot in `raw/`",
    ["source", "dataset", "vintage", "series"],
    {
        "source": SOURCE, "dataset": _text("table or database of the provider"), "vintage": VINTAGE,
        "freq": _text("A annual, Q quarterly, M monthly"), "title": _text("title of the snapshot"),
        "table": _text("the provider's name of the table"), "citation": _text("how the provider is cited"),
        "licence": _text("terms of use"), "how": _text("how the snapshot was obtained"),
        "note": _text("what is known of how it was obtained"), "file": _text("the data file"),
        "sha256": _text("its checksum"), "rows": Column("its number of rows", "whole"), "series": SERIES,
        "series_title": _text("the provider's title of the series"), "unit": _text("unit in the file"),
        "first_period": _text("first period of the series in the file"),
        "last_period": _text("last period of the series in the file"),
    },
)  # fmt: skip
OBSERVATIONS = Frame(
    "observations", "processed/observations/*.csv", "an observation of a snapshot",
    [*SERIES_KEY, "time_period", "vintage"],
    {
        "ref_area": AREA, "counterpart_area": COUNTERPART, "freq": _text("A annual, Q quarterly, M monthly"),
        "time_period": _text("`YYYY`, `YYYY-Qn` or `YYYY-MM`"), "obs_value": VALUE,
        "unit_measure": _text("unit in the snapshot"), "obs_status": STATUS, "source": SOURCE, "series": SERIES,
        "vintage": VINTAGE,
    },
)  # fmt: skip
ANNUAL = Frame(
    "annual", "processed/annual/*.csv", "a year of a series in one vintage",
    [*SERIES_KEY, "time_period", "vintage"],
    {
        "ref_area": AREA, "counterpart_area": COUNTERPART, "time_period": YEAR, "obs_value": VALUE,
        "unit_measure": UNIT, "obs_status": STATUS, "source": SOURCE, "series": SERIES, "vintage": VINTAGE,
        "note": NOTE, "in_use": Column("whether the build uses this vintage", "flag"),
    },
)  # fmt: skip
STEPS = Frame(
    "steps", "processed/steps.csv", "a step in the level of a monthly series in use (see `harmonise/steps.py`)",
    [*SERIES_KEY, "time_period"],
    {
        "source": SOURCE, "series": SERIES, "ref_area": AREA, "counterpart_area": COUNTERPART, "vintage": VINTAGE,
        "time_period": _text("the month in which the growth over twelve months jumps"),
        "change_percent": Column("how far the level moved, in percent", "number"),
        "score": Column("the same in robust standard deviations of the series' own history", "number"),
        "others": Column("other series with a step in the same direction within three months", "whole"),
        "explained": _text("the declared break that it is; empty if none explains it"),
    },
)  # fmt: skip
CELLS = Frame(
    "cells", "processed/cells/*.csv", "a column and year on one basis",
    ["ref_area", "basis", "flow", "indicator", "time_period"],
    {"ref_area": AREA, "basis": BASIS, "flow": FLOW, "indicator": INDICATOR, "time_period": YEAR, **BEHIND},
)  # fmt: skip
TABLE = Frame(
    "table", "processed/tables/*.csv", "a cell of a table on one basis",
    ["ref_area", "basis", "indicator", "time_period"],
    {"ref_area": AREA, "basis": BASIS, "indicator": INDICATOR, "time_period": YEAR, **BEHIND},
)  # fmt: skip
IDENTITIES = Frame(
    "identities", "processed/identities.csv", "an identity that the catalog declares, in one period",
    ["identity", "time_period"],
    {
        "ref_area": AREA, "identity": _text("its id in `workflow/catalog/identities.yaml`"),
        "time_period": _text("`YYYY`, `YYYY-Qn` or `YYYY-MM`"),
        "left": Column("the amount of its one side", "number"), "right": Column("that of the other", "number"),
        "difference": Column("left less right", "number"),
        "allowed": Column("by how much they may differ", "number"),
        "state": _text("`undecided` where a side has no value", ["holds", "fails", "undecided"]),
    },
)  # fmt: skip
DOUBTS = Frame(
    "doubts", "processed/doubts/*.csv", "a value in use that a check of the data finds wrong",
    [*SERIES_KEY, "time_period", "check"],
    {
        "source": SOURCE, "series": SERIES, "ref_area": AREA, "counterpart_area": COUNTERPART, "vintage": VINTAGE,
        "time_period": _text("`YYYY`, `YYYY-Qn` or `YYYY-MM`"),
        "check": _text("`course` (see `harmonise/course.py`), or the id of an identity that fails"),
        "size": Column("how many times what is allowed", "number"), "note": NOTE,
    },
)  # fmt: skip
COMPARISON = Frame(
    "comparison", "processed/comparison.csv", "a printed cell on one basis",
    ["table", "basis", "ref_area", "indicator", "time_period"],
    {
        "table": TABLE_NAME, "basis": BASIS, "ref_area": AREA, "indicator": INDICATOR, "time_period": YEAR,
        "printed": Column("the printed amount, in the unit of the table", "number"),
        "regenerated": Column("what the basis gives for it, in the unit of the table", "number"), "obs_status": STATUS,
        "difference": Column("regenerated less printed", "number"),
        "difference_percent": Column("the same in percent of the printed amount", "number"),
        "class": _text("see below", CLASSES), "cause": _text("the declared cause of an explained difference"),
        "explanation": _text(
            "its id in `workflow/catalog/explanations.yaml`; of a cell that is not comparable that in `concepts.yaml`"
        ),
        "note": NOTE,
        **{name: BEHIND[name] for name in ("series", "source", "vintage", "formula")},
    },
)  # fmt: skip
COMPARISON_COLUMNS = Frame(
    "comparison_columns", "processed/comparison_columns.csv", "a printed column on one basis",
    ["table", "basis", "indicator"],
    {
        "table": TABLE_NAME, "basis": BASIS, "indicator": INDICATOR,
        **{name: Column(f"cells that are {name}", "whole") for name in CLASSES},
        "mean_difference": Column("mean of the differences of comparable cells, in the unit of the table", "number"),
        "largest_difference": Column("the largest of these", "number"),
        "largest_percent": Column("the same in percent of the printed amount", "number"),
        "largest_year": Column("its year", "count"),
        "correlation": Column("correlation of the changes from year to year, print with data", "number"),
    },
)  # fmt: skip
EXPLANATIONS = Frame(
    "explanations", "processed/explanations.csv", "a test of an explanation's evidence in a year",
    ["explanation", "number", "time_period"],
    {
        "explanation": _text("its id in `workflow/catalog/explanations.yaml`"),
        "number": Column("place among its tests", "whole"), "test": _text("function of the test"), "time_period": YEAR,
        "value": Column("what was found", "number"), "expected_min": Column("lowest value expected", "number"),
        "expected_max": Column("highest value expected", "number"), "unit_measure": _text("unit of these values"),
        "holds": Column("whether the evidence holds", "flag"), "formula": _text("what was computed"),
    },
)  # fmt: skip
BRIDGES = Frame(
    "bridges", "processed/bridges.csv", "a year in which two concepts of a column are measured beside each other",
    ["concept", "table", "time_period"],
    {
        "concept": _text("its id in `workflow/catalog/concepts.yaml`"), "table": TABLE_NAME, "basis": BASIS,
        "beside": _text("the basis that has the article's own concept"), "indicator": INDICATOR, "time_period": YEAR,
        "theirs": Column("value of the basis, in the unit of the table", "number"),
        "ours": Column("value of the other basis", "number"), "ratio": Column("the first by the second", "number"),
        "printed": Column("what the article prints for the year", "number"),
        "bridged": Column("print by the ratio: what print would be under the concept of the basis", "number"),
    },
)  # fmt: skip
PRINTED_CHECKS = Frame(
    "printed_checks", "processed/printed_checks.csv", "a check of the printed tables, for one column and year",
    ["check", "table", "indicator", "time_period"],
    {
        "check": _text("its id in `workflow/catalog/printed_checks.yaml`"), "table": TABLE_NAME,
        "indicator": _text("column, or `all` where the check is about several together"), "time_period": YEAR,
        "value": Column("what was computed", "number"), "unit_measure": _text("its unit"),
        "expected_min": Column("lowest value that fits", "number"),
        "expected_max": Column("highest value that fits", "number"),
        "holds": Column("whether the value fits", "flag"), "note": NOTE,
    },
)  # fmt: skip
INDICATORS = Frame(
    "indicators", "processed/indicators.csv", "a derived indicator",
    ["ref_area", "basis", "flow", "indicator", "measure", "time_period"],
    {
        "ref_area": AREA, "basis": BASIS, "flow": FLOW, "indicator": INDICATOR,
        "measure": _text(
            "`share`, `rank`, `growth`, `compound_growth`, `growth_deviation`, `percent_of_gdp`, `per_head`, "
            "`constant_prices`, `per_investment` (by foreign direct investment), and `per_…` for the lead column as a "
            "multiple of another"
        ),
        "time_period": _text("calendar year, or a span as `1991/2003`"), "obs_value": VALUE,
        "unit_measure": _text("unit of the value"), "obs_status": STATUS, "formula": _text("how it was computed"),
        "note": NOTE,
    },
)  # fmt: skip
TWELVE_MONTHS = Frame(
    "twelve_months", "processed/twelve_months.csv", "twelve months of the lead column, up to one of them",
    ["ref_area", "basis", "indicator", "measure", "time_period"],
    {
        "ref_area": AREA, "basis": BASIS, "indicator": INDICATOR,
        "measure": _text(
            "`amount` (sum), `operations` (number of transfers), `average` (of a transfer), each with its growth on "
            "the twelve months before: `amount_growth`, `operations_growth`, `average_growth`"
        ),
        "time_period": _text("the last of the twelve months, `YYYY-MM`"), **BEHIND,
    },
)  # fmt: skip
PEERS = Frame(
    "peers", "processed/peers.csv", "a measure of an economy's receipts of the lead column beside those of others",
    ["ref_area", "basis", "indicator", "measure"],
    {
        "ref_area": AREA, "basis": BASIS, "indicator": INDICATOR,
        "measure": _text(
            "`amount`, `rank` among the economies that have a value, `share` of the world, and `percent_of_gdp`"
        ),
        "time_period": Column(
            "calendar year: the newest in which most of what economies receive is known; of `percent_of_gdp` the "
            "newest up to that in which the economy of the brief has both", "whole",
        ),
        **BEHIND,
    },
)  # fmt: skip
REVISIONS = Frame(
    "revisions", "processed/revisions.csv", "a year of a series in an earlier vintage against the one in use",
    [*SERIES_KEY, "kind", "old_vintage", "time_period"],
    {
        "source": SOURCE, "series": SERIES, "ref_area": AREA, "counterpart_area": COUNTERPART,
        "kind": _text("`vintage`, or `first print`"), "old_vintage": _text("the earlier vintage"),
        "new_vintage": _text("the one in use"), "time_period": YEAR,
        "old_value": Column("value in the earlier vintage", "number"),
        "new_value": Column("value in use", "number"), "unit_measure": UNIT,
        "difference": Column("new less old", "number"),
        "difference_percent": Column("the same in percent of the old value without its sign", "number"),
        "class": _text("see below", REVISION_CLASSES),
    },
)  # fmt: skip
REVISION_EFFECTS = Frame(
    "revision_effects", "processed/revision_effects.csv, processed/changed_sentences/*.csv",
    "what differs between the brief as known before (`revisions.since` in `config.yaml`) and now",
    ["effect", "subject", "basis", "indicator", "time_period", "language", "number"],
    {
        "effect": _text(
            "`cell`, `rank`, `verdict`, `today` (whether a claim would hold today), `vintage`, `not known then`, or "
            "`sentence`"
        ),
        "subject": _text("of `cell` the table, of `rank` the flow, of verdicts the claim, of vintages the series, of "
                         "a sentence the finding"),
        "basis": _text("basis; of a verdict the evidence (empty for the claim as a whole), of a vintage the area"),
        "indicator": _text("column; of a verdict the part of the claim"), "time_period": _text("calendar year"),
        "language": _text("of a sentence"), "number": Column("place of a sentence", "whole"),
        "old": _text("text before"), "new": _text("text now"), "old_value": Column("value before", "number"),
        "new_value": Column("value now", "number"), "unit_measure": UNIT,
        "difference_percent": Column("new less old in percent of the old value without its sign", "number"),
        "class": _text("see below", ["", *REVISION_CLASSES]),
    },
)  # fmt: skip
OUTDATED_SERIES = Frame(
    "outdated_series", "processed/outdated_series.csv",
    "a series in use from an older vintage than the newest of its dataset",
    SERIES_KEY,
    {
        "source": SOURCE, "dataset": _text("table or database of the provider"), "series": SERIES, "ref_area": AREA,
        "counterpart_area": COUNTERPART, "vintage": _text("the vintage in use"),
        "newest_vintage": _text("the newest vintage of the dataset"),
        "state": _text("`dropped`: its snapshot has a successor without it; `not asked for`: newer snapshots are "
                       "extracts of other series", ["dropped", "not asked for"]),
        "remedy": _text("what can be done"),
    },
)  # fmt: skip
FRAMES: tuple[Frame, ...] = tuple(item for item in list(globals().values()) if isinstance(item, Frame))
"""Every frame, in the order of the stages."""


def read_frame(path: Path | str, frame: Frame) -> pd.DataFrame:
    """Read one of the frames above.

    Raises:
        DataError: If the file does not have the frame's columns, in their types.
    """
    types = {name: column.dtype for name, column in frame.columns.items()}
    try:
        rows = pd.read_csv(
            path,
            dtype=types,
            keep_default_na=False,
            na_values={name: [""] for name, column in frame.columns.items() if column.kind != "text"},
            encoding="utf-8",
        )
    except ValueError as error:
        raise _misshapen(frame, path, error) from error
    if list(rows.columns) != list(frame.columns):
        raise _misshapen(frame, path, f"the columns are {', '.join(rows.columns)}")
    return rows


def write_frame(rows: pd.DataFrame, path: Path | str, frame: Frame) -> None:
    """Write one of the frames above, after its check.

    Raises:
        DataError: With the column and the first value that does not fit.
    """
    if list(rows.columns) != list(frame.columns):
        raise _misshapen(frame, path, f"the columns are {', '.join(map(str, rows.columns))}")
    fault = frame.find_fault(rows)
    if fault:
        raise _misshapen(frame, path, fault)
    rows.to_csv(path, index=False, lineterminator="\n", encoding="utf-8")


def _misshapen(frame: Frame, path: Path | str, problem: object) -> DataError:
    return DataError(
        f"the frame {frame.name!r} does not have its declared form: {problem}.",
        file=path,
        remedy="delete processed/ and build again; if it happens again, report it as a fault of the program.",
    )


def empty_frame(frame: Frame) -> pd.DataFrame:
    """A frame of the declared columns and types without rows."""
    types = {name: column.dtype for name, column in frame.columns.items()}
    return pd.DataFrame(columns=list(types)).astype(types)


def read_frames(paths: Iterable[Path | str], frame: Frame) -> pd.DataFrame:
    """The rows of some files of one kind, in their order; none give a frame without rows."""
    parts = [read_frame(path, frame) for path in paths]
    return pd.concat(parts, ignore_index=True) if parts else empty_frame(frame)


def read_annual(paths: Iterable[Path | str]) -> pd.DataFrame:
    """The annual series of several sources, of the vintages in use only (``ANNUAL``)."""
    annual = read_frames(paths, ANNUAL)
    return annual[annual["in_use"]].reset_index(drop=True)


def worst_status(statuses: Iterable[str]) -> str:
    """The status of what is computed from values of several."""
    return min(statuses, key=list(STATUSES).index)


def records(rows: pd.DataFrame) -> Iterator[Any]:
    """Rows as named tuples; what they hold is for the frame to say, not for the type checker."""
    yield from rows.itertuples()


def grouped(rows: pd.DataFrame, by: str | list[str]) -> Iterator[tuple[Any, pd.DataFrame]]:
    """Groups of rows in the order of their first rows."""
    yield from rows.groupby(by, sort=False)


def by_year(values: pd.Series) -> Iterator[tuple[int, float]]:
    """Year and value of a series."""
    for year, value in values.items():
        yield int(str(year)), float(value)


def since(holds: pd.Series) -> int | None:
    """The first of the years at the end of a series in which something holds without interruption.

    Args:
        holds: True or False by year, only years that can be judged.

    Returns:
        None if it does not hold in the last year.
    """
    if not len(holds) or not bool(holds.iloc[-1]):
        return None
    failing = holds.index[~holds.astype(bool)]
    return int(holds.index[0] if not len(failing) else holds.index[holds.index > failing.max()].min())
