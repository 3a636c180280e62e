"""Read who publishes what the project makes, in which version and under which licence, from CITATION.cff."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from remesas.catalog.loading import parse

LICENCE = "CC BY 4.0"
LICENCE_ADDRESS = "https://creativecommons.org/licenses/by/4.0/"
"""Terms of text, tables and charts, as LICENSE-DATA.md grants them; the licence in CITATION.cff is that of the code."""


class Known(BaseModel):
    """Base of what is read of the file: it may hold more, which other programs read."""

    model_config = ConfigDict(frozen=True, extra="ignore", populate_by_name=True)


class Author(Known):
    """A person (``family_names``, ``given_names``), or an organisation or project by its ``name``."""

    name: str = ""
    family_names: str = Field("", alias="family-names")
    given_names: str = Field("", alias="given-names")

    @property
    def full(self) -> str:
        """The name as it is said."""
        return self.name or f"{self.given_names} {self.family_names}".strip()

    @property
    def sorted(self) -> str:
        """The name as lists of references have it: of a person the family name first."""
        return self.name or ", ".join(filter(None, (self.family_names, self.given_names)))


class Reference(Known):
    """A work that the project is about or rests on."""

    type: str
    title: str
    authors: tuple[Author, ...]
    year: int | None = None


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
    references: tuple[Reference, ...] = ()

    @property
    def author(self) -> str:
        """All authors as one text."""
        return ", ".join(author.full for author in self.authors)

    @property
    def address(self) -> str:
        """Where the project is published; nothing if that is not declared."""
        return self.url or self.repository_code

    @property
    def article(self) -> Reference | None:
        """The article whose tables and statements the project regenerates."""
        return next((reference for reference in self.references if reference.type == "article"), None)


def read_publication(path: Path) -> Publication:
    """Read CITATION.cff.

    Raises:
        DataError: If the file is missing, or lacks authors, version or day of release.
    """
    return parse(path, Publication)
