from pathlib import Path

import pytest

from remesas.catalog import Catalog
from remesas.language import Language, load_language
from remesas.material import Material, Scope, read_material

ROOT = Path(__file__).parents[2]
WORKFLOW = ROOT / "workflow"
LOCALES = WORKFLOW / "locales"
FRAMES = ["comparison", "comparison_columns", "explanations", "printed_checks", "indicators", "snapshots"]
FRAMES += ["revisions", "revision_effects", "outdated_series"]


@pytest.fixture(scope="session")
def language():
    """A language by its code."""

    def of(code: str) -> Language:
        return load_language(code, LOCALES)

    return of


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
