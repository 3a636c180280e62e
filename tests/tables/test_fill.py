import pandas as pd
import pytest

from remesas.catalog.catalog import Catalog
from remesas.catalog.roles import Country, Role
from remesas.catalog.tables import Table
from remesas.core.errors import DataError
from remesas.core.vintages import NEWEST
from remesas.tables.fill import cells_of, choose_term, fill_basis, fill_role, years_of
from remesas.tables.series import AnnualSeries
from support.project import ROOT

RECEIPTS, PAYMENTS = "banxico:SE27803", "banxico:CE165-total"


def role(*terms, **others):
    return Role.model_validate({"definition": "D", "terms": list(terms)} | others)


@pytest.fixture
def filled(catalog, annual_series):
    """One column, indexed by year, from ``{reference: {year: value}}`` in US$ million."""

    def run(definition, series, years):
        frame = annual_series({reference: ("USD million", values) for reference, values in series.items()})
        return fill_role(frame, catalog, definition, years).set_index("time_period")

    return run


def test_a_cell_says_where_it_comes_from(filled):
    definition = role({"formula": f"{{{RECEIPTS}}} - {{{PAYMENTS}}}"})
    cell = filled(definition, {RECEIPTS: {2020: 100}, PAYMENTS: {2020: 30}}, [2020]).loc[2020]
    assert cell["obs_value"] == pytest.approx(70)
    assert (cell["unit_measure"], cell["obs_status"]) == ("USD million", "A")
    assert cell["series"] == "SE27803; CE165-total"
    assert cell["source"] == "banxico"
    assert cell["vintage"] == "2026-01-01; 2026-01-01"
    assert cell["formula"] == "SE27803 [USD million] − CE165-total [USD million]"


def test_terms_take_turns_at_their_years(filled):
    definition = role({"last": 1992, "formula": f"{{{RECEIPTS}}}"}, {"first": 1993, "formula": f"{{{PAYMENTS}}}"})
    series = {RECEIPTS: {1991: 1, 1992: 2, 1993: 3}, PAYMENTS: {1992: 20, 1993: 30, 1994: 40}}
    column = filled(definition, series, [1991, 1992, 1993, 1994])
    assert list(column["obs_value"]) == [1, 2, 30, 40]
    assert list(column["obs_status"]) == ["A", "A", "B", "A"]


def test_a_year_that_is_withheld_has_no_figure_and_says_why(filled):
    # 1991 as every economy has it: 30.0% of a total of 42,688, though the share is of a smaller one
    withheld = [{"last": 1991, "reason": "the share is of another total"}]
    definition = role({"formula": f"{{{RECEIPTS}}}"}, withheld=withheld, missing=[{"reason": "not obtained"}])
    column = filled(definition, {RECEIPTS: {1991: 12812, 1992: 8121}}, [1991, 1992])
    assert pd.isna(column.loc[1991, "obs_value"]) and column.loc[1992, "obs_value"] == 8121
    assert list(column["note"]) == ["the share is of another total", ""]
    assert list(column["obs_status"]) == ["M", "A"]


def test_a_country_withholds_years_of_a_basis_that_all_share(catalog):
    reasons = {
        (flow, name): [item.last for item in role.withheld]
        for flow, columns in catalog.roles("worldbank", "MEX").items()
        for name, role in columns.items()
    }
    goods = {(flow, name) for flow in ("gross", "net") for name in ("oil", "manufactures", "agriculture")}
    assert {key for key, years in reasons.items() if years == [1991]} == goods
    others = [role.withheld for columns in catalog.roles("worldbank", "BRA").values() for role in columns.values()]
    assert others and not any(others)


def test_the_next_term_serves_before_the_first_begins_but_not_after_it_ends(filled):
    definition = role(
        {"formula": f"{{{RECEIPTS}}} - {{{PAYMENTS}}}"}, {"formula": f"{{{RECEIPTS}}}", "note": "undeducted"}
    )
    series = {RECEIPTS: {2012: 90, 2013: 100, 2014: 110}, PAYMENTS: {2013: 30}}
    column = filled(definition, series, [2012, 2013, 2014])
    assert list(column["obs_value"].iloc[:2]) == [90, 70]
    assert pd.isna(column.loc[2014, "obs_value"])
    assert list(column["obs_status"]) == ["A", "B", "M"]
    assert list(column["note"]) == [
        "undeducted",
        "computed by another formula from this year on",
        "Remittances, payments: ends in 2013",
    ]


