"""Frames in other forms: units as codes, observations as SDMX-CSV names them, Parquet that reads back the same."""

import fastparquet
import pandas as pd
import pytest

from remesas.core.files import empty_frame, read_frame, write_frame
from remesas.core.frames import ANNUAL, CELLS
from remesas.deposit.forms import SDMX, code_observations, code_unit, write_forms
from remesas.plan.packed import PACKED, name_file


@pytest.mark.parametrize(
    ("unit", "code"),
    [
        ("USD million", ("USD", 6)),
        ("USD", ("USD", 0)),
        ("thousand persons", ("PS", 3)),
        ("percent", ("PT", 0)),
        ("USD / barrel", ("USD_PER_BARREL", 0)),
        ("USD2015", ("USD2015", 0)),
    ],
)
def test_a_unit_is_a_code_and_a_power_of_ten(unit, code):
    assert code_unit(unit) == code


def make_cells():
    row = dict.fromkeys(CELLS.columns, "")
    row |= {"ref_area": "MEX", "basis": "national", "indicator": "oil", "time_period": 2003, "obs_value": 1.5,
            "unit_measure": "USD million", "obs_status": "A"}  # fmt: skip
    missing = row | {"time_period": 2004, "obs_value": None, "obs_status": "M", "note": "ends, in 2003"}
    types = {name: column.dtype for name, column in CELLS.columns.items()}
    return pd.DataFrame([row, missing]).astype(types)


def test_observations_are_named_as_sdmx_names_them():
    coded = code_observations(make_cells(), CELLS, "1.2.3")
    assert list(coded.columns[:4]) == ["STRUCTURE", "STRUCTURE_ID", "ACTION", "FREQ"]
    first = coded.iloc[0]
    assert (first["STRUCTURE_ID"], first["UNIT_MEASURE"], first["UNIT_MULT"]) == ("REMESAS:CELLS(1.2.3)", "USD", 6)
    assert (first["FLOW"], first["NOTE"], first["FREQ"]) == ("_Z", "", "A"), "only a dimension may not be empty"


def test_every_frame_is_written_and_reads_back_the_same(tmp_path):
    (tmp_path / "data").mkdir()
    for frame in PACKED:
        rows = make_cells() if frame is CELLS else empty_frame(frame)
        write_frame(rows, tmp_path / "data" / name_file(frame), frame)
    for target in ("one", "two"):
        write_forms(tmp_path / "data", tmp_path / target, "1.2.3")
    files = sorted(path.relative_to(tmp_path / "one").as_posix() for path in (tmp_path / "one").rglob("*.*"))
    assert files == sorted(
        [f"parquet/{frame.name}.parquet" for frame in PACKED] + [f"sdmx/{frame.name}.csv" for frame in SDMX]
    )
    assert all((tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes() for name in files)
    with (tmp_path / "one/parquet/cells.parquet").open("rb") as file:
        back = fastparquet.ParquetFile(file).to_pandas()
    expected = read_frame(tmp_path / "data/cells.csv", CELLS)
    assert back["obs_value"].isna().tolist() == [False, True] and back["time_period"].tolist() == [2003, 2004]
    assert back["note"].tolist() == expected["note"].tolist() == ["", "ends, in 2003"]
    lines = (tmp_path / "one/sdmx/annual.csv").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 1 and set(lines[0].split(",")) >= {name.upper() for name in ANNUAL.columns}
