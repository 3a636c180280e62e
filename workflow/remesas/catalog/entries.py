"""Declare what the catalog can hold: one frozen model a kind of entry, which refuses unknown keys."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from remesas.core.errors import DataError
from remesas.core.references import references
from remesas.core.units import MONEY
from remesas.core.vintages import last_day

Frequency = Literal["A", "Q", "M"]
Flow = str
"""The name of a flow, such as gross or net; empty for tables without one."""
Status = Literal["A", "B", "D", "E", "M", "P"]
Cause = Literal["revision", "reclassification", "definition", "coverage", "misprint"]


class Entry(BaseModel):
    """Base of all entries."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Timed(Entry):
    """Base of entries that hold from ``first`` to ``last`` year; an end that is not given is open."""

    first: int | None = None
    last: int | None = None

    def covers(self, year: int) -> bool:
        """Whether the entry holds in a year."""
        return (self.first is None or year >= self.first) and (self.last is None or year <= self.last)


class Fetch(Entry):
    """How a dataset is asked from its provider; a dataset without this is registered from files.

    ``unit`` is what the interface gives where it names none and it differs from the series' own; ``tables`` are those
    that can be had without a token; ``first`` is the first year asked for; ``archive`` is the provider's database of
    earlier versions, of which those that are named can be asked for.
    """

    unit: str | None = None
    tables: tuple[str, ...] = ()
    first: int | None = None
    archive: int | None = None


class Dataset(Entry):
    """A provider's table or database from which snapshots are taken; ``shipped`` vintages may not be lost."""

    title: str
    table: str | None = None
    shipped: tuple[str, ...] = ()
    fetch: Fetch | None = None


class Source(Entry):
    """A provider of statistics; ``url`` is its page, if it has one."""

    name: str
    url: str = ""
    citation: str
    licence: str
    datasets: dict[str, Dataset]


class Citation(Entry):
    """Where a fact was read: author, title, place and date in ``text``, the address, and the day it was seen."""

    text: str
    url: str
    seen: str


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
    of a series of amounts, amounts in the unit of a ``signed`` one. Without ``areas`` they are for all.
    """

    areas: tuple[str, ...] = ()
    single: float = Field(gt=0)
    newest: float = Field(gt=0)


class Unusual(Entry):
    """Periods in which a series did leave its course, and what for; ``ref_area`` limits it to one area."""

    first: str
    last: str
    ref_area: str | None = None
    reason: str

    def covers(self, ref_area: str, period: str) -> bool:
        """Whether it is about a period of an area."""
        return self.ref_area in (None, ref_area) and self.first <= period <= self.last


class Report(Entry):
    """The publication from which a figure is known that no table or file of the provider gave.

    ``page`` says where in it the figure stands, ``seen`` the day on which it was read at the address.
    """

    title: str
    address: str
    page: str
    seen: dt.date


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
    tolerance: float = Field(0, ge=0)
    relative: float = Field(0, ge=0, lt=1)

    @property
    def references(self) -> tuple[str, ...]:
        """The series ``source:series`` that it is about."""
        return references(f"{self.left} {self.right}")

    def covers_period(self, period: str) -> bool:
        """Whether it is to hold in a period."""
        return self.first <= period and (self.last is None or period <= self.last)


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
    roles: Roles = {}
    context: dict[str, str] = {}
    world: str = ""


class Country(Entry):
    """An economy that a brief can be about: its name in text, and its national sources.

    ``context`` is that of each basis (see ``Basis``); ``neighbours`` are areas that the brief lays beside it.
    ``withheld`` says, by basis and column, for which years figures of a basis that all economies share would be wrong.
    """

    name: str
    roles: dict[str, Roles] = {}
    withheld: dict[str, dict[str, tuple[Absence, ...]]] = {}
    context: dict[str, dict[str, str]] = {}
    neighbours: tuple[str, ...] = ()


class FlowEntry(Entry):
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
    printed: dict[str, str] = {}


class Indicator(Entry):
    """A source of foreign exchange that is a column of the tables; ``lead`` marks the one that the brief is about."""

    label: str
    short: str
    lead: bool = False


class Test(Entry):
    """A check of the evidence for a declared cause: a function of ``evidence`` and its parameters."""

    test: str
    parameters: dict[str, Any] = {}


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
    amounts, of which another definition or a later revision can be the cause too.
    """

    id: str
    title: str
    table: str
    check: str
    finds: Literal["slip", "misfit"]
    parameters: dict[str, Any] = {}


