"""Growth of columns that end in different years: that up to the newest stands in the same place of the table."""

from dataclasses import replace

import pandas as pd

from remesas.brief.context import Context
from remesas.brief.tables.growth import list_growth
from remesas.core.frames import INDICATORS
from support.builds import make_small

RATES = {"compound_growth": "percent", "growth_deviation": "percentage points"}


def rate(name, span, value):
    return [
        {"ref_area": "MEX", "basis": "national", "flow": "gross", "indicator": name, "measure": measure,
         "time_period": span, "obs_value": value, "unit_measure": unit, "obs_status": "A", "formula": "f", "note": ""}
        for measure, unit in RATES.items()
    ]  # fmt: skip


def make_view(catalog, code_language, amounts, rows):
    tables = {"table1": catalog.tables["table1"].model_copy(update={"columns": tuple(amounts)})}
    indicators = pd.DataFrame(rows)[list(INDICATORS.columns)]
    small = make_small(catalog, tables, amounts=amounts)
    texts = {"series": "SE27803", "vintage": "2026-07-01", "formula": "f", "obs_status": "A", "note": ""}
    build = replace(
        small,
        tables={"table1": small.tables["table1"].assign(**texts)},
        indicators=indicators.astype({"obs_value": float}),
    )
    return list_growth(Context(build, code_language, None))


def test_growth_over_years_of_a_narrower_definition_has_the_mark_and_says_of_which(catalog, language):
    note = "in 2003, 2004: more than 5 percent of exports belong to no known class of goods"
    narrower = {"obs_status": "D", "note": f"{note}; includes processed food and drink"}
    same = {"obs_status": "D", "note": "includes processed food and drink"}
    later = {**narrower, "note": f"in 2004, 2005: {note.partition(': ')[2]}"}
    rows = (
        [row | narrower for row in rate("oil", "1991/1993", 73.2)]
        + [row | later for row in rate("oil", "1992/1993", 1.2)]
        + [row | same for row in rate("remittances", "1991/1993", 9.1)]
    )
    amounts = {"remittances": [4.0, 5.0, 12.0], "oil": [3.0, 9.0, 9.0]}
    view = make_view(catalog, language("en"), amounts, rows)
    assert [[cell.mark for cell in row.cells].count("D") for row in view.rows] == [0, 4]
    assert [item.text for item in view.notes if item.mark == "D"] == [
        "Oil (National sources), in 2003–2005: more than 5 percent of exports belong to no known class of goods."
    ]


def test_growth_up_to_the_newest_year_of_a_column_stands_in_one_group(catalog, language):
    amounts = {"remittances": [400.0, 500.0, 1200.0], "oil": [300.0, 900.0, None], "tourism": [None, None, None]}
    spans = [("remittances", "1991/1993", 73.2), ("oil", "1991/1992", 200.0), ("tourism", "1991/1991", None)]
    view = make_view(catalog, language("en"), amounts, [row for span in spans for row in rate(*span)])
    assert [head.text for head in view.head[0]] == ["Basis", "1991 to the newest year"]
    assert [[cell.text for cell in row.cells[1:3]] for row in view.rows] == [
        ["1993", "73.2"], ["1992", "200.0"],
    ]  # fmt: skip
