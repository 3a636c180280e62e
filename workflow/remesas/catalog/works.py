"""Declare works and their authors, in the words of CITATION.cff."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field


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
