"""Another article, of another economy, on the World Bank's figures alone: a folder, and nothing else."""

import json
import re

import pandas as pd
import pytest
from lxml import html

from remesas.catalog.loading import load_catalog
from remesas.trace.origins import Origins, Used
from remesas.trace.report import Build, write_trace
from support.second import write_second


@pytest.fixture(scope="module")
def second(make_once, snakemake):
    """The project of the second article with its page."""

    def make(target):
        result = snakemake(write_second(target), "reports/GTM/brief.en.html", "--cores", "2")
        assert result.returncode == 0, result.stdout

    return make_once("second", make)


@pytest.fixture(scope="module")
def page(second):
    return html.parse(str(second / "reports/GTM/brief.en.html")).getroot()


def said(page):
    """The words of the page, as a reader has them."""
    for element in page.xpath("//script | //style | //svg"):
        element.drop_tree()
    return re.sub(r"\s+", " ", page.text_content())


def test_print_is_compared_in_its_unit_and_decimals(second):
    cells = pd.read_csv(second / "processed/GTM/comparison.csv").set_index(["indicator", "time_period"])
    money = cells.loc["money"]
    # 4.0193, 4.2318, 4.5239 and 5.0345 billion dollars, printed with two decimals
    assert money["regenerated"].round(1).tolist() == [4019.3, 4231.8, 4523.9, 5034.5]
    assert money["printed"].tolist() == [4020, 4230, 4520, 5340]
    assert money["class"].tolist() == ["exact", "exact", "exact", "unexplained"]
    assert cells.loc[("tourism", 2010), "class"] == "close"  # 1.3785 is not 1.39, and 0.8% from it


def test_print_is_traced_to_its_line_in_its_unit(second):
    """4.02 is printed and kept as 4020 million: nothing is corrected."""
    catalog = load_catalog(second / "workflow/catalog", second / "articles/doe-2014")
    used = Used.read("article:table3.money@GTM", "2014", "2009")
    origins = Origins(second / "processed", second / "raw", second / "articles")
    numbers = {"a": [{"title": "Print", "used": [[used.name, used.vintage, used.period]], "rule": "build_table"}]}
    text = write_trace(Build(numbers, origins, catalog), "a")
    assert "      line 2: 2009 = 4.02 USD billion\n" in text
    assert "= 4020 USD million" in text


def test_statements_are_decided_by_the_basis(second):
    ledger = json.loads((second / "processed/GTM/claims.json").read_text(encoding="utf-8"))
    assert {claim["id"]: claim["overall"] for claim in ledger["claims"]} == {
        "first": "confirmed",  # 5.03 before 4.92 and 1.42
        "five-billion": "confirmed",  # 5,034.5 is 5,000 at hundreds
        "more-than-mexico": "contradicted",  # 23.4 billion
        "doubled": "contradicted",  # from 1.60 to 5.03
        "households": "not decidable here",
    }


def test_the_page_says_nothing_that_belongs_to_another_article(page):
    text = said(page)
    assert "Guatemala" in text and "Money from afar" in text and "Table 3 of the article" in text
    for other in ("Delgado", "Banco de", "border", "NAFTA", "Net earnings", "The printed tables by themselves"):
        assert other not in text.replace("A reproducible brief on Mexico-US migration", ""), other
    assert "definition differs" not in text  # nobody said that the article defines its columns otherwise
    assert "Of its 5 statements with numbers 4 could be checked: 2 hold and 2 fail. 1 could not be checked." in text


def test_the_largest_source_is_the_largest(page):
    text = said(page)
    assert "remittances ranked first in 2012" in text
    assert "first in 2012; in 2012" not in text  # printed and newest year are one, and so are the ranks
    assert re.search(r"tourism from 2005 on, in all years with figures for both", text)


def test_sources_are_those_that_the_article_uses(page):
    (table,) = page.xpath("//table[.//caption[contains(., 'Sources and vintages')]]")
    cited = {re.sub(r"\s+", " ", head.text_content()).split(",")[0].strip() for head in table.xpath(".//tbody//th")}
    assert {"World Bank", "U.S. Bureau of Labor Statistics"} <= cited
    assert {"Doe"} <= cited and len([name for name in cited if name in ("Doe", "World Bank")]) == 2


def test_a_table_of_economies_is_laid_beside_today_s_figures(second, page):
    ranked = pd.read_csv(second / "processed/GTM/ranked.csv").set_index("ref_area")
    assert ranked["regenerated"].round(1).to_dict() == {"MEX": 23366.0, "GTM": 5034.5, "SLV": 3927.3, "HND": 2909.4}
    assert ranked["class"].to_dict() == {"MEX": "exact", "GTM": "exact", "SLV": "unexplained", "HND": "exact"}
    (table,) = page.xpath("//table[.//caption[contains(., 'Neighbours')]]")
    heads = [head.text_content().strip() for head in table.xpath(".//tbody//th")]
    assert heads == ["Mexico", "Guatemala", "El Salvador", "Honduras"]
