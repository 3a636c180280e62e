"""Ask INEGI's interface of indicators. A series may lie in any of its banks, which are tried in turn."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from remesas.update.fetch.base import (
    Delivery,
    Order,
    Problem,
    Provider,
    Token,
    check_present,
    choose_unit,
    list_observations,
)
from remesas.update.fetch.http import Answer, Client, ProviderError, TransientError, explained
from remesas.update.readers.base import Observation, Parsed, tidy_frame
from remesas.update.titles import fold

HOST = "www.inegi.org.mx"
SERIES = (
    f"https://{HOST}/app/api/indicadores/desarrolladores/jsonxml/INDICATOR/{{name}}/es/{{area}}/false/{{bank}}/2.0/"
    "{{token}}?type=json"
)
PLACES = tuple((bank, area) for area in ("00", "0700") for bank in ("BIE", "BIE-BISE", "BISE"))
FREQUENCIES = {"3": "A", "4": "Q", "8": "M"}
Found = dict[str, Any]


def fetch_dataset(order: Order, client: Client) -> Delivery:
    """The series one by one, each in the bank that has it; the bank of the last one first."""
    rows: list[Observation] = []
    units: dict[str, str] = {}
    problems: list[Problem] = []
    places = list(PLACES)
    for number, name in enumerate(order.series, 1):
        client.tell(f"asking for series {name} of {order.dataset} ({number} of {len(order.series)})")
        found = _find(client, name, places)
        if found is None:
            continue
        problem = _check(order, name, found)
        if problem:
            problems.append(problem)
            continue
        units[name] = choose_unit(order, name, None)
        rows.extend(list_observations(order, name, _points(found)))
    problems += check_present(order, set(units), {problem.series for problem in problems})
    address = SERIES.format(name=",".join(units), bank=places[0][0], area=places[0][1])
    return Delivery(Parsed(tidy_frame(rows), units), address, problems=tuple(problems))


PROVIDER = Provider(
    hosts=frozenset({HOST}),
    token=Token(
        "INEGI_TOKEN",
        required=True,
        where="https://www.inegi.org.mx/app/desarrolladores/generatoken/Usuarios/token_Verify",
    ),
    pace=0.5,
    fetch=fetch_dataset,
)


def _find(client: Client, name: str, places: list[tuple[str, str]]) -> Found | None:
    """The series in the first bank that has it, which is put first for the next; None if none has it."""
    for place in tuple(places):
        bank, area = place
        with explained(f"series {name} in bank {bank}"):
            found = client.get(SERIES.format(name=name, area=area, bank=bank), interpreter(name))
        if found is not None:
            places.remove(place)
            places.insert(0, place)
            return found
    return None


def interpreter(name: str) -> Callable[[Answer], Found | None]:
    """Makes of an answer the series of that name, or None where the bank has no result."""

    def interpret(answer: Answer) -> Found | None:
        content: Any = None
        if answer.status in (200, 400, 404) and not (answer.is_html and answer.status != 200):
            content = answer.json()
        error = _error(content)
        if error and "no se encontraron" in fold(error):
            return None
        if error and "token" in fold(error):
            raise ProviderError("it refused the token: check INEGI_TOKEN")
        if error:
            raise ProviderError(f"it answered: {error}")
        answer.check_status()
        try:
            found = content["Series"][0]
            same = str(found["INDICADOR"]) == name
            observations = found["OBSERVATIONS"]
        except (KeyError, IndexError, TypeError):
            raise TransientError("its answer has no Series with OBSERVATIONS") from None
        if not same:
            raise ProviderError(f"it answered with series {found['INDICADOR']}")
        if not isinstance(observations, list):
            raise TransientError("its answer has OBSERVATIONS that are no list")
        return dict(found)

    return interpret


def _error(content: object) -> str:
    """The text of an error, as an object or (seen too) as a list of texts."""
    if isinstance(content, dict) and "ErrorInfo" in content:
        return str(content["ErrorInfo"])
    if isinstance(content, list) and content and all(isinstance(item, str) for item in content):
        return "; ".join(content)
    return ""


def _check(order: Order, name: str, found: Found) -> Problem | None:
    expected = order.series[name].freq
    if FREQUENCIES.get(str(found.get("FREQ"))) != expected:
        return Problem(name, f"its frequency is now {found.get('FREQ')!r}, the catalog expects {expected}")
    if not found["OBSERVATIONS"]:
        return Problem(name, "the answer has no observation of it: fetch again another day")
    return None


def _points(found: Found) -> list[tuple[str, object]]:
    return [(str(item.get("TIME_PERIOD")), item.get("OBS_VALUE")) for item in found["OBSERVATIONS"]]
