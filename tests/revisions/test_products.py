"""A share and its total that are revised against each other are no revision of what is made from them."""

import pandas as pd
import pytest

from remesas.revisions.products import fold_products, list_products
from remesas.revisions.series import classify, reach

SHARE, TOTAL = "BX.GSR.TRVL.ZS", "BX.GSR.NFSV.CD"
PAIR = (f"worldbank:{SHARE}", f"worldbank:{TOTAL}")


def revised(series, old, new, vintage="2013-12"):
    rows = {
        "source": "worldbank", "series": series, "ref_area": "MEX", "counterpart_area": "_Z", "kind": "vintage",
        "old_vintage": vintage, "new_vintage": "2025-H2", "time_period": [2011, 2012],
        "old_value": pd.Series(old, dtype=float), "new_value": pd.Series(new, dtype=float),
    }  # fmt: skip
    frame = pd.DataFrame(rows)
    return frame.join(classify(frame["old_value"], frame["new_value"]))


def fold(*frames):
    revisions = pd.concat(frames, ignore_index=True)
    return fold_products(reach(revisions), revisions, [PAIR], "MEX").set_index("series")


def test_what_cancels_is_not_revised():
    # 80% of 10 and 50% of 16 are 8
    rows = fold(revised(SHARE, [80, 80], [50, 50]), revised(TOTAL, [10, 10], [16, 16]))
    assert list(rows.index) == [f"{SHARE} × {TOTAL}"]
    assert (rows["years"].iloc[0], rows["none"].iloc[0], rows["revised"].iloc[0]) == (2, 2, 0)


def test_what_does_not_cancel_is_revised_by_the_product():
    # 80% of 10 is 8, 50% of 20 is 10: 25% more
    rows = fold(revised(SHARE, [80, 80], [50, 50]), revised(TOTAL, [10, 10], [16, 20]))
    assert rows["largest_percent"].iloc[0] == pytest.approx(25)
    assert (rows["large"].iloc[0], rows["largest_year"].iloc[0]) == (1, 2012)


def test_series_of_other_vintages_stay_by_themselves():
    rows = fold(revised(SHARE, [80, 80], [50, 50]), revised(TOTAL, [10, 10], [16, 16], "2018-08-04"))
    assert sorted(rows.index) == [TOTAL, SHARE]


def test_the_travel_share_is_used_with_its_total_alone_and_total_exports_are_not(catalog):
    products = list_products(catalog, ["worldbank"], "MEX")
    assert PAIR in products
    assert ("worldbank:TX.VAL.FUEL.ZS.UN", "worldbank:TX.VAL.MRCH.CD.WT") not in products
