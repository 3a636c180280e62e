"""Ask Banco de México (SIE, its system of statistics): its REST interface, or without a token its table export."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from remesas.update.fetch.base import (
    NO_ID,
    Delivery,
    Order,
    Problem,
    Provider,
    Token,
    ask_in_halves,
    batches,
    check_present,
    check_title,
    choose_unit,
    list_observations,
)
from remesas.update.fetch.http import (
    Answer,
    Client,
    DownError,
    ProviderError,
    TransientError,
    explained,
    parse_wait,
)
from remesas.update.readers.base import Observation, Parsed, RawFile, tidy_frame
from remesas.update.readers.grid import read_grid
from remesas.update.readers.unit_names import unit_told
from remesas.update.titles import fold

T = TypeVar("T")
HOST = "www.banxico.org.mx"
SERIES = f"https://{HOST}/SieAPIRest/service/v1/series/"
TABLE = (
    f"https://{HOST}/SieInternet/consultarDirectorioInternetAction.do?sector=1&accion=consultarCuadro&idCuadro={{table}}"
    "&locale=es&formatoXLS.x=1&fechaInicio={begin}&fechaFin={end}"
)
HEADERS = {"Bmx-Token": "{token}", "Accept": "application/json"}
BATCH = 20
FREQUENCIES = {"M": "mensual", "Q": "trimestral", "A": "anual"}
RESET = "Bmx-secondsToReset"
FIRST_YEAR = 1980


@dataclass(frozen=True)
class About:
    """What the interface says of a series."""

    title: str
    unit: str
    frequency: str


@dataclass(frozen=True)
class Values:
    """A series' dates and values as text; None if the answer has no ``datos``."""

    title: str
    points: tuple[tuple[str, object], ...] | None


def fetch_dataset(order: Order, client: Client) -> Delivery:
    """The series through the interface, or the tables that can be had without a token."""
    return _from_interface(order, client) if client.has_token else _from_tables(order, client)


PROVIDER = Provider(
    hosts=frozenset({HOST}),
    token=Token("BANXICO_TOKEN", required=False, where="https://www.banxico.org.mx/SieAPIRest/service/v1/token"),
    pace=1.6,
    fetch=fetch_dataset,
)


def _from_interface(order: Order, client: Client) -> Delivery:
    asked = [name for name, entry in order.series.items() if entry.id_status != "own"]
    problems = [Problem(name, NO_ID) for name in order.series if name not in asked]
    about: dict[str, About] = {}
    values: dict[str, Values] = {}
    for batch in batches(asked, BATCH):
        client.tell(f"asking for {len(batch)} series of {order.dataset}")
        for answer in _ask(client, batch, "?locale=es", parse_about, problems):
            about |= answer
        known = tuple(name for name in batch if name in about)
        for found in _ask(client, known, "/datos?locale=es", parse_values, problems) if known else ():
            values |= found
    rows: list[Observation] = []
    units: dict[str, str] = {}
    for name in [name for name in asked if name in about and name in values]:
        problem = _check(order, name, about[name], values[name])
        if problem:
            problems.append(problem)
            continue
        units[name] = choose_unit(order, name, unit_told(about[name].unit))
        rows.extend(list_observations(order, name, values[name].points or ()))
    problems += check_present(order, set(about) & set(values), {problem.series for problem in problems})
    titles = {name: " ".join(about[name].title.split()) for name in units}
    address = f"{SERIES}{','.join(asked)}/datos?locale=es"
    return Delivery(Parsed(tidy_frame(rows), units, titles), address, problems=tuple(problems))


def _ask(
    client: Client,
    names: tuple[str, ...],
    rest: str,
    parse: Callable[[Answer], dict[str, T]],
    problems: list[Problem],
) -> Iterator[dict[str, T]]:
    """What the interface says of several series, in as many answers as it takes."""

    def ask(some: tuple[str, ...]) -> dict[str, T]:
        with explained(f"series {', '.join(some)}"):
            return client.get(f"{SERIES}{','.join(some)}{rest}", parse, HEADERS)

    return ask_in_halves(names, ask, problems)


