from pathlib import Path

from remesas.plan.results import told


def test_a_build_tells_where_its_results_are(tmp_path: Path) -> None:
    assert told(tmp_path) == "Done."
    (tmp_path / "brief.en.html").touch()
    assert f"{tmp_path / 'brief.en.html'}  the brief as a page" in told(tmp_path)
