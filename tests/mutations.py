"""What becomes of a wrong value: ./remesas mutations [NUMBER [SEED [entries]]]; of wrong entries, see tests/entries.py.

Single observations of `raw/` are changed as an honest but wrong file would have them (its checksum fits), and the
stages that could notice are run again, in this process, on what the change reaches. Each change is then one of

- refused: the build would not begin;
- marked: a cell or a claim that changed bears a status or a remark that it did not have, or turned unexplained;
- noticed: no number that changed is marked, but a check fails and the build says so;
- silent: a number or a verdict changed, and nothing else did;
- without effect: nothing that a page prints changed.

docs/trust.md keeps the tables.
"""

import random
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from importlib import import_module
from itertools import islice
from pathlib import Path

import pandas as pd

from remesas.catalog.catalog import Catalog
from remesas.catalog.loading import load_catalog, read_yaml
from remesas.catalog.uses import role_references
from remesas.claims.ledger import evaluate_claims
from remesas.claims.loading import load_claims
from remesas.claims.statements import Claims
from remesas.compare.cells import compare_with_print
from remesas.compare.printed_checks import check_printed
from remesas.core.errors import DataError
from remesas.core.vintages import SERIES_KEY, mark_in_use
from remesas.derive.indicators import Spans, derive_indicators, read_context
from remesas.derive.peers import rank_economies
from remesas.derive.twelve_months import sum_twelve_months
from remesas.harmonise.annual import to_annual
from remesas.harmonise.doubts import find_doubts, mark_periods, mark_years
from remesas.harmonise.identities import evaluate_identities
from remesas.ingest.checks import check_against_older, check_content
from remesas.ingest.printed import read_printed
from remesas.ingest.snapshots import Snapshot, read_snapshot
from remesas.tables.fill import cells_of, fill_basis, years_of
from remesas.tables.series import AnnualSeries
from support.turns import read_turns

ROOT = Path(__file__).resolve().parents[1]
COUNTRY, BASES = "MEX", ("national", "worldbank")
LEAD = ("banxico:SE27803", "banxico:SE27808")
"""The monthly series that are summed over twelve months."""
SPANS = Spans(((1991, 2002), (1991, 2003), (2003, "newest")), 2003)
YEARS = {"first": 1991, "last": "newest"}
OUTCOMES = ("refused", "marked", "noticed", "silent", "no effect")
Facts = dict[tuple[object, ...], tuple[object, str]]
"""What is printed: for each address what stands there, and the marks beside it."""


def _scale(factor: str) -> Callable[[str, str], str]:
    return lambda text, before: f"{Decimal(text) * Decimal(factor):f}"


def _swap(text: str, before: str) -> str:
    """The first two digits that differ, exchanged."""
    for place in range(len(text) - 1):
        one, other = text[place : place + 2]
        if one.isdigit() and other.isdigit() and one != other:
            return text[:place] + other + one + text[place + 2 :]
    return text


KINDS: Mapping[str, Callable[[str, str], str]] = {
    "+5%": _scale("1.05"),
    "copied": lambda text, before: before,
    "a tenth": _scale("0.1"),
    "a third": lambda text, before: f"{Decimal(text) / 3:f}",
    "threefold": _scale("3"),
    "tenfold": _scale("10"),
    "digits swapped": _swap,
    "sign": _scale("-1"),
    "thousandfold": _scale("1000"),
    "missing": lambda text, before: "",
}
"""How a value goes wrong, from its text and that of the period before."""
KEY = SERIES_KEY[1:]
FROM, EARLIER = "1991", 0.3
"""The first year of the tables, and which share of the values drawn before it is kept."""
LARGE = ("a tenth", "a third", "threefold", "tenfold", "thousandfold")
"""The kinds that change a value by a factor of three or more."""


@dataclass(frozen=True)
class Mutation:
    """One changed observation: of which snapshot, in which row, how."""

    meta: Path
    row: int
    kind: str
    series: str
    area: str
    period: str
    old: str
    new: str

    @property
    def source(self) -> str:
        return self.meta.parts[-3]

    @property
    def reference(self) -> str:
        return f"{self.source}:{self.series}"

    def __str__(self) -> str:
        return f"{self.kind}: {self.reference} {self.area} {self.period}, {self.old} -> {self.new or 'nothing'}"


