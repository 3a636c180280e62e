"""Checks of config.yaml: its shape by JSON Schema, then what a schema cannot say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import fastjsonschema

from remesas.catalog.entries import Catalog, read_yaml
from remesas.core.errors import DataError
from remesas.core.vintages import NEWEST, last_day

FILE = "config.yaml"


def check_settings(
    config: Mapping[str, Any],
    schema: Path,
    catalog: Catalog,
    vintages: Mapping[str, set[str]],
    languages: Iterable[str],
) -> None:
    """Refuse a configuration that cannot be built.

    Args:
        config: The content of config.yaml.
        schema: Its JSON Schema.
        catalog: Countries, bases and sources that may be named.
        vintages: The vintages in raw/ of each source.
        languages: Those in which a brief can be had.

    Raises:
        DataError: At the first wrong key, type, year, name, language or vintage, saying what is allowed.
    """
    try:
        fastjsonschema.compile(read_yaml(schema))(config)
    except fastjsonschema.JsonSchemaValueException as error:
        raise DataError(_sentence(error), file=FILE) from None
    _check_names("country", [config["country"]], catalog.countries)
    _check_names("bases", config["bases"], catalog.bases)
    _check_names("languages", config["languages"], languages)
    _check_names("vintages", set(config["vintages"]) - {"default"}, catalog.sources)
    newest = max(last_day(vintage).year for known in vintages.values() for vintage in known)
    _check_order("years", config["years"]["first"], config["years"]["last"], newest)
    for span in config["growth_spans"]:
        _check_order("growth_spans", span[0], span[1], newest)
    _check_order("constant_prices.base", config["constant_prices"]["base"], NEWEST, newest)
    for source in vintages:
        choice = config["vintages"].get(source, config["vintages"]["default"])
        if source in config["vintages"]:
            _check_vintage(source, choice, vintages[source])
    _check_since(config["revisions"]["since"])
    _check_vintage("default", config["vintages"]["default"], set().union(*vintages.values()))


def _sentence(error: Any) -> str:
    place = ".".join(str(part) for part in error.path[1:]) or "the top"
    if error.rule == "additionalProperties":
        known = sorted(error.definition.get("properties", {}))
        wrong = sorted(set(error.value) - set(known))
        return f"at {place}: the key {wrong[0]!r} is not known; the keys are {', '.join(known)}."
    if error.rule == "required":
        absent = sorted(set(error.rule_definition) - set(error.value))
        return f"at {place}: the key {absent[0]!r} is missing."
    return f"at {place}: {error.value!r} is not allowed; it must be {error.definition['description']}."


def _check_names(place: str, names: Iterable[str], known: Iterable[str]) -> None:
    allowed = sorted(known)
    for name in names:
        if name not in allowed:
            raise DataError(f"at {place}: {name!r} is not allowed; it must be one of {', '.join(allowed)}.", file=FILE)


def _check_order(place: str, first: int, last: int | str, newest: int) -> None:
    for year in (first, last):
        if year != NEWEST and int(year) > newest:
            raise DataError(f"at {place}: {year} is not allowed; no snapshot is newer than {newest}.", file=FILE)
    if last != NEWEST and int(last) <= first:
        raise DataError(f"at {place}: the last year, {last}, must come after the first, {first}.", file=FILE)


def _check_since(choice: str) -> None:
    if choice != "previous":
        try:
            last_day(choice)
        except ValueError:
            raise DataError(
                f"at revisions.since: {choice!r} is no date; it must be previous or a day YYYY-MM-DD.", file=FILE
            ) from None


def _check_vintage(source: str, choice: str, vintages: set[str]) -> None:
    if choice == NEWEST:
        return
    try:
        day = last_day(choice)
    except ValueError:
        raise DataError(
            f"at vintages.{source}: {choice!r} is no date; it must be newest or a day YYYY-MM-DD.", file=FILE
        ) from None
    known = sorted(vintages, key=last_day)
    if day < last_day(known[0]):
        raise DataError(
            f"at vintages.{source}: nothing was known on {choice}; the vintages are {', '.join(known)}, so it must be "
            f"newest or a date from {last_day(known[0])} on.",
            file=FILE,
        )
