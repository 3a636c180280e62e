"""Check config.yaml: its shape by one model, then what only catalog, snapshots and calendar can tell."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, Field, ValidationError

from remesas.catalog.catalog import Catalog
from remesas.catalog.entries import Entry
from remesas.catalog.faults import UNKNOWN, Loc, describe_key, name_place, show_value, walk
from remesas.core.errors import DataError
from remesas.core.vintages import NEWEST, first_day, last_day, newest_known, sort_vintages

FILE = "config.yaml"
PREVIOUS = "previous"
DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}"


def _each_once(items: list[Any]) -> list[Any]:
    if any(item in items[:place] for place, item in enumerate(items)):
        raise ValueError("each once")
    return items


def _with_default(choices: dict[str, str]) -> dict[str, str]:
    if "default" not in choices:
        raise ValueError("no default")
    return choices


Once = AfterValidator(_each_once)
Year = Annotated[int, Field(ge=1900, le=2100)]
LastYear = Year | Literal["newest"]
Code = Annotated[str, Field(pattern="^[a-z]{2}$")]
ALL = "all"
"""Every economy of which the snapshots have the lead column."""
Economies = Annotated[
    list[Annotated[str, Field(pattern=f"^([A-Z]{{3}}|{ALL})$")]],
    BeforeValidator(lambda given: [ALL] if given == ALL else given),
    Once,
]


class Years(Entry):
    """First and last year of the tables."""

    first: Year = Field(description="a year from 1900 to 2100")
    last: LastYear = Field(description="a year from 1900 to 2100, or newest")


class Revisions(Entry):
    """What the report on revisions compares the brief with."""

    since: Annotated[str, Field(pattern=f"^({PREVIOUS}|{DAY})$")] = Field(
        description="previous, or a date YYYY-MM-DD in quotation marks"
    )


class ConstantPrices(Entry):
    """The year at whose prices amounts are given."""

    base: Year = Field(description="a year from 1900 to 2100")


class Atlas(Entry):
    """Of which year the page over all economies is, and over which years it says who overtook whom."""

    year: LastYear = Field("newest", description="a year from 1900 to 2100, or newest")
    span: tuple[Year, LastYear] = Field((2003, "newest"), description="a pair [first year, last year or newest]")


class Pathvars(Entry):
    """Other folders than ``raw``, ``processed`` and ``reports``."""

    raw: str = Field("raw", description="a folder")
    processed: str = Field("processed", description="a folder")
    reports: str = Field("reports", description="a folder")


class Config(Entry):
    """The content of config.yaml; ``description`` ends the sentence "it must be ...", with which a value is refused."""

    article: Annotated[str, Field(pattern="^[a-z0-9][a-z0-9-]*$")] = Field(
        description="the name of a folder in articles/"
    )
    economies: Economies | None = Field(
        None, min_length=1, description="a list of at least one ISO 3166 alpha-3 code such as [MEX], each once, or all"
    )
    years: Years = Field(description="a mapping with the keys first and last")
    bases: Annotated[list[str], Once] = Field(min_length=1, description="a list of at least one basis, each once")
    vintages: Annotated[
        dict[str, Annotated[str, Field(pattern=f"^({NEWEST}|{DAY})$")]], AfterValidator(_with_default)
    ] = Field(description="a mapping with the key default and, where wanted, sources")
    revisions: Revisions = Field(description="a mapping with the key since")
    growth_spans: Annotated[list[tuple[Year, LastYear]], Once] = Field(
        min_length=1, description="a list of at least one pair [first year, last year or newest], each once"
    )
    constant_prices: ConstantPrices = Field(description="a mapping with the key base")
    atlas: Atlas = Field(
        Atlas(year="newest", span=(2003, "newest")), description="a mapping with the keys year and span"
    )
    languages: Annotated[list[Code], Once] = Field(
        min_length=1, description="a list of at least one language code of two letters, each once"
    )
    formats: Annotated[list[Literal["html", "pdf", "pdfa"]], Once] = Field(
        min_length=1, description="a list of html, pdf and pdfa, each once"
    )
    fetch: list[str] = Field([], description="a list of the only providers to fetch from, such as [banxico]")
    fetch_series: list[Annotated[str, Field(pattern="^[a-z]+:.+$")]] = Field(
        [], description="a list of the only series to fetch, such as [banxico:SE27803]"
    )
    fetch_versions: list[Annotated[str, Field(pattern="^[0-9]{4}-[0-9]{2}$")]] = Field(
        [], description='a list of earlier versions to fetch, such as ["2004-04"]'
    )
    pathvars: Pathvars = Field(
        Pathvars(raw="raw", processed="processed", reports="reports"),
        description="a mapping with the keys raw, processed and reports (other folders for these)",
    )


ITEMS = {
    "vintages": "newest, or a date YYYY-MM-DD in quotation marks",
    "growth_spans": "a pair [first year, last year or newest]",
    "formats": "html, pdf or pdfa",
    "languages": "a language code of two letters",
    "bases": "the name of a basis",
    "economies": "an ISO 3166 alpha-3 code such as MEX",
    "fetch": "the name of a provider",
    "fetch_series": "a series such as banxico:SE27803",
    "fetch_versions": "a month YYYY-MM in quotation marks",
}
"""What an item of a list or mapping must be."""


def parse_config(config: Any) -> Config:
    """The configuration (config.yaml with what ``--config`` changed) in its types.

    Raises:
        DataError: At the first key that is not known or missing, or value that is not allowed, saying what is.
    """
    try:
        return Config.model_validate(config)
    except ValidationError as error:
        raise DataError(_sentence(error, config), file=FILE) from None


def check_pathvars(config: Any) -> None:
    """Refuse folders that Snakemake could not read: it does so before the rest of the configuration can be checked.

    Raises:
        DataError: If they are no mapping of names.
    """
    given = config.get("pathvars") if isinstance(config, Mapping) else None
    if given:
        try:
            Pathvars.model_validate(given)
        except ValidationError:
            expected = _fields([])["pathvars"].description
            raise DataError(
                f"at pathvars: {show_value(given)} is not allowed; it must be {expected}.", file=FILE
            ) from None


def check_config(
    config: Config,
    catalog: Catalog,
    vintages: Mapping[str, set[str]],
    languages: Iterable[str],
    today: dt.date,
) -> None:
    """Refuse a configuration that cannot be built from what is declared and held, or names a day after today.

    Raises:
        DataError: At the first wrong name, year, language or vintage, saying what is allowed.
    """
    if not any(vintages.values()):
        raise DataError(
            "there is no snapshot in it.",
            file=f"{config.pathvars.raw}/",
            remedy="restore the folder from git, or name the right one (`raw` under pathvars in config.yaml).",
        )
    _check_clock(vintages, today)
    _check_names("bases", config.bases, catalog.bases)
    for economy in config.economies if config.economies and config.economies != [ALL] else ():
        check_economy(economy, catalog, config.bases)
    _check_names("languages", config.languages, languages)
    _check_names("vintages", set(config.vintages) - {"default"}, catalog.sources)
    fetchable = [name for name, entry in catalog.sources.items() if any(item.fetch for item in entry.datasets.values())]
    _check_names("fetch", config.fetch, fetchable)
    newest = max(last_day(vintage).year for known in vintages.values() for vintage in known)
    _check_order("years", config.years.first, config.years.last, newest)
    for first, last in config.growth_spans:
        _check_order("growth_spans", first, last, newest)
    _check_order("atlas.year", config.atlas.year, NEWEST, newest)
    first, last = config.atlas.span
    _check_order("atlas.span", first, config.atlas.year if last == NEWEST else last, newest)
    _check_order("constant_prices.base", config.constant_prices.base, NEWEST, newest)
    for source, choice in config.vintages.items():
        _check_vintage(source, choice, vintages.get(source, set()), today)
    if config.revisions.since != PREVIOUS:
        _check_day("revisions.since", config.revisions.since, "previous", today)


def check_economy(code: str, catalog: Catalog, bases: Iterable[str]) -> None:
    """Refuse as the subject of a brief what is no economy, or one that no basis can say anything of.

    Raises:
        DataError: Saying what may be written, and how another economy is added.
    """
    area = catalog.areas.get(code)
    if now := catalog.former_codes.get(code):
        raise DataError(
            f"at economies: {code!r} is not allowed; it was once the code of {catalog.areas[now].name}.",
            file=FILE,
            remedy=f"use {now}.",
        )
    if area is None and code.upper() in catalog.areas:
        raise DataError(
            f"at economies: {code!r} is not allowed; codes are written in capitals.",
            file=FILE,
            remedy=f"use {code.upper()}, also in the names of files, as in reports/{code.upper()}/.",
        )
    if area is None:
        raise DataError(
            f"at economies: {code!r} is not allowed; no economy is declared under this code.",
            file=FILE,
            remedy=f"use one of the ISO 3166 alpha-3 codes of workflow/catalog/areas.yaml{_name_near(code, catalog)}; "
            "to add an economy, declare it there and register data of it.",
        )
    if not catalog.is_economy(code):
        raise DataError(
            f"at economies: {code} is {area.name}, an aggregate; a brief is about one economy.",
            file=FILE,
            remedy="use the code of an economy (kind: economy in workflow/catalog/areas.yaml).",
        )
    if not any(catalog.roles(basis, code) for basis in bases):
        raise DataError(
            f"at economies: nothing says how {' and '.join(bases)} would fill the tables of {code}, {area.name}.",
            file=FILE,
            remedy=f"add worldbank to bases, or write workflow/catalog/countries/{code}.yaml with its `roles` on "
            "national sources (MEX.yaml is an example).",
        )


def _name_near(code: str, catalog: Catalog) -> str:
    """The economies whose codes are written nearly so: of the same letters, else of most of them."""
    codes = catalog.economies
    swapped = [name for name in codes if sorted(name) == sorted(code.upper())]
    near = [f"{name} ({catalog.areas[name].name})" for name in swapped or get_close_matches(code.upper(), codes)]
    return f" (these are near: {', '.join(near)})" if near else ""


def name_origin(error: DataError, given: Mapping[str, Iterable[str]]) -> DataError:
    """An error about a setting, with the place that its value came from.

    Args:
        error: One that names config.yaml; any other stays as it is.
        given: The keys that are set elsewhere, by place (``--config``, a file), the place that has the last word first.
    """
    key = re.match(r"at (?:the top: the key ')?(\w+)", error.problem)
    place = next((name for name, keys in given.items() if key and key[1] in keys), None)
    if error.file != FILE or place is None:
        return error
    if place.startswith("--"):
        return DataError(f"{place}: {error.problem}", remedy=error.remedy)
    return DataError(error.problem, file=place, remedy=error.remedy)


def _sentence(error: ValidationError, config: Any) -> str:
    """What is wrong; an unknown key is told of before a missing one, since it may be that one misspelt."""
    if not isinstance(config, Mapping):
        return f"the content is {show_value(config)}, expected a mapping of keys."
    found = min(error.errors(), key=lambda item: item["type"] not in UNKNOWN)
    if found["type"] in (*UNKNOWN, "missing") and not isinstance(walk(found["loc"][:-1], config)[1], list):
        *above, key = map(str, found["loc"])
        return describe_key(key, above, found["type"], _fields(above))
    path, value = walk(found["loc"], config)
    return f"at {name_place(path)}: {show_value(value)} is not allowed; it must be {_expected(path)}."


def _fields(path: Loc) -> Mapping[str, Any]:
    """The fields of the model at a place."""
    model: type[BaseModel] = Config
    for part in path:
        model = model.model_fields[str(part)].annotation  # type: ignore[assignment]
    return model.model_fields


def _expected(path: Loc) -> str:
    if not path:
        return "a mapping"
    if len(path) > 2 and path[1] == "span":
        return "a year from 1900 to 2100, or newest for the last"
    if len(path) > 1 and path[0] in ITEMS:
        return ITEMS[str(path[0])] if len(path) == 2 else "a year from 1900 to 2100, or newest for the last"
    return str(_fields(path[:-1])[str(path[-1])].description)


def _check_names(place: str, names: Iterable[str], known: Iterable[str]) -> None:
    allowed = sorted(known)
    for name in names:
        if name not in allowed:
            raise DataError(f"at {place}: {name!r} is not allowed; it must be one of {', '.join(allowed)}.", file=FILE)


def _check_order(place: str, first: int | str, last: int | str, newest: int) -> None:
    for year in (first, last):
        if year != NEWEST and int(year) > newest:
            raise DataError(f"at {place}: {year} is not allowed; no snapshot is newer than {newest}.", file=FILE)
    if NEWEST not in (first, last) and int(last) <= int(first):
        raise DataError(f"at {place}: the last year, {last}, must come after the first, {first}.", file=FILE)


def _check_day(place: str, choice: str, other: str, today: dt.date) -> None:
    """Refuse what is no day, or one that is still to come."""
    try:
        day = last_day(choice)
    except ValueError:
        raise DataError(
            f"at {place}: {choice!r} is no date; it must be {other} or a day YYYY-MM-DD.", file=FILE
        ) from None
    if day > today:
        problem = f"at {place}: {choice} lies after today, {today}; it must be {other} or an earlier day."
        raise DataError(problem, file=FILE)


def _check_clock(vintages: Mapping[str, set[str]], today: dt.date) -> None:
    """Refuse a day that the snapshots show to be long past."""
    newest = max(first_day(vintage) for known in vintages.values() for vintage in known)
    if newest > today + dt.timedelta(days=365):
        raise DataError(
            f"a vintage begins on {newest}, but the clock of this machine says that today is {today}.",
            file="raw/",
            remedy="set the clock; files that seem to come from the future would not be built.",
        )


def _check_vintage(source: str, choice: str, vintages: set[str], today: dt.date) -> None:
    """Refuse a date on which nothing of a source was known; whether ``default`` leaves enough, the build will see."""
    if choice == NEWEST:
        return
    _check_day(f"vintages.{source}", choice, NEWEST, today)
    if source == "default":
        return
    known = sort_vintages(vintages)
    if not known:
        raise DataError(f"at vintages.{source}: {source!r} has no vintage.", file=FILE)
    if newest_known(known, choice) is None:
        raise DataError(
            f"at vintages.{source}: nothing was known on {choice}; the vintages are {', '.join(known)}, so it must be "
            f"newest or a date from {last_day(known[0])} on.",
            file=FILE,
        )
