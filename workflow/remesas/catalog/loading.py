"""Load the catalog: read its YAML files as the kinds of entries, and check what refers to what."""

from __future__ import annotations

import copy
import math
import re
from collections.abc import Iterable
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any, TypeVar, cast

import yaml
from pydantic import TypeAdapter, ValidationError

from remesas.catalog.article import FILE, SOURCE, Article, list_series, read_tables
from remesas.catalog.catalog import Area, Bloc, Catalog
from remesas.catalog.faults import describe_fault
from remesas.catalog.print import Concept, Explanation, PrintedCheck
from remesas.catalog.roles import Basis, Country, Identity, Limit
from remesas.catalog.series import Series
from remesas.catalog.sources import Citation, Source
from remesas.catalog.tables import Flow, Indicator, Table
from remesas.core.errors import DataError, check_file
from remesas.core.references import references
from remesas.core.texts import find_hidden, show_plainly
from remesas.core.units import MONEY, MONEY_UNITS, is_known

T = TypeVar("T")
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
CONTEXT = {
    "gdp": "USD",
    "investment": "USD",
    "population": "persons",
    "prices": "index",
    "operations": "operations",
}
"""In what each series is measured that a basis relates its amounts to."""
MOST_ENTRIES = 1_000_000
"""More than any file of the project has; a short one can name as many by anchors of anchors."""
SHOWN = 60
"""So many signs of a text are shown in an error."""
NAME = re.compile(r"[a-z][a-z0-9_]*")
"""How a table may be called: its name is part of the names of files and of addresses."""


class YAML(LOADER):  # type: ignore[misc]  # the C loader where there is one
    """How YAML files are read, unless they need a loader of their own: a key that stands twice is refused."""

    def construct_mapping(self, node: Any, deep: bool = False) -> dict[Any, Any]:
        """A mapping; of two entries with one key, YAML itself would drop the first without a word."""
        lines: dict[str, int] = {}
        for key, _ in node.value:
            if isinstance(key, yaml.ScalarNode) and key.value != "<<":
                if key.value in lines:
                    problem = f"the key {key.value!r} stands there a second time, first in line {lines[key.value]}"
                    raise yaml.constructor.ConstructorError(None, None, problem, key.start_mark)
                lines[key.value] = key.start_mark.line + 1
        found: dict[Any, Any] = super().construct_mapping(node, deep=deep)
        return found


def read_yaml(path: Path, loader: Any = YAML) -> Any:
    """The content of a YAML file, read by a loader of its own if it has one.

    Raises:
        DataError: If the file is missing or not YAML, or a text in it holds what is not seen.
    """
    check_file(path)
    try:
        text = path.read_text(encoding="utf-8")
        content = copy.deepcopy(_read_text(text, loader))
    except FileNotFoundError:
        raise DataError("the file is missing.", file=path, remedy="restore it from the repository.") from None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        place = f" at line {mark.line + 1}, column {mark.column + 1}" if mark else ""
        raise DataError(f"the file is not valid YAML{place}: {error.problem}.", file=path) from None
    except (yaml.YAMLError, ValueError, RecursionError) as error:  # such as a day that no month has
        raise DataError(f"the file is not valid YAML: {error}.", file=path) from None
    if "&" in text and _count_entries(content, {}) > MOST_ENTRIES:
        problem = "its anchors (&) stand for millions of entries."
        raise DataError(problem, file=path, remedy="write what it says in full.")
    # printable as Python has it leaves out some that are seen, such as the space that does not break
    if "\\" in text or not text.replace("\n", "").isprintable():
        _check_signs(content, path)
    return content


def _check_signs(content: Any, path: Path) -> None:
    """Refuse a text with signs that are not seen: they turn what stands beside them on a page, or hide words in it."""
    if isinstance(content, dict | list):
        for value in (*content, *content.values()) if isinstance(content, dict) else content:
            _check_signs(value, path)
    elif isinstance(content, str) and (hidden := find_hidden(content.replace("\n", " ").replace("\t", " "))):
        raise DataError(
            f"the text {show_plainly(content)[:SHOWN]!r} holds the hidden sign {hidden}.",
            file=path,
            remedy="take it out: it would change what a page shows, and not be seen itself.",
        )


@cache
def _read_text(text: str, loader: Any) -> Any:
    """What a text says: jobs that are forked from one process find the catalog read (see ``plan/preload.py``)."""
    return yaml.load(text, Loader=loader)


def _count_entries(content: Any, counted: dict[int, float]) -> float:
    """How many entries a content has where each is written out that an anchor stands for; one in itself has no end."""
    if not isinstance(content, dict | list):
        return 1
    if id(content) not in counted:
        counted[id(content)] = math.inf
        values = content.values() if isinstance(content, dict) else content
        counted[id(content)] = 1 + sum(_count_entries(value, counted) for value in values)
    return counted[id(content)]


