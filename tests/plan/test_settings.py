import os

from remesas.plan.settings import read_settings, write_settings


def test_what_was_written_is_read(tmp_path):
    write_settings({"country": "MEX", "years": {"first": 1991, "last": "newest"}, "vintages/bls": "newest"}, tmp_path)
    files = [tmp_path / "country.json", tmp_path / "years.json", tmp_path / "vintages" / "bls.json"]
    assert read_settings(files) == {
        "country": "MEX", "years": {"first": 1991, "last": "newest"}, "bls": "newest",
    }  # fmt: skip


def test_only_what_has_changed_is_written(tmp_path):
    write_settings({"bases": ["a", "b"], "years": {"first": 1991, "last": 2003}}, tmp_path)
    for name in ("bases", "years"):
        os.utime(tmp_path / f"{name}.json", (0, 0))
    write_settings({"bases": ("a", "c"), "years": {"last": 2003, "first": 1991}}, tmp_path)
    assert (tmp_path / "bases.json").stat().st_mtime > 0
    assert (tmp_path / "years.json").stat().st_mtime == 0
    assert read_settings([tmp_path / "bases.json"]) == {"bases": ["a", "c"]}
