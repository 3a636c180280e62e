"""Real runs of the workflow in temporary copies of the project."""

import compileall
import fcntl
import math
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import hypothesis
import pandas as pd
import pytest
from playwright.sync_api import Browser, sync_playwright

from remesas.brief.words.language import Language, load_language
from remesas.build import FRAMES, Build, Scope
from remesas.catalog.catalog import Catalog
from remesas.catalog.loading import load_catalog
from remesas.catalog.publication import Publication, read_publication
from remesas.claims.entries import Ledger
from remesas.claims.ledger import evaluate_claims
from remesas.claims.loading import load_claims
from remesas.claims.statements import Claims
from remesas.core.vintages import mark_in_use
from remesas.harmonise.annual import to_annual
from remesas.ingest.observations import read_all
from remesas.tables.series import AnnualSeries
from support.project import ARTICLE, ROOT, copy_project, run_snakemake, without_network
from support.small import write_project

CHROMIUM = "/usr/bin/chromium"
hypothesis.settings.register_profile("any machine", deadline=None)
hypothesis.settings.load_profile("any machine")
Snakemake = Callable[..., subprocess.CompletedProcess[str]]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--keep-looks", action="store_true", help="keep the pages' looks of today as those to come")


def pytest_configure(config: pytest.Config) -> None:
    """Compile the library once: the copies take its bytecode along."""
    if not hasattr(config, "workerinput"):
        compileall.compile_dir(ROOT / "workflow", quiet=2)


def _fixtures(item: pytest.Item) -> tuple[str, ...]:
    return tuple(getattr(item, "fixturenames", ()))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what starts Snakemake, or a browser: the inner loop leaves both out. What takes long comes first."""
    for item in items:
        fixtures = {*_fixtures(item)}
        if (
            fixtures & {"snakemake", "built", "rebuilt", "small"}
            or "workflow" in item.path.parent.name + item.path.stem
        ):
            item.add_marker("workflow")
        if "browser" in fixtures:
            item.add_marker("browser")
    items[:] = _share_out(items, int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1")))


def _share_out(items: list[pytest.Item], workers: int) -> list[pytest.Item]:
    """The tests so ordered that each worker, whose share are so many in a row, begins with runs of Snakemake.

    Begun last, one of them would keep a worker busy when the others have ended. The first worker makes what many need,
    the others meanwhile do what needs it not.
    """
    runs, others = [], []
    for item in items:
        (runs if {"snakemake", "rebuilt", "project", "small"} & {*_fixtures(item)} else others).append(item)
    runs.sort(key=lambda item: not {"built", "rebuilt"} & {*_fixtures(item)})
    size = math.ceil(len(items) / workers)
    shared: list[pytest.Item] = []
    for worker in range(workers):
        own = runs[worker::workers][:: -1 if worker else 1]
        rest = size - len(own)
        shared += own + others[:rest]
        others = others[rest:]
    return shared + others


@pytest.fixture(scope="session")
def snakemake() -> Snakemake:
    return run_snakemake


@pytest.fixture(scope="session")
def offline() -> bool:
    """Whether `built` was made without network."""
    return bool(without_network())


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    return load_catalog(ROOT / "workflow" / "catalog", ARTICLE)


@pytest.fixture(scope="session")
def publication() -> Publication:
    return read_publication(ROOT / "CITATION.cff")


@pytest.fixture(scope="session")
def annual(catalog: Catalog) -> pd.DataFrame:
    """The real snapshots, summed to years; the newest vintages are in use."""
    metas = sorted((ROOT / "raw").rglob("*.meta.yaml"))
    frame = to_annual(read_all(metas, catalog)[1], catalog)
    return frame.assign(in_use=mark_in_use(frame, {"default": "newest"}))


@pytest.fixture(scope="session")
def claims(catalog: Catalog) -> Claims:
    return load_claims(catalog)


@pytest.fixture(scope="session")
def document(annual: pd.DataFrame, catalog: Catalog, claims: Claims) -> Ledger:
    """The ledger that the real snapshots give."""
    return evaluate_claims(annual, catalog, claims)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the project that a test may change, nothing built."""
    return copy_project(tmp_path / "project")


