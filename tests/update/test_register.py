"""The command that registers a file: what it accepts, what it refuses and how it says so."""

import os
import re
import subprocess
import sys
from types import SimpleNamespace

import pandas as pd
import pytest

from remesas.ingest.checks import check_content
from remesas.ingest.raw_folder import META
from remesas.ingest.snapshots import read_snapshot
from remesas.update.comparison import Changes
from remesas.update.register import describe_series
from support.project import ROOT
from support.receipts import NEWEST, receipts, scaled


def files(raw):
    return {path: path.read_bytes() for path in raw.rglob("*") if path.is_file()}


def test_a_newer_snapshot_is_registered_with_its_metadata_and_checked_as_any(run, raw, catalog):
    before = files(raw)
    status, said = run(receipts(("2026-01", "4594000000")), "--note", "By hand.", "--retrieved", "2026-09-01")
    assert (status, "1 new, 0 revised, 0 withdrawn observations since 2026-07-01" in said) == (0, True)
    meta = raw / "banxico/2026-09-01" / f"remittances{META}"
    snapshot, frame = read_snapshot(meta)
    assert check_content(meta, snapshot, frame, catalog)["time_period"].max() == "2026-01"
    assert snapshot.obtained.how == "provider-file"
    assert snapshot.obtained.note == "Registered from the file new.csv. By hand."
    assert [(item.id, item.unit) for item in snapshot.series] == [("SE27803", "USD")]
    assert {path: path.read_bytes() for path in before} == before


LACKING = (
    "Not in this file, though in vintage 2026-07-01, which stays in use: CE165-total. What to do: see whether the "
    "download left it out; if not, look the series up at its provider: if it was renamed, "
)


def test_a_file_that_merely_lacks_a_series_of_the_last_vintage_says_so(run, raw):
    before = files(raw)
    status, said = run(receipts())
    assert (status, said.split("\n")[0]) == (0, "No new vintage: nothing changed since 2026-07-01.")
    assert LACKING in said
    assert files(raw) == before


def test_a_newer_file_that_lacks_a_series_of_the_last_vintage_says_so(run):
    status, said = run(receipts(("2026-01", "4594000000")))
    assert (status, LACKING in said) == (0, True)


def test_a_whole_file_and_one_of_a_named_series_lack_nothing(run):
    assert run(NEWEST.read_bytes())[1] == "No new vintage: nothing changed since 2026-07-01.\n"
    assert run(NEWEST.read_bytes(), "--series", "SE27803")[1] == "No new vintage: nothing changed since 2026-07-01.\n"


def test_a_named_series_that_the_file_lacks_is_told(run):
    assert LACKING in run(receipts(), "--series", "SE27803", "--series", "CE165-total")[1]


def test_a_series_is_told_as_served_by_the_vintage_that_has_it_and_is_not_later(run):
    said = run(receipts(change=lambda f: f[f["time_period"] < "2023-09"]), "--withdrawn", "1", vintage="2025-01-01")[1]
    assert "CE165-total" not in said


def test_another_dataset_of_the_same_day_joins_its_vintage(run, raw):
    status, said = run(receipts(("2026-01", "4594000000")), vintage="2026-06-20")
    assert status == 0, said
    assert sorted(path.name for path in (raw / "banxico/2026-06-20").iterdir()) == [
        "ce125.csv", "ce125.meta.yaml", "remittances.csv", "remittances.meta.yaml",
    ]  # fmt: skip


def swapped(frame):
    return frame.assign(ref_area=frame["time_period"], time_period="MEX")


def without(*periods):
    return lambda frame: frame[~frame["time_period"].isin(periods)]


