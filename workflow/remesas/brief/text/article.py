"""Tell in a sentence or two what the article comes to: how its statements fare, and its printed figures."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from remesas.brief.context import Context
from remesas.brief.provenance import Provenance
from remesas.brief.text.against_print import count_cells
from remesas.claims.verdicts import FAILED, HELD, SILENT
from remesas.claims.vocabulary import Overall
from remesas.compare.evidence import CLOSE_PERCENT

WRONG: tuple[Overall, ...] = ("unit slip", *FAILED)
"""Verdicts on statements that do not stand as they are written."""


MOSTLY = 2 / 3
"""From this share of the decided statements on, those that hold (or fail) speak for the article as a whole."""


def tell_article(context: Context) -> Iterator[str]:
    """Whether the article was right, in a word, and the counts behind it: its statements, then its printed figures."""
    yield from _tell_statements(context)
    yield from tell_figures(context)


def _tell_statements(context: Context) -> Iterator[str]:
    verdicts, t = [entry.overall for entry in context.build.claims.claims], context.language
    if not verdicts:
        return
    counted = Provenance(t.gettext("number of statements: all of them, or those with some verdicts"))

    def count(number: int) -> Markup:
        return context.number(t.numbers.amount(number), number, counted)

    held = sum(1 for verdict in verdicts if verdict in HELD)
    failed = sum(1 for verdict in verdicts if verdict in WRONG)
    decided = sum(1 for verdict in verdicts if verdict not in SILENT)
    if not decided:
        yield t.gettext(
            "Not one of the article's %(count)s statements with numbers can be decided with the sources used here.",
            count=count(len(verdicts)),
        )
        return
    yield Markup("<b>{}</b>").format(_answer(context, held / decided, failed / decided))
    partly, left = decided - held - failed, len(verdicts) - decided
    results = {
        t.ngettext("%(count)s holds", "%(count)s hold", held, count=count(held)): held,
        t.ngettext("%(count)s fails", "%(count)s fail", failed, count=count(failed)): failed,
        t.ngettext(
            "%(count)s holds in part or held in the figures of its time",
            "%(count)s hold in part or held in the figures of their time",
            partly,
            count=count(partly),
        ): partly,
    }
    yield t.gettext(
        "Of its %(count)s statements with numbers %(decided)s could be checked: %(results)s.",
        count=count(len(verdicts)),
        decided=count(decided),
        results=Markup(t.numbers.listed([text for text, number in results.items() if number])),
    )
    if left:
        yield t.ngettext("%(count)s could not be checked.", "%(count)s could not be checked.", left, count=count(left))


def _answer(context: Context, held: float, failed: float) -> str:
    """The answer to the reader's first question, by the shares of the decided statements that hold and that fail."""
    t = context.language
    if held >= MOSTLY:
        return t.gettext("Was the article right? For the most part.")
    if failed >= MOSTLY:
        return t.gettext("Was the article right? For the most part not.")
    return t.gettext("Was the article right? In part.")


def tell_figures(context: Context) -> Iterator[str]:
    """How many printed figures the first basis gives again, and how many differ or have no figure of their concept."""
    t, basis = context.language, context.build.bases[0]
    cells = context.build.comparison[context.build.comparison["basis"] == basis]
    if not len(cells):
        return
    number = {name: int((cells["class"] == name).sum()) for name in ("exact", "close", "explained", "unexplained")}
    differ, limit = number["explained"] + number["unexplained"], t.numbers.percent(CLOSE_PERCENT, 0)
    words = {
        "cells": count_cells(context, cells),
        "compared": count_cells(context, cells, "exact", "close", "explained", "unexplained"),
        "near": t.ngettext(
            "%(count)s lies within %(limit)s of today's data",
            "%(count)s lie within %(limit)s of today's data",
            number["exact"] + number["close"],
            count=count_cells(context, cells, "exact", "close"),
            limit=limit,
        ),
        "exact": count_cells(context, cells, "exact"),
    }
    if not differ:
        yield t.gettext(
            "Of the %(cells)s figures in its tables %(compared)s could be compared: %(near)s (%(exact)s of these to "
            "the digit).",
            **words,
        )
        return
    yield t.gettext(
        "Of the %(cells)s figures in its tables %(compared)s could be compared: %(near)s (%(exact)s of these to the "
        "digit); %(far)s, and for %(unexplained)s of these no cause could be shown.",
        **words,
        far=t.ngettext(
            "%(count)s differs by more",
            "%(count)s differ by more",
            differ,
            count=count_cells(context, cells, "explained", "unexplained"),
        ),
        unexplained=count_cells(context, cells, "unexplained"),
    )
