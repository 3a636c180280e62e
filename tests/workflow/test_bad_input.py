"""A faulty snapshot stops a real run before anything changes; each single fault is in tests/ingest/test_checks.py."""

import hashlib
from pathlib import Path

import pytest
import yaml

SNAPSHOT = Path("raw/banxico/2026-07-01/remittances.csv")
ROW = "SE27803,MEX,_Z,2003-05,1350966936"

pytestmark = pytest.mark.workflow


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


def test_wrong_content_and_a_lost_file_stop_the_run(snakemake, rebuilt):
    path = rebuilt / SNAPSHOT
    content = path.read_text(encoding="utf-8")
    wrong = content.replace(ROW, ROW.replace("1350966936", "N/E")).encode()
    assert wrong != content.encode()
    path.write_bytes(wrong)
    meta = path.with_name("remittances.meta.yaml")
    registered = meta.read_text(encoding="utf-8")
    entries = yaml.safe_load(registered) | {"sha256": hashlib.sha256(wrong).hexdigest()}
    meta.write_text(yaml.safe_dump(entries, allow_unicode=True), encoding="utf-8")
    message = refused(snakemake, rebuilt)
    assert f"file {SNAPSHOT}, series banxico:SE27803, period 2003-05: obs_value is 'N/E'" in message

    path.write_text(content, encoding="utf-8", newline="")
    meta.write_text(registered, encoding="utf-8")
    for lost in (rebuilt / "raw/eia/2026-08-22").iterdir():
        lost.unlink()
    message = refused(snakemake, rebuilt)
    assert "raw/eia/2026-08-22/oil-prices.csv" in message and "restore it from git" in message
