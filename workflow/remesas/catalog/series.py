"""Declare the series: what each is, how it becomes annual, and what is known of its breaks, revisions and faults."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from remesas.catalog.entries import Entry, Period, Timed
from remesas.catalog.sources import Report
from remesas.core.statuses import Status
from remesas.core.vintages import last_day

Frequency = Literal["A", "Q", "M"]
PERIODS_A_YEAR: dict[Frequency, int] = {"A": 1, "Q": 4, "M": 12}
MONTHS_A_YEAR = PERIODS_A_YEAR["M"]


class Revision(Entry):
    """Why vintages up to ``old`` and those from ``new`` on differ; ``redefined``: they are of different quantities."""

    old: str
    new: str
    ref_area: str | None = None
    reason: str
    redefined: bool = False
    citations: tuple[str, ...] = ()


class Remark(Timed):
    """Periods of a series that mean something else than the rest, and what; ``ref_area`` limits it to one area."""

    ref_area: str | None = None
    status: Status
    note: str


class Doubtful(Entry):
    """A value that the provider published and that cannot be right: left out as long as it stands there unchanged."""

    ref_area: str
    period: str
    value: float
    reason: str


class Correction(Entry):
    """A misprint of the provider: the value as published, the one that it should be, and why that is certain.

    It holds for every snapshot that has the published value. A snapshot that has another is refused until ``mended``
    names the first vintage in which the provider put it right.
    """

    ref_area: str
    period: str
    value: float
    corrected: float
    reason: str
    mended: str | None = None


class Course(Entry):
    """How far one value of a series may stand from what its neighbours in time let expect (see ``harmonise.course``).

    ``single`` bounds a value that has neighbours on both sides, ``newest`` one that has them on one side alone: factors
    of a series of amounts, amounts in the unit of a ``signed`` one. ``year`` bounds the growth of a whole year of
    amounts against that of the years around it; where it is not declared, ``newest`` does. Without ``areas`` they are
    for all.
    """

    areas: tuple[str, ...] = ()
    single: float = Field(gt=0)
    newest: float = Field(gt=0)
    year: float | None = Field(default=None, gt=1)


class Unusual(Entry):
    """Periods in which a series did leave its course, and what for; ``ref_area`` limits it to one area."""

    first: str
    last: str
    ref_area: str | None = None
    reason: str

    def covers(self, ref_area: str, period: str) -> bool:
        """Whether it is about a period of an area."""
        return self.ref_area in (None, ref_area) and self.first <= period <= self.last


class Series(Entry):
    """One provider's series: its identity, unit, frequency, how it aggregates to years and what is plausible.

    ``bounds`` are in ``unit``. ``ref_area`` is ``*`` for a series that many areas have. ``first_print_of`` names the
    series of the same source whose values this one holds as they were first printed. ``awaited`` marks one that no
    snapshot need hold yet: formulas use it as soon as one does. ``id_status`` says whose the id is: the provider's as
    seen there (verified), as others' programs have it (unverified: asked for, the title decides), or this project's
    (own: found by its title in a table or a file, never asked for by its id). ``report`` cites the publication of a
    figure that is known from one only. ``course`` says how far single values may leave the others, and ``unusual`` when
    they did.
    """

    id: str
    dataset: str
    title: str
    label: str
    unit: str
    accepted_units: tuple[str, ...] = ()
    accepted_titles: tuple[str, ...] = ()
    freq: Frequency
    annual: Literal["sum", "mean", "last"]
    ref_area: str
    bounds: tuple[float, float]
    signed: bool = False
    course: tuple[Course, ...] = ()
    unusual: tuple[Unusual, ...] = ()
    gaps: tuple[Period, ...] = ()
    breaks: tuple[Period, ...] = ()
    revised: tuple[Revision, ...] = ()
    remarks: tuple[Remark, ...] = ()
    doubtful: tuple[Doubtful, ...] = ()
    corrections: tuple[Correction, ...] = ()
    first_print_of: str = ""
    awaited: bool = False
    id_status: Literal["verified", "unverified", "own"] = "verified"
    report: Report | None = None
    note: str = ""

    @property
    def titles(self) -> tuple[str, ...]:
        """Every title by which the provider may call the series, the declared one first."""
        return (self.title, *self.accepted_titles)

    def course_of(self, ref_area: str) -> Course | None:
        """The course that is declared of an area: its own, or that of all areas."""
        own = [item for item in self.course if ref_area in item.areas or not item.areas]
        return max(own, key=lambda item: len(item.areas) > 0, default=None)

    def is_unusual(self, ref_area: str, period: str) -> bool:
        """Whether it is said why a period of an area stands out."""
        return any(item.covers(ref_area, period) for item in self.unusual)

    def breaks_of(self, ref_area: str, vintage: str) -> tuple[Period, ...]:
        """The breaks that the series of an area has in a vintage (empty: of a snapshot that is not known)."""
        return tuple(
            item
            for item in self.breaks
            if item.ref_area in (None, ref_area)
            and (item.vintage is None or (vintage != "" and last_day(item.vintage) <= last_day(vintage)))
        )

    def revisions_of(self, ref_area: str, old: str, new: str) -> tuple[Revision, ...]:
        """What is declared of the differences between two vintages of the series of an area."""
        return tuple(
            item
            for item in self.revised
            if item.ref_area in (None, ref_area)
            and last_day(old) <= last_day(item.old)
            and last_day(item.new) <= last_day(new)
        )
