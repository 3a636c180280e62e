"""What is said under a table of the vintages of its columns, where one dataset gives several."""

import pandas as pd
import pytest

from remesas.brief.context import Context
from remesas.brief.text.vintages import tell_vintages
from support.builds import make_small

RECEIVED, PAID = "BX.TRF.PWKR.CD.DT", "BM.TRF.PWKR.CD.DT"
FUELS, EXPORTS = "TX.VAL.FUEL.ZS.UN", "TX.VAL.MRCH.CD.WT"
OLD, LATE, NEXT = "2013-12", "2025-H2", "2026-06"


@pytest.fixture
def told(catalog, language):
    """What is said of cells, given as (column, year, {series: vintage}) or with None for a cell without a value."""

    def tell(*cells, code="en", source="worldbank", notes=()):
        frame = pd.DataFrame(
            [
                {"indicator": name, "time_period": year, "obs_value": 1.0 if vintages else None, "obs_status": "A",
                 "unit_measure": "USD million", "note": "", "formula": "f", "source": source,
                 "series": "; ".join(vintages or ()), "vintage": "; ".join((vintages or {}).values())}
                for name, year, vintages in cells
            ]
        ).assign(note=list(notes) or "")  # fmt: skip
        tables = {"table1": catalog.tables["table1"].model_copy(update={"columns": ("remittances", "oil", "tourism")})}
        return list(tell_vintages(Context(make_small(catalog, tables), language(code), None), frame))

    return tell


def test_nothing_is_said_of_one_vintage_or_of_several_datasets_with_one_each(told):
    assert told(("oil", 2000, {FUELS: OLD, EXPORTS: OLD}), ("remittances", 2000, {RECEIVED: OLD})) == []
    assert (
        told(
            ("remittances", 2000, {"SE27803": "2026-07-01"}),
            ("oil", 2000, {"SE32150": "2026-06-20"}),
            source="banxico",
        )
        == []
    )


def test_a_cell_without_a_value_is_of_no_vintage(told):
    assert told(("remittances", 2000, {RECEIVED: OLD}), ("oil", 2000, None)) == []


def test_where_a_vintage_ends_the_table_says_why_no_newer_one_is_used(told):
    """El Salvador's fuel share goes on to 2024 in a later vintage, of which the total was not obtained."""
    ends = "World Development Indicators: ends in 2012 in the vintage used (2013-12)"
    assert told(("oil", 2012, {FUELS: OLD}), ("oil", 2013, None), notes=["", ends]) == [
        "Parts of a formula that must fit one another are of one vintage or of vintages close to each other: newer "
        "ones that lack a part are not used, nor is a series put together from several."
    ]
    assert told(("oil", 2012, {FUELS: OLD}), ("oil", 2013, None), notes=["", "Fuel: ends in 2012"]) == []


def test_each_column_names_its_vintages_the_newest_first(told):
    mixed = [("remittances", 2000, {RECEIVED: "2026-04-08"}), ("oil", 2000, {EXPORTS: LATE, FUELS: NEXT}),
             ("tourism", 2000, {"BX.GSR.TRVL.ZS": LATE})]  # fmt: skip
    assert told(*mixed) == [
        "Figures are as published at different times (remittances: 8 April 2026; oil and gas: June 2026 and second "
        "half of 2025; tourism: second half of 2025)."
    ]
    assert told(*mixed, code="es")[0].startswith(
        "Las cifras son las publicadas en distintas fechas (remesas: 8 de abril de 2026; petróleo y gas: junio de 2026"
    )
    assert told(*mixed, code="fr")[0].startswith("Les chiffres sont ceux publiés à différentes dates (envois de fonds")


def test_far_apart_it_is_said_what_is_of_each_and_which_years_are_of_others_than_their_column(told):
    both = {RECEIVED: "2026-04-08", PAID: OLD}
    cells = [("remittances", 1990, {RECEIVED: "2026-04-08"}), *(("remittances", year, both) for year in (1991, 1992))]
    assert told(*cells) == [
        "Figures are as published at different times (remittances: 8 April 2026 (personal remittances, received) "
        "and December 2013 (personal remittances, paid); remittances, 1990: 8 April 2026)."
    ]
