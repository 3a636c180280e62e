"""Tables of any number, flow, unit and decimals, printed or not: none asks for what another catalog has."""

from dataclasses import replace

import pandas as pd
import pytest

from remesas.brief.contents import table_names
from remesas.brief.tables.against_print import list_printed_cells
from remesas.brief.tables.amounts import list_amounts, list_derived_indicators
from remesas.brief.tables.growth import list_growth
from remesas.brief.tables.labels import name_common_unit, name_flow, name_unit
from remesas.brief.tables.reference import _share_gaps, list_definitions, list_gaps, list_steps
from remesas.brief.tables.registry import OF_REVISIONS, OF_THE_BRIEF, make_brief_tables, make_revision_tables
from remesas.core.frames import COMPARISON, INDICATORS
from support.project import ROOT

SERIES = {"id": "s", "dataset": "d", "title": "S", "label": "Oil", "unit": "USD million", "freq": "A", "annual": "sum"}
SERIES |= {"ref_area": "XXX", "bounds": [0, 100]}
ARTICLE = {
    "name": "Nobody (2003)", "published": "2003", "citation": "Nobody (2003).", "economy": "XXX",
    "tables": {"earnings": {"title": "Earnings", "columns": ["remittances", "oil"], "as_printed": False}},
}  # fmt: skip
MAKERS = OF_THE_BRIEF | {f"revisions/{name}": maker for name, maker in OF_REVISIONS.items()}


def make_indicator(measure: str, period: str, value: float | None, **more: str) -> dict[str, object]:
    row = dict.fromkeys(INDICATORS.columns, "") | {"ref_area": "XXX", "basis": "here", "flow": "real"}
    row |= {"indicator": "remittances", "measure": measure, "time_period": period, "obs_status": "A"}
    return row | {"obs_value": float("nan") if value is None else value} | more


@pytest.fixture
def derived() -> pd.DataFrame:
    rows = [
        make_indicator("per_head", "1991", 100.0),
        make_indicator("per_head", "1992", None, obs_status="M", note="not published"),
        make_indicator("compound_growth", "1991/1992", 20.0, obs_status="B"),
        make_indicator("growth_deviation", "1991/1992", None, obs_status="M"),
    ]
    return pd.DataFrame(rows)


def test_a_table_shows_its_own_unit_and_decimals(make_context) -> None:
    view = list_amounts(make_context(), "shares")
    assert view.lead == "percent, 1992", "there is no figure of 1991"
    assert view.columns == ("Here: Oil and gas (percent)",)
    assert [cell.text for row in view.rows for cell in row.cells] == ["33.3"]


def test_a_column_without_a_figure_is_not_shown(make_context) -> None:
    context = make_context()
    cells = context.build.tables["earnings"]
    cells.loc[cells["indicator"] == "oil", "obs_value"] = float("nan")
    view = list_amounts(context, "earnings")
    assert view.columns == ("Here: Remittances (US$ million)",)
    assert [note.text for note in view.notes][-1] == "Here. Oil, 1991: no survey."
    cells["obs_value"] = float("nan")
    assert list_amounts(context, "earnings").rows == (), "a table without any is left out"


def test_years_without_any_figure_at_the_ends_are_left_out_and_named(make_context) -> None:
    context = make_context()
    cells = context.build.tables["earnings"]
    known = cells["obs_value"].notna() & (cells["indicator"] == "remittances")
    year = int(cells.loc[known, "time_period"].iloc[0])
    more = [cells[known].iloc[:1].assign(time_period=other, obs_value=float("nan"), obs_status="M", note="ends")
            for other in (year - 2, year + 5)]  # fmt: skip
    only = pd.concat([cells[known].iloc[:1], *more], ignore_index=True)
    context.build.tables["earnings"] = only
    view = list_amounts(context, "earnings")
    assert [row.head for row in view.rows] == [str(year)]
    assert view.lead == f"US$ million, {year}"
    assert [note.text for note in view.notes][-1] == (
        f"Years without a figure in any column are left out: {year - 2}–{year - 1} and {year + 1}–{year + 5}."
    )


