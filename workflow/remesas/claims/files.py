"""Write and read the ledger: claims.json from its models, claims.csv flattened from it, one row an evaluation."""

from __future__ import annotations

import json
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import pandas as pd

from remesas.claims.columns import COLUMNS
from remesas.claims.entries import Ledger, LedgerEntry, Line
from remesas.claims.results import Observation
from remesas.claims.statements import Printed, Undecided
from remesas.claims.vocabulary import Value
from remesas.core.references import NO_COUNTERPART

LISTED = 12
"""How many observations a row of claims.csv names; claims.json has them all."""


def write_ledger(ledger: Ledger, path: Path | str) -> None:
    """Write claims.json: the same ledger, the same bytes."""
    content = json.dumps(ledger.model_dump(mode="json"), ensure_ascii=False, indent=1) + "\n"
    Path(path).write_text(content, encoding="utf-8", newline="\n")


def read_ledger(path: Path | str) -> Ledger:
    """Read claims.json."""
    return Ledger.model_validate_json(Path(path).read_bytes())


def to_frame(ledger: Ledger) -> pd.DataFrame:
    """The ledger as a table of text: ``COLUMNS``; numbers to 15 significant digits, years and values joined by "; "."""
    rows = [row for entry in ledger.claims for row in _rows(entry)]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def write_number(value: float) -> str:
    """A number to 15 significant digits, beyond which is the noise of binary sums; whole ones without a point."""
    return f"{Decimal(f'{value:.15g}'):f}"


def write_value(value: Value) -> str:
    """A computed value as text: nothing, a number or years joined by "; "."""
    if value is None:
        return ""
    return write_number(value) if isinstance(value, float) else "; ".join(map(str, value)) or "none"


def _rows(entry: LedgerEntry) -> list[dict[str, str]]:
    common = dict.fromkeys(COLUMNS, "") | _describe_entry(entry)
    if not entry.evaluations:
        return [common | {"rule": "declared", "verdict": "not decidable here", "status": "M"}]
    return [common | _describe_line(line) for line in entry.evaluations]


def _describe_entry(entry: LedgerEntry) -> dict[str, str]:
    today, first = entry.today, next(iter(entry.today_lines), None)
    cells = _describe_print(entry.printed) | {
        "id": entry.id, "section": entry.section, "claim": entry.claim, "period": entry.period, "cites": entry.cites,
        "overall": entry.overall, "readings_agree": str(entry.readings_agree),
        "remark": entry.remark, "would_decide": _name_deciding(entry.undecided),
        "by_evidence": "; ".join(
            f"{item.evidence}{f' ({item.part})' if item.part else ''}: {item.verdict}" for item in entry.by_evidence
        ),
        "note": entry.undecided.reason if entry.undecided and not entry.evaluations else "",
        "today_holds": today.holds if today else "undecidable", "today_agrees": str(not today or today.agrees),
    }  # fmt: skip
    if first:
        cells |= {"today_value": write_value(first.value), "today_unit": first.unit, "today_period": first.period,
                  "today_evidence": first.evidence}  # fmt: skip
    return cells


def _describe_line(line: Line) -> dict[str, str]:
    """What a row says of one evaluation, under the names of the model where nothing is to be done to it."""
    same = "part", "evidence", "as_of", "vintage", "reading", "when", "evaluator", "formula", "status", "note", "rule"
    return _describe_print(line.printed) | {name: getattr(line, name) for name in same} | {
        "verdict": line.verdict, "holds": line.holds, "role": line.role, "concept": line.concept,
        "main": str(line.main), "beside": "; ".join(line.beside), "bound": line.bound or "",
        "left_out": str(line.left_out or ""),
        "computed": write_value(line.value), "computed_unit": line.unit, "computed_period": line.period,
        "reports": "; ".join(f"{item.title}, {item.page}, {item.address}, seen {item.seen}" for item in line.reports),
        "inputs": _list_inputs(line.observations), "times_then": write_value(line.times_then),
    }  # fmt: skip


def _describe_print(printed: Printed) -> dict[str, str]:
    """The printed value: one number, ``65–75`` for a range, years joined by "; "."""
    joined = ("–" if printed.qualifier == "range" else "; ").join(map(write_number, printed.values))
    return {
        "printed": joined or "none", "unit": printed.unit, "precision": write_number(printed.precision),
        "qualifier": printed.qualifier,
    }  # fmt: skip


def _name_deciding(undecided: Undecided | None) -> str:
    """The source that would decide the claim, with its series where it is public."""
    if undecided is None:
        return ""
    return f"{undecided.source} ({undecided.series})" if undecided.series else undecided.source


def _list_inputs(observations: Sequence[Observation]) -> str:
    listed = [_describe_input(item) for item in observations[:LISTED]]
    more = len(observations) - LISTED
    return "; ".join(listed) + (f"; and {more} more in claims.json" if more > 0 else "")


def _describe_input(item: Observation) -> str:
    counterpart = "" if item.counterpart_area == NO_COUNTERPART else f">{item.counterpart_area}"
    when = "" if item.period is None else f" {item.period}"
    vintage = f" [{item.vintage}]" if item.vintage else ""
    return f"{item.series}@{item.ref_area}{counterpart}{when} = {write_number(item.value)} {item.unit}{vintage}"
