"""List what newer vintages have changed in the brief: cells, ranks, verdicts, sentences."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from remesas.brief.context import Context
from remesas.brief.tables.labels import name_common_unit, name_flow, name_table
from remesas.brief.tables.model import Cell, Column, Note, Row, TableView, lay_out, show_number, show_text
from remesas.brief.tables.revisions import PREFIX, explain_classes, make_columns_of_change, sort_changes
from remesas.brief.text.claim_names import name_evidence, name_verdicts, quote_statement
from remesas.brief.text.findings import headlines
from remesas.brief.text.revisions import select_changes
from remesas.brief.words.numbers import MISSING
from remesas.claims.verdicts import DIVIDED, UNDECIDED
from remesas.revisions.effects import CELL, RANK, SENTENCE, TODAY, VERDICT


def list_changed_cells(context: Context) -> TableView:
    """Every cell of the tables that is another now."""
    t, tables = context.language, context.build.catalog.tables
    unit = name_common_unit(context, tables.values())

    def make_row(row: Any) -> Row:
        return Row(t.numbers.year(row.time_period), group=name_table(context, row.subject, row.basis, row.indicator))

    return TableView(
        name="cells",
        caption=t.gettext("Cells of the tables that have changed"),
        lead=unit,
        corner=t.gettext("Year"),
        notes=(Note("", explain_classes(context)),),
        look="changes",
        grouping=t.gettext("Column"),
        prefix=PREFIX,
        **lay_out(
            make_columns_of_change(context, unit, lambda row: tables[row.subject].decimals),
            sort_changes(select_changes(context.build, CELL), ["subject", "basis", "indicator"]),
            make_row,
        ),
    )


def list_changed_ranks(context: Context) -> TableView:
    """Every rank that is another now, or that can no longer be given."""
    t, ranks = context.language, select_changes(context.build, RANK)
    columns: list[Column[Any]] = [
        Column(t.gettext("Then"), lambda row: show_number(t, row.old_value)),
        Column(t.gettext("Now"), lambda row: show_number(t, row.new_value, look="subject")),
    ]

    def make_row(row: Any) -> Row:
        year = t.numbers.year(row.time_period)
        return Row(context.label(row.indicator), group=name_flow(context, "year", row.subject, row.basis, year=year))

    return TableView(
        name="ranks",
        caption=t.gettext("Ranks that have changed"),
        lead=t.gettext("among the sources of a year; %(missing)s: not all sources had a figure", missing=MISSING),
        corner=t.gettext("Source"),
        look="changes",
        grouping=t.gettext("Flow, basis and year"),
        prefix=PREFIX,
        **lay_out(
            columns, sort_changes(ranks[ranks["class"] != "appeared"], ["subject", "basis", "time_period"]), make_row
        ),
    )


def list_changed_verdicts(context: Context) -> TableView:
    """Every verdict on a statement of the article that is another now."""
    t, entries = context.language, context.build.claims.by_id
    verdicts = name_verdicts(context)
    answers = {**verdicts} | {
        "yes": t.pgettext("holds", "yes"),
        "no": t.pgettext("holds", "no"),
        "divided": verdicts[DIVIDED],
        "undecidable": verdicts[UNDECIDED],
        "": MISSING,
    }

    def show_evidence(row: Any) -> str:
        if row.effect == TODAY:
            return t.gettext("Would it hold today?")
        return name_evidence(context, row.basis) if row.basis else t.gettext("All evidence")

    columns: list[Column[Any]] = [
        Column(t.gettext("Evidence"), show_evidence, kind="text"),
        Column(t.gettext("Then"), lambda row: answers.get(row.old, row.old), kind="text"),
        Column(t.gettext("Now"), lambda row: answers.get(row.new, row.new), kind="text"),
    ]
    view = TableView(
        name="verdicts",
        caption=t.gettext("Verdicts that have changed"),
        lead=t.gettext("on the statements of the article"),
        corner=t.gettext("Statement"),
        look="prose turned",
        prefix=PREFIX,
        **lay_out(
            columns,
            sort_changes(select_changes(context.build, VERDICT, TODAY), "subject"),
            lambda row: Row(quote_statement(context, entries[row.subject])),
        ),
    )
    return _name_subjects_once(view)


def list_changed_sentences(context: Context) -> TableView:
    """Every sentence of the findings that reads otherwise now."""
    t, names = context.language, headlines(context.language)

    def show(sentence: str) -> Cell:
        return show_text(sentence or MISSING, "" if sentence else "missing")

    columns: list[Column[Any]] = [
        Column(t.gettext("Then"), lambda row: show(row.old), kind="text"),
        Column(t.gettext("Now"), lambda row: show(row.new), kind="text"),
    ]
    rows = sort_changes(select_changes(context.build, SENTENCE), "subject")
    view = TableView(
        name="sentences",
        caption=t.gettext("Sentences of the findings that have changed"),
        lead=t.gettext("%(missing)s: nothing stood in its place", missing=MISSING),
        corner=t.gettext("Finding"),
        look="prose reworded",
        prefix=PREFIX,
        **lay_out(columns, rows, lambda row: Row(names.get(row.subject, row.subject))),
    )
    return _name_subjects_once(view)


def _name_subjects_once(view: TableView) -> TableView:
    """The table with the heading of several rows alike at the first of them only."""
    before = ("", *(row.head for row in view.rows))
    rows = (
        replace(row, head="" if row.head == head else row.head) for row, head in zip(view.rows, before, strict=False)
    )
    return replace(view, rows=tuple(rows))
