"""Write the ledger of statements for readers of data: neutral in language, with its sentences in all of them.

It is drawn from ``processed/claims.json``, which holds every observation and parameter for the stages of the build.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any, get_args

from remesas.brief.context import Context
from remesas.brief.page.linked_data import RATINGS
from remesas.brief.text import claim_names
from remesas.brief.text import claim_phrases as phrases
from remesas.brief.text.citation import cite, write_title
from remesas.catalog.publication import LICENCE, LICENCE_ADDRESS
from remesas.claims.entries import LedgerEntry, Line
from remesas.claims.statements import Printed, Undecided
from remesas.claims.vocabulary import Overall, Value, Verdict

Json = dict[str, Any]
Texts = dict[str, str]
SIGNIFICANT = 15
"""Digits that a double holds for sure."""
VERDICTS: tuple[Overall, ...] = (*get_args(Verdict), "depends on the reading", "mixed")


def compose_claims_file(contexts: Sequence[Context]) -> Json:
    """All statements with what they come to; there is a context for each language of the brief, all of one build."""
    first = contexts[0]
    citation, article = cite(first, write_title(first)), first.build.catalog.article
    return {
        "title": _say(contexts, write_title),
        "author": first.imprint.author,
        "version": citation.version,
        "date": citation.day.isoformat(),
        "licence": LICENCE,
        "licence_address": LICENCE_ADDRESS,
        "article": article.work.model_dump(mode="json") if article and article.work else None,
        "ref_area": first.build.claims.ref_area,
        "verdicts": {
            verdict: {"rating": RATINGS.get(verdict), "name": _name_verdict(contexts, verdict)} for verdict in VERDICTS
        },
        "rules": dict(first.build.claims.rules),
        "claims": [describe_claim(contexts, entry) for entry in first.build.claims.claims],
    }


def write_claims_file(contexts: Sequence[Context]) -> str:
    """The same as text."""
    return json.dumps(compose_claims_file(contexts), ensure_ascii=False, indent=1) + "\n"


def describe_claim(contexts: Sequence[Context], entry: LedgerEntry) -> Json:
    """One statement: what is printed, its verdict, how it stands today, and each evaluation of a named period."""
    first = next(iter(entry.today_lines), None)
    return {
        "id": entry.id,
        "section": entry.section,
        "claim": _translate(contexts, entry.claim),
        "cites": _translate(contexts, entry.cites),
        "period": entry.period,
        "printed": _describe_print(entry.printed),
        "parts": {name: _describe_print(part) for name, part in entry.parts.items()},
        "verdict": entry.overall,
        "rating": RATINGS.get(entry.overall),
        "rests_on_report": entry.rests_on_report,
        "readings_agree": entry.readings_agree,
        "remark": _translate(contexts, entry.remark),
        "today": {
            "holds": entry.today.holds,
            "agrees": entry.today.agrees,
            "value": _clean(first.value) if first else None,
            "unit": first.unit if first else "",
            "period": first.period if first else "",
            "evidence": first.evidence if first else "",
        }
        if entry.today
        else None,
        "evidence": [describe_line(contexts, line) for line in entry.evaluations if line.when != "every"],
        "would_decide": _describe_undecided(contexts, entry.undecided) if entry.undecided else None,
    }


def describe_line(contexts: Sequence[Context], line: Line) -> Json:
    """One evaluation: on which evidence, in which reading, what it gives, and from which series."""
    series = dict.fromkeys((item.series, item.ref_area, item.vintage) for item in line.observations)
    return {
        "evidence": line.evidence,
        "name": _say(contexts, lambda context: claim_names.describe_evidence(context, line)),
        "part": line.part,
        "reading": _say(contexts, lambda context: claim_names.write_reading(context, line)),
        "main": line.main,
        "role": line.role,
        "when": line.when,
        "as_of": line.as_of,
        "period": line.period,
        "value": _clean(line.value),
        "unit": line.unit,
        "said": _say(contexts, lambda context: phrases.write_value(context, line)),
        "bound": line.bound,
        "left_out": line.left_out,
        "open_years": list(line.open_years),
        "verdict": line.verdict,
        "rule": line.rule,
        "holds": line.holds,
        "formula": line.formula,
        "status": line.status,
        "note": _say(contexts, lambda context: context.translate_note(line.note)) if line.note else None,
        "sources": list(line.sources),
        "series": [{"series": name, "ref_area": area, "vintage": vintage} for name, area, vintage in series],
        "reports": [report.model_dump(mode="json") for report in line.reports],
    }


def _describe_print(printed: Printed) -> Json:
    values = [_clean(value) for value in printed.values]
    return {"values": values} | {name: getattr(printed, name) for name in ("unit", "precision", "qualifier")}


def _describe_undecided(contexts: Sequence[Context], undecided: Undecided) -> Json:
    source = _say(contexts, lambda context: claim_names.name_deciding(context, undecided))
    return {"reason": undecided.reason, "source": source}


def _name_verdict(contexts: Sequence[Context], verdict: Overall) -> Texts:
    return _say(contexts, lambda context: claim_names.name_verdicts(context)[verdict])


def _say(contexts: Sequence[Context], write: Callable[[Context], str]) -> Texts:
    """A text in each language, by its code."""
    return {context.language.code: str(write(context)) for context in contexts}


def _translate(contexts: Sequence[Context], text: str) -> Texts | None:
    """A text of the catalog in each language; nothing where there is none."""
    return _say(contexts, lambda context: context.language.translate(text)) if text else None


def _clean(value: Value) -> Any:
    """A value without the noise of binary sums; years as a list."""
    return float(f"{value:.{SIGNIFICANT}g}") if isinstance(value, float) else value if value is None else list(value)
