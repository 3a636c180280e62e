"""The brief: everything its page shows, put together from the frames, and rendered to HTML.

The page holds no number of its own: templates arrange what ``Brief`` carries.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import jinja2
from markupsafe import Markup

from remesas.claims.section import ClaimsSection, claims_views, compose_claims
from remesas.contents import SCREEN_STYLE, SECTIONS, STYLES, Drawn, table_names
from remesas.findings import Finding, Speaker
from remesas.language import Language
from remesas.material import Material
from remesas.revisions.section import RevisionsSection, compose_revisions
from remesas.tokens import Tokens
from remesas.views import Maker, TableView, against_print, amounts, reference, revisions

FACES = {"Regular": (400, "normal"), "Italic": (400, "italic"), "SemiBold": (600, "normal")}


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
    panels: tuple[Markup, ...]


@dataclass(frozen=True)
class Fact:
    """A line of the title block."""

    name: str
    text: str


@dataclass(frozen=True)
class Brief:
    """All that the templates may show."""

    language: str
    title: str
    subtitle: str
    article: str
    description: str
    facts: tuple[Fact, ...]
    sections: tuple[Section, ...]
    findings: tuple[Finding, ...]
    tables: Mapping[str, TableView]
    numbers: Mapping[str, str]
    figures: Mapping[str, Figure]
    class_names: Mapping[str, str]
    claims: ClaimsSection
    revisions: RevisionsSection


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
        "claims": t.gettext("Annex: statements of the article, checked"),
        "cells": t.gettext("Annex: every printed cell"),
        "revisions": t.gettext("Revisions"),
        "definitions": t.gettext("Definitions, breaks and gaps"),
        "sources": t.gettext("Sources"),
        "rebuild": t.gettext("How to rebuild this brief"),
    }
    return tuple(Section(name, titles[name]) for name in SECTIONS)


def views_of(maker: Maker) -> dict[str, TableView]:
    """Every table of the brief by name, in its order."""
    material = maker.material
    gross, net = (material.table_of(flow)[0] for flow in ("gross", "net"))
    views = [
        amounts.regenerated(maker, gross),
        amounts.regenerated(maker, net),
        amounts.derived(maker),
        amounts.growth(maker),
        against_print.summary(maker),
        *(against_print.compared(maker, table) for table in material.catalog.tables),
        against_print.explanations(maker),
        against_print.checks(maker),
        *claims_views(maker, material.claims),
        *revisions.brief_views(maker),
        reference.definitions(maker),
        reference.gaps(maker),
        reference.sources(maker),
    ]
    made = {view.name: view for view in views}
    return {name: made[name] for name in table_names(material.catalog)}


def figures_of(maker: Maker, drawn: Mapping[str, Drawn]) -> dict[str, Figure]:
    """Every figure of the brief by name, in its order."""
    material, t = maker.material, maker.language
    gross, net = (material.table_of(flow)[0] for flow in ("gross", "net"))
    article = maker.providers(sorted({name.split(":")[0] for name in material.catalog.tables[gross].printed.values()}))
    of_gross, of_net = maker.sources_of(material.tables[gross]), maker.sources_of(material.tables[net])
    everything = maker.providers(list(dict.fromkeys(name.split(":")[0] for name, _ in material.references)))
    marks = t.gettext("Hollow marks: print. At the right: newest amounts.")
    planned = {
        "gross": (
            t.gettext("Gross earnings: remittances and the other sources"),
            marks,
            (of_gross, article),
            [f"gross-{basis}" for basis in material.bases],
        ),
        "net": (
            t.gettext("Net earnings: remittances and the other sources"),
            marks,
            (of_net, article),
            [f"net-{basis}" for basis in material.bases],
        ),
        "apart": (
            t.gettext("On another scale: the largest source, and the share of remittances"),
            "",
            (of_gross, article),
            ["apart", "share"],
        ),
        "ranks": (
            t.gettext("Ranks among the sources"),
            t.gettext("Only years in which every source has a figure. Hollow marks: rank of remittances in print."),
            (of_gross, article),
            ["ranks-gross", "ranks-net"],
        ),
        "relations": (
            t.gettext("Remittances against oil exports and the economy"),
            "",
            (everything,),
            ["per_oil", "percent_of_gdp"],
        ),
        "real": (
            t.gettext("Remittances at constant prices, and how they have been revised"),
            "",
            (everything,),
            ["constant_prices", "revisions"],
        ),
        "differences": (
            t.gettext("How far regenerated figures lie from print"),
            t.gettext(
                "One mark a printed cell: filled circle exact, hollow circle close, diamond explained, cross "
                "unexplained. The scale is logarithmic on both sides of zero."
            ),
            (of_gross, article),
            [f"differences-{table}" for table in material.catalog.tables],
        ),
    }
    return {
        name: Figure(
            name,
            t.numbers.amount(place),
            title,
            " ".join(filter(None, [*(drawn[panel].message for panel in panels), reading])),
            t.numbers.listed(list(dict.fromkeys(sources))),
            tuple(Markup(drawn[panel].svg) for panel in panels),
        )
        for place, (name, (title, reading, sources, panels)) in enumerate(planned.items(), start=1)
    }


def facts_of(maker: Maker) -> tuple[Fact, ...]:
    """The title block: closing date of the data, and the vintages of each provider."""
    material, t = maker.material, maker.language
    facts = [
        Fact(t.gettext("Data to"), t.numbers.period(material.closing_period)),
        Fact(t.gettext("Newest vintage"), t.vintage(material.newest_vintage)),
    ]
    for source in material.catalog.sources:
        vintages = list(dict.fromkeys(material.used.loc[material.used["source"] == source, "vintage"]))
        if vintages:
            facts.append(
                Fact(
                    t.said(material.catalog.sources[source].name),
                    "; ".join(t.vintage(vintage) for vintage in sorted(vintages)),
                )
            )
    return tuple(facts)


def title_of(material: Material, language: Language) -> str:
    """The title of the brief."""
    return language.gettext(
        "Remittances and foreign-exchange earnings: %(country)s, %(years)s",
        country=language.said(material.country.name),
        years=language.numbers.span(*material.years),
    )


def compose(material: Material, tokens: Tokens, language: Language, drawn: Mapping[str, Drawn]) -> Brief:
    """The brief in one language.

    Args:
        material: Frames, catalog and scope.
        tokens: Colours and sizes.
        language: Words and number formats.
        drawn: Its charts by name.
    """
    maker, t = Maker(material, language, tokens), language
    country, years = t.said(material.country.name), t.numbers.span(*material.years)
    views = views_of(maker)
    printed = next(iter(material.catalog.tables.values())).printed
    article = material.catalog.sources[next(iter(printed.values())).split(":")[0]]
    return Brief(
        language=language.code,
        title=title_of(material, t),
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
        facts=facts_of(maker),
        sections=sections_of(language),
        findings=tuple(Speaker(material, language).findings()),
        tables=views,
        numbers={name: t.numbers.amount(place) for place, name in enumerate(views, start=1)},
        figures=figures_of(maker, drawn),
        class_names=against_print.class_names(maker),
        claims=compose_claims(maker, material.claims),
        revisions=compose_revisions(maker),
    )


# ---- rendering -----------------------------------------------------------------------------------------------
def environment(templates: Path, language: Language) -> jinja2.Environment:
    """Templates with translations; a name that is not there is an error."""
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(templates),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        extensions=["jinja2.ext.i18n"],
    )
    catalog = language.translations
    made.install_gettext_callables(  # type: ignore[attr-defined]
        catalog.gettext, catalog.ngettext, newstyle=True, pgettext=catalog.pgettext, npgettext=catalog.npgettext
    )
    return made


def font_faces(folder: Path) -> str:
    """``@font-face`` rules with the WOFF2 files as data, so that the page needs nothing else."""
    rules = []
    for path in sorted(folder.glob("*.woff2")):
        family, _, style = path.stem.partition("-")
        weight, slant = FACES[style]
        name = family.replace("Remesas", "Remesas ")
        data = base64.b64encode(path.read_bytes()).decode()
        rules.append(
            f'@font-face {{ font-family: "{name}"; font-weight: {weight}; font-style: {slant}; font-display: swap; '
            f'src: url("data:font/woff2;base64,{data}") format("woff2"); }}'
        )
    return "\n".join(rules)


def variables(tokens: Tokens) -> str:
    """The design tokens as CSS variables."""
    lines = [f"--{name}: {value};" for name, value in tokens.colours.items()]
    lines += [f"--{kind}: {style.wash};" for kind, style in tokens.classes.items()]
    lines += [f"--size-{name}: {value};" for name, value in tokens.sizes.items()]
    return ":root {\n  " + "\n  ".join(lines) + "\n}"


def style_sheet(templates: Path, tokens: Tokens) -> str:
    """All CSS in its order: fonts, tokens, page rules, style."""
    files = [(templates / "css" / name).read_text(encoding="utf-8") for name in STYLES]
    return "\n".join([font_faces(templates / "fonts"), variables(tokens), *files])


def render_html(brief: object, templates: Path, tokens: Tokens, language: Language, page: str = "brief") -> str:
    """A page: one self-contained file, for screen, browser print and PDF.

    Args:
        brief: What the template may show.
        templates: Their folder.
        tokens: Colours and sizes.
        language: Words and number formats.
        page: Name of the template.

    Raises:
        jinja2.TemplateError: If a template is wrong or names something that the brief does not have.
    """
    template = environment(templates, language).get_template(f"{page}.html.j2")
    screen = (templates / "css" / SCREEN_STYLE).read_text(encoding="utf-8")
    return template.render(brief=brief, style=Markup(style_sheet(templates, tokens)), screen_style=Markup(screen))
