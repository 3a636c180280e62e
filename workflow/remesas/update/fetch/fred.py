"""Ask FRED, Federal Reserve Bank of St. Louis: its graph's CSV without a key, its interface's JSON with one."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

from remesas.update.fetch.base import (
    UNKNOWN,
    Delivery,
    Order,
    Problem,
    Provider,
    Token,
    check_present,
    choose_unit,
    list_observations,
)
from remesas.update.fetch.http import Answer, Client, NotFoundError, ProviderError, TransientError, explained
from remesas.update.readers.base import Observation, Parsed, tidy_frame

GRAPH = "fred.stlouisfed.org"
API = "api.stlouisfed.org"
CSV = f"https://{GRAPH}/graph/fredgraph.csv?id={{name}}"
JSON = f"https://{API}/fred/series/observations?series_id={{name}}&api_key={{{{token}}}}&file_type=json"
DATES = ("observation_date", "DATE")
Points = list[tuple[str, object]]


def fetch_dataset(order: Order, client: Client) -> Delivery:
    """The series one by one."""
    template, parse = (JSON, json_parser) if client.has_token else (CSV, csv_parser)
    rows: list[Observation] = []
    problems: list[Problem] = []
    for name in order.series:
        client.tell(f"asking for series {name}")
        try:
            with explained(f"series {name}"):
                points = client.get(template.format(name=name), parse(name))
        except NotFoundError:
            problems.append(Problem(name, UNKNOWN))
            continue
        rows.extend(list_observations(order, name, points))
    found = {row[0] for row in rows}
    problems += check_present(order, found, {problem.series for problem in problems})
    units = {name: choose_unit(order, name, None) for name in found}
    address = template.format(name=",".join(order.series))
    return Delivery(Parsed(tidy_frame(rows), units), address, problems=tuple(problems))


PROVIDER = Provider(
    hosts=frozenset({GRAPH, API}),
    token=Token("FRED_API_KEY", required=False, where="https://fred.stlouisfed.org/docs/api/api_key.html"),
    pace=1.0,
    fetch=fetch_dataset,
)


def csv_parser(name: str) -> Callable[[Answer], Points]:
    """Makes the points of a series of a CSV with its name in the header."""

    def parse(answer: Answer) -> Points:
        answer.check_status()
        if answer.is_html:
            raise TransientError("it answered with an HTML page in place of CSV")
        try:
            rows = list(csv.reader(io.StringIO(answer.text, newline="")))
        except csv.Error:
            rows = []
        if not rows or len(rows[0]) != 2 or rows[0][0] not in DATES:
            raise TransientError(f"its CSV does not begin with {DATES[0]},{name}")
        if rows[0][1] != name:
            raise ProviderError(f"it answered with series {rows[0][1]}")
        if any(len(row) != 2 for row in rows):
            raise TransientError("its CSV is cut short")
        return [(date, value) for date, value in rows[1:]]

    return parse


def json_parser(name: str) -> Callable[[Answer], Points]:
    """Makes the points of a series of the interface's JSON."""

    def parse(answer: Answer) -> Points:
        if answer.status == 400 and not answer.is_html:
            message = str(answer.json().get("error_message", ""))
            if "does not exist" in message:
                raise NotFoundError(f"it does not know series {name}")
            if "api_key" in message or "registered" in message:
                raise ProviderError("it refused the key: check FRED_API_KEY")
            raise ProviderError(f"it answered: {message}")
        answer.check_status()
        content = answer.json()
        try:
            points: Points = [(str(item["date"]), item["value"]) for item in content["observations"]]
            count = int(content.get("count", len(points)))
        except (KeyError, TypeError, ValueError):
            raise TransientError("its answer has no observations") from None
        if count != len(points):
            raise ProviderError(f"it announced {count} observations and gave {len(points)}")
        return points

    return parse