def test_the_lead_column_is_set_off_in_every_table(make_context) -> None:
    view = list_amounts(make_context(), "earnings")
    assert [cell.look for cell in view.rows[1].cells] == ["subject", ""]
    view = list_amounts(make_context(article={**ARTICLE, "lead": "oil"}), "earnings")
    assert [cell.look for cell in view.rows[1].cells] == ["", "subject"]


@pytest.mark.parametrize("name", sorted(set(MAKERS) - {"definitions", "gaps", "verdicts", "claims"}))
def test_what_nothing_fills_has_no_rows(make_context, name: str) -> None:
    assert MAKERS[name](make_context()).rows == ()


def test_a_basis_without_the_flow_of_a_printed_table_has_no_columns_in_it(make_context) -> None:
    row = dict.fromkeys(COMPARISON.columns, "") | {"table": "earnings", "basis": "here", "indicator": "oil"}
    row |= {"time_period": 1992, "printed": 5.0, "regenerated": 4.0, "difference": -1.0, "difference_percent": -20.0}
    other = {"label": "There", "short": "There"}
    context = make_context(
        comparison=pd.DataFrame([row | {"class": "unexplained"}]),
        bases={"here": {**other, "label": "Here"}, "there": other},
        tables={"earnings": {"title": "E", "flow": "real", "columns": ["oil"], "printed": {"oil": "bank:s"}}},
        series={"bank:s": SERIES},
    )
    view = list_printed_cells(context, "earnings")
    amount = "(US$ million)"
    assert view.columns == (
        *(f"Printed {amount}", f"Here: Regenerated {amount}", f"Here: Difference {amount}"),
        *("Here: Percent", "Here: Class"),
    )
    assert [cell.text for cell in view.rows[0].cells[:4]] == ["5", "4", "−1", "−20.0"]


def test_every_table_that_the_contents_list_is_made(make_context) -> None:
    context = make_context()
    assert list(make_brief_tables(context)) == table_names(context.build.catalog)
    assert all(view.prefix for view in make_revision_tables(context).values())


def test_derived_indicators_are_those_of_the_lead_columns_own_flow(make_context, derived) -> None:
    view = list_derived_indicators(make_context(derived))
    assert view.columns == ("Here: US$ per head",)
    assert [cell.text for row in view.rows for cell in row.cells] == ["100", "…"]
    assert [note.text for note in view.notes] == ["US$ per head (Here), 1992: not published."]


def test_growth_marks_a_break_and_leaves_out_spans_without_a_rate(make_context, derived) -> None:
    view = list_growth(make_context(derived))
    open_span = "1991 to the newest year"
    assert view.columns == (
        *("Basis", f"{open_span}: End year"),
        *(f"{open_span}: Growth (percent)", f"{open_span}: Deviation (points)"),
    )
    assert [[cell.text for cell in row.cells] for row in view.rows] == [
        ["Here", "1992", "20.0", "…"],
    ]
    assert view.notes[-1].text.endswith("Without any rate: oil and gas."), "a row of it would hold nothing"
    assert view.rows[0].cells[2].mark == "B"


def test_what_rests_on_a_doubtful_value_is_marked_and_the_mark_explained(make_context, derived) -> None:
    doubted = derived.assign(obs_status=["U", "M", "U", "M"])
    said = "doubtful: a check of the data fails."
    view = list_derived_indicators(make_context(doubted))
    assert [[cell.mark for cell in row.cells] for row in view.rows] == [["U"], [""]]
    assert next((note.mark, note.text) for note in view.notes) == ("U", said)
    growth = list_growth(make_context(doubted))
    assert growth.rows[0].cells[2].mark == "U"
    assert ("U", said) in [(note.mark, note.text) for note in growth.notes]


