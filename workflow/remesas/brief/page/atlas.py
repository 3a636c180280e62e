"""Put the page over all economies together: findings, tables, small multiples, and who has what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from remesas.brief.atlas import Atlas
from remesas.brief.charts.atlas import Band, draw_multiples
from remesas.brief.contents import ATLAS_DATA, ATLAS_FILES, ATLAS_SECTIONS
from remesas.brief.context import Context
from remesas.brief.page.brief import select_sections
from remesas.brief.page.html import Page
from remesas.brief.page.imprint import compose_imprint, list_records
from remesas.brief.page.navigation import Way, name_language
from remesas.brief.page.script_data import page_data
from remesas.brief.tables.atlas import make_atlas_tables
from remesas.brief.text.atlas import tell_atlas, tell_coverage, tell_firsts, write_atlas_title
from remesas.brief.words.language import Language
from remesas.core.vintages import last_day


class AtlasPage(Page):
    """What the template of the page may show: sentences by section, the multiples, where the whole frame lies."""

    sentences: Mapping[str, list[str]]
    bands: Sequence[Band]
    frame: str


def compose_atlas(context: Context) -> AtlasPage:
    """The page in one language, of a build over all economies."""
    atlas, t = Atlas(context), context.language
    build, title = atlas.build, write_atlas_title(atlas)
    views = make_atlas_tables(context)
    sections = select_sections(ATLAS_SECTIONS, views, {})
    shown = [item.name for section in sections for item in section.items]
    description = t.gettext(
        "Remittances received by every economy, beside exports, other sources of foreign exchange, population and GDP: "
        "ranks, and how they changed."
    )
    numbers = {name: t.numbers.amount(place) for place, name in enumerate(shown, start=1)}
    sentences = {
        "atlas-findings": list(tell_atlas(atlas)),
        "atlas-sources": list(tell_firsts(atlas)),
        "atlas-coverage": list(tell_coverage(atlas)),
    }
    return AtlasPage(
        language=t.code,
        date=last_day(build.newest_vintage).isoformat(),
        title=title,
        subtitle=t.gettext("What migrants send home, in all economies"),
        description=description,
        facts={
            t.gettext("Data to"): t.numbers.period(build.closing_period),
            t.gettext("Newest vintage"): t.vintage(build.newest_vintage),
            t.gettext("Published by"): context.imprint.author,
            t.gettext("Source"): context.sources_of(build.atlas),
        },
        sections=sections,
        titles={
            "atlas-findings": t.gettext("Key findings"),
            "atlas-received": t.gettext("What economies receive"),
            "atlas-moves": t.gettext("Who overtook whom"),
            "atlas-sources": t.gettext("Beside other sources"),
            "atlas-multiples": t.gettext("Percent of GDP, year by year"),
            "atlas-coverage": t.gettext("Years, vintages, gaps"),
        },
        tables=views,
        numbers=numbers,
        providers=context.pages_of_providers(),
        sentences=sentences,
        bands=draw_multiples(atlas),
        frame=ATLAS_DATA,
        imprint=compose_imprint(context, title, description),
        linked={},
        data=page_data(context, {name: views[name] for name in shown}, {}, list_records(context, title)),
    )


def list_atlas_ways(t: Language, languages: Sequence[str], formats: Sequence[str]) -> Iterator[Way]:
    """The ways from the page: its other languages, its PDF, all briefs, how it is cited."""
    for code in languages:
        if code != t.code:
            yield Way(ATLAS_FILES["html"].format(code), name_language(code), code)
    if "pdf" in formats:
        yield Way(ATLAS_FILES["pdf"].format(t.code), t.gettext("PDF"))
    yield Way("#cite", t.gettext("How to cite"))
