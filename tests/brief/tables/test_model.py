import pytest
from markupsafe import Markup

from remesas.brief.tables.files import write_csv
from remesas.brief.tables.model import (
    Cell,
    Column,
    Head,
    Note,
    Row,
    TableView,
    lay_out,
    make_head,
    show_count,
    show_number,
    show_text,
)


def show_value(item: dict) -> Cell:
    return Cell(str(item["value"]), item["value"], mark=item.get("mark", ""))


def show_name(item: dict) -> str:
    return item["name"]


def make_view(columns: list[Column], items: list[dict], **texts: str) -> TableView:
    laid = lay_out(columns, items, lambda item: Row(item["head"], group=item.get("group", "")))
    return TableView(name="t", caption="A table", lead="", corner="Year", **texts, **laid)


def test_a_head_without_groups_has_one_row() -> None:
    columns = [Column("Name", show_name, kind="text"), Column("Value", show_value, mark="D")]
    assert list(make_head(columns)) == [(Head("Name", kind="text"), Head("Value", mark="D"))]


def test_groups_stand_over_their_columns_and_the_rest_spans_both_rows() -> None:
    columns = [
        Column("Basis", show_name, kind="text"),
        Column("Mean", show_value, "Difference"),
        Column("Largest", show_value, "Difference"),
        Column("Year", show_value),
        Column("Cells", show_value, "Count"),
    ]
    first, second = make_head(columns)
    assert first == (
        Head("Basis", rows=2, kind="text"),
        Head("Difference", columns=2),
        Head("Year", rows=2),
        Head("Count", columns=1),
    )
    assert second == (Head("Mean"), Head("Largest"), Head("Cells"))


def test_neighbours_of_one_group_share_a_head_and_others_do_not() -> None:
    columns = [Column("x", show_value, group) for group in ("a", "a", "b", "a")]
    first, _ = make_head(columns)
    assert [(head.text, head.columns) for head in first] == [("a", 2), ("b", 1), ("a", 1)]


def test_columns_of_a_table_are_named_by_group_and_head_or_as_they_say() -> None:
    columns = [
        Column("Year", show_value),
        Column("Oil", show_value, "National"),
        Column("Oil", show_value, "W", name="x"),
    ]
    assert make_view(columns, []).columns == ("Year", "National: Oil", "x")


def test_a_text_that_a_column_makes_becomes_a_cell_of_text() -> None:
    view = make_view([Column("Name", lambda item: Markup("<b>a</b> & b"), kind="text")], [{"head": "1"}])
    assert view.rows[0].cells == (Cell(Markup("<b>a</b> & b"), "a & b", kind="text"),)


def test_a_group_is_named_at_the_first_of_its_rows() -> None:
    items = [{"head": str(place), "group": group, "name": ""} for place, group in enumerate("aabba")]
    view = make_view([Column("Name", show_name)], items)
    assert [row.group for row in view.rows] == ["a", "", "b", "", "a"]
    assert [(group, len(rows)) for group, rows in view.groups()] == [("a", 2), ("b", 2), ("a", 1)]


def test_rows_without_groups_are_one_body() -> None:
    view = make_view([Column("Name", show_name)], [{"head": "1", "name": ""}, {"head": "2", "name": ""}])
    assert not view.grouped
    assert [(group, len(rows)) for group, rows in view.groups()] == [("", 2)]


@pytest.fixture
def marked_view() -> TableView:
    items = [
        {"head": "1991", "group": "First", "name": "a", "value": 1.25, "mark": "B"},
        {"head": Markup("<i>1992</i>"), "group": "First", "name": "b", "value": 2.0},
        {"head": "1993", "group": "Second", "name": "c", "value": float("nan")},
    ]
    columns = [Column("Name", show_name, kind="text"), Column("Value", show_value), Column("Again", show_name)]
    return make_view(columns, items, grouping="Group")


def test_marks_have_a_column_of_their_own_beside_the_column_that_has_some(marked_view: TableView) -> None:
    assert marked_view.marked == [False, True, False]
    assert marked_view.grid()[0] == ["Group", "Year", "Name", "Value", "Value (mark)", "Again"]
    assert marked_view.grid()[1] == ["First", 1991, "a", 1.25, "B", "a"]


def test_every_line_of_the_grid_has_its_group_and_heads_without_markup(marked_view: TableView) -> None:
    assert [line[:2] for line in marked_view.grid()[1:]] == [["First", 1991], ["First", 1992], ["Second", 1993]]


def test_positions_are_the_places_in_the_grid(marked_view: TableView) -> None:
    header = marked_view.grid()[0]
    assert [header[place] for place in marked_view.positions()] == list(marked_view.columns)


def test_positions_of_a_table_without_groups_begin_after_the_heads() -> None:
    assert make_view([Column("Name", show_name), Column("Value", show_value)], []).positions() == [1, 2]


def test_csv_holds_the_grid(marked_view: TableView, make_context) -> None:
    assert write_csv(make_context(), marked_view).splitlines()[:2] == [
        "Group,Year,Name,Value,Value (mark),Again",
        "First,1991,a,1.25,B,a",
    ]


def test_a_table_without_rows_has_its_head_only() -> None:
    view = make_view([Column("Name", show_name)], [])
    assert view.grid() == [["Year", "Name"]]
    assert view.rows == ()
    assert view.notes == ()


def test_missing_values_are_shown_and_left_empty_in_the_data(language) -> None:
    cell = show_number(language("en"), None, look="missing")
    assert (cell.text, cell.value) == ("…", None)
    view = make_view([Column("Value", lambda item: cell)], [{"head": "1991"}])
    assert view.grid()[1] == [1991, ""]


def test_numbers_are_rounded_to_read_and_whole_in_the_data(language) -> None:
    cell = show_number(language("fr"), 1234.567, 1, signed=True, mark="E")
    assert (cell.text, cell.value, cell.mark, cell.kind) == ("+1\u202f234,6", 1234.567, "E", "number")


def test_a_count_of_nothing_looks_like_none(language) -> None:
    assert show_count(language("en"), 0, "class exact").look == "none"
    assert show_count(language("en"), 3, "class exact").look == "class exact"


def test_texts_and_notes_are_plain() -> None:
    assert show_text("a", "holds") == Cell("a", "a", kind="text", look="holds")
    assert Note("", "a").mark == ""