def test_growth_to_the_newest_year_says_which_that_is_in_each_row(make_context, derived) -> None:
    """The file names bases as all others do, and has the year in which the growth of each row ends."""
    lines = list_growth(make_context(derived)).grid()
    assert lines[1][:4] == ["Remittances", "Here", 1992, 20]
    years = [line[2] for line in lines[1:] if line[3] != ""]
    assert years == [1992], "no rate without its year"


def test_definitions_stand_by_flow_and_a_column_stands_once_in_each(make_context) -> None:
    view = list_definitions(make_context())
    assert [(row.group, row.head) for row in view.rows] == [("real, Here", "Oil and gas"), ("Here", "Oil and gas")]
    assert view.rows[0].cells[1].text == "s (1992)", "of 1991 it has no figure"


def test_gaps_of_columns_name_their_flow_where_they_have_one(make_context) -> None:
    (row,) = list_gaps(make_context()).rows
    assert row.head == "Oil and gas, real (Here); Oil and gas (Here)"
    assert [cell.text for cell in row.cells] == ["no figure", "1991", "no survey"]


def test_a_reason_is_listed_for_the_years_that_are_empty_only(make_context) -> None:
    """The role says more years than are missing: a snapshot has come that fills the others."""
    context = make_context()
    tables = context.build.tables
    filled = {name: frame.assign(obs_value=frame["obs_value"].fillna(1.0), note="") for name, frame in tables.items()}
    assert not list_gaps(replace(context, build=replace(context.build, tables=filled))).rows


def test_every_gap_of_a_column_is_listed_by_its_reason(make_context) -> None:
    """El Salvador's tourism begins in 2005 and ends in 2012; what a term remarks of its figures is no reason."""
    role = {"definition": "D", "terms": [{"formula": "{bank:s}", "note": "all travellers"}]}
    basis = {"label": "Here", "short": "Here", "roles": {"real": {"oil": role}}}
    context = make_context(series={"bank:s": SERIES}, bases={"here": basis})
    cells = context.build.tables["earnings"].tail(1).loc[lambda rows: rows.index.repeat(4)].reset_index(drop=True)
    cells = cells.assign(time_period=[1991, 1992, 1993, 1994], obs_value=[None, 4.0, None, None])
    reasons = ["Oil: begins in 1992", "", "Oil: ends in 1992", "Oil: ends in 1992"]
    cells["note"] = [f"{reason}; all travellers".removeprefix("; ") for reason in reasons]
    (row,) = list_gaps(replace(context, build=replace(context.build, tables={"earnings": cells}))).rows
    assert row.head == "Oil and gas, real (Here)"
    assert [cell.text for cell in row.cells] == [
        "no figure", "1991; 1993\u20131994", "Oil: begins in 1992 and ends in 1992",
    ]  # fmt: skip


def test_series_that_begin_and_end_alike_make_one_row() -> None:
    """Haiti has no shares of imports (four rows), Lesotho's of exports begin in 2000 and end in 2009."""
    gaps = [
        ("Food", "no figure", "1991", "food: begins in 1992", ()),
        ("Fuel", "no figure", "1991", "fuel: begins in 1992", ()),
    ]
    gaps += [
        ("Food", "no figure", "1994", "food: has no value", ()),
        ("Fuel", "no figure", "1994", "fuel: has no value", ()),
    ]
    gaps += [("Ore", "no figure", "1991", "ore: begins in 1992", ()), ("Ore", "break", "1993", "counted anew", ())]
    gaps += [("Ore", "break", "1994", "counted again", ())]
    # a reason of the catalog, which is translated whole
    gaps += [("Oil", "no figure", "1991", "shares leave them out: a share is none", ())]
    rows = [
        (list(sharing.names), list(sharing.abouts), [when for when, _ in key.spells])
        for key, sharing in _share_gaps(gaps, {"food", "fuel", "ore"}).items()
    ]
    assert [key.spells for key in _share_gaps(gaps, {"food", "fuel", "ore"})][-1] == (
        ("1991", "shares leave them out: a share is none"),
    )
    assert rows[:2] == [(["Food", "Fuel"], ["food", "fuel"], ["1991", "1994"]), (["Ore"], ["ore"], ["1991"])]
    assert [row[2] for row in rows[2:4]] == [["1993"], ["1994"]], "breaks are told one by one"


