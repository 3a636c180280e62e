"""Declare the whole catalog, and answer what can be asked of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Literal

from pydantic import Field

from remesas.catalog.article import Article
from remesas.catalog.entries import Entry
from remesas.catalog.print import Concept, Explanation, PrintedCheck
from remesas.catalog.roles import Basis, Country, Identity, Limit, Roles, Term
from remesas.catalog.series import Series
from remesas.catalog.sources import Citation, Source
from remesas.catalog.tables import Flow, Indicator, Table
from remesas.core.errors import DataError
from remesas.core.references import references
from remesas.core.units import MONEY


class Area(Entry):
    """A reference area: an economy, or an aggregate that no ranking may count; ``former`` codes are of the past."""

    name: str
    kind: Literal["economy", "aggregate"]
    iso2: str | None = None
    former: tuple[str, ...] = ()


Bloc = dict[str, tuple[int, int | None]]
"""A group of economies: each member's first and last year in it."""


class Catalog(Entry):
    """The whole catalog, cross-checked; what belongs to an article (``folder``) is empty without one.

    ``foreign`` as an economy sees it that the article is not about. ``tables`` are those whose rows are years,
    ``rankings`` those whose rows are economies.
    """

    article: Article | None = None
    folder: Path = Path()
    sources: dict[str, Source]
    series: dict[str, Series]
    areas: dict[str, Area]
    blocs: dict[str, Bloc] = Field(default_factory=dict)
    indicators: dict[str, Indicator]
    flows: dict[str, Flow]
    tables: dict[str, Table] = Field(default_factory=dict)
    rankings: dict[str, Table] = Field(default_factory=dict)
    bases: dict[str, Basis]
    countries: dict[str, Country]
    explanations: tuple[Explanation, ...] = ()
    concepts: tuple[Concept, ...] = ()
    printed_checks: tuple[PrintedCheck, ...] = ()
    citations: dict[str, Citation] = Field(default_factory=dict)
    identities: dict[str, Identity] = Field(default_factory=dict)
    limits: dict[str, Limit] = Field(default_factory=dict)
    foreign: bool = False

    @property
    def former_codes(self) -> dict[str, str]:
        """The codes of today for those of the past."""
        return {old: code for code, area in self.areas.items() for old in area.former}

    def is_economy(self, area: str) -> bool:
        """Whether an area may be ranked, and be the subject of a brief."""
        return area in self.areas and self.areas[area].kind == "economy"

    @property
    def economies(self) -> list[str]:
        """The codes of all economies."""
        return list(filter(self.is_economy, self.areas))

    def cite(self, keys: Iterable[str]) -> list[str]:
        """Where facts were read, as text with the address, for some keys of citations.yaml."""
        return [f"{self.citations[key].text.strip()}, {self.citations[key].url}" for key in keys]

    def series_of(self, reference: str, file: str = "workflow/catalog") -> Series:
        """The series behind a reference ``source:series``.

        Raises:
            DataError: If the catalog has no such series.
        """
        try:
            return self.series[reference]
        except KeyError:
            raise DataError(
                "this series is not in the catalog.",
                file=file,
                series=reference,
                remedy="declare it in workflow/catalog/series/, or correct the reference.",
            ) from None

    def series_from(self, source: str) -> dict[str, Series]:
        """The series of a source by their ids."""
        return {entry.id: entry for reference, entry in self.series.items() if reference == f"{source}:{entry.id}"}

    @property
    def lead(self) -> str:
        """The column that the brief is about."""
        assert self.article is not None, "nothing that asks for the lead column is made without an article"
        return self.article.lead

    def unit_of(self, flow: str, indicator: str) -> str:
        """The unit of a column: that of the tables that have it, or money."""
        tables = self.every_table.values()
        return next((table.unit for table in tables if table.flow == flow and indicator in table.columns), MONEY)

    @property
    def every_table(self) -> dict[str, Table]:
        """The tables, whatever their rows are."""
        return self.tables | self.rankings

    def columns_of(self, flow: str) -> tuple[str, ...]:
        """The columns that any table of a flow has: those among which a column has a rank or a share."""
        return tuple(
            dict.fromkeys(name for table in self.tables.values() if table.flow == flow for name in table.columns)
        )

    def is_whole(self, table: str) -> bool:
        """Whether a table has every column among which ranks and shares of its flow are computed."""
        entry = self.tables[table]
        return set(entry.columns) == set(self.columns_of(entry.flow))

    def flow(self, name: str) -> Flow:
        """The entry of a flow; of tables without one, a flow without a name."""
        return self.flows.get(name, Flow(label=""))

    @property
    def first_prints(self) -> dict[str, str]:
        """For a series ``source:series`` the one that holds its first prints."""
        return {
            f"{reference.split(':')[0]}:{series.first_print_of}": reference
            for reference, series in self.series.items()
            if series.first_print_of
        }

    def is_printed(self, ref_area: str) -> bool:
        """Whether the article's tables are about an economy."""
        printed = (reference for table in self.tables.values() for reference in table.printed.values())
        return any(self.series[reference].ref_area == ref_area for reference in printed)

    @property
    def shared_bases(self) -> set[str]:
        """The bases that all economies share."""
        return {name for name, basis in self.bases.items() if basis.roles}

    def seen_from(self, ref_area: str) -> Catalog:
        """The catalog as it is for an economy: without what is printed of another one, and what explains that."""
        return self if self.article is None or self.article.economy == ref_area else self.without_print()

    def without_print(self) -> Catalog:
        """The catalog as an economy sees it that the article is not about."""
        tables = {name: table.model_copy(update={"printed": {}}) for name, table in self.tables.items()}
        absent = dict.fromkeys(("explanations", "concepts", "printed_checks"), ())
        prose = [name for name, section in self.article.sections.items() if section.text] if self.article else []
        flows = self.flows | {name: self.flows[name].model_copy(update={"text": ""}) for name in prose}
        return self.model_copy(update={"tables": tables, "rankings": {}, "flows": flows, "foreign": True, **absent})

    def country(self, ref_area: str) -> Country:
        """What is declared of an economy: its own entry, or that it has a name and nothing of its own.

        A code that is not declared is its own name: rules ask of any code in a path, before `check_economy` refuses it.
        """
        area = self.areas.get(ref_area)
        return self.countries.get(ref_area) or Country(name=area.name if area else ref_area)

    def concept(self, table: str, basis: str, indicator: str) -> Concept | None:
        """The other concept than print's that a column of a basis measures, if it does."""
        return next(
            (
                entry
                for entry in self.concepts
                if table in entry.tables and (entry.basis, entry.indicator) == (basis, indicator)
            ),
            None,
        )

    def roles(self, basis: str, ref_area: str) -> Roles:
        """The roles of a basis for an economy: the basis' less what the country withholds, or the country's.

        Those that the article declares come before. A definition differs (status D) from that of an article which has
        another concept.
        """
        shared, own = self._roles(basis, ref_area), self.article.roles.get(basis, {}) if self.article else {}
        return {flow: shared.get(flow, {}) | own.get(flow, {}) for flow in {**shared, **own}}

    def _roles(self, basis: str, ref_area: str) -> Roles:
        shared, country = self.bases[basis].roles, self.country(ref_area)
        if not shared:
            return country.roles.get(basis, {})
        withheld = country.withheld.get(basis, {})
        others = {entry.indicator for entry in self.concepts if entry.basis == basis}
        return {
            flow: {
                name: role.model_copy(
                    update={
                        "withheld": withheld.get(name, role.withheld),
                        "terms": role.terms if name in others else tuple(map(_without_difference, role.terms)),
                    }
                )
                for name, role in columns.items()
            }
            for flow, columns in shared.items()
        }

    def is_ready(self, formula: str, holds: Callable[[str], bool]) -> bool:
        """Whether every series of a formula that is awaited is there by now."""
        return all(not self.series_of(reference).awaited or holds(reference) for reference in references(formula))

    def context(self, basis: str, ref_area: str) -> dict[str, str]:
        """The references (GDP, population, prices …) that derived indicators of a basis use."""
        return self.bases[basis].context | self.country(ref_area).context.get(basis, {})


def _without_difference(term: Term) -> Term:
    """A term of a basis that all economies share, for an article that is not known to define the column otherwise."""
    return term.model_copy(update={"status": "A"}) if term.status == "D" else term
