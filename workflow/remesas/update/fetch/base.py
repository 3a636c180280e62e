"""Say what a provider is: it asks for one dataset of the catalog and brings tidy rows, and decides nothing else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

from remesas.catalog.catalog import Catalog
from remesas.catalog.series import Series
from remesas.catalog.sources import Fetch
from remesas.core.errors import DataError
from remesas.core.units import is_same_kind
from remesas.update.fetch.http import Client, NotFoundError, TooMuchError
from remesas.update.readers.base import Observation, Parsed, Wanted
from remesas.update.readers.periods import parse_period
from remesas.update.readers.values import parse_value
from remesas.update.titles import names_series

T = TypeVar("T")
NO_ID = "its id at the provider was never seen: find it in the provider's table, or register a file of it"
UNTITLED = "nothing there has its title: add the provider's title to accepted_titles, or register a file of it"
GONE = "the provider no longer gives it: see whether it was dropped or renumbered, and correct its id"
UNKNOWN = "the provider does not know it: see whether it was dropped, renamed or renumbered, and correct its id"


@dataclass(frozen=True)
class Order:
    """What is asked of a provider: series of one dataset, as the catalog declares them.

    Attributes:
        version: The earlier version that is asked for, as a vintage; empty for today's.
    """

    source: str
    dataset: str
    fetch: Fetch
    wanted: Wanted
    iso2: Mapping[str, str]
    today: dt.date
    version: str = ""

    @property
    def series(self) -> Mapping[str, Series]:
        """The series to ask for."""
        return self.wanted.series


@dataclass(frozen=True)
class Problem:
    """A series that did not come, why, and what to do; ``is_open`` where nobody could know that it would come."""

    series: str
    text: str
    is_open: bool = False


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


@dataclass(frozen=True)
class Provider:
    """A provider: a module each, listed in ``fetch.PROVIDERS`` under the name of its source in the catalog.

    Attributes:
        hosts: The only hosts that may be asked.
        token: The secret that it wants, if any.
        pace: The least time between two requests in seconds, well below the provider's limit.
        fetch: Asks for one dataset. It raises ProviderError if that cannot be had, and DataError if what came is not
            what the provider documents.
    """

    hosts: frozenset[str]
    token: Token | None
    pace: float
    fetch: Callable[[Order, Client], Delivery]


def batches(names: Iterable[str], size: int) -> Iterator[tuple[str, ...]]:
    """The names in groups of at most ``size``."""
    rest = iter(names)
    while batch := tuple(islice(rest, size)):
        yield batch


def ask_in_halves(names: tuple[str, ...], ask: Callable[[tuple[str, ...]], T], problems: list[Problem]) -> Iterator[T]:
    """Ask for several series; where that is too much, or one is not known, for half of them at a time.

    Those that are not known become problems.

    Raises:
        TooMuchError: If one alone is too much.
    """
    try:
        answer = ask(names)
    except (NotFoundError, TooMuchError) as error:
        if len(names) > 1:
            middle = len(names) // 2
            yield from ask_in_halves(names[:middle], ask, problems)
            yield from ask_in_halves(names[middle:], ask, problems)
        elif isinstance(error, TooMuchError):
            raise
        else:
            problems.append(Problem(names[0], UNKNOWN))
    else:
        yield answer


def make_order(catalog: Catalog, source: str, dataset: str, only: frozenset[str], today: dt.date) -> Order:
    """The order of a dataset: all its series, or only some."""
    fetch = catalog.sources[source].datasets[dataset].fetch or Fetch()
    asked = {
        name: entry
        for name, entry in catalog.series_from(source).items()
        if entry.dataset == dataset and (not only or f"{source}:{name}" in only)
    }
    iso2 = {area.iso2: code for code, area in catalog.areas.items() if area.iso2}
    wanted = Wanted(asked, areas=frozenset(catalog.areas), former=catalog.former_codes)
    return Order(source, dataset, fetch, wanted, iso2, today)


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
        Problem(name, UNTITLED if entry.id_status == "own" else GONE)
        for name, entry in order.series.items()
        if name not in found and name not in known
    ]


def choose_unit(order: Order, name: str, told: str | None) -> str:
    """The unit of what the interface gives: as it says, as the dataset's ``fetch`` says, or as the series has it."""
    own = order.series[name].unit
    declared = order.fetch.unit
    return told or (declared if declared and is_same_kind(declared, own) else own)


def list_observations(order: Order, name: str, points: Iterable[tuple[str, object]]) -> list[Observation]:
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
