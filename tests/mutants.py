"""What becomes of wrong code: ./remesas mutants [NUMBER [SEED [FOLDER...]]]; with `101-300` as NUMBER, go on after 100.

Single places of the stages that compute are changed: a comparison, an operator, a number, a condition, a statement
that is left out. The unit tests of the same folder judge each change, those of the same name first. A change is
killed if one of them fails, or if they take three times as long; otherwise it survived: only the whole test run could
notice it.

No file is touched: each change is tried in a fork of this process, which has read the libraries, by the import of the
changed module. What readers see (texts with spaces, docstrings, messages), annotations, and names of columns in lists
and brackets are left as they are.

docs/trust.md keeps the tables.
"""

import ast
import importlib
import importlib.abc
import importlib.util
import os
import random
import resource
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from support.turns import read_turns

ROOT = Path(__file__).resolve().parents[1]
LIBRARY = ROOT / "workflow" / "remesas"
FOLDERS = ("harmonise", "tables", "compare", "derive", "claims")
SLOWER = 3
"""A change with which the tests take this many times the processor time, and ten seconds, does not end."""
WHOLE = ("claims/test_mutations.py", "claims/test_changed_data.py", "harmonise/test_wrong_values.py")
"""Tests that compute all of the real data again and again; left out, since they take longer than all others."""
SWAPS: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.And: ast.Or, ast.Or: ast.And,
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd, ast.Continue: ast.Break, ast.Break: ast.Continue,
}  # fmt: skip
SILENT = ("annotation", "returns", "decorator_list")
"""What of a function or an assignment nobody runs, or everybody."""
Site = tuple[int, str, Callable[[], None]]
"""A place in a tree: its line, what would be changed, and how."""


@dataclass(frozen=True)
class Mutant:
    """One change of one file: the place by its number in the order of `list_sites`."""

    path: Path
    number: int
    line: int
    told: str

    @property
    def folder(self) -> str:
        return self.path.relative_to(LIBRARY).parts[0]

    @property
    def module(self) -> str:
        return ".".join(self.path.relative_to(LIBRARY.parent).with_suffix("").parts).removesuffix(".__init__")

    def __str__(self) -> str:
        source = self.path.read_text("utf-8").splitlines()[self.line - 1].strip()
        return f"{self.path.relative_to(LIBRARY)}:{self.line}: {self.told} | {source}"


# ---- changes ---------------------------------------------------------------------------------------------------------
def list_sites(node: ast.AST) -> Iterator[Site]:
    """The places of a tree, outermost first."""
    if isinstance(node, ast.JoinedStr | ast.Import | ast.ImportFrom) or _is_type(node):
        return
    for name, value in ast.iter_fields(node):
        if name in SILENT:
            continue
        items = value if isinstance(value, list) else [value]
        for place, child in enumerate(items):
            if isinstance(child, ast.AST) and not _is_text(child):
                put = partial(items.__setitem__, place) if isinstance(value, list) else partial(setattr, node, name)
                yield from _change(node, name, child, put)
                if not isinstance(child, ast.Raise):
                    yield from list_sites(child)


def _change(parent: ast.AST, name: str, node: ast.AST, put: Callable[[Any], None]) -> Iterator[Site]:
    """How one node can be changed, if at all."""
    line = getattr(node, "lineno", getattr(parent, "lineno", 0))
    if other := SWAPS.get(type(node)):
        yield (line, f"{type(node).__name__} as {other.__name__}", lambda: put(other()))
    elif isinstance(node, ast.UnaryOp):
        yield (line, f"without {type(node.op).__name__}", lambda: put(node.operand))
    elif isinstance(node, ast.Constant):
        changed = node.value if _is_key(parent, name, node) else _other_constant(node.value)
        if changed != node.value:
            yield (line, f"{node.value!r} as {changed!r}", lambda: put(ast.Constant(changed)))
    elif isinstance(node, ast.Raise | ast.AugAssign | ast.Delete) or _is_effect(node):
        yield (line, "left out", lambda: put(ast.Pass()))
    elif isinstance(parent, ast.comprehension) and name == "ifs":
        yield (line, "without its condition", lambda: put(ast.Constant(True)))
    if name == "test":
        yield (line, "the opposite condition", lambda: put(ast.UnaryOp(ast.Not(), node)))


