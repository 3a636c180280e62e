"""The catalog: what is declared, not coded. One frozen model a kind of entry; unknown keys are refused."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, Literal, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from remesas.core.errors import DataError

Frequency = Literal["A", "Q", "M"]
Flow = Literal["gross", "net"]
Status = Literal["A", "B", "D", "E", "M", "P"]
T = TypeVar("T")
Cause = Literal["revision", "reclassification", "definition", "coverage", "misprint"]


class Entry(BaseModel):
    """Base of all catalog entries."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Fetch(Entry):
    """How a dataset is asked from its provider; a dataset without this is registered from files.

    ``unit`` is what the interface gives where it names none and it differs from the series' own; ``tables`` are those
    that can be had without a token; ``first`` is the first year asked for; ``without`` names series that the
    interface does not have, and why.
    """

    unit: str | None = None
    tables: tuple[str, ...] = ()
    first: int | None = None
    without: dict[str, str] = {}


class Dataset(Entry):
    """A provider's table or database from which snapshots are taken; ``shipped`` vintages may not be lost."""

    title: str
    table: str | None = None
    shipped: tuple[str, ...] = ()
    fetch: Fetch | None = None


class Source(Entry):
    """A provider of statistics."""

    name: str
    system: str | None = None
    url: str
    citation: str
    licence: str
    datasets: dict[str, Dataset]


class Period(Entry):
    """A period with something to say about it: a gap (``reason``) or a level break (``note``).

    ``ref_area`` limits it to one area of a series that many have.
    """

    period: str
    ref_area: str | None = None
    reason: str = ""
    note: str = ""


class Remark(Entry):
    """Periods of a series that mean something else than the rest, and what; ``ref_area`` limits it to one area."""

    first: int | None = None
    last: int | None = None
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


class Series(Entry):
    """One provider's series: its identity, unit, frequency, how it aggregates to years and what is plausible.

    ``bounds`` are in ``unit``. ``ref_area`` is ``*`` for a series that many areas have. ``first_print_of`` names the
    series of the same source whose values this one holds as they were first printed.
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
    gaps: tuple[Period, ...] = ()
    breaks: tuple[Period, ...] = ()
    remarks: tuple[Remark, ...] = ()
    doubtful: tuple[Doubtful, ...] = ()
    corrections: tuple[Correction, ...] = ()
    first_print_of: str = ""
    note: str = ""

    @property
    def titles(self) -> tuple[str, ...]:
        """Every title by which the provider may call the series, the declared one first."""
        return (self.title, *self.accepted_titles)


class Term(Entry):
    """How a role is filled from ``first`` to ``last`` year: a formula over series references.

    A reference is ``{source:series}``; formulas know ``+ - * /``, brackets and numbers.
    """

    formula: str
    first: int | None = None
    last: int | None = None
    status: Status = "A"
    note: str = ""


class Absence(Entry):
    """Years in which a role has no figure, and why."""

    reason: str
    first: int | None = None
    last: int | None = None


class Role(Entry):
    """What a column of a table means on one basis, and from which series it is filled, period by period."""

    definition: str
    terms: tuple[Term, ...] = ()
    missing: tuple[Absence, ...] = ()
    breaks: tuple[Period, ...] = ()


Roles = dict[Flow, dict[str, Role]]


class Basis(Entry):
    """A family of sources that fills the roles. ``roles`` is empty when each country declares its own."""

    label: str
    short: str
    note: str
    roles: Roles = {}
    context: dict[str, str] = {}


class Country(Entry):
    """An economy that a brief can be about: its names in text and its national sources."""

    name: str
    adjective: str
    roles: dict[str, Roles] = {}
    context: dict[str, dict[str, str]] = {}


class Table(Entry):
    """A table of the brief: one flow, its columns in order, and the printed series each is compared with."""

    title: str
    flow: Flow
    columns: tuple[str, ...]
    printed: dict[str, str] = {}


class Indicator(Entry):
    """A source of foreign exchange that is a column of the tables."""

    label: str
    short: str


class Test(Entry):
    """A check of the evidence for a declared cause: a function of ``evidence`` and its parameters."""

    test: str
    parameters: dict[str, Any] = {}


class Range(Entry):
    """Where the differences that a cause explains are expected to lie."""

    unit: Literal["percent", "USD million"]
    min: float
    max: float


class Explanation(Entry):
    """A declared cause of the differences between print and one basis, with its evidence and expected range."""

    id: str
    table: str
    indicator: str
    basis: str
    first: int
    last: int
    cause: Cause
    text: str
    range: Range
    evidence: tuple[Test, ...]


class PrintedCheck(Entry):
    """A check of a printed table by itself: a function of ``printed`` and its parameters."""

    id: str
    title: str
    table: str
    check: str
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
    tables: dict[str, Table]
    bases: dict[str, Basis]
    countries: dict[str, Country]
    explanations: tuple[Explanation, ...]
    printed_checks: tuple[PrintedCheck, ...]

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

    def roles(self, basis: str, ref_area: str) -> Roles:
        """The roles of a basis for an economy: the basis' own, or those that the country declares."""
        return self.bases[basis].roles or self.countries[ref_area].roles.get(basis, {})

    def context(self, basis: str, ref_area: str) -> dict[str, str]:
        """The references (GDP, population, prices …) that derived indicators of a basis use."""
        return self.bases[basis].context | self.countries[ref_area].context.get(basis, {})


