"""Read who publishes what the project makes, in which version and under which licence, from CITATION.cff."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Literal

from pydantic import Field

from remesas.catalog.loading import parse
from remesas.catalog.works import Author, Known

LICENCE = "CC BY 4.0"
LICENCE_ADDRESS = "https://creativecommons.org/licenses/by/4.0/"
"""Terms of text, tables and charts, as LICENSE-DATA.md grants them; the licence in CITATION.cff is that of the code."""


class Publication(Known):
    """Authors, version and day of release; ``url`` and ``repository_code`` are addresses, empty if none is declared."""

    cff_version: Literal["1.2.0"] = Field(alias="cff-version")
    message: str
    title: str
    authors: tuple[Author, ...] = Field(min_length=1)
    version: str = Field(min_length=1)
    date_released: date = Field(alias="date-released")
    url: str = ""
    repository_code: str = Field("", alias="repository-code")

    @property
    def author(self) -> str:
        """All authors as one text."""
        return ", ".join(author.full for author in self.authors)

    @property
    def address(self) -> str:
        """Where the project is published; nothing if that is not declared."""
        return self.url or self.repository_code


def read_publication(path: Path) -> Publication:
    """Read CITATION.cff.

    Raises:
        DataError: If the file is missing, or lacks authors, version or day of release.
    """
    return parse(path, Publication)
