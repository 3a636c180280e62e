"""Ask the World Bank, indicators interface v2: many indicators and all economies a call, in pages.

Earlier versions of the indicators are a database of their own, WDI Database Archives (source 57), which the advanced
queries of the interface give: https://datahelpdesk.worldbank.org/knowledgebase/articles/1886686.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from remesas.core.errors import DataError
from remesas.update.fetch.base import (
    Delivery,
    Order,
    Problem,
    Provider,
    ask_in_halves,
    batches,
    check_present,
    check_title,
    choose_unit,
)
from remesas.update.fetch.http import Answer, Client, NotFoundError, ProviderError, TransientError, explained
from remesas.update.readers.base import Observation, Parsed, known_areas, tidy_frame
from remesas.update.readers.periods import parse_period
from remesas.update.readers.values import parse_value

HOST = "api.worldbank.org"
BATCH = 20
PAGE = 20000
FIRST_YEAR = 1960
UNKNOWN_PARAMETER = ("120", "175")
"""Messages on a parameter that is not valid; an indicator that was dropped leads to one of them."""


@dataclass(frozen=True)
class Page:
    """One page of an answer."""

    pages: int
    total: int
    updated: str
    rows: tuple[dict[str, Any], ...]


@dataclass
class _Collected:
    """What has come so far, as rows: hundreds of thousands of JSON objects would fill the memory."""

    rows: list[Observation] = field(default_factory=list)
    titles: dict[str, str] = field(default_factory=dict)
    updates: set[str] = field(default_factory=set)


def fetch_dataset(order: Order, client: Client) -> Delivery:
    """All indicators for all economies and aggregates."""
    found = _Collected()
    problems: list[Problem] = []
    for batch in batches(order.series, BATCH):
        for _ in ask_in_halves(batch, lambda names: _ask_pages(client, order, names, found), problems):
            pass
    if len(found.updates) > 1:
        raise ProviderError(f"its data were updated meanwhile ({', '.join(sorted(found.updates))}): fetch again")
    problems += [wrong for name, title in found.titles.items() if (wrong := check_title(order, name, title))]
    problems += check_present(order, set(found.titles), {problem.series for problem in problems})
    refused = {problem.series for problem in problems}
    rows, notes = known_areas([row for row in found.rows if row[0] not in refused], order.wanted)
    kept = {row[0] for row in rows}
    units = {name: choose_unit(order, name, None) for name in kept}
    parsed = Parsed(tidy_frame(rows), units, {name: found.titles[name] for name in kept}, notes)
    address = _address(order, tuple(order.series), 1)
    return Delivery(parsed, address, order.version or next(iter(found.updates), None), tuple(problems))


PROVIDER = Provider(hosts=frozenset({HOST}), token=None, pace=1.0, fetch=fetch_dataset)


def _address(order: Order, names: tuple[str, ...], page: int) -> str:
    if order.version:
        return (
            f"https://{HOST}/v2/sources/{order.fetch.archive}/country/all/series/{';'.join(names)}/time/all/version/"
            f"{order.version.replace('-', '')}/data?format=json&per_page={PAGE}&page={page}"
        )
    years = f"{order.fetch.first or FIRST_YEAR}:{order.today.year}"
    return (
        f"https://{HOST}/v2/country/all/indicator/{';'.join(names)}?source=2&format=json&date={years}"
        f"&per_page={PAGE}&page={page}"
    )


def _ask_pages(client: Client, order: Order, names: tuple[str, ...], found: _Collected) -> None:
    """All pages of several indicators."""
    number, pages, total, came = 1, 1, 0, 0
    while number <= pages:
        client.tell(f"asking for {len(names)} indicators, page {number} of {pages if number > 1 else '?'}")
        with explained(f"indicators {names[0]} to {names[-1]}"):
            page = client.get(_address(order, names, number), interpreter(number))
        _collect(order, page, found)
        pages, total, came = page.pages, page.total, came + len(page.rows)
        number += 1
    if came != total:
        raise ProviderError(f"it announced {total} rows from {names[0]} on and gave {came}: fetch again")


def _collect(order: Order, page: Page, found: _Collected) -> None:
    found.updates |= {page.updated} - {""}
    for item in page.rows:
        name, date = str(item["indicator"].get("id")), str(item.get("date"))
        if name not in order.series:
            continue
        found.titles[name] = str(item["indicator"].get("value"))
        try:
            value = parse_value(item.get("value"))
            if value is not None:
                found.rows.append((name, _area(order, item), parse_period(date, order.series[name].freq), value))
        except ValueError as error:
            raise DataError(f"{error}.", series=f"{order.source}:{name}", period=date) from None


def interpreter(number: int) -> Callable[[Answer], Page]:
    """Makes a page of an answer, if it is the one that was asked for."""

    def interpret(answer: Answer) -> Page:
        if answer.status == 400:
            # Overload shows as a random 400; a wrong request is answered with status 200 and a message.
            raise TransientError("it answered with status 400")
        answer.check_status()
        content = answer.json()
        try:
            head = content if isinstance(content, dict) else content[0]
            if "message" in head:
                raise _refusal(head["message"])
            pages, total, found = int(head["pages"]), int(head["total"]), int(head["page"])
            rows = _rows_of_archive(head) if head is content else tuple(content[1] or ()) if len(content) > 1 else ()
        except (KeyError, IndexError, TypeError, ValueError):
            raise TransientError("its answer does not have the shape of a page") from None
        if total and found != number:
            raise TransientError(f"it answered with page {found}, asked for {number}")
        if total and not rows:
            raise TransientError(f"its page {number} is empty, though there are {total} rows")
        if not all(isinstance(row, dict) and isinstance(row.get("indicator"), dict) for row in rows):
            raise TransientError("its rows do not name their indicator")
        return Page(pages, total, str(head.get("lastupdated", "")), rows)

    return interpret


def _rows_of_archive(head: dict[str, Any]) -> tuple[dict[str, Any], ...]:
    """The rows of an answer of the archives, in the form of those of the indicators."""
    source = head["source"][0] if isinstance(head["source"], list) else head["source"]
    named = [({part["concept"]: part for part in row["variable"]}, row["value"]) for row in source["data"]]
    return tuple(
        {
            "indicator": parts["Series"],
            "countryiso3code": parts["Country"]["id"],
            "date": str(parts["Time"]["id"]).removeprefix("YR"),
            "value": value,
        }
        for parts, value in named
    )


def _refusal(messages: list[dict[str, Any]]) -> ProviderError:
    text = "; ".join(f"{item.get('key')} ({item.get('id')}): {item.get('value')}" for item in messages)
    if any(str(item.get("id")) in UNKNOWN_PARAMETER for item in messages):
        return NotFoundError(f"it answered: {text}")
    return ProviderError(f"it answered: {text}")


def _area(order: Order, item: dict[str, Any]) -> str:
    """The alpha-3 code; for some economies only the code of two letters is filled."""
    country = item.get("country")
    short = str(country.get("id")) if isinstance(country, dict) else ""
    return str(item.get("countryiso3code") or order.iso2.get(short, short))
