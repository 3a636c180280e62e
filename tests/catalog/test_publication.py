"""CITATION.cff: what the project is cited by, and what is refused."""

from pathlib import Path

import pytest
import yaml

from remesas.catalog.publication import LICENCE, LICENCE_ADDRESS, read_publication
from remesas.catalog.works import Author
from remesas.core.errors import DataError
from support.project import ROOT

CITATION = ROOT / "CITATION.cff"
REQUIRED = {"cff-version", "message", "title", "authors"}
"""By the schema of the Citation File Format, 1.2.0."""


def write(folder: Path, **changes: object) -> Path:
    """CITATION.cff with some keys changed; None leaves one out."""
    content = yaml.safe_load(CITATION.read_text(encoding="utf-8")) | changes
    path = folder / "CITATION.cff"
    path.write_text(yaml.safe_dump({key: value for key, value in content.items() if value is not None}))
    return path


def test_the_file_has_what_its_format_requires_and_what_is_released(publication) -> None:
    content = yaml.safe_load(CITATION.read_text(encoding="utf-8"))
    assert set(content) >= REQUIRED | {"version", "date-released", "license"}
    assert publication.author == content["authors"][0]["name"] == "The Remesas project"


def test_an_address_is_none_until_one_is_declared(publication, tmp_path: Path) -> None:
    assert publication.address == ""
    declared = write(tmp_path, **{"repository-code": "https://example.org/code"})
    assert read_publication(declared).address == "https://example.org/code"
    declared = write(tmp_path, url="https://example.org", **{"repository-code": "https://example.org/code"})
    assert read_publication(declared).address == "https://example.org"


def test_the_licence_of_outputs_is_the_one_that_is_granted() -> None:
    granted = (ROOT / "LICENSE-DATA.md").read_text(encoding="utf-8")
    assert f"({LICENCE_ADDRESS}) ({LICENCE})" in granted


def test_an_organisation_keeps_its_name_whole() -> None:
    assert Author(name="Banco de México, DGIE").sorted == "Banco de México, DGIE"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"version": None}, "version"),
        ({"version": ""}, "at version"),
        ({"authors": []}, "at authors"),
        ({"date-released": "soon"}, "at date-released"),
        ({"cff-version": "2.0"}, "at cff-version"),
    ],
)
def test_a_file_that_lacks_what_outputs_need_is_refused(tmp_path: Path, changes: dict, said: str) -> None:
    with pytest.raises(DataError, match=said) as refused:
        read_publication(write(tmp_path, **changes))
    assert "CITATION.cff" in str(refused.value)
