"""Each declared explanation stands on the figures in raw/, and falls with any of them.

Figures are sums of the months in raw/ and the printed cells, in US$ million, checked by hand.
"""

import json
import re

import pandas as pd
import pytest

from remesas.compare.cells import compare_with_print

PRINTED = {
    "table1.remittances": {2003: 13266},
    "table2.remittances": {2003: 13266},
    "table2.oil": {1996: 10469, 2003: 14406},
    "table2.manufactures": {1996: -124, 2003: -14406},
    "table2.agriculture": {1996: -1079, 2003: -1067},
}
SERIES = {
    "banxico:SE27803-reported-2005": {2003: 13300},
    "banxico:SE35403": {1996: -2213.7, 2003: -15857.4},
    "inegi:127598": {1996: 95999.7, 2003: 164766.4},
}
TODAY = {
    ("table1", "remittances"): {2003: 15138.7},
    ("table2", "remittances"): {2003: 15138.7},
    ("table2", "oil"): {1996: 8745, 2003: 10078},
}
"""What national sources give."""
EXPLAINED = {"remittances-first-print": 2003, "oil-net-misprint": 2003, "remittances-net-first-print": 2003}
"""The year that each of them explains."""
FEW_PERCENT = (-2, 2)


def entry_of(catalog, name):
    return next(entry for entry in catalog.explanations if entry.id == name)


def list_evidence(catalog, name):
    """What the evidence of an explanation holds against print: references, without the scale of a check."""
    entry = entry_of(catalog, name)
    checks = {check.id: check.parameters for check in catalog.printed_checks}
    used = [checks.get(test.parameters.get("check"), test.parameters) for test in entry.evidence]
    texts = json.dumps([{key: value for key, value in item.items() if key != "scale"} for item in used])
    return list(dict.fromkeys(re.findall(r"\{([\w.:-]+:[\w.-]+)\}", texts)))


@pytest.fixture
def judge(catalog, annual_series, cells):
    """The class of the cell that an explanation is about, and which entry explains it, after amounts were added."""

    def run(name, year, added=None, entry=None):
        entry = entry or entry_of(catalog, name)
        others = tuple(other for other in catalog.explanations if other.id != name)
        printed = {f"article:{column}": values for column, values in PRINTED.items()}
        figures = {key: dict(values) for key, values in (printed | SERIES).items()}
        for reference, amount in (added or {}).items():
            figures[reference][year] += amount
        for table in ("table1", "table2"):
            for reference in catalog.tables[table].printed.values():
                figures.setdefault(reference, {1990: 1})
        frames = []
        for table, flow in {"table1": "gross", "table2": "net"}.items():
            held = {("national", flow, column): years for (own, column), years in TODAY.items() if own == table}
            frames.append(cells(held).drop(columns="flow").assign(table=table))
        frame = pd.concat(frames, ignore_index=True)
        series = annual_series({key: ("USD million", years) for key, years in figures.items()})
        known = catalog.model_copy(update={"explanations": (entry, *others)})
        found = compare_with_print(frame, series, known, "MEX").cells
        own = found.set_index(["table", "indicator", "time_period"]).loc[(entry.table, entry.indicator, year)]
        return own["class"], own["explanation"]

    return run


def test_every_explanation_is_tried(catalog):
    assert list(EXPLAINED) == [entry.id for entry in catalog.explanations]


@pytest.mark.parametrize(("name", "year"), EXPLAINED.items())
def test_it_stands_on_the_figures(judge, name, year):
    assert judge(name, year) == ("explained", name)


@pytest.mark.parametrize(("name", "year"), EXPLAINED.items())
def test_it_asks_no_year_that_it_does_not_explain(catalog, name, year):
    entry = entry_of(catalog, name)
    assert (entry.first, entry.last) == (year, year)


@pytest.mark.parametrize("percent", FEW_PERCENT)
@pytest.mark.parametrize(
    ("name", "figure"),
    [
        ("remittances-first-print", "article:table1.remittances"),
        ("remittances-first-print", "banxico:SE27803-reported-2005"),
        ("oil-net-misprint", "article:table2.oil"),
        ("oil-net-misprint", "article:table2.manufactures"),
        ("remittances-net-first-print", "article:table2.remittances"),
        ("remittances-net-first-print", "banxico:SE27803-reported-2005"),
    ],
)
def test_it_falls_with_print_and_with_what_predicts_it_by_a_few_percent(judge, name, figure, percent):
    values = PRINTED[figure.split(":")[1]] if figure.startswith("article:") else SERIES[figure]
    year = EXPLAINED[name]
    assert judge(name, year, {figure: percent / 100 * values[year]}) == ("unexplained", "")


@pytest.mark.parametrize("sign", [-1, 1])
@pytest.mark.parametrize(("name", "year"), EXPLAINED.items())
def test_it_falls_with_any_figure_that_is_off_by_half_the_difference(judge, catalog, name, year, sign):
    entry, figures = entry_of(catalog, name), list_evidence(catalog, name)
    half = abs(TODAY[entry.table, entry.indicator][year] - PRINTED[f"{entry.table}.{entry.indicator}"][year]) / 2
    assert figures
    for figure in figures:
        assert judge(name, year, {figure: sign * half}) == ("unexplained", ""), figure


@pytest.mark.parametrize(("added", "expected"), [(0, "unexplained"), (-100, "explained")])
def test_one_number_with_two_signs_says_nothing_where_the_balance_does_not_fit(judge, catalog, added, expected):
    # 1996, had 124 been printed for oil: with agriculture's -1,079 the non-oil balance is missed by 1.05% of exports,
    # with -1,179 by 0.95%
    stretched = entry_of(catalog, "oil-net-misprint").model_copy(update={"first": 1996})
    changed = {"article:table2.oil": 124 - 10469, "article:table2.agriculture": added}
    assert judge("oil-net-misprint", 1996, changed, stretched)[0] == expected