def parse(path: Path, kind: type[T], loader: Any = YAML) -> T:
    """Read a YAML file as one of the catalog's kinds.

    Raises:
        DataError: If a key is unknown or missing, or a value is of the wrong type.
    """
    content = read_yaml(path, loader)
    try:
        parsed: T = _adapter(cast(Any, kind)).validate_python(content)
    except ValidationError as error:
        raise DataError(describe_fault(error, content, kind), file=path) from None
    return parsed


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    """What checks a kind, made once: that takes longer than the check of a file."""
    return TypeAdapter(kind)


def load_catalog(folder: Path, article: Path | None = None) -> Catalog:
    """Read ``workflow/catalog`` and an article's folder, and check what refers to what.

    Without an article, the catalog has no tables.

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
        blocs=parse(folder / "blocs.yaml", dict[str, Bloc]),
        indicators=parse(folder / "indicators.yaml", dict[str, Indicator]),
        flows=parse(folder / "flows.yaml", dict[str, Flow]),
        bases=parse(folder / "bases.yaml", dict[str, Basis]),
        countries={path.stem: parse(path, Country) for path in sorted((folder / "countries").glob("*.yaml"))},
        citations=parse(folder / "citations.yaml", dict[str, Citation]),
        identities=parse(folder / "identities.yaml", dict[str, Identity]),
        limits=parse(folder / "limits.yaml", dict[str, Limit]),
    )
    if article is not None:
        catalog = add_article(catalog, article)
    check_references(catalog)
    return catalog


def add_article(catalog: Catalog, folder: Path) -> Catalog:
    """The catalog with what an article's folder declares and what is derived from it.

    Raises:
        DataError: If an entry is malformed, or a printed table is missing or headed by other columns.
    """
    article = parse(folder / FILE, Article)
    tables, numbers = read_tables(article, folder)
    printed = {f"{SOURCE}:{series.id}": series for series in list_series(article, tables, numbers)}
    flows = {name: section.model_dump(exclude_unset=True) for name, section in article.sections.items()}
    _require(flows, catalog.flows, f"{FILE}, sections")
    if not any(table.period is None for table in tables.values()):
        remedy = f"add one for {article.economy}; of one that nobody printed, `as_printed: false`."
        raise DataError("no table has years as its rows.", file=folder / FILE, remedy=remedy)
    return catalog.model_copy(
        update={
            "article": article,
            "folder": folder,
            "sources": ({SOURCE: article.source} if printed else {}) | catalog.sources,
            "series": printed | catalog.series,
            "flows": {name: flow.model_copy(update=flows.get(name, {})) for name, flow in catalog.flows.items()},
            "tables": {name: table for name, table in tables.items() if table.period is None},
            "rankings": {name: table for name, table in tables.items() if table.period is not None},
            "indicators": catalog.indicators | article.indicators,
            "explanations": _parse_part(folder / "explanations.yaml", Explanation),
            "concepts": _parse_part(folder / "concepts.yaml", Concept),
            "printed_checks": _parse_part(folder / "checks.yaml", PrintedCheck),
        }
    )


def _parse_part(path: Path, kind: type[T]) -> tuple[T, ...]:
    """The entries of a file that an article may do without."""
    return tuple(parse(path, list[kind])) if path.is_file() else ()  # type: ignore[valid-type]


def check_references(catalog: Catalog) -> None:
    """Refuse references to sources, datasets, series, tables, columns or bases that are not declared.

    Raises:
        DataError: At the first that is not.
    """
    for reference, series in catalog.series.items():
        source = reference.split(":")[0]
        if source not in catalog.sources or series.dataset not in catalog.sources[source].datasets:
            raise DataError(f"dataset {series.dataset!r} is not declared in sources.yaml.", series=reference)
        cited = (*(item.citations for item in series.breaks), *(item.citations for item in series.revised))
        _require(chain.from_iterable(cited), catalog.citations, f"series/{source}.yaml, {series.id}")
    if catalog.article:
        _require([catalog.lead], catalog.indicators, f"{FILE}, lead")
        _require([catalog.article.economy], catalog.areas, f"{FILE}, economy")
        _check_roles(catalog, catalog.article)
    for name, flow in catalog.flows.items():
        _require(flow.ratios, catalog.indicators, f"flows.yaml, {name}")
    _require(catalog.first_prints, catalog.series, "series/, first_print_of")
    for name, table in catalog.every_table.items():
        _check_name(name)
        _require([table.flow] if table.flow else [], catalog.flows, f"{FILE}, tables, {name}")
        _require(table.columns, catalog.indicators, f"{FILE}, tables, {name}")
        _check_unit(catalog, name, table)
    for identity in catalog.identities.values():
        _require(identity.references, catalog.series, "identities.yaml")
        _require([identity.area], catalog.areas, "identities.yaml")
    _require([flow.within for flow in catalog.flows.values() if flow.within], catalog.flows, "flows.yaml")
    for limit in catalog.limits.values():
        _require(references(limit.formula), catalog.series, "limits.yaml")
    for code, country in catalog.countries.items():
        _check_terms(catalog, country, f"countries/{code}.yaml")
        for context in country.context.values():
            _check_context(catalog, context, f"countries/{code}.yaml, context")
        _check_withheld(catalog, country, f"countries/{code}.yaml")
        _require(country.neighbours, catalog.areas, f"countries/{code}.yaml, neighbours")
    for name, basis in catalog.bases.items():
        _require([basis.world] if basis.world else [], catalog.areas, f"bases.yaml, {name}")
        _check_context(catalog, basis.context, f"bases.yaml, {name}, context")
    for check in catalog.printed_checks:
        _require([check.table], catalog.tables, f"checks.yaml, {check.id}")
    for entry in catalog.explanations:
        _require([entry.table], catalog.tables, f"explanations.yaml, {entry.id}")
        _require([entry.indicator], catalog.indicators, f"explanations.yaml, {entry.id}")
        _require([entry.basis], catalog.bases, f"explanations.yaml, {entry.id}")
    for concept in catalog.concepts:
        _require(concept.tables, catalog.every_table, f"concepts.yaml, {concept.id}")
        _require([concept.indicator], catalog.indicators, f"concepts.yaml, {concept.id}")
        _require([concept.basis, concept.beside], catalog.bases, f"concepts.yaml, {concept.id}")


def _check_roles(catalog: Catalog, article: Article) -> None:
    """What the article's own roles refer to."""
    _require(article.roles, catalog.bases, f"{FILE}, roles")
    for roles in article.roles.values():
        _require(filter(None, roles), catalog.flows, f"{FILE}, roles")
        for columns in roles.values():
            _require(columns, catalog.indicators, f"{FILE}, roles")
            formulas = (term.formula for role in columns.values() for term in role.terms)
            _require(chain.from_iterable(map(references, formulas)), catalog.series, f"{FILE}, roles")


