"""Test what the catalog declares to hold between series: two formulas with one amount, period by period."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
import pandas as pd

from remesas.catalog.catalog import Catalog
from remesas.catalog.roles import Identity
from remesas.core.files import empty_frame
from remesas.core.formulas import compute_amounts
from remesas.core.frames import IDENTITIES
from remesas.core.references import NO_COUNTERPART
from remesas.core.units import make_quantity
from remesas.harmonise.annual import to_annual

LookUp = Callable[[str], pd.DataFrame]
"""Gives for a series ``source:series`` its obs_value and unit_measure by period; no row if no snapshot holds it."""
NOTHING = pd.DataFrame({"obs_value": np.array([], float), "unit_measure": np.array([], str)})


def evaluate_identity(values: LookUp, identity: Identity) -> pd.DataFrame:
    """Both sides of an identity in each of its periods in which one has a value.

    Returns:
        Columns time_period, left, right, difference, allowed (by how much they may differ; all in US$ million, if they
        are money) and state: ``holds``, ``fails`` or, where a side has no value, ``undecided``.

    Raises:
        DataError: If a formula cannot be read or mixes units.
    """
    rows = {reference: values(reference) for reference in identity.references}
    found = {str(period) for own in rows.values() for period in own.index[own["obs_value"].notna()]}
    periods = sorted(filter(identity.covers_period, found)) if all(map(len, rows.values())) else []
    operands = {
        reference: make_quantity(
            own["obs_value"].set_axis(own.index.astype(str)).reindex(periods).to_numpy(float),
            own["unit_measure"].iloc[0],
        )
        for reference, own in rows.items()
        if periods
    }
    left, right = (
        compute_amounts(formula, operands, len(periods)) if periods else np.array([])
        for formula in (identity.left, identity.right)
    )
    table = pd.DataFrame({"time_period": periods, "left": left, "right": right}).astype({"time_period": str})
    table["difference"] = table["left"] - table["right"]
    table["allowed"] = identity.tolerance + identity.relative * table["right"].abs()
    state = (table["difference"].abs() <= table["allowed"]).map({True: "holds", False: "fails"})
    return table.assign(state=state.where(table["difference"].notna(), "undecided").astype(str))


def holds(values: LookUp, identity: Identity) -> bool:
    """Whether an identity holds in some period and fails in none."""
    states = set(evaluate_identity(values, identity)["state"])
    return "holds" in states and "fails" not in states


def evaluate_identities(observations: pd.DataFrame, catalog: Catalog) -> pd.DataFrame:
    """Every identity of the catalog in every period (``frames.IDENTITIES``).

    Args:
        observations: ``frames.OBSERVATIONS`` of the vintages in use; of identities between years they are summed first.
        catalog: Identities and series.
    """
    identities = catalog.identities.values()
    areas = {identity.area for identity in identities}
    rows = observations[observations["ref_area"].isin(areas) & (observations["counterpart_area"] == NO_COUNTERPART)]
    references = rows["source"] + ":" + rows["series"]
    own = rows[references.isin({name for identity in identities for name in identity.references})]
    if own.empty:
        return empty_frame(IDENTITIES)
    held = _group(own[own["freq"] != "A"])
    yearly = rows[
        references.isin({name for identity in identities if identity.freq == "A" for name in identity.references})
    ]
    if len(yearly):
        held |= _group(to_annual(yearly, catalog).assign(freq="A"))
    parts = [
        evaluate_identity(_find_in(held, identity), identity).assign(ref_area=identity.area, identity=name)
        for name, identity in catalog.identities.items()
    ]
    return pd.concat(parts, ignore_index=True)[list(IDENTITIES.columns)]


def find_blamed(found: pd.DataFrame, catalog: Catalog) -> pd.DataFrame:
    """The series that may be wrong where an identity fails.

    A series is cleared where another identity that has it holds, and is so sharp that it would have failed by the same
    error; if that clears all of them, none is.

    Returns:
        Columns reference, ref_area, time_period, identity, and size: how many times what is allowed.
    """
    columns = ["reference", "ref_area", "time_period", "identity", "size"]
    rows = []
    failed = found[found["state"] == "fails"]
    years = found["time_period"].str[: len("YYYY")]
    within = _group_by_period(found[years.isin(years[failed.index])])
    for row in failed.to_dict("records"):
        suspects = catalog.identities[row["identity"]].references
        error = abs(row["difference"] / row["right"]) / 2 if row["right"] else np.inf
        confirmed = _list_confirmed(within[row["time_period"]], error, catalog)
        size = abs(row["difference"]) / row["allowed"] if row["allowed"] else np.inf
        for reference in [name for name in suspects if name not in confirmed] or suspects:
            rows.append((reference, row["ref_area"], row["time_period"], row["identity"], size))
    return pd.DataFrame(rows, columns=columns)


def describe_failures(found: pd.DataFrame, catalog: Catalog) -> list[str]:
    """A sentence for each identity that fails: in which periods, and by how much at most."""
    return [
        f"{catalog.identities[str(name)].title}: this does not hold in {', '.join(rows['time_period'])} (by up to "
        f"{rows['difference'].abs().max():.3g}). See processed/identities.csv, and whether vintages of two dates are "
        "mixed or a provider has a misprint."
        for name, rows in found[found["state"] == "fails"].groupby("identity", sort=False)
    ]


def _group_by_period(found: pd.DataFrame) -> dict[str, list[tuple[str, str, float, float]]]:
    """By period (a year has all its months) the identities: their names, states, allowed and right sides."""
    groups: dict[str, list[tuple[str, str, float, float]]] = {}
    columns = [found[name].tolist() for name in ("time_period", "identity", "state", "allowed", "right")]
    for period, *tested in zip(*columns, strict=True):
        for within in {period, period[: len("YYYY")]}:
            groups.setdefault(within, []).append(tuple(tested))
    return groups


def _list_confirmed(beside: Sequence[tuple[str, str, float, float]], error: float, catalog: Catalog) -> set[str]:
    """The series of identities that hold in a period (a year: in all its months) and with an error could not."""
    doubtful = {
        name for name, state, allowed, right in beside if not (state == "holds" and allowed < error * abs(right))
    }
    names = {name for name, *_ in beside} - doubtful
    return {reference for name in names for reference in catalog.identities[name].references}


def _group(rows: pd.DataFrame) -> dict[tuple[str, str, str], pd.DataFrame]:
    """The values of each series by frequency, reference and area."""
    keys = [rows["freq"], rows["source"] + ":" + rows["series"], rows["ref_area"]]
    columns = ["obs_value", "unit_measure"]
    return {
        (str(freq), str(name), str(area)): own.set_index("time_period")[columns].sort_index()
        for (freq, name, area), own in rows.groupby(keys)
    }


def _find_in(held: Mapping[tuple[str, str, str], pd.DataFrame], identity: Identity) -> LookUp:
    return lambda reference: held.get((identity.freq, reference, identity.area), NOTHING)
