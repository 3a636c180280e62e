"""Make the tables of the brief and of its page about revisions, by the names that the contents list."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from remesas.brief.contents import ARTICLE, PRINT, REVISION_TABLES, table_names
from remesas.brief.context import Context
from remesas.brief.tables import (
    against_print,
    amounts,
    article,
    changes,
    claims,
    economies,
    explanations,
    growth,
    peers,
    recent,
    reference,
    revisions,
)
from remesas.brief.tables.model import TableView
from remesas.catalog.catalog import Catalog

Maker = Callable[[Context], TableView]
OF_THE_BRIEF: dict[str, Maker] = {
    "derived": amounts.list_derived_indicators,
    "growth": growth.list_growth,
    "recent": recent.list_recent,
    "peers": peers.list_peers,
    "summary": against_print.list_differences,
    "explanations": explanations.list_explanations,
    "bridges": explanations.list_bridges,
    "checks": against_print.list_checks,
    "verdicts": claims.count_verdicts,
    "known": claims.list_known_verdicts,
    "claims": claims.list_statements,
    "questions": claims.list_questions,
    "definitions": reference.list_definitions,
    "gaps": reference.list_gaps,
    "steps": reference.list_steps,
    "sources": reference.list_sources,
}
"""Tables of the brief that do not stand for one table of the catalog."""
OF_REVISIONS: dict[str, Maker] = {
    "series": revisions.list_series,
    "remittances": revisions.list_revised_years,
    "cells": changes.list_changed_cells,
    "ranks": changes.list_changed_ranks,
    "verdicts": changes.list_changed_verdicts,
    "sentences": changes.list_changed_sentences,
    "outdated": revisions.list_outdated_series,
}


def make_brief_tables(context: Context) -> dict[str, TableView]:
    """Every table of the brief by name, in its order."""
    return {name: make(context) for name, make in choose_makers(context.build.catalog).items()}


def choose_makers(catalog: Catalog) -> dict[str, Maker]:
    """What makes each table of the brief, by its name, in its order."""
    makers = OF_THE_BRIEF | dict(_list_makers(catalog))
    return {name: makers[name] for name in table_names(catalog)}


def make_revision_tables(context: Context) -> dict[str, TableView]:
    """Every table of the page about revisions by name, in its order."""
    return {name: OF_REVISIONS[name](context) for name in REVISION_TABLES}


def _list_makers(catalog: Catalog) -> Iterator[tuple[str, Maker]]:
    """What makes the tables that stand for one table of the catalog: as printed, its amounts, every printed cell."""
    for name in catalog.rankings:
        yield f"{name}-{ARTICLE}", partial(economies.list_economies, table=name)
    for name in catalog.tables:
        yield f"{name}-{ARTICLE}", partial(article.list_article_table, table=name)
        yield name, partial(amounts.list_amounts, table=name)
        yield f"{name}-{PRINT}", partial(against_print.list_printed_cells, table=name)
