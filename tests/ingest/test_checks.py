"""Each way in which a snapshot can be wrong is refused, and says where.

The checks run here in process on the snapshots of one source; that a refusal stops a run before any output changes is
tested by two faults in tests/workflow/test_bad_input.py.
"""

import hashlib
from pathlib import Path

import pytest
import yaml

from remesas.core.errors import DataError
from remesas.ingest.checks import check_content
from remesas.ingest.observations import check_raw
from remesas.ingest.raw_folder import list_metadata
from remesas.ingest.snapshots import read_snapshot
from support.project import ROOT, copy_raw

SNAPSHOT = Path("raw/banxico/2026-07-01/remittances.csv")
ROW = "SE27803,MEX,_Z,2003-05,1350966936"


@pytest.fixture
def project(tmp_path, monkeypatch):
    """The snapshots of one source in a folder that is the working directory."""
    copy_raw(tmp_path, "banxico")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def refused(catalog):
    """The message with which the snapshots are refused."""
    own = {name: entry for name, entry in catalog.series.items() if name.startswith("banxico:")}
    small = catalog.model_copy(update={"sources": {"banxico": catalog.sources["banxico"]}, "series": own, "tables": {}})

    def run(more=()):
        known = small.model_copy(update={"series": own | dict(more)})
        with pytest.raises(DataError) as error:
            raw = Path("raw")
            check_raw(list_metadata([path for path in raw.rglob("*") if path.is_file()], raw), known)
        return str(error.value)

    return run


def test_the_snapshots_as_they_are_pass(catalog, project, refused):
    with pytest.raises(pytest.fail.Exception, match="DID NOT RAISE"):
        refused()


def replace_snapshot(project, content, *, registered=True, **metadata):
    """Put other bytes in the place of the snapshot; ``registered``: with the checksum and rows that belong to them."""
    path = project / SNAPSHOT
    path.write_bytes(content)
    meta = path.with_name("remittances.meta.yaml")
    entries = yaml.safe_load(meta.read_text(encoding="utf-8"))
    if registered:
        entries["sha256"] = hashlib.sha256(content).hexdigest()
        entries["rows"] = content.count(b"\n") - 1
    meta.write_text(yaml.safe_dump(entries | metadata, allow_unicode=True), encoding="utf-8")


def edited(project, old, new):
    text = (project / SNAPSHOT).read_text(encoding="utf-8")
    assert old in text
    return text.replace(old, new).encode()


CONTENT_FAULTS = {
    "decimal comma": (ROW, "SE27803,MEX,_Z,2003-05,1350966936,5", "2003-05", "do not all have 5 columns"),
    "quoted decimal comma": (ROW, 'SE27803,MEX,_Z,2003-05,"1350966936,5"', "2003-05", "expected a plain number"),
    "thousands separator": (ROW, 'SE27803,MEX,_Z,2003-05,"1,350,966,936"', "2003-05", "expected a plain number"),
    "text in a value": (ROW, "SE27803,MEX,_Z,2003-05,N/E", "2003-05", "expected a plain number"),
    "more than any number": (ROW, "SE27803,MEX,_Z,2003-05,1e309", "2003-05", "up to 308 digits"),
    "no value": (ROW, "SE27803,MEX,_Z,2003-05,", "2003-05", "expected a plain number"),
    "value and period swapped": (ROW, "SE27803,MEX,_Z,1350966936,2003-05", "1350966936", "expected a period YYYY-MM"),
    "areas swapped": (ROW, "SE27803,_Z,MEX,2003-05,1350966936", None, "expected MEX"),
    "month of another form": (ROW, "SE27803,MEX,_Z,05/2003,1350966936", "05/2003", "expected a period YYYY-MM"),
    "month twice": (ROW, f"{ROW}\n{ROW}", "2003-05", "occurs twice"),
    "month missing": (f"{ROW}\n", "", "2003-05", "missing inside the series"),
    "unknown series": (ROW, f"{ROW}\nSE99999,MEX,_Z,2003-05,1", None, "not in the file's metadata"),
    "lost thousand": (ROW, "SE27803,MEX,_Z,2003-05,1350966", "2003-05", "a lost factor of a thousand"),
    "gained thousand": (ROW, "SE27803,MEX,_Z,2003-05,1350966936000", "2003-05", "a lost factor of a thousand"),
    "future month": ("2025-12,5384222296", "2027-01,5384222296", "2027-01", "lies after the vintage"),
}