def test_the_next_term_serves_though_the_first_begins_after_the_last_year(filled):
    definition = role({"formula": f"{{{RECEIPTS}}} - {{{PAYMENTS}}}"}, {"formula": f"{{{RECEIPTS}}}"})
    series = {RECEIPTS: {2004: 80, 2005: 90, 2013: 100}, PAYMENTS: {2013: 30}}
    assert list(filled(definition, series, [2004, 2005])["obs_value"]) == [80, 90]


def test_a_term_whose_series_is_not_in_use_gives_its_years_to_no_other(filled):
    definition = role({"formula": f"{{{RECEIPTS}}} - {{{PAYMENTS}}}"}, {"formula": f"{{{RECEIPTS}}}"})
    column = filled(definition, {RECEIPTS: {2012: 90, 2013: 100}}, [2012, 2013])
    assert list(column["obs_status"]) == ["M", "M"]
    assert list(column["note"]) == ["Remittances, payments: no snapshot in use"] * 2


def test_missing_years_have_a_reason(filled):
    definition = role(
        {"first": 2001, "formula": f"{{{RECEIPTS}}}"}, missing=[{"last": 1999, "reason": "no series was found"}]
    )
    column = filled(definition, {RECEIPTS: {2001: 1}}, [1999, 2000, 2001, 2002])
    assert list(column["note"]) == [
        "no series was found",
        "no source is declared",
        "",
        "Workers' remittances: ends in 2001",
    ]
    assert list(column["obs_status"]) == ["M", "M", "A", "M"]


def test_years_before_every_series_say_so(filled):
    column = filled(role({"formula": f"{{{RECEIPTS}}}"}), {RECEIPTS: {2001: 1}}, [2000, 2001])
    assert column.loc[2000, "note"] == "Workers' remittances: begins in 2001"


def test_one_reason_for_several_series_of_a_dataset(filled):
    definition = role({"formula": f"{{{RECEIPTS}}} - {{{PAYMENTS}}}"})
    column = filled(definition, {RECEIPTS: {2001: 9}, PAYMENTS: {2001: 1}}, [2001, 2002])
    assert column.loc[2002, "note"] == "Workers' remittances: ends in 2001"


def test_a_formula_that_gives_no_money_is_refused(catalog, annual_series):
    series = annual_series({"bls:CPIAUCNS": ("index", {2020: 250})})
    with pytest.raises(DataError, match="does not give an amount of money"):
        fill_role(series, catalog, role({"formula": "{bls:CPIAUCNS}"}), [2020])


PEOPLE, INCOME = "worldbank:SP.POP.TOTL", "worldbank:NY.GDP.MKTP.CD"


@pytest.fixture
def declared(catalog) -> Catalog:
    """A catalog of two tables, one of them in persons and without a flow, and one basis."""
    tables = {
        "people": Table(title="People", columns=("oil", "tourism"), unit="persons", rounded=1),
        "money": Table(title="Money", flow="net", columns=("oil",)),
    }
    roles = {
        "": {"oil": role({"formula": f"{{{PEOPLE}}}"}), "tourism": role(missing=[{"reason": "no census"}])},
        "net": {"oil": role({"formula": f"{{{INCOME}}}"})},
    }
    basis = catalog.bases["national"].model_copy(update={"roles": {}})
    country = Country(name="M", roles={"national": roles})
    return catalog.model_copy(
        update={"tables": tables, "bases": {"national": basis}, "countries": {"MEX": country}, "explanations": ()}
    )


def annual(series):
    rows = [
        ("MEX", "_Z", year, value, unit, "A", *reference.split(":"), "2026-01-01", "")
        for reference, unit, values in series
        for year, value in values.items()
    ]
    names = ["ref_area", "counterpart_area", "time_period", "obs_value", "unit_measure", "obs_status", "source"]
    return pd.DataFrame(rows, columns=[*names, "series", "vintage", "note"])


