"""Many economies in batches, and what becomes of each."""

from pathlib import Path

import pandas as pd
import pytest

from remesas.core.frames import OBSERVATIONS
from remesas.plan.batches import (
    BUILT,
    FAILED,
    SKIPPED,
    Outcome,
    describe_outcomes,
    find_unfinished,
    name_built,
    name_failures,
    part_economies,
    read_outcomes,
    write_outcomes,
)
from remesas.plan.skipped import find_skipped

CODES = [f"{first}{second}A" for first in "ABCDEFGHIJ" for second in "KLMNOPQRSTUVWXYZ"]
SETTINGS = {"bases": ["worldbank"], "vintages": {"default": "newest"}, "years": {"first": 1991, "last": "newest"}}


@pytest.mark.parametrize(
    ("number", "sizes"), [(1, []), (3, [1] * 3), (10, [1] * 10), (11, [1] * 9 + [2]), (160, [10] * 16)]
)
def test_one_economy_is_no_batch_few_are_one_each_and_more_are_parted_evenly_into_ten_or_more(number, sizes) -> None:
    batches = part_economies(CODES[:number])
    assert [len(batch) for batch in batches.values()] == sizes
    assert [code for batch in batches.values() for code in batch] == (CODES[:number] if sizes else [])
    ends = [(batch[0], batch[-1]) for batch in batches.values()]
    assert list(batches) == [first if first == last else f"{first}-{last}" for first, last in ends]


def test_outcomes_are_read_as_they_were_written(tmp_path) -> None:
    outcomes = [Outcome("SLV", BUILT), Outcome("GTM", FAILED, 'derive_indicators: "no", he said', "logs/a.log")]
    write_outcomes(outcomes, tmp_path / "batches/01.csv")
    assert read_outcomes([tmp_path / "batches/01.csv"]) == [outcomes[1], outcomes[0]]
    assert name_built([tmp_path / "batches/01.csv"]) == ["SLV"]


def test_an_economy_fails_with_the_last_line_of_the_log_of_the_job_that_failed(tmp_path) -> None:
    log = tmp_path / "fill_basis.log"
    log.write_text("WARNING first\nConfiguration: the year is wrong. What to do: write another.\n\n", encoding="utf-8")
    unfinished = {"GTM": [("fill_basis", [str(log)])], "HND": [], "NIC": [("render_pdf", [str(tmp_path / "none.log")])]}
    assert name_failures(["GTM", "HND", "NIC", "SLV"], unfinished) == [
        ("GTM", FAILED, "fill_basis: Configuration: the year is wrong. What to do: write another.", str(log)),
        ("HND", FAILED, "it was not finished", ""),
        ("NIC", FAILED, "render_pdf: it was not finished", str(tmp_path / "none.log")),
        ("SLV", BUILT, "", ""),
    ]


def test_a_batch_is_asked_for_again_where_an_economy_failed_or_a_brief_is_gone(tmp_path) -> None:
    brief = tmp_path / "brief.html"
    brief.write_text("1", encoding="utf-8")
    files = {name: tmp_path / f"{name}.csv" for name in ("whole", "failed", "gone", "skipped")}
    write_outcomes([Outcome("GTM", BUILT)], files["whole"])
    write_outcomes([Outcome("GTM", BUILT), Outcome("HND", FAILED)], files["failed"])
    write_outcomes([Outcome("SLV", BUILT)], files["gone"])
    write_outcomes([Outcome("TUV", SKIPPED)], files["skipped"])
    results = {"GTM": [brief], "SLV": [brief, tmp_path / "brief.pdf"], "TUV": [tmp_path / "none.html"]}
    found = find_unfinished([*files.values(), tmp_path / "not_yet.csv"], results)
    assert found == [files["failed"], files["gone"]]


def test_the_end_of_a_build_counts_economies_and_gives_reasons() -> None:
    outcomes = [
        Outcome("GTM", BUILT), Outcome("SLV", BUILT), Outcome("HND", FAILED, "claims: no", "a.log"),
        *(Outcome(code, SKIPPED, "nothing is known") for code in CODES[:22]),
    ]  # fmt: skip
    lines = describe_outcomes(outcomes, Path("reports/summary.csv")).split("\n")
    assert lines[0] == "Economies: 2 built, 22 skipped, 1 failed (reports/summary.csv lists them)"
    assert lines[1] == f"  {CODES[0]} skipped: nothing is known"
    assert lines[-2:] == ["  and 2 more that were skipped", "  HND failed: claims: no (a.log)"]
    assert len(lines) == 1 + 20 + 1 + 1


def test_economies_of_which_too_little_is_known_are_skipped_with_the_reason(catalog) -> None:
    row = {
        "counterpart_area": "_Z", "freq": "A", "time_period": "2001", "obs_value": 1.0, "unit_measure": "USD",
        "obs_status": "A", "source": "worldbank", "series": "BX.TRF.PWKR.CD.DT", "vintage": "2013-12",
    }  # fmt: skip
    observations = pd.DataFrame([{"ref_area": "GTM"} | row])[list(OBSERVATIONS.columns)]
    found = list(find_skipped(["GTM", "SLV", "WLD"], observations, catalog, SETTINGS))
    assert [(item.economy, item.state) for item in found] == [("SLV", SKIPPED), ("WLD", SKIPPED)]
    assert "no snapshot has a whole year of remittances of SLV" in found[0].reason
    assert "WLD is World, an aggregate" in found[1].reason
    late = SETTINGS | {"years": {"first": 1991, "last": 2005}}
    assert [item.economy for item in find_skipped(["GTM"], observations, catalog, late)] == ["GTM"]
