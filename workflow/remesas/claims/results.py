"""What an evaluator gives: a value, the period that it is of, and the observations behind it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from remesas.claims.vocabulary import SOURCES_OF_PRINT, Bound, Unit, Value


class Span(NamedTuple):
    """The first and last year of a period; both are the same for a single year."""

    first: int
    last: int

    @property
    def text(self) -> str:
        """``2003`` or ``1993/2003``, as everywhere in the project's frames."""
        return str(self.last) if self.first == self.last else f"{self.first}/{self.last}"

    @property
    def words(self) -> str:
        """``2003`` or ``1993 to 2003``, as in the wording of a reading."""
        return str(self.last) if self.first == self.last else f"{self.first} to {self.last}"

    @property
    def years(self) -> range:
        """Every year of the span."""
        return range(self.first, self.last + 1)


class MissingValueError(Exception):
    """A value that an evaluator needs is not there; the text says which."""


@dataclass(frozen=True)
class Observation:
    """One value that an evaluation used; ``series`` is its reference."""

    series: str
    ref_area: str
    counterpart_area: str
    period: int | None
    value: float
    unit: str
    status: str = "A"
    vintage: str = ""
    note: str = ""


@dataclass(frozen=True)
class Result:
    """What an evaluator found.

    ``value`` is in ``unit``; it is a tuple of years for claims about years. ``bound`` says that the claim's value can
    only be compared with a limit. ``order_holds`` tells, beside a rank, whether the order that the claim states holds.
    ``named`` are the years that were tested, where that is not the printed ones. ``left_out`` counts the sources that
    a rank lacks, ``open_years`` are those in which what is missing might change the answer. ``observations`` are those
    that the lookup has noted, each once.
    """

    value: Value
    unit: Unit
    period: str
    formula: str
    note: str = ""
    bound: Bound | None = None
    order_holds: bool | None = None
    named: tuple[int, ...] | None = None
    left_out: int = 0
    open_years: tuple[int, ...] = ()
    observations: tuple[Observation, ...] = ()

    @property
    def sources(self) -> tuple[str, ...]:
        """The sources of the observations, ``claim`` for what the article's sentences print."""
        return tuple(sorted({item.series.split(":")[0] for item in self.observations}))

    @property
    def rests_on_print(self) -> bool:
        """Whether the result follows from nothing but figures that the article prints."""
        return bool(self.observations) and set(self.sources) <= set(SOURCES_OF_PRINT)
