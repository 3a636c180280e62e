"""What the article prints, read from it a second time: the figures of its statements and of its tables.

`tests/golden/statements.csv` and `printed.csv` were written from the article alone, before `claims.yaml` was looked at:
digits as they stand there, the word of scale or unit beside them, years where the sentence has some. The names of the
claims were added afterwards. "One in five" is 5, one in.
"""

from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest

from support.project import ARTICLE

GOLDEN = Path(__file__).parents[1] / "golden"
STATEMENTS = pd.read_csv(GOLDEN / "statements.csv", dtype=str, keep_default_na=False)
SCALES = {"": 1, "USD million": 1, "USD billion": 10**3, "USD trillion": 10**6, "million": 10**6}
QUALIFIERS = {"": {"exact"}, "more than": {"over", "at least"}}
WITHOUT_FIGURE = {
    ("remittances-equal-india", "rank"),  # level with the largest: second, if not first
    ("maquila-employment-fall", "steady"),  # every year since 2001: 2002 and 2003
}
"""Parts of claims that put words into numbers: the article prints none."""

OTHER_YEARS = {
    "surplus-transfer": "the mean of those years that are known, times 16",
    "ins-budget-increase": "announced in 2002 for 2003",
}
"""Claims whose readings have none the years of print, and why."""


def printed_of(claims):
    return {
        (claim.id, part): printed
        for claim in claims.claims
        for part, printed in {"": claim.printed, **claim.parts}.items()
    }


def read(row):
    """The values of a statement in the unit of the claim."""
    if row["scale"] == "one in":
        return [Decimal(100) / Decimal(row["digits"])]
    return [Decimal(item) * SCALES[row["scale"]] for item in row["digits"].split()]


def steps(row):
    """The finest and the coarsest step that the last digit can have: zeros before the point need not be digits."""
    scale = SCALES[row["scale"]]
    numbers = [Decimal(item) for item in row["digits"].split()]
    finest = [Decimal(1).scaleb(number.as_tuple().exponent) for number in numbers]
    zeros = [number == number.to_integral_value() and "." not in str(number) for number in numbers]
    coarsest = [
        Decimal(1).scaleb(number.normalize().as_tuple().exponent) if whole else step
        for number, whole, step in zip(numbers, zeros, finest, strict=True)
    ]
    return min(finest) * scale, max(coarsest) * scale


def test_every_figure_of_a_claim_was_read_twice(claims):
    assert {*zip(STATEMENTS["claim"], STATEMENTS["part"], strict=True)} == {*printed_of(claims)} - WITHOUT_FIGURE
    assert not STATEMENTS.duplicated(["claim", "part"]).any()


@pytest.mark.parametrize("row", STATEMENTS.to_dict("records"), ids=lambda row: f"{row['claim']}.{row['part']}")
def test_a_statement_prints_what_its_claim_says(row, claims):
    printed = printed_of(claims)[row["claim"], row["part"]]
    found = [float(value) for value in read(row)]
    assert list(printed.values) == (pytest.approx(found, abs=0.05) if row["scale"] == "one in" else found)
    assert printed.unit == row["unit"]
    assert printed.qualifier in QUALIFIERS.get(row["qualifier"], {row["qualifier"]})
    if row["digits"] and row["scale"] != "one in" and row["unit"] not in ("years", "rank", "ratio"):
        finest, coarsest = steps(row)
        assert finest <= Decimal(str(printed.precision)) <= coarsest
    (claim,) = (claim for claim in claims.claims if claim.id == row["claim"])
    section, *_ = row["place"].split()
    assert claim.section == (f"{section}, note {row['place'][-1]}" if "note" in row["place"] else section)
    assert not row["period"] or claim.period == row["period"]


def test_the_years_of_a_statement_are_those_of_a_reading(claims):
    years = {row["claim"]: row["period"] for row in STATEMENTS.to_dict("records") if row["period"]}
    others = set()
    for claim in claims.claims:
        spans = {item.span for item in claim.evaluations if item.role == "reading"}
        if claim.id in years and spans:
            first, *last = map(int, years[claim.id].split("-"))
            others |= set() if (first, *(last or [first])) in spans else {claim.id}
    assert others == {*OTHER_YEARS}


@pytest.mark.parametrize("table", ["table1", "table2"])
def test_a_printed_table_has_the_figures_of_print(table):
    again = pd.read_csv(GOLDEN / "printed.csv").query("table == @table").drop(columns="table").set_index("year")
    first = pd.read_csv(ARTICLE / f"{table}.csv").set_index("year")
    assert len(again) == 13
    pd.testing.assert_frame_equal(first, again[first.columns])
    assert {*first.columns} == {*again.columns}
