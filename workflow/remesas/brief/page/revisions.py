"""The page about revisions: what newer vintages changed, in full; the brief has a section with the most important."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from remesas.brief.context import Context
from remesas.brief.page.brief import Fact, citation_of
from remesas.brief.page.script_data import page_data
from remesas.brief.style import Style
from remesas.brief.tables.model import TableView
from remesas.brief.tables.registry import make_revision_tables
from remesas.brief.text.revisions import tell_revisions
from remesas.brief.words.language import Language
from remesas.build import Build
from remesas.core.vintages import last_day


@dataclass(frozen=True)
class Part:
    """A section of the page: address, heading, and the tables in it that have rows."""

    name: str
    title: str
    tables: tuple[str, ...]


@dataclass(frozen=True)
class RevisionsPage:
    """All that the template may show."""

    language: str
    date: str
    title: str
    subtitle: str
    description: str
    facts: tuple[Fact, ...]
    sections: tuple[Part, ...]
    tables: Mapping[str, TableView]
    numbers: Mapping[str, str]
    revisions: Mapping[str, list[str]]
    data: Mapping[str, Any]


def compose_page(build: Build, style: Style, language: Language) -> RevisionsPage:
    """The page in one language.

    Args:
        build: Frames (those about revisions among them), catalog and scope.
        style: Colours and sizes.
        language: Words and number formats.
    """
    context, t = Context(build, language, style), language
    views = make_revision_tables(context)
    country = t.said(build.country.name)
    planned = (
        ("effects", t.gettext("What the revisions change in the brief"), ("cells", "ranks", "verdicts", "sentences")),
        ("series", t.gettext("How the series were revised"), ("remittances", "series")),
        ("outdated", t.gettext("Series without a newer vintage"), ("outdated",)),
    )
    parts = tuple(Part(name, title, tuple(key for key in keys if views[key].rows)) for name, title, keys in planned)
    shown = [name for part in parts for name in part.tables]
    revised = tell_revisions(context)
    title = t.gettext("What newer data have changed: %(country)s", country=country)
    return RevisionsPage(
        language=t.code,
        date=last_day(build.newest_vintage).isoformat(),
        title=title,
        subtitle=t.gettext(
            "Every series against its earlier vintages, and the brief as it is against the brief as it was known before"
        ),
        description=t.gettext(
            "Revisions of the series behind the brief on remittances and foreign-exchange earnings of %(country)s.",
            country=country,
        ),
        facts=(
            Fact(t.gettext("Data to"), t.numbers.period(build.closing_period)),
            Fact(t.gettext("Newest vintage"), t.vintage(build.newest_vintage)),
        ),
        sections=parts,
        tables=views,
        numbers={name: t.numbers.amount(place) for place, name in enumerate(shown, start=1)},
        revisions=revised,
        data=page_data(context, {name: views[name] for name in shown}, {}, citation_of(context, title)),
    )
