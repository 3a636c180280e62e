"""The page about an article: what is missing, unexplained, undecided or flipped, and nothing of what is not."""

from pathlib import Path

import pandas as pd
import pytest

from remesas.claims.flips import Flip
from remesas.claims.verdicts import SILENT
from remesas.core.files import empty_frame
from remesas.core.frames import COMPARISON, PRINTED_CHECKS
from remesas.plan.check import LISTED, describe_check

FILES = {
    "comparison": Path("processed/MEX/comparison.csv"),
    "ranked": Path("processed/MEX/ranked.csv"),
    "checks": Path("processed/MEX/printed_checks.csv"),
    "claims": Path("processed/MEX/claims.json"),
}


@pytest.fixture
def describe(catalog, document):
    def run(cells=(), checks=(), flips=(), accepted=True, document=document):
        columns = ["ref_area", "table", "indicator", "basis", "time_period", "class", "printed", "regenerated",
                   "difference_percent", "note"]  # fmt: skip
        compared = (
            pd.DataFrame([("MEX", *cell) for cell in cells], columns=columns) if cells else empty_frame(COMPARISON)
        )
        failing = pd.DataFrame(checks, columns=["check", "table", "time_period", "holds"])
        shown = failing if checks else empty_frame(PRINTED_CHECKS)
        return describe_check(catalog, document, compared, shown, list(flips), accepted, FILES)

    return run


def test_cells_are_counted_and_those_that_want_work_are_listed(describe):
    said = describe([
        ("table1", "oil", "national", 2001, "exact", 10, 10.0, 0.0, ""),
        ("table1", "oil", "national", 2002, "unexplained", 12799, 13190.5, 3.0588, ""),
        ("table1", "oil", "national", 2003, "missing", 1, None, None, "ends in 2002"),
        ("table1", "oil", "national", 2004, "missing", 1, None, None, "ends in 2002"),
    ])  # fmt: skip
    assert "  national: 4: 1 exact, 1 unexplained, 2 missing\n" in said
    assert "  table1, oil, national, 2002: 12799 is printed, 13190.5 is found (+3.1%)\n" in said
    assert "  table1, oil, national, 2003 to 2004: ends in 2002\n" in said


def test_what_is_long_is_cut_and_counted(describe):
    cells = [("t", "oil", "national", year, "unexplained", 1, 2.0, 100.0, "") for year in range(1980, 2000)]
    said = describe(cells)
    assert said.count("is printed") == LISTED
    assert f"  and {20 - LISTED} more (all are in processed/MEX/comparison.csv)\n" in said


def test_failing_checks_of_print_are_named_with_their_years(describe):
    failing = [("exports", "table1", 1996, False), ("exports", "table1", 1995, False)]
    said = describe(checks=[*failing, ("steady", "table1", 1995, True)])
    assert "Checks of print that fail\n  exports, table1: 1995, 1996\n" in said


def test_statements_that_nothing_decides_are_told_with_the_reason(describe, document):
    undecided = [entry for entry in document.claims if entry.overall == "not decidable here"]
    said = describe()
    assert f"{len(undecided)} not decidable here" in said
    assert f"  {undecided[0].id}: " in said
    assert "Unexplained" not in said and "Missing" not in said


def test_a_statement_whose_data_measure_something_else_says_so(describe, document):
    """Data of the period are there: 10.4% is found, and is of another concept than the 11.3% that are printed."""
    entry = document.claims[0]
    line = entry.main_lines[0]
    changes = {
        "evidence": "national",
        "concept": "what economies report",
        "value": 10.41042,
        "unit": "percent",
        "note": "",
        "part": "",
    }
    other = entry.model_copy(update={
        "id": "growth", "overall": "not decidable here", "undecided": None,
        "evaluations": (line.model_copy(update=changes | {"verdict": "other definition"}),),
    })  # fmt: skip
    said = describe(document=document.model_copy(update={"claims": (other,)}))
    told = "growth: other definition: national gives 10.4104 percent, which is what economies report\n"
    assert f"Undecided\n  {told}" in said and "no data of the period" not in said


def test_every_decided_statement_is_named_with_its_verdict_and_on_what_it_rests(describe, document):
    """13,266 is printed for 2003: so the table has it, and 15,139 is what the series became by revision."""
    lines = describe().partition("Decided\n")[2].partition("\n\n")[0].splitlines()
    silent = [entry for entry in document.claims if entry.overall in SILENT]
    assert len(lines) == len(document.claims) - len(silent) > LISTED
    told = next(line for line in lines if line.startswith("  remittances-2003: "))
    assert told.startswith("  remittances-2003: revised (")
    assert "printed: confirmed, 13266 USD million" in told and "worldbank" not in told
    assert "national: revised, 15138.7 USD million" in told


def test_verdicts_are_as_accepted_flipped_or_not_accepted_yet(describe):
    assert "Verdicts\n  all are those that were accepted\n" in describe()
    assert "none is accepted yet: look at them, then `./remesas check delgado-wise-2004 --accept` writes" in describe(
        accepted=False
    ), "the article need not be that of config.yaml"
    assert "  x: confirmed was accepted, mixed is found" in describe(flips=[Flip("x", "X.", "confirmed", "mixed", ())])
