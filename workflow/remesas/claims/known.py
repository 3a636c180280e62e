"""Trace verdicts: what each would have been with the vintages known at the end of each year that has one.

A verdict stands for a year only if a vintage of that year takes part in it, and all series of the economy that decide
it today were known by then: what had not been obtained is absent, and is no verdict that stayed as it was.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set

import pandas as pd

from remesas.catalog.catalog import Catalog
from remesas.claims.archive import Archive
from remesas.claims.entries import Ledger, LedgerEntry, Line
from remesas.claims.ledger import evaluate_claim
from remesas.claims.results import Observation
from remesas.claims.statements import Claim, Claims
from remesas.claims.verdicts import SILENT
from remesas.claims.vocabulary import SOURCES_OF_PRINT, UNCHANGING
from remesas.core.files import empty_frame
from remesas.core.frames import KNOWN_VERDICTS
from remesas.core.rows import grouped
from remesas.core.vintages import NEWEST, SERIES_KEY, last_day, mark_in_use

KEY = ["claim", "part", "evidence"]


def trace_verdicts(ledger: Ledger, annual: pd.DataFrame, catalog: Catalog, claims: Claims) -> pd.DataFrame:
    """The verdicts on each part of each claim, on each evidence that has been known in several vintages.

    Args:
        ledger: The claims, evaluated on the vintages in use.
        annual: Frame ANNUAL of all sources, with ``in_use``; vintages after those in use are left out.
        catalog: Series, areas, tables, bases.
        claims: The claims, checked.

    Returns:
        Frame KNOWN_VERDICTS: what is decided in two years or more, in one of them at least by more than a limit.
    """
    dated = _date_rows(annual)
    years = _list_years(dated[dated["ref_area"] == ledger.ref_area], catalog.first_prints)
    asked = {entry.id: dict(_list_questions(entry, years, ledger.ref_area)) for entry in ledger.claims}
    rows: list[dict[str, object]] = []
    for year in sorted({year for places in asked.values() for several in places.values() for year in several}):
        archive = Archive(_select_known(dated, year, catalog.first_prints), catalog.first_prints)
        for claim in claims.claims:
            places = {place for place, several in asked[claim.id].items() if year in several}
            if places:
                then = evaluate_claim(_limit_claim(claim, places), archive, catalog, claims)
                rows += _list_verdicts(then, places, year)
    frame = pd.DataFrame(rows, columns=list(KNOWN_VERDICTS.columns))
    kept = [
        group for _, group in grouped(frame, KEY) if len(group) > 1 and not set(group["verdict"]) <= set(SILENT)
    ]  # fmt: skip
    order = {claim.id: place for place, claim in enumerate(claims.claims)}
    kept.sort(key=lambda group: order[group["claim"].iloc[0]])
    return pd.concat(kept, ignore_index=True) if kept else empty_frame(KNOWN_VERDICTS)


def _date_rows(annual: pd.DataFrame) -> pd.DataFrame:
    """The rows of the vintages in use and of older ones, with the year of each vintage."""
    days = annual["vintage"].map({vintage: last_day(vintage).toordinal() for vintage in annual["vintage"].unique()})
    newest = days.where(annual["in_use"]).groupby([annual[name] for name in SERIES_KEY]).transform("max")
    years = annual["vintage"].map({vintage: last_day(vintage).year for vintage in annual["vintage"].unique()})
    return annual.assign(year=years, reference=annual["source"] + ":" + annual["series"])[days <= newest]


def _list_years(dated: pd.DataFrame, first_prints: Mapping[str, str]) -> dict[str, set[int]]:
    """The years of the vintages of each series, first prints with the series that they are of."""
    names = {first: reference for reference, first in first_prints.items()}
    years: dict[str, set[int]] = {}
    for reference, year in dated[["reference", "year"]].drop_duplicates().itertuples(index=False):
        years.setdefault(names.get(reference, reference), set()).add(year)
    return years


def _list_questions(
    entry: LedgerEntry, years: Mapping[str, Set[int]], ref_area: str
) -> Iterator[tuple[tuple[str, str], set[int]]]:
    """The parts and evidences of a claim of which older vintages are kept, with the years to ask for."""
    for line in entry.main_lines:
        held = [years[item.series] for item in _list_data(line) if item.ref_area == ref_area]
        if held and not line.concept and line.evidence not in UNCHANGING:
            begin = max(map(min, held))
            asked = {year for several in held for year in several if year >= begin}
            if len(asked) > 1:
                yield line.place, asked


def _list_data(line: Line) -> Sequence[Observation]:
    """The observations behind a line that are no print."""
    return [item for item in line.observations if item.series.partition(":")[0] not in SOURCES_OF_PRINT]


def _select_known(dated: pd.DataFrame, year: int, first_prints: Mapping[str, str]) -> pd.DataFrame:
    """What was known at the end of a year, the newest in use; a first print serves until its series has a vintage."""
    known = dated[dated["year"] <= year]
    for reference, first in first_prints.items():
        if not (known["reference"] == reference).any():
            own = known["reference"] == first
            known = known.assign(series=known["series"].mask(own, reference.partition(":")[2]))
    return known.assign(in_use=mark_in_use(known, {"default": NEWEST}))


def _limit_claim(claim: Claim, places: Set[tuple[str, str]]) -> Claim:
    """A claim with the readings of some parts on some evidences, for the article's own period."""
    evaluations = [
        item.model_copy(update={"evidence": evidence, "now": False, "every": False})
        for item in claim.evaluations
        if (evidence := tuple(name for name in item.evidence if (item.part, name) in places))
    ]
    return claim.model_copy(update={"evaluations": tuple(evaluations)})


def _list_verdicts(then: LedgerEntry, places: Set[tuple[str, str]], year: int) -> Iterator[dict[str, object]]:
    """A row for each part and evidence that a vintage of the year takes part in."""
    lines = {line.place: line for line in then.main_lines}
    for item in then.by_evidence:
        line = lines[item.part, item.evidence]
        used = sorted({(data.series, data.vintage) for data in _list_data(line)})
        if line.value is not None and any(last_day(vintage).year == year for _, vintage in used):
            vintages = "; ".join(f"{series} {vintage}" for series, vintage in used)
            yield {"claim": then.id, "part": item.part, "evidence": item.evidence, "known_at": year,
                   "verdict": item.verdict, "vintages": vintages}  # fmt: skip