def test_each_table_has_its_unit_and_its_flow_or_none(declared):
    frame = annual([(PEOPLE, "persons", {2001: 5e6, 2002: 6e6}), (INCOME, "USD million", {2001: 7})])
    cells = fill_basis(frame, declared, "national", "MEX", years_of({"first": 2001, "last": NEWEST}, frame))
    people, money = (cells_of(cells, table.flow, table.columns) for table in declared.tables.values())
    assert list(people["indicator"]) == ["oil", "oil", "tourism", "tourism"]
    assert set(people["unit_measure"]) == {"persons"} and list(people["obs_value"][:2]) == [5e6, 6e6]
    assert people["note"].iloc[2] == "no census"
    assert set(money["unit_measure"]) == {"USD million"} and money["obs_value"].iloc[0] == 7


def test_a_formula_in_another_unit_than_its_table_is_refused(declared, annual_series):
    series = annual_series({INCOME: ("USD million", {2001: 7})})
    with pytest.raises(DataError, match="does not give an amount in persons"):
        fill_role(series, declared, role({"formula": f"{{{INCOME}}}"}), [2001], "persons")


def test_a_formula_without_a_series_gives_no_money(filled):
    with pytest.raises(DataError, match="does not give an amount of money"):
        filled(role({"formula": "1"}), {RECEIPTS: {2001: 1}}, [2001])


def test_the_personal_transfers_before_1995_are_the_central_banks_own_figures():
    # The two series agree in every year from 1995 to 2023.
    months = pd.read_csv(ROOT / "raw/banxico/2026-07-01/remittances.csv", dtype={"time_period": str})
    months = months[months["series"] == "SE27803"]
    bank = months.groupby(months["time_period"].str[:4].astype(int))["obs_value"].sum()
    world = pd.read_csv(ROOT / "raw/worldbank/2025-H2/wdi-mexico-transcribed.csv")
    world = world[world["series"] == "BX.TRF.PWKR.CD"].set_index("time_period")["obs_value"]
    apart = (world - bank).loc[1995:2023].abs()
    assert len(apart) == 29
    assert apart.max() < 0.15e6  # US$


SHARE, WHOLE, OTHER = "worldbank:TX.VAL.FUEL.ZS.UN", "worldbank:TX.VAL.MRCH.CD.WT", "worldbank:TM.VAL.FUEL.ZS.UN"
BALANCE = f"{{{SHARE}}} * {{{WHOLE}}} - {{{OTHER}}} * {{{WHOLE}}}"


def shares(*rows):
    """Annual series of Mexico from (series, year, vintage, value, in use): shares in percent, or money."""
    return pd.DataFrame(
        {
            "ref_area": "MEX", "counterpart_area": "_Z", "time_period": year, "obs_value": float(value),
            "unit_measure": "USD million" if reference == WHOLE else "percent", "obs_status": "A",
            "source": "worldbank", "series": reference.split(":")[1], "vintage": vintage, "note": "", "in_use": used,
        }
        for reference, year, vintage, value, used in rows
    )  # fmt: skip


@pytest.mark.parametrize(
    ("vintages", "value", "chosen"),
    [
        ("newest", 20, "2026-06; 2025-H2; 2025-H2"),  # (5% - 3%) of 1,000
        ("near", 20, "2026-06; 2025-H2; 2025-H2"),  # half a year apart
        ("one", 10, "2025-H2; 2025-H2; 2025-H2"),  # (4% - 3%) of 1,000
    ],
)
def test_a_term_says_of_which_vintages_its_series_are(catalog, vintages, value, chosen):
    # the export share has a newer vintage, 5%, the import share has not
    archive = shares(
        (SHARE, 2024, "2025-H2", 4, False), (SHARE, 2024, "2026-06", 5, True),
        (OTHER, 2024, "2013-12", 9, False), (OTHER, 2024, "2025-H2", 3, True), (WHOLE, 2024, "2025-H2", 1000, True),
    )  # fmt: skip
    series = AnnualSeries(archive[archive["in_use"]], "MEX", archive)
    cell = fill_role(series, catalog, role({"formula": BALANCE, "vintages": vintages}), [2024]).iloc[0]
    assert (cell["obs_value"], cell["vintage"]) == (pytest.approx(value), chosen)


