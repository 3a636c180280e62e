"""In which unit, at which level and under which title a file is registered, and what is refused for it."""

import io

import pandas as pd
import pytest

from support.project import ROOT
from support.receipts import NEWEST, export, in_million, receipts, scaled


def refusal(run, content, *options):
    status, said = run(content, *options, name="CE125.csv", dataset="ce125")
    assert status == 1, said
    return said


def test_a_table_export_is_registered_in_the_unit_that_it_gives(run, raw):
    frame = pd.read_csv(NEWEST)
    frame = frame[frame["series"] == "SE27803"]
    lines = [f'01/{period[5:]}/{period[:4]},"{value / 1e6:,.4f}"' for period, value in
             zip(frame["time_period"], frame["obs_value"], strict=True)]  # fmt: skip
    heading = ["Banco de México", "Unidad,Millones de dólares", "Fecha,SE27803"]
    text = "\r\n".join([*heading, *lines, "01/01/2026,N/E"])
    status, said = run(text.encode("latin-1"), name="export.csv")
    assert (status, said.split("\n")[0]) == (0, "No new vintage: nothing changed since 2026-07-01.")
    status, said = run((text + '\r\n01/01/2026,"4,594.10"').replace("01/01/2026,N/E\r\n", "").encode("latin-1"))
    assert (status, "[USD million]" in said, "1 new, 0 revised" in said) == (0, True, True)


def test_a_file_saved_with_decimal_commas_holds_the_same_values(run):
    frame = in_million(pd.read_csv(io.StringIO(receipts(("2026-01", "4594100000"))), dtype=str))
    lines = [
        f"{period};{value.replace('.', ',')}"
        for period, value in zip(frame["time_period"], frame["obs_value"], strict=True)
    ]
    status, said = run("Fecha;Dato\n" + "\n".join(lines), "--series", "SE27803", "--unit", "USD million")
    assert (status, "1 new, 0 revised, 0 withdrawn" in said) == (0, True), said


def test_a_lost_factor_within_the_plausible_bounds_shows_against_the_last_vintage(run):
    frame = pd.read_csv(ROOT / "raw/banxico/2026-06-20/ce125.csv", dtype={"time_period": str})
    frame = frame[frame["series"] == "SE33538"]
    frame = frame.assign(obs_value=frame["obs_value"] / 1000)
    status, said = run(frame.to_csv(index=False), dataset="ce125")
    assert (status, "0.001 times vintage 2026-06-20" in said) == (1, True), said


@pytest.mark.parametrize(
    ("change", "options", "fitting"),
    [
        (in_million, [], "USD million"),
        (lambda frame: frame, ["--unit", "USD million"], "USD"),
        (lambda frame: frame, ["--unit", "persons"], "USD"),
    ],
    ids=["catalog's unit", "given unit", "given unit not accepted"],
)
def test_a_unit_in_which_the_values_fit_the_last_vintage_is_named_with_its_option(run, change, options, fitting):
    status, said = run(receipts(change=change), *options)
    assert status == 1
    hint = f"if the values are in '{fitting}', in which they fit vintage 2026-07-01, say so with --unit '{fitting}'; "
    assert f"What to do: {hint}" in said
    # The option does what the message promises.
    assert run(receipts(change=change), "--unit", fitting)[0] == 0


def test_the_option_of_a_unit_names_its_series_among_several(run):
    frame = pd.read_csv(NEWEST, dtype=str)
    receipt = frame["series"] == "SE27803"
    said = run(pd.concat([in_million(frame[receipt]), frame[~receipt]]).to_csv(index=False))[1]
    assert "say so with --unit 'SE27803=USD million'" in said


def test_no_unit_is_proposed_where_one_value_is_wrong_or_none_fits(run):
    assert "--unit" not in run(receipts(("2026-01", "4594000000000")))[1]
    said = run(receipts(change=scaled))[1]
    assert "in another unit than 'USD', say so with --unit 'USD million'; otherwise, " in said


def test_a_level_far_from_the_last_vintage_tells_the_option_not_the_metadata(run):
    said = refusal(run, export(times=0.04).replace("Unidad,Miles de dólares\r\n".encode("latin-1"), b""))
    assert "0.04 times vintage 2026-06-20 where they overlap" in said
    assert "add it to accepted_units of the series in workflow/catalog/series/ and say so with --unit; " in said
    assert "metadata" not in said


