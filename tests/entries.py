"""What becomes of a wrong entry of the catalog: ./remesas mutations [NUMBER [SEED]] entries.

Single places of the catalog and of the article's folder are changed as a slip of the hand would: a year, a number, a
sign or a series of a formula, a word, a switch, an entry that is left out. What readers see as text, and ids, of which
others do not exist, are left as they are. Each change is then one of

- refused: the build would not begin; traceback: the same, without a sentence, which is a fault;
- marked, noticed: as of wrong values (tests/mutations.py);
- by tests: figures changed, or a guard did, and the build says nothing, but a unit test fails;
- silent: figures changed, and nothing says so;
- without effect: no figure changed, and no test fails.

docs/trust.md keeps the table.
"""

import random
import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path

import pandas as pd
import yaml
from mutants import run_tests
from mutations import Printed, Raw, compare

from remesas.catalog.catalog import Catalog
from remesas.catalog.loading import load_catalog
from remesas.claims.loading import load_claims
from remesas.core.errors import DataError
from remesas.ingest.checks import check_against_older, check_content
from support.project import ARTICLE, ROOT
from support.turns import read_turns

CATALOG = ROOT / "workflow" / "catalog"
GROUPS = {
    "series": sorted((CATALOG / "series").glob("*.yaml")),
    "roles": [CATALOG / "bases.yaml", *sorted((CATALOG / "countries").glob("*.yaml"))],
    "identities": [CATALOG / "identities.yaml"],
    "comparison": [ARTICLE / f"{name}.yaml" for name in ("explanations", "concepts", "checks")],
    "claims": [ARTICLE / "claims.yaml"],
}
"""What is changed: groups of files, each as often as any other."""
READ = ("title", "label", "note", "text", "definition", "reason", "remedy", "claim", "reading", "name", "names", "id",
        "ids", "cites", "source", "undecided", "accepted_titles", "section")  # fmt: skip
"""Keys of what readers see, and of names."""
YEAR = re.compile(r"(?:19|20)\d\d(?=$|-\d)")
PLACE = re.compile(r"\{(?!\w+\})([\w-]+):([^{}@]+)(@[\w-]+)?\}")
TESTS = ["tests/catalog/test_guards.py", *(f"tests/{name}" for name in ("tables", "harmonise", "compare", "claims"))]
LONGEST = 600
"""Seconds of a processor after which the tests of one change are given up, and count as failed."""
OUTCOMES = ("refused", "traceback", "marked", "noticed", "by tests", "silent", "no effect")
Change = Callable[[random.Random], str]


@dataclass(frozen=True)
class Site:
    """A place of a file: from where to where, its kind, its key, and what could stand there instead."""

    path: Path
    first: int
    last: int
    kind: str
    key: str
    change: Change


# ---- places ----------------------------------------------------------------------------------------------------------
def list_sites(path: Path, words: dict[str, list[str]], series: dict[str, list[str]]) -> Iterator[Site]:
    """The places of a file."""
    text = path.read_text("utf-8")
    done: set[int] = set()  # an entry that others refer to is one place

    def walk(node: yaml.Node, key: str) -> Iterator[Site]:
        if node.start_mark.index in done or key in READ:
            return
        done.add(node.start_mark.index)
        if isinstance(node, yaml.MappingNode):
            for name, value in node.value:
                if name.value not in READ and value.start_mark.index > name.start_mark.index:  # not what another has
                    yield leave_out(name.start_mark.index, value, str(name.value))
                yield from walk(value, str(name.value))
        elif isinstance(node, yaml.SequenceNode):
            for item in node.value:
                if len(node.value) > 1:
                    yield leave_out(text.rindex("-", 0, item.start_mark.index) if not node.flow_style else
                                    item.start_mark.index, item, key)  # fmt: skip
                yield from walk(item, key)
        else:
            yield from _change_scalar(path, node, key, words, series)

    def leave_out(first: int, value: yaml.Node, key: str) -> Site:
        last = value.end_mark.index
        comma = re.match(r"\s*,", text[last:])
        return Site(
            path, first, last + (comma.end() if comma else 0), "left out", key, lambda chance: "\n"[comma is not None :]
        )

    yield from walk(yaml.compose(text, yaml.CSafeLoader), "")