def test_a_share_is_never_applied_to_a_total_of_another_decade_unless_a_term_says_so(catalog):
    # exports of 1,000 in 2013; fuels are 40% of them then, and 10% as they were classified anew in 2026
    archive = shares(
        (SHARE, 2010, "2013-12", 40, False), (SHARE, 2010, "2026-06", 10, True), (WHOLE, 2010, "2013-12", 1000, True)
    )
    series = AnnualSeries(archive[archive["in_use"]], "MEX", archive)
    formula = f"{{{SHARE}}} * {{{WHOLE}}}"
    found = {
        vintages: fill_role(series, catalog, role({"formula": formula, "vintages": vintages}), [2010]).iloc[0]
        for vintages in ("newest", "near", "one")
    }
    assert {name: round(cell["obs_value"]) for name, cell in found.items()} == {"newest": 100, "near": 400, "one": 400}
    assert found["near"]["vintage"] == "2013-12; 2013-12"


def test_without_vintages_that_fit_there_is_no_figure_and_the_cell_says_so(catalog):
    archive = shares((SHARE, 2010, "2026-06", 10, True), (WHOLE, 2010, "2013-12", 1000, True))
    series = AnnualSeries(archive, "MEX", archive)
    formula = f"{{{SHARE}}} * {{{WHOLE}}}"
    cell = fill_role(series, catalog, role({"formula": formula, "vintages": "near"}), [2010]).iloc[0]
    assert pd.isna(cell["obs_value"])
    assert cell["note"] == "World Development Indicators: no vintage has all the series that it is computed from"


def test_a_series_that_ends_is_named_where_others_of_its_dataset_go_on(catalog):
    """The total of exports ends in 2012, the shares go on: the World Development Indicators do not end."""
    rows = [(SHARE, 2012, "2026-06", 10, True), (SHARE, 2013, "2026-06", 10, True), (WHOLE, 2012, "2026-06", 9, True)]
    archive = shares(*rows)
    formula = role({"formula": f"{{{SHARE}}} * {{{WHOLE}}}"})
    column = fill_role(AnnualSeries(archive, "MEX", archive), catalog, formula, [2012, 2013, 2014])
    label = catalog.series_of(WHOLE).label
    assert list(column["note"][:2]) == ["", f"{label}: ends in 2012"]
    assert column["note"][2] == f"{catalog.series_of(SHARE).label}: ends in 2013; {label}: ends in 2012"
    many = [f"worldbank:TX.VAL.{kind}.ZS.UN" for kind in ("FUEL", "MANF", "FOOD")]
    some = shares(*[(name, 2012, "2026-06", 10, True) for name in many], (WHOLE, 2012, "2026-06", 9, True),
                  (WHOLE, 2013, "2026-06", 9, True))  # fmt: skip
    shared = role({"formula": f"({{{many[0]}}} + {{{many[1]}}} + {{{many[2]}}}) * {{{WHOLE}}}"})
    column = fill_role(AnnualSeries(some, "MEX", some), catalog, shared, [2012, 2013])
    assert column["note"][1] == "part of World Development Indicators: ends in 2012"
    both = shares(rows[0], rows[2])
    column = fill_role(AnnualSeries(both, "MEX", both), catalog, formula, [2012, 2013])
    assert column["note"][1] == "World Development Indicators: ends in 2012"


def take_used(archive):
    return AnnualSeries(archive[archive["in_use"]], "MEX", archive)


def test_a_vintage_that_ends_is_named_where_the_series_goes_on(catalog):
    """The share goes on to 2024 in a later vintage, which has no total: what ends in 2012 is the vintage of both."""
    archive = shares(
        (SHARE, 2012, "2013-12", 10, False), (WHOLE, 2012, "2013-12", 9, True), (SHARE, 2024, "2026-06", 10, True)
    )  # fmt: skip
    formula = role({"formula": f"{{{SHARE}}} * {{{WHOLE}}}", "vintages": "near"})
    column = fill_role(take_used(archive), catalog, formula, [2012, 2013, 2024])
    ends = "ends in 2012 in the vintage used (2013-12)"
    assert list(column["note"]) == ["", *[f"World Development Indicators: {ends}"] * 2]