def _other_constant(value: object) -> object:
    if isinstance(value, bool):
        return not value
    if isinstance(value, int | float):
        return value + 1
    return f"{value}x" if isinstance(value, str) and " " not in value else value


def _is_effect(node: ast.AST) -> bool:
    """A call whose result nobody takes, or an assignment to a part of something."""
    if isinstance(node, ast.Assign):
        return isinstance(node.targets[0], ast.Subscript)
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)


def _is_key(parent: ast.AST, name: str, node: ast.Constant) -> bool:
    """Names of columns, of which others do not exist: their change would be found at once, and flatter the share."""
    listed = name in ("slice", "elts", "keys") and isinstance(node.value, str)
    return listed or getattr(parent, "arg", "") == "strict"


def _is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _is_type(node: ast.AST) -> bool:
    return isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name) and node.value.id == "Literal"


def list_mutants(folders: Sequence[str]) -> list[Mutant]:
    paths = sorted(path for folder in folders for path in (LIBRARY / folder).rglob("*.py"))
    return [
        Mutant(path, number, line, told)
        for path in paths
        for number, (line, told, _) in enumerate(list_sites(ast.parse(path.read_text("utf-8"))))
    ]


def compile_mutant(mutant: Mutant) -> Any:
    tree = ast.parse(mutant.path.read_text("utf-8"))
    _, _, change = list(list_sites(tree))[mutant.number]
    change()
    return compile(ast.fix_missing_locations(tree), str(mutant.path), "exec")


