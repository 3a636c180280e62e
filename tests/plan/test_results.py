from pathlib import Path

import pytest

from remesas.plan.results import list_results

EXPECTED = ["brief.en.html", "brief.es.html"]


@pytest.fixture
def reports(tmp_path, monkeypatch):
    """Briefs of two economies, one in a language that is no longer configured, one where versions before had it."""
    monkeypatch.chdir(tmp_path)
    Path("reports/AAA/tables").mkdir(parents=True)
    Path("reports/BBB").mkdir()
    for name in ("AAA/brief.en.html", "AAA/brief.pt.html", "AAA/tables/table1.en.csv", "BBB/brief.en.html"):
        Path("reports", name).touch()
    return Path("reports")


def test_a_build_lists_what_it_made_and_what_was_left_by_others(reports):
    Path("reports/brief.es.html").touch()
    text = list_results(
        reports, ["reports/AAA/brief.en.html", "reports/AAA/tables/table1.en.csv", "processed/x.csv"], [], EXPECTED
    )
    assert text.splitlines() == [
        "Done. The results:",
        "  reports/AAA/brief.en.html  the brief as a page: open it in a browser",
        "  reports/AAA/tables         every table as CSV and XLSX",
        "Not of this build, left over from earlier ones:",
        "  reports/brief.es.html",
        "  reports/AAA/brief.pt.html",
    ]


def test_briefs_of_other_economies_are_neither_results_nor_left_over(reports):
    Path("reports/AAA/brief.pt.html").unlink()
    made = ["reports/BBB/brief.en.html"]
    assert list_results(reports, made, made, EXPECTED).splitlines()[:2] == [
        "Done. The results:",
        "  reports/BBB/brief.en.html  the brief as a page: open it in a browser",
    ]


def test_a_build_of_one_target_lists_that_target(reports):
    expected = [*EXPECTED, "brief.pt.html"]
    made = ["processed/annual/bls.csv", "processed/AAA/claims.csv"]
    text = list_results(reports, made, ["processed/AAA/claims.csv"], expected)
    assert text.splitlines() == ["Done. The results:", "  processed/AAA/claims.csv"]


def test_what_a_page_alone_leads_to_is_named_where_it_is_not_built(reports):
    Path("reports/BBB/index.html").touch()
    made = ["reports/BBB/brief.en.html"]
    text = list_results(reports, made, made, ["revisions.en.html", "brief.en.html", "brief.en.pdf"])
    assert (
        "The pages of BBB lead to revisions.en.html, brief.en.pdf too, not built yet; `./remesas build --config "
        "'economies=[BBB]'` makes all files." in text.splitlines()
    )
    assert "lead to" not in list_results(reports, made, made, ["brief.en.html"])
    assert "lead to" not in list_results(reports, made, ["reports/index.html"], EXPECTED)


def test_briefs_asked_for_together_are_named_in_one_line_and_other_folders_are_no_economies(reports):
    asked = ["reports/AAA/brief.en.html", "reports/BBB/brief.en.html", "reports/tables/atlas-moves.en.csv"]
    lines = list_results(reports, asked, asked, EXPECTED).splitlines()
    assert [line for line in lines if "lead to" in line] == [
        "The pages of AAA, BBB lead to other files too, not built yet; `./remesas build --config "
        "'economies=[AAA, BBB]'` makes all files."
    ]


def test_a_run_without_results_says_no_more(reports):
    assert list_results(reports, [], [], [*EXPECTED, "brief.pt.html"]) == "Done."


def test_what_the_atlas_alone_leads_to_is_named_with_the_command_that_makes_it(reports):
    Path("reports/atlas.en.html").touch()
    atlas = ["data/atlas.csv", "atlas.en.html", "atlas.es.html"]
    text = list_results(reports, ["reports/atlas.en.html"], ["reports/atlas.en.html"], EXPECTED, atlas)
    assert text.splitlines()[:3] == [
        "Done. The results:",
        "  reports/atlas.en.html  all economies beside each other",
        "The atlas leads to other files, not built yet: `./remesas build reports/data/atlas.csv reports/atlas.es.html` "
        "makes them.",
    ]
    assert "leads to" not in list_results(reports, ["reports/atlas.en.html"], ["reports/index.html"], EXPECTED, atlas)


def test_the_data_of_the_atlas_are_one_file_and_those_of_an_economy_a_folder(reports):
    for name in ("data/atlas.csv", "AAA/data/cells.csv"):
        Path("reports", name).parent.mkdir()
        Path("reports", name).touch()
    text = list_results(reports, ["reports/data/atlas.csv", "reports/AAA/data/cells.csv"], [], EXPECTED)
    assert [" ".join(line.split()) for line in text.splitlines()[1:3]] == [
        "reports/data/atlas.csv the figures behind it, a row a measure of an economy",
        "reports/AAA/data the frames behind them, with a data dictionary",
    ]
