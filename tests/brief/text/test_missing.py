"""What a page says of columns without any figure, and how small amounts are written."""

from dataclasses import replace

import pandas as pd
import pytest
from markupsafe import Markup

from remesas.brief.provenance import Provenance
from remesas.brief.text.amounts import tell_growth
from remesas.brief.text.article import tell_figures
from remesas.brief.text.cells import name_dollars
from remesas.brief.text.missing import tell_missing
from remesas.core.frames import INDICATORS
from support.builds import make_small


@pytest.fixture
def context(catalog, language):
    from remesas.brief.context import Context

    def make(code="en"):
        tables = {"table1": catalog.tables["table1"].model_copy(update={"columns": ("remittances", "oil", "tourism")})}
        return Context(make_small(catalog, tables), language(code), None)

    return make


def test_columns_without_any_figure_are_named(context):
    assert list(tell_missing(context())) == [
        "Foreign-exchange earnings by source: there is no figure of tourism for any year, and what would follow from "
        "them is missing here."
    ]


def test_it_is_said_in_other_languages(context):
    assert "no hay cifras de turismo en ningún año" in next(iter(tell_missing(context("es"))))
    assert "aucune année n’a de chiffre pour ces sources\u202f: tourisme" in next(iter(tell_missing(context("fr"))))


@pytest.mark.parametrize(
    ("million", "english", "spanish", "french"),
    [
        (61_312.4, "US$61.3 billion", "61.3 mil millones de dólares", "61,3 milliards de dollars"),
        (1_312.4, "US$1.3 billion", "1.3 mil millones de dólares", "1,3 milliard de dollars"),
        (250.4, "US$250 million", "250 millones de dólares", "250 millions de dollars"),
        (47.1, "US$47 million", "47 millones de dólares", "47 millions de dollars"),
        (2.61, "US$2.6 million", "2.6 millones de dólares", "2,6 millions de dollars"),
        (0.042, "US$0.042 million", "0.042 millones de dólares", "0,042 million de dollars"),
    ],
)
def test_small_amounts_are_told_in_millions(context, million, english, spanish, french):
    for code, said in (("en", english), ("es", spanish), ("fr", french)):
        assert name_dollars(context(code), million, Provenance("f")).striptags() == said


def test_doubtful_years_are_named_beside_what_rests_on_them(context):
    """Lesotho's remittances exceeded its GDP until 1995: growth from 1991 on says so."""
    of = context()
    frame = of.build.tables["table1"]
    frame["obs_status"] = ["U" if year == 1991 else "A" for year in frame["time_period"]]
    row = dict.fromkeys(INDICATORS.columns, "") | {"ref_area": "MEX", "basis": "national", "flow": "gross"}
    row |= {"indicator": "remittances", "measure": "compound_growth", "time_period": "1991/1992", "obs_value": 5.0}
    build = replace(of.build, indicators=pd.DataFrame([row | {"formula": "f", "obs_status": "U"}]))
    frame["series"], frame["vintage"], frame["formula"], frame["note"] = "SE27803", "2026-07-01", "f", ""
    told = "A check of the data fails: the figures of these years are doubtful (1991)."
    assert list(tell_growth(replace(of, build=build)))[-1] == told
    frame["obs_status"] = "A"
    assert told not in list(tell_growth(replace(of, build=build)))


@pytest.mark.parametrize(
    ("classes", "said"),
    [
        (
            ["exact", "unexplained"],
            "1 lies within 1% of today's data (1 of these to the digit); 1 differs by more, and",
        ),
        (
            ["exact", "close", "explained", "unexplained"],
            "2 lie within 1% of today's data (1 of these to the digit); 2 differ",
        ),
        (["close"], "1 lies within 1% of today's data (0 of these to the digit)."),
    ],
)
def test_one_figure_lies_and_differs_and_two_lie_and_differ(context, classes, said):
    of = context()
    rows = [{"table": "table1", "indicator": "oil", "basis": "national", "time_period": 1991 + place, "printed": 1.0,
             "class": name} for place, name in enumerate(classes)]  # fmt: skip
    (told,) = tell_figures(replace(of, build=replace(of.build, comparison=pd.DataFrame(rows))))
    assert said in str(Markup(told).striptags())