def test_many_reasons_of_missing_figures_are_left_to_the_table_that_has_them(make_context) -> None:
    """Lesotho's second table had 23, in twenty lines of small print."""
    context = make_context()
    cells = context.build.tables["earnings"]

    def tell(count: int) -> str:
        lost = cells[cells["time_period"] == 1992].assign(obs_value=float("nan"))
        empty = [lost.assign(time_period=year, note=f"lost {year}") for year in range(1993, 1993 + count)]
        context.build.tables["earnings"] = pd.concat([cells, *empty], ignore_index=True)
        return " ".join(note.text for note in list_amounts(context, "earnings").notes)

    pointer = "Why figures are missing, the table of breaks and gaps says."
    assert "lost 1993" in tell(2) and pointer not in tell(2)
    assert "lost 1993" not in tell(7) and pointer in tell(7)


BROKEN = SERIES | {
    "freq": "M",
    "breaks": [{"period": "1992-02", "note": "counted anew", "citations": ["a-1999"]}],
    "gaps": [{"period": "1991-03", "reason": "no survey"}],
}
USED = {"definition": "D", "terms": [{"formula": "{bank:s}"}]}
HERE = {"label": "Here", "short": "Here", "roles": {"": {"oil": USED}}}


def test_a_break_tells_where_it_was_read(make_context) -> None:
    cited = {"text": "A. (1999). On counting", "url": "https://a.example/1", "seen": "2026-11-27"}
    context = make_context(series={"bank:s": BROKEN}, bases={"here": HERE}, citations={"a-1999": cited})
    view = list_gaps(context)
    assert [[f"{cell.text}{cell.mark}" for cell in row.cells] for row in view.rows] == [
        ["break", "February 1992", "counted anew1"],
        ["gap", "March 1991", "no survey"],
        ["no figure", "1991", "no survey"],
    ]
    assert [(note.mark, note.text) for note in view.notes] == [
        ("1", "A. (1999). On counting, https://a.example/1."),
    ]


def test_steps_are_those_of_series_and_years_of_the_brief_that_nothing_explains(make_context) -> None:
    context = make_context(series={"bank:s": BROKEN, "bank:t": BROKEN | {"id": "t"}}, bases={"here": HERE})
    step = {"source": "bank", "series": "s", "ref_area": "XXX", "counterpart_area": "_Z", "vintage": "2026"}
    step |= {"time_period": "1992-05", "change_percent": -12.4, "score": -4.0, "others": 3, "explained": ""}
    steps = [
        step,
        step | {"time_period": "1992-02", "explained": "counted anew"},
        step | {"time_period": "1990-12"},
        step | {"series": "t"},
    ]
    build = replace(context.build, steps=pd.DataFrame(steps))
    (row,) = list_steps(replace(context, build=build)).rows
    assert row.head == "Oil (s)"
    assert [cell.text for cell in row.cells] == ["May 1992", "\u221212", "3"]


def test_flows_with_adjectives_of_their_own_have_whole_texts(make_context) -> None:
    context = make_context()
    assert name_flow(context, "earnings", "gross", "here") == "Gross, Here"
    assert name_flow(context, "year", "real", "here", year="1992") == "real, Here, 1992"
    assert name_flow(context, "column", "", "here", column="Oil") == "Oil (Here)"


