"""Tell in a sentence or two what the article comes to: how its statements fare, and its printed figures."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from remesas.brief.context import Context
from remesas.brief.provenance import Provenance
from remesas.brief.text.against_print import count_classes, select_distinct
from remesas.claims.verdicts import FAILED, HELD, SILENT
from remesas.claims.vocabulary import Overall
from remesas.compare.evidence import CLOSE_PERCENT

WRONG: tuple[Overall, ...] = ("unit slip", *FAILED)
"""Verdicts on statements that do not stand as they are written."""


def tell_article(context: Context) -> Iterator[str]:
    """How many statements hold and fail, and how many printed figures the first basis gives again."""
    yield from _tell_statements(context)
    yield from _tell_figures(context)


def _tell_statements(context: Context) -> Iterator[str]:
    verdicts, t = [entry.overall for entry in context.build.claims.claims], context.language
    if not verdicts:
        return
    counted = Provenance(t.gettext("number of statements: all of them, or those with some verdicts"))

    def count(number: int) -> Markup:
        return context.number(t.numbers.amount(number), number, counted)

    held = sum(1 for verdict in verdicts if verdict in HELD)
    failed = sum(1 for verdict in verdicts if verdict in WRONG)
    silent = sum(1 for verdict in verdicts if verdict in SILENT)
    yield t.gettext(
        "Of the %(count)s statements with numbers that the article makes outside its tables, %(held)s hold, %(partly)s "
        "hold in part or in older figures, %(failed)s fail and %(open)s cannot be decided with the sources used here.",
        count=count(len(verdicts)),
        held=count(held),
        partly=count(len(verdicts) - held - failed - silent),
        failed=count(failed),
        open=count(silent),
    )


def _tell_figures(context: Context) -> Iterator[str]:
    t, basis = context.language, context.build.bases[0]
    cells = context.build.comparison[context.build.comparison["basis"] == basis]
    if len(cells):
        yield t.gettext(
            "Of the %(cells)s cells of its tables (%(figures)s different figures), %(exact)s are regenerated to the "
            "digit and %(close)s within %(limit)s; %(explained)s differ for a known cause, %(unexplained)s differ "
            "without one that could be shown, and %(missing)s have no figure today.",
            limit=t.numbers.percent(CLOSE_PERCENT, 0),
            figures=count_classes(context, select_distinct(cells))["cells"],
            **count_classes(context, cells),
        )
