"""Revise products: where a figure is a share of a total, what was revised is their product, not each of the two.

A share and its total can be revised against each other: of the World Bank's travel receipts, the total of services grew
by a quarter and the share of travel fell by as much, and what the brief uses of them did not change at all.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

import pandas as pd

from remesas.catalog.catalog import Catalog
from remesas.core.references import REFERENCE
from remesas.revisions.series import PAIR, VINTAGE, classify, reach

PRODUCT = re.compile(r"\{([a-z]+:[^{}]+)\} \* \{([a-z]+:[^{}]+)\}")
TIMES = " × "
"""Stands between the two series of a product."""


def list_products(catalog: Catalog, bases: Iterable[str], ref_area: str) -> list[tuple[str, str]]:
    """The products of two series (``source:series``) in the formulas of some bases, which use neither otherwise."""
    formulas = [
        term.formula
        for basis in bases
        for columns in catalog.roles(basis, ref_area).values()
        for role in columns.values()
        for term in role.terms
    ]
    found = [pair for formula in formulas for pair in PRODUCT.findall(formula)]
    used = Counter(":".join(parts) for formula in formulas for parts in REFERENCE.findall(formula))
    inside = Counter(reference for pair in found for reference in pair)
    return [pair for pair in dict.fromkeys(found) if all(used[reference] == inside[reference] for reference in pair)]


def fold_products(
    reached: pd.DataFrame, revisions: pd.DataFrame, products: Iterable[tuple[str, str]], ref_area: str
) -> pd.DataFrame:
    """Rows of ``reach`` with those of two series replaced by that of their product.

    Args:
        reached: Rows of ``reach``.
        revisions: ``frames.REVISIONS``.
        products: Output of ``list_products``.
        ref_area: The economy.

    Returns:
        The rows; ``series`` of a product names both. Only series of which the same earlier vintage holds both are
        replaced.
    """
    own = revisions[(revisions["ref_area"] == ref_area) & (revisions["kind"] == VINTAGE)]
    own = own.assign(reference=own["source"] + ":" + own["series"])
    keys = ["source", "ref_area", "counterpart_area", "kind", "old_vintage", "time_period"]
    names = reached["source"] + ":" + reached["series"]
    for left, right in products:
        vintages = reached.loc[(names == left) & (reached["ref_area"] == ref_area), "old_vintage"]
        sides = [own[(own["reference"] == name) & own["old_vintage"].isin(vintages)] for name in (left, right)]
        both = sides[0].merge(sides[1], on=keys, suffixes=("", "_right"))
        if not len(both):
            continue
        old, new = (both[name] * both[f"{name}_right"] for name in ("old_value", "new_value"))
        rows = both[[*PAIR, "time_period", "new_vintage"]].assign(
            series=both["series"] + TIMES + both["series_right"], old_value=old, new_value=new
        )
        folded = names.isin([left, right]) & reached["old_vintage"].isin(both["old_vintage"])
        reached = pd.concat([reached[~folded], reach(rows.join(classify(old, new)))], ignore_index=True)
        names = reached["source"] + ":" + reached["series"]
    return reached