def test_units_are_named_and_a_head_names_the_one_that_all_tables_have(make_context) -> None:
    context = make_context()
    tables = context.build.catalog.tables
    assert name_unit(context, "USD million") == "US$ million"
    assert name_unit(context, "tonnes") == "tonnes"
    assert name_common_unit(context, [tables["shares"]]) == "Percent"
    assert name_common_unit(context, tables.values()) == "Unit of the table"


@pytest.mark.parametrize("word", ['"national"', '"worldbank"', '"table1"', '"table2"', '"remittances"', '"article"'])
def test_tables_name_no_basis_table_or_column(word: str) -> None:
    folder = ROOT / "workflow" / "remesas" / "brief" / "tables"
    allowed = {"registry.py", "revisions.py"} if word == '"remittances"' else set()  # a table of that name
    assert not [path.name for path in folder.glob("*.py") if word in path.read_text() and path.name not in allowed]


def test_what_is_said_of_a_flow_depends_on_it(make_context) -> None:
    context = make_context()
    assert list_growth(context).lead.startswith("compound yearly growth")
    assert name_flow(context, "rates", "gross").startswith("gross, compound yearly growth")
    assert name_flow(context, "share", "real") == "Percent of the sources"


def test_what_rounds_to_nothing_is_no_zero(make_context) -> None:
    context = make_context()
    context.build.tables["earnings"].loc[lambda rows: rows["indicator"] == "oil", "obs_value"] = [0.002, 0.0]
    view = list_amounts(context, "earnings")
    assert [row.cells[1].text for row in view.rows] == ["0.0", "0.0"]
    assert ("0.0", "less than half a unit of the last digit shown.") in [(note.mark, note.text) for note in view.notes]
    context.build.tables["earnings"].loc[lambda rows: rows["indicator"] == "oil", "obs_value"] = [0.0, 0.0]
    assert "0.0" not in [note.mark for note in list_amounts(context, "earnings").notes]


def test_notes_of_years_that_are_left_out_tell_of_the_lead_alone(make_context) -> None:
    """Tuvalu's balances are known of 2004 alone; the reasons of all other years filled half a page."""
    context = make_context()
    cells = context.build.tables["earnings"]
    ends = [cells[cells["time_period"] == 1992].assign(time_period=year, obs_value=float("nan"), note="ends in 1992")
            for year in (1993, 1994)]  # fmt: skip
    context.build.tables["earnings"] = pd.concat([cells, *ends], ignore_index=True)
    said = [note.text for note in list_amounts(context, "earnings").notes]
    assert "Here. Oil, 1991: no survey. Remittances, 1993–1994: ends in 1992." in said or (
        "Here. Remittances, 1993–1994: ends in 1992. Oil, 1991: no survey." in said
    )


def test_derived_amounts_begin_with_the_lead_in_the_unit_of_its_table(make_context) -> None:
    rows = [make_indicator("constant_prices", "1992", 0.0046)]
    rows += [make_indicator("per_oil", "1992", None, obs_status="M", note="no figure for oil")]
    context = make_context(pd.DataFrame(rows))
    cells = context.build.tables["earnings"]
    cells.loc[(cells["indicator"] == "remittances") & (cells["time_period"] == 1991), "obs_value"] = float("nan")
    view = list_derived_indicators(context)
    assert view.columns == ("Here: US$ million at 1992 prices",)
    assert [(row.head, row.cells[0].text) for row in view.rows] == [("1992", "0.0046")], "1991 would be an empty row"
    assert not [note for note in view.notes if "Per dollar of oil" in note.text], "a column that is not there"


def test_a_ratio_that_is_not_nothing_is_not_shown_as_0_00(make_context) -> None:
    rows = [make_indicator("per_oil", "1991", 0.0018), make_indicator("per_oil", "1992", 0.0079)]
    view = list_derived_indicators(make_context(pd.DataFrame(rows)))
    assert [row.cells[0].text for row in view.rows] == ["0.0018", "0.0079"]
