import pandas as pd
import pytest

from remesas.revisions.series import classify

MISSING = float("nan")


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (1000, 1000, "none"),
        (0, 0, "none"),
        (1000, 1000.009, "none"),  # 0.0009%: the rounding of a file
        (1000, 1000.01, "small"),  # 0.001%
        (1000, 1009.99, "small"),
        (1000, 1010, "moderate"),  # 1%
        (3, 3.03, "moderate"),  # 1% that binary numbers make a little less
        (1000, 990, "moderate"),
        (1000, 1149.99, "moderate"),
        (1000, 1150, "large"),  # 15%
        (1000, 850, "large"),
        (-1556, -1077, "large"),
        (0, 1, "large"),
        (MISSING, 5, "appeared"),
        (5, MISSING, "disappeared"),
    ],
)
def test_the_edges_of_the_classes(old, new, expected):
    assert classify(pd.Series([old], dtype=float), pd.Series([new], dtype=float))["class"].item() == expected


def test_size_is_relative_to_the_old_value_without_its_sign():
    sizes = classify(pd.Series([-200.0, 200.0, 0.0]), pd.Series([-100.0, 250.0, 7.0]))
    assert sizes["difference"].tolist() == [100, 50, 7]
    assert sizes["difference_percent"].tolist()[:2] == [50, 25]
    assert pd.isna(sizes["difference_percent"].iloc[2])
