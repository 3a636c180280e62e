"""Every verdict could have come out otherwise: one changed observation gives another, on each evidence and part."""

import math
from collections.abc import Callable, Iterator

import pandas as pd
import pytest

from remesas.catalog.loading import read_yaml
from remesas.claims.entries import LedgerEntry, Line, PartVerdict
from remesas.claims.ledger import evaluate_claims
from remesas.claims.results import Observation
from remesas.claims.statements import Claims, Printed
from remesas.claims.verdicts import HELD
from support.project import ARTICLE

FACTORS = (0.5, 2.0, 0.1, 10.0, 0.9, 1.1, 1e-3, 1e3)
FURTHEST, STEPS = 1e4, 40
"""How far an observation is changed to make the computed value that of print, and in how many halvings."""
TRIED = 6
"""Observations that are changed, of those that one verdict rests on."""
CONTENT = read_yaml(ARTICLE / "claims.yaml")
UNDECIDED = ("not decidable here", "other definition")
KEY = ["source", "series", "ref_area", "counterpart_area"]


def ask_alone(claims: Claims, identity: str, place: PartVerdict) -> Claims:
    """One part of one claim on one evidence, asked of its own period only."""
    (claim,) = (claim for claim in claims.claims if claim.id == identity)
    asked = tuple(
        item.model_copy(update={"now": False, "every": False, "evidence": (place.evidence,)})
        for item in claim.evaluations
        if item.part == place.part and place.evidence in item.evidence
    )
    return claims.model_copy(update={"claims": (claim.model_copy(update={"evaluations": asked}),)})


def key_of(item: Observation) -> tuple[str, ...]:
    return (*item.series.split(":", 1), item.ref_area, item.counterpart_area)


def used_by(annual: pd.DataFrame, entry: LedgerEntry) -> pd.DataFrame:
    """The rows of the series and areas that an entry uses in its own period."""
    items = {item for line in entry.evaluations if line.when == "then" for item in line.observations}
    keys = {key_of(item) for item in items}
    keys |= {(source, f"{series}-first-print", *areas) for source, series, *areas in keys}
    return annual[pd.MultiIndex.from_frame(annual[KEY]).isin(list(keys))]


def list_observations(entry: LedgerEntry, place: PartVerdict) -> list[Observation]:
    """What the readings of a part on an evidence use; first what is about the area or partner that a ranking names."""
    lines = [line for line in entry.evaluations if line.current and line.place == (place.part, place.evidence)]
    asked = {line.parameters.get(name) for line in lines for name in ("area", "partner")} | {"MEX"}
    items = dict.fromkeys(item for line in lines if line.role == "reading" for item in line.observations)
    dated = [item for item in items if item.period is not None]
    return sorted(dated, key=lambda item: not {item.ref_area, item.counterpart_area} & asked)[:TRIED]


def change(annual: pd.DataFrame, item: Observation, factor: float, amount: float = 0.0) -> pd.DataFrame:
    """The frame with one observation changed in all vintages that have it."""
    rows = (annual["time_period"] == item.period) & pd.MultiIndex.from_frame(annual[KEY]).isin([key_of(item)])
    return annual.assign(obs_value=annual["obs_value"].mask(rows, annual["obs_value"] * factor + amount))


def mutate(annual: pd.DataFrame, items: list[Observation], printed: Printed) -> Iterator[pd.DataFrame]:
    """One observation changed by one factor after the other; a balance set to print too, as no factor passes zero."""
    for factor in FACTORS:
        for item in items:
            yield change(annual, item, factor)
    if printed.unit == "direction":  # a change that a report gives as such turns round with its sign only
        yield from (change(annual, item, -1.0) for item in items)
    for sign in (1, -1) if printed.sign else ():
        for item in items:
            yield change(annual, item, 0.0, sign * 1.01 * printed.values[0])


def aim(
    annual: pd.DataFrame, item: Observation, compute: Callable[[pd.DataFrame], Line], wanted: float
) -> Iterator[Line]:
    """The lines on the way to an observation that gives the printed value: what fails everywhere must hold there."""
    low, high = 1 / FURTHEST, FURTHEST
    rising = (compute(change(annual, item, high)).value or 0.0) > (compute(change(annual, item, low)).value or 0.0)
    for _ in range(STEPS):
        middle = math.sqrt(low * high)
        line = compute(change(annual, item, middle))
        yield line
        above = isinstance(line.value, float) and line.value > wanted
        low, high = (low, middle) if above == rising else (middle, high)


@pytest.mark.parametrize("identity", [claim["id"] for claim in CONTENT["claims"]])
def test_some_observation_would_change_each_verdict(annual, catalog, claims, ledger, identity):
    entry = ledger[identity]
    frame = used_by(annual, entry)
    for place in entry.by_evidence:
        if place.verdict in UNDECIDED:
            continue
        only = ask_alone(claims, identity, place)

        def judge(data: pd.DataFrame, only: Claims = only) -> LedgerEntry:
            return evaluate_claims(data, catalog, only).claims[0]

        def compute(data: pd.DataFrame, judge: Callable[[pd.DataFrame], LedgerEntry] = judge) -> Line:
            return judge(data).main_lines[0]

        assert judge(frame).by_evidence[0].verdict == place.verdict
        items, printed = list_observations(entry, place), only.claims[0].printed_part(place.part)
        if any(judge(data).by_evidence[0].verdict != place.verdict for data in mutate(frame, items, printed)):
            continue
        aimed = (line for item in items[:2] for line in aim(frame, item, compute, printed.values[0]))
        assert any(line.verdict in HELD for line in aimed), place
