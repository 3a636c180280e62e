import re
from dataclasses import replace

import pandas as pd
import pytest

from remesas.brief.tables.against_print import list_printed_cells
from remesas.brief.tables.explanations import list_bridges, list_explanations
from remesas.brief.text.against_print import tell_checks, tell_classes
from remesas.core import frames

SERIES = {
    "id": "s", "dataset": "d", "title": "S", "label": "S", "unit": "USD million", "freq": "A", "annual": "sum",
    "ref_area": "XXX", "bounds": [0, 100],
}  # fmt: skip
COLUMNS = ["remittances", "oil", "manufactures"]
EXPLANATION = {
    "id": "wrong", "table": "earnings", "indicator": "oil", "basis": "here", "first": 1991, "last": 1992,
    "cause": "misprint", "text": "Wrong.", "evidence": [{"test": "fits_check", "parameters": {"check": "sum"}}],
}  # fmt: skip
CONCEPT = {
    "id": "wide", "basis": "there", "indicator": "oil", "tables": ["earnings"], "text": "Wider.", "beside": "here"
}  # fmt: skip
PRINTED = {"remittances": 8.0, "oil": 9.0, "manufactures": -9.0}
"""What is printed for 1992: one number with two signs; oil is wrong."""


def compare(*rows):
    """Rows of the comparison of 1992 from (basis, column, regenerated, class, cause, explanation)."""
    common = dict.fromkeys(frames.COMPARISON.columns, "") | {"table": "earnings", "time_period": 1992}
    return pd.DataFrame(
        common | {
            "basis": basis, "indicator": name, "printed": PRINTED[name], "regenerated": value,
            "difference": value - PRINTED[name], "difference_percent": 1.0, "class": kind, "cause": cause,
            "explanation": explanation,
        }
        for basis, name, value, kind, cause, explanation in rows
    )  # fmt: skip


def test_of_year(year, value, holds):
    return {
        "explanation": "wrong", "number": 1, "test": "fits_check", "time_period": year, "value": value,
        "expected_min": -5.0, "expected_max": 5.0, "unit_measure": "percent", "holds": holds, "formula": "f",
    }  # fmt: skip


test_of_year.__test__ = False  # type: ignore[attr-defined]  # a row, not a test


@pytest.fixture
def make(make_context):
    """A brief of a printed table on two bases, of which one measures another concept."""

    def run(kind="explained", cause="misprint", explanation="wrong"):
        basis = {"label": "Here", "short": "Here", "roles": {}}
        printed = dict.fromkeys(COLUMNS, "bank:s")
        compared = compare(
            ("here", "remittances", 8.0, "exact", "", ""), ("here", "oil", 5.0, kind, cause, explanation),
            ("here", "manufactures", -9.04, "close", "", ""), ("there", "oil", 7.0, "not_comparable", "", "wide"),
            ("there", "remittances", float("nan"), "missing", "", ""),
            ("there", "manufactures", float("nan"), "missing", "", ""),
        )  # fmt: skip
        results = [
            ("repeated", "oil", 1.0),
            ("repeated", "manufactures", 1.0),
            ("sum", "all", 1.0),
            ("rest", "all", 0.0),
        ]
        checks = pd.DataFrame(
            {"check": name, "table": "earnings", "indicator": column, "time_period": 1992, "value": value,
             "unit_measure": "cells", "expected_min": float("nan"), "expected_max": 0.0, "holds": not value, "note": ""}
            for name, column, value in results
        )  # fmt: skip
        bridge = {"concept": "wide", "table": "earnings", "basis": "there", "beside": "here", "indicator": "oil"}
        bridges = [
            bridge | {"time_period": 1991, "theirs": 6.0, "ours": 5.0, "ratio": 1.2, "printed": None, "bridged": None},
            bridge | {"time_period": 1992, "theirs": 7.0, "ours": 5.0, "ratio": 1.4, "printed": 9.0, "bridged": 12.6},
        ]
        tests = [test_of_year(1991, -8.0, False), test_of_year(1992, 3.84, True)]
        return make_context(
            comparison=compared,
            made={"explanations": pd.DataFrame(tests), "bridges": pd.DataFrame(bridges), "printed_checks": checks},
            indicators={name: {"label": name.title(), "short": name.title()} for name in COLUMNS},
            tables={"earnings": {"title": "E", "flow": "real", "columns": COLUMNS, "printed": printed}},
            bases={"here": basis, "there": basis | {"label": "There", "short": "There"}},
            series={"bank:s": SERIES},
            explanations=[EXPLANATION],
            concepts=[CONCEPT],
            printed_checks=[
                {"id": name, "title": title, "table": "earnings", "check": name, "finds": finds}
                for name, title, finds in (
                    ("repeated", "T", "slip"),
                    ("sum", "The goods add up, within 5%", "misfit"),
                    ("rest", "R", "misfit"),
                )
            ],
        )

    return run