def read_yaml(path: Path) -> Any:
    """The content of a YAML file.

    Raises:
        DataError: If the file is missing or not YAML.
    """
    try:
        with path.open(encoding="utf-8") as stream:
            return yaml.load(stream, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except FileNotFoundError:
        raise DataError("the file is missing.", file=path, remedy="restore it from the repository.") from None
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise DataError(f"the file is not valid YAML: {error}", file=path) from error


def parse(path: Path, kind: type[T]) -> T:
    """Read a YAML file as one of the catalog's kinds.

    Raises:
        DataError: If a key is unknown or missing, or a value is of the wrong type.
    """
    try:
        return TypeAdapter(kind).validate_python(read_yaml(path))
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise DataError(f"at {place}: {first['msg']} (found {first['input']!r}).", file=path) from error


def load_catalog(folder: Path) -> Catalog:
    """Read ``workflow/catalog`` and check what refers to what.

    Raises:
        DataError: If an entry is malformed, declared twice or refers to something that is not declared.
    """
    series: dict[str, Series] = {}
    for path in sorted((folder / "series").glob("*.yaml")):
        for entry in parse(path, list[Series]):
            reference = f"{path.stem}:{entry.id}"
            if reference in series:
                raise DataError("the series is declared twice.", file=path, series=reference)
            series[reference] = entry
    catalog = Catalog(
        sources=parse(folder / "sources.yaml", dict[str, Source]),
        series=series,
        areas=parse(folder / "areas.yaml", dict[str, Area]),
        indicators=parse(folder / "indicators.yaml", dict[str, Indicator]),
        tables=parse(folder / "tables.yaml", dict[str, Table]),
        bases=parse(folder / "bases.yaml", dict[str, Basis]),
        countries={path.stem: parse(path, Country) for path in sorted((folder / "countries").glob("*.yaml"))},
        explanations=tuple(parse(folder / "explanations.yaml", list[Explanation])),
        printed_checks=tuple(parse(folder / "printed_checks.yaml", list[PrintedCheck])),
    )
    check_references(catalog)
    return catalog


def check_references(catalog: Catalog) -> None:
    """Refuse references to sources, datasets, series, tables, columns or bases that are not declared.

    Raises:
        DataError: At the first that is not.
    """
    for reference, series in catalog.series.items():
        source = reference.split(":")[0]
        if source not in catalog.sources or series.dataset not in catalog.sources[source].datasets:
            raise DataError(f"dataset {series.dataset!r} is not declared in sources.yaml.", series=reference)
    _require(catalog.first_prints, catalog.series, "series/, first_print_of")
    for name, table in catalog.tables.items():
        _require(table.columns, catalog.indicators, f"tables.yaml, {name}")
        _require(table.printed.values(), catalog.series, f"tables.yaml, {name}")
    for check in catalog.printed_checks:
        _require([check.table], catalog.tables, f"printed_checks.yaml, {check.id}")
    for entry in catalog.explanations:
        _require([entry.table], catalog.tables, f"explanations.yaml, {entry.id}")
        _require([entry.indicator], catalog.indicators, f"explanations.yaml, {entry.id}")
        _require([entry.basis], catalog.bases, f"explanations.yaml, {entry.id}")


def _require(names: Iterable[str], declared: Iterable[str], file: str) -> None:
    known = set(declared)
    for name in names:
        if name not in known:
            raise DataError(f"{name!r} is not declared.", file=file, remedy=f"use one of {', '.join(sorted(known))}.")
