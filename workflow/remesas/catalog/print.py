"""Declare what is said of print: causes of differences, other concepts, and how the printed tables are checked."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from remesas.catalog.entries import Entry, Timed

Cause = Literal["revision", "reclassification", "definition", "coverage", "misprint"]


class Test(Entry):
    """A check of the evidence for a declared cause: a function of ``evidence`` and its parameters."""

    test: str
    parameters: dict[str, Any] = Field(default_factory=dict)


class Explanation(Timed):
    """A declared cause of the differences between print and one basis, with its evidence, asked year by year."""

    id: str
    table: str
    indicator: str
    basis: str
    first: int
    last: int
    cause: Cause
    text: str
    evidence: tuple[Test, ...]


class Concept(Entry):
    """A column of a basis that measures another concept than print, and the basis ``beside`` which it is measured."""

    id: str
    basis: str
    indicator: str
    tables: tuple[str, ...]
    text: str
    beside: str


class PrintedCheck(Entry):
    """A check of a printed table by itself: a function of ``printed`` and its parameters.

    ``finds`` says what a value that does not fit points to: a ``slip`` in the digits, or a ``misfit`` with other
    amounts, of which another definition or a later revision can be the cause too. ``sum_of`` names columns that the
    check tests together, since they may have no figure of their own.
    """

    id: str
    title: str
    table: str
    check: str
    sum_of: tuple[str, ...] = ()
    finds: Literal["slip", "misfit"]
    parameters: dict[str, Any] = Field(default_factory=dict)
