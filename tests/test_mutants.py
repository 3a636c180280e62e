"""The mutation tester changes what it says, one place at a time."""

import ast
import importlib.util

from mutants import FOLDERS, Importer, compile_mutant, list_mutants, list_sites

from remesas.claims import evaluators

SOURCE = '''\
MARK: Literal["A"] = "A"

def find(rows: "Rows", mark="U"):
    """Find rows."""
    ready = not rows
    if rows < 1 and rows:
        raise ValueError("no rows at all")
    rows["mark"] = -2
    rows.sort(strict=True)
    return [row for row in rows if row]
'''
CHANGED = [
    ("'A' as 'Ax'", "MARK: Literal['A'] = 'Ax'"),
    ("'U' as 'Ux'", "def find(rows: 'Rows', mark='Ux'):"),
    ("without Not", "ready = rows"),
    ("the opposite condition", "if not (rows < 1 and rows):"),
    ("And as Or", "if rows < 1 or rows:"),
    ("Lt as LtE", "if rows <= 1 and rows:"),
    ("1 as 2", "if rows < 2 and rows:"),
    ("left out", "pass"),
    ("left out", "pass"),
    ("without USub", "rows['mark'] = 2"),
    ("2 as 3", "rows['mark'] = -3"),
    ("left out", "pass"),
    ("without its condition", "return [row for row in rows if True]"),
]


def test_one_place_is_changed_at_a_time_as_it_is_told():
    right = ast.unparse(ast.parse(SOURCE)).splitlines()
    found = []
    for number in range(len(list(list_sites(ast.parse(SOURCE))))):
        tree = ast.parse(SOURCE)
        _, told, change = list(list_sites(tree))[number]
        change()
        lines = ast.unparse(ast.fix_missing_locations(tree)).splitlines()
        (wrong,) = (line for line, other in zip(lines, right, strict=True) if line != other)
        found.append((told, wrong.strip()))
    assert found == CHANGED


def test_every_folder_has_places_and_each_makes_code():
    mutants = list_mutants(FOLDERS)
    assert {mutant.folder for mutant in mutants} == set(FOLDERS) and len(mutants) > 2000
    for mutant in mutants[::100]:
        compile_mutant(mutant)
        assert mutant.told in str(mutant)


def test_the_changed_code_is_what_is_imported():
    """Of a package too, whose modules are those that it has."""
    (mutant,) = (
        item for item in list_mutants(["claims"])
        if item.path.match("evaluators/__init__.py") and item.told == "Or as And"
    )  # fmt: skip
    importer = Importer(mutant)
    spec = importer.find_spec(evaluators.__name__, None)
    assert spec.submodule_search_locations == list(evaluators.__path__)
    assert importer.find_spec("remesas.claims", None) is None
    changed = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(changed)
    assert {item.meaning for item in changed.EVALUATORS.values()} == {""}
    assert "" not in {item.meaning for item in evaluators.EVALUATORS.values()}
