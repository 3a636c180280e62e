"""The economy among others in words: ranked second, first, or not at all; its GDP known or not."""

import math

import pandas as pd
import pytest

from remesas.brief.charts.figures import plan_peers
from remesas.brief.tables.peers import list_peers
from remesas.brief.text.peers import tell_peers
from remesas.core.frames import PEERS


def measure(name, values, year):
    return [
        {"ref_area": area, "basis": "worldbank", "indicator": "remittances", "measure": name, "time_period": year,
         "obs_value": math.nan if value is None else float(value), "unit_measure": "", "note": "",
         "obs_status": "M" if value is None else "A", "series": f"BX.TRF.PWKR.CD.DT@{area}", "source": "worldbank",
         "vintage": "2026-04-08", "formula": name}
        for area, value in values.items()
    ]  # fmt: skip


@pytest.fixture
def brief(make_brief):
    def make(amounts, weights=None, code="en"):
        held = {area: amount for area, amount in amounts.items() if amount is not None}
        ranks = {area: 1 + sum(other > held[area] for other in held.values()) if area in held else None
                 for area in amounts}  # fmt: skip
        shares = {area: amount and 100 * amount / sum(held.values()) for area, amount in amounts.items()}
        rows = measure("amount", amounts, 2024) + measure("rank", ranks, 2024) + measure("share", shares, 2024)
        rows += measure("percent_of_gdp", weights or {}, 2023)
        return make_brief(code, peers=pd.DataFrame(rows)[list(PEERS.columns)])

    return make


def said(sentences):
    return [sentence.striptags() if hasattr(sentence, "striptags") else sentence for sentence in sentences]


WORLD = {"IND": 60_000, "MEX": 30_000, "GTM": 10_000}


def test_rank_share_and_the_largest_recipient(brief):
    assert said(tell_peers(brief(WORLD))) == [
        "In 2024 Mexico ranked second among 3 economies by remittances received: US$30.0 billion, 30.0% of the world "
        "total (World Bank).",
        "First is India, with US$60.0 billion.",
    ]


def test_the_largest_recipient_itself(brief):
    assert said(tell_peers(brief(WORLD | {"IND": 10_000}))) == [
        "In 2024 Mexico received more remittances than any other of 3 economies: US$30.0 billion, 60.0% of the world "
        "total (World Bank)."
    ]


def test_an_economy_that_is_not_ranked(brief):
    context = brief(WORLD | {"MEX": None})
    assert said(tell_peers(context)) == [
        "For 2024, the newest year in which most are known, there is no figure of what Mexico received, and so no rank "
        "(World Bank).",
        "First is India, with US$60.0 billion.",
    ]
    shares = brief(WORLD | {"MEX": None}, {"MEX": 3.7, "IND": 3.4})
    assert said(tell_peers(shares))[2:] == ["In 2023 remittances came to 3.7% of GDP."], "no other figure is known too"
    row = next(row for row in list_peers(context).rows if row.head == "Mexico")
    assert [cell.text for cell in row.cells] == ["…", "…", "…"]


def test_percent_of_gdp_beside_the_region(brief):
    context = brief(WORLD | {"COL": 5_000}, {"MEX": 3.7, "GTM": 19.6, "COL": 2.8, "HND": None, "IND": 3.4})
    assert said(tell_peers(context))[2:] == [
        "In 2023, the newest year for which GDP is known too, they came to 3.7% of GDP.",
        "In the 2 other economies of the region shown here they ranged from 2.8% (Colombia) to 19.6% (Guatemala).",
    ]
    (plan,) = plan_peers(context)
    assert plan.title == "28.6% of the world's remittances go to Mexico (2024): 3.7% of its GDP (2023)"
    assert [(bar.name, bar.text, bar.own) for bar in plan.panels["peers"].bars] == [
        ("Guatemala", "19.6", False), ("Mexico", "3.7", True), ("Colombia", "2.8", False),
    ]  # fmt: skip


def test_the_table_has_the_largest_the_economy_and_its_neighbours(brief):
    view = list_peers(brief({"IND": 9, "PHL": 8, "FRA": 7, "PAK": 6, "MEX": 5, "HND": 1, "GTM": 2}))
    names = ["India", "Philippines", "France", "Mexico", "Guatemala", "Honduras"]
    assert [row.head for row in view.rows][:6] == names
    assert {row.head for row in view.rows} - set(names) == {"El Salvador", "Dominican Republic", "Colombia"}


def test_without_peers_there_is_nothing(make_brief):
    context = make_brief()
    assert list(tell_peers(context)) == [] and list(plan_peers(context)) == []
    assert not list_peers(context).rows


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("es", "las remesas recibidas por México ocuparon el segundo lugar"),
        ("fr", "reçus par le Mexique occupaient le deuxième rang parmi 3 économies"),
    ],
)
def test_the_rank_in_other_languages(brief, code, words):
    assert words in said(tell_peers(brief(WORLD, code=code)))[0]
