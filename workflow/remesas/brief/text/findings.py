"""The findings: what the frames say, as sentences whose every number is computed from them.

Sentences are whole and have named places, so that each can be translated as it is. Which sentence is used depends on
the data: one that the data do not support is not there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pandas as pd
from markupsafe import Markup

from remesas.brief.words.language import Language
from remesas.build import BILLION, REMITTANCES, Build, by_year, records, since
from remesas.catalog.entries import Flow
from remesas.compare.cells import CLOSE_PERCENT
from remesas.core.frames import CLASSES
from remesas.revisions.series import revisions

REPEATED = "repeated"
"""The check of printed tables that finds one number in two cells."""


@dataclass(frozen=True)
class Finding:
    """A headline and its sentences."""

    name: str
    headline: str
    sentences: tuple[str, ...]


def figure(text: str, value: float, cell: str) -> Markup:
    """A number in running text, with the exact value and the cell that it comes from."""
    return Markup('<data value="{}" data-cell="{}">{}</data>').format(repr(float(value)), cell, text)


def printed_value(printed: pd.DataFrame, name: str, year: int) -> float:
    """The printed amount of a source in a year."""
    return float(printed[name].to_dict()[year])


@dataclass(frozen=True)
class Speaker:
    """Says what the build holds, in one language."""

    build: Build
    language: Language

    def findings(self) -> list[Finding]:
        """All findings for which there are data, in the order of the brief."""
        t = self.language
        headed: list[tuple[str, str, Callable[[], Iterator[str]]]] = [
            ("level", t.gettext("How much"), self.level),
            ("gross", t.gettext("Against other earnings"), self.gross),
            ("net", t.gettext("Net of payments"), self.net),
            ("growth", t.gettext("Growth"), self.growth),
            ("print", t.gettext("Print and data"), self.against_print),
            ("revision", t.gettext("Revisions"), self.revised),
            ("checks", t.gettext("Print by itself"), self.checked),
        ]
        said = [Finding(name, headline, tuple(sentences())) for name, headline, sentences in headed]
        return [finding for finding in said if finding.sentences]

    # ---- levels ----------------------------------------------------------------------------------------------
    def level(self) -> Iterator[str]:
        """The newest amount, against the last printed one, the year before, and GDP."""
        t, basis = self.language, self.build.bases[0]
        table, _ = self.build.table_of("gross")
        values = self.build.wide(table, basis)[REMITTANCES].dropna()
        if not len(values):
            return
        year, amount = int(values.index[-1]), float(values.iloc[-1])
        words = {"country": t.said(self.build.country.name), "year": self.year(year), "basis": self.basis(basis)}
        words["amount"] = self.billion(amount, table, basis, REMITTANCES, year)
        printed = self.build.printed[table][REMITTANCES].dropna()
        last = int(printed.index[-1])
        if last in values.index and last < year:
            ratio = amount / float(values[last])
            yield t.gettext(
                "%(country)s received US$%(amount)s billion in remittances in %(year)s, %(ratio)s times the "
                "US$%(before)s billion of %(last)s (%(basis)s).",
                **words,
                last=self.year(last),
                before=self.billion(values[last], table, basis, REMITTANCES, last),
                ratio=figure(t.numbers.amount(ratio, 1), ratio, f"times.{basis}.{year}"),
            )
        else:
            yield t.gettext(
                "%(country)s received US$%(amount)s billion in remittances in %(year)s (%(basis)s).", **words
            )
        yield from self.changed(basis, year)
        yield from self.of_gdp(basis)
        yield t.gettext(
            "For %(last)s the article prints US$%(printed)s billion.",
            last=self.year(last),
            printed=self.billion(float(printed.iloc[-1]), table, "print", REMITTANCES, last),
        )

    def changed(self, basis: str, year: int) -> Iterator[str]:
        """Growth in the newest year."""
        t = self.language
        growth = self.build.measure("growth", basis, "gross")
        if year not in growth.index:
            return
        size = self.percent(abs(growth[year]), "growth", basis, year)
        if growth[year] > 0:
            yield t.gettext("That is %(size)s more than the year before.", size=size)
        elif growth[year] < 0:
            yield t.gettext("That is %(size)s less than the year before.", size=size)

    def of_gdp(self, basis: str) -> Iterator[str]:
        """Percent of GDP, first and newest year."""
        share = self.build.measure("percent_of_gdp", basis, "gross")
        if len(share) > 1:
            first, last = int(share.index[0]), int(share.index[-1])
            yield self.language.gettext(
                "In percent of GDP they came to %(after)s in %(last)s, after %(before)s in %(first)s (%(basis)s).",
                basis=self.basis(basis),
                after=self.percent(share[last], "percent_of_gdp", basis, last),
                last=self.year(last),
                before=self.percent(share[first], "percent_of_gdp", basis, first),
                first=self.year(first),
            )

    # ---- other sources ---------------------------------------------------------------------------------------
    def gross(self) -> Iterator[str]:
        """Ranks in print and now, and since when remittances exceed each other source."""
        yield from self.ranked("gross")
        table, entry = self.build.table_of("gross")
        for basis in self.build.bases:
            wide = self.build.wide(table, basis)
            phrases = [phrase for name in entry.columns if name != REMITTANCES for phrase in self.exceeded(name, wide)]
            if phrases:
                yield self.language.gettext(
                    "They have exceeded receipts from %(sources)s (%(basis)s).",
                    sources=self.language.numbers.listed(phrases),
                    basis=self.basis(basis),
                )

    def exceeded(self, name: str, wide: pd.DataFrame) -> Iterator[str]:
        """Since when remittances exceed another source, if they do."""
        pair = wide[[REMITTANCES, name]].dropna()
        year = since(pair[REMITTANCES] > pair[name]) if len(pair) else None
        if year is None:
            return
        words = {"source": self.noun(name), "year": self.year(year)}
        later = [other for other in pair.index if other >= year]
        if year == pair.index[0] or len(later) <= later[-1] - year:
            yield self.language.gettext("%(source)s in all years with figures for both from %(year)s on", **words)
        else:
            yield self.language.gettext("%(source)s in every year since %(year)s", **words)

    def ranked(self, flow: Flow) -> Iterator[str]:
        """The rank of remittances in print and in the newest complete year of each basis."""
        t = self.language
        table, entry = self.build.table_of(flow)
        printed = self.build.printed[table].dropna().rank(axis=1, ascending=False, method="min")[REMITTANCES]
        count = t.numbers.amount(len(entry.columns))
        asked = t.numbers.amount(len(entry.printed))
        if flow == "gross" and len(printed):
            yield t.gettext(
                "Among the %(count)s gross sources of the article, remittances ranked %(rank)s in %(year)s.",
                count=asked,
                rank=t.ordinal(int(printed.iloc[-1])),
                year=self.year(printed.index[-1]),
            )
        for basis in self.build.bases:
            ranks = self.build.measure("rank", basis, flow)
            if len(ranks) and flow == "gross":
                yield t.gettext(
                    "In %(year)s, the newest year in which all %(count)s have a figure, they ranked %(rank)s "
                    "(%(basis)s).",
                    year=self.year(ranks.index[-1]),
                    count=count,
                    rank=t.ordinal(int(ranks.iloc[-1])),
                    basis=self.basis(basis),
                )

    def net(self) -> Iterator[str]:
        """The years as first net source, in print and now, and balances that have turned."""
        t = self.language
        table, entry = self.build.table_of("net")
        printed = self.build.printed[table].dropna().rank(axis=1, ascending=False, method="min")[REMITTANCES]
        first = [int(year) for year in printed.index[printed == 1]]
        if first:
            yield t.gettext(
                "By the article's own Table 2, remittances were the largest net source in %(years)s.",
                years=t.numbers.years(first),
            )
        for basis in self.build.bases:
            ranks = self.build.measure("rank", basis, "net")
            leading = [year for year, rank in by_year(ranks) if rank == 1]
            if leading:
                yield t.gettext(
                    "As regenerated they were the largest in %(years)s (%(basis)s).",
                    years=t.numbers.years(leading),
                    basis=self.basis(basis),
                )
            elif len(ranks):
                yield t.gettext(
                    "As regenerated they were never the largest; in %(last)s they ranked %(rank)s (%(basis)s).",
                    rank=t.ordinal(int(ranks.iloc[-1])),
                    last=self.year(ranks.index[-1]),
                    basis=self.basis(basis),
                )
            else:
                yield from self.unranked(table, basis)
        for name in entry.columns:
            yield from self.turned(table, name)

    def unranked(self, table: str, basis: str) -> Iterator[str]:
        """Why a basis gives no rank."""
        wide = self.build.wide(table, basis)
        absent = [self.noun(str(name)) for name in wide.columns[wide.isna().all()]]
        if absent:
            yield self.language.gettext(
                "No rank is given where a source has no figure: %(sources)s (%(basis)s).",
                sources=self.language.numbers.listed(absent),
                basis=self.basis(basis),
            )

    def turned(self, table: str, name: str) -> Iterator[str]:
        """Since when a net amount that was positive in the article's last year is negative, for good."""
        last = self.build.article_years[1]
        for basis in self.build.bases:
            values = self.build.wide(table, basis)[name].dropna()
            year = since(values < 0)
            if name != REMITTANCES and year is not None and values.get(last, -1.0) > 0:
                newest = int(values.index[-1])
                # Whole billions decide the form: French has the singular below two.
                yield self.language.ngettext(
                    "The net amount from %(source)s was negative in %(years)s, with a deficit of "
                    "US$%(amount)s billion in %(newest)s (%(basis)s).",
                    "The net amount from %(source)s was negative in %(years)s, with a deficit of "
                    "US$%(amount)s billion in %(newest)s (%(basis)s).",
                    int(-values[newest] // BILLION),
                    source=self.noun(name),
                    years=self.language.numbers.years(int(held) for held in values.index if held >= year),
                    newest=self.year(newest),
                    basis=self.basis(basis),
                    amount=self.billion(-values[newest], table, basis, name, newest),
                )

    def growth(self) -> Iterator[str]:
        """Compound growth of remittances over each span, on the first basis that has it."""
        spans: dict[str, str] = {}
        for basis in self.build.bases:
            for span in self.build.measure("compound_growth", basis, "gross").index:
                first, last = str(span).split("/")
                if not any(known.split("/")[0] == first for known in spans):
                    spans[f"{first}/{last}"] = basis
        for span, basis in sorted(spans.items()):
            rate = self.build.measure("compound_growth", basis, "gross")[span]
            first, last = span.split("/")
            yield self.language.gettext(
                "From %(first)s to %(last)s remittances grew by %(rate)s a year on average (%(basis)s).",
                first=self.year(first),
                last=self.year(last),
                basis=self.basis(basis),
                rate=figure(self.language.numbers.percent(rate), rate, f"compound_growth.{basis}.{span}"),
            )

    # ---- print -----------------------------------------------------------------------------------------------
    def against_print(self) -> Iterator[str]:
        """Counts of the classes on each basis."""
        n = self.language.numbers
        for basis in self.build.bases:
            own = self.build.columns[self.build.columns["basis"] == basis]
            counts = {name: int(own[name].sum()) for name in CLASSES}
            total = sum(counts.values())
            yield self.language.gettext(
                "Against the %(cells)s printed figures (%(basis)s): exact %(exact)s, within %(limit)s %(close)s, "
                "larger difference with a declared cause %(explained)s, without one %(unexplained)s, no figure "
                "%(missing)s.",
                cells=figure(n.amount(total), total, f"comparison.{basis}.all"),
                basis=self.basis(basis),
                limit=n.percent(CLOSE_PERCENT, 0),
                **{
                    name: figure(n.amount(count), count, f"comparison.{basis}.{name}") for name, count in counts.items()
                },
            )

    def revised(self) -> Iterator[str]:
        """Printed figures that were right when printed, and revisions between vintages."""
        t, basis = self.language, self.build.bases[0]
        table, _ = self.build.table_of("gross")
        cells = self.build.comparison
        own = cells[(cells["table"] == table) & (cells["basis"] == basis) & (cells["cause"] == "revision")]
        for row in records(own):
            year, name = int(row.time_period), str(row.indicator)
            words = {
                "year": self.year(year),
                "source": self.noun(name),
                "basis": self.basis(basis),
                "printed": self.million(row.printed, table, "print", name, year),
                "now": self.million(row.regenerated, table, basis, name, year),
                "size": self.percent(abs(row.difference_percent), "difference", basis, year),
            }
            if row.difference > 0:
                yield t.gettext(
                    "For %(source)s in %(year)s the article prints the first estimate, US$%(printed)s million; the "
                    "series now has US$%(now)s million, %(size)s more (%(basis)s).",
                    **words,
                )
            else:
                yield t.gettext(
                    "For %(source)s in %(year)s the article prints the first estimate, US$%(printed)s million; the "
                    "series now has US$%(now)s million, %(size)s less (%(basis)s).",
                    **words,
                )
        for vintage, change in revisions(self.build).items():
            changed = change[change.abs() >= 0.05]
            if len(changed):
                year = max(by_year(changed.abs()), key=lambda item: item[1])[0]
                yield t.ngettext(
                    "Since the vintage of %(vintage)s the figure of %(count)s year has been revised, by %(size)s.",
                    "Since the vintage of %(vintage)s the figures of %(count)s years have been revised, most for "
                    "%(year)s, by %(size)s.",
                    len(changed),
                    vintage=t.vintage(vintage),
                    count=figure(t.numbers.amount(len(changed)), len(changed), f"revision.{vintage}.{year}"),
                    year=self.year(year),
                    size=figure(
                        t.numbers.percent(change[year], signed=True), change[year], f"revision.{vintage}.{year}"
                    ),
                )

    def checked(self) -> Iterator[str]:
        """Which checks of the printed tables fail, and the cells that hold one number twice."""
        t = self.language
        results = self.build.checks.groupby("check", sort=False)["holds"].all()
        failed = int((~results).sum())
        yield t.ngettext(
            "Of %(count)s check of the printed tables by themselves, %(failed)s find values that do not fit.",
            "Of %(count)s checks of the printed tables by themselves, %(failed)s find values that do not fit.",
            len(results),
            count=figure(t.numbers.amount(len(results)), len(results), "checks.all"),
            failed=figure(t.numbers.amount(failed), failed, "checks.failed"),
        )
        for entry in self.build.catalog.printed_checks:
            rows = self.build.checks[(self.build.checks["check"] == entry.id) & ~self.build.checks["holds"]]
            if entry.check == REPEATED and len(rows):
                yield from self.repeated(entry.table, rows)

    def repeated(self, table: str, rows: pd.DataFrame) -> Iterator[str]:
        """One sentence for each number that stands in two cells of a table."""
        printed = self.build.printed[table]
        amounts: dict[float, list[tuple[str, int]]] = {}
        for row in records(rows):
            cell = (str(row.indicator), int(row.time_period))
            amounts.setdefault(abs(printed_value(printed, *cell)), []).append(cell)
        number = self.language.numbers.amount(list(self.build.catalog.tables).index(table) + 1)
        for amount, cells in amounts.items():
            places = [
                self.language.gettext("%(source)s in %(year)s", source=self.noun(name), year=self.year(year))
                for name, year in cells
            ]
            turned = len({printed_value(printed, name, year) for name, year in cells}) > 1
            words = {
                "table": number,
                "places": self.language.numbers.listed(places),
                "amount": self.million(amount, table, "print", *cells[0]),
            }
            if turned:
                yield self.language.gettext(
                    "In Table %(table)s one number, %(amount)s, stands with both signs: for %(places)s. "
                    "At least one of them is a misprint.",
                    **words,
                )
            else:
                yield self.language.gettext(
                    "In Table %(table)s one number, %(amount)s, stands more than once: for %(places)s.", **words
                )

    # ---- parts of sentences ----------------------------------------------------------------------------------
    def cell(self, table: str, basis: str, name: str, year: int) -> str:
        """The address of a cell, as the page's tables write it."""
        return f"{table}.{basis}.{name}.{year}"

    def billion(self, value: float, table: str, basis: str, name: str, year: int) -> Markup:
        """US$ million in billions, one decimal."""
        return figure(self.language.numbers.amount(value / BILLION, 1), value, self.cell(table, basis, name, year))

    def million(self, value: float, table: str, basis: str, name: str, year: int) -> Markup:
        """US$ million, whole."""
        return figure(self.language.numbers.amount(value), value, self.cell(table, basis, name, year))

    def percent(self, value: float, measure: str, basis: str, year: int) -> Markup:
        """A percentage of a derived indicator."""
        return figure(self.language.numbers.percent(value), value, f"{measure}.{basis}.{year}")

    def basis(self, basis: str) -> str:
        """A basis by its label."""
        return self.language.said(self.build.catalog.bases[basis].label)

    def noun(self, indicator: str) -> str:
        """A source of foreign exchange inside a sentence."""
        return self.language.noun(self.build.catalog.indicators[indicator].label)

    def year(self, year: int | str) -> str:
        """A year."""
        return self.language.numbers.year(year)