@pytest.mark.parametrize("fault", CONTENT_FAULTS)
def test_wrong_content_is_refused(project, refused, fault):
    old, new, period, problem = CONTENT_FAULTS[fault]
    replace_snapshot(project, edited(project, old, new))
    message = refused()
    assert str(SNAPSHOT) in message
    assert "SE99999" in message if "unknown" in fault else "SE27803" in message
    assert period is None or f"period {period}" in message
    assert problem in message


def test_a_quarter_that_lacks_inside_a_series_is_refused_as_a_month_is(project, refused):
    path = project / "raw/banxico/2023-09-13/ce174.csv"
    row = "CE174-debit,MEX,_Z,2022-Q4,180232.175425\n"
    content = path.read_text(encoding="utf-8")
    assert row in content
    path.write_text(content.replace(row, ""), encoding="utf-8")
    meta = path.with_name("ce174.meta.yaml")
    entries = yaml.safe_load(meta.read_text(encoding="utf-8"))
    entries |= {"sha256": hashlib.sha256(path.read_bytes()).hexdigest(), "rows": entries["rows"] - 1}
    meta.write_text(yaml.safe_dump(entries, allow_unicode=True), encoding="utf-8")
    message = refused()
    assert "ce174.csv, series banxico:CE174-debit, period 2022-Q4: the quarter is missing inside the series" in message


@pytest.mark.parametrize("ahead", ["budget", "forecast"])
def test_a_budget_or_a_forecast_may_reach_beyond_its_vintage_if_its_metadata_say_so(project, refused, ahead):
    later = edited(project, "2025-12,5384222296", "2026-08,5384222296")
    named = {"id": "SE27803", "title": "Ingresos por remesas, total", "unit": "USD"}
    other = {"id": "CE165-total", "title": "Egresos por remesas, total", "unit": "USD"}
    replace_snapshot(project, later, series=[other, named])
    message = refused()
    assert "period 2026-08" in message and "lies after the vintage 2026-07-01" in message
    assert "`ahead: budget`" in message
    replace_snapshot(project, later, series=[other | {"ahead": ahead}, named])  # said of another series
    assert "lies after the vintage" in refused()
    replace_snapshot(project, later, series=[other, named | {"ahead": ahead}])
    assert "lies after the vintage" not in refused()  # what is left is the gap that the edit made
    replace_snapshot(project, later, series=[other, named | {"ahead": "guess"}])
    assert "ahead" in refused()


def test_a_month_far_from_its_neighbours_is_refused_but_a_series_may_begin_small(catalog, project, refused):
    """Within bounds as wide as can be: only the neighbours tell."""
    wide = {"banxico:SE27803": catalog.series["banxico:SE27803"].model_copy(update={"bounds": (0.0, 1e18)})}
    content = (project / SNAPSHOT).read_bytes()
    first = b"SE27803,MEX,_Z,1995-01,254572352"
    assert first in content and ROW.encode() in content
    replace_snapshot(project, content.replace(first, first[:-3]))
    with pytest.raises(pytest.fail.Exception, match="DID NOT RAISE"):
        refused(wide)
    replace_snapshot(project, content.replace(ROW.encode(), ROW.encode()[:-3]))
    assert "period 2003-05: the value 1350966 USD is over 500 times above or below its neighbours" in refused(wide)


def test_a_truncated_file_is_refused(project, refused):
    content = (project / SNAPSHOT).read_bytes()
    replace_snapshot(project, content[: content.index(ROW.encode()) + len(ROW)], registered=False)
    message = refused()
    assert f"file {SNAPSHOT}: the checksum is" in message
    # 156 months of payments, 101 of receipts from 1995-01 to 2003-05
    assert "257 rows of 528, and ends with SE27803, 2003-05." in message


