"""How the lead stands among few sources: what it exceeds in one year, and that it is never drawn apart from them."""

from dataclasses import replace

import pandas as pd
import pytest

from remesas.brief.charts.panels import find_far_larger
from remesas.brief.context import Context
from remesas.brief.text.ranks import name_overtaken, tell_gross, tell_net
from support.builds import make_small

COLUMNS = ("remittances", "oil", "tourism", "manufactures")


@pytest.fixture
def context(catalog, language):
    def make(*amounts):
        columns = COLUMNS[: len(amounts)]
        tables = {"table1": catalog.tables["table1"].model_copy(update={"columns": columns})}
        build = make_small(catalog, tables, amounts=dict(zip(columns, amounts, strict=True)))
        return Context(build, language("en"), None)

    return make


def test_what_is_exceeded_in_the_last_known_year_alone_is_not_exceeded_since(context):
    """El Salvador's manufactures are known to 2012, the first year in which remittances exceed them."""
    assert name_overtaken(context([1, 2, 9, 9], [3, 3, 3, None]), "table1", "national") == (
        "oil and gas in 1993, the newest year with figures for both"
    )
    assert name_overtaken(context([1, 4, 9, 9], [3, 3, 3, None]), "table1", "national") == (
        "oil and gas from 1992 to 1993, in all years with figures for both"
    )
    assert name_overtaken(context([1, 9, 9, 9], [3, 3, None, 3]), "table1", "national") == (
        "oil and gas from 1992 on, in all years with figures for both"
    )


def test_what_a_table_shows_as_nothing_is_not_said_to_be_exceeded(context):
    """Haiti exported fuel for 41 and for 1 thousand dollars: two noughts in its table."""
    known = [1977.0, 2195.6, 2227.1]
    assert list(tell_gross(context(known, [0.041087, None, 0.001035]))) == []
    assert name_overtaken(context([0.0, 2195.6, 2227.1], [0.041087, None, 0.001035]), "table1", "national") == ""
    assert "oil and gas in every year since 1992" in next(tell_gross(context(known, [2000.0, 0.3, 0.001])))


def test_that_only_some_years_have_figures_is_said_once_of_all_and_where_they_end(context):
    """Tuvalu's oil is known from 2002 to 2005 alone, and there is no rank before it that "they" could stand for."""
    of = context([1, 4, 9, 9], [3, 3, 3, None], [2, 2, 2, None])
    assert list(tell_gross(of)) == [
        "Remittances have exceeded receipts from oil and gas from 1992 to 1993 and tourism from 1992 to 1993, in all "
        "years with figures for both."
    ]
    assert (
        "oil and gas in every year since 1992; tourism from 1992 to 1993, in all years with figures for both"
        in next(tell_gross(context([1, 4, 9, 9], [3, 3, 3, 3], [2, 2, 2, None])))
    )


def test_sources_exceeded_in_the_same_newest_year_are_told_together(context):
    """Bermuda 2012: "the newest year with figures for both" stood three times in a sentence."""
    of = context([1, 2, 9, 9], [9, 9, 3, None], [9, 9, 3, None], [9, 9, 2, None])
    (told,) = tell_gross(of)
    assert told.endswith("manufactures in 1993, the newest year with figures for both.") and told.count("newest") == 1


def test_sources_that_are_known_in_some_years_stand_apart_from_the_others(context):
    """El Salvador: manufactures in the last known year alone between others made one long sentence of repetitions."""
    of = context([1, 4, 9, 9], [9, 9, 3, None], [3, 3, 3, None], [2, 2, 2, None])
    assert list(tell_gross(of)) == [
        "Remittances have exceeded receipts from oil and gas in 1993, the newest year with figures for both; tourism "
        "from 1992 to 1993 and manufactures from 1992 to 1993, in all years with figures for both."
    ]


@pytest.mark.parametrize(
    ("net", "told"),
    [
        ([1, 2], "Less remittances paid abroad, US$2.0 million remained in 1992."),
        ([1, -250], "In 1992 US$250 million more was paid abroad in remittances than was received."),
    ],
)
def test_what_remains_of_remittances_is_no_negative_amount(catalog, language, net, told):
    """The Maldives pay abroad many times what they receive."""
    tables = {
        name: catalog.tables[name].model_copy(update={"columns": ("remittances",)}) for name in ("table1", "table2")
    }
    small = make_small(catalog, tables, amounts={"remittances": [9, 9]})
    texts = {"series": "SE27803", "vintage": "2026-07-01", "formula": "f", "obs_status": "A", "note": ""}
    for frame in small.tables.values():
        frame[list(texts)] = list(texts.values())
    small.tables["table2"]["obs_value"] = [float(value) for value in net]
    said = next(tell_net(Context(small, language("en"), None)))
    assert said.striptags() == told
    assert f'<data value="{float(net[-1])}"' in said, "what is shown without its sign has it for programs"


def test_the_lead_is_never_drawn_apart(context):
    """Tuvalu's remittances are a hundred times its exports: a chart without them would be about nothing."""
    assert find_far_larger(context([500, 600], [1, 2]), "table1") is None
    assert find_far_larger(context([1, 2], [500, 600]), "table1") == "oil"


def test_a_rank_of_today_in_the_years_of_print_says_so(context):
    """In El Salvador's table of 2012 manufactures are 4,102, in today's data 3,795: "2012 ... in 2012" told nothing."""
    of = context([3900, 3914], [3600, 3795])
    ranks = [
        {"measure": "rank", "basis": "national", "flow": "gross", "indicator": "remittances", "time_period": str(year),
         "obs_value": 1.0} for year in (1991, 1992)
    ]  # fmt: skip
    printed = [
        {"table": "table1", "basis": "national", "indicator": name, "time_period": 1992, "printed": value,
         "class": "close"} for name, value in (("remittances", 3911.0), ("oil", 4102.0))
    ]  # fmt: skip
    build = replace(of.build, indicators=pd.DataFrame(ranks), comparison=pd.DataFrame(printed))
    assert next(tell_gross(replace(of, build=build))) == (
        "In the article's table remittances ranked second of 2 sources in 1992, before any payments; today's data have "
        "them first in that year."
    )
