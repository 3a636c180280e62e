"""Declare the tables of the brief: their flows and their columns."""

from __future__ import annotations

from pydantic import Field

from remesas.catalog.entries import Entry
from remesas.core.units import MONEY


class Flow(Entry):
    """What the amounts of a table are, such as gross or net.

    ``title`` and ``text`` head the section of the first table of the flow (the table's own title, if there is none);
    ``shares`` says that the columns are parts of one sum; ``ratios`` names the columns to which the lead column is
    related.
    """

    label: str
    title: str = ""
    text: str = ""
    shares: bool = False
    ratios: tuple[str, ...] = ()


class Table(Entry):
    """A table of the brief: flow or none, columns in order, unit, decimals, and the printed series of each column."""

    title: str
    flow: str = ""
    columns: tuple[str, ...] = Field(min_length=1)
    unit: str = MONEY
    decimals: int = Field(0, ge=0)
    printed: dict[str, str] = Field(default_factory=dict)


class Indicator(Entry):
    """A source of foreign exchange that is a column of the tables; ``lead`` marks the one that the brief is about."""

    label: str
    short: str
    lead: bool = False
