"""Put the brief together: everything that its page shows, made from the frames.

The page holds no number of its own: templates arrange what they are given here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from remesas.brief.charts.values import Figure
from remesas.brief.contents import Item, Section, list_sections
from remesas.brief.context import Context
from remesas.brief.page.html import Page
from remesas.brief.page.imprint import compose_imprint, list_records
from remesas.brief.page.linked_data import describe_page
from remesas.brief.page.script_data import page_data
from remesas.brief.tables.registry import make_brief_tables
from remesas.brief.text.against_print import tell_checks, tell_classes
from remesas.brief.text.citation import cite, write_title
from remesas.brief.text.claims import ClaimsSection, compose_claims
from remesas.brief.text.findings import headlines, tell_findings, tell_opening
from remesas.brief.text.peers import tell_peers
from remesas.brief.text.recent import tell_recent
from remesas.brief.text.revisions import tell_revisions
from remesas.core.vintages import last_day


class Brief(Page):
    """What the template of the brief may show.

    ``article`` is cited where it is about the economy, ``asked`` where it is not. ``opening`` is what is new, and what
    the article comes to; ``introductions`` are the first words of sections that
    stand for a flow, ``openings`` sentences of others, ``headlines`` those of ``findings``; ``claims`` and
    ``revisions`` are sentences.
    """

    article: str
    asked: str
    introductions: Mapping[str, str]
    opening: Mapping[str, list[str]]
    openings: Mapping[str, list[str]]
    headlines: Mapping[str, str]
    findings: Mapping[str, list[str]]
    figures: Mapping[str, Figure]
    claims: ClaimsSection
    revisions: Mapping[str, list[str]]


def compose_brief(context: Context, figures: Mapping[str, Figure]) -> Brief:
    """The brief in one language."""
    build, t = context.build, context.language
    findings, claims, revised = tell_findings(context), compose_claims(context), tell_revisions(context)
    openings = {"print": tell_classes, "checks": tell_checks, "recent": tell_recent, "peers": tell_peers}
    views = {name: view for name, view in make_brief_tables(context).items() if view.rows}
    sections = select_sections(list_sections(build.catalog), views, figures)
    title, description = write_title(context), write_description(context)
    return Brief(
        language=t.code,
        date=last_day(build.newest_vintage).isoformat(),
        title=title,
        subtitle=write_subtitle(context),
        article=cite_article(context),
        asked=cite_article(context, of_another=True),
        description=description,
        facts=list_facts(context),
        sections=sections,
        titles=title_sections(context, sections),
        introductions={section.name: t.translate(build.catalog.flow(section.flow).text) for section in sections},
        opening=tell_opening(context),
        openings={name: list(tell(context)) for name, tell in openings.items()},
        headlines=headlines(t),
        findings=findings,
        tables=views,
        numbers={name: t.numbers.amount(place) for place, name in enumerate(views, start=1)},
        figures=figures,
        claims=claims,
        revisions=revised,
        providers=context.pages_of_providers(),
        imprint=compose_imprint(context, title, description, listed="sources" if "sources" in views else ""),
        linked=describe_page(context, cite(context, title), description, views),
        data=page_data(context, views, figures, list_records(context, title)),
    )


# ---- sections --------------------------------------------------------------------------------------------------------
def select_sections(sections: Iterable[Section], tables: Collection[str], figures: Collection[str]) -> list[Section]:
    """The sections for which there are data, each with those of its tables and figures that there are."""
    present = {Item("table", name) for name in tables} | {Item("figure", name) for name in figures}
    held = [replace(section, items=tuple(filter(present.__contains__, section.items))) for section in sections]
    return [section for section in held if section.items or section.worded]


def title_sections(context: Context, sections: Iterable[Section]) -> dict[str, str]:
    """The heading of each section."""
    t, catalog = context.language, context.build.catalog
    titles = {
        section.name: t.translate(catalog.flow(section.flow).title or catalog.tables[section.table].title)
        for section in sections
        if section.table
    }
    return titles | {
        "findings": t.gettext("Key findings"),
        "article": t.gettext("The article's tables, regenerated"),
        "ranks": t.gettext("Scale, shares and ranks"),
        "relations": t.gettext("Remittances in relation"),
        "recent": t.gettext("The last months"),
        "peers": t.gettext("Among countries"),
        "print": t.gettext("Print against data"),
        "checks": t.gettext("The printed tables by themselves"),
        "statements": t.gettext("What the article states"),
        "questions": t.gettext("The article's statements, asked here"),
        "claims": t.gettext("Annex: statements of the article, checked"),
        "cells": t.gettext("Annex: every printed cell"),
        "revisions": t.gettext("Revisions"),
        "definitions": t.gettext("Annex: definitions, breaks and gaps"),
        "sources": t.gettext("Annex: sources"),
        "rebuild": t.gettext("How to rebuild this brief"),
    }


# ---- title block -----------------------------------------------------------------------------------------------------
def write_description(context: Context) -> str:
    """What the brief is about, in a sentence."""
    t, build = context.language, context.build
    words = {"of_country": context.phrase(build.scope.ref_area).of, "years": t.numbers.span(*build.years)}
    if not build.catalog.is_printed(build.scope.ref_area):
        return t.gettext("Gross and net foreign-exchange earnings %(of_country)s by source, %(years)s.", **words)
    return t.gettext(
        "Gross and net foreign-exchange earnings %(of_country)s by source, %(years)s, with print against regenerated "
        "figures.",
        **words,
    )


def write_subtitle(context: Context) -> str:
    """What the brief does: it brings an article's tables up to today, or asks of its economy what the article did."""
    t, catalog = context.language, context.build.catalog
    if any(table.printed for table in (catalog.tables | catalog.rankings).values()):
        return t.gettext(
            "What migrants send home, beside other earnings: an article's tables computed again and brought up to today"
        )
    return t.gettext("What migrants send home, beside other earnings")


def cite_article(context: Context, *, of_another: bool = False) -> str:
    """The article, on the page of the economy that it is about, or of another one that its statements are asked of."""
    catalog = context.build.catalog
    return catalog.article.citation.strip() if catalog.article and catalog.foreign is of_another else ""


def list_facts(context: Context) -> dict[str, str]:
    """The closing date of the data and their newest vintage; the annex of sources has that of each."""
    build, t = context.build, context.language
    return {
        t.gettext("Data to"): t.numbers.period(build.closing_period),
        t.gettext("Newest vintage of the tables"): t.vintage(build.newest_vintage),
        t.gettext("Published by"): context.imprint.author,
        t.gettext("Source where no other is named"): _name_basis(context),
    }


def _name_basis(context: Context) -> str:
    """The basis that speaks first, and whose figures it has that no other one has."""
    first, name = context.build.bases[0], context.basis(context.build.bases[0])
    frames = context.build.tables.values()
    others = {source for frame in frames for source in context.sources_in(frame[frame["basis"] != first])}
    found = (source for frame in frames for source in context.sources_in(frame[frame["basis"] == first]))
    behind = context.providers([source for source in dict.fromkeys(found) if source not in others])
    return name if behind in ("", name) else f"{name} ({behind})"
