"""Formulas of the catalog, evaluated on annual series with their units.

``{worldbank:TX.VAL.FUEL.ZS.UN} * {worldbank:TX.VAL.MRCH.CD.WT}`` multiplies a percentage by US dollars; pint does
the division by 100 and the conversion to US$ million.
"""

from __future__ import annotations

import ast
import operator
from collections.abc import Mapping
from functools import cache
from typing import Any

import numpy as np
import pint

from remesas.core.errors import DataError
from remesas.core.references import REFERENCE, references
from remesas.core.units import MONEY, parse_unit, unit_registry

_OPERATIONS = {ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv}


def evaluate(formula: str, operands: Mapping[str, pint.Quantity[Any]]) -> pint.Quantity[Any]:
    """The value of a formula of references, numbers, ``+ - * /`` and brackets; without a reference a plain number.

    Raises:
        DataError: If the formula has another sort of expression or adds what has different units.
    """
    names, tree = _parse(formula)
    try:
        value = _value(tree, {names[name]: operands[name] for name in names}, formula)
    except pint.DimensionalityError as error:
        raise DataError(f"the formula {formula!r} mixes units: {error}") from error
    return value if isinstance(value, pint.Quantity) else unit_registry().Quantity(value, "")


@cache
def _parse(formula: str) -> tuple[dict[str, str], ast.expr]:
    """The names that stand for the references of a formula, and the formula with them in their place."""
    names = {reference: f"operand_{position}" for position, reference in enumerate(references(formula))}
    text = REFERENCE.sub(lambda match: names[f"{match[1]}:{match[2]}"], formula)
    try:
        return names, ast.parse(text, mode="eval").body
    except SyntaxError:
        raise DataError(f"the formula {formula!r} cannot be read.") from None


def compute_amounts(formula: str, operands: Mapping[str, pint.Quantity[Any]], size: int) -> np.ndarray:
    """A formula's values: money in US$ million, ratios and shares as plain numbers, the rest as it is.

    Args:
        formula: See ``evaluate``.
        operands: A quantity for each reference.
        size: How many values there are, of a formula that is one number too.
    """
    result, money = evaluate(formula, operands), parse_unit(MONEY)
    unit = "dimensionless" if result.dimensionless else money if result.is_compatible_with(money) else result.units
    return np.broadcast_to(np.asarray(result.m_as(unit), dtype=float), size)


def describe(formula: str, units: Mapping[str, str]) -> str:
    """The formula as a reader can redo it: series with their units, real signs."""
    text = REFERENCE.sub(lambda match: f"{match[2]} [{units[f'{match[1]}:{match[2]}']}]", formula)
    return text.replace(" * ", " × ").replace(" - ", " − ")


def _value(node: ast.expr, operands: Mapping[str, Any], formula: str) -> Any:
    match node:
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _OPERATIONS:
            return _OPERATIONS[type(op)](_value(left, operands, formula), _value(right, operands, formula))
        case ast.Name(id=name) if name in operands:
            return operands[name]
        case ast.Constant(value=int() | float() as number):
            return number
    raise DataError(f"the formula {formula!r} has more than + - * /, brackets, numbers and {{source:series}}.")