def test_the_vintage_in_use_is_named_where_an_earlier_one_has_the_years(catalog):
    archive = shares((WHOLE, 2012, "2013-12", 9, False), (WHOLE, 2013, "2026-06", 9, True))
    column = fill_role(take_used(archive), catalog, role({"formula": f"{{{WHOLE}}}"}), [2012, 2013])
    assert list(column["note"]) == ["World Development Indicators: begins in 2013 in the vintage used (2026-06)", ""]


def test_a_later_vintage_than_that_in_use_says_nothing(catalog):
    archive = shares((WHOLE, 2012, "2013-12", 9, True), (WHOLE, 2013, "2026-06", 9, False))
    column = fill_role(take_used(archive), catalog, role({"formula": f"{{{WHOLE}}}"}), [2012, 2013])
    assert list(column["note"]) == ["", "World Development Indicators: ends in 2012"]


NARROWER = "more than 5 percent of exports belong to no known class of goods"
NOT_SHOWN = "not shown, since the exports or imports that belong to no known class of goods exceed the balance itself"


@pytest.mark.parametrize(
    ("fuels", "rest", "status", "note"),
    [
        (10, 88, "A", ""),  # 2% of 1,000 are in no class, the amount is 100
        (10, 84, "D", "more than 5 percent of exports or of imports belong to no known class of goods"),
        (10, 78, "M", NOT_SHOWN),
        (1, 97, "M", NOT_SHOWN),
    ],
)
def test_what_is_in_no_class_is_told_and_may_leave_no_figure(catalog, fuels, rest, status, note):
    archive = shares((SHARE, 2024, "2025-H2", fuels, True), (OTHER, 2024, "2025-H2", rest, True),
                     (WHOLE, 2024, "2025-H2", 1000, True))  # fmt: skip
    cell = fill_share(catalog, archive, totals=2)
    assert (cell["obs_status"], cell["note"]) == (status, note)
    assert pd.isna(cell["obs_value"]) == (status == "M")


def fill_share(catalog, archive, totals):
    """A share of 2024 applied to a total of which the classes are asked, once or (as for a balance) twice."""
    total = {"total": f"{{{WHOLE}}}", "classes": [f"{{{SHARE}}} + {{{OTHER}}}"]}
    definition = role({"formula": f"{{{SHARE}}} * {{{WHOLE}}}", "totals": [total] * totals})
    return fill_role(AnnualSeries(archive, "MEX", archive), catalog, definition, [2024]).iloc[0]


@pytest.mark.parametrize(("rest", "status"), [(88, "A"), (84, "D"), (24, "D")])
def test_exports_of_one_class_are_shown_and_told_where_many_are_in_none(catalog, rest, status):
    """As El Salvador's of 2000 to 2004: 10% of 1,000 is known of the class, and up to 66% are in none."""
    archive = shares((SHARE, 2024, "2025-H2", 10, True), (OTHER, 2024, "2025-H2", rest, True),
                     (WHOLE, 2024, "2025-H2", 1000, True))  # fmt: skip
    cell = fill_share(catalog, archive, totals=1)
    assert (cell["obs_value"], cell["obs_status"]) == (pytest.approx(100), status)
    assert cell["note"] == (NARROWER if status == "D" else "")


def test_a_remark_of_the_term_follows_those_of_its_series_and_the_worse_mark_stands(catalog, annual_series):
    definition = role({"formula": f"{{{RECEIPTS}}} - {{{PAYMENTS}}}", "status": "D", "note": "deducted"})
    years = (2020, 2021, 2022)
    series = annual_series({name: ("USD million", dict.fromkeys(years, 1)) for name in (RECEIPTS, PAYMENTS)})
    rows = series._frames[PAYMENTS]
    rows.loc[2020, ["obs_status", "note"]] = ["E", "estimated"]
    rows.loc[2021, ["obs_status", "note"]] = ["B", "a new level"]
    cells = fill_role(series, catalog, definition, years)
    assert list(cells["obs_status"]) == ["D", "B", "D"]
    assert list(cells["note"]) == ["estimated; deducted", "a new level; deducted", "deducted"]