def check_error(answer: Answer) -> None:
    """Raise for the errors that the interface documents.

    Raises:
        TransientError: If the limit of queries is exceeded, with the time until it is lifted.
        ProviderError: If the token is refused, or at any other error.
    """
    message, reset = "", answer.headers.get(RESET)
    if answer.status != 200 or b'"error"' in answer.content[:2000]:
        try:
            error = answer.json().get("error", {})
        except (TransientError, AttributeError):
            error = {}
        if isinstance(error, Mapping):
            message = str(error.get("mensaje", ""))
            reset = error.get("secondsToReset", reset)
    plain = fold(message)
    if "limite" in plain or reset is not None or answer.status == 429:
        wait = parse_wait(reset if reset is not None else answer.headers.get("Retry-After"))
        raise DownError("its limit of queries is exceeded", wait)
    if "token" in plain:
        raise ProviderError("it refused the token: check BANXICO_TOKEN")
    if answer.is_html and answer.status == 400:
        raise TransientError("it answered with an HTML page (status 400)")
    if message and answer.status not in (404, 413):
        raise ProviderError(f"it answered: {message}")
    answer.check_status()


def parse_about(answer: Answer) -> dict[str, About]:
    """Title, unit and frequency of each series in an answer."""
    return {
        str(item["idSerie"]): About(
            str(item.get("titulo", "")), str(item.get("unidad", "")), str(item.get("periodicidad", ""))
        )
        for item in _series(answer)
    }


def parse_values(answer: Answer) -> dict[str, Values]:
    """Dates and values of each series in an answer."""
    found = {}
    for item in _series(answer):
        points = item.get("datos")
        if points is not None and not isinstance(points, list):
            raise TransientError("its answer has 'datos' that are no list")
        pairs = None if points is None else tuple((str(point.get("fecha")), point.get("dato")) for point in points)
        found[str(item["idSerie"])] = Values(str(item.get("titulo", "")), pairs)
    return found


def _series(answer: Answer) -> list[dict[str, Any]]:
    check_error(answer)
    content = answer.json()
    try:
        series = content["bmx"]["series"]
    except (KeyError, TypeError):
        raise TransientError("its answer has no bmx.series") from None
    if not isinstance(series, list) or not all(isinstance(item, dict) and "idSerie" in item for item in series):
        raise TransientError("its answer has a bmx.series that is no list of series")
    return series


def _check(order: Order, name: str, about: About, values: Values) -> Problem | None:
    expected = FREQUENCIES[order.series[name].freq]
    if about.frequency and not fold(about.frequency).startswith(expected):
        return Problem(name, f"its frequency is now {about.frequency!r}, the catalog expects {expected}")
    if not values.points:
        return Problem(name, "the answer has no data of it ('datos' is missing or empty): fetch again another day")
    mismatch = check_title(order, name, about.title)
    return mismatch or (check_title(order, name, values.title) if values.title else None)


def _from_tables(order: Order, client: Client) -> Delivery:
    if not order.fetch.tables:
        raise ProviderError("this dataset has no table export: set BANXICO_TOKEN")
    parts: list[Parsed] = []
    addresses = []
    for table in order.fetch.tables:
        client.tell(f"no BANXICO_TOKEN: asking for the export of table {table}")
        url = TABLE.format(
            table=table,
            begin=_milliseconds(dt.date(order.fetch.first or FIRST_YEAR, 1, 1)),
            end=_milliseconds(order.today),
        )
        with explained(f"table {table}"):
            content = client.get(url, parse_table)
        parts.append(read_grid(RawFile(f"{table}.xls", content), order.wanted))
        addresses.append(url)
    rows = [row for part in parts for row in _rows(part)]
    told = {name: unit for part in parts for name, unit in part.units.items()}
    titles = {name: title for part in parts for name, title in part.titles.items()}
    found = {row[0] for row in rows}
    problems = [problem for name, title in titles.items() if (problem := check_title(order, name, title))]
    refused = {problem.series for problem in problems}
    problems += check_present(order, found, refused)
    kept = [row for row in rows if row[0] not in refused]
    units = {name: choose_unit(order, name, told.get(name)) for name in found - refused}
    return Delivery(Parsed(tidy_frame(kept), units, titles), " ".join(addresses), problems=tuple(problems))


def parse_table(answer: Answer) -> bytes:
    """The bytes of a table export.

    Raises:
        TransientError: If it is a page without a table, or nothing.
    """
    check_error(answer)
    if not answer.content.strip():
        raise TransientError("it answered with nothing")
    if answer.is_html and b"<td" not in answer.content.lower():
        raise TransientError("it answered with an HTML page in place of a table")
    return answer.content


def _rows(parsed: Parsed) -> list[Observation]:
    columns = parsed.frame[["series", "ref_area", "time_period", "obs_value"]]
    return list(columns.itertuples(index=False, name=None))


def _milliseconds(day: dt.date) -> int:
    return int(dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC).timestamp() * 1000)