@dataclass(frozen=True)
class Raw:
    """The snapshots of the project, read and checked once."""

    catalog: Catalog
    claims: Claims
    snapshots: Mapping[Path, tuple[Snapshot, pd.DataFrame]]
    tidy: Mapping[Path, pd.DataFrame]

    @classmethod
    def read(cls, root: Path = ROOT) -> "Raw":
        article = root / "articles" / read_yaml(root / "config.yaml")["article"]
        catalog = load_catalog(root / "workflow" / "catalog", article)
        snapshots = {meta: read_snapshot(meta) for meta in sorted((root / "raw").glob("*/*/*.meta.yaml"))}
        tidy = {meta: check_content(meta, *held, catalog) for meta, held in snapshots.items()}
        return cls(catalog, load_claims(catalog), snapshots, tidy)

    @cached_property
    def observations(self) -> pd.DataFrame:
        return pd.concat(
            [*(numbers for _, numbers in read_printed(self.catalog)), *self.tidy.values()], ignore_index=True
        )

    @cached_property
    def by_series(self) -> Mapping[str, pd.DataFrame]:
        """The observations of each series, of all vintages."""
        names = self.observations["source"] + ":" + self.observations["series"]
        return {str(name): rows for name, rows in self.observations.groupby(names)}

    @cached_property
    def annual(self) -> pd.DataFrame:
        return mark_years(harmonise(self.observations, self.catalog), self.doubts)

    @cached_property
    def doubts(self) -> pd.DataFrame:
        return find_doubts(in_use(self.observations), self.identities, self.catalog)

    @cached_property
    def identities(self) -> pd.DataFrame:
        return evaluate_identities(in_use(self.observations), self.catalog)

    @cached_property
    def printed(self) -> "Printed":
        found = frozenset(_alarms("identity", self.identities[self.identities["state"] == "fails"]))
        tables = print_tables(self, self.observations, self.annual)
        return tables | print_claims(self, self.annual, self.claims) | Printed({}, found)

    @cached_property
    def declared(self) -> str:
        """What tables, explanations and checks are declared to be made of, as text."""
        shared = (ROOT / "workflow" / "catalog" / f"{name}.yaml" for name in ("bases", f"countries/{COUNTRY}"))
        own = (self.catalog.folder / f"{name}.yaml" for name in ("article", "concepts", "explanations", "checks"))
        return "\n".join(path.read_text("utf-8") for path in (*shared, *own))

    @cached_property
    def used_by_claims(self) -> Mapping[str, str]:
        """For each claim all that it names and rests on, as text."""
        ledger = evaluate_claims(self.annual, self.catalog, self.claims)
        named = {claim.id: claim.model_dump_json() for claim in self.claims.claims}
        return {
            entry.id: named[entry.id]
            + " ".join({item.series for line in entry.evaluations for item in line.observations})
            for entry in ledger.claims
        }


def in_use(rows: pd.DataFrame) -> pd.DataFrame:
    return rows[mark_in_use(rows, {"default": "newest"})]


def harmonise(observations: pd.DataFrame, catalog: Catalog) -> pd.DataFrame:
    annual = to_annual(observations, catalog)
    return annual.assign(in_use=mark_in_use(annual, {"default": "newest"}))


@dataclass(frozen=True)
class Printed:
    """What a build would print, by address, and what its checks say."""

    facts: Facts
    alarms: frozenset[tuple[object, ...]] = frozenset()

    def __or__(self, other: "Printed") -> "Printed":
        return Printed(self.facts | other.facts, self.alarms | other.alarms)


def print_tables(raw: Raw, observations: pd.DataFrame, annual: pd.DataFrame) -> Printed:
    """The tables and what is derived from them or compared with them."""
    catalog = raw.catalog
    used = annual[annual["in_use"]].reset_index(drop=True)
    series = AnnualSeries(used, COUNTRY)
    sources = {name.split(":")[0] for basis in BASES for name in role_references(catalog, basis, COUNTRY)}
    years = years_of(YEARS, used[used["source"].isin(sources)])
    cells = pd.concat([fill_basis(used, catalog, basis, COUNTRY, years, annual) for basis in BASES], ignore_index=True)
    parts = [cells_of(cells, entry.flow, entry.columns).assign(table=name) for name, entry in catalog.tables.items()]
    tables = pd.concat(parts, ignore_index=True)
    compared = compare_with_print(tables, series, catalog, COUNTRY)
    context = {basis: read_context(used, catalog.context(basis, COUNTRY), COUNTRY) for basis in BASES}
    derived = derive_indicators(cells, context, SPANS, catalog)
    months = sum_twelve_months(observations, used, catalog, BASES, COUNTRY)
    facts = {
        **_facts_of("cell", tables, ["table", "basis", "indicator", "time_period"]),
        **_facts_of("indicator", derived, ["basis", "flow", "indicator", "measure", "time_period"]),
        **_facts_of("twelve months", months, ["basis", "measure", "time_period"]),
        **_facts_of("peer", rank_economies(used, catalog, BASES, COUNTRY), ["ref_area", "basis", "measure"]),
        **{
            ("print", *place): (printed, "")
            for *place, printed in compared.cells[["table", "indicator", "time_period", "printed"]].to_numpy()
        },
        **{
            ("comparison", *place): (kind, "")
            for *place, kind in compared.cells[["table", "basis", "indicator", "time_period", "class"]].to_numpy()
        },
    }
    checks = check_printed(series, catalog, COUNTRY)
    alarms = {
        *_alarms("evidence", compared.explanations[~compared.explanations["holds"]]),
        *_alarms("printed check", checks[~checks["holds"]]),
        *(place for place, (shown, _) in facts.items() if place[0] == "comparison" and shown == "unexplained"),
    }
    return Printed(facts, frozenset(alarms))


