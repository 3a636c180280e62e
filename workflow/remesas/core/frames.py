"""The frames that stages hand to one another: their columns, checked whenever one is read or written.

Files are CSV, UTF-8, with the columns in this order. Amounts are in US$ million where ``unit_measure`` does not say
otherwise; an empty ``obs_value`` is a missing value, whose ``note`` gives the reason.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pandas as pd
import pandera.pandas as pa

from remesas.core.errors import DataError

STATUSES = ["A", "B", "D", "E", "M", "P"]
CLASSES = ["exact", "close", "explained", "unexplained", "missing"]
FLOWS = ["gross", "net"]
REVISION_CLASSES = ["none", "small", "moderate", "large", "appeared", "disappeared"]


def text(*checks: pa.Check) -> pa.Column:
    """A column of text; empty text instead of missing values."""
    return pa.Column(str, checks=list(checks), coerce=True)


def number() -> pa.Column:
    """A column of numbers that may be missing."""
    return pa.Column(float, nullable=True)


def whole() -> pa.Column:
    """A column of whole numbers."""
    return pa.Column(int)


def _frame(name: str, key: list[str], **columns: pa.Column) -> pa.DataFrameSchema:
    return pa.DataFrameSchema(columns, name=name, strict=True, ordered=True, unique=key)


def status() -> pa.Column:
    """A column of ``obs_status``."""
    return text(pa.Check.isin(STATUSES))


def _cell_columns() -> dict[str, pa.Column]:
    return {
        "obs_value": number(), "unit_measure": text(), "obs_status": status(),
        "series": text(), "source": text(), "vintage": text(), "formula": text(), "note": text(),
    }  # fmt: skip


SNAPSHOTS = _frame(
    "snapshots", ["source", "dataset", "vintage", "series"],
    source=text(), dataset=text(), vintage=text(), freq=text(), title=text(), table=text(), citation=text(),
    licence=text(), how=text(), note=text(), file=text(), sha256=text(), rows=whole(), series=text(),
    series_title=text(), unit=text(), first_period=text(), last_period=text(),
)  # fmt: skip
OBSERVATIONS = _frame(
    "observations", ["source", "series", "ref_area", "counterpart_area", "time_period", "vintage"],
    ref_area=text(), counterpart_area=text(), freq=text(), time_period=text(), obs_value=number(),
    unit_measure=text(), obs_status=status(), source=text(), series=text(), vintage=text(),
)  # fmt: skip
ANNUAL = _frame(
    "annual", ["source", "series", "ref_area", "counterpart_area", "time_period", "vintage"],
    ref_area=text(), counterpart_area=text(), time_period=whole(), obs_value=number(), unit_measure=text(),
    obs_status=status(), source=text(), series=text(), vintage=text(), note=text(), in_use=pa.Column(bool),
)  # fmt: skip
CELLS = _frame(
    "cells", ["ref_area", "basis", "flow", "indicator", "time_period"],
    ref_area=text(), basis=text(), flow=text(pa.Check.isin(FLOWS)), indicator=text(), time_period=whole(),
    **_cell_columns(),
)  # fmt: skip
TABLE = _frame(
    "table", ["ref_area", "basis", "indicator", "time_period"],
    ref_area=text(), basis=text(), indicator=text(), time_period=whole(), **_cell_columns(),
)  # fmt: skip
COMPARISON = _frame(
    "comparison", ["table", "basis", "ref_area", "indicator", "time_period"],
    table=text(), basis=text(), ref_area=text(), indicator=text(), time_period=whole(), printed=number(),
    regenerated=number(), obs_status=status(), difference=number(), difference_percent=number(),
    **{"class": text(pa.Check.isin(CLASSES))}, cause=text(), explanation=text(), note=text(),
    series=text(), source=text(), vintage=text(), formula=text(),
)  # fmt: skip
COMPARISON_COLUMNS = _frame(
    "comparison_columns", ["table", "basis", "indicator"],
    table=text(), basis=text(), indicator=text(), exact=whole(), close=whole(), explained=whole(),
    unexplained=whole(), missing=whole(), mean_difference=number(), mean_percent=number(),
    largest_difference=number(), largest_percent=number(), largest_year=pa.Column("Int64", nullable=True),
    correlation=number(),
)  # fmt: skip
EXPLANATIONS = _frame(
    "explanations", ["explanation", "number"],
    explanation=text(), number=whole(), test=text(), holds=pa.Column(bool), first=whole(), last=whole(),
    lowest=number(), highest=number(), expected_min=number(), expected_max=number(), unit_measure=text(),
    formula=text(),
)  # fmt: skip
PRINTED_CHECKS = _frame(
    "printed_checks", ["check", "table", "indicator", "time_period"],
    check=text(), table=text(), indicator=text(), time_period=whole(), value=number(), unit_measure=text(),
    expected_min=number(), expected_max=number(), holds=pa.Column(bool), note=text(),
)  # fmt: skip
INDICATORS = _frame(
    "indicators", ["ref_area", "basis", "flow", "indicator", "measure", "time_period"],
    ref_area=text(), basis=text(), flow=text(pa.Check.isin(FLOWS)), indicator=text(), measure=text(),
    time_period=text(), obs_value=number(), unit_measure=text(), obs_status=status(), formula=text(), note=text(),
)  # fmt: skip
REVISIONS = _frame(
    "revisions", ["source", "series", "ref_area", "counterpart_area", "kind", "old_vintage", "time_period"],
    source=text(), series=text(), ref_area=text(), counterpart_area=text(), kind=text(), old_vintage=text(),
    new_vintage=text(), time_period=whole(), old_value=number(), new_value=number(), unit_measure=text(),
    difference=number(), difference_percent=number(), **{"class": text(pa.Check.isin(REVISION_CLASSES))},
)  # fmt: skip
REVISION_EFFECTS = _frame(
    "revision_effects", ["effect", "subject", "basis", "indicator", "time_period", "language", "number"],
    effect=text(), subject=text(), basis=text(), indicator=text(), time_period=text(), language=text(),
    number=whole(), old=text(), new=text(), old_value=number(), new_value=number(), unit_measure=text(),
    difference_percent=number(), **{"class": text(pa.Check.isin(["", *REVISION_CLASSES]))},
)  # fmt: skip
OUTDATED_SERIES = _frame(
    "outdated_series", ["source", "series", "ref_area", "counterpart_area"],
    source=text(), dataset=text(), series=text(), ref_area=text(), counterpart_area=text(), vintage=text(),
    newest_vintage=text(), state=text(pa.Check.isin(["dropped", "not asked for"])), remedy=text(),
)  # fmt: skip


def read_frame(path: Path | str, schema: pa.DataFrameSchema) -> pd.DataFrame:
    """Read one of the frames above.

    Raises:
        DataError: If the file does not have the schema's columns or values.
    """
    columns = schema.columns
    texts = [name for name, column in columns.items() if _is_text(column)]
    frame = pd.read_csv(
        path,
        dtype={name: "str" if name in texts else str(column.dtype) for name, column in columns.items()},
        keep_default_na=False,
        na_values={name: [""] for name in columns if name not in texts},
        encoding="utf-8",
    )
    return checked(frame, schema, str(path))


def empty_frame(schema: pa.DataFrameSchema) -> pd.DataFrame:
    """A frame of the schema's columns and types without rows."""
    types = {name: "str" if _is_text(column) else str(column.dtype) for name, column in schema.columns.items()}
    return pd.DataFrame(columns=list(types)).astype(types)


