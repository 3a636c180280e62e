"""What is said of the vintages of series: only of those that figures use."""

from dataclasses import replace

import pandas as pd
import pytest

from remesas.brief.text.revisions import select_reported, tell_revisions
from remesas.core.frames import ANNUAL, CELLS, REVISIONS

FUEL, TOTAL = "TX.VAL.FUEL.ZS.UN", "TX.VAL.MRCH.CD.WT"


def fill(frame, rows):
    empty = {name: "" if column.kind == "text" else 0 for name, column in frame.columns.items()}
    return pd.DataFrame([empty | row for row in rows])


@pytest.fixture
def make(make_brief):
    """El Salvador's fuels of 2012, from shares and totals of a vintage; shares came again in June 2026."""

    def made(used: str):
        cell = {"basis": "worldbank", "flow": "gross", "indicator": "oil", "time_period": 2012, "obs_value": 1.0}
        cell |= {"series": f"{FUEL}; {TOTAL}", "vintage": f"{used}; 2013-12", "source": "worldbank"}
        series = {"source": "worldbank", "ref_area": "MEX", "counterpart_area": "_Z", "time_period": 2012}
        newest = [series | {"series": FUEL, "vintage": "2026-06", "in_use": True}]
        newest.append(series | {"series": TOTAL, "vintage": "2013-12", "in_use": True})
        revised = series | {"series": FUEL, "kind": "vintage", "old_vintage": "2013-12", "new_vintage": "2026-06"}
        revised |= {"old_value": 10.0, "new_value": 11.0, "difference_percent": 10.0, "class": "moderate"}
        context = make_brief(annual=fill(ANNUAL, newest), revisions=fill(REVISIONS, [revised]))
        return replace(context, build=replace(context.build, tables={"table1": fill(CELLS, [cell])}))

    return made


def test_a_vintage_that_no_figure_uses_is_told_to_be_unused(make):
    context = make("2013-12")
    assert context.build.passed_over == {f"worldbank:{FUEL}": ("2026-06", ("2013-12",))}
    assert not len(select_reported(context.build))
    told = tell_revisions(context)
    assert told["dropped"] == [
        f"A newer vintage is kept of fuel, share of merchandise exports ({FUEL}: June 2026) and not used: the parts "
        "of a formula are taken from one vintage (December 2013)."
    ]
    assert told["series"] == ["No series of this brief has been obtained more than once: there is nothing to compare."]
    assert told["compared"] == [], "and so nothing was compared"


def test_a_vintage_that_figures_use_is_a_revision(make):
    context = make("2026-06")
    assert context.build.passed_over == {}
    assert select_reported(context.build)["series"].tolist() == [FUEL]
    told = tell_revisions(context)
    assert told["dropped"] == []
    assert [str(text) for text in told["series"]] == [
        "Of one series of this brief an earlier vintage or a first print was obtained as well.",
        "It has been revised.",
    ]