def test_an_edited_value_is_refused(project, refused):
    replace_snapshot(project, edited(project, ROW, ROW.replace("1350", "1351")), registered=False)
    message = refused()
    assert f"file {SNAPSHOT}: the checksum is" in message and "restore it from git" in message
    assert "it has 528 rows of 528. What to do" in message, "nothing is said of a series: a checksum is of the file"


def test_swapped_columns_are_refused(project, refused):
    header = "series,ref_area,counterpart_area,time_period,obs_value"
    swapped = "series,ref_area,counterpart_area,obs_value,time_period"
    replace_snapshot(project, edited(project, header, swapped))
    message = refused()
    assert str(SNAPSHOT) in message and "expected ['series', 'ref_area'" in message


def test_an_empty_file_is_refused(project, refused):
    replace_snapshot(project, b"", registered=False)
    assert f"file {SNAPSHOT}: the file is empty" in refused()


def test_another_encoding_is_refused(project, refused):
    replace_snapshot(project, edited(project, ROW, ROW.replace("1350966936", "México")).decode().encode("latin-1"))
    message = refused()
    assert f"file {SNAPSHOT}, series SE27803, period 2003-05: the file is not UTF-8" in message


def test_a_unit_that_the_catalog_does_not_accept_is_refused(project, refused):
    series = [
        {"id": "CE165-total", "title": "Egresos por remesas, total", "unit": "USD"},
        {"id": "SE27803", "title": "Ingresos por remesas, total", "unit": "MXN million"},
    ]
    replace_snapshot(project, (project / SNAPSHOT).read_bytes(), series=series)
    message = refused()
    assert str(SNAPSHOT) in message and "banxico:SE27803" in message
    assert "the unit is 'MXN million', the catalog expects 'USD' or 'USD million'" in message


def test_a_unit_that_changed_without_being_said_is_refused(project, refused):
    """US$ thousand under the name of US$: plausible by itself, but not beside the older vintage."""
    lines = (project / SNAPSHOT).read_text(encoding="utf-8").splitlines()
    scaled = [lines[0]] + [
        ",".join([*line.split(",")[:4], str(float(line.split(",")[4]) * (30 if line.startswith("SE27803") else 1))])
        for line in lines[1:]
    ]
    replace_snapshot(project, ("\n".join(scaled) + "\n").encode())
    message = refused()
    assert "banxico:SE27803" in message
    assert "is outside the plausible" in message or "a unit changed" in message


def test_a_file_that_nothing_registers_is_refused(project, refused):
    (project / "raw/banxico/2026-07-01/notes.txt").write_text("what is this?")
    message = refused()
    assert "raw/banxico/2026-07-01/notes.txt" in message and "nothing registers this file" in message


def test_a_lost_snapshot_is_refused(project, refused):
    for name in ("remittances.csv", "remittances.meta.yaml"):
        (project / SNAPSHOT.with_name(name)).unlink()
    message = refused()
    assert str(SNAPSHOT) in message and "restore it from git" in message


def test_a_lost_data_file_is_refused(project, refused):
    (project / SNAPSHOT).unlink()
    message = refused()
    assert str(SNAPSHOT) in message and "missing" in message


def test_a_series_that_no_snapshot_holds_is_refused(catalog, project, refused):
    entry = catalog.series["banxico:SE27803"].model_copy(update={"id": "SE99999"})
    message = refused({"banxico:SE99999": entry})
    assert "banxico:SE99999" in message and "no snapshot holds it" in message


def test_a_series_that_is_awaited_may_have_no_snapshot(catalog, project, refused):
    entry = catalog.series["banxico:SE27803"].model_copy(update={"id": "SE99999", "awaited": True})
    with pytest.raises(pytest.fail.Exception, match="DID NOT RAISE"):
        refused({"banxico:SE99999": entry})


# ---- misprints of the provider ---------------------------------------------------------------------------------------
COMPENDIUM = ROOT / "raw/sectur/2020-11-05/cetm-international-travellers.meta.yaml"
BORDER = "CETM3_1-gasto-turismo-fronterizo"


