from pathlib import Path

import pytest

from remesas.plan.results import list_results


@pytest.fixture
def reports(tmp_path, monkeypatch):
    """Two briefs, one in a language that is no longer configured, and a table."""
    monkeypatch.chdir(tmp_path)
    Path("reports/tables").mkdir(parents=True)
    for name in ("brief.en.html", "brief.pt.html", "tables/table1.en.csv"):
        Path("reports", name).touch()
    return Path("reports")


def test_a_build_lists_what_it_made_and_what_was_left_by_others(reports):
    text = list_results(
        reports,
        ["reports/brief.en.html", "reports/tables/table1.en.csv", "processed/x.csv"],
        [],
        ["reports/brief.en.html"],
    )
    assert text.splitlines() == [
        "Done. The results:",
        "  reports/brief.en.html  the brief as a page: open it in a browser",
        "  reports/tables         every table as CSV and XLSX",
        "Not of this build, left over from earlier ones:",
        "  reports/brief.pt.html",
    ]


def test_a_build_of_one_target_lists_that_target(reports):
    expected = ["reports/brief.en.html", "reports/brief.pt.html"]
    made = ["processed/annual/bls.csv", "processed/claims.csv"]
    text = list_results(reports, made, ["processed/claims.csv"], expected)
    assert text.splitlines() == ["Done. The results:", "  processed/claims.csv"]
    text = list_results(reports, expected[:1], expected[:1], expected)
    assert text.splitlines()[1:] == ["  reports/brief.en.html  the brief as a page: open it in a browser"]


def test_a_run_without_results_says_no_more(reports):
    assert list_results(reports, [], [], ["reports/brief.en.html", "reports/brief.pt.html"]) == "Done."
