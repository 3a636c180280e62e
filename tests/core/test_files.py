"""Frames come back as they were written, and what does not fit is neither written nor read."""

import pandas as pd
import pytest

from remesas.core.errors import DataError
from remesas.core.files import empty_frame, read_annual, read_frame, write_frame
from remesas.core.frames import CELLS, FRAMES, PRINTED_CHECKS

ROW = {
    "check": "c", "table": "t", "indicator": "oil", "time_period": 2003, "value": 1.5, "unit_measure": "ratio",
    "expected_min": float("nan"), "expected_max": 2.0, "holds": True, "note": "",
}  # fmt: skip


@pytest.fixture
def checks():
    return pd.DataFrame([ROW])


@pytest.mark.parametrize("frame", FRAMES, ids=lambda frame: frame.name)
def test_an_empty_frame_comes_back_as_it_was_written(frame, tmp_path):
    write_frame(empty_frame(frame), tmp_path / "f.csv", frame)
    back = read_frame(tmp_path / "f.csv", frame)
    assert list(back.columns) == list(frame.columns) and len(back) == 0


def test_a_frame_comes_back_as_it_was_written(checks, tmp_path):
    write_frame(checks, tmp_path / "f.csv", PRINTED_CHECKS)
    pd.testing.assert_frame_equal(read_frame(tmp_path / "f.csv", PRINTED_CHECKS), checks, check_dtype=False)


@pytest.mark.parametrize(
    ("spoil", "problem"),
    [
        (lambda rows: rows.drop(columns="note"), "the columns are check, table"),
        (lambda rows: rows.assign(more=1), "the columns are check, table"),
        (lambda rows: pd.concat([rows, rows]), "two rows have {'check': 'c', 'table': 't'"),
        (lambda rows: rows.assign(time_period=2003.5), "time_period has the type float64, not int64"),
        (lambda rows: rows.assign(holds="yes"), "holds has the type str, not bool"),
        (lambda rows: rows.assign(note=None), "note has no value in row 0"),
    ],
)
def test_what_does_not_fit_is_not_written(checks, tmp_path, spoil, problem):
    with pytest.raises(DataError, match="'printed_checks' does not have its declared form") as caught:
        write_frame(spoil(checks), tmp_path / "f.csv", PRINTED_CHECKS)
    assert problem in str(caught.value)
    assert not (tmp_path / "f.csv").exists()


def test_a_value_that_is_none_of_those_declared_is_not_written(tmp_path):
    types = {name: column.dtype for name, column in CELLS.columns.items()}
    row = {name: "x" if dtype == "str" else 1 for name, dtype in types.items()}
    for status in ("A", "B"):
        write_frame(pd.DataFrame([row | {"obs_status": status}]).astype(types), tmp_path / "good.csv", CELLS)
    with pytest.raises(DataError, match="obs_status has 'X', which is none of 'M', 'U', 'B', 'D'"):
        write_frame(pd.DataFrame([row | {"obs_status": "X"}]).astype(types), tmp_path / "f.csv", CELLS)
    assert not (tmp_path / "f.csv").exists()


@pytest.mark.parametrize(("old", "new"), [("2003", "soon"), ("check,", "chick,")])
def test_what_does_not_fit_is_not_read(checks, tmp_path, old, new):
    path = tmp_path / "f.csv"
    write_frame(checks, path, PRINTED_CHECKS)
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    with pytest.raises(DataError, match="delete processed/ and build again"):
        read_frame(path, PRINTED_CHECKS)


def test_no_files_give_a_frame_without_rows():
    assert read_annual([]).empty
