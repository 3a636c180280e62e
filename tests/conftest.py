"""Real runs of the workflow in temporary copies of the project."""

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from remesas.catalog import Catalog, load_catalog
from remesas.material import Material, Scope, read_material

ROOT = Path(__file__).parent.parent
PARTS = ["Snakefile", "config.yaml", "profiles", "raw", "workflow"]
FRAMES = ["comparison", "comparison_columns", "explanations", "printed_checks", "indicators", "snapshots"]
FRAMES += ["revisions", "revision_effects", "outdated_series"]
CHROMIUM = "/usr/bin/chromium"
Snakemake = Callable[..., subprocess.CompletedProcess[str]]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--keep-looks", action="store_true", help="keep the pages' looks of today as those to come")


def copy_project(target: Path) -> Path:
    """A copy of what a run needs, without anything that a run made."""
    target.mkdir(parents=True)
    for part in PARTS:
        source = ROOT / part
        if source.is_dir():
            shutil.copytree(source, target / part, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy2(source, target / part)
    return target


@cache
def without_network() -> tuple[str, ...]:
    """The words before a command that cut it off from every network; none where the system forbids that."""
    words = ("unshare", "--user", "--map-root-user", "--net")
    allowed = (
        shutil.which("unshare") and subprocess.run([*words, "true"], capture_output=True, check=False).returncode == 0
    )
    return words if allowed else ()


def run_snakemake(
    project: Path, *arguments: str, before: tuple[str, ...] = (), **environment: str
) -> subprocess.CompletedProcess[str]:
    """Snakemake as a user calls it, in a copy of the project; output and errors as one text in ``stdout``."""
    return subprocess.run(
        [*before, sys.executable, "-m", "snakemake", *arguments],
        cwd=project,
        env=os.environ | environment,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )


@pytest.fixture(scope="session")
def snakemake() -> Snakemake:
    return run_snakemake


@pytest.fixture(scope="session")
def offline() -> bool:
    """Whether `built` was made without network."""
    return bool(without_network())


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    return load_catalog(ROOT / "workflow" / "catalog")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the project that a test may change, nothing built."""
    return copy_project(tmp_path / "project")


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A copy of the project in which everything is built, once for all workers, without network. For reading only."""
    base = tmp_path_factory.getbasetemp()
    shared = (base if worker_id == "master" else base.parent) / "built"
    with _locked(shared.with_suffix(".lock")):
        if not shared.exists():
            project = copy_project(shared)
            result = run_snakemake(project, before=without_network())
            if result.returncode:
                shutil.rmtree(shared)
            assert result.returncode == 0, result.stdout
    return shared


@pytest.fixture(scope="session")
def material_in(built: Path, catalog: Catalog):
    """What the brief of a language is made from."""
    processed = built / "processed"

    def of(code: str) -> Material:
        paths = {name: processed / f"{name}.csv" for name in FRAMES}
        paths |= {table: processed / "tables" / f"{table}.csv" for table in catalog.tables}
        paths["claims"] = processed / "claims.json"
        paths["changed_sentences"] = processed / "changed_sentences" / f"{code}.csv"
        annual = {source: processed / "annual" / f"{source}.csv" for source in ["banxico", "inegi", "worldbank", "bls"]}
        return read_material(paths, annual, catalog, Scope("MEX", ("national", "worldbank"), 2003))

    return of


@pytest.fixture
def rebuilt(built: Path, tmp_path: Path) -> Path:
    """A copy of the project with everything built that a test may change."""
    shutil.copytree(built, tmp_path / "rebuilt", symlinks=True)
    return tmp_path / "rebuilt"


@pytest.fixture
def in_english() -> Callable[[Path], None]:
    """Lets a copy of the project speak English alone, for tests that are not about languages."""
    return _in_english


def _in_english(project: Path) -> None:
    config = project / "config.yaml"
    text = config.read_text(encoding="utf-8")
    assert "languages: [en, es, fr]" in text
    config.write_text(text.replace("languages: [en, es, fr]", "languages: [en]"), encoding="utf-8")


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Holds a lock file against the other workers."""
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if not Path(CHROMIUM).exists():
        pytest.skip("there is no Chromium")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield started
        started.close()
