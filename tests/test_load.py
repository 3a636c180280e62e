"""The public names of the library: they load what a build made, and say what is not there."""

import subprocess
import sys

import pytest

import remesas
from remesas.claims.columns import COLUMNS
from remesas.core.errors import DataError
from remesas.core.frames import COMPARISON, TABLE


def test_every_public_name_is_there_and_no_other():
    assert dir(remesas) == sorted(remesas.__all__)
    assert all(getattr(remesas, name) for name in remesas.__all__)
    with pytest.raises(AttributeError, match="'remesas' has no attribute 'load_nothing'"):
        remesas.load_nothing  # noqa: B018


def test_importing_the_library_loads_nothing_else():
    """Every job of a build imports it."""
    code = "import remesas, sys; print('pandas' in sys.modules or 'remesas.load' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "False"


def test_a_build_is_loaded_in_the_columns_that_are_documented(built):
    processed = built / "processed"
    table = remesas.load_table("table1", processed)
    assert list(table.columns) == list(TABLE.columns)
    row = table[(table["basis"] == "national") & (table["indicator"] == "remittances") & (table["time_period"] == 2003)]
    assert row["obs_value"].tolist() == [15138.686409]  # SE27803, the sum of its months
    assert list(remesas.load_comparison(processed).columns) == list(COMPARISON.columns)
    claims = remesas.load_claims(str(processed))
    assert list(claims.columns) == list(COLUMNS) and {str(kind) for kind in claims.dtypes} == {"str"}


def test_what_is_not_there_is_told_with_what_is(tmp_path):
    (tmp_path / "MEX/tables").mkdir(parents=True)
    (tmp_path / "MEX/tables/table1.csv").touch()
    with pytest.raises(DataError, match=r"table9\.csv: the file is missing; there are table1\.csv\. What to do: run"):
        remesas.load_table("table9", tmp_path)
    with pytest.raises(DataError, match=r"MEX/comparison\.csv: the file is missing\. What to do"):
        remesas.load_comparison(tmp_path)
    with pytest.raises(DataError, match=r"GTM/comparison\.csv: the file is missing"):
        remesas.load_comparison(tmp_path, "GTM")


def test_of_several_economies_one_is_asked_for(tmp_path):
    for code in ("GTM", "MEX"):
        (tmp_path / code / "tables").mkdir(parents=True)
    with pytest.raises(DataError, match=r'there are GTM, MEX\. What to do: name one, as in economy="GTM"'):
        remesas.load_claims(tmp_path)