def test_a_break_of_the_role_is_said_after_what_else_is_said_and_not_of_a_missing_year(filled):
    breaks = [{"period": "2001", "note": "a new survey"}, {"period": "2003", "note": "never seen"}]
    definition = role({"formula": f"{{{RECEIPTS}}}", "note": "in part"}, breaks=breaks)
    column = filled(definition, {RECEIPTS: {2000: 1, 2001: 2, 2002: 3}}, [2000, 2001, 2002, 2003])
    assert list(column["obs_status"]) == ["A", "B", "A", "M"]
    assert list(column["note"]) == [
        "in part",
        "in part; a new survey",
        "in part",
        "Workers' remittances: ends in 2002; in part",
    ]


def test_another_formula_after_a_gap_is_no_break(filled):
    definition = role({"last": 1992, "formula": f"{{{RECEIPTS}}}"}, {"first": 1994, "formula": f"{{{PAYMENTS}}}"})
    column = filled(definition, {RECEIPTS: {1992: 1}, PAYMENTS: {1994: 4, 1995: 5}}, [1992, 1993, 1994, 1995])
    assert list(column["obs_status"]) == ["A", "M", "A", "A"]


def test_a_declared_break_names_the_passage_to_another_formula(filled):
    terms = {"last": 1992, "formula": f"{{{RECEIPTS}}}"}, {"first": 1993, "formula": f"{{{PAYMENTS}}}"}
    definition = role(*terms, breaks=[{"period": "1993", "note": "reclassified"}])
    column = filled(definition, {RECEIPTS: {1992: 1}, PAYMENTS: {1993: 4}}, [1992, 1993])
    assert (column.loc[1993, "obs_status"], column.loc[1993, "note"]) == ("B", "reclassified")


def test_the_tables_end_with_the_last_year_that_any_column_has(catalog, annual_series):
    series = {RECEIPTS: ("USD million", {2019: 1, 2020: 2}), "banxico:SE32150": ("USD million", {2019: 5})}
    annual = pd.concat([frame.reset_index().assign(
        ref_area="MEX", counterpart_area="_Z", source=name.split(":")[0], series=name.split(":")[1],
    ) for name, frame in annual_series(series)._frames.items()])  # fmt: skip
    cells = fill_basis(annual, catalog, "national", "MEX", range(2018, 2026))
    assert cells["time_period"].min() == 2018 and cells["time_period"].max() == 2020
    assert set(cells["flow"]) == {"gross", "net"} and set(cells["ref_area"]) == {"MEX"}
    oil = cells[(cells["flow"] == "gross") & (cells["indicator"] == "oil")]
    assert list(oil["obs_status"]) == ["M", "A", "M"]


@pytest.mark.parametrize(
    ("paid", "status", "note"), [(1, "A", ""), (-1, "U", "more than the amount of which it is the balance")]
)
def test_a_balance_above_the_whole_is_doubtful(catalog, paid, status, note):
    archive = shares((WHOLE, 2024, "2026-06", 100, True), (OTHER, 2024, "2026-06", 100 * paid, True))
    roles = {
        "gross": {"oil": role({"formula": f"{{{WHOLE}}}"})},
        "net": {"oil": role({"formula": f"{{{WHOLE}}} - {{{OTHER}}} * 1 * {{{WHOLE}}}"})},
    }
    declared = catalog.model_copy(
        update={"bases": {"worldbank": catalog.bases["worldbank"].model_copy(update={"roles": roles})}, "countries": {}}
    )
    own = archive.assign(ref_area="GTM")
    cells = fill_basis(own, declared, "worldbank", "GTM", range(2024, 2025), own)
    net = cells[cells["flow"] == "net"].iloc[0]
    assert (net["obs_status"], net["note"]) == (status, note)
    assert set(cells.loc[cells["flow"] == "gross", "obs_status"]) == {"A"}


def test_of_terms_that_have_not_begun_the_last_one_fills(catalog):
    definition = role(*({"formula": f"{{banxico:{name}}}"} for name in ("SE27803", "SE36593", "CE165-total")))
    assert choose_term(definition, 1990, lambda formula: 1995) == definition.terms[-1]
    assert choose_term(definition, 1995, lambda formula: 1995) == definition.terms[0]