def _is_text(column: pa.Column) -> bool:
    return str(column.dtype).startswith("str")


def read_annual(paths: Iterable[Path | str]) -> pd.DataFrame:
    """The annual series of several sources, of the vintages in use only (``ANNUAL``)."""
    annual = pd.concat([read_frame(path, ANNUAL) for path in paths], ignore_index=True)
    return annual[annual["in_use"]].reset_index(drop=True)


def write_frame(frame: pd.DataFrame, path: Path | str, schema: pa.DataFrameSchema) -> None:
    """Write one of the frames above, after its check.

    Raises:
        DataError: If the frame does not have the schema's columns or values.
    """
    checked(frame, schema, str(path)).to_csv(path, index=False, lineterminator="\n", encoding="utf-8")


def checked(frame: pd.DataFrame, schema: pa.DataFrameSchema, file: str) -> pd.DataFrame:
    """The frame, if it fits the schema.

    Raises:
        DataError: With the file, the column and the first value that does not fit.
    """
    try:
        return schema.validate(frame)
    except pa.errors.SchemaError as error:
        raise DataError(
            f"the frame {schema.name!r} does not have its declared form: {error.args[0]}",
            file=file,
            remedy="delete processed/ and build again; if it happens again, report it as a fault of the program.",
        ) from error
