"""What a release says of itself is the same everywhere: version, authors, licences, keys of the configuration."""

import json
import re
import tomllib
from fnmatch import fnmatch

import pytest
import yaml

from remesas import __version__
from remesas.catalog.publication import read_publication
from support.project import ROOT

LICENCES = {
    "CC BY 4.0": "CC-BY-4.0",
    "CC BY 3.0 IGO": "CC-BY-3.0-IGO",
    "public domain (U.S. government work)": "LicenseRef-US-Government-Work",
    "facts quoted with attribution": "LicenseRef-Quoted-Facts",
    "facts quoted with attribution, for comparison": "LicenseRef-Quoted-Facts",
    "a single published figure, cited from a press report": "LicenseRef-Quoted-Facts",
    "free use with attribution, under the provider's own terms": "LicenseRef-Provider-Terms",
    'free use with attribution, under the "Términos de libre uso de la información"': "LicenseRef-Provider-Terms",
    "official statistics, use with attribution (the provider's terms were not read)": "LicenseRef-Provider-Terms",
    "open use with citation (the provider's terms were not read)": "LicenseRef-Provider-Terms",
}
"""Terms, as metadata of snapshots have them, by their licences in REUSE.toml."""


@pytest.fixture(scope="module")
def annotations():
    return tomllib.loads((ROOT / "REUSE.toml").read_text(encoding="utf-8"))["annotations"]


def licence_of(annotations, path: str) -> str:
    """That of the last entry whose paths match: there, `**` crosses folders and `*` does not."""
    found = ""
    for entry in annotations:
        paths = [entry["path"]] if isinstance(entry["path"], str) else entry["path"]
        near = [pattern for pattern in paths if "**" in pattern or path.count("/") == pattern.count("/")]
        if any(fnmatch(path, pattern) for pattern in near):
            found = entry["SPDX-License-Identifier"]
    return found


def test_there_is_one_version():
    publication = read_publication(ROOT / "CITATION.cff")
    assert publication.version == __version__
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["tool"]["setuptools"]["dynamic"]["version"] == {"attr": "remesas.__version__"}
    assert "version" not in json.loads((ROOT / ".zenodo.json").read_text(encoding="utf-8")), "the archive reads the tag"


def test_both_files_for_archives_say_the_same():
    zenodo = json.loads((ROOT / ".zenodo.json").read_text(encoding="utf-8"))
    publication = read_publication(ROOT / "CITATION.cff")
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert zenodo["title"] == publication.title
    assert [creator["name"] for creator in zenodo["creators"]] == [author.sorted for author in publication.authors]
    assert zenodo["keywords"] == citation["keywords"] and zenodo["license"] == citation["license"]


def test_every_snapshot_is_under_the_terms_of_its_metadata(annotations):
    metadata = sorted((ROOT / "raw").rglob("*.meta.yaml"))
    assert metadata
    for path in metadata:
        name = path.relative_to(ROOT).as_posix()
        terms = LICENCES[yaml.safe_load(path.read_text(encoding="utf-8"))["licence"]]
        assert licence_of(annotations, name.removesuffix(".meta.yaml") + ".csv") == terms, name
        assert licence_of(annotations, name) == "CC-BY-4.0"


def test_the_licence_of_data_names_every_source_with_all_its_terms(catalog):
    """The table of LICENSE-DATA.md: a provider has the terms of its snapshots, some of which are quoted facts."""
    text = (ROOT / "LICENSE-DATA.md").read_text(encoding="utf-8")
    cells = [line.strip("|").split(" | ") for line in text.splitlines() if line.startswith("| ")][2:]
    told = {provider.strip(): set(terms.strip().split("; ")) for provider, _, terms in cells}
    assert len(told) == len(cells)
    terms: dict[str, set[str]] = {}
    for path in (ROOT / "raw").rglob("*.meta.yaml"):
        metadata = yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
        terms.setdefault(catalog.sources[metadata["source"]].name, set()).add(metadata["licence"])
    assert told == terms


def test_each_licence_that_is_named_is_there_and_no_other(annotations):
    named = {entry["SPDX-License-Identifier"] for entry in annotations}
    assert {path.stem if path.name.endswith(".txt") else path.name for path in (ROOT / "LICENSES").iterdir()} == named
    assert licence_of(annotations, "workflow/remesas/load.py") == "MIT"
    assert licence_of(annotations, "workflow/templates/fonts/RemesasSans-Regular.ttf") == "OFL-1.1"
    assert licence_of(annotations, "workflow/templates/fonts/make.py") == "MIT"


def test_the_catalog_of_workflows_finds_every_key_of_the_configuration():
    told = re.findall(r"^\| `(\w+)` \|", (ROOT / "config/README.md").read_text(encoding="utf-8"), re.M)
    keys = re.findall(r"^(?:# )?(\w+): ?(?=$|[\w\[])", (ROOT / "config.yaml").read_text(encoding="utf-8"), re.M)
    assert told == keys
    usage = yaml.safe_load((ROOT / ".snakemake-workflow-catalog.yml").read_text(encoding="utf-8"))["usage"]
    assert usage["software-stack-deployment"]["conda"] and usage["report"]
