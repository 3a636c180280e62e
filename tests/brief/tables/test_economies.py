"""Tables whose rows are economies, over the real second article, without anything built."""

from dataclasses import replace

import pandas as pd
import pytest
from markupsafe import Markup

from remesas.brief.page.brief import cite_article, write_subtitle
from remesas.brief.tables.economies import list_economies
from remesas.brief.text.article import tell_article
from remesas.catalog.loading import load_catalog
from remesas.core.frames import RANKED
from support.project import ROOT

KNOMAD = ROOT / "articles" / "knomad-brief-38"
PRINTED = {"IND": (111_000.0, 111_221.8, "exact"), "CHN": (51_000.0, 26_093.6, "unexplained")}
"""US$ million as printed and as the World Bank has them now, with their class."""


@pytest.fixture(scope="module")
def second():
    return load_catalog(ROOT / "workflow" / "catalog", KNOMAD)


@pytest.fixture
def context(make_context, second):
    """The brief of India with two figures of its first table."""
    rows = [
        dict.fromkeys(RANKED.columns, "")
        | {"table": "recipients", "basis": "worldbank", "ref_area": area, "indicator": "remittances"}
        | {"time_period": 2022, "printed": printed, "regenerated": found, "class": kind, "obs_status": "A"}
        | {"difference": found - printed, "difference_percent": 100 * (found / printed - 1)}
        | {"series": "BX.TRF.PWKR.CD.DT", "source": "worldbank", "vintage": "2026-04-08", "formula": "f"}
        for area, (printed, found, kind) in PRINTED.items()
    ]
    made = make_context()
    scope = replace(made.build.scope, ref_area="IND", bases=("worldbank",))
    return replace(made, build=replace(made.build, catalog=second, scope=scope, ranked=pd.DataFrame(rows)))


def test_print_stands_in_its_own_unit(context):
    view = list_economies(context, "recipients")
    assert view.lead.startswith("US$ billion, 2022")
    assert [[row.head, *(cell.text for cell in row.cells)] for row in view.rows] == [
        ["India", "111", "111"], ["China", "26", "51"],
    ]  # fmt: skip
    behind = view.rows[1].cells[0].provenance
    assert (behind.used[0].reference, behind.rule) == ("worldbank:BX.TRF.PWKR.CD.DT@CHN", "compare_with_print")


def test_figures_of_economies_are_counted_and_the_farthest_named(context):
    told = [str(Markup(text).striptags()) for text in tell_article(context)]
    assert told == [
        "Of the 2 figures in its tables all could be compared: 1 lies within 1% of today's data (1 of these to the "
        "digit); 1 differs by more, and for 1 of these no cause could be shown.",
        "Farthest from print: China, remittances (\u221248.8%).",
    ]


def test_an_article_half_of_whose_figures_differ_was_right_in_part_only(context, document):
    held = document.claims[0].model_copy(update={"overall": "confirmed"})
    claims = document.model_copy(update={"claims": (held, held)})
    of = replace(context, build=replace(context.build, claims=claims))
    assert Markup(next(tell_article(of))).striptags() == "Was the article right? In part."
    near = of.build.ranked[of.build.ranked["class"] == "exact"]
    alone = replace(of, build=replace(of.build, ranked=near))
    assert Markup(next(tell_article(alone))).striptags() == "Was the article right? For the most part."


def test_its_page_cites_the_article_and_tells_what_it_does(context):
    assert cite_article(context).startswith("World Bank/KNOMAD (2023). Remittances Remain Resilient")
    assert write_subtitle(context).endswith("an article's tables computed again and brought up to today")


def test_the_page_of_another_economy_cites_what_it_is_asked(context):
    """The Philippines' page asked "the article's statements" and named no article."""
    other = replace(context, build=replace(context.build, catalog=context.build.catalog.seen_from("PHL")))
    assert cite_article(other) == ""
    assert cite_article(other, of_another=True) == cite_article(context)
    assert write_subtitle(other) == "What migrants send home, beside other earnings"
    assert "{{ asked }}" in (ROOT / "workflow/templates/sections/questions.html.j2").read_text(encoding="utf-8")


def test_tables_of_economies_count_where_others_have_a_number(context):
    """Shares of sources and ranks were said to be those of "Table 1", which is the list of recipients."""
    assert context.number_of("earnings") == "3"


def test_signs_are_explained_once_and_the_only_basis_is_the_source(context):
    notes = [note.text for note in list_economies(context, "recipients").notes]
    assert len([text for text in notes if text.startswith("An exact figure equals")]) == 1
    assert not any(text.startswith("All figures") for text in notes)
    shares = [note.text for note in list_economies(context, "shares").notes]
    assert shares == ["The signs mean what is said under the table before."]
