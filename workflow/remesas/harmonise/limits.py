"""Find figures of any economy that cannot be: more than the whole, or a nought where a value must be missing."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from remesas.catalog.catalog import Catalog
from remesas.catalog.roles import Limit
from remesas.core.files import empty_frame
from remesas.core.formulas import compute_amounts
from remesas.core.frames import DOUBTS
from remesas.core.references import NO_COUNTERPART, references
from remesas.core.units import make_quantity
from remesas.core.vintages import choose_together

PLACE = ["ref_area", "time_period"]


def find_beyond(annual: pd.DataFrame, catalog: Catalog) -> pd.DataFrame:
    """The values beyond the limits of the catalog, in any economy.

    Args:
        annual: ``frames.ANNUAL`` of some sources, all vintages.
        catalog: Limits, and which areas are economies.

    Returns:
        ``frames.DOUBTS``: each series of a formula that is beyond, in the vintage in which it was taken.
    """
    own = annual[annual["ref_area"].isin(catalog.economies) & (annual["counterpart_area"] == NO_COUNTERPART)]
    own = own[own["obs_value"].notna()]
    series = dict(tuple(own.groupby(own["source"] + ":" + own["series"])))
    parts = [empty_frame(DOUBTS)]
    for name, limit in catalog.limits.items():
        named = references(limit.formula)
        if not set(named) <= set(series):
            continue
        taken = _take_together([series[reference] for reference in named])
        beyond = _measure(taken, limit, named)
        for rows in taken:
            found = rows.join(beyond.rename("size"), how="inner").reset_index()
            parts.append(found.assign(check=name, note=limit.note, time_period=found["time_period"].astype(str)))
    return pd.concat([part[list(DOUBTS.columns)] for part in parts], ignore_index=True)


def _take_together(series: Sequence[pd.DataFrame]) -> list[pd.DataFrame]:
    """Some series in vintages that fit one another, economy by economy, indexed by place; none of other economies."""
    held = [_list_vintages(rows) for rows in series]
    in_use = [rows[rows["in_use"]] for rows in series]
    used = [dict(zip(rows["ref_area"], rows["vintage"], strict=True)) for rows in in_use]
    chosen: list[set[tuple[str, str]]] = [set() for _ in series]
    for area in set.intersection(*map(set, used)):
        vintages = choose_together([own[area] for own in held], [own[area] for own in used], one=True)
        for places, vintage in zip(chosen, vintages or (), strict=False):
            places.add((area, vintage))
    kept = (
        rows[[pair in places for pair in zip(rows["ref_area"], rows["vintage"], strict=True)]]
        for rows, places in zip(series, chosen, strict=True)
    )
    return [rows.set_index(PLACE) for rows in kept]


def _list_vintages(rows: pd.DataFrame) -> dict[str, dict[str, frozenset[int]]]:
    """The years of each vintage, by area."""
    found: dict[str, dict[str, frozenset[int]]] = {}
    for (area, vintage), years in rows.groupby(["ref_area", "vintage"])["time_period"]:
        found.setdefault(str(area), {})[str(vintage)] = frozenset(years)
    return found


def _measure(taken: Sequence[pd.DataFrame], limit: Limit, named: Sequence[str]) -> pd.Series:
    """How many times what is allowed the formula is, by place, where it is beyond."""
    both = pd.concat([rows["obs_value"].rename(name) for rows, name in zip(taken, named, strict=True)], axis=1).dropna()
    if both.empty:
        return pd.Series(dtype=float, index=both.index)
    operands = {
        name: make_quantity(both[name].to_numpy(float), str(rows["unit_measure"].iloc[0]))
        for rows, name in zip(taken, named, strict=True)
    }
    values = pd.Series(compute_amounts(limit.formula, operands, len(both)), index=both.index).sort_index()
    sizes = values / limit.most if limit.most else _measure_noughts(values) / (limit.beside or 1)
    return sizes[sizes > 1]


def _measure_noughts(values: pd.Series) -> pd.Series:
    """Of each nought the smaller of the values before and after it that are none, by economy; missing elsewhere."""
    held = values.where(values != 0).groupby(level="ref_area")
    nearer = pd.concat([held.ffill(), held.bfill()], axis=1).min(axis=1, skipna=False)
    return nearer.where(values == 0)
