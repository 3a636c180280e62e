import os
import re

import pytest
from pydantic import ValidationError

from remesas.catalog.loading import check_references, parse, read_yaml
from remesas.catalog.roles import Absence
from remesas.catalog.series import Series
from remesas.catalog.tables import Declared, Table
from remesas.core.errors import DataError


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("years: [1991, 2003\nbases: x\n", r"not valid YAML at line 2, column 6"),
        ("years:\n\tfirst: 1991\n", r"not valid YAML at line 2, column 1"),
    ],
)
def test_a_fault_of_yaml_is_named_by_line_and_column(tmp_path, content, problem):
    path = tmp_path / "config.yaml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(DataError, match=problem):
        read_yaml(path)


def test_another_encoding_is_refused(tmp_path):
    path = tmp_path / "config.yaml"
    path.write_bytes("country: México".encode("latin-1"))
    with pytest.raises(DataError, match="not valid YAML"):
        read_yaml(path)


@pytest.mark.parametrize(
    ("content", "sign"),
    [
        (r'title: "Remittances\u202e fell"', "U+202E"),  # what follows is shown backwards
        ('title: "Remit\u200btances"', "U+200B"),
        (r'title: "a\0b"', "U+0000"),
        (r'{tables: [{"a\u2066b": 1}]}', "U+2066"),
    ],
)
def test_a_text_with_a_sign_that_is_not_seen_is_refused(tmp_path, content, sign):
    path = tmp_path / "article.yaml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(DataError, match=rf"holds the hidden sign {re.escape(sign)}\."):
        read_yaml(path)


def test_lines_tabulators_and_spaces_that_do_not_break_are_seen(tmp_path):
    path = tmp_path / "article.yaml"
    path.write_text('text: |\n  two\n  lines\ntitle: "a\\tb 1\u00a0000\u202f%"\n', encoding="utf-8")
    assert read_yaml(path) == {"text": "two\nlines\n", "title": "a\tb 1\u00a0000\u202f%"}


def test_a_pipe_is_not_waited_for(tmp_path):
    path = tmp_path / "article.yaml"
    os.mkfifo(path)
    with pytest.raises(DataError, match="this is no file"):
        read_yaml(path)


def test_a_message_does_not_repeat_a_whole_file(tmp_path):
    path = tmp_path / "tables.yaml"
    path.write_text("t: {title: T, columns: " + "x" * 10_000 + "}", encoding="utf-8")
    with pytest.raises(DataError) as error:
        parse(path, dict[str, Declared])
    assert len(str(error.value)) < 400


def test_the_catalog_names_its_lead_column_and_its_flows(catalog):
    assert catalog.lead == "remittances"
    assert catalog.flow("gross").shares and not catalog.flow("net").shares
    assert catalog.flow("").label == ""


def with_tables(catalog, **tables):
    entries = {
        name: Table.model_validate({"title": name, "columns": ["oil"]} | entry) for name, entry in tables.items()
    }
    return catalog.model_copy(update={"tables": entries, "printed_checks": (), "explanations": (), "concepts": ()})


def test_tables_may_have_no_flow_and_another_unit(catalog):
    check_references(with_tables(catalog, people={"unit": "persons", "rounded": 1}, money={"flow": "net"}))


@pytest.mark.parametrize(
    ("tables", "problem"),
    [
        ({"t": {"unit": "sheep"}}, "article.yaml, tables, t: the unit 'sheep' is not known"),
        ({"t": {"unit": "persons"}, "other": {}}, "'oil' is in persons in another table of this flow"),
        ({"t": {"flow": "nett"}}, "'nett' is not declared"),
        ({"t": {"columns": ["gas"]}}, "'gas' is not declared"),
    ],
)
def test_tables_that_do_not_fit_together_are_refused(catalog, tables, problem):
    with pytest.raises(DataError, match=problem):
        check_references(with_tables(catalog, **tables))


def test_a_key_that_stands_twice_is_refused(tmp_path):
    path = tmp_path / "tables.yaml"
    path.write_text("table1: {title: A}\ntable2: {title: B}\ntable1: {title: C}\n", encoding="utf-8")
    with pytest.raises(DataError, match="line 3, column 1: the key 'table1' stands there a second time"):
        read_yaml(path)


@pytest.mark.parametrize(
    ("tables", "problem"),
    [
        ({"a/b": {"columns": ["oil"]}}, "a table cannot be called 'a/b'"),
        ({"t": {"columns": ["cocoa"]}}, "'cocoa' is not declared"),
    ],
)
def test_a_table_that_cannot_be_made_is_refused(catalog, tables, problem):
    entries = {name: Table(**{"title": "T", "flow": "gross"} | entry) for name, entry in tables.items()}
    with pytest.raises(DataError, match=problem):
        check_references(
            catalog.model_copy(update={"tables": entries, "printed_checks": (), "explanations": (), "concepts": ()})
        )


