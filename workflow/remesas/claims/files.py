"""The ledger as data: claims.csv, one row an evaluation, and claims.json with every observation used."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from typing import Any

import pandas as pd

from remesas.claims.evaluators import EVALUATORS
from remesas.claims.ledger import Entry
from remesas.claims.lines import Line
from remesas.claims.models import Observation, Printed, Result
from remesas.claims.verdicts import RULES

COLUMNS = [
    "id", "section", "claim", "part", "printed", "unit", "precision", "qualifier", "period", "cites",
    "evidence", "as_of", "vintage", "reading", "main", "when", "evaluator", "computed", "computed_unit",
    "computed_period", "formula", "inputs", "status", "note", "rule", "verdict", "holds",
    "overall", "by_evidence", "today_holds", "today_value", "today_unit", "today_period", "today_evidence",
    "today_agrees", "readings_agree", "would_decide",
    "role", "beside", "concept", "bound", "times_then", "premise_fails",
]  # fmt: skip
LISTED = 12
"""How many observations a row of claims.csv names; claims.json has them all."""
STATUS_ORDER = "BDEPA"


def to_frame(entries: Sequence[Entry]) -> pd.DataFrame:
    """The ledger as a table of text: ``COLUMNS``; numbers unrounded, years and values joined by "; "."""
    rows = [row for entry in entries for row in _rows(entry)]
    return pd.DataFrame(rows, columns=COLUMNS)


def to_json(entries: Sequence[Entry], ref_area: str) -> str:
    """The ledger as JSON: economy, rules, counts of verdicts by evidence, claims with evaluations and observations."""
    content = {
        "ref_area": ref_area,
        "rules": RULES,
        "evaluators": {name: item.meaning for name, item in sorted(EVALUATORS.items())},
        "counts": counts(entries),
        "claims": [_claim(entry) for entry in entries],
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def counts(entries: Sequence[Entry]) -> dict[str, dict[str, int]]:
    """How many claims have each overall verdict, on all evidence together and on each evidence alone."""
    tables: dict[str, Counter[str]] = {"overall": Counter(entry.overall for entry in entries)}
    for entry in entries:
        for evidence, word in entry.evidences.items():
            tables.setdefault(evidence, Counter())[word] += 1
    return {evidence: dict(sorted(counter.items())) for evidence, counter in tables.items()}


def number(value: float) -> str:
    """A number in its shortest exact form, whole numbers without a point."""
    return str(int(value)) if value == int(value) and abs(value) < 1e15 else repr(value)


def value_text(value: float | tuple[int, ...] | None) -> str:
    """A computed value as text: nothing, a number or years joined by "; "."""
    if value is None:
        return ""
    return number(value) if isinstance(value, float) else "; ".join(map(str, value)) or "none"


def printed_text(printed: Printed) -> str:
    """The printed value as text: one number, ``65–75`` for a range, years joined by "; "."""
    return ("–" if printed.qualifier == "range" else "; ").join(map(number, printed.values)) or "none"


def status_of(result: Result) -> str:
    """The status that an evaluation shows for its observations; M where there is no value."""
    if result.value is None:
        return "M"
    return min((item.status for item in result.observations), key=STATUS_ORDER.index, default="A")


def vintages_of(result: Result) -> str:
    """The vintages of the observations, each once, joined by "; "."""
    return "; ".join(sorted({item.vintage for item in result.observations if item.vintage}))


def _rows(entry: Entry) -> list[dict[str, str]]:
    common = _common(entry)
    if not entry.lines:
        return [common | {"rule": "declared", "verdict": "not decidable here", "status": "M"}]
    return [common | _cells(line) for line in entry.lines]


def _common(entry: Entry) -> dict[str, str]:
    claim = entry.claim
    return dict.fromkeys(COLUMNS, "") | _printed_cells(claim.printed) | {
        "id": claim.id, "section": claim.section, "claim": claim.claim, "period": claim.period, "cites": claim.cites,
        "overall": entry.overall, "by_evidence": by_evidence(entry), "would_decide": would_decide(entry),
        "note": claim.undecided.reason if claim.undecided and not entry.lines else "",
        "today_agrees": str(today_agrees(entry)), "readings_agree": str(entry.readings_agree),
        "premise_fails": str(entry.premise_fails),
    } | _today_cells(entry)  # fmt: skip


def _today_cells(entry: Entry) -> dict[str, str]:
    """The line that speaks first for today."""
    today = entry.today
    if today is None or not today.lines:
        return {"today_holds": today.holds if today else "undecidable"}
    line = today.lines[0]
    return {
        "today_holds": today.holds, "today_value": value_text(line.result.value), "today_unit": line.result.unit,
        "today_period": line.result.period, "today_evidence": line.evidence,
    }  # fmt: skip


def today_agrees(entry: Entry) -> bool:
    """Whether all evidences and parts say the same of today."""
    return entry.today is None or entry.today.holds != "divided"


def by_evidence(entry: Entry) -> str:
    """The verdict of each part on each evidence: ``printed: confirmed; national: revised``."""
    return "; ".join(
        f"{item.evidence}{f' ({item.part})' if item.part else ''}: {item.verdict}" for item in entry.findings
    )


def would_decide(entry: Entry) -> str:
    """The source that would decide the claim, with its series where it is public."""
    declared = entry.claim.undecided
    if declared is None:
        return ""
    return f"{declared.source} ({declared.series})" if declared.series else declared.source


def _printed_cells(printed: Printed) -> dict[str, str]:
    return {
        "printed": printed_text(printed), "unit": printed.unit, "precision": number(printed.precision),
        "qualifier": printed.qualifier,
    }  # fmt: skip


def _cells(line: Line) -> dict[str, str]:
    result = line.result
    judged = line.when == "then"
    return _printed_cells(line.printed) | {
        "part": line.evaluation.part, "evidence": line.evidence, "as_of": line.as_of, "vintage": vintages_of(result),
        "reading": line.reading, "main": str(line.main), "when": line.when,
        "evaluator": line.evaluation.evaluator, "computed": value_text(result.value), "computed_unit": result.unit,
        "computed_period": result.period, "formula": result.formula, "inputs": _inputs(result.observations),
        "status": status_of(result), "note": result.note,
        "rule": line.judgement.rule if judged else "", "verdict": line.judgement.verdict if judged else "",
        "holds": line.holds, "role": line.evaluation.role, "beside": "; ".join(line.beside),
        "concept": line.concept, "bound": result.bound or "",
        "times_then": "" if line.times is None else number(line.times),
    }  # fmt: skip


def _inputs(observations: Sequence[Observation]) -> str:
    listed = [_input(item) for item in dict.fromkeys(observations)]
    more = len(listed) - LISTED
    return "; ".join(listed[:LISTED]) + (f"; and {more} more in claims.json" if more > 0 else "")


def _input(item: Observation) -> str:
    counterpart = "" if item.counterpart_area == "_Z" else f">{item.counterpart_area}"
    when = "" if item.period is None else f" {item.period}"
    vintage = f" [{item.vintage}]" if item.vintage else ""
    return f"{item.reference}@{item.ref_area}{counterpart}{when} = {number(item.value)} {item.unit}{vintage}"


def _claim(entry: Entry) -> dict[str, Any]:
    claim = entry.claim
    return {
        "id": claim.id, "section": claim.section, "claim": claim.claim,
        "printed": claim.printed.model_dump(mode="json"),
        "parts": {name: part.model_dump(mode="json") for name, part in claim.parts.items()},
        "period": claim.period, "cites": claim.cites, "follow": claim.follow,
        "overall": entry.overall, "readings_agree": entry.readings_agree, "premise_fails": entry.premise_fails,
        "limits": entry.limits,
        "by_evidence": [
            {"evidence": item.evidence, "part": item.part, "verdict": item.verdict} for item in entry.findings
        ],
        "evidences": entry.evidences,
        "today": _today(entry),
        "undecided": claim.undecided.model_dump(mode="json") if claim.undecided else None,
        "evaluations": [_line(line) for line in entry.lines],
    }  # fmt: skip


def _today(entry: Entry) -> dict[str, Any] | None:
    """How a claim stands today; ``lines`` are places in its list of evaluations."""
    if entry.today is None:
        return None
    places = [next(place for place, item in enumerate(entry.lines) if item is line) for line in entry.today.lines]
    return {"holds": entry.today.holds, "agrees": today_agrees(entry), "lines": places}


def _line(line: Line) -> dict[str, Any]:
    result = line.result
    judged = line.when == "then"
    return {
        "part": line.evaluation.part, "role": line.evaluation.role, "evidence": line.evidence,
        "sources": result.sources, "beside": line.beside, "concept": line.concept, "as_of": line.as_of,
        "vintage": vintages_of(result), "reading": line.reading, "wording": line.evaluation.reading,
        "span": line.span, "main": line.main, "when": line.when,
        "evaluator": line.evaluation.evaluator, "parameters": line.evaluation.parameters,
        "printed": line.printed.model_dump(mode="json"),
        "value": result.value, "unit": result.unit, "period": result.period, "formula": result.formula,
        "bound": result.bound, "order_holds": result.order_holds, "named": result.named, "left_out": result.left_out,
        "status": status_of(result), "note": result.note,
        "rule": line.judgement.rule if judged else "", "verdict": line.judgement.verdict if judged else "",
        "matches": line.judgement.matches, "holds": line.holds, "times_then": line.times,
        "by_period": dict(line.by_period),
        "observations": [_observation(item) for item in dict.fromkeys(result.observations)],
    }  # fmt: skip


def _observation(item: Observation) -> dict[str, Any]:
    return {
        "series": item.reference, "ref_area": item.ref_area, "counterpart_area": item.counterpart_area,
        "period": item.period, "value": item.value, "unit": item.unit, "status": item.status,
        "vintage": item.vintage, "note": item.note,
    }  # fmt: skip
