"""Growth of columns that end in different years: that up to the newest stands in the same place of the table."""

from dataclasses import replace

import pandas as pd

from remesas.brief.context import Context
from remesas.brief.tables.amounts import list_growth
from remesas.core.frames import INDICATORS
from support.builds import make_small

RATES = {"compound_growth": "percent", "growth_deviation": "percentage points"}


def rate(name, span, value):
    return [
        {"ref_area": "MEX", "basis": "national", "flow": "gross", "indicator": name, "measure": measure,
         "time_period": span, "obs_value": value, "unit_measure": unit, "obs_status": "A", "formula": "f", "note": ""}
        for measure, unit in RATES.items()
    ]  # fmt: skip


def test_growth_up_to_the_newest_year_of_a_column_stands_in_one_group(catalog, language):
    columns = ("remittances", "oil", "tourism")
    tables = {"table1": catalog.tables["table1"].model_copy(update={"columns": columns})}
    amounts = {"remittances": [400.0, 500.0, 1200.0], "oil": [300.0, 900.0, None], "tourism": [None, None, None]}
    spans = [("remittances", "1991/1993", 73.2), ("oil", "1991/1992", 200.0), ("tourism", "1991/1991", None)]
    indicators = pd.DataFrame([row for span in spans for row in rate(*span)])[list(INDICATORS.columns)]
    small = make_small(catalog, tables, amounts=amounts)
    texts = {"series": "SE27803", "vintage": "2026-07-01", "formula": "f", "obs_status": "A", "note": ""}
    build = replace(
        small,
        tables={"table1": small.tables["table1"].assign(**texts)},
        indicators=indicators.astype({"obs_value": float}),
    )
    view = list_growth(Context(build, language("en"), None))
    assert [head.text for head in view.head[0]] == ["Basis", "1991 to the newest year"]
    assert [[cell.text for cell in row.cells[1:3]] for row in view.rows] == [
        ["1993", "73.2"], ["1992", "200.0"], ["…", "…"],
    ]  # fmt: skip
