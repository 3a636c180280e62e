"""The brief: everything its page shows, put together from the frames.

The page holds no number of its own: templates arrange what ``Brief`` carries.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from remesas.brief.charts.values import Figure
from remesas.brief.contents import SECTIONS, table_names
from remesas.brief.context import Context
from remesas.brief.page.script_data import page_data
from remesas.brief.style import Style
from remesas.brief.tables import against_print, amounts, reference, revisions
from remesas.brief.tables.claims import claims_views
from remesas.brief.tables.model import TableView
from remesas.brief.text.claims import ClaimsSection, compose_claims
from remesas.brief.text.findings import headlines, tell_findings
from remesas.brief.text.revisions import tell_revisions
from remesas.brief.words.language import Language
from remesas.build import Build
from remesas.core.vintages import last_day


@dataclass(frozen=True)
class Section:
    """A section: its address, heading and template."""

    name: str
    title: str

    @property
    def template(self) -> str:
        """The file below ``templates/sections``."""
        return f"sections/{self.name}.html.j2"


@dataclass(frozen=True)
class Fact:
    """A line of the title block."""

    name: str
    text: str


@dataclass(frozen=True)
class Brief:
    """All that the templates may show."""

    language: str
    date: str
    title: str
    subtitle: str
    article: str
    description: str
    facts: tuple[Fact, ...]
    sections: tuple[Section, ...]
    headlines: Mapping[str, str]
    findings: Mapping[str, list[str]]
    tables: Mapping[str, TableView]
    numbers: Mapping[str, str]
    figures: Mapping[str, Figure]
    class_names: Mapping[str, str]
    claims: ClaimsSection
    revisions: Mapping[str, list[str]]
    citation: str
    data: Mapping[str, Any]


def sections_of(t: Language) -> tuple[Section, ...]:
    """The sections in their order, with their headings."""
    titles = {
        "findings": t.gettext("Key findings"),
        "gross": t.gettext("Gross earnings"),
        "net": t.gettext("Net earnings"),
        "ranks": t.gettext("Scale, shares and ranks"),
        "relations": t.gettext("Remittances in relation"),
        "print": t.gettext("Print against data"),
        "checks": t.gettext("The printed tables by themselves"),
        "statements": t.gettext("What the article states"),
        "claims": t.gettext("Annex: statements of the article, checked"),
        "cells": t.gettext("Annex: every printed cell"),
        "revisions": t.gettext("Revisions"),
        "definitions": t.gettext("Definitions, breaks and gaps"),
        "sources": t.gettext("Sources"),
        "rebuild": t.gettext("How to rebuild this brief"),
    }
    return tuple(Section(name, titles[name]) for name in SECTIONS)


def views_of(context: Context) -> dict[str, TableView]:
    """Every table of the brief by name, in its order."""
    build = context.build
    gross, net = (build.table_of(flow)[0] for flow in ("gross", "net"))
    views = [
        amounts.regenerated(context, gross),
        amounts.regenerated(context, net),
        amounts.derived(context),
        amounts.growth(context),
        against_print.summary(context),
        *(against_print.compared(context, table) for table in build.catalog.tables),
        against_print.explanations(context),
        against_print.checks(context),
        *claims_views(context),
        *revisions.brief_views(context),
        reference.definitions(context),
        reference.gaps(context),
        reference.sources(context),
    ]
    made = {view.name: view for view in views}
    return {name: made[name] for name in table_names(build.catalog)}


def facts_of(context: Context) -> tuple[Fact, ...]:
    """The title block: closing date of the data, and the vintages of each provider."""
    build, t = context.build, context.language
    facts = [
        Fact(t.gettext("Data to"), t.numbers.period(build.closing_period)),
        Fact(t.gettext("Newest vintage of the tables"), t.vintage(build.newest_vintage)),
    ]
    for source in build.catalog.sources:
        vintages = list(dict.fromkeys(build.used.loc[build.used["source"] == source, "vintage"]))
        if vintages:
            facts.append(
                Fact(
                    t.said(build.catalog.sources[source].name),
                    t.numbers.apart.join(t.vintage(vintage) for vintage in sorted(vintages)),
                )
            )
    return tuple(facts)


def title_of(build: Build, language: Language) -> str:
    """The title of the brief."""
    return language.gettext(
        "Remittances and foreign-exchange earnings: %(country)s, %(years)s",
        country=language.said(build.country.name),
        years=language.numbers.span(*build.years),
    )


def compose(build: Build, style: Style, language: Language, figures: Mapping[str, Figure]) -> Brief:
    """The brief in one language.

    Args:
        build: Frames, catalog and scope.
        style: Colours and sizes.
        language: Words and number formats.
        figures: Its figures by name.
    """
    context, t = Context(build, language, style), language
    country, years = t.said(build.country.name), t.numbers.span(*build.years)
    views = views_of(context)
    printed = next(iter(build.catalog.tables.values())).printed
    article = build.catalog.sources[next(iter(printed.values())).split(":")[0]]
    findings = tell_findings(context)
    claims, revised = compose_claims(context), tell_revisions(context)
    title = title_of(build, t)
    citation = citation_of(context, title)
    return Brief(
        language=language.code,
        date=last_day(build.newest_vintage).isoformat(),
        title=title,
        subtitle=t.gettext(
            "The tables of an article regenerated from source data, extended to the newest complete year, and "
            "laid beside the printed ones"
        ),
        article=article.citation.strip(),
        description=t.gettext(
            "Gross and net foreign-exchange earnings of %(country)s by source, %(years)s, with print "
            "against regenerated figures.",
            country=country,
            years=years,
        ),
        facts=facts_of(context),
        sections=sections_of(language),
        headlines=headlines(t),
        findings=findings,
        tables=views,
        numbers={name: t.numbers.amount(place) for place, name in enumerate(views, start=1)},
        figures=figures,
        class_names=against_print.class_names(context),
        claims=claims,
        revisions=revised,
        citation=citation,
        data=page_data(context, views, figures, citation),
    )


def citation_of(context: Context, title: str) -> str:
    """How a page is cited: its title, the end of its data and their newest vintage."""
    t, build = context.language, context.build
    return t.gettext(
        "%(title)s. Data to %(period)s, newest vintage %(vintage)s. Providers: %(providers)s.",
        title=title,
        period=t.numbers.period(build.closing_period),
        vintage=t.vintage(build.newest_vintage),
        providers=context.providers(list(build.used["source"])),
    )
