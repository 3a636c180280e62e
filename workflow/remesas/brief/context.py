"""What text, tables and charts are made from: one build, one language, one style."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from remesas.brief.provenance import Provenances
from remesas.brief.style import Style
from remesas.brief.words.language import Language
from remesas.brief.words.notes import said_notes
from remesas.build import Build


@dataclass(frozen=True)
class Context:
    """What a part of the brief is made from."""

    build: Build
    language: Language
    style: Style

    @cached_property
    def provenances(self) -> Provenances:
        """Where the numbers come from."""
        return Provenances(self.build)

    def label(self, indicator: str) -> str:
        """A source of foreign exchange as a column head."""
        return self.language.said(self.build.catalog.indicators[indicator].label)

    def short(self, indicator: str) -> str:
        """A source of foreign exchange in few letters."""
        return self.language.short(self.build.catalog.indicators[indicator].short)

    def basis(self, basis: str) -> str:
        """A basis in full."""
        return self.language.said(self.build.catalog.bases[basis].label)

    def noted(self, note: str) -> str:
        """A note of a frame: its parts, joined by semicolons, each translated."""
        return said_notes(self.language, note, self.named)

    def named(self, name: str) -> str:
        """A source of foreign exchange or a reference area as a sentence calls it; other names as they are."""
        if name in self.build.catalog.indicators:
            return self.language.noun(self.build.catalog.indicators[name].label)
        return self.place(self._areas[name]) if name in self._areas else name

    @cached_property
    def _areas(self) -> dict[str, str]:
        """The codes of reference areas by their names in the catalog."""
        return {entry.name: code for code, entry in self.build.catalog.areas.items()}

    def place(self, area: str) -> str:
        """A reference area by its name; by its code if the catalog does not have it."""
        entry = self.build.catalog.areas.get(area)
        if entry is None:
            return area
        return self.language.place(entry.name, entry.iso2 or area.removeprefix("M49_"))

    def number_of(self, table: str) -> str:
        """The number that a table has in the article."""
        return self.language.numbers.amount(list(self.build.catalog.tables).index(table) + 1)

    def providers(self, sources: Sequence[str]) -> str:
        """Names of sources, as a list."""
        names = [self.language.said(self.build.catalog.sources[source].name) for source in dict.fromkeys(sources)]
        return self.language.numbers.listed(names)

    def sources_of(self, frame: pd.DataFrame) -> str:
        """Who provided the cells of a frame (column ``source``), as a list."""
        return self.providers(self.sources_in(frame))

    def sources_in(self, frame: pd.DataFrame) -> list[str]:
        """The sources of the cells of a frame (column ``source``), in the order of the catalog."""
        found = [source for text in frame["source"].unique() for source in str(text).split("; ") if source]
        return sorted(set(found), key=list(self.build.catalog.sources).index)
