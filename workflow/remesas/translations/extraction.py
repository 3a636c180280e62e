"""Every text that a page can show: marked in the library and the templates, or declared in the catalog.

Texts of the library are marked by the methods of ``Language`` (``gettext``, ``ngettext``, ``pgettext``) or, where they
are declared apart from their use, by ``notes.marked``; those of templates by ``_`` and ``trans``. The texts of the
catalog and of articles are the fields of ``TEXTS`` and ``NOTES``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from babel import Locale
from babel.messages.catalog import Catalog as Messages
from babel.messages.extract import extract
from jinja2.ext import babel_extract
from pydantic import BaseModel

from remesas.brief.words.language import SHORT
from remesas.brief.words.locales import DOMAIN, SOURCE_LANGUAGE
from remesas.catalog.article import FILE, SOURCE, Section
from remesas.catalog.catalog import Area, Catalog
from remesas.catalog.entries import Period
from remesas.catalog.loading import load_catalog
from remesas.catalog.print import Concept, Explanation, PrintedCheck
from remesas.catalog.roles import Absence, Basis, Beside, Country, Limit, Role, Term
from remesas.catalog.series import Doubtful, Remark, Revision, Series
from remesas.catalog.sources import Dataset, Source
from remesas.catalog.tables import Flow, Indicator, Table
from remesas.claims.loading import load_claims
from remesas.claims.statements import Claim, Evaluation, Undecided
from remesas.core.errors import DataError

KEYWORDS = {"_": None, "gettext": None, "marked": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}
JINJA = {"extensions": "jinja2.ext.i18n", "trim_blocks": "true", "lstrip_blocks": "true", "silent": "false"}
TEXTS: dict[type[BaseModel], tuple[str, ...]] = {
    Source: ("name", "licence"),
    Dataset: ("title", "table"),
    Series: ("label",),
    Revision: ("reason",),
    Basis: ("label",),
    Indicator: ("label",),
    Area: ("name",),
    Flow: ("label", "title", "text"),
    Table: ("title",),
    Section: ("title", "text"),
    Country: ("name",),
    Role: ("definition",),
    Beside: ("label", "definition"),
    Explanation: ("text",),
    Concept: ("text",),
    PrintedCheck: ("title",),
    Claim: ("claim", "cites", "remark"),
    Evaluation: ("reading", "now_reading", "other_concept"),
    Undecided: ("source", "series"),
}
"""Fields of the catalog's entries that a page shows."""
KNOWN = frozenset(Locale.parse(SOURCE_LANGUAGE).territories)
"""The economies of which CLDR has the name in every language."""
SHORT_TEXTS: dict[type[BaseModel], tuple[str, ...]] = {Basis: ("short",), Indicator: ("short",)}
"""Fields that a page shows where there is little room; they have a context of their own."""
NOTES: dict[type[BaseModel], tuple[str, ...]] = {
    Term: ("note",),
    Limit: ("note",),
    Absence: ("reason",),
    Period: ("reason", "note"),
    Doubtful: ("reason",),
    Remark: ("note",),
}
"""Fields that frames carry as notes, several joined by semicolons: each part is a text."""


def extract_messages(workflow: Path) -> Messages:
    """All texts in the order of their files, each with the files that it comes from.

    Raises:
        DataError: If one text is marked with and without plural forms, of which gettext knows one only.
    """
    catalog = load_catalog(workflow / "catalog")
    parts = (*_of_library(workflow), *_of_templates(workflow), *_of_catalog(workflow / "catalog", catalog))
    return _gather(parts, workflow.parent)


def extract_article(folder: Path, workflow: Path, known: Messages) -> Messages:
    """The texts of an article but those that the project has (``known``).

    Raises:
        DataError: If the article cannot be loaded.
    """
    catalog = load_catalog(workflow / "catalog", folder)
    entries: dict[str, Any] = {
        FILE: [catalog.every_table, catalog.article, catalog.sources.get(SOURCE), catalog.series_from(SOURCE)],
        "explanations.yaml": catalog.explanations,
        "concepts.yaml": catalog.concepts,
        "checks.yaml": catalog.printed_checks,
        "claims.yaml": load_claims(catalog).claims,
    }
    parts = (
        (folder / name, [text for text in _texts(content) if not known.get(text[0], text[1])])
        for name, content in entries.items()
    )
    return _gather(parts, folder.parents[1])


def _gather(parts: Iterable[tuple[Path, Iterable[Text]]], root: Path) -> Messages:
    forms: dict[tuple[str, str | None], bool] = {}
    messages = Messages(domain=DOMAIN, charset="utf-8", fuzzy=False)
    for path, texts in parts:
        place = str(path.relative_to(root))
        for text, context in texts:
            single = isinstance(text, str)
            key = (str(text if single else text[0]), context)
            if forms.setdefault(key, single) != single:
                raise DataError(f"{key[0]!r} is marked with and without plural forms.", file=place)
            messages.add(text, locations=[(place, 1)], context=context)
    return messages


Text = tuple[str | tuple[str, str], str | None]
"""A text (or singular and plural), and its context."""


def _of_library(workflow: Path) -> Iterator[tuple[Path, Iterable[Text]]]:
    for path in sorted((workflow / "remesas").rglob("*.py")):
        yield path, _extracted("python", path, {})


def _of_templates(workflow: Path) -> Iterator[tuple[Path, Iterable[Text]]]:
    for path in sorted((workflow / "templates").rglob("*.j2")):
        yield path, _extracted(babel_extract, path, JINJA)


def _extracted(method: Any, path: Path, options: Mapping[str, str]) -> list[Text]:
    with path.open("rb") as stream:
        found: Any = list(extract(method, stream, KEYWORDS, options=options))
    return [(text, context) for _, text, _, context in found]


def _of_catalog(folder: Path, catalog: Catalog) -> Iterator[tuple[Path, Iterable[Text]]]:
    entries: dict[str, Any] = {
        "indicators.yaml": catalog.indicators,
        "bases.yaml": catalog.bases,
        "flows.yaml": catalog.flows,
        "sources.yaml": catalog.sources,
        "limits.yaml": catalog.limits,
        "areas.yaml": [area for area in catalog.areas.values() if area.kind == "economy" and area.iso2 not in KNOWN],
    }
    entries |= {f"countries/{code}.yaml": country for code, country in catalog.countries.items()}
    for reference, series in catalog.series.items():
        entries.setdefault(f"series/{reference.split(':')[0]}.yaml", []).append(series)
    for name, content in entries.items():
        yield folder / name, _texts(content)


def _texts(content: Any) -> Iterator[Text]:
    """The texts of entries and of all that they hold."""
    if isinstance(content, BaseModel):
        yield from _own(content)
        for name in type(content).model_fields:
            yield from _texts(getattr(content, name))
    elif isinstance(content, dict):
        for value in content.values():
            yield from _texts(value)
    elif isinstance(content, list | tuple):
        for value in content:
            yield from _texts(value)


def _own(entry: BaseModel) -> Iterator[Text]:
    kind = type(entry)
    for name in TEXTS.get(kind, ()):
        yield from _each(getattr(entry, name), None)
    for name in SHORT_TEXTS.get(kind, ()):
        yield from _each(getattr(entry, name), SHORT)
    for name in NOTES.get(kind, ()):
        for note in getattr(entry, name).split("; "):
            yield from _each(note, None)


def _each(value: str | dict[str, str] | None, context: str | None) -> Iterator[Text]:
    """A text, or the texts of a mapping; nothing where there is none."""
    for text in value.values() if isinstance(value, dict) else [value]:
        if text:
            yield text, context
