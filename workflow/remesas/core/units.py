"""Units, parsed and converted by pint: a mismatch is an error, never a wrong number."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from remesas.core.errors import DataError

if TYPE_CHECKING:  # most jobs read frames without computing in units, and pint takes as long to import as pandas
    import pint

DEFINITIONS = """
hundred = 100
thousand = 1e3
million = 1e6
billion = 1e9
USD = [currency]
USD2015 = [currency_of_2015]
person = [person] = persons
operation = [operation] = operations
barrel = [oil_volume]
LCU = [national_currency]
municipality = [municipality] = municipalities
km = [length]
mile = 1.609344 km
index = [index_number]
percent = 0.01
hour = [working_time]
year = [year_count]
"""
WORDS = re.compile(r"[a-z]\w*(?: (?:[*/] )?[a-z]\w*){0,7}", re.ASCII | re.IGNORECASE)
"""A few words, multiplied or divided: pint would compute what else a file gives as a unit, be it ``9**9**9``."""
MONEY = "USD million"
MONEY_UNITS = {"USD": -6, "USD thousand": -3, MONEY: 0, "USD billion": 3}
"""Units in which amounts of money are printed: how many times ten of ``MONEY`` each is, as a power."""


@cache
def unit_registry() -> pint.UnitRegistry[Any]:
    """The project's own registry: only the units that statistical series use."""
    import pint

    registry: pint.UnitRegistry[Any] = pint.UnitRegistry(None)
    for line in filter(None, DEFINITIONS.splitlines()):
        registry.define(line)
    return registry


@cache
def parse_unit(text: str) -> pint.Unit:
    """The pint unit of a text such as ``USD thousand``.

    Raises:
        DataError: If the text names no known unit.
    """
    import pint

    try:
        if WORDS.fullmatch(text):
            return unit_registry().Unit(text)
    except (pint.errors.PintError, AttributeError, TypeError, ValueError):
        pass
    raise DataError(
        f"the unit {text!r} is not known.",
        remedy="use USD, USD thousand, USD million, USD2015, percent, index, persons, USD / hour or USD / barrel.",
    )


def make_quantity(values: Any, unit: str) -> pint.Quantity[Any]:
    """Numbers in a unit that ``parse_unit`` reads."""
    return unit_registry().Quantity(values, parse_unit(unit))


def is_known(text: str) -> bool:
    """Whether a text is a unit that ``parse_unit`` reads."""
    try:
        parse_unit(text)
    except DataError:
        return False
    return True


def is_same_kind(one: str, other: str) -> bool:
    """Whether two known units measure the same thing, so that a value in one can be expressed in the other."""
    return parse_unit(one).dimensionality == parse_unit(other).dimensionality


@cache
def factor(source: str, target: str) -> float:
    """By what a value in ``source`` is multiplied to be in ``target``.

    Raises:
        DataError: If the two measure different things.
    """
    import pint

    registry = unit_registry()
    try:
        return float(registry.Quantity(1.0, parse_unit(source)).to(parse_unit(target)).magnitude)
    except pint.DimensionalityError as error:
        raise DataError(f"a value in {source!r} cannot be expressed in {target!r}.") from error


@cache
def harmonised_unit(text: str) -> str:
    """The unit in which a value given in ``text`` is kept: US$ million for money, operations, the rest as it is."""
    return next((unit for unit in (MONEY, "operations") if is_same_kind(text, unit)), text)
