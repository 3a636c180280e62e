"""Tell which years series have whole, and so whether tables can be made of them, and to which year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from remesas.catalog.catalog import Catalog
from remesas.catalog.roles import Term
from remesas.catalog.series import PERIODS_A_YEAR
from remesas.catalog.uses import role_references
from remesas.core.errors import DataError
from remesas.core.references import references
from remesas.core.vintages import NEWEST, last_day, newest_known
from remesas.harmonise.annual import IDENTITY

NOTHING = pd.DataFrame(columns=[*IDENTITY, "year", "periods", "full"])
NAMED = {4: "quarters", 12: "months"}


def count_periods(rows: pd.DataFrame, key: Sequence[str] = IDENTITY) -> pd.DataFrame:
    """How many periods of each year are there.

    Args:
        rows: Observations; their columns freq and time_period and those of the key.
        key: The columns that tell series apart.

    Returns:
        The columns of the key and year, periods (how many there are) and full (how many a year has).
    """
    keys = [*key, "freq", rows["time_period"].str[:4].astype(int).rename("year")]
    counts = rows.groupby(keys).size().rename("periods").reset_index()
    return counts.assign(full=counts["freq"].map(PERIODS_A_YEAR)).drop(columns="freq")


def name_partial(partial: pd.DataFrame) -> str:
    """The series whose newest year is not whole: ``SE27803: 2026 has 5 of 12 months``, series that agree together."""
    groups: dict[tuple[int, int, int], list[str]] = {}
    for row in partial.to_dict("records"):
        groups.setdefault((row["year"], row["periods"], row["full"]), []).append(row["series"])
    return "; ".join(
        f"{', '.join(names)}: {year} has {periods} of {full} {NAMED[full]}"
        for (year, periods, full), names in groups.items()
    )


@dataclass(frozen=True)
class Coverage:
    """The years that the series behind some bases have, in every vintage.

    Attributes:
        catalog: Says which series fill which basis.
        bases: The bases.
        ref_area: The economy.
        counts: For each series that fills a basis its counts for the economy (see ``count_periods``).
    """

    catalog: Catalog
    bases: tuple[str, ...]
    ref_area: str
    counts: Mapping[str, pd.DataFrame]

    @classmethod
    def of(cls, observations: pd.DataFrame, catalog: Catalog, bases: Iterable[str], ref_area: str) -> Coverage:
        """The coverage of some bases for an economy by ``frames.OBSERVATIONS``."""
        chosen = tuple(bases)
        wanted = {name for basis in chosen for name in role_references(catalog, basis, ref_area)}
        names = observations["source"] + ":" + observations["series"]
        rows = observations[names.isin(wanted) & (observations["ref_area"] == ref_area)]
        counts = count_periods(rows).groupby(["source", "series"])
        return cls(catalog, chosen, ref_area, {":".join(map(str, key)): own for key, own in counts})

    def check_last_year(self, last: int | str) -> None:
        """Refuse tables that should end in a year of which no series has all periods.

        Raises:
            DataError: With the newest year that is whole.
        """
        newest = max((max(_whole_years(own), default=0) for own in self.counts.values()), default=0)
        if last != NEWEST and int(last) > newest:
            raise DataError(
                f"at years.last: {last} is not allowed; no series has all periods of a year after {newest}.",
                file="config.yaml",
                remedy=f"write newest, or a year up to {newest}.",
            )

    def check_vintages(self, choice: Mapping[str, str]) -> None:
        """Refuse dates on which a basis had nothing for the lead column yet, and economies of which nothing is known.

        Args:
            choice: For each source ``newest`` or a date; ``default`` serves the sources not named.

        Raises:
            DataError: With the first date on which every basis has data.
        """
        empty = [basis for basis in self.bases if self._terms(basis) and not self._years_of_lead(basis, choice)]
        if not empty:
            return
        begun = {basis: self._find_beginning(basis) for basis in self.bases if self._terms(basis)}
        never = [basis for basis, day in begun.items() if day is None]
        if never:
            others = [basis for basis in begun if basis not in never]
            leave = f"leave {' and '.join(never)} out of bases, " if others else ""
            raise DataError(
                f"at economies: no snapshot has a whole year of {self.catalog.lead} of {self.ref_area} "
                f"({' and '.join(never)}).",
                file="config.yaml",
                remedy=f"choose another economy, {leave}or register data of "
                f"{self.ref_area} (`./remesas fetch worldbank`, `./remesas register`).",
            )
        first = max(day for day in begun.values() if day)
        since = ", ".join(f"{basis} from {day} on" for basis, day in begun.items())
        without = "" if len(empty) == len(begun) else f", or leave {' and '.join(empty)} out of bases"
        raise DataError(
            f"at vintages: on the chosen dates there were no data for {' and '.join(empty)} (there are: {since}).",
            file="config.yaml",
            remedy=f"choose newest, or dates from {first} on{without}.",
        )

    def describe_partial_years(self, choice: Mapping[str, str], last: int | str) -> list[str]:
        """What to say at the end of a build of series whose newest year is not whole, a line a basis."""
        lines = []
        for basis in self.bases:
            used = [self._in_use(reference, choice) for reference in self._open_references(basis)]
            partial = pd.concat([own[own["year"] == own["year"].max()] for own in used]) if used else pd.DataFrame()
            end = max(self._years(basis, choice), default=0)
            if last == NEWEST and len(told := partial.query("periods < full and year > @end")):
                lines.append(f"{name_partial(told)}; the tables end in {end} ({basis}).")
        return lines

    def _terms(self, basis: str) -> list[Term]:
        roles = self.catalog.roles(basis, self.ref_area).values()
        return [term for columns in roles for role in columns.values() for term in role.terms]

    def _open_references(self, basis: str) -> dict[str, None]:
        """The series that fill the newest years of a basis, in order."""
        terms = (term for term in self._terms(basis) if term.last is None)
        return {reference: None for term in terms for reference in references(term.formula)}

    def _in_use(self, reference: str, choice: Mapping[str, str]) -> pd.DataFrame:
        """The counts of a series in the vintage in use."""
        own = self.counts.get(reference, NOTHING)
        day = choice.get(reference.split(":")[0], choice["default"])
        return own[own["vintage"] == newest_known(own["vintage"].unique(), day)]

    def _years_of_lead(self, basis: str, choice: Mapping[str, str]) -> set[int]:
        """The years in which the lead column has a figure, or any column of a basis that has no such column."""
        roles = self.catalog.roles(basis, self.ref_area).values()
        terms = [term for columns in roles if self.catalog.lead in columns for term in columns[self.catalog.lead].terms]
        return self._years(basis, choice, terms)

    def _years(self, basis: str, choice: Mapping[str, str], terms: Iterable[Term] = ()) -> set[int]:
        """The years in which some terms (or any of a basis) have a figure, on the chosen dates."""
        years: set[int] = set()
        for term in terms or self._terms(basis):
            whole = [_whole_years(self._in_use(name, choice)) for name in references(term.formula)]
            if whole:
                years.update(filter(term.covers, set.intersection(*whole)))
        return years

    def _find_beginning(self, basis: str) -> str | None:
        """The first date on which a basis has data for the lead column; None if there is none."""
        own = [self.counts.get(name, NOTHING) for name in role_references(self.catalog, basis, self.ref_area)]
        days = sorted({last_day(vintage).isoformat() for counts in own for vintage in counts["vintage"].unique()})
        return next((day for day in days if self._years_of_lead(basis, {"default": day})), None)


def _whole_years(counts: pd.DataFrame) -> set[int]:
    return set(counts.loc[counts["periods"] == counts["full"], "year"])
