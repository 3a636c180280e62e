from pathlib import Path

from remesas.plan.settings import read_settings, write_settings


def test_settings_come_back_by_their_keys(tmp_path: Path):
    written = {"economies": ["MEX"], "years": {"first": 1991, "last": "newest"}, "vintages/bls": "newest"}
    names = write_settings(written, tmp_path)
    assert set(names) == set(written)
    assert read_settings(tmp_path / name for name in names.values()) == {
        "economies": ["MEX"],
        "years": {"first": 1991, "last": "newest"},
        "bls": "newest",
    }


def test_another_value_leaves_what_a_build_under_way_reads(tmp_path: Path):
    before = write_settings({"bases": ["a", "b"], "years": {"first": 1991, "last": 2003}}, tmp_path)
    kept = {name: (tmp_path / name).stat().st_mtime_ns for name in before.values()}
    after = write_settings({"bases": ("a", "c"), "years": {"last": 2003, "first": 1991}}, tmp_path)
    assert after["years"] == before["years"] and after["bases"] != before["bases"]
    assert {name: (tmp_path / name).stat().st_mtime_ns for name in kept} == kept
    assert read_settings([tmp_path / before["bases"], tmp_path / after["years"]]) == {
        "bases": ["a", "b"],
        "years": {"first": 1991, "last": 2003},
    }
