"""What several verdicts come to."""

import pytest

from remesas.claims.entries import PartVerdict
from remesas.claims.verdicts import (
    join_readings,
    sum_up,
    sum_up_alone,
)


def together(*verdicts, parts=None):
    """The overall word of verdicts on one part; or on the parts that are named."""
    kinds = ["printed", "national", "worldbank", "undesa", "article"]
    names = parts or [""] * len(verdicts)
    return sum_up(PartVerdict(kind, part, word) for part, kind, word in zip(names, kinds, verdicts, strict=False))


@pytest.mark.parametrize(
    ("verdicts", "expected"),
    [
        ([], "not decidable here"),
        (["not decidable here"], "not decidable here"),
        (["other definition"], "not decidable here"),
        (["confirmed", "other definition"], "confirmed"),
        (["contradicted", "other definition"], "contradicted"),
        (["consistent", "not decidable here"], "consistent"),
        (["consistent", "other definition"], "consistent"),
        (["about right", "consistent"], "about right"),
        (["contradicted", "consistent"], "contradicted"),
        (["confirmed", "not decidable here"], "confirmed"),
        (["confirmed", "about right"], "about right"),
        (["confirmed", "revised"], "revised"),
        (["contradicted", "inconsistent"], "contradicted"),
        (["inconsistent", "inconsistent"], "inconsistent"),
        (["confirmed", "contradicted"], "mixed"),
        (["unit slip", "contradicted"], "mixed"),
        (["confirmed", "revised", "contradicted"], "mixed"),
        (["depends on the reading"], "depends on the reading"),
        (["depends on the reading", "contradicted", "contradicted"], "depends on the reading"),
        (["depends on the reading", "confirmed"], "depends on the reading"),
        (["depends on the reading", "confirmed", "contradicted"], "mixed"),
    ],
)
def test_the_overall_word_hides_no_conflict(verdicts, expected):
    assert together(*verdicts) == expected


@pytest.mark.parametrize(
    ("verdicts", "expected"),
    [
        (["confirmed", "contradicted"], "mixed"),
        (["consistent", "contradicted"], "mixed"),  # one part is possible, another is not
        (["consistent", "confirmed"], "confirmed"),
        (["not decidable here", "contradicted"], "contradicted"),
        (["depends on the reading", "contradicted"], "mixed"),
        (["depends on the reading", "confirmed"], "depends on the reading"),
        (["revised", "confirmed"], "revised"),
    ],
)
def test_parts_are_put_together(verdicts, expected):
    assert together(*verdicts, parts=["", "rank"]) == expected


def test_misses_on_opposite_sides_of_print_do_not_agree():
    above = PartVerdict("national", "", "contradicted", 1)
    below = PartVerdict("worldbank", "", "contradicted", -1)
    assert sum_up([above, below]) == "mixed"
    assert sum_up([above, PartVerdict("worldbank", "", "contradicted", 1)]) == "contradicted"
    assert (
        sum_up([above, PartVerdict("worldbank", "rank", "contradicted", -1)]) == "contradicted"
    )  # not the same number


def test_one_evidence_alone_keeps_the_name_of_another_definition():
    findings = [PartVerdict("printed", "", "confirmed"), PartVerdict("worldbank", "", "other definition")]
    assert sum_up_alone(findings[1:]) == "other definition"
    assert sum_up_alone(findings[:1]) == "confirmed"
    assert sum_up_alone([findings[1], PartVerdict("worldbank", "rank", "contradicted")]) == "contradicted"


@pytest.mark.parametrize(
    ("main", "others", "expected"),
    [
        ("contradicted", ["contradicted", "confirmed"], "depends on the reading"),
        ("inconsistent", ["about right"], "depends on the reading"),
        ("contradicted", ["contradicted", "consistent", "other definition"], "contradicted"),
        ("confirmed", ["contradicted"], "confirmed"),
        ("not decidable here", ["confirmed"], "not decidable here"),
        ("unit slip", ["confirmed"], "unit slip"),
    ],
)
def test_a_reading_that_holds_beside_a_first_one_that_fails(main, others, expected):
    assert join_readings(main, others) == expected