def _change_scalar(
    path: Path, node: yaml.ScalarNode, key: str, words: dict[str, list[str]], series: dict[str, list[str]]
) -> Iterator[Site]:
    value, kind = node.value, node.tag.rpartition(":")[2]
    anchor = re.match(r"&\w+\s+", path.read_text("utf-8")[node.start_mark.index : node.end_mark.index])
    site = partial(Site, path, node.start_mark.index + (anchor.end() if anchor else 0), node.end_mark.index)
    if YEAR.match(value):
        yield site("a year later", key, lambda chance: f'"{YEAR.sub(lambda year: str(int(year[0]) + 1), value, 1)}"'
                   if kind == "str" else YEAR.sub(lambda year: str(int(year[0]) + 1), value, 1))  # fmt: skip
    elif kind in ("int", "float"):
        factor = 1.1 if key == "values" else 1000
        yield site("number", key, lambda chance: f"{float(value) * factor:.12g}")
    elif kind == "bool":
        yield site("switch", key, lambda chance: "false" if value == "true" else "true")
    elif PLACE.search(value):
        if re.search(r" [-+*/] ", value):
            turned = re.sub(
                r" ([-+*/]) ", lambda sign: f" {dict(zip('+-*/', '-+/*', strict=True))[sign[1]]} ", value, count=1
            )
            yield site("sign", key, lambda chance: f'"{turned}"')
        found = [item for item in PLACE.finditer(value) if len(series.get(item[1], ())) > 1]
        if found:
            yield site("series", key, partial(_exchange, value, found, series))
    elif len(others := [word for word in words.get(key, []) if word != value]) and " " not in value:
        yield site("word", key, lambda chance: f'"{chance.choice(others)}"')


def _exchange(value: str, found: Sequence[re.Match[str]], series: dict[str, list[str]], chance: random.Random) -> str:
    """A formula with another series of the same source in one place."""
    item = chance.choice(found)
    other = chance.choice([name for name in series[item[1]] if name != item[2]])
    return f'"{value[: item.start()]}{{{item[1]}:{other}{item[3] or ""}}}{value[item.end() :]}"'


def list_words(paths: Sequence[Path]) -> dict[str, list[str]]:
    """The words that stand under each key, somewhere."""
    words: dict[str, set[str]] = {}

    def walk(value: object, key: str) -> None:
        if isinstance(value, dict):
            for name, inside in value.items():
                walk(inside, str(name))
        elif isinstance(value, list):
            for inside in value:
                walk(inside, key)
        elif isinstance(value, str) and "{" not in value and len(value) < 40:
            words.setdefault(key, set()).add(value)

    for path in paths:
        walk(yaml.safe_load(path.read_text("utf-8")), "")
    return {key: sorted(found) for key, found in words.items()}


def draw(number: int, seed: int, catalog: Catalog) -> Iterator[tuple[str, Site, str]]:
    """Changes: the group, the place, and what stands there then. Kinds take turns, and groups do."""
    chance = random.Random(f"entries {seed}")
    series: dict[str, list[str]] = {}
    for reference in catalog.series:
        series.setdefault(reference.split(":")[0], []).append(reference.split(":", 1)[1])
    sites: dict[tuple[str, str], list[Site]] = {}
    for group, paths in GROUPS.items():
        words = list_words(paths)
        for site in (site for path in paths for site in list_sites(path, words, series)):
            sites.setdefault((group, site.kind), []).append(site)
    places = sorted(sites)
    chance.shuffle(places)
    for turn in range(number):
        group, _ = place = places[turn % len(places)]
        site = chance.choice(sites[place])
        yield group, site, site.change(chance)


