"""Test what the catalog declares to hold between series: two formulas with one amount, year by year."""

from __future__ import annotations

import pandas as pd

from remesas.catalog.entries import Catalog, Identity
from remesas.core.frames import IDENTITIES, empty_frame
from remesas.tables.series import AnnualSeries, compute_values


def evaluate_identity(series: AnnualSeries, catalog: Catalog, identity: Identity) -> pd.DataFrame:
    """Both sides of an identity in each of its years.

    Returns:
        Columns time_period, left, right, difference (in the unit of the amounts) and state: ``holds``, ``fails`` or,
        where a side has no value, ``undecided``.

    Raises:
        DataError: If a formula cannot be read or mixes units.
    """
    years = range(identity.first, identity.last + 1)
    left, right = (compute_values(series, catalog, formula, years) for formula in (identity.left, identity.right))
    difference = left - right
    state = (difference.abs() <= identity.tolerance).map({True: "holds", False: "fails"})
    state[difference.isna()] = "undecided"
    rows = pd.DataFrame({"left": left, "right": right, "difference": difference, "state": state})
    return rows.rename_axis("time_period").reset_index()


def holds(series: AnnualSeries, catalog: Catalog, identity: Identity) -> bool:
    """Whether an identity holds in some year and fails in none."""
    states = set(evaluate_identity(series, catalog, identity)["state"])
    return "holds" in states and "fails" not in states


def evaluate_identities(annual: pd.DataFrame, catalog: Catalog, ref_area: str) -> pd.DataFrame:
    """Every identity of an economy in every year (``frames.IDENTITIES``).

    Args:
        annual: Annual series of the vintages in use.
        catalog: Identities and series.
        ref_area: The economy.
    """
    series = AnnualSeries(annual, ref_area)
    parts = [
        evaluate_identity(series, catalog, identity).assign(
            ref_area=ref_area, identity=name, tolerance=identity.tolerance
        )
        for name, identity in catalog.identities(ref_area).items()
    ]
    return pd.concat(parts, ignore_index=True)[list(IDENTITIES.columns)] if parts else empty_frame(IDENTITIES)


def describe_failures(found: pd.DataFrame, catalog: Catalog) -> list[str]:
    """A sentence for each identity that fails: in which years, and by how much at most.

    Args:
        found: ``frames.IDENTITIES``.
        catalog: Has their titles.
    """
    return [
        f"{catalog.identities(str(area))[str(name)].title}: this does not hold in "
        f"{', '.join(map(str, rows['time_period']))} (by up to {rows['difference'].abs().max():.3g}). See "
        f"processed/identities.csv, and whether vintages of two dates are mixed or a provider has a misprint."
        for (area, name), rows in found[found["state"] == "fails"].groupby(["ref_area", "identity"], sort=False)
    ]
