"""A few of the wrong values that ./remesas mutations makes by the hundred: none passes in silence."""

import pytest
from mutations import KINDS, LARGE, Raw, judge, mutate

from support.project import ROOT


@pytest.fixture(scope="module")
def raw():
    return Raw.read()


@pytest.mark.parametrize(
    ("snapshot", "series", "period", "kind", "outcome"),
    [
        # a month without its last digit, a part that is a tenth: both had been taken
        ("banxico/2026-07-01/remittances", "SE27803", "2020-03", "a tenth", "marked"),
        ("banxico/2026-06-20/ce125", "SE32150", "2022-06", "a tenth", "marked"),
        # exports of 2019, threefold: 45 figures had been wrong
        ("worldbank/2025-H2/wdi", "TX.VAL.MRCH.CD.WT", "2019", "threefold", "marked"),
        ("inegi/2026-03-31/evi", "6207123177", "2021-04", "+5%", "marked"),
        ("ins/1999-02/budget", "budget-requested-next", "1999", "a third", "refused"),
    ],
)
def test_a_wrong_value_does_not_pass_in_silence(raw, snapshot, series, period, kind, outcome):
    meta = ROOT / "raw" / f"{snapshot}.meta.yaml"
    rows = raw.snapshots[meta][1]
    at = (rows["series"] == series) & (rows["time_period"] == period) & rows["ref_area"].isin(["MEX", "USA"])
    found = rows.index[at & ~((rows["ref_area"] == "USA") & (at & (rows["ref_area"] == "MEX")).any())]
    assert len(found) == 1
    assert judge(raw, mutate(raw, meta, found[0], kind))[0] == outcome


def test_every_kind_changes_a_value_as_it_says():
    changed = {kind: change("1234", "1200") for kind, change in KINDS.items()}
    assert changed.pop("a third").startswith("411.33")
    assert changed == {
        "+5%": "1295.70", "copied": "1200", "a tenth": "123.4", "threefold": "3702", "tenfold": "12340",
        "digits swapped": "2134", "sign": "-1234", "thousandfold": "1234000", "missing": "",
    }  # fmt: skip
    assert set(LARGE) <= set(KINDS)
