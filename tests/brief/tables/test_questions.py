"""The statements asked of another economy: series by their names, the newest year by its number, one period as one."""

import re
from types import SimpleNamespace

import pytest

from remesas.brief.context import Context
from remesas.brief.tables.claims import list_questions
from remesas.build import Scope
from remesas.claims.ledger import evaluate_claims

NARROWER = "more than 5 percent of exports belong to no known class of goods"


@pytest.fixture(scope="session")
def ask(catalog, claims, annual, language):
    """The table of an economy in a language."""

    def of(economy, code="en"):
        own = annual[(annual["ref_area"] == economy) & (annual["source"] == "worldbank")]
        ledger = evaluate_claims(own, catalog, claims.asked_of(economy, catalog.shared_bases))
        build = SimpleNamespace(catalog=catalog, questions=ledger.claims, scope=Scope(economy, ("worldbank",), 2003))
        return list_questions(Context(build, language(code), None))

    return of


@pytest.mark.parametrize("code", ["en", "es", "fr"])
def test_series_are_called_by_their_names_and_no_year_is_today(ask, code):
    view = ask("TUV", code)
    said = " ".join(str(cell.value) for row in view.rows for cell in row.cells)
    assert "worldbank:" not in said
    assert not {"Today", "Hoy", "Aujourd’hui"} & set(view.columns)


def test_the_reason_names_what_has_no_value(ask):
    """Tuvalu's travel and exports end before 2012."""
    said = " ".join(str(cell.value) for row in ask("TUV").rows for cell in row.cells)
    assert "has no value in" in said


def test_an_answer_that_rests_on_exports_in_no_class_says_so(ask):
    """The Netherlands' classes of exports cover less than 95% of them in 2012, Guatemala's more."""
    told = {code: next(row for row in ask(code).rows if "third" in row.head).cells[1].value for code in ("NLD", "GTM")}
    assert NARROWER in told["NLD"] and NARROWER not in told["GTM"]


def test_the_newest_figures_of_another_economy_may_be_old_ones(ask):
    """Nigeria's classes of exports end in 2011: oil 102,050, remittances 20,617, agriculture 9,075."""
    row = next(row for row in ask("NGA").rows if "third" in row.head)
    assert str(row.cells[1].value).startswith("no: rank 2 (2011, World Bank)")


def test_no_answer_is_empty(ask):
    """Tuvalu's travel has no figure in any year."""
    newest = [str(row.cells[1].value) for row in ask("TUV").rows]
    assert all(newest) and newest[1:] == ["no later period has every figure"] * 3


def test_years_that_are_not_known_are_told_once(ask):
    """El Salvador's balances of 1991 to 2003 lack travel: no year can be tested."""
    row = next(row for row in ask("SLV").rows if "net source" in row.head)
    assert str(row.cells[0].value).endswith("not known: 1991–2003 (among the five columns of Table 2, 1991–2003)")
    assert "no year" not in row.cells[0].value and "not computed" not in row.cells[0].value


@pytest.mark.parametrize(
    ("economy", "said"),
    [
        ("UKR", "no, only in 2006–2010; not known: 2011 (2004–2012"),  # 2012: agriculture 10,441, remittances 7,446
        ("PHL", "yes, in 2012; not known: 2004–2011 (2004–2012"),  # 2012: remittances 24,448, manufactures 1,202
        ("LSO", "in 2009; not known: 2004–2008 and 2010–2011 (2004–2011"),  # 2009: remittances 543, all others below 0
    ],
)
def test_years_are_said_to_be_those_in_which_it_holds(ask, economy, said):
    """ "no: 2006–2010" could be read either way."""
    row = next(row for row in ask(economy).rows if "net source" in row.head)
    assert re.sub("<[^>]+>", "", str(row.cells[1].text)).removeprefix("With the newest figures").startswith(said)