@pytest.mark.parametrize(("basis", "column"), [("worldbnk", "oil"), ("worldbank", "gas"), ("national", "oil")])
def test_a_country_withholds_columns_of_shared_bases_only(catalog, basis, column):
    country = catalog.countries["MEX"].model_copy(update={"withheld": {basis: {column: (Absence(reason="R"),)}}})
    with pytest.raises(DataError, match=r"countries/MEX.yaml: '(worldbnk|gas|oil)' is not declared"):
        check_references(catalog.model_copy(update={"countries": {"MEX": country}}))
    both = {"MEX": country, "ZZZ": catalog.countries["MEX"]}
    with pytest.raises(DataError, match=r"countries/MEX.yaml"):
        check_references(catalog.model_copy(update={"countries": both}))


def test_a_table_has_columns():
    with pytest.raises(ValidationError):
        Table(title="T", columns=())


def test_what_a_revision_is_known_from_is_declared(catalog):
    entry = catalog.series["banxico:SE27803"]
    (revised,) = entry.revised
    other = entry.model_copy(update={"revised": (revised.model_copy(update={"citations": ("nobody-1999",)}),)})
    with pytest.raises(DataError, match=r"series/banxico.yaml, SE27803: 'nobody-1999' is not declared"):
        check_references(catalog.model_copy(update={"series": {**catalog.series, "banxico:SE27803": other}}))


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("2023-11-11", "2026-07-01", 1),
        ("2020", "2027-01-01", 1),  # a vintage before, one after: the review lies between them too
        ("2023-11-11", "2024-01", 0),  # not known of this one
        ("2025-01-01", "2026-07-01", 0),
    ],
)
def test_a_reason_holds_for_the_vintages_on_both_sides_of_a_revision(catalog, old, new, found):
    assert len(catalog.series["banxico:SE27803"].revisions_of("MEX", old, new)) == found


ENTRY = (
    "id: SE1\n  dataset: d\n  title: T\n  label: L\n  unit: USD\n  freq: M\n  annual: sum\n  ref_area: MEX\n"
    "  bounds: [0, 1]\n"
)


@pytest.mark.parametrize(
    ("kind", "content", "said"),
    [
        (dict[str, Declared], "t: {titel: T, columns: [oil]}", "at t: the key 'titel' is not known; the keys are as_"),
        (dict[str, Declared], "t: {titel: T, columns: [oil]}", " Did you mean 'title'?"),
        (dict[str, Declared], "t: {columns: [oil]}", "at t: the key 'title' is missing."),
        (dict[str, Declared], "", "at the top: there is nothing; it must be a mapping."),
        (list[Series], "", "at the top: there is nothing; it must be a list."),
        (dict[str, Declared], "t: {title: T, columns: }", "at t.columns: there is nothing; it must be a list."),
        (dict[str, Declared], "t: {title: T, columns: [oil], decimals: many}",
         "at t.decimals: 'many' is not allowed; it must be a whole number."),
        (dict[str, Declared], "t: {title: T, columns: []}",
         "at t.columns: [] is not allowed; it must be at least 1 long."),
        (list[Series], f"- {ENTRY}  signd: true\n",
         "at SE1: the key 'signd' is not known; the keys are accepted_titles, "),
        (list[Series], f"- {ENTRY}  gaps: [{{period: '2025', because: x}}]\n",
         "at SE1.gaps.0: the key 'because' is not known; the keys are averaged, citations, note, "),
        (list[Series], f"- {ENTRY.replace('freq: M', 'freq: D')}",
         "at SE1.freq: 'D' is not allowed; it must be 'A', 'Q' or 'M'."),
    ],
)  # fmt: skip
def test_a_fault_of_the_catalog_is_said_in_words(tmp_path, kind, content, said):
    path = tmp_path / "file.yaml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(DataError) as error:
        parse(path, kind)
    assert said in str(error.value)


def test_anchors_that_stand_for_millions_of_entries_are_refused_at_once(tmp_path):
    path = tmp_path / "d.meta.yaml"
    lines = ["a: &a [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"{now}: &{now} [{', '.join([f'*{old}'] * 10)}]" for old, now in zip("abcdefgh", "bcdefghi", strict=True)]
    path.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(DataError, match=r"its anchors \(&\) stand for millions of entries\. What to do: write what"):
        read_yaml(path)
    path.write_text("a: &a [*a]", encoding="utf-8")
    with pytest.raises(DataError, match="its anchors"):
        read_yaml(path)
    path.write_text("a: &a [1, 2]\nb: [*a, *a]", encoding="utf-8")
    assert read_yaml(path) == {"a": [1, 2], "b": [[1, 2], [1, 2]]}


def test_a_day_that_no_month_has_is_no_yaml(tmp_path):
    path = tmp_path / "config.yaml"
    path.write_text("since: 2026-02-30", encoding="utf-8")
    with pytest.raises(DataError, match="is not valid YAML: day is out of range for month"):
        read_yaml(path)
