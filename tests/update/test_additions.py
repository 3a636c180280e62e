"""A file of the newest periods alone is added to the last vintage, once its overlap or its join is checked."""

import datetime as dt
import io

import pandas as pd
import pytest

from remesas.core.errors import DataError
from remesas.ingest.checks import check_content
from remesas.ingest.raw_folder import META
from remesas.ingest.snapshots import Carried, Obtained, read_snapshot
from remesas.update.acceptance import Candidate, accept_candidate
from remesas.update.command import main
from remesas.update.periods import follow
from support.project import ROOT, copy_raw

TODAY = dt.date(2026, 11, 25)
HELD = pd.read_csv(ROOT / "raw/banxico/2026-07-01/remittances.csv", dtype=str).query("series == 'SE27803'")
NEW = {"2026-01": "4594000000", "2026-02": "4471000000", "2026-03": "5300000000"}
HEADER = "series_id,period,value\n"


def months(values, since="2026-01", **changed):
    """The months held since one, some of them changed (by a factor), and new ones."""
    held = HELD[HELD["time_period"] >= since]
    rows = dict(zip(held["time_period"], held["obs_value"], strict=True)) | values
    for name, times in changed.items():
        period = name.removeprefix("in_").replace("_", "-")
        rows[period] = str(round(int(rows[period]) * times))
    return HEADER + "".join(f"SE27803,{period},{value}\n" for period, value in rows.items())


@pytest.fixture
def raw(tmp_path):
    return copy_raw(tmp_path, "banxico/2026-07-01")


@pytest.fixture
def run(raw, tmp_path, capsys):
    def run(content, *options, vintage="2026-09-01", dataset="remittances"):
        path = tmp_path / "new.csv"
        path.write_text(content, encoding="utf-8")
        status = main(["register", str(path), "--source", "banxico", "--dataset", dataset, "--vintage", vintage,
                       "--raw", str(raw), *options], TODAY)  # fmt: skip
        captured = capsys.readouterr()
        return status, captured.out + captured.err

    return run


def stored(raw, vintage="2026-09-01"):
    return read_snapshot(raw / "banxico" / vintage / f"remittances{META}")


def values(frame):
    return dict(zip(frame["time_period"], frame["obs_value"], strict=True))


def test_new_months_with_an_overlap_are_added_and_the_snapshot_holds_the_whole_series(run, raw, catalog):
    status, said = run(months(NEW, since="2025-10", in_2025_12=1.01))
    assert status == 0, said
    snapshot, frame = stored(raw)
    expected = values(HELD) | NEW | {"2025-12": str(round(int(values(HELD)["2025-12"]) * 1.01))}
    assert values(frame) == expected
    assert list(frame["time_period"]) == sorted(expected)
    assert snapshot.carried == (Carried(series="SE27803", vintage="2026-07-01", first="1995-01", last="2025-09"),)
    check_content(raw / "banxico/2026-09-01" / f"remittances{META}", snapshot, frame, catalog)
    assert "3 new, 1 revised, 0 withdrawn observations since 2026-07-01" in said
    assert "    new: 2026-01 to 2026-03 (3)\n    revised: 2025-12 +1.00% (1 in all)\n" in said
    assert "    carried over from vintage 2026-07-01, not obtained anew: 1995-01 to 2025-09\n" in said
    assert "SE27803: 2026 has 3 of 12 months" in said


def test_new_months_alone_are_added_where_they_follow_directly(run, raw):
    assert run(months(NEW))[0] == 0
    snapshot, frame = stored(raw)
    assert values(frame) == values(HELD) | NEW
    assert snapshot.carried[0].last == "2025-12"


def test_months_are_added_to_an_addition(run, raw):
    assert run(months(NEW))[0] == 0
    status, said = run(HEADER + "SE27803,2026-03,5300000000\nSE27803,2026-04,5000000000\n", vintage="2026-10-01")
    assert (status, "1 new, 0 revised, 0 withdrawn observations since 2026-09-01" in said) == (0, True), said
    snapshot, frame = stored(raw, "2026-10-01")
    assert values(frame) == values(HELD) | NEW | {"2026-04": "5000000000"}
    assert (snapshot.carried[0].vintage, snapshot.carried[0].last) == ("2026-09-01", "2026-02")


