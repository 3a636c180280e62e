"""The command that registers a file: what it accepts, what it refuses and how it says so."""

import datetime as dt
import io
import os
import re
import shutil
import subprocess
import sys

import pandas as pd
import pytest

from remesas.ingest.checks import check_content
from remesas.ingest.raw_folder import META
from remesas.ingest.snapshots import read_snapshot
from remesas.update.command import main
from support.project import ROOT

TODAY = dt.date(2026, 11, 25)
NEWEST = ROOT / "raw/banxico/2026-07-01/remittances.csv"


@pytest.fixture
def raw(tmp_path):
    shutil.copytree(ROOT / "raw/banxico", tmp_path / "raw/banxico")
    for path in (tmp_path / "raw").rglob("*"):
        path.chmod(0o555 if path.is_dir() else 0o444)
    yield tmp_path / "raw"
    for path in (tmp_path / "raw").rglob("*"):
        if path.is_dir():
            path.chmod(0o755)


@pytest.fixture
def run(raw, tmp_path, capsys):
    def run(content, *options, name="new.csv", vintage="2026-09-01", dataset="remittances"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        for folder in (raw, raw / "banxico"):
            folder.chmod(0o755)
        status = main(["register", str(path), "--source", "banxico", "--dataset", dataset, "--vintage", vintage,
                       "--raw", str(raw), *options], TODAY)  # fmt: skip
        captured = capsys.readouterr()
        return status, captured.out + captured.err

    return run


def receipts(*more, change=lambda frame: frame):
    frame = pd.read_csv(NEWEST, dtype=str)
    frame = change(frame[frame["series"] == "SE27803"])
    text = io.StringIO()
    frame.to_csv(text, index=False)
    return text.getvalue() + "".join(f"SE27803,MEX,_Z,{period},{value}\n" for period, value in more)


def files(raw):
    return {path: path.read_bytes() for path in raw.rglob("*") if path.is_file()}


def test_a_newer_snapshot_is_registered_with_its_metadata_and_checked_as_any(run, raw, catalog):
    before = files(raw)
    status, said = run(receipts(("2026-01", "4594000000")), "--note", "By hand.", "--retrieved", "2026-09-01")
    assert (status, "1 new, 0 revised, 0 withdrawn observations since 2026-07-01" in said) == (0, True)
    meta = raw / "banxico/2026-09-01" / f"remittances{META}"
    snapshot, frame = read_snapshot(meta)
    assert check_content(meta, snapshot, frame, catalog)["time_period"].max() == "2026-01"
    assert snapshot.obtained.how == "provider-file"
    assert snapshot.obtained.note == "Registered from the file new.csv. By hand."
    assert [(item.id, item.unit) for item in snapshot.series] == [("SE27803", "USD")]
    assert {path: path.read_bytes() for path in before} == before


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


LACKING = (
    "Not in this file, though in vintage 2026-07-01, which goes on serving: CE165-total. What to do: see whether the "
    "download left it out; if not, look the series up at its provider: if it was renamed, "
)


def test_a_file_that_merely_lacks_a_series_of_the_last_vintage_says_so(run, raw):
    before = files(raw)
    status, said = run(receipts())
    assert (status, said.split("\n")[0]) == (0, "No new vintage: nothing changed since 2026-07-01.")
    assert LACKING in said
    assert files(raw) == before


def test_a_newer_file_that_lacks_a_series_of_the_last_vintage_says_so(run):
    status, said = run(receipts(("2026-01", "4594000000")))
    assert (status, LACKING in said) == (0, True)


def test_a_whole_file_and_one_of_a_named_series_lack_nothing(run):
    assert run(NEWEST.read_bytes())[1] == "No new vintage: nothing changed since 2026-07-01.\n"
    assert run(NEWEST.read_bytes(), "--series", "SE27803")[1] == "No new vintage: nothing changed since 2026-07-01.\n"


def test_a_named_series_that_the_file_lacks_is_told(run):
    assert LACKING in run(receipts(), "--series", "SE27803", "--series", "CE165-total")[1]


def test_a_series_is_told_as_served_by_the_vintage_that_has_it_and_is_not_later(run):
    said = run(receipts(change=lambda f: f[f["time_period"] < "2023-09"]), "--withdrawn", "1", vintage="2025-01-01")[1]
    assert "CE165-total" not in said


def test_a_file_saved_with_decimal_commas_holds_the_same_values(run):
    frame = in_million(pd.read_csv(io.StringIO(receipts(("2026-01", "4594100000"))), dtype=str))
    lines = [
        f"{period};{value.replace('.', ',')}"
        for period, value in zip(frame["time_period"], frame["obs_value"], strict=True)
    ]
    status, said = run("Fecha;Dato\n" + "\n".join(lines), "--series", "SE27803", "--unit", "USD million")
    assert (status, "1 new, 0 revised, 0 withdrawn" in said) == (0, True), said


def test_another_dataset_of_the_same_day_joins_its_vintage(run, raw):
    status, said = run(receipts(("2026-01", "4594000000")), vintage="2026-06-20")
    assert status == 0, said
    assert sorted(path.name for path in (raw / "banxico/2026-06-20").iterdir()) == [
        "ce125.csv", "ce125.meta.yaml", "remittances.csv", "remittances.meta.yaml",
    ]  # fmt: skip


def scaled(frame):
    return frame.assign(obs_value=frame["obs_value"] + "000")


def swapped(frame):
    return frame.assign(ref_area=frame["time_period"], time_period="MEX")


def without(*periods):
    return lambda frame: frame[~frame["time_period"].isin(periods)]


REFUSED = {
    "vintage exists": (receipts(("2026-01", "4594000000")), ["--vintage", "2026-07-01"], "holds this dataset already"),
    "shorter": (receipts(change=lambda f: f[f["time_period"] < "2025-11"]), [],
                r"shorter than vintage 2026-07-01: it would take away SE27803 2025-11 to 2025-12 \(2\)\. What to do: "
                r"obtain the whole series, or the newest .* say --withdrawn 2\."),
    "shorter than said": (receipts(change=lambda f: f[f["time_period"] < "2025-11"]), ["--withdrawn", "1"],
                          r"SE27803 2025-11 to 2025-12 \(2\)"),
    "nothing withdrawn": (receipts(), ["--withdrawn", "2"], "nothing of the last vintages is lost, not 2 observations"),
    "factor of a thousand": (receipts(change=scaled), [], "factor of a thousand|a unit changed|outside the plausible"),
    "other unit": (receipts(("2026-01", "1")), ["--unit", "USD million"], "outside the plausible|a unit changed"),
    "unit not accepted": (receipts(), ["--unit", "persons"], "the catalog expects 'USD' or 'USD million'"),
    "lost month": (receipts(change=without("2001-05")), ["--withdrawn", "1"], "period 2001-05.*missing inside"),
    "month twice": (receipts(("2025-12", "5322418733")), [], "period 2025-12: the period occurs twice"),
    "huge value": (receipts(("2026-01", "4594000000000")), [], "period 2026-01.*factor of a thousand"),
    "future": (receipts(("2026-02", "4594000000")), ["--vintage", "2026-01-31"], "2026-02: the period lies"),
    "decimal comma": (receipts(("2026-01", '"4594,5"')), [], "2026-01.*plain number"),
    "text": (receipts(("2026-01", "n/a")), [], "2026-01.*plain number"),
    "unknown series": (receipts().replace("SE27803", "SE99999"), [], "series banxico:SE99999.*not in the catalog"),
    "swapped columns": (receipts(change=swapped), [], "columns swapped"),
    "other columns": ("series,ref_area,counterpart_area,time_period,value\n", [], "the columns are"),
    "empty": ("", [], "file is empty"),
    "header only": ("series,ref_area,counterpart_area,time_period,obs_value\n", [], "no observation"),
    "latin-1": (receipts().replace("SE27803", "SÉ").encode("latin-1"), [], "not UTF-8"),
    "bad vintage": (receipts(), ["--vintage", "1/9/2026"], "is no vintage: write"),
    "vintage after today": (receipts(), ["--vintage", "2026-11-26"],
                            "2026-11-26 lies in the future: today is 2026-11-25"),
    "year to come": (receipts(), ["--vintage", "2027"], "2027 lies in the future"),
    "no such day": (receipts(), ["--vintage", "2026-02-30"], "'2026-02-30' is no vintage: there is no such day. What"),
    "full-width digits": (receipts().replace("1995-01,", "1995-01,\uff11"), [], "1995-01.*plain number"),
    "huge exponent": (receipts(("2026-01", "1e99999999")), [], "2026-01.*plain number"),
    "other dataset": (receipts(), ["--dataset", "ce125"],
                      "series belong to dataset remittances of banxico, not to ce125: SE27803.*--dataset remittances"),
    "unknown dataset": (receipts(), ["--dataset", "remitances"], "use one of ce125, ce174, ce36"),
    "unknown source": (receipts(), ["--source", "bancomex"], "no source 'bancomex'"),
    "unknown series named": (receipts(), ["--series", "SE1"], "not in the catalog"),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_what_does_not_fit_is_refused_and_nothing_is_written(run, raw, case):
    content, options, expected = REFUSED[case]
    before = files(raw.parent)
    status, said = run(content, *options)
    assert status == 1
    assert said.startswith("Refused: ")
    assert re.search(expected, said), said
    assert said.count("\n") == 1
    after = files(raw.parent)
    assert {path.name for path in set(after) - set(before)} == {"new.csv"}


def test_a_lost_factor_within_the_plausible_bounds_shows_against_the_last_vintage(run):
    frame = pd.read_csv(ROOT / "raw/banxico/2026-06-20/ce125.csv", dtype={"time_period": str})
    frame = frame[frame["series"] == "SE33538"]
    frame = frame.assign(obs_value=frame["obs_value"] / 1000)
    status, said = run(frame.to_csv(index=False), dataset="ce125")
    assert (status, "0.001 times vintage 2026-06-20" in said) == (1, True), said


def in_million(frame):
    return frame.assign(obs_value=(pd.to_numeric(frame["obs_value"]) / 1e6).map("{:.6f}".format))


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


def test_a_provider_may_have_withdrawn_observations(run):
    status, said = run(receipts(change=lambda f: f[f["time_period"] < "2025-11"]), "--withdrawn", "2")
    assert (status, "0 new, 0 revised, 2 withdrawn" in said) == (0, True)
    assert "withdrawn: SE27803 2025-11 to 2025-12 (2)" in said


@pytest.mark.parametrize(
    ("named", "near"),
    [
        ("SE278033", "; near to it: SE27803 (Ingresos por remesas, total)"),
        ("se27803", "; near to it: SE27803 ("),
        ("X", ""),
    ],
)
def test_a_series_misspelt_is_refused_with_those_like_it_and_those_of_the_dataset(run, named, near):
    status, said = run(receipts(), "--series", named)
    assert status == 1
    assert said.startswith(f"Refused: series banxico:{named}: this series of --series is not in the catalog{near}")
    assert ("near to it" in said) is bool(near)
    assert "(banxico remittances has SE27803, CE165-total)" in said


def test_help_tells_formats_and_examples_without_importing_what_reads_them():
    watch = "import sys; from remesas.update.command import main\ntry: main(['register', '--help'])\n"
    watch += "finally: print({'pandas', 'pydantic', 'pint', 'weasyprint'} & set(sys.modules))"
    environment = os.environ | {"PYTHONPATH": str(ROOT / "workflow")}
    result = subprocess.run(
        [sys.executable, "-c", watch], env=environment, capture_output=True, text=True, timeout=120, check=False
    )
    assert result.returncode == 0, result.stderr
    assert all(
        word in result.stdout for word in ("--source", "SDMX-CSV", "never overwritten", "series_id,period,value")
    )
    assert result.stdout.endswith("set()\n")


def test_a_vintage_that_has_begun_may_end_later(run):
    status, said = run(receipts(("2026-01", "4594000000")), vintage="2026-H2")
    assert (status, "1 new, 0 revised" in said) == (0, True), said


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


def export(unit="Miles de dólares", title="Exp. extractivas", times=1.0, heading="Banco de México"):
    """A table export of SE30348 as Banco de México writes it, in latin-1, every value so many times the held one."""
    frame = pd.read_csv(ROOT / "raw/banxico/2026-06-20/ce125.csv")
    frame = frame[frame["series"] == "SE30348"]
    lines = [
        f'01/{period[5:]}/{period[:4]},"{value * times:,.3f}"'
        for period, value in zip(frame["time_period"], frame["obs_value"], strict=True)
    ]
    rows = [heading, f"Título,{title}", f"Unidad,{unit}", "Fecha,SE30348", *lines, '01/01/2026,"640,000.000"']
    return "\r\n".join(rows).encode("latin-1")


def refusal(run, content, *options):
    status, said = run(content, *options, name="CE125.csv", dataset="ce125")
    assert status == 1, said
    return said


def test_an_export_in_its_own_words_is_registered(run):
    status, said = run(export(), name="CE125.csv", dataset="ce125")
    assert status == 0, said
    assert "1 new, 0 revised, 0 withdrawn" in said
    assert "Not in this file, so that their last vintages go on serving: SE28294, " in said


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


@pytest.mark.parametrize(
    ("option", "value", "expected"),
    [
        ("--url", "https://example.org/x?token=SECRETMARK123", "holds a secret \\(token\\)"),
        ("--url", "https://example.org/x?series=1&API_KEY=SECRETMARK123", "holds a secret \\(api_key\\)"),
        ("--url", "https://me:SECRETMARK123@example.org/x", "user and password"),
        ("--retrieved", "yesterday", "write YYYY-MM-DD"),
    ],
)
def test_metadata_hold_no_secret_and_a_real_day(run, raw, capsys, option, value, expected):
    before = files(raw)
    with pytest.raises(SystemExit):
        run(receipts(("2026-01", "4594000000")), option, value)
    shown = capsys.readouterr().err
    assert re.search(expected, shown)
    assert "SECRETMARK123" not in shown
    assert files(raw) == before
