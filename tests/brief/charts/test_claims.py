"""Charts of verdicts: what they say in words."""

from types import SimpleNamespace

import pytest

from remesas.brief.charts.claims import evidence_panel, verdict_panel
from remesas.brief.context import Context


@pytest.fixture
def make(catalog, language, style):
    """A brief of made counts of verdicts, by kind of evidence."""

    def run(**counts):
        build = SimpleNamespace(catalog=catalog, claims=SimpleNamespace(counts=counts))
        return Context(build, language("en"), style)

    return run


@pytest.mark.parametrize(
    ("counts", "message"),
    [
        (
            {"confirmed": 1, "about right": 1, "mixed": 1, "unit slip": 1, "not decidable here": 1},
            "Of the 5 statements 2 hold, 1 holds in part, 1 fails and 1 is not decided.",
        ),
        ({"confirmed": 1, "contradicted": 2, "inconsistent": 1}, "Of the 4 statements 1 holds and 3 fail."),
        ({"revised": 2, "consistent": 3}, "Of the 5 statements 2 hold in part and 3 are not decided."),
    ],
)
def test_what_occurs_is_said_in_its_own_number(make, counts, message) -> None:
    assert verdict_panel(make(overall=counts)).message == message


def test_each_kind_of_source_is_said_by_itself(make) -> None:
    counts = {"printed": {"confirmed": 2, "inconsistent": 1}, "national": {"contradicted": 1, "mixed": 1}}
    context = make(overall={}, worldbank={"other definition": 3}, **counts)
    assert evidence_panel(context).message == (
        "By kind of source: Printed tables, 2 hold and 1 fails; National sources, 1 fails."
    )
