"""Write numbers of cells and of derived indicators into sentences, each with its provenance."""

from __future__ import annotations

import math
from dataclasses import dataclass

import pandas as pd
from markupsafe import Markup

from remesas.brief.contents import PRINT, cell_address
from remesas.brief.context import Context
from remesas.brief.provenance import Provenance
from remesas.build import BILLION

FEW = 10
"""So many billions beside a lead of millions are still told in millions."""


@dataclass(frozen=True)
class CellOf:
    """Which cell a number of a sentence stands in; ``basis`` may be ``PRINT``."""

    table: str
    basis: str
    indicator: str
    year: int

    @property
    def address(self) -> str:
        """Its address on the page."""
        return cell_address(self.table, self.basis, self.indicator, self.year)

    def provenance(self, context: Context) -> Provenance:
        """Where the number comes from."""
        if self.basis == PRINT:
            return context.provenances.of_print(self.table, self.indicator, self.year)
        return context.provenances.of_cell(self.table, self.basis, self.indicator, self.year)


def write_dollars(context: Context, value: float, cell: CellOf, *, signed: bool = True) -> Markup:
    """US$ million of a cell with its unit, in billions or, where it is less than one, in millions."""
    return name_dollars(context, value, cell.provenance(context), cell=cell.address, signed=signed)


def name_dollars(
    context: Context, value: float, provenance: Provenance, *, cell: str = "", signed: bool = True
) -> Markup:
    """US$ million with its unit: billions with one decimal, what is less than one in millions, with two digits.

    Without ``signed`` the size is shown, where the words tell the sign; the value behind it has it all the same.
    """
    t, size = context.language, abs(value)
    scale = 1 if size < BILLION else BILLION
    shown = (value if signed else size) / scale
    text = t.numbers.amount(shown, 0 if 10 <= size < BILLION else count_places(shown))
    words = {"amount": context.number(text, value, provenance, cell=cell)}
    # Whole units decide the form: French has the singular below two.
    if scale == 1:
        said = t.ngettext("US$%(amount)s million", "US$%(amount)s million", int(size), **words)
    else:
        said = t.ngettext("US$%(amount)s billion", "US$%(amount)s billion", int(size / BILLION), **words)
    return Markup(said)


def is_in_millions(context: Context, table: str) -> bool:
    """Whether amounts of a table are told in US$ million: none, or none of the lead beside few, comes to a billion."""
    build = context.build
    columns = [build.wide(table, basis).get(context.lead, pd.Series(dtype=float)) for basis in build.bases]
    lead = pd.concat(columns).abs().max()
    return 0 < build.largest(table) < (FEW * BILLION if lead < BILLION else BILLION)


def count_places(value: float) -> int:
    """How many decimals a number needs: one, and two digits if it is small."""
    size = abs(value)
    return 1 if size >= 0.1 or not size else 1 - math.floor(math.log10(size))


def write_millions(context: Context, value: float, cell: CellOf) -> Markup:
    """US$ million of a cell, whole."""
    text = context.language.numbers.amount(value)
    return context.number(text, value, cell.provenance(context), cell=cell.address)


def write_percent(context: Context, value: float, measure: str, basis: str, flow: str, period: int | str) -> Markup:
    """A percentage of a derived indicator of the lead."""
    provenance = context.provenances.of_measure(measure, basis, flow, str(period), context.lead)
    return context.number(context.language.numbers.percent(value, count_places(value)), value, provenance)


def write_size(context: Context, value: float, provenance: Provenance) -> Markup:
    """The size of a change in percent, whose direction the words tell; the value behind it has its sign."""
    return context.number(context.language.numbers.percent(abs(value)), value, provenance)


def write_where(context: Context, basis: str) -> str:
    """The basis of a figure in brackets, after a space; nothing for the first one, which speaks unless it is said."""
    if basis == context.build.bases[0]:
        return ""
    return " " + context.language.gettext("(%(basis)s)", basis=context.basis(basis))
