"""Charts of the verdicts: how the statements fare on all evidence together, and on each."""

from __future__ import annotations

from remesas.brief.charts.bars import BarPanel, Part
from remesas.brief.style import Style
from remesas.brief.tables.claims import EVIDENCE, VERDICTS
from remesas.brief.text.claim_phrases import Phrases
from remesas.claims.document import Document
from remesas.claims.summary import SILENT
from remesas.claims.verdicts import FAILED, HELD

FAILING = ("unit slip", *FAILED)
KINDS = ("held", "partly", "failed", "open")
"""What verdicts come to, as the style name their colours."""


def kind_of(verdict: str) -> str:
    """What a verdict comes to."""
    if verdict in HELD:
        return "held"
    if verdict in FAILING:
        return "failed"
    return "open" if verdict in SILENT else "partly"


def verdict_panel(phrases: Phrases, document: Document, style: Style) -> BarPanel:
    """One bar a verdict on all evidence together."""
    t, n = phrases.language, phrases.numbers
    counts, names = document["counts"]["overall"], phrases.verdict_names()
    found = [verdict for verdict in VERDICTS if counts.get(verdict)]
    title = t.gettext("Statements by verdict, all evidence")
    sums = {kind: sum(counts[verdict] for verdict in found if kind_of(verdict) == kind) for kind in KINDS}
    message = t.gettext(
        "%(title)s: of %(count)s, %(held)s hold, %(partly)s hold only in part, in one reading or when printed, "
        "%(failed)s fail, %(open)s are not decided.",
        title=title, count=n.amount(sum(sums.values())), **{kind: n.amount(number) for kind, number in sums.items()},
    )  # fmt: skip
    rows = tuple(
        (names[verdict].capitalize(), tuple(counts[verdict] if kind_of(verdict) == kind else 0 for kind in KINDS))
        for verdict in found
    )
    return BarPanel(title, message, parts_of(phrases, style), rows)


def evidence_panel(phrases: Phrases, document: Document, style: Style) -> BarPanel:
    """One bar a kind of evidence, of what its statements come to."""
    t, n = phrases.language, phrases.numbers
    kinds = [kind for kind in EVIDENCE if kind in document["counts"]]
    rows = tuple(
        (
            phrases.evidence_name(evidence),
            tuple(
                sum(count for verdict, count in document["counts"][evidence].items() if kind_of(verdict) == kind)
                for kind in KINDS
            ),
        )
        for evidence in kinds
    )
    title = t.gettext("Statements that each evidence speaks of")
    parts = [
        t.gettext(
            "%(evidence)s %(held)s hold, %(failed)s fail", evidence=name, held=n.amount(counts[0]),
            failed=n.amount(counts[2]),
        )
        for name, counts in rows
    ]  # fmt: skip
    message = t.gettext("%(title)s: %(parts)s.", title=title, parts=n.apart.join(parts))
    return BarPanel(title, message, parts_of(phrases, style), rows, keyed=True)


def parts_of(phrases: Phrases, style: Style) -> tuple[Part, ...]:
    """What verdicts come to, in words and colours."""
    t = phrases.language
    names = {
        "held": t.pgettext("key", "hold"),
        "partly": t.pgettext("key", "in part"),
        "failed": t.pgettext("key", "fail"),
        "open": t.pgettext("key", "not decided"),
    }
    colours = style.colours
    return tuple(
        Part(names[kind], style.verdicts[kind], colours["ink"] if kind == "open" else colours["paper"])
        for kind in KINDS
    )
