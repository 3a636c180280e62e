"""A small project, built and deposited: what the package says is so, and unpacked elsewhere it rebuilds the same."""

import csv
import json
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from remesas.core.frames import CELLS
from remesas.deposit.folder import digest, list_files
from support.project import ROOT, run_snakemake

pytestmark = pytest.mark.workflow


def deposit(project: Path, *arguments: str):
    options = ("--quiet", "all", "--reporter", "deposit", *arguments)  # as ./remesas calls it
    return run_snakemake(project, *options, PYTHONPATH=str(project / "workflow"))


@pytest.fixture
def project(small) -> Path:
    """The invented project, built, and kept as git keeps it."""
    (small / ".gitignore").write_text((ROOT / ".gitignore").read_text(encoding="utf-8"), encoding="utf-8")
    return small


@pytest.fixture
def package(project, make_once) -> Path:
    """The folder of a deposit, as its archive unpacks elsewhere. For reading only."""

    def make(target: Path) -> None:
        made = deposit(project)
        assert made.returncode == 0, made.stdout
        (archive,) = (project / "reports").glob("remesas-*.zip")
        before = archive.read_bytes()
        assert deposit(project).returncode == 0
        assert archive.read_bytes() == before, "the same build gives the same bytes"
        with zipfile.ZipFile(archive) as content:
            content.extractall(target)

    (folder,) = make_once("deposit", make).iterdir()
    return folder


def test_unpacked_elsewhere_it_rebuilds_the_same_bytes(package, tmp_path):
    code = shutil.copytree(package / "code", tmp_path / "elsewhere")
    assert not list((code / "reports").glob("*.html"))
    result = run_snakemake(code, PYTHONPATH=str(code / "workflow"))
    assert result.returncode == 0, result.stdout
    deposited = sorted(
        path.relative_to(package / "reports") for path in (package / "reports").rglob("*") if path.is_file()
    )
    assert Path("XXX/brief.en.html") in deposited and Path("XXX/data/datapackage.json") in deposited
    for path in deposited:
        assert (code / "reports" / path).read_bytes() == (package / "reports" / path).read_bytes(), path
    assert list_files(code / "reports") == deposited


def test_checksums_and_crate_name_every_file_and_are_right(package):
    sums = dict(reversed(line.split("  ")) for line in (package / "sha256sums.txt").read_text().splitlines())
    crate = json.loads((package / "ro-crate-metadata.json").read_text(encoding="utf-8"))
    entities = {entity["@id"]: entity for entity in crate["@graph"]}
    files = {name: entity for name, entity in entities.items() if "File" in entity["@type"]}
    assert set(sums) - {"ro-crate-metadata.json"} == set(files)
    assert {part["@id"] for part in entities["./"]["hasPart"]} == set(files)
    for name, entity in files.items():
        assert entity["sha256"] == sums[name] == digest(package / name), name
        assert entity["contentSize"] == str((package / name).stat().st_size)
    run = entities["#run"]
    assert run["instrument"]["@id"] == entities["./"]["mainEntity"]["@id"] == "code/Snakefile"
    assert {"code/raw/bank/2004/d.csv", "code/config.yaml"} <= {item["@id"] for item in run["object"]}
    assert {item["@id"] for item in run["result"]} == {name for name in files if name.startswith("reports/")}
    assert run["startTime"] < run["endTime"]
    named = {item["@id"] for entity in crate["@graph"] for value in entity.values() for item in
             (value if isinstance(value, list) else [value]) if isinstance(item, dict)}  # fmt: skip
    assert {name for name in named if not name.startswith("http")} <= set(entities), "what is referred to is described"


def test_the_readme_names_data_programs_tables_and_functions_that_there_are(package):
    text = (package / "README.md").read_text(encoding="utf-8")
    assert "Bank." in text and "Terms: free." in text and "Invented." in text
    assert re.search(r"\| `code/raw/bank/2004/d\.csv` \| Bank \| 6 \| free \| yes \|", text)
    assert re.search(r"\| build_table \| `code/workflow/scripts/build_table.py` \| .+ \| \d+ \| \d+\.\d \|", text)
    rows = re.findall(r"^\| (Table|Figure) \d+ \| (.+?) \| `(.+?)` \| (\w+) \| `(.+?)` \| `(.+?)` \|$", text, re.M)
    assert {kind for kind, *_ in rows} == {"Table", "Figure"}
    assert "Delgado" not in text, "its brief has nothing of the article"
    page = (package / "reports/XXX/brief.en.html").read_text(encoding="utf-8")
    for _, title, file, rule, program, function in rows:
        assert title in page
        for name in (file.replace("{csv,xlsx}", ending) for ending in ("csv", "xlsx")):
            assert (package / name).is_file()
        assert f"rule {rule}:" in (package / "code/workflow/rules/brief.smk").read_text(encoding="utf-8")
        assert f"def {function}(" in (package / program).read_text(encoding="utf-8")
    assert "reports/XXX/tables/only.en.{csv,xlsx}" in {file for _, _, file, *_ in rows}
    for name in re.findall(r"`((?:code|reports|parquet|sdmx)/[^`*{]*)`", text):
        assert (package / name).exists() or name in ("code/LICENSE", "code/LICENSE-DATA.md", "code/README.md",
            "code/REUSE.toml", "code/requirements.txt", "code/docs/architecture.md"), name  # fmt: skip


def test_observations_are_there_in_other_forms(package):
    with (package / "sdmx/cells.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    values = [row["OBS_VALUE"] for row in rows if row["INDICATOR"] == "lent"]
    assert [float(value) for value in values] == [10, 20, 15]
    assert {row["UNIT_MULT"] for row in rows} == {"6"} and {row["FLOW"] for row in rows} == {"_Z"}
    assert set(CELLS.columns) <= {name.lower() for name in rows[0]}
    assert (package / "parquet/cells.parquet").read_bytes()[:4] == b"PAR1"


def test_what_is_not_a_deposit_is_left_alone(project, tmp_path):
    folder = tmp_path / "other"
    folder.mkdir()
    (folder / "mine.txt").touch()
    result = deposit(project, "--report-deposit-folder", str(folder))
    assert result.returncode == 1
    assert f"Refused: file {folder}: it is there, and is no deposit. What to do: name another folder." in result.stdout
    assert [path.name for path in folder.iterdir()] == ["mine.txt"]


def test_a_change_that_was_not_committed_is_refused(project):
    for arguments in (
        ["init", "-q"],
        ["add", "-A"],
        ["-c", "user.name=A", "-c", "user.email=a@b.c", "commit", "-qm", "1"],
    ):
        subprocess.run(["git", *arguments], cwd=project, check=True)
    (project / "CITATION.cff").write_text((project / "CITATION.cff").read_text() + "# changed\n", encoding="utf-8")
    result = deposit(project)
    assert result.returncode == 1
    assert "Refused: file CITATION.cff: it is not as in the project's last commit" in result.stdout
