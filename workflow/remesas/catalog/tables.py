"""Declare the tables of the brief: their flows and their columns."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from remesas.catalog.entries import Entry
from remesas.core.units import MONEY


class Flow(Entry):
    """What the amounts of a table are, such as gross or net.

    ``title`` and ``text`` head the section of the first table of the flow (the table's own title, if there is none), as
    the article has them;
    ``shares`` says that the columns are parts of one sum; ``ratios`` names the columns to which the lead column is
    related; no amount can be more than that of the same column of the flow ``within`` which it lies.
    """

    label: str
    title: str = ""
    text: str = ""
    shares: bool = False
    ratios: tuple[str, ...] = ()
    within: str = ""


class Declared(Entry):
    """A table as the article declares it: flow or none, columns in order, unit and decimals of print.

    ``label`` is what print calls it; ``as_printed`` says that a file beside has it as printed. Where ``decimals`` are
    not given they are those that stand in the file. Its ``rows`` are years, or economies in one year, the ``period``.
    """

    label: str = ""
    title: str
    flow: str = ""
    columns: tuple[str, ...] = Field(min_length=1)
    unit: str = MONEY
    decimals: int | None = Field(None, ge=0)
    as_printed: bool = True
    rows: Literal["years", "economies"] = "years"
    period: int | None = None

    @model_validator(mode="after")
    def _have_a_period(self) -> Declared:
        if (self.rows == "economies") != (self.period is not None):
            raise ValueError("a table whose rows are economies, and no other, has the `period` that it is about")
        return self

    def called(self, name: str) -> str:
        """What print calls the table, or its name where that is not told."""
        return self.label or name


class Table(Entry):
    """A table of the brief, in the unit in which data are kept, with the series of each column that is printed.

    Print is rounded to ``rounded`` decimals of that unit (negative: tens, hundreds); ``decimals`` are shown.
    With a ``period`` its rows are economies.
    """

    label: str = ""
    title: str
    flow: str = ""
    columns: tuple[str, ...] = Field(min_length=1)
    unit: str = MONEY
    rounded: int = 0
    period: int | None = None
    printed: dict[str, str] = Field(default_factory=dict)

    @property
    def decimals(self) -> int:
        """The decimals with which amounts are shown."""
        return max(self.rounded, 0)


class Indicator(Entry):
    """What a column of a table shows, such as a source of foreign exchange."""

    label: str
    short: str
