"""Declare from which series columns are filled: the roles of bases and countries, and what holds between series."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from remesas.catalog.entries import Entry, Period, Timed
from remesas.catalog.series import Frequency
from remesas.core.references import references
from remesas.core.statuses import Status


class Total(Entry):
    """A total whose classes a formula takes: ``classes`` are formulas of the share classified, the fullest first."""

    total: str
    classes: tuple[str, ...]


class Term(Timed):
    """How a role is filled from ``first`` to ``last`` year: a formula over series references.

    A reference is ``{source:series}``; formulas know ``+ - * /``, brackets and numbers. ``vintages`` says of which
    vintages the series are (``vintages.choose_together``): the ``newest`` of each; these only where they are near each
    other, else one that all have (``near``); or that one first, and these where they reach further (``one``). Where
    much of one of the ``totals`` is in no class, that is told; where it is more than a balance (which has several
    totals), there is no figure. ``identity`` names what shows that the term's amounts are those of its neighbour: where
    it holds, passing from one to the other is no break.
    """

    formula: str
    vintages: Literal["newest", "near", "one"] = "newest"
    totals: tuple[Total, ...] = ()
    status: Status = "A"
    note: str = ""
    identity: str = ""

    @property
    def is_balance(self) -> bool:
        """Whether it takes amounts of one total from those of another: what is in no class may turn its sign."""
        return len(self.totals) > 1


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
    """Two formulas over series of an area that give the same amount in every period from ``first`` to ``last``.

    The periods are those of ``freq``; with A, years, to which series of months are summed. ``last`` is open where it is
    not given. The sides may differ by ``tolerance``, in the unit in which their amounts are kept (US$ million for
    money), and by ``relative``, a part of the right side, together.
    """

    title: str
    area: str
    freq: Frequency = "A"
    left: str
    right: str
    first: str
    last: str | None = None
    tolerance: float = Field(default=0, ge=0)
    relative: float = Field(default=0, ge=0, lt=1)

    @property
    def references(self) -> tuple[str, ...]:
        """The series ``source:series`` that it is about."""
        return references(f"{self.left} {self.right}")

    def covers_period(self, period: str) -> bool:
        """Whether it is to hold in a period."""
        return self.first <= period and (self.last is None or period <= self.last)


class Limit(Entry):
    """What a formula over series can be in no economy: above ``most``, or nought between values above ``beside``.

    ``note`` says so where such a value stands.
    """

    formula: str
    most: float | None = Field(default=None, gt=0)
    beside: float | None = Field(default=None, gt=0)
    note: str


Roles = dict[str, dict[str, Role]]
"""The roles of the columns, by flow; of tables without a flow under the empty text."""


class Beside(Role):
    """What the atlas lays the lead column beside, under a label of its own: no table has it as a column."""

    label: str


class Basis(Entry):
    """A family of sources that fills the roles. ``roles`` is empty when each country declares its own.

    ``context`` names the series that amounts are related to: ``gdp``, ``population``, ``prices``, ``investment`` from
    abroad, and the number of ``operations`` by which the lead column's amounts came. ``world`` is the area under which
    its series have the sum of all economies. ``beside`` is what the atlas sets the lead column against apart from the
    columns of the tables.
    """

    label: str
    short: str
    roles: Roles = Field(default_factory=dict)
    context: dict[str, str] = Field(default_factory=dict)
    world: str = ""
    beside: dict[str, Beside] = Field(default_factory=dict)


class Country(Entry):
    """An economy that a brief can be about: its name in text, and its national sources.

    ``context`` is that of each basis (see ``Basis``); ``neighbours`` are areas that the brief lays beside it.
    ``withheld`` says, by basis and column, for which years figures of a basis that all economies share would be wrong.
    """

    name: str
    roles: dict[str, Roles] = Field(default_factory=dict)
    withheld: dict[str, dict[str, tuple[Absence, ...]]] = Field(default_factory=dict)
    context: dict[str, dict[str, str]] = Field(default_factory=dict)
    neighbours: tuple[str, ...] = ()