class Area(Entry):
    """A reference area: an economy, or an aggregate that no ranking may count."""

    name: str
    kind: Literal["economy", "aggregate"]
    iso2: str | None = None


class Catalog(Entry):
    """The whole catalog, cross-checked."""

    sources: dict[str, Source]
    series: dict[str, Series]
    areas: dict[str, Area]
    indicators: dict[str, Indicator]
    flows: dict[str, FlowEntry]
    tables: dict[str, Table]
    bases: dict[str, Basis]
    countries: dict[str, Country]
    explanations: tuple[Explanation, ...]
    concepts: tuple[Concept, ...]
    printed_checks: tuple[PrintedCheck, ...]
    citations: dict[str, Citation] = {}
    identities: dict[str, Identity] = {}

    def cite(self, keys: Iterable[str]) -> list[str]:
        """Where facts were read, as text with the address, for some keys of citations.yaml."""
        return [f"{self.citations[key].text.strip()}, {self.citations[key].url}" for key in keys]

    def series_of(self, reference: str, file: str = "workflow/catalog") -> Series:
        """The series behind a reference ``source:series``.

        Raises:
            DataError: If the catalog has no such series.
        """
        try:
            return self.series[reference]
        except KeyError:
            raise DataError(
                "this series is not in the catalog.",
                file=file,
                series=reference,
                remedy="declare it in workflow/catalog/series/, or correct the reference.",
            ) from None

    def series_from(self, source: str) -> dict[str, Series]:
        """The series of a source by their ids."""
        return {entry.id: entry for reference, entry in self.series.items() if reference == f"{source}:{entry.id}"}

    @property
    def lead(self) -> str:
        """The column that the brief is about."""
        return next(name for name, entry in self.indicators.items() if entry.lead)

    def unit_of(self, flow: str, indicator: str) -> str:
        """The unit of a column: that of the tables that have it, or money."""
        tables = (table for table in self.tables.values() if table.flow == flow and indicator in table.columns)
        return next((table.unit for table in tables), MONEY)

    def columns_of(self, flow: str) -> tuple[str, ...]:
        """The columns that any table of a flow has: those among which a column has a rank or a share."""
        return tuple(
            dict.fromkeys(name for table in self.tables.values() if table.flow == flow for name in table.columns)
        )

    def is_whole(self, table: str) -> bool:
        """Whether a table has every column among which ranks and shares of its flow are computed."""
        entry = self.tables[table]
        return set(entry.columns) == set(self.columns_of(entry.flow))

    def flow(self, name: str) -> FlowEntry:
        """The entry of a flow; of tables without one, a flow without a name."""
        return self.flows.get(name, FlowEntry(label=""))

    @property
    def first_prints(self) -> dict[str, str]:
        """For a series ``source:series`` the one that holds its first prints."""
        return {
            f"{reference.split(':')[0]}:{series.first_print_of}": reference
            for reference, series in self.series.items()
            if series.first_print_of
        }

    def is_printed(self, ref_area: str) -> bool:
        """Whether the article's tables are about an economy."""
        printed = (reference for table in self.tables.values() for reference in table.printed.values())
        return any(self.series[reference].ref_area == ref_area for reference in printed)

    def concept(self, table: str, basis: str, indicator: str) -> Concept | None:
        """The other concept than print's that a column of a basis measures, if it does."""
        return next(
            (
                entry
                for entry in self.concepts
                if table in entry.tables and (entry.basis, entry.indicator) == (basis, indicator)
            ),
            None,
        )

    def roles(self, basis: str, ref_area: str) -> Roles:
        """The roles of a basis for an economy: the basis' own less what the country withholds, or the country's."""
        shared, country = self.bases[basis].roles, self.countries.get(ref_area)
        if not shared:
            return self.countries[ref_area].roles.get(basis, {})
        withheld = country.withheld.get(basis, {}) if country else {}
        return {
            flow: {
                name: role.model_copy(update={"withheld": withheld[name]}) if name in withheld else role
                for name, role in columns.items()
            }
            for flow, columns in shared.items()
        }

    def is_ready(self, formula: str, holds: Callable[[str], bool]) -> bool:
        """Whether every series of a formula that is awaited is there by now."""
        return all(holds(reference) or not self.series_of(reference).awaited for reference in references(formula))

    def context(self, basis: str, ref_area: str) -> dict[str, str]:
        """The references (GDP, population, prices …) that derived indicators of a basis use."""
        return self.bases[basis].context | self.countries[ref_area].context.get(basis, {})
