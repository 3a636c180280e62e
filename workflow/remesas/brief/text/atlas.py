"""Tell what the atlas shows: who receives most, whom it weighs most with, where it is the first source, who rose."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Any

from markupsafe import Markup

from remesas.brief.atlas import EVEN, NAMED, TENTH, Atlas, DatedMeasure
from remesas.brief.words.places import sort_key
from remesas.build import BILLION
from remesas.core.notes import marked
from remesas.core.units import MONEY

COUNTED = {
    "": marked(
        "They were the largest of the %(sources)s sources of foreign exchange compared in %(count)s of %(all)s "
        "economies (%(year)s)."
    ),
    "gross": marked(
        "They were the largest of the %(sources)s gross sources of foreign exchange compared in %(count)s of %(all)s "
        "economies (%(year)s)."
    ),
    "net": marked(
        "They were the largest of the %(sources)s net sources of foreign exchange compared in %(count)s of %(all)s "
        "economies (%(year)s)."
    ),
}
LISTED = {
    "": marked("Of the %(sources)s sources compared, remittances were the largest of %(year)s in: %(places)s."),
    "gross": marked(
        "Of the %(sources)s gross sources compared, remittances were the largest of %(year)s in: %(places)s."
    ),
    "net": marked("Of the %(sources)s net sources compared, remittances were the largest of %(year)s in: %(places)s."),
}
"""What is said by flow, and of any other; whole texts, since adjectives agree in them."""


def write_atlas_title(atlas: Atlas) -> str:
    """The title of the page: who receives most, and where it is the largest source, first flow."""
    context, t = atlas.context, atlas.context.language
    ranks = atlas.ranks.values
    if not len(ranks):
        return t.gettext("Remittances of all economies")
    words = {"first": context.phrase(str(ranks.idxmin())).alone, "year": t.numbers.year(atlas.year)}
    if not atlas.flows:
        return t.gettext("Remittances of all economies: %(first)s receives most (%(year)s)", **words)
    words |= {
        "count": t.numbers.amount(len(atlas.list_firsts(atlas.flow))),
        "all": t.numbers.amount(len(atlas.read("place", atlas.sources_year).values)),
        "sources": t.numbers.amount(len(atlas.columns(atlas.flow))),
        "before": t.numbers.year(atlas.sources_year),
    }
    title = t.gettext(
        "%(first)s receives most remittances (%(year)s); in %(count)s of %(all)s economies they were the largest "
        "of the %(sources)s sources of foreign exchange compared (%(before)s)",
        **words,
    )
    return title[:1].upper() + title[1:]


def tell_atlas(atlas: Atlas) -> Iterator[str]:
    """The key findings."""
    if len(atlas.ranks.values):
        yield from _tell_largest(atlas)
        yield from _tell_weights(atlas)
        yield from _tell_beside(atlas)
        yield from _tell_sources(atlas)
        yield from _tell_moves(atlas)


def _tell_largest(atlas: Atlas) -> Iterator[str]:
    context, t, held = atlas.context, atlas.context.language, atlas.amounts.values
    first = [area for area in atlas.areas if area in held][:NAMED]
    total = math.fsum(held)
    provenance = atlas.count(t.gettext("sum of the amounts of all economies"), "USD million", _held(atlas.amounts))
    yield t.gettext(
        "In %(year)s, %(count)s economies received US$%(total)s billion in remittances; the largest recipients were "
        "%(places)s.",
        year=t.numbers.year(atlas.year),
        count=_show_count(atlas, len(held), atlas.amounts),
        total=context.number(t.numbers.amount(total / BILLION), total, provenance),
        places=_list_values(atlas, atlas.amounts, first),
    )


def _tell_weights(atlas: Atlas) -> Iterator[str]:
    t, weights = atlas.context.language, atlas.weights
    held = weights.values.sort_values(ascending=False)
    if not len(held):
        return
    over = held[held > TENTH]
    yield t.gettext(
        "Relative to GDP they are largest for %(places)s (%(year)s); in %(count)s of %(all)s economies they come to "
        "more than a tenth of it.",
        places=_list_values(atlas, weights, list(held.index[:NAMED])),
        year=t.numbers.year(weights.year),
        count=_show_count(atlas, len(over), weights),
        all=_show_count(atlas, len(held), weights),
    )


def _tell_beside(atlas: Atlas) -> Iterator[str]:
    context, t = atlas.context, atlas.context.language
    for name in atlas.beside:
        measure = atlas.read(f"percent_of_{name}")
        held = measure.values.sort_values(ascending=False)
        over = list(held.index[held > EVEN])
        words = {
            "name": name_beside(atlas, name),
            "year": t.numbers.year(measure.year),
            "all": _show_count(atlas, len(held), measure),
        }
        if not over:
            yield t.gettext("In none of %(all)s economies do they come to more than %(name)s (%(year)s).", **words)
            continue
        yield t.gettext(
            "They come to more than %(name)s in %(count)s of %(all)s economies (%(year)s): %(places)s.",
            count=_show_count(atlas, len(over), measure),
            places=t.numbers.listed([context.place(area) for area in over]),
            **words,
        )


def _tell_sources(atlas: Atlas) -> Iterator[str]:
    for flow in atlas.flows:
        places = atlas.read("place", atlas.sources_year, flow=flow)
        yield atlas.context.language.gettext(
            COUNTED.get(flow, COUNTED[""]),
            sources=atlas.context.language.numbers.amount(len(atlas.columns(flow))),
            count=_show_count(atlas, len(atlas.list_firsts(flow)), places),
            all=_show_count(atlas, len(places.values), places),
            year=atlas.context.language.numbers.year(atlas.sources_year),
        )


def tell_firsts(atlas: Atlas) -> Iterator[str]:
    """In which economies the lead column is the largest source, flow by flow."""
    context, t = atlas.context, atlas.context.language
    for flow in atlas.flows:
        names = sorted((context.place(area) for area in atlas.list_firsts(flow)), key=sort_key)
        if names:
            words = {
                "sources": t.numbers.amount(len(atlas.columns(flow))),
                "year": t.numbers.year(atlas.sources_year),
                "places": t.numbers.listed(names),
            }
            yield t.gettext(LISTED.get(flow, LISTED[""]), **words)


def _tell_moves(atlas: Atlas) -> Iterator[str]:
    context, t, moves = atlas.context, atlas.context.language, atlas.moves
    own = moves.loc[atlas.largest]
    words = {
        "span": t.numbers.span(*atlas.build.span),
        "count": t.numbers.amount(len(own)),
        "both": t.numbers.amount(len(moves)),
        "year": t.numbers.year(atlas.build.span[1]),
    }
    if not len(own) or atlas.build.span[0] == atlas.build.span[1]:
        return
    up, down = str(own["gained"].idxmax()), str(own["gained"].idxmin())
    if atlas.move(up, "gained") > 0:
        yield t.gettext(
            "Of the %(count)s largest of %(year)s, %(country)s rose furthest (%(span)s): from rank %(then)s to %(now)s "
            "of the %(both)s economies that have a value in both years.",
            country=context.phrase(up).alone,
            then=_show_rank(atlas, up, 0),
            now=_show_rank(atlas, up, 1),
            **words,
        )
    if atlas.move(down, "gained") < 0:
        yield t.gettext(
            "Of the same, %(country)s lost most places: from rank %(then)s to %(now)s.",
            country=context.phrase(down).alone,
            then=_show_rank(atlas, down, 0),
            now=_show_rank(atlas, down, 1),
        )


def tell_coverage(atlas: Atlas) -> Iterator[str]:
    """By which rules the years of the measures were chosen, and who has no figure."""
    context, t = atlas.context, atlas.context.language
    yield t.gettext(
        "Economies report late, and not everything. So each measure is of the newest year that says enough: amounts of "
        "the newest in which the economies that have one had received 95 percent of all a year before; what they are "
        "related to of the newest in which the economies that have it receive 90 percent of all; so the gross "
        "sources, all together. A year that the configuration names is taken as it is."
    )
    silent = [area for area in atlas.areas if area not in atlas.amounts.values]
    if silent:
        yield t.gettext(
            "Without a figure for %(year)s, though with one for another year: %(places)s.",
            year=t.numbers.year(atlas.year),
            places=t.numbers.listed(sorted(map(context.place, silent), key=sort_key)),
        )
    never = [code for code in atlas.build.catalog.economies if code not in atlas.amounts.rows]
    if never:
        yield t.gettext(
            "Without any figure: %(places)s.", places=t.numbers.listed(sorted(map(context.place, never), key=sort_key))
        )


# ---- parts of sentences ----------------------------------------------------------------------------------------------
def name_beside(atlas: Atlas, name: str) -> str:
    """What the basis lays beside the lead column, inside a sentence."""
    return atlas.context.language.noun(atlas.build.catalog.bases[atlas.build.bases[0]].beside[name].label)


def _held(measure: DatedMeasure) -> list[Any]:
    return [row for area, row in measure.rows.items() if area in measure.values]


def _show_count(atlas: Atlas, count: int, measure: DatedMeasure) -> Markup:
    t = atlas.context.language
    provenance = atlas.count(t.gettext("number of economies of which this can be said"), "", _held(measure))
    return atlas.context.number(t.numbers.amount(count), count, provenance)


def _show_rank(atlas: Atlas, area: str, end: int) -> Markup:
    t, rank = atlas.context.language, atlas.move(area, ("then", "now")[end])
    provenance = atlas.count(t.gettext("rank among the economies that have a value at both ends of the span"), "rank",
                             atlas.ends[end].rows.values())  # fmt: skip
    return atlas.context.number(t.numbers.amount(rank), rank, provenance)


def _list_values(atlas: Atlas, measure: DatedMeasure, areas: Sequence[str]) -> str:
    """Some economies with their values in brackets: amounts in billions, all else in percent."""
    context, t, parts = atlas.context, atlas.context.language, []
    for area in areas:
        row, money = measure.rows[area], measure.rows[area].unit_measure == MONEY
        text = t.numbers.amount(row.obs_value / BILLION, 1) if money else t.numbers.percent(row.obs_value)
        number = context.number(text, row.obs_value, atlas.trace(row), cell=atlas.address(row))
        words = {"place": context.phrase(area).alone, "value": number}
        said = (
            t.gettext("%(place)s (US$%(value)s billion)", **words)
            if money
            else t.gettext("%(place)s (%(value)s)", **words)
        )
        parts.append(said)
    return Markup(t.numbers.listed(parts))
