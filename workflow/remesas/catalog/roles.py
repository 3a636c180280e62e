"""Declare from which series columns are filled: the roles of bases and countries, and what holds between series."""

from __future__ import annotations

from pydantic import Field

from remesas.catalog.entries import Entry, Period, Timed
from remesas.core.statuses import Status


class Total(Entry):
    """A total whose classes a formula takes: ``classes`` are formulas of the share classified, the fullest first."""

    total: str
    classes: tuple[str, ...]


class Term(Timed):
    """How a role is filled from ``first`` to ``last`` year: a formula over series references.

    A reference is ``{source:series}``; formulas know ``+ - * /``, brackets and numbers. ``one_vintage`` takes all
    series from the newest vintage that has them all. Where more of one of the ``totals`` is in no class than the amount
    itself, there is no figure. ``identity`` names what shows that the term's amounts are those of its neighbour: where
    it holds, passing from one to the other is no break.
    """

    formula: str
    one_vintage: bool = False
    totals: tuple[Total, ...] = ()
    status: Status = "A"
    note: str = ""
    identity: str = ""


class Absence(Timed):
    """Years in which a role has no figure, and why."""

    reason: str


class Role(Entry):
    """What a column of a table means on one basis, and from which series it is filled, period by period.

    ``missing`` says why years have no figure that no term fills; ``withheld`` leaves out years whose figure would be
    wrong, though a term fills them, and says why.
    """

    definition: str
    terms: tuple[Term, ...] = ()
    missing: tuple[Absence, ...] = ()
    withheld: tuple[Absence, ...] = ()
    breaks: tuple[Period, ...] = ()


class Identity(Entry):
    """Two formulas over series that give the same amount in every year from ``first`` to ``last``.

    ``tolerance`` is in the unit in which their amounts are kept (US$ million for money).
    """

    title: str
    left: str
    right: str
    first: int
    last: int
    tolerance: float = Field(ge=0)


Roles = dict[str, dict[str, Role]]
"""The roles of the columns, by flow; of tables without a flow under the empty text."""


class Basis(Entry):
    """A family of sources that fills the roles. ``roles`` is empty when each country declares its own.

    ``context`` names the series that amounts are related to: ``gdp``, ``population``, ``prices``, ``investment`` from
    abroad, and the number of ``operations`` by which the lead column's amounts came. ``world`` is the area under which
    its series have the sum of all economies.
    """

    label: str
    short: str
    note: str
    roles: Roles = Field(default_factory=dict)
    context: dict[str, str] = Field(default_factory=dict)
    world: str = ""


class Country(Entry):
    """An economy that a brief can be about: its name in text, its national sources, and what holds between series.

    ``context`` is that of each basis (see ``Basis``); ``neighbours`` are areas that the brief lays beside it.
    ``withheld`` says, by basis and column, for which years figures of a basis that all economies share would be wrong.
    """

    name: str
    roles: dict[str, Roles] = Field(default_factory=dict)
    withheld: dict[str, dict[str, tuple[Absence, ...]]] = Field(default_factory=dict)
    context: dict[str, dict[str, str]] = Field(default_factory=dict)
    neighbours: tuple[str, ...] = ()
    identities: dict[str, Identity] = Field(default_factory=dict)
