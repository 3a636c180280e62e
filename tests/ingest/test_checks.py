"""Each way in which a snapshot can be wrong stops the run, says where, and leaves every output as it was."""

import hashlib
from pathlib import Path

import pytest
import yaml

SNAPSHOT = Path("raw/banxico/2026-07-01/remittances.csv")
ROW = "SE27803,MEX,_Z,2003-05,1350966936"


def outputs(project):
    """What the run has made, with the bytes of each file."""
    folders = (project / "processed", project / "reports")
    return {path: path.read_bytes() for folder in folders for path in folder.rglob("*") if path.is_file()}


def refused(snakemake, project):
    """The message of a run that must fail without a change to any output."""
    before = outputs(project)
    result = snakemake(project)
    assert result.returncode != 0, result.stdout
    assert outputs(project) == before
    assert "Traceback" not in result.stdout
    return " ".join(result.stdout.split())


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
def test_wrong_content_is_refused(snakemake, rebuilt, fault):
    old, new, period, problem = CONTENT_FAULTS[fault]
    replace_snapshot(rebuilt, edited(rebuilt, old, new))
    message = refused(snakemake, rebuilt)
    assert str(SNAPSHOT) in message
    assert "SE99999" in message if "unknown" in fault else "SE27803" in message
    assert period is None or f"period {period}" in message
    assert problem in message


def test_a_truncated_file_is_refused(snakemake, rebuilt):
    content = (rebuilt / SNAPSHOT).read_bytes()
    replace_snapshot(rebuilt, content[: content.index(ROW.encode()) + len(ROW)], registered=False)
    message = refused(snakemake, rebuilt)
    assert f"file {SNAPSHOT}, series SE27803, period 2003-05: the checksum is" in message
    assert "257 rows of 528" in message  # 156 months of payments, 101 of receipts from 1995-01 to 2003-05


def test_an_edited_value_is_refused(snakemake, rebuilt):
    replace_snapshot(rebuilt, edited(rebuilt, ROW, ROW.replace("1350", "1351")), registered=False)
    message = refused(snakemake, rebuilt)
    assert str(SNAPSHOT) in message and "the checksum is" in message and "restore it from git" in message


def test_swapped_columns_are_refused(snakemake, rebuilt):
    header = "series,ref_area,counterpart_area,time_period,obs_value"
    swapped = "series,ref_area,counterpart_area,obs_value,time_period"
    replace_snapshot(rebuilt, edited(rebuilt, header, swapped))
    message = refused(snakemake, rebuilt)
    assert str(SNAPSHOT) in message and "expected ['series', 'ref_area'" in message


def test_an_empty_file_is_refused(snakemake, rebuilt):
    replace_snapshot(rebuilt, b"", registered=False)
    assert f"file {SNAPSHOT}: the file is empty" in refused(snakemake, rebuilt)


def test_another_encoding_is_refused(snakemake, rebuilt):
    replace_snapshot(rebuilt, edited(rebuilt, ROW, ROW.replace("1350966936", "México")).decode().encode("latin-1"))
    message = refused(snakemake, rebuilt)
    assert f"file {SNAPSHOT}, series SE27803, period 2003-05: the file is not UTF-8" in message


def test_a_unit_that_the_catalog_does_not_accept_is_refused(snakemake, rebuilt):
    series = [
        {"id": "CE165-total", "title": "Egresos por remesas, total", "unit": "USD"},
        {"id": "SE27803", "title": "Ingresos por remesas, total", "unit": "MXN million"},
    ]
    replace_snapshot(rebuilt, (rebuilt / SNAPSHOT).read_bytes(), series=series)
    message = refused(snakemake, rebuilt)
    assert str(SNAPSHOT) in message and "banxico:SE27803" in message
    assert "the unit is 'MXN million', the catalog expects 'USD' or 'USD million'" in message


def test_a_unit_that_changed_without_being_said_is_refused(snakemake, rebuilt):
    """US$ thousand under the name of US$: plausible by itself, but not beside the older vintage."""
    lines = (rebuilt / SNAPSHOT).read_text(encoding="utf-8").splitlines()
    scaled = [lines[0]] + [
        ",".join([*line.split(",")[:4], str(float(line.split(",")[4]) * (30 if line.startswith("SE27803") else 1))])
        for line in lines[1:]
    ]
    replace_snapshot(rebuilt, ("\n".join(scaled) + "\n").encode())
    message = refused(snakemake, rebuilt)
    assert "banxico:SE27803" in message
    assert "is outside the plausible" in message or "a unit changed" in message


def test_a_file_that_nothing_registers_is_refused(snakemake, rebuilt):
    (rebuilt / "raw/banxico/2026-07-01/notes.txt").write_text("what is this?")
    message = refused(snakemake, rebuilt)
    assert "raw/banxico/2026-07-01/notes.txt" in message and "nothing registers this file" in message


def test_a_lost_snapshot_is_refused(snakemake, rebuilt):
    for path in (rebuilt / "raw/eia/2026-08-22").iterdir():
        path.unlink()
    message = refused(snakemake, rebuilt)
    assert "raw/eia/2026-08-22/oil-prices.csv" in message and "restore it from git" in message


def test_a_lost_data_file_is_refused(snakemake, rebuilt):
    (rebuilt / SNAPSHOT).unlink()
    message = refused(snakemake, rebuilt)
    assert str(SNAPSHOT) in message and "missing" in message


def test_a_series_that_no_snapshot_holds_is_refused(snakemake, rebuilt):
    catalog = rebuilt / "workflow/catalog/series/bls.yaml"
    entry = catalog.read_text(encoding="utf-8").replace("CPIAUCNS", "CPIAUCSL").replace("- id", "\n- id")
    catalog.write_text(catalog.read_text(encoding="utf-8") + "\n" + entry.split("\n", 1)[1], encoding="utf-8")
    message = refused(snakemake, rebuilt)
    assert "bls:CPIAUCSL" in message and "no snapshot holds it" in message
