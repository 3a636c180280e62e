"""The workflow in another working directory, and as a module of another workflow."""

import hashlib
import os
import re
import subprocess
import sys

import pytest
import yaml

pytestmark = pytest.mark.workflow

TARGET = "processed/annual/bls.csv"
HOST = """
import os, sys

before = list(sys.path), dict(os.environ)


module remesas:
    snakefile:
        "{snakefile}"


use rule * from remesas as remesas_*


paths = [os.path.relpath(path, "{project}") for path in sys.path if path not in before[0]]
print("paths", sorted(paths), "environment", dict(os.environ) == before[1])


rule copy_prices:
    default_target: True
    input:
        "processed/annual/bls.csv",
    output:
        "prices.csv",
    log:
        "copy_prices.log",
    shell:
        "cp {{input}} {{output}} 2> {{log}}"
"""


def run(folder, *arguments):
    """Snakemake without any help of the tests to find the library."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    command = [sys.executable, "-m", "snakemake", "--cores", "1", *arguments]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def test_an_empty_working_directory_takes_configuration_and_snapshots_of_the_project(project, built, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    before = sorted(project.rglob("*"))
    text = run(project, "--directory", str(elsewhere), TARGET)
    assert (elsewhere / TARGET).read_bytes() == (built / TARGET).read_bytes()
    assert [path for path in sorted(project.rglob("*")) if path not in before and "__pycache__" not in str(path)] == []
    beside = [TARGET.replace("annual", name) for name in ("earlier/annual", "doubts")]
    assert re.findall(r"^  (\S+)$", text, re.M) == [TARGET, *beside]


def test_configuration_and_snapshots_of_the_working_directory_come_first(project, snakemake, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    config = (project / "config.yaml").read_text(encoding="utf-8")
    (elsewhere / "config.yaml").write_text(config.replace("# economies: [MEX]", "economies: [XXX]"), encoding="utf-8")
    assert "'XXX' is not allowed" in snakemake(project, "--directory", str(elsewhere), "-n").stdout
    (elsewhere / "config.yaml").unlink()
    (elsewhere / "raw").mkdir()
    (elsewhere / "raw/notes.txt").touch()
    assert "file raw/notes.txt: nothing registers this file" in snakemake(
        project, "--directory", str(elsewhere), "-n"
    ).stdout  # fmt: skip


def test_another_workflow_uses_it_as_a_module(project, built, tmp_path):
    host = tmp_path / "host"
    host.mkdir()
    (host / "Snakefile").write_text(HOST.format(snakefile=project / "Snakefile", project=project))
    text = run(host)
    assert (host / "prices.csv").read_bytes() == (built / TARGET).read_bytes()
    # Snakemake itself puts the folders of all snakefiles on the path
    assert "paths ['.', 'workflow/rules'] environment True" in text


def test_a_module_refuses_a_vintage_that_lost_a_factor(project, tmp_path):
    """The checks before the first job belong to a build: Snakemake does not run them for a module."""
    path = project / "raw/bls/2026-06/cpi-u.csv"
    older = project / "raw/bls/2020-01"
    older.mkdir()
    header, *rows = path.read_text(encoding="utf-8").splitlines()
    known = [row.rsplit(",", 1) for row in rows if "2016" <= row.split(",")[3] < "2020"]
    text = "\n".join([header, *(f"{row},{float(value) / 22:.4f}" for row, value in known)]) + "\n"
    (older / "cpi-u.csv").write_text(text, encoding="utf-8")
    meta = yaml.safe_load(path.with_name("cpi-u.meta.yaml").read_text(encoding="utf-8"))
    meta |= {"vintage": "2020-01", "rows": len(known), "sha256": hashlib.sha256(text.encode()).hexdigest()}
    (older / "cpi-u.meta.yaml").write_text(yaml.safe_dump(meta, allow_unicode=True), encoding="utf-8")
    host = tmp_path / "host"
    host.mkdir()
    (host / "Snakefile").write_text(HOST.format(snakefile=project / "Snakefile", project=project))
    done = subprocess.run(
        [sys.executable, "-m", "snakemake", "--cores", "1"], cwd=host, capture_output=True, text=True, check=False
    )
    assert done.returncode != 0
    log = (host / "processed/logs/ingest_source.bls.log").read_text(encoding="utf-8")
    assert "times vintage 2020-01 where they overlap: a unit changed" in log


def test_a_file_of_settings_that_is_no_yaml_is_told_with_line_and_column(project, snakemake):
    (project / "config.yaml").write_text("economies: [MEX]\nyears: {first: 1991\nlast: [\n", encoding="utf-8")
    result = snakemake(project, "-n")
    assert result.returncode != 0
    assert re.search(r"config\.yaml.*line [23].*column \d", " ".join(result.stdout.split())), result.stdout


def test_an_unknown_provider_is_told_with_those_that_can_be_asked(project, snakemake):
    result = snakemake(project, "fetch", "-n", "--config", "fetch=[nosuch]")
    assert result.returncode != 0
    assert "'nosuch' is not allowed; it must be one of banxico, fred, inegi, worldbank" in result.stdout
