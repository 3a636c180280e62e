"""Write and read the ledger: claims.json from its models, claims.csv flattened from it, one row an evaluation."""

from __future__ import annotations

import json
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import pandas as pd

from remesas.claims.entries import Ledger, LedgerEntry, Line
from remesas.claims.results import Observation
from remesas.claims.statements import Printed, Undecided
from remesas.claims.vocabulary import Value
from remesas.core.references import NO_COUNTERPART

COLUMNS = {
    "id": "id of the statement in `claims.yaml` of the article",
    "section": "where it stands in the article",
    "claim": "the statement in our own words",
    "part": "which part of it",
    "printed": "what is printed of that part",
    "unit": "its unit",
    "precision": "the step of its last digit",
    "qualifier": "`exact`, `about`, `nearly`, `over`, `at least` or `range`",
    "period": "the years that the wording names or implies",
    "cites": "the source that the article gives",
    "evidence": "`printed` (the tables), `article` (its other numbers), a basis, or a source by itself, as `undesa`",
    "as_of": "the older vintage that was looked at; empty for the data in use",
    "vintage": "vintages of the observations",
    "reading": "how the wording is read",
    "main": "whether that is the first reading of the part on the evidence",
    "when": "`then` (the article's period), `now` (the newest), `every` (each period of that length)",
    "evaluator": "the function",
    "computed": "the value; of `every` the last years of the periods in which the statement holds",
    "computed_unit": "its unit",
    "computed_period": "its years",
    "formula": "the formula in words",
    "inputs": "the first twelve observations with series, area, year, value, unit and vintage",
    "status": "status of the value, as of observations",
    "note": "level breaks that are crossed, what is missing",
    "rule": "of `then`: the rule that applied",
    "verdict": "what it gives",
    "holds": "`yes`, `no` or `undecidable`; empty for the amount of one named time",
    "overall": "the statement as a whole",
    "by_evidence": "the verdict on each evidence and part",
    "today_holds": "how it stands today; `divided` where sources or parts conflict",
    "today_value": "the value of today's first line",
    "today_unit": "its unit",
    "today_period": "its years",
    "today_evidence": "its evidence",
    "today_agrees": "whether all lines of today agree",
    "readings_agree": "whether all readings come to the same",
    "would_decide": "the source, and the public series, that would decide what is open",
    "role": "`reading`, or `aside` (another year, column or span, which carries no verdict)",
    "beside": "sources beside the evidence: whose series stand with print",
    "reports": "publications from which observations are known: title, page, address, day on which it was read",
    "concept": "what the evidence measures, where that is something else than the statement is about",
    "bound": "`upper` or `lower` where the value only limits what is stated",
    "left_out": "of a rank: how many sources it lacks, so that it is one at best",
    "times_then": "of an amount of one named time: how many times that of the article's period the newest is",
    "remark": "what a reader has to know of the statement",
}
"""The columns of claims.csv, all of them text, and what they hold."""
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