@pytest.fixture
def corrected(catalog):
    """The observations of the compendium of tourism, with other values for some, and with another correction."""

    def run(values=None, **changes):
        snapshot, frame = read_snapshot(COMPENDIUM)
        for (series, period), value in (values or {}).items():
            frame.loc[(frame["series"] == series) & (frame["time_period"] == period), "obs_value"] = value
        entry = catalog.series[f"sectur:{BORDER}"]
        own = entry.model_copy(update={"corrections": (entry.corrections[0].model_copy(update=changes),)})
        known = catalog.model_copy(update={"series": catalog.series | {f"sectur:{BORDER}": own}})
        tidy = check_content(COMPENDIUM, snapshot, frame, known)
        return tidy.set_index(["series", "time_period"])["obs_value"]

    return run


def test_a_misprint_is_put_right_and_the_file_stays_as_it_is(corrected):
    _, frame = read_snapshot(COMPENDIUM)
    printed = frame.set_index(["series", "time_period"])["obs_value"]
    assert printed[BORDER, "2000"] == printed["CETM3_1-gasto-cruceros", "2000"] == "201.086"
    values = corrected()
    assert values[BORDER, "2000"] == 619.235
    assert values["CETM3_1-gasto-excursionistas-fronterizos", "2002"] == 1850.876
    assert values["CETM3_1-gasto-cruceros", "2002"] == 282.451
    changed = values.compare(printed.astype(float)).index
    assert len(changed) == 3, "nothing else is touched"


def test_every_correction_agrees_with_what_the_same_table_prints_elsewhere(catalog, corrected):
    declared = [entry for name, entry in catalog.series.items() if name.startswith("sectur:") and entry.corrections]
    assert len(declared) == 3
    spent = corrected().unstack("time_period").rename(index=lambda name: name.removeprefix("CETM3_1-gasto-"))
    # Sums that the table itself prints: 5,816.170 + 619.235 = 6,435.405; 1,850.876 + 282.451 = 2,133.327
    both = spent.loc[["turismo-receptivo", "turismo-fronterizo"], "2000"].sum()
    assert both == pytest.approx(spent.loc["turistas", "2000"], abs=5e-4)
    same_day = spent.loc[["excursionistas-fronterizos", "cruceros"], "2002"].sum()
    assert same_day == pytest.approx(spent.loc["excursionistas", "2002"], abs=5e-4)
    # and the block about the border, which prints two of them a second time
    assert spent.loc["turismo-fronterizo", "2000"] == spent.loc["frontera-turismo", "2000"]
    assert spent.loc["excursionistas-fronterizos", "2002"] == spent.loc["frontera-excursionistas", "2002"]


def test_a_value_that_the_provider_has_changed_is_not_corrected_in_silence(corrected):
    with pytest.raises(DataError) as error:
        corrected({(BORDER, "2000"): "619.2"})
    message = str(error.value)
    assert BORDER in message and "2000" in message
    assert "the catalog corrects 201.086 to 619.235, but the value is 619.2: the provider has changed it." in message
    assert "write `mended: '2020-11-05'` into the correction" in message


def test_a_value_that_the_provider_has_put_right_is_taken_from_then_on(corrected):
    mended = {(BORDER, "2000"): "619.235"}
    assert corrected(mended, mended="2020-11-05")[BORDER, "2000"] == 619.235
    with pytest.raises(DataError, match="the provider has changed it"):
        corrected(mended, mended="2020-11-06")  # said of a later vintage than this one
    # the misprint itself, in an older vintage that is read again, is still put right
    assert corrected(mended="2020-11-05")[BORDER, "2000"] == 619.235


def test_another_frequency_than_the_catalogs_is_refused(catalog, project, refused):
    """Else the one month of a year that has begun would become the year."""
    entry = catalog.series["banxico:SE27803"].model_copy(update={"freq": "A"})
    said = refused({"banxico:SE27803": entry})
    assert "series banxico:SE27803: its frequency is M, the catalog expects A. What to do: correct freq" in said
