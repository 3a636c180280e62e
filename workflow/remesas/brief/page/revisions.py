"""Put the page about revisions together: what newer vintages changed, in full; the brief tells the most important."""

from __future__ import annotations

from collections.abc import Mapping

from remesas.brief.contents import REVISION_SECTIONS
from remesas.brief.context import Context
from remesas.brief.page.brief import select_sections
from remesas.brief.page.html import Page
from remesas.brief.page.imprint import compose_imprint, list_records
from remesas.brief.page.script_data import page_data
from remesas.brief.tables.registry import make_revision_tables
from remesas.brief.text.revisions import tell_revisions
from remesas.core.vintages import last_day


class RevisionsPage(Page):
    """What the template of the page may show: ``revisions`` are its sentences."""

    revisions: Mapping[str, list[str]]


def compose_revisions(context: Context) -> RevisionsPage:
    """The page in one language."""
    build, t = context.build, context.language
    revised = tell_revisions(context)
    views = {name: view for name, view in make_revision_tables(context).items() if view.rows}
    sections = select_sections(REVISION_SECTIONS, views, {})
    shown = [item.name for section in sections for item in section.items]
    title = t.gettext("What newer data have changed: %(country)s", country=context.country)
    description = t.gettext(
        "Revisions of the series behind the brief on remittances and foreign-exchange earnings %(of_country)s.",
        of_country=context.phrase(build.scope.ref_area).of,
    )
    return RevisionsPage(
        language=t.code,
        date=last_day(build.newest_vintage).isoformat(),
        title=title,
        subtitle=t.gettext(
            "Every series against its earlier vintages, and the brief as it is against the brief as it was known before"
        ),
        description=description,
        facts={
            t.gettext("Data to"): t.numbers.period(build.closing_period),
            t.gettext("Newest vintage"): t.vintage(build.newest_vintage),
        },
        sections=sections,
        titles={
            "effects": t.gettext("What the revisions change in the brief"),
            "series": t.gettext("How the series were revised"),
            "outdated": t.gettext("Series without a newer vintage"),
        },
        tables=views,
        numbers={name: t.numbers.amount(place) for place, name in enumerate(shown, start=1)},
        revisions=revised,
        providers=context.pages_of_providers(),
        imprint=compose_imprint(context, title, description),
        linked={},
        data=page_data(context, {name: views[name] for name in shown}, {}, list_records(context, title)),
    )