def _check_terms(catalog: Catalog, country: Country, file: str) -> None:
    """What the terms of a country refer to among the identities."""
    for roles in country.roles.values():
        for role in (role for columns in roles.values() for role in columns.values()):
            _require([term.identity for term in role.terms if term.identity], catalog.identities, file)


def _check_withheld(catalog: Catalog, country: Country, file: str) -> None:
    """What a country withholds is a column of a basis that all economies share."""
    _require(country.withheld, catalog.bases, file)
    for basis, columns in country.withheld.items():
        _require(columns, [name for roles in catalog.bases[basis].roles.values() for name in roles], file)


def _check_context(catalog: Catalog, context: dict[str, str], file: str) -> None:
    """What amounts are related to is measured in what its name says: amounts by population are no percent of GDP."""
    _require(context, CONTEXT, file)
    for name, reference in context.items():
        series, _, area = reference.partition("@")
        _require([series], catalog.series, file)
        _require([area] if area else [], catalog.areas, file)
        unit = catalog.series[series].unit
        if CONTEXT[name] not in unit.split() or "/" in unit:
            raise DataError(
                f"{name} is in {unit!r}, expected {CONTEXT[name]}.",
                file=file,
                series=series,
                remedy=f"name the series of {name}.",
            )


def _check_name(table: str) -> None:
    if not NAME.fullmatch(table):
        raise DataError(
            f"a table cannot be called {table!r}.",
            file=FILE,
            remedy="use small letters, digits and underscores.",
        )


def _check_unit(catalog: Catalog, name: str, table: Table) -> None:
    """A table has one unit, in which data are kept: other tables of its columns share it."""
    file = f"{FILE}, tables, {name}"
    if table.unit != MONEY and not is_known(table.unit):  # money needs no pint, which takes its time to import
        remedy = f"use {', '.join(MONEY_UNITS)}, percent or persons."
        raise DataError(f"the unit {table.unit!r} is not known.", file=file, remedy=remedy)
    for indicator in table.columns:
        if catalog.unit_of(table.flow, indicator) != table.unit:
            raise DataError(
                f"column {indicator!r} is in {catalog.unit_of(table.flow, indicator)} in another table of this flow.",
                file=file,
                remedy="give both tables one `unit`, or the column another name.",
            )


def _require(names: Iterable[str], declared: Iterable[str], file: str) -> None:
    known = set(declared)
    for name in names:
        if name not in known:
            raise DataError(f"{name!r} is not declared.", file=file, remedy=f"use one of {', '.join(sorted(known))}.")
