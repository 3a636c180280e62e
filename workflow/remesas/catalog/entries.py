"""Declare what entries of the catalog have in common: frozen models, which refuse unknown keys."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from remesas.core.errors import DataError

Address = Annotated[str, Field(pattern=r'^(https?://[^\s"<>]+)?$')]
"""Where something stands on the web, if it does: pages make a link of it."""


class Entry(BaseModel):
    """Base of all entries."""

    model_config = ConfigDict(frozen=True, extra="forbid")


T = TypeVar("T", bound=Entry)


def read_parameters(kind: type[T], given: Mapping[str, Any], file: str) -> T:
    """The parameters that an entry gives to a function.

    Raises:
        DataError: If they do not fit.
    """
    try:
        return kind.model_validate(given)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"]))
        raise DataError(f"at {place}: {first['msg']} (found {first['input']!r}).", file=file) from error


class Timed(Entry):
    """Base of entries that hold from ``first`` to ``last`` year; an end that is not given is open."""

    first: int | None = None
    last: int | None = None

    def covers(self, year: int) -> bool:
        """Whether the entry holds in a year."""
        return (self.first is None or year >= self.first) and (self.last is None or year <= self.last)


class Period(Entry):
    """A period with something to say about it: a gap (``reason``) or a level break (``note``).

    ``ref_area`` limits it to one area of a series that many have; ``vintage`` is the first one that has the break,
    where a revision made it; ``citations`` are keys of citations.yaml. ``averaged``
    says of a gap in a series that is averaged over the year that the other periods give the mean.
    """

    period: str
    ref_area: str | None = None
    vintage: str | None = None
    averaged: bool = False
    reason: str = ""
    note: str = ""
    citations: tuple[str, ...] = ()