# ---- judgement -------------------------------------------------------------------------------------------------------
class Importer(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Imports one module from changed code."""

    def __init__(self, mutant: Mutant) -> None:
        self.mutant, self.code = mutant, compile_mutant(mutant)

    def find_spec(self, fullname: str, path: object, target: object = None) -> ModuleSpec | None:
        if fullname != self.mutant.module:
            return None
        place = self.mutant.path
        folder = [str(place.parent)] if place.name == "__init__.py" else None
        return importlib.util.spec_from_file_location(fullname, place, loader=self, submodule_search_locations=folder)

    def exec_module(self, module: ModuleType) -> None:
        exec(self.code, module.__dict__)


class Prepared:
    """Gives the tests the fixtures of tests/conftest.py that the right code has made already."""

    def __init__(self, made: dict[str, object]) -> None:
        self.made = made

    def pytest_fixture_setup(self, fixturedef: pytest.FixtureDef[Any], request: pytest.FixtureRequest) -> object:
        value = self.made.get(fixturedef.argname) if fixturedef.baseid in ("", "tests") else None
        if value is not None:
            fixturedef.cached_result = (value, fixturedef.cache_key(request), None)
        return value


def prepare() -> dict[str, object]:
    """The catalog and the annual series, made once; what is imported for them is there in every fork."""
    sys.path[:0] = [str(LIBRARY.parent), str(ROOT / "tests")]
    conftest = importlib.import_module("conftest")
    catalog = conftest.load_catalog(ROOT / "workflow" / "catalog", conftest.ARTICLE)
    return {"catalog": catalog, "annual": conftest.annual.__wrapped__(catalog)}


def forget_modules(folder: str) -> None:
    """Let what a folder may be imported by, and itself, be imported again."""
    below = {"core", "catalog", "ingest", *FOLDERS[: min(2, FOLDERS.index(folder))]}
    for name in list(sys.modules):
        first, _, rest = name.partition(".")
        if first in ("conftest", "support") or (first == "remesas" and rest and rest.split(".")[0] not in below):
            del sys.modules[name]


def run_tests(
    made: dict[str, object], places: list[str], seconds: int, mutant: Mutant | None = None
) -> tuple[str, float]:
    """Tests in a fork: how they end, and the processor time that they took."""
    child = os.fork()
    if child == 0:
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        silence = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silence, 1), os.dup2(silence, 2)
        code = int(pytest.ExitCode.INTERNAL_ERROR)
        try:
            if mutant:
                forget_modules(mutant.folder)
                sys.meta_path.insert(0, Importer(mutant))
            with tempfile.TemporaryDirectory() as base:
                chosen = ["-x", "-n", "0", "-m", "not workflow and not browser", "-p", "no:cacheprovider"]
                chosen += ["-W", "ignore::pytest.PytestAssertRewriteWarning"]  # the libraries are read already
                chosen += [f"--ignore={ROOT / 'tests' / name}" for name in WHOLE]
                for place in places:  # those of the rest are not even read where the first ones fail
                    arguments = [*chosen, "--basetemp", f"{base}/tests", str(ROOT / place)]
                    code = int(pytest.main(arguments, plugins=[Prepared(made)]))
                    if code:
                        break
        finally:
            os._exit(code)
    _, status, used = os.wait4(child, 0)
    ended = os.waitstatus_to_exitcode(status)
    nothing = ended == pytest.ExitCode.NO_TESTS_COLLECTED
    if nothing or (ended == pytest.ExitCode.USAGE_ERROR and not mutant):  # of wrong code, conftest.py may not load
        raise RuntimeError(f"pytest finds no tests in {places}")
    return "survived" if ended == 0 else "endless" if ended < 0 else "killed", used.ru_utime + used.ru_stime


def judge(mutants: Sequence[Mutant]) -> Iterator[tuple[Mutant, str, float]]:
    """Each mutant with how the tests of its folder end, those of its module first."""
    made = prepare()
    limits: dict[str, int] = {}
    for mutant in mutants:
        own = {name: held for name, held in made.items() if name != "annual" or mutant.folder != "harmonise"}
        places = [f"tests/{mutant.folder}"]
        if mutant.folder not in limits:
            outcome, took = run_tests(own, places, 3600)
            if outcome != "survived":
                raise RuntimeError(f"the tests of {mutant.folder} fail without any change")
            limits[mutant.folder] = int(took * SLOWER) + 10
        inside = mutant.path.relative_to(LIBRARY)
        first = "tests" / inside.with_name(f"test_{inside.name}")
        yield mutant, *run_tests(own, [str(first)] * first.exists() + places, limits[mutant.folder], mutant)


def main(number: str = "300", seed: str = "14", *folders: str) -> None:
    os.chdir(ROOT)
    sys.dont_write_bytecode = False  # whatever the system says: every fork imports and rewrites the same files
    mutants = list_mutants(folders or FOLDERS)
    sample = random.Random(int(seed)).sample(mutants, len(mutants))[read_turns(number)]
    counts: Counter[tuple[str, bool]] = Counter()
    for mutant, outcome, took in judge(sample):
        counts[mutant.folder, outcome != "survived"] += 1
        print(f"{outcome:8} {took:5.1f} s  {mutant}", flush=True)
    print("\n| folder | places | tried | killed | share |\n| --- | ---: | ---: | ---: | ---: |")
    for folder in [*(folders or FOLDERS), "all"]:
        chosen = [item for item in mutants if folder in (item.folder, "all")]
        killed, left = (sum(n for key, n in counts.items() if folder in (key[0], "all") and key[1] is state)
                        for state in (True, False))  # fmt: skip
        if tried := killed + left:
            print(f"| {folder} | {len(chosen)} | {tried} | {killed} | {100 * killed / tried:.0f}% |")


if __name__ == "__main__":
    main(*sys.argv[1:])