def print_claims(raw: Raw, annual: pd.DataFrame, claims: Claims) -> Printed:
    """The verdicts on some claims, and every value behind them."""
    facts: Facts = {}
    for entry in evaluate_claims(annual, raw.catalog, claims).claims:
        facts["claim", entry.id] = (entry.overall, "")
        for number, line in enumerate(entry.evaluations):
            behind = sorted({(item.status, item.note) for item in line.observations})
            shown = (_shown(line.value), line.verdict, line.holds)
            facts["line", entry.id, number] = (shown, f"{line.status} {line.note} {behind}")
    return Printed(facts)


def _facts_of(name: str, rows: pd.DataFrame, key: list[str]) -> Facts:
    marks = rows["obs_status"] + " " + rows["note"]
    places = rows[key].itertuples(index=False, name=None)
    return {
        (name, *place): (_shown(value), mark)
        for place, value, mark in zip(places, rows["obs_value"], marks, strict=True)
    }


def _shown(value: object) -> object:
    """A value with as many digits as a page shows at most."""
    if isinstance(value, float):
        return f"{value:.0f}" if abs(value) >= 1000 else f"{value:.4g}"
    return value


def _alarms(name: str, failing: pd.DataFrame) -> Iterator[tuple[object, ...]]:
    for row in failing.iloc[:, :4].itertuples(index=False, name=None):
        yield (name, *(item for item in row if not isinstance(item, float)))


# ---- mutations -----------------------------------------------------------------------------------------------------
def list_targets(raw: Raw) -> dict[str, dict[str, list[tuple[Path, int]]]]:
    """The observations that something printed rests on, by source and series: snapshots in use, and rows.

    Of a series that many economies have, those of the brief's economy, and as many of the others.
    """
    used = raw.annual[raw.annual["in_use"]]
    vintages = set(zip(used["source"] + ":" + used["series"], used["ref_area"], used["vintage"], strict=True))
    text = raw.declared + " ".join(raw.used_by_claims.values())
    targets: dict[str, dict[str, list[tuple[Path, int]]]] = {}
    for meta, (snapshot, rows) in raw.snapshots.items():
        for name, own in rows.groupby("series"):
            reference = f"{snapshot.source}:{name}"
            held = [(reference, area, snapshot.vintage) in vintages for area in own["ref_area"]]
            if reference not in text or not any(held):
                continue
            own = own[held]
            at_home = own["ref_area"] == COUNTRY
            if at_home.any() and not at_home.all():
                own = pd.concat([own[at_home], own[~at_home].sample(at_home.sum(), random_state=0)])
            targets.setdefault(snapshot.source, {}).setdefault(str(name), []).extend((meta, row) for row in own.index)
    return targets


def draw(raw: Raw, number: int, seed: int) -> Iterator[Mutation]:
    """Mutations, every kind as often as any other; sources by the square root of how much rests on them."""
    chance = random.Random(seed)
    targets, kinds = list_targets(raw), list(KINDS)
    weights = [sum(map(len, series.values())) ** 0.5 for series in targets.values()]
    turn = 0
    while turn < number:
        source = chance.choices(list(targets), weights)[0]
        rows = chance.choice(list(targets[source].values()))
        mutation = mutate(raw, *chance.choice(rows), kinds[turn % len(kinds)])
        if mutation.new != mutation.old and (mutation.period >= FROM or chance.random() < EARLIER):
            turn += 1
            yield mutation


def mutate(raw: Raw, meta: Path, row: int, kind: str) -> Mutation:
    rows = raw.snapshots[meta][1]
    own = rows.iloc[row]
    before = rows[(rows[KEY] == own[KEY]).all(axis=1) & (rows["time_period"] < own["time_period"])]
    old = str(own["obs_value"])
    new = KINDS[kind](old, str(before.sort_values("time_period")["obs_value"].iloc[-1]) if len(before) else old)
    return Mutation(meta, row, kind, str(own["series"]), str(own["ref_area"]), str(own["time_period"]), old, new)


