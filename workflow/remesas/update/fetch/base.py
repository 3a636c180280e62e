"""What a provider is: it asks for one dataset of the catalog and brings tidy rows, and decides nothing else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Protocol

from remesas.catalog.entries import Catalog, Fetch, Series
from remesas.core.errors import DataError
from remesas.core.units import is_same_kind
from remesas.update.fetch.http import Client
from remesas.update.readers.base import Observation, Parsed, Wanted
from remesas.update.readers.numbers import parse_value
from remesas.update.readers.periods import parse_period
from remesas.update.titles import names_series


@dataclass(frozen=True)
class Order:
    """What is asked of a provider: series of one dataset, as the catalog declares them."""

    source: str
    dataset: str
    fetch: Fetch
    wanted: Wanted
    iso2: Mapping[str, str]
    today: dt.date

    @property
    def series(self) -> Mapping[str, Series]:
        """The series to ask for."""
        return self.wanted.series


@dataclass(frozen=True)
class Problem:
    """A series that did not come, why, and what to do."""

    series: str
    text: str


@dataclass(frozen=True)
class Delivery:
    """What a provider gave.

    Attributes:
        parsed: Rows, units and titles of the series that came.
        address: Where they came from; ``{token}`` stands for a secret.
        vintage: The provider's own date of the data; None if the day of asking is the vintage.
        problems: The series that did not come.
    """

    parsed: Parsed
    address: str
    vintage: str | None = None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Token:
    """A secret that a provider wants.

    Attributes:
        variable: The environment variable that holds it.
        required: Whether nothing can be had without it.
        where: Where users get one.
    """

    variable: str
    required: bool
    where: str


class Provider(Protocol):
    """A provider: one module each, listed in ``providers.PROVIDERS`` under the name of its source in the catalog."""

    @property
    def hosts(self) -> frozenset[str]:
        """The only hosts that may be asked."""

    @property
    def token(self) -> Token | None:
        """The secret that it wants, if any."""

    @property
    def pace(self) -> float:
        """The least time between two requests in seconds, well below the provider's limit."""

    def fetch(self, order: Order, client: Client) -> Delivery:
        """Ask for one dataset.

        Raises:
            ProviderError: If it cannot be had.
            DataError: If what came is not what the provider documents.
        """


def batches(names: Iterable[str], size: int) -> Iterator[tuple[str, ...]]:
    """The names in groups of at most ``size``."""
    rest = iter(names)
    while batch := tuple(islice(rest, size)):
        yield batch


def make_order(catalog: Catalog, source: str, dataset: str, only: frozenset[str], today: dt.date) -> Order:
    """The order of a dataset: all its series but those that the interface lacks, or only some."""
    fetch = catalog.sources[source].datasets[dataset].fetch or Fetch()
    series = {
        reference.split(":", 1)[1]: entry
        for reference, entry in catalog.series.items()
        if reference.startswith(f"{source}:") and entry.dataset == dataset and (not only or reference in only)
    }
    asked = {name: entry for name, entry in series.items() if name not in fetch.without}
    iso2 = {area.iso2: code for code, area in catalog.areas.items() if area.iso2}
    return Order(source, dataset, fetch, Wanted(asked, areas=frozenset(catalog.areas)), iso2, today)


def check_title(order: Order, name: str, title: str) -> Problem | None:
    """Whether a title is that of the series; a problem if it is not, or fits another series better."""
    entry = order.series[name]
    if names_series(title, name, order.wanted.titles):
        return None
    shown = " ".join(title.split())
    return Problem(
        name,
        f"its title is now {shown!r}, the catalog expects {entry.title!r}: if it is still this series, add the title "
        "to accepted_titles in workflow/catalog/series/; if not, find the series' new id",
    )


def check_present(order: Order, found: set[str], known: set[str]) -> list[Problem]:
    """A problem for each series that was asked, did not come, and is not explained yet."""
    return [
        Problem(name, "the provider no longer gives it: see whether it was dropped or renumbered, and correct its id")
        for name in order.series
        if name not in found and name not in known
    ]


def choose_unit(order: Order, name: str, told: str | None) -> str:
    """The unit of what the interface gives: as it says, as the dataset's ``fetch`` says, or as the series has it."""
    own = order.series[name].unit
    declared = order.fetch.unit
    return told or (declared if declared and is_same_kind(declared, own) else own)


def observations(order: Order, name: str, points: Iterable[tuple[str, object]]) -> list[Observation]:
    """Dated values of a series with one area as rows; missing values have none.

    Raises:
        DataError: At a date or a value that is none, with series and period.
    """
    entry = order.series[name]
    rows = []
    for date, text in points:
        try:
            value, period = parse_value(text), parse_period(date, entry.freq)
        except ValueError as error:
            raise DataError(f"{error}.", series=f"{order.source}:{name}", period=date) from None
        if value is not None:
            rows.append((name, entry.ref_area, period, value))
    return rows