# ---- judgement -------------------------------------------------------------------------------------------------------
def judge(raw: Raw, site: Site, new: str, folder: Path) -> tuple[str, str]:
    """What becomes of a change, and by what."""
    shared, own = folder / "catalog", folder / ARTICLE.name
    for source, target in ((CATALOG, shared), (ARTICLE, own)):
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(source, target)
    base = (shared, CATALOG) if site.path.is_relative_to(CATALOG) else (own, ARTICLE)
    text = site.path.read_text("utf-8")
    (base[0] / site.path.relative_to(base[1])).write_text(text[: site.first] + new + text[site.last :], "utf-8")
    try:
        catalog = load_catalog(shared, own)
        after = print_all(reread(raw, catalog))
    except DataError as error:
        return "refused", str(error)
    except Exception as error:  # what nobody has foreseen is a fault, and counts as one
        return "traceback", f"{type(error).__name__}: {error}"
    outcome, told = compare(print_all(raw), after)
    if outcome not in ("silent", "no effect"):
        return outcome, told
    ended, _ = run_tests({"catalog": catalog}, TESTS, LONGEST)
    return ("by tests" if ended != "survived" else outcome), told


def reread(raw: Raw, catalog: Catalog) -> Raw:
    """The snapshots as another catalog has them (raises as ``check_content``)."""
    changed = {name.split(":")[0] for name, entry in catalog.series.items() if raw.catalog.series.get(name) != entry}
    changed |= {name.split(":")[0] for name in raw.catalog.series.keys() - catalog.series.keys()}
    tidy = {
        meta: check_content(meta, *raw.snapshots[meta], catalog) if meta.parts[-3] in changed else rows
        for meta, rows in raw.tidy.items()
    }
    if again := [rows for meta, rows in tidy.items() if meta.parts[-3] in changed]:
        check_against_older(pd.concat(again, ignore_index=True))
    made = Raw(catalog, load_claims(catalog), raw.snapshots, tidy)
    if (catalog.series, catalog.identities, catalog.tables) == (
        raw.catalog.series,
        raw.catalog.identities,
        raw.catalog.tables,
    ):  # nothing before the tables has changed
        made.__dict__.update({name: getattr(raw, name) for name in ("observations", "annual", "identities", "doubts")})
    return made


def print_all(raw: Raw) -> Printed:
    """What a build would print, and all that its checks say."""
    found = raw.doubts.iloc[:, :4].itertuples(index=False, name=None)
    return raw.printed | Printed({}, frozenset(("doubt", *place) for place in found))


def main(number: str = "50", seed: int = 14) -> None:
    raw, counts, turns = Raw.read(), Counter[tuple[str, str]](), read_turns(number)
    if run_tests({"catalog": raw.catalog}, TESTS, LONGEST)[0] != "survived":
        raise RuntimeError("the tests fail without any change")
    with tempfile.TemporaryDirectory() as folder:
        for group, site, new in islice(draw(turns.stop, seed, raw.catalog), turns.start, None):
            text = site.path.read_text("utf-8")
            shown = f"{site.path.relative_to(ROOT)}:{text.count(chr(10), 0, site.first) + 1}: {site.kind}: "
            shown += f"{site.key}: {' '.join(text[site.first : site.last].split())[:60]} -> {new.strip() or 'nothing'}"
            outcome, what = judge(raw, site, new, Path(folder))
            counts[group, outcome] += 1
            counts[site.kind, outcome] += 1
            counts["all", outcome] += 1
            print(f"{outcome:9} {shown[:200]} ({what[:160]})", flush=True)
    names = [*GROUPS, *sorted({name for name, _ in counts} - {*GROUPS, "all"}), "all"]
    print("\n| entry | " + " | ".join(OUTCOMES) + " |\n| --- |" + " ---: |" * len(OUTCOMES))
    for name in names:
        print(f"| {name} | " + " | ".join(str(counts[name, outcome]) for outcome in OUTCOMES) + " |")