REFUSED = {
    "vintage exists": (receipts(("2026-01", "4594000000")), ["--vintage", "2026-07-01"], "holds this dataset already"),
    "shorter": (receipts(change=lambda f: f[f["time_period"] < "2025-11"]), [],
                r"shorter than vintage 2026-07-01: it would take away SE27803 2025-11 to 2025-12 \(2\)\. What to do: "
                r"obtain the whole series, or the newest .* say --withdrawn 2\."),
    "shorter than said": (receipts(change=lambda f: f[f["time_period"] < "2025-11"]), ["--withdrawn", "1"],
                          r"SE27803 2025-11 to 2025-12 \(2\)"),
    "nothing withdrawn": (receipts(), ["--withdrawn", "2"], "nothing of the last vintages is lost, not 2 observations"),
    "factor of a thousand": (receipts(change=scaled), [], "factor of a thousand|a unit changed|outside the plausible"),
    "other unit": (receipts(("2026-01", "1")), ["--unit", "USD million"], "outside the plausible|a unit changed"),
    "unit not accepted": (receipts(), ["--unit", "persons"], "the catalog expects 'USD' or 'USD million'"),
    "lost month": (receipts(change=without("2001-05")), ["--withdrawn", "1"], "period 2001-05.*missing inside"),
    "month twice": (receipts(("2025-12", "5322418733")), [], "period 2025-12: the period occurs twice"),
    "huge value": (receipts(("2026-01", "4594000000000")), [], "period 2026-01.*factor of a thousand"),
    "future": (receipts(("2026-02", "4594000000")), ["--vintage", "2026-01-31"], "2026-02: the period lies"),
    "decimal comma": (receipts(("2026-01", '"4594,5"')), [], "2026-01.*plain number"),
    "text": (receipts(("2026-01", "n/a")), [], "2026-01.*plain number"),
    "unknown series": (receipts().replace("SE27803", "SE99999"), [], "series banxico:SE99999.*not in the catalog"),
    "swapped columns": (receipts(change=swapped), [], "columns swapped"),
    "other columns": ("series,ref_area,counterpart_area,time_period,value\n", [], "the columns are"),
    "empty": ("", [], "file is empty"),
    "header only": ("series,ref_area,counterpart_area,time_period,obs_value\n", [], "no observation"),
    "latin-1": (receipts().replace("SE27803", "SÉ").encode("latin-1"), [], "not UTF-8"),
    "bad vintage": (receipts(), ["--vintage", "1/9/2026"], "is no vintage: write"),
    "vintage after today": (receipts(), ["--vintage", "2026-11-26"],
                            "2026-11-26 lies in the future: today is 2026-11-25"),
    "year to come": (receipts(), ["--vintage", "2027"], "2027 lies in the future"),
    "no such day": (receipts(), ["--vintage", "2026-02-30"], "'2026-02-30' is no vintage: there is no such day. What"),
    "full-width digits": (receipts().replace("1995-01,", "1995-01,\uff11"), [], "1995-01.*plain number"),
    "huge exponent": (receipts(("2026-01", "1e99999999")), [], "2026-01.*plain number"),
    "more than any number, tidy": (receipts(("2026-01", "9" * 400)), [],
                                   "banxico:SE27803, period 2026-01: obs_value is '9{40}'…, expected .*308 digits"),
    "more than any number, plain": ("series_id,period,value\nSE27803,2026-01,1e400\n", [], "2026-01.*308 digits"),
    "more than any number, SDMX": ("SERIES,TIME_PERIOD,OBS_VALUE\nSE27803,2026-01,-1e999\n", [], "01.*308 digits"),
    "more than any number, columns": ("Fecha,SE27803\n01/01/2026,1e400\n", [], "period 2026-01.*308 digits"),
    "unit of another series": (receipts(("2026-01", "4594000000")), ["--unit", "SE99999=USD"],
                               "new.csv, series SE99999: --unit says the unit .* file has only SE27803. What to do"),
    "other dataset, no value": ("Fecha,SE27803,X\n01/01/1995,,5\n01/02/1995,,6\n", ["--dataset", "ce125"],
                                "none of its columns or rows is the series .there are: SE27803; X"),
    "other dataset": (receipts(), ["--dataset", "ce125"],
                      "series belong to dataset remittances of banxico, not to ce125: SE27803.*--dataset remittances"),
    "unknown dataset": (receipts(), ["--dataset", "remitances"], "use one of ce125, ce174, ce36"),
    "unknown source": (receipts(), ["--source", "bancomex"], "no source 'bancomex'"),
    "unknown series named": (receipts(), ["--series", "SE1"], "not in the catalog"),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_what_does_not_fit_is_refused_and_nothing_is_written(run, raw, case):
    content, options, expected = REFUSED[case]
    before = files(raw.parent)
    status, said = run(content, *options)
    assert status == 1
    assert said.startswith("Refused: ")
    assert re.search(expected, said), said
    assert said.count("\n") == 1
    after = files(raw.parent)
    assert {path.name for path in set(after) - set(before)} == {"new.csv"}


def test_a_provider_may_have_withdrawn_observations(run):
    status, said = run(receipts(change=lambda f: f[f["time_period"] < "2025-11"]), "--withdrawn", "2")
    assert (status, "0 new, 0 revised, 2 withdrawn" in said) == (0, True)
    assert "withdrawn: SE27803 2025-11 to 2025-12 (2)" in said


@pytest.mark.parametrize(
    ("named", "near"),
    [
        ("SE278033", "; near to it: SE27803 (Ingresos por remesas, total)"),
        ("se27803", "; near to it: SE27803 ("),
        ("X", ""),
    ],
)
def test_a_series_misspelt_is_refused_with_those_like_it_and_those_of_the_dataset(run, named, near):
    status, said = run(receipts(), "--series", named)
    assert status == 1
    assert said.startswith(f"Refused: series banxico:{named}: this series of --series is not in the catalog{near}")
    assert ("near to it" in said) is bool(near)
    assert "(banxico remittances has SE27803, CE165-total)" in said


def test_help_tells_formats_and_examples_without_importing_what_reads_them():
    watch = "import sys; from remesas.update.command import main\ntry: main(['register', '--help'])\n"
    watch += "finally: print({'pandas', 'pydantic', 'pint', 'weasyprint'} & set(sys.modules))"
    environment = os.environ | {"PYTHONPATH": str(ROOT / "workflow")}
    result = subprocess.run(
        [sys.executable, "-c", watch], env=environment, capture_output=True, text=True, timeout=120, check=False
    )
    assert result.returncode == 0, result.stderr
    assert all(
        word in result.stdout for word in ("--source", "SDMX-CSV", "never overwritten", "series_id,period,value")
    )
    assert result.stdout.endswith("set()\n")


def test_a_vintage_that_has_begun_may_end_later(run):
    status, said = run(receipts(("2026-01", "4594000000")), vintage="2026-H2")
    assert (status, "1 new, 0 revised" in said) == (0, True), said


@pytest.mark.parametrize(
    ("option", "value", "expected"),
    [
        ("--url", "https://example.org/x?token=SECRETMARK123", "holds a secret \\(token\\)"),
        ("--url", "https://example.org/x?series=1&API_KEY=SECRETMARK123", "holds a secret \\(api_key\\)"),
        ("--url", "https://me:SECRETMARK123@example.org/x", "user and password"),
        ("--retrieved", "yesterday", "write YYYY-MM-DD"),
    ],
)
def test_metadata_hold_no_secret_and_a_real_day(run, raw, capsys, option, value, expected):
    before = files(raw)
    with pytest.raises(SystemExit):
        run(receipts(("2026-01", "4594000000")), option, value)
    shown = capsys.readouterr().err
    assert re.search(expected, shown)
    assert "SECRETMARK123" not in shown
    assert files(raw) == before


def test_the_one_economy_of_many_that_is_new_or_revised_is_named():
    """Guatemala alone of 246: `revised: 2024 +30.00%` did not say whose."""
    frame = pd.DataFrame({"series": "X", "ref_area": ["GTM", "MEX"]})
    row = {"series": "X", "ref_area": "GTM", "time_period": "2024", "obs_value": 1.3, "obs_value_held": 1.0}
    told = pd.DataFrame([row])
    changes = Changes(previous=("2026-04",), new=told.assign(time_period="2025"), revised=told, lost=told.iloc[:0])
    accepted = SimpleNamespace(frame=frame, changes=changes, snapshot=SimpleNamespace(carried=()))
    assert list(describe_series(accepted, "X")) == [
        "new: 2025 of GTM (1)", "revised: 2024 GTM +30.00% (1 in all)",
    ]  # fmt: skip
    alone = SimpleNamespace(frame=frame.iloc[:1], changes=changes, snapshot=accepted.snapshot)
    assert list(describe_series(alone, "X")) == ["new: 2025 (1)", "revised: 2024 +30.00% (1 in all)"]


@pytest.mark.parametrize("day", ["2099-01-01", "2026-08-31"])
def test_a_day_of_retrieval_that_cannot_be_is_refused(run, raw, day):
    before = files(raw)
    status, said = run(receipts(("2026-01", "4594000000")), "--retrieved", day)
    assert status == 1 and f"retrieved on {day}, which is not between its vintage, 2026-09-01, and today" in said
    assert files(raw) == before
