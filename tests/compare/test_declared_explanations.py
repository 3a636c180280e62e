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
    "table1.oil": {
        1991: 8166, 1992: 8307, 1996: 11654, 1997: 11323, 1998: 7134, 1999: 9928, 2000: 16383, 2001: 12799, 2002: 14476,
        2003: 18654
    },
    "table1.manufactures": {
        1991: 32307, 1992: 36169, 1998: 106550, 1999: 122819, 2000: 145261, 2001: 141346, 2002: 142031, 2003: 143031
    },
    "table1.agriculture": {
        1991: 2373, 1992: 2112, 1998: 3796, 1999: 4144, 2000: 4263, 2001: 4007, 2002: 3866, 2003: 4665
    },
    "table2.remittances": {2003: 13266},
    "table2.oil": {1996: 10469, 1997: 9227, 1998: 5406, 2003: 14406},
    "table2.manufactures": {1996: -124, 1997: -6023, 1998: -9881, 2003: -14406},
    "table2.agriculture": {1996: -1079, 1997: -345, 1998: -976, 2003: -1067},
}  # fmt: skip
SERIES = {
    "banxico:SE27803-reported-2005": {2003: 13300},
    "banxico:SE28294": {1996: 6531, 1997: 623.3, 1998: -7833.8, 2003: -5779.4},
    "banxico:SE32189": {1996: 3072, 1997: 4408},
    "inegi:923": {1991: 546.8, 1992: 356.2, 1998: 448.6, 2000: 496.4, 2001: 386.2, 2002: 367.2},
    "inegi:924": {1991: 31601.8, 1992: 35420.5, 1998: 105474.4},
    "inegi:127598": {1991: 42687.5, 1992: 46195.6, 1998: 117539.3, 2000: 166120.7, 2001: 158779.7, 2002: 161046.0},
    "worldbank:TX.VAL.MRCH.CD.WT": {
        1991: 42688, 1992: 46196, 1998: 117460, 1999: 136391, 2000: 166367, 2001: 158547, 2002: 160682, 2003: 165396
    },
}  # fmt: skip
TODAY = {
    ("table1", "remittances"): {2003: 15138.7},
    ("table1", "oil"): {2000: 16124.3, 2001: 13191.0, 2002: 14823.5},
    ("table1", "manufactures"): {1991: 31601.8, 1992: 35420.5, 1998: 105474.4, 1999: 121543.4, 2003: 140650.3},
    ("table2", "remittances"): {2003: 15138.7},
    ("table2", "oil"): {1996: 8745, 1997: 7047.3, 1998: 3050, 2003: 10078},
}
"""What national sources give."""
EXPLAINED = {
    "remittances-first-print": 2003,
    "oil-revised": 2000,
    "manufactures-with-mining": 1998,
    "manufactures-one-digit-1999": 1999,
    "manufactures-one-digit-2003": 2003,
    "oil-net-imports-not-deducted": 1997,
    "oil-net-misprint": 2003,
    "remittances-net-first-print": 2003,
}
"""A year that each of them explains."""
UNEXPLAINED = {"oil-revised": 2001, "manufactures-with-mining": 1992, "oil-net-imports-not-deducted": 1996}
"""A year that each of them is asked for and does not explain."""


def list_figures(catalog, name):
    """Every figure on which an explanation rests in the year that it explains: references, print, and what it mends."""
    entry = next(entry for entry in catalog.explanations if entry.id == name)
    named = re.findall(r"\{([\w.:-]+:[\w.-]+)\}", json.dumps([test.parameters for test in entry.evidence]))
    mends = any(test.test in ("corrects_print", "one_digit_off") for test in entry.evidence)
    return [*dict.fromkeys([*named, f"article:{entry.table}.{entry.indicator}"]), *(["today"] if mends else [])]


@pytest.fixture
def judge(catalog, annual_series, cells):
    """The class of the cell that an explanation is about in a year, and which entry explains it."""

    def run(name, year, changed="", factor=1.0):
        entry = next(entry for entry in catalog.explanations if entry.id == name)
        figures = {f"article:{column}": values for column, values in PRINTED.items()} | SERIES
        figures = {key: dict(values) for key, values in figures.items()}
        today = {key: dict(values) for key, values in TODAY.items()}
        values = today[entry.table, entry.indicator] if changed == "today" else figures.get(changed, {year: 0})
        values[year] *= factor
        flows = {"table1": "gross", "table2": "net"}
        frames = []
        for table, flow in flows.items():
            held = {("national", flow, column): years for (own, column), years in today.items() if own == table}
            frames.append(cells(held).drop(columns="flow").assign(table=table))
        frame = pd.concat(frames, ignore_index=True)
        series = annual_series({key: ("USD million", years) for key, years in figures.items()})
        found = compare_with_print(frame, series, catalog, "MEX").cells.set_index(["table", "indicator", "time_period"])
        own = found.loc[(entry.table, entry.indicator, year)]
        return own["class"], own["explanation"]

    return run


def test_every_explanation_is_tried(catalog):
    assert list(EXPLAINED) == [entry.id for entry in catalog.explanations]


@pytest.mark.parametrize(("name", "year"), EXPLAINED.items())
def test_it_stands_on_the_figures(judge, name, year):
    assert judge(name, year) == ("explained", name)


@pytest.mark.parametrize(("name", "year"), UNEXPLAINED.items())
def test_it_does_not_stretch_to_a_year_without_evidence(judge, name, year):
    assert judge(name, year) == ("unexplained", "")


@pytest.mark.parametrize("name", EXPLAINED)
def test_it_falls_with_any_figure_that_it_rests_on(judge, catalog, name):
    figures = list_figures(catalog, name)
    assert len(figures) > 1
    for figure in figures:
        found = {judge(name, EXPLAINED[name], figure, factor)[0] for factor in (0, 3)}
        assert "unexplained" in found, figure
