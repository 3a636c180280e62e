"""The brief: everything its page shows, put together from the frames.

The page holds no number of its own: templates arrange what ``Brief`` carries.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from remesas.brief.contents import SECTIONS, Drawn
from remesas.brief.context import Context
from remesas.brief.page.script_data import page_data
from remesas.brief.style import Style
from remesas.brief.tables import against_print
from remesas.brief.tables.model import TableView
from remesas.brief.tables.registry import make_brief_tables
from remesas.brief.text.claims import ClaimsSection, compose_claims, list_claim_sources
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
class Figure:
    """Panels side by side with one caption: a title, what to see, how to read, where it comes from."""

    name: str
    number: str
    title: str
    text: str
    source: str
    panels: tuple[tuple[str, Markup], ...]


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


def figures_of(context: Context, drawn: Mapping[str, Drawn]) -> dict[str, Figure]:
    """Every figure of the brief by name, in its order."""
    build, t = context.build, context.language
    gross, net = (build.table_of(flow)[0] for flow in ("gross", "net"))
    article = sorted({name.split(":")[0] for name in build.catalog.tables[gross].printed.values()})
    of_gross, of_net = context.sources_in(build.tables[gross]), context.sources_in(build.tables[net])
    everything = list(dict.fromkeys(name.split(":")[0] for name, _ in build.references))
    marks = t.gettext("Hollow marks: print. At the right: newest amounts.")
    planned = {
        "gross": (
            t.gettext("Gross earnings: remittances and the other sources"),
            marks,
            [*of_gross, *article],
            [f"gross-{basis}" for basis in build.bases],
        ),
        "net": (
            t.gettext("Net earnings: remittances and the other sources"),
            marks,
            [*of_net, *article],
            [f"net-{basis}" for basis in build.bases],
        ),
        "apart": (
            t.gettext("On another scale: the largest source, and the share of remittances"),
            t.gettext("Hollow marks: print."),
            [*of_gross, *article],
            ["apart", "share"],
        ),
        "ranks": (
            t.gettext("Ranks among the sources"),
            t.gettext("Only years in which every source has a figure. Hollow marks: rank of remittances in print."),
            [*of_gross, *article],
            ["ranks-gross", "ranks-net"],
        ),
        "relations": (
            t.gettext("Remittances against oil exports and the economy"),
            "",
            everything,
            ["per_oil", "percent_of_gdp"],
        ),
        "real": (
            t.gettext("Remittances at constant prices, and how they have been revised"),
            "",
            everything,
            ["constant_prices", "revisions"],
        ),
        "differences": (
            t.gettext("How far regenerated figures lie from print"),
            t.gettext(
                "One mark a printed cell: filled circle exact, hollow circle close, diamond explained, cross "
                "unexplained. The scale is logarithmic on both sides of zero."
            ),
            [*of_gross, *article],
            [f"differences-{table}" for table in build.catalog.tables],
        ),
        "verdicts": (
            t.gettext("How the article's statements fare"),
            "",
            [*article, *list_claim_sources(context)],
            ["verdicts-overall", "verdicts-evidence"],
        ),
    }
    return {
        name: Figure(
            name,
            t.numbers.amount(place),
            title,
            " ".join(filter(None, [*(drawn[panel].message for panel in panels), reading])),
            context.providers(sources),
            tuple((panel, Markup(drawn[panel].svg)) for panel in panels),
        )
        for place, (name, (title, reading, sources, panels)) in enumerate(planned.items(), start=1)
    }


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


def compose(build: Build, style: Style, language: Language, drawn: Mapping[str, Drawn]) -> Brief:
    """The brief in one language.

    Args:
        build: Frames, catalog and scope.
        style: Colours and sizes.
        language: Words and number formats.
        drawn: Its charts by name.
    """
    context, t = Context(build, language, style), language
    country, years = t.said(build.country.name), t.numbers.span(*build.years)
    views = make_brief_tables(context)
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
        figures=figures_of(context, drawn),
        class_names=against_print.name_classes(context),
        claims=claims,
        revisions=revised,
        citation=citation,
        data=page_data(context, views, drawn, citation),
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