def test_evidence_is_told_year_by_year(make) -> None:
    row = list_explanations(make()).rows[0]
    assert [cell.text for cell in row.cells][3:] == [
        "1991–1992", "The goods add up, within 5%: off by +3.8% in 1992. Fails in 1991.", "1992",
    ]  # fmt: skip


def test_a_bridge_tells_what_print_would_be(make) -> None:
    row = list_bridges(make()).rows[0]
    assert [cell.text for cell in row.cells] == ["Oil", "Wider.", "1.20 to 1.40 (1991–1992)", "9", "13", "7"]
    assert row.anchor == "bridge-1"


def test_a_cell_leads_to_its_explanation_or_bridge(make) -> None:
    cells = [cell for row in list_printed_cells(make(), "earnings").rows for cell in row.cells]
    links = [str(cell.text) for cell in cells if "href" in str(cell.text)]
    assert ['#explanation-1">1' in link or '#bridge-1">1' in link for link in links] == [True, True]


def test_the_counts_are_told_and_other_concepts_apart(make) -> None:
    here, there = map(strip, tell_classes(make()))
    assert here.startswith("Here: of the 3 figures that the article prints, 1 is exact, 1 lies within 1% and 1 differs")
    assert here.endswith("differs by more for a cause that the evidence bears out.")
    assert there.startswith("There: no figure is compared with the printed one, because every column measures another")


def test_what_has_no_figure_may_be_tested_in_its_sum(make) -> None:
    context = make("missing", "", "")  # here oil has none; the one check fails in its one year
    entries = [entry.model_copy(update={"sum_of": ("oil", "manufactures") if entry.id == "sum" else ()})
               for entry in context.build.catalog.printed_checks]  # fmt: skip
    catalog = context.build.catalog.model_copy(update={"printed_checks": entries})
    checks, cells = context.build.printed_checks, context.build.comparison
    untested = checks[checks["check"] == "sum"].assign(time_period=1991, value=float("nan"), holds=True)
    build = replace(
        context.build,
        catalog=catalog,
        printed_checks=pd.concat([checks, untested], ignore_index=True),
        comparison=pd.concat([cells, cells[cells["indicator"] == "oil"].assign(time_period=1991)], ignore_index=True),
    )
    told = list(map(strip, tell_classes(replace(context, build=build))))
    assert told[1].startswith("Of those without a figure, 1 can be tested in their sum: the goods add up, within 5%,")
    assert told[1].endswith(", in 0 of 1 years.")


def test_classes_are_told_in_their_own_number_and_what_stands_twice_once(make) -> None:
    context = make("unexplained", "", "")
    cells = context.build.comparison
    here = cells[cells["basis"] == "here"]
    compared = pd.concat([cells, here.assign(table="again")], ignore_index=True)
    twice, once, _ = map(strip, tell_classes(replace(context, build=replace(context.build, comparison=compared))))
    assert twice.endswith("prints, 2 are exact, 2 lie within 1% and 2 differ by more without such a cause.")
    assert once.startswith(
        "What stands in more than one table (remittances, oil and manufactures) is counted each time."
    )
    assert "Counted once, there are 3 figures: 1 is exact, 1 lies within 1% and 1 differs by more without" in once


def test_a_ratio_that_is_the_same_in_every_year_is_no_range(make) -> None:
    context = make()
    build = replace(context.build, bridges=context.build.bridges.assign(ratio=1.2))
    assert list_bridges(replace(context, build=build)).rows[0].cells[2].text == "1.20 (1991–1992)"


def test_slips_of_digits_and_other_misfits_are_counted_apart(make) -> None:
    told = [strip(sentence) for sentence in tell_checks(make())]
    assert told[0] == "Of 3 checks of the printed tables by themselves, 2 find values that do not fit."
    assert told[1].startswith("In 1 of them the digits look like a slip; in 1 amounts do not fit others, and another")


def test_the_misprint_is_named_with_what_follows(make) -> None:
    sentences = [strip(sentence) for sentence in tell_checks(make())]
    assert "The misprint is that of oil, for which the series has US$5 million (Here)" in sentences[2]
    assert sentences[3].startswith("So the largest source of Table 1 in 1992 is remittances, with US$8 million")


def test_without_evidence_no_misprint_is_named(make) -> None:
    sentences = [strip(sentence) for sentence in tell_checks(make("unexplained", "", ""))]
    assert sentences[2].endswith("At least one of them is a misprint.") and len(sentences) == 3


def strip(text) -> str:
    """A sentence without the marks of its numbers."""
    return re.sub(r"<[^>]+>", "", str(text))
