"""Chart the verdicts: how the statements fare on all evidence together, and on each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from remesas.brief.charts.bars import BarPanel, Part
from remesas.brief.context import Context
from remesas.brief.text.claim_names import name_evidence, name_verdicts
from remesas.claims.loading import list_kinds
from remesas.claims.verdicts import FAILED, HELD, SILENT
from remesas.claims.vocabulary import Overall

FAILING = ("unit slip", *FAILED)
KINDS = ("held", "partly", "failed", "open")
"""What verdicts come to, as the style names their colours."""


def title_verdicts(context: Context) -> str:
    """How many statements hold, in part too, fail and stay open."""
    t, n, counts = context.language, context.language.numbers, context.build.claims.counts["overall"]
    return t.gettext(
        "Of %(count)s statements %(results)s",
        count=n.amount(sum(counts.values())),
        results=n.listed(list(_say_kinds(context, _count_kinds(counts)))),
    )


def verdict_panel(context: Context) -> BarPanel:
    """One bar a verdict on all evidence together."""
    t, counts = context.language, context.build.claims.counts["overall"]
    title = t.gettext("Statements by verdict, all evidence")
    message = t.gettext(
        "Of the %(count)s statements %(results)s.",
        count=t.numbers.amount(sum(counts.values())),
        results=t.numbers.listed(list(_say_kinds(context, _count_kinds(counts)))),
    )
    rows = tuple(
        (name.capitalize(), _count_kinds({verdict: counts[verdict]}))
        for verdict, name in name_verdicts(context).items()
        if counts.get(verdict)
    )
    return BarPanel(title, message, _parts(context), rows)


def evidence_panel(context: Context) -> BarPanel:
    """One bar a kind of evidence, of what its statements come to."""
    t, n, counts = context.language, context.language.numbers, context.build.claims.counts
    kinds = [kind for kind in list_kinds(context.build.catalog) if kind in counts]
    rows = tuple((name_evidence(context, evidence), _count_kinds(counts[evidence])) for evidence in kinds)
    title = t.gettext("Statements that each kind of source can judge")
    parts = [
        t.gettext("%(evidence)s, %(results)s", evidence=name, results=n.listed(said))
        for name, (held, _, failed, _) in rows
        if (said := list(_say_kinds(context, (held, 0, failed, 0))))
    ]
    message = t.gettext("By kind of source: %(parts)s.", parts=n.apart.join(parts))
    return BarPanel(title, message, _parts(context), rows, keyed=True)


def _say_kinds(context: Context, counts: Sequence[int]) -> Iterator[str]:
    """How many statements come to what, in the order of ``KINDS``; what is nought is not said."""
    t = context.language
    held, partly, failed, left = counts
    words = [t.numbers.amount(count) for count in counts]
    if held:
        yield t.ngettext("%(count)s holds", "%(count)s hold", held, count=words[0])
    if partly:
        yield t.ngettext("%(count)s holds in part", "%(count)s hold in part", partly, count=words[1])
    if failed:
        yield t.ngettext("%(count)s fails", "%(count)s fail", failed, count=words[2])
    if left:
        yield t.ngettext("%(count)s is not decided", "%(count)s are not decided", left, count=words[3])


def kind_of(verdict: Overall) -> str:
    """What a verdict comes to: one of ``KINDS``."""
    if verdict in HELD:
        return "held"
    if verdict in FAILING:
        return "failed"
    return "open" if verdict in SILENT else "partly"


def _count_kinds(counts: Mapping[Overall, int]) -> tuple[int, ...]:
    return tuple(sum(count for verdict, count in counts.items() if kind_of(verdict) == kind) for kind in KINDS)


def _parts(context: Context) -> tuple[Part, ...]:
    """What verdicts come to, in words and colours."""
    t, style = context.language, context.style
    names = {
        "held": t.pgettext("key", "hold"),
        "partly": t.pgettext("key", "in part"),
        "failed": t.pgettext("key", "fail"),
        "open": t.pgettext("key", "not decided"),
    }
    inks = {kind: style.colours["ink"] if kind == "open" else style.colours["paper"] for kind in KINDS}
    return tuple(Part(names[kind], style.verdicts[kind], inks[kind]) for kind in KINDS)