def test_no_unit_may_be_said_where_the_file_says_it(run):
    said = refusal(run, export(times=0.04))
    assert "in the unit that the file or the catalog says" in said
    assert "--unit" not in said
    assert "metadata" not in said


def test_a_table_export_of_another_dataset_is_said_to_be_of_that(run):
    said = refusal(run, export(), "--dataset", "remittances")
    assert "its series belong to dataset ce125 of banxico, not to remittances: SE30348" in said
    assert "What to do: register it with --dataset ce125, or name the series" in said


def test_a_wrong_value_is_not_taken_for_another_dataset(run):
    said = refusal(run, export().replace(b'"640,000.000"', b"abc"))
    assert "series SE30348, period 01/01/2026: in row 401, 'abc' is no number" in said


def test_a_series_of_another_dataset_may_be_named(run):
    status, said = run(export(), "--series", "SE30348", dataset="remittances")
    assert status == 0, said


def test_an_export_in_its_own_words_is_registered(run):
    status, said = run(export(), name="CE125.csv", dataset="ce125")
    assert status == 0, said
    assert "1 new, 0 revised, 0 withdrawn" in said
    assert "Not in this file, so that their last vintages stay in use: SE28294, " in said


@pytest.mark.parametrize("unit", ["Millones de Pesos", "Miles de pesos", "Euros", "Moneda nacional", "Toneladas"])
def test_a_unit_that_the_catalog_does_not_have_is_not_taken_for_silence(run, unit):
    """18 pesos a dollar pass every other check."""
    said = refusal(run, export(unit=unit, times=1.0))
    assert f"the unit is '{unit}', the catalog expects 'USD thousand'" in said


def test_other_money_is_refused_though_the_user_says_dollars(run):
    said = refusal(run, export(unit="Millones de Pesos"), "--unit", "USD thousand")
    assert "the file says 'Millones de Pesos', --unit 'USD thousand'" in said


def test_a_unit_not_understood_may_be_named_by_hand(run):
    status, said = run(export(unit="Cifras originales"), "--unit", "USD thousand", name="CE125.csv", dataset="ce125")
    assert status == 0, said


def test_other_money_in_the_heading_is_refused(run):
    content = export(heading="Balanza comercial (millones de pesos)").replace(
        "Unidad,Miles de dólares\r\n".encode("latin-1"), b""
    )
    assert "the unit is 'Balanza comercial (millones de pesos)'" in refusal(run, content)


def test_other_money_in_the_title_is_refused(run):
    content = export(title="Exp. extractivas en pesos").replace("Unidad,Miles de dólares\r\n".encode("latin-1"), b"")
    assert "the unit is 'Exp. extractivas en pesos'" in refusal(run, content)


@pytest.mark.parametrize("title", ["Importaciones de consumo", "Exp. petroleras"])
def test_an_id_under_the_title_of_another_series_is_refused(run, title):
    said = refusal(run, export(title=title))
    assert f"its title is '{title}', the catalog expects 'Exp. extractivas'" in said
    assert "accepted_titles" in said


@pytest.mark.parametrize("times", [5, 1.8, 0.6])
def test_another_level_than_the_last_vintage_is_refused_unless_it_is_known(run, times):
    said = refusal(run, export(times=times))
    # within the bounds of single months: the level tells
    assert f"its values are {times:.3g} times those of vintage 2026-06-20, in the median of 396 observations" in said
    assert "period 1993-01 to 2025-12" in said
    known = ["--allow-revised"]
    status, said = run(export(times=times), *known, name="CE125.csv", dataset="ce125")
    # the totals of the last vintage stay, which these parts do not make any more
    assert (status, "396 values cannot be right beside the others" in said) == (1, True), said
    status, said = run(export(times=times), *known, "--doubtful", "396", name="CE125.csv", dataset="ce125")
    assert (status, "396 revised" in said) == (0, True), said


@pytest.mark.parametrize("units", [("USD", "USD million"), ("SE27803=USD", "SE27803=USD million")])
def test_two_units_of_the_same_series_are_refused(run, units):
    """The first, or the last, had been taken without a word."""
    options = [part for unit in units for part in ("--unit", unit)]
    status, said = run(receipts(("2026-01", "4594000000")), *options)
    assert status == 1 and "--unit says two units of the same series" in said
    assert run(receipts(("2026-01", "4594000000")), "--unit", "USD", "--unit", "USD")[0] == 0
