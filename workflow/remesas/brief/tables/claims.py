"""The two tables of the section: verdicts by evidence, and the ledger. Nothing here computes a value or a verdict."""

from __future__ import annotations

from remesas.brief.context import Context
from remesas.brief.tables.claim_cells import Cells
from remesas.brief.tables.model import Cell, Head, Note, Row, TableView, show_count
from remesas.brief.text.claim_phrases import Item, Phrases
from remesas.claims.document import Document

LEDGER = "claims"
COUNTS = "verdicts"
VERDICTS = (
    "confirmed", "about right", "revised", "depends on the reading", "mixed", "unit slip", "inconsistent",
    "contradicted", "consistent", "other definition", "not decidable here",
)  # fmt: skip
EVIDENCE = ("printed", "article", "national", "worldbank", "other")


def claims_views(context: Context, document: Document) -> list[TableView]:
    """The counts of verdicts by evidence, and the ledger."""
    return [counts_view(context, document), ledger_view(context, document)]


def counts_view(context: Context, document: Document) -> TableView:
    """Claims by verdict, on all evidence together and on each evidence that says something of them."""
    t, phrases = context.language, Phrases(context)
    names, counts = phrases.verdict_names(), document["counts"]
    kinds = [kind for kind in ("overall", *EVIDENCE) if kind in counts]
    heads = tuple(t.gettext("All evidence") if kind == "overall" else phrases.evidence_name(kind) for kind in kinds)
    rows = [
        Row(names[verdict].capitalize(), tuple(_count(context, counts[kind].get(verdict, 0)) for kind in kinds))
        for verdict in VERDICTS
        if any(counts[kind].get(verdict) for kind in kinds)
    ]
    totals = tuple(_count(context, sum(counts[kind].values())) for kind in kinds)
    return TableView(
        name=COUNTS,
        caption=t.gettext("Verdicts by evidence"),
        lead=t.gettext("number of statements; each column counts those that its evidence speaks of, by what its "
                       "readings and parts come to"),
        corner=t.gettext("Verdict"),
        head=(tuple(map(Head, heads)),),
        columns=heads,
        rows=(*rows, Row(t.gettext("Statements"), totals, first=True)),
        notes=(Note("", phrases.legend()),),
        look="verdicts",
        keep=True,
    )  # fmt: skip


def _count(context: Context, count: int) -> Cell:
    return show_count(context.language, count)


def ledger_view(context: Context, document: Document) -> TableView:
    """Every claim in the article's order: print, what the evidence gives, verdict, today, sources."""
    t, phrases = context.language, Phrases(context)
    cells = Cells(phrases)
    rows = []
    section = ""
    for claim in document["claims"]:
        named = phrases.section(claim["section"])
        rows.append(_row(cells, claim, "" if named == section else named))
        section = named
    heads = (t.gettext("Printed"), t.gettext("Computed, by evidence"), t.gettext("Verdict"), t.gettext("Today"),
             t.gettext("Source cited"))  # fmt: skip
    return TableView(
        name=LEDGER,
        caption=t.gettext("The ledger of statements"),
        lead=t.gettext("each evidence with every reading, the first one first; what is set beside a reading is none of "
                       "the wording and carries no verdict; what would settle an open statement stands "
                       "last"),
        corner=t.gettext("Statement"),
        head=(tuple(Head(text, kind="text") for text in heads),),
        columns=heads,
        rows=tuple(rows),
        notes=(Note("", t.gettext("Every evaluation, with formula, series, vintages and values, is in claims.csv and "
                                  "claims.json in the folder processed.")),),
        look="prose claims",
        grouping=t.gettext("Section"),
    )  # fmt: skip


def _row(cells: Cells, claim: Item, group: str) -> Row:
    return Row(
        cells.language.said(claim["claim"]),
        (cells.printed(claim), cells.computed(claim), cells.verdict(claim), cells.today(claim), cells.cited(claim)),
        group=group,
        anchor=f"claim-{claim['id']}",
    )