def test_what_is_carried_over_is_written_in_the_unit_of_the_file(run, raw):
    status, said = run(HEADER + "SE27803,2026-01,4594.1\n", "--unit", "USD million")
    assert status == 0, said
    assert values(HELD)["2025-12"] == "5384222296"
    assert [values(stored(raw)[1])[period] for period in ("2025-12", "2026-01")] == ["5384.222296", "4594.1"]


def test_a_file_that_lacks_only_the_beginning_loses_nothing(run, raw):
    status, said = run(months(NEW, since="1995-04"))
    assert (status, "0 withdrawn" in said) == (0, True)
    assert values(stored(raw)[1]) == values(HELD) | NEW


def test_nothing_is_carried_over_where_the_provider_withdrew_it(run, raw):
    status, said = run(months(NEW, since="1995-04"), "--withdrawn", "3")
    assert status == 0, said
    assert "3 withdrawn observations since 2026-07-01, withdrawn: SE27803 1995-01 to 1995-03 (3).\n" in said
    assert stored(raw)[0].carried == ()
    assert stored(raw)[1]["time_period"].min() == "1995-04"


REFUSED = {
    "gap": (HEADER + "SE27803,2026-02,4471000000\n", [],
            "period 2026-01: it begins with 2026-02, but vintage 2026-07-01 ends with 2025-12. What to do: obtain it"),
    "older months": (months({}, since="2025-01").split("SE27803,2025-11")[0], [],
                     "it would take away SE27803 1995-01 to 2024-12, 2025-11 to 2025-12 (362)"),
    "month lacking": (months(NEW, since="2025-10").replace("2025-11", "2026-04"), [],
                      "period 2025-11: the month is missing inside the series"),
    "first month revised": (months(NEW, since="2025-11", in_2025_11=1.02), [],
                            "period 2025-11: it begins with a period that is revised, from 5193.64 to 5297.51 USD "
                            "million, so those before it, which it lacks, may have been revised too"),
    "wrong count": (months(NEW, since="1995-04"), ["--withdrawn", "528"], "SE27803 1995-01 to 1995-03 (3)"),
    "another level without overlap": (HEADER + "SE27803,2026-01,82692000000\n", [], "is outside the plausible"),
    "another level within the bounds": (HEADER + "SE27803,2026-01,12000000000\n", [],
                                        "no period is in both the file and vintage 2026-07-01, and its values (median "
                                        "12000 USD million) are far from the last ones there ("),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_what_does_not_join_is_refused_and_nothing_is_written(run, raw, case):
    content, options, expected = REFUSED[case]
    status, said = run(content, *options)
    assert (status, said.startswith("Refused: ")) == (1, True)
    assert expected in said
    assert not (raw / "banxico/2026-09-01").exists()


@pytest.mark.parametrize(
    ("case", "options"),
    [("first month revised", []), ("another level within the bounds", ["--doubtful", "1"])],
)
def test_what_is_known_to_be_revised_may_be_added(run, raw, case, options):
    assert run(REFUSED[case][0], "--allow-revised", *options)[0] == 0
    assert stored(raw)[1]["time_period"].min() == "1995-01"


def test_the_largest_revisions_are_listed(run):
    changed = {f"in_2025_{month:02d}": 1 + month / 100 for month in range(1, 13)}
    said = run(months(NEW, since="2024-01", **changed))[1]
    assert "    revised, the largest: 2025-12 +12.00%, 2025-11 +11.00%, " in said
    assert "2025-03 +3.00% (12 in all)\n" in said
    assert "2025-02" not in said


def test_a_value_that_changes_its_sign_is_told_by_both(run, raw):
    """SE36600, a balance in thousand dollars, of December 2025."""
    copy_raw(raw.parent, "banxico/2026-06-20")
    held = pd.read_csv(raw / "banxico/2026-06-20/ce125.csv", dtype=str).query("series == 'SE36600'")
    rows = values(held[held["time_period"] >= "2025-06"])
    changed = rows | {"2025-12": str(-float(rows["2025-12"]))}
    content = HEADER + "".join(f"SE36600,{period},{value}\n" for period, value in changed.items())
    status, said = run(content, dataset="ce125")
    assert (status, "2025-12: does not add up with what else is published (ce125-oil-balance)" in said) == (1, True)
    said = run(content, "--doubtful", "1", dataset="ce125")[1]
    old = float(rows["2025-12"]) / 1000
    assert f"    revised: 2025-12 from {old:g} to {-old:g} (1 in all)\n" in said


def test_what_another_dataset_of_the_same_vintage_holds_is_not_carried_over_into_it(run, raw):
    status, said = run(months(NEW), "--series", "SE27803", vintage="2026-07-01", dataset="ce125")
    assert status == 1
    assert "series banxico:SE27803: vintage 2026-07-01 of banxico holds this dataset already, with other data" in said
    assert not (raw / "banxico/2026-07-01/ce125.csv").exists()


def test_a_table_of_many_series_may_be_added_to(raw, run):
    copy_raw(raw.parent, "banxico/2026-06-20")
    held = pd.read_csv(raw / "banxico/2026-06-20/ce125.csv", dtype=str)
    last = held[held["time_period"] >= "2025-11"]
    january = held[held["time_period"] == "2025-01"].assign(time_period="2026-01")
    text = io.StringIO()
    pd.concat([last, january]).to_csv(text, index=False)
    status, said = run(text.getvalue(), dataset="ce125")
    assert status == 0, said
    count = held["series"].nunique()
    assert f"{count} new, 0 revised, 0 withdrawn observations" in said
    frame = pd.read_csv(raw / "banxico/2026-09-01/ce125.csv", dtype=str)
    assert len(frame) == len(held) + count


def candidate(frame):
    return Candidate("banxico", "remittances", "2026-09-01", frame, {"SE27803": "USD"}, {},
                     Obtained(how="provider-api", note=""), "answer")  # fmt: skip


def test_what_a_provider_was_asked_for_is_no_addition(raw, catalog):
    frame = HELD[HELD["time_period"] >= "2025-01"].reset_index(drop=True)
    with pytest.raises(DataError, match=r"would take away SE27803 1995-01 to 2024-12 \(360\)"):
        accept_candidate(candidate(frame), catalog, raw, TODAY)
    assert not accept_candidate(candidate(frame), catalog, raw, TODAY, may_add=True).changes


def test_an_extract_for_some_areas_names_those_that_it_lacks(tmp_path, capsys, catalog):
    raw = copy_raw(tmp_path, "worldbank/2026-06")
    held = pd.read_csv(raw / "worldbank/2026-06/wdi.csv", dtype=str)
    own = held[(held["series"] == "TX.VAL.FUEL.ZS.UN") & (held["ref_area"] == "MEX")]
    newest = own["time_period"].max()
    (tmp_path / "new.csv").write_text(
        f"{HEADER}".replace("period", "iso3,period") + f"TX.VAL.FUEL.ZS.UN,MEX,{follow(newest)},4.5\n", encoding="utf-8"
    )
    status = main(["register", str(tmp_path / "new.csv"), "--source", "worldbank", "--dataset", "wdi", "--vintage",
                   "2026-09-01", "--raw", str(raw)], TODAY)  # fmt: skip
    said = capsys.readouterr().out
    others = held.loc[held["series"] == "TX.VAL.FUEL.ZS.UN", "ref_area"].nunique() - 1
    assert status == 0
    assert f"TX.VAL.FUEL.ZS.UN: not in this file, so that their last vintages stay in use: {others} areas (" in said