def judge(raw: Raw, mutation: Mutation) -> tuple[str, str]:
    """What becomes of a mutation, and by what. Only what the series reaches is computed again."""
    try:
        own = observe_changed(raw, mutation)
        check_against_older(own)
    except DataError as error:
        return "refused", error.problem
    again = {name: item for name, item in raw.catalog.identities.items() if mutation.reference in item.references}
    concerned = {reference for identity in again.values() for reference in identity.references} - {mutation.reference}
    observed = pd.concat([own, *(raw.by_series[name] for name in sorted(concerned))], ignore_index=True)
    anew = evaluate_identities(in_use(observed), raw.catalog.model_copy(update={"identities": again}))
    identities = pd.concat([raw.identities[~raw.identities["identity"].isin(again)], anew], ignore_index=True)
    doubts = find_doubts(in_use(observed), identities, raw.catalog)
    rest = raw.annual[(raw.annual["source"] + ":" + raw.annual["series"]) != mutation.reference]
    annual = mark_years(pd.concat([rest, harmonise(own, raw.catalog)], ignore_index=True), doubts)
    failing = identities[identities["state"] == "fails"]
    after = raw.printed | Printed({}, frozenset([*_alarms("identity", failing), *_alarms("doubt", doubts)]))
    if mutation.reference in raw.declared or len(doubts):
        lead = [name for name in LEAD if name != mutation.reference]
        months = pd.concat([own, *(raw.by_series[name] for name in lead)], ignore_index=True)
        after |= print_tables(raw, mark_periods(months, doubts), annual)
    claims = tuple(claim for claim in raw.claims.claims if mutation.reference in raw.used_by_claims[claim.id])
    if claims:
        after |= print_claims(raw, annual, raw.claims.model_copy(update={"claims": claims}))
    return compare(raw.printed, after)


def observe_changed(raw: Raw, mutation: Mutation) -> pd.DataFrame:
    """The observations of a mutated series, checked as a build checks them (raises as ``check_content``)."""
    snapshot, rows = raw.snapshots[mutation.meta]
    rows = rows[rows["series"] == mutation.series].copy()
    if mutation.new:
        rows.loc[mutation.row, "obs_value"] = mutation.new
    else:
        rows = rows.drop(index=mutation.row)
    items = tuple(item for item in snapshot.series if item.id == mutation.series)
    tidy = check_content(mutation.meta, snapshot.model_copy(update={"series": items}), rows, raw.catalog)
    others = [rows for meta, rows in raw.tidy.items() if meta != mutation.meta and meta.parts[-3] == mutation.source]
    return pd.concat([*(rows[rows["series"] == mutation.series] for rows in others), tidy], ignore_index=True)


def compare(before: Printed, after: Printed) -> tuple[str, str]:
    absent = ("absent", "")
    changed = {
        place: (before.facts.get(place, absent), after.facts.get(place, absent))
        for place in {*before.facts, *after.facts}
        if before.facts.get(place, absent)[0] != after.facts.get(place, absent)[0]
    }
    alarms = after.alarms - before.alarms
    direct = {place for place in changed if place[0] not in ("claim", "comparison", "print")}
    marked = {place for place in direct if changed[place][0][1] != changed[place][1][1]}
    marked |= {place for place in alarms if place[0] == "comparison"}
    if not changed:
        return "no effect", ""
    told = f"{len(changed)} figures changed, {len(marked)} marked"
    return ("marked" if marked else "noticed" if alarms else "silent"), told


def count(results: list[tuple[Mutation, str, str]]) -> None:
    for title, key in (("kind", lambda item: item.kind), ("source", lambda item: item.source)):
        counts = Counter((key(mutation), outcome) for mutation, outcome, _ in results)
        names = list(KINDS) if title == "kind" else sorted({name for name, _ in counts})
        print(f"\n| {title} | " + " | ".join(OUTCOMES) + " | silent of those with effect |")
        print("| --- |" + " ---: |" * (len(OUTCOMES) + 1))
        for name in [*names, "all"]:
            row = [sum(n for (own, out), n in counts.items() if out == outcome and name in (own, "all"))
                   for outcome in OUTCOMES]  # fmt: skip
            effective = sum(row[:-1])
            share = f"{100 * row[3] / effective:.0f}%" if effective else ""
            print(f"| {name} | " + " | ".join(map(str, row)) + f" | {share} |")


def main(number: str = "150", seed: str = "14", what: str = "values") -> None:
    if what == "entries":
        return import_module("entries").main(number, int(seed))
    raw, results, turns = Raw.read(), [], read_turns(number)
    for mutation in islice(draw(raw, turns.stop, int(seed)), turns.start, None):
        outcome, told = judge(raw, mutation)
        results.append((mutation, outcome, told))
        print(f"{outcome:9} {mutation} ({told})", flush=True)
    count(results)


if __name__ == "__main__":
    main(*sys.argv[1:])
