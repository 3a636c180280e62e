"""Tell in a sentence or two what the article comes to: how its statements fare, and its printed figures."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd
from markupsafe import Markup

from remesas.brief.context import Context
from remesas.brief.provenance import Provenance
from remesas.brief.text.against_print import count_cells
from remesas.claims.verdicts import FAILED, HELD, SILENT
from remesas.claims.vocabulary import Overall
from remesas.compare.cells import FAR, NEAR
from remesas.compare.evidence import CLOSE_PERCENT
from remesas.core.rows import records

WRONG: tuple[Overall, ...] = ("unit slip", *FAILED)
"""Verdicts on statements that do not stand as they are written."""


MOSTLY = 2 / 3
"""From this share of the decided statements on, those that hold (or fail) speak for the article as a whole.

That it was right takes the same share of its printed figures, where any can be compared."""
NAMED = 5
"""How many figures of economies that differ without a cause are named, the farthest from print first."""


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
    yield Markup("<b>{}</b>").format(
        _answer(context, held / decided, failed / decided, _share_near(select_figures(context)))
    )
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


def _answer(context: Context, held: float, failed: float, near: float) -> str:
    """The answer to the reader's first question.

    ``held`` and ``failed`` are shares of the decided statements, ``near`` is that of the printed figures given again.
    """
    t = context.language
    if held >= MOSTLY and near >= MOSTLY:
        return t.gettext("Was the article right? For the most part.")
    if failed >= MOSTLY:
        return t.gettext("Was the article right? For the most part not.")
    return t.gettext("Was the article right? In part.")


def select_figures(context: Context) -> pd.DataFrame:
    """The printed figures on the first basis: rows of frames COMPARISON and RANKED."""
    build = context.build
    frames = [frame[frame["basis"] == build.bases[0]] for frame in (build.comparison, build.ranked)]
    return pd.concat([frame for frame in frames if len(frame)] or frames[:1], ignore_index=True)


def _share_near(cells: pd.DataFrame) -> float:
    """The share of the compared figures that are near print; of none all are."""
    compared = cells[cells["class"].isin([*NEAR, *FAR])]
    return float(compared["class"].isin(NEAR).mean()) if len(compared) else 1.0


def tell_figures(context: Context) -> Iterator[str]:
    """How many printed figures the first basis gives again, and how many differ or have no figure of their concept."""
    t, cells = context.language, select_figures(context)
    if not len(cells):
        return
    number = {name: int((cells["class"] == name).sum()) for name in (*NEAR, *FAR)}
    differ, limit = sum(number[name] for name in FAR), t.numbers.percent(CLOSE_PERCENT, 0)
    near = sum(number[name] for name in NEAR)

    def tell_part(part: int, whole: int, *classes: str) -> str:
        """A number of figures, or that it is all of several."""
        return t.pgettext("figures", "all") if part == whole > 1 else count_cells(context, cells, *classes)

    words = {
        "cells": count_cells(context, cells),
        "compared": tell_part(near + differ, len(cells), *NEAR, *FAR),
        "near": t.ngettext(
            "%(count)s lies within %(limit)s of today's data",
            "%(count)s lie within %(limit)s of today's data",
            near,
            count=count_cells(context, cells, *NEAR),
            limit=limit,
        ),
        "exact": tell_part(number["exact"], near, "exact"),
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
            count=count_cells(context, cells, *FAR),
        ),
        unexplained=tell_part(number["unexplained"], differ, "unexplained"),
    )
    yield from _tell_economies(context)


def _tell_economies(context: Context) -> Iterator[str]:
    """Which figures of a table of economies differ from print without a cause that could be shown."""
    t, ranked = context.language, context.build.ranked
    rows = ranked[(ranked["basis"] == context.build.bases[0]) & (ranked["class"] == "unexplained")]
    farthest = rows.sort_values("difference_percent", key=abs, ascending=False, kind="stable")[:NAMED]
    if not len(farthest):
        return
    formula = t.gettext("100 × (regenerated / printed − 1)")
    named = [
        t.gettext(
            "%(economy)s, %(column)s (%(size)s)",
            economy=context.place(row.ref_area),
            column=context.noun(row.indicator),
            size=context.number(
                t.numbers.percent(row.difference_percent, signed=True),
                row.difference_percent,
                context.provenances.of_economy(row).computed(formula, "percent"),
            ),
        )
        for row in records(farthest)
    ]
    yield t.gettext("Farthest from print: %(economies)s.", economies=Markup(t.numbers.apart.join(named)))
