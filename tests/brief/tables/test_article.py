"""A table as the article has it: the best figure in each cell, beside the printed one."""

from types import SimpleNamespace

import pandas as pd
import pytest

from remesas.brief.tables.article import choose_best, list_article_table
from support.project import ARTICLE


def make_row(basis: str, kind: str) -> SimpleNamespace:
    return SimpleNamespace(basis=basis, kind=kind)


@pytest.mark.parametrize(
    ("kinds", "chosen"),
    [
        ({"national": "exact", "worldbank": "exact"}, "national"),
        ({"national": "unexplained", "worldbank": "exact"}, "national"),
        ({"national": "missing", "worldbank": "close"}, "worldbank"),
        ({"national": "missing", "worldbank": "not_comparable"}, "worldbank"),
        ({"national": "not_comparable", "worldbank": "close"}, "worldbank"),
        ({"national": "missing", "worldbank": "missing"}, "national"),
    ],
)
def test_the_first_basis_of_the_same_concept_stands_for_a_cell(kinds: dict[str, str], chosen: str) -> None:
    rows = [make_row(basis, kind) for basis, kind in reversed(kinds.items())]
    assert choose_best(rows, ("national", "worldbank")).basis == chosen


@pytest.mark.parametrize("table", ["table1", "table2"])
def test_rows_columns_and_printed_figures_are_the_article_s(context, table: str) -> None:
    view = list_article_table(context, table)
    printed = pd.read_csv(ARTICLE / f"{table}.csv", index_col="year")
    names = context.build.catalog.tables[table].columns
    assert [head.text for head in view.head[0]] == [context.label(name) for name in names]
    assert [row.head for row in view.rows] == [str(year) for year in range(1991, 2004)]
    for row in view.rows:
        assert [cell.value for cell in row.cells[1::2]] == printed.loc[int(row.head), list(names)].tolist()


@pytest.mark.parametrize("table", ["table1", "table2"])
def test_marks_agree_with_the_classes_and_their_counts(context, table: str) -> None:
    view, classes = list_article_table(context, table), context.style.classes
    symbols = {look.symbol: kind for kind, look in classes.items()}
    shown = [cell.look.removeprefix("class ") for row in view.rows for cell in row.cells[::2]]
    for cell in (cell for row in view.rows for cell in row.cells[::2]):
        assert cell.look == f"class {symbols[cell.mark[:1] or classes['missing'].symbol]}"
    counted = {
        symbols[note.mark]: int(note.text.rstrip(".").split(": ")[1]) for note in view.notes if note.mark in symbols
    }
    assert counted == {kind: shown.count(kind) for kind in set(shown)}
