import pytest

from remesas.core.errors import DataError
from remesas.core.formulas import describe, evaluate
from remesas.core.references import references
from remesas.core.units import parse_unit, unit_registry

SHARE, TOTAL = "worldbank:TX.VAL.FUEL.ZS.UN", "worldbank:TX.VAL.MRCH.CD.WT"
FORMULA = f"{{{SHARE}}} * {{{TOTAL}}}"


def quantity(value, unit):
    return unit_registry().Quantity(value, parse_unit(unit))


def test_a_share_of_a_total_is_an_amount():
    # World Bank, 2003: 11.2326729646685% of 165,396 million = 18,578.39 million
    operands = {SHARE: quantity(11.2326729646685, "percent"), TOTAL: quantity(165396.0, "USD million")}
    assert evaluate(FORMULA, operands).to("USD * million").magnitude == pytest.approx(18578.3917, abs=1e-4)


def test_sums_of_different_units_are_refused():
    operands = {SHARE: quantity(11.0, "percent"), TOTAL: quantity(165396.0, "USD million")}
    with pytest.raises(DataError, match="mixes units"):
        evaluate(f"{{{SHARE}}} + {{{TOTAL}}}", operands)


@pytest.mark.parametrize("formula", ["__import__('os')", "{a:b} ** 2", "{a:b} if 1 else 2", "{a:b} +", "unknown"])
def test_nothing_but_arithmetic_is_evaluated(formula):
    with pytest.raises(DataError, match="formula"):
        evaluate(formula, {"a:b": quantity(1.0, "USD")})


def test_references_are_found_once_and_in_order():
    assert references("{b:2} - {a:1} * {b:2}") == ("b:2", "a:1")


def test_a_formula_is_described_with_units_and_real_signs():
    units = {SHARE: "percent", TOTAL: "USD million"}
    assert describe(f"{FORMULA} - 1", units) == "TX.VAL.FUEL.ZS.UN [percent] × TX.VAL.MRCH.CD.WT [USD million] − 1"
