"""Hold what text, tables and charts are made from: one build, one language, one style."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

import pandas as pd
from markupsafe import Markup

from remesas.brief.provenance import Provenance, Provenances, Registry
from remesas.brief.style import Style
from remesas.brief.words.language import Language
from remesas.brief.words.notes import said_notes
from remesas.brief.words.places import Phrase
from remesas.build import Build
from remesas.catalog.publication import Publication
from remesas.revisions.series import find_lead_series


@dataclass(frozen=True)
class Context:
    """What a page is made from; ``registry`` numbers the provenances that the page shows.

    ``publication`` tells who publishes it: of charts and of sentences that are compared nobody asks that.
    """

    build: Build
    language: Language
    style: Style
    publication: Publication | None = None
    registry: Registry = field(default_factory=Registry, repr=False, compare=False)

    @property
    def imprint(self) -> Publication:
        """Who publishes the page, in which version.

        Raises:
            ValueError: If the context was made without it.
        """
        if self.publication is None:
            raise ValueError("what is published names its author: give the context what CITATION.cff says")
        return self.publication

    @cached_property
    def provenances(self) -> Provenances:
        """Where the numbers come from."""
        return Provenances(self.build, self.language)

    def number(self, text: str, value: float, provenance: Provenance, *, cell: str = "") -> Markup:
        """A number in running text: its exact value, and its place among the provenances of the page.

        ``cell`` is the address of the cell that shows it too.

        Raises:
            ValueError: If the provenance names neither a formula nor a series.
        """
        if not (provenance.formula or provenance.inputs):
            raise ValueError(f"{text} has no provenance: a number of a sentence names a formula or a series.")
        place = self.registry.register(provenance)
        link = Markup(' data-cell="{}"').format(cell) if cell else ""
        return Markup('<data value="{}" data-origin="{}"{}>{}</data>').format(repr(float(value)), place, link, text)

    # ---- the column that the brief is about ----------------------------------------------------------------------
    @property
    def lead(self) -> str:
        """The indicator that the brief is about."""
        return self.build.catalog.lead

    @cached_property
    def lead_table(self) -> str | None:
        """The first table with a column of the lead."""
        return next((name for name, table in self.build.catalog.tables.items() if self.lead in table.columns), None)

    @cached_property
    def lead_values(self) -> pd.Series:
        """The lead column of its first table on the first basis, by year, missing values dropped."""
        if self.lead_table is None:
            return pd.Series(dtype=float)
        return self.build.wide(self.lead_table, self.build.bases[0])[self.lead].dropna()

    def find_table(self, flow: str) -> str | None:
        """The first table of a flow that has a column of the lead."""
        tables = self.build.catalog.tables.items()
        return next((name for name, table in tables if table.flow == flow and self.lead in table.columns), None)

    @cached_property
    def lead_series(self) -> list[tuple[str, str]]:
        """The series (``source:series``) and area behind the lead, if one series alone gives it."""
        reference = find_lead_series(self.build)
        return [(reference, self.build.scope.ref_area)] if reference else []

    def printed(self, table: str, indicator: str) -> pd.Series:
        """What the article prints of a column, by year; empty if it prints nothing."""
        columns = self.build.printed.get(table)
        return columns[indicator].dropna() if columns is not None and indicator in columns else pd.Series(dtype=float)

    # ---- names ---------------------------------------------------------------------------------------------------
    def noun(self, indicator: str) -> str:
        """A source of foreign exchange inside a sentence."""
        return self.language.noun(self.build.catalog.indicators[indicator].label)

    def label(self, indicator: str) -> str:
        """A source of foreign exchange as a column head."""
        return self.language.translate(self.build.catalog.indicators[indicator].label)

    def short(self, indicator: str) -> str:
        """A source of foreign exchange in few letters."""
        return self.language.short(self.build.catalog.indicators[indicator].short)

    def basis(self, basis: str) -> str:
        """A basis in full."""
        return self.language.translate(self.build.catalog.bases[basis].label)

    def short_basis(self, basis: str) -> str:
        """A basis in few letters."""
        return self.language.short(self.build.catalog.bases[basis].short)

    def translate_note(self, note: str) -> str:
        """A note of a frame: its parts, joined by semicolons, each translated."""
        return said_notes(self.language, note, self.name_inside)

    def name_inside(self, name: str) -> str:
        """A source of foreign exchange, a series or a reference area as a sentence calls it; other names as they are.

        A series (``source:series``) may name an area behind ``@``, and a partner behind ``>``.
        """
        catalog, (series, *places) = self.build.catalog, re.split("[@>]", name)
        if name in catalog.indicators:
            return self.language.noun(catalog.indicators[name].label)
        if series in catalog.series:
            told = self.language.noun(catalog.series[series].label)
            return f"{told} ({self.language.numbers.listed(list(map(self.place, places)))})" if places else told
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

    @property
    def country(self) -> str:
        """The economy by its name, where it stands alone."""
        return self.place(self.build.scope.ref_area)

    def phrase(self, area: str) -> Phrase:
        """A reference area inside a sentence, with its article and prepositions."""
        return self.language.phrase(area, self.place(area))

    def number_of(self, table: str) -> str:
        """The number that a table has in the article: that at the end of its label, or its place among the tables.

        Tables of economies stand before the others on the page.
        """
        catalog = self.build.catalog
        found = re.search(r"\d+\w*$", catalog.tables[table].label)
        return (
            found[0] if found else self.language.numbers.amount([*catalog.rankings, *catalog.tables].index(table) + 1)
        )

    def providers(self, sources: Sequence[str]) -> str:
        """Names of sources, as a list."""
        names = [self.language.translate(self.build.catalog.sources[source].name) for source in dict.fromkeys(sources)]
        return self.language.numbers.listed(names)

    def pages_of_providers(self) -> dict[str, str]:
        """The page of each source that has one, by its name."""
        return {
            self.language.translate(entry.name): entry.url for entry in self.build.catalog.sources.values() if entry.url
        }

    def providers_of(self, *names: str) -> str:
        """Who gives what amounts are related to (``gdp``, ``population``, ``prices``) on the bases of the brief."""
        related = [self.build.catalog.context(basis, self.build.scope.ref_area) for basis in self.build.bases]
        found = [references[name] for references in related for name in names if name in references]
        return self.providers([reference.partition(":")[0] for reference in found])

    def sources_of(self, frame: pd.DataFrame) -> str:
        """Who provided the cells of a frame (column ``source``), as a list."""
        return self.providers(self.sources_in(frame))

    def sources_in(self, frame: pd.DataFrame) -> list[str]:
        """The sources of the cells of a frame (column ``source``), in the order of the catalog."""
        found = [source for text in frame["source"].unique() for source in str(text).split("; ") if source]
        return sorted(set(found), key=list(self.build.catalog.sources).index)