@pytest.fixture(scope="session")
def make_once(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Callable[..., Path]:
    """Makes a folder by its name, once for all workers."""
    base = tmp_path_factory.getbasetemp()

    def once(name: str, make: Callable[[Path], None]) -> Path:
        shared = (base if worker_id == "master" else base.parent) / name
        with _locked(shared.with_suffix(".lock")):
            if not shared.exists():
                try:
                    make(shared)
                except BaseException:
                    shutil.rmtree(shared, ignore_errors=True)
                    raise
        return shared

    return once


@pytest.fixture(scope="session")
def built(make_once: Callable[..., Path]) -> Path:
    """A copy of the project in which everything is built, without network. For reading only."""

    def build(project: Path) -> None:
        result = run_snakemake(copy_project(project), before=without_network())
        assert result.returncode == 0, result.stdout

    return make_once("built", build)


@pytest.fixture
def small(make_once: Callable[..., Path], tmp_path: Path) -> Path:
    """The invented project with everything built; a copy that a test may change."""

    def build(project: Path) -> None:
        result = run_snakemake(write_project(project))
        assert result.returncode == 0, result.stdout

    return shutil.copytree(make_once("small", build), tmp_path / "small", symlinks=True)


@pytest.fixture(scope="session")
def build_in(built: Path, catalog: Catalog):
    """What the brief of a language is made from."""
    processed, own = built / "processed", built / "processed/MEX"

    def of(code: str) -> Build:
        files = [path for folder in (processed, own) for path in folder.glob("*.csv") if path.stem in FRAMES]
        files += [own / "claims.json", own / "changed_sentences" / f"{code}.csv"]
        files += (own / "tables").glob("*.csv")
        files += (processed / "annual").glob("*.csv")
        return Build.read(files, catalog, Scope("MEX", ("national", "worldbank"), 2003))

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


@pytest.fixture(scope="session")
def annual_series():
    """Annual series of one area from ``{"source:series": (unit, {year: value})}``."""

    def make(series, ref_area="MEX", vintage="2026-01-01"):
        rows = [
            {
                "ref_area": ref_area,
                "counterpart_area": "_Z",
                "time_period": year,
                "obs_value": float(value),
                "unit_measure": unit,
                "obs_status": "A",
                "source": reference.split(":")[0],
                "series": reference.split(":")[1],
                "vintage": vintage,
                "note": "",
            }
            for reference, (unit, values) in series.items()
            for year, value in values.items()
        ]
        return AnnualSeries(pd.DataFrame(rows), ref_area)

    return make


@pytest.fixture(scope="session")
def cells():
    """Cells of a table from ``{(basis, flow, indicator): {year: value}}``; None is a missing value."""

    def make(values, ref_area="MEX"):
        rows = [
            {
                "ref_area": ref_area,
                "basis": basis,
                "flow": flow,
                "indicator": indicator,
                "time_period": year,
                "obs_value": float("nan") if value is None else float(value),
                "unit_measure": "USD million",
                "obs_status": "M" if value is None else "A",
                "series": "s",
                "source": "x",
                "vintage": "2026-01-01",
                "formula": "s [USD million]",
                "note": "no survey" if value is None else "",
            }
            for (basis, flow, indicator), years in values.items()
            for year, value in years.items()
        ]
        return pd.DataFrame(rows)

    return make


@pytest.fixture(scope="session")
def language():
    """A language by its code, loaded once."""

    @cache
    def of(code: str) -> Language:
        return load_language(code, ROOT / "workflow" / "locales", ARTICLE / "locales")

    return of


def _rows_of(reference, vintage, values, area="MEX", unit="USD million"):
    """Annual rows of one series and vintage from ``{year: value}``."""
    source, series = reference.split(":")
    return [
        {
            "ref_area": area, "counterpart_area": "_Z", "time_period": year, "obs_value": float(value),
            "unit_measure": unit, "obs_status": "A", "source": source, "series": series, "vintage": vintage, "note": "",
        }
        for year, value in values.items()
    ]  # fmt: skip


@pytest.fixture(scope="session")
def made():
    """An annual frame from lists of rows, the newest vintages known on a date in use."""

    def make(*parts, known="newest"):
        frame = pd.DataFrame([row for part in parts for row in part])
        return frame.assign(in_use=mark_in_use(frame, {"default": known}))

    return make


@pytest.fixture(scope="session")
def rows():
    return _rows_of
