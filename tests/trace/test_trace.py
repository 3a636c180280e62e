"""Every number of the page has a trace, and a sample of them comes out of the raw files by the formula alone."""

import csv
import importlib
import json
import math
import re
import statistics
from collections.abc import Iterator
from pathlib import Path

import html5lib
import pytest
import yaml

from remesas.catalog.catalog import Catalog
from remesas.core.errors import DataError
from remesas.trace.__main__ import find_address, main
from remesas.trace.origins import Origins, Used
from remesas.trace.report import STEPS, Build, write_trace
from support.project import ROOT

LANGUAGES = ("en", "es", "fr")
COUNTS = (
    "number of ",
    "how far the growth over twelve months moves the level",
    "the statement, evaluated on the vintages known at the end of ",
)
"""How formulas begin that are over whole series or rows of other frames: nothing of a single year is behind them."""


@pytest.fixture(scope="module")
def numbers(built: Path) -> dict:
    return read_numbers(built, "en")


@pytest.fixture(scope="module")
def traced(built: Path, numbers: dict, catalog: Catalog) -> Build:
    return Build(numbers, Origins(built / "processed", built / "raw", built / "articles"), catalog)


def read_numbers(built: Path, language: str) -> dict:
    return json.loads((built / "processed" / "MEX" / "numbers" / f"{language}.json").read_text(encoding="utf-8"))


def walk(page: Path) -> Iterator[tuple[str, str]]:
    """The address and the text of every number of a page, as its scripts make them (js/page.js), and its statements."""
    tree = html5lib.parse(page.read_text(encoding="utf-8"), namespaceHTMLElements=False)
    for section in tree.iter("section"):
        for place, number in enumerate(section.iter("data"), start=1):
            yield f"{section.get('id')}.n{place}", "".join(number.itertext())
    for box in tree.iter("div"):
        name = (box.get("id") or "").removeprefix("table-")
        if box.get("id", "").startswith("table-") and "table" in (box.get("class") or "").split():
            rows = [row for row in box.iterfind(".//tbody/tr") if "group" not in (row.get("class") or "").split()]
            for line, row in enumerate(rows, start=1):
                if (row.get("id") or "").startswith("claim-"):
                    yield row.get("id"), ""
                for column, cell in enumerate(row.iterfind("td"), start=1):
                    if "number" in (cell.get("class") or "").split() and "".join(cell.itertext()).strip():
                        yield cell.get("id") or f"{name}.r{line}.c{column}", "".join(cell.itertext())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_number_of_the_page_has_a_trace(built: Path, language: str) -> None:
    numbers = read_numbers(built, language)
    found = dict(walk(built / "reports" / "MEX" / f"brief.{language}.html"))
    assert len(found) > 2500
    assert set(found) <= set(numbers)
    for address, text in found.items():
        shown = numbers[address][0].get("shown", "")
        assert text.startswith(shown), address  # a mark may stand behind it


def test_what_has_a_value_rests_on_cells_or_on_observations(traced: Build) -> None:
    """Each year of a series is in the build, and has its lines in raw/; no number refers to a cell off the page."""
    used = set()
    for address, records in traced.numbers.items():
        for record in records:
            if record.get("status") == "M" or "value" not in record:
                continue
            if not record.get("used") and not record.get("parts"):
                assert record["formula"].startswith(COUNTS), address
            assert set(record.get("parts", ())) <= set(traced.numbers), address
            used |= {tuple(item) for item in record.get("used", ())}
    assert len(used) > 2000
    lost = [item for item in used if not any(traced.origins.find_lines(Used.read(*item)))]
    assert not lost
    yearly = [item for item in used if len(item[2]) == 4]
    assert not [item for item in yearly if traced.origins.find_year(Used.read(*item)) is None]


# ---- by the formula alone --------------------------------------------------------------------------------------------
UNITS = {"USD": 1e-6, "USD thousand": 1e-3, "USD million": 1.0, "USD billion": 1e3}
"""How many US$ million a unit is."""
MEANS = ("bls:CPIAUCNS@USA", "imss:insured@MEX")
"""Series whose year is the mean of its months or quarters; those of amounts are summed."""


class Raw:
    """The snapshots of raw/ and what is printed, read with the standard library alone, with nothing of the project."""

    def __init__(self, root: Path, article: Path) -> None:
        self.values: dict[tuple[str, str], dict[str, float]] = {}
        for meta in sorted(root.rglob("*.meta.yaml")):
            source, vintage = meta.parts[-3:-1]
            known = yaml.load(meta.read_text(encoding="utf-8"), yaml.CSafeLoader)["series"]
            units = {series["id"]: series["unit"] for series in known}
            with Path(str(meta).replace(".meta.yaml", ".csv")).open(encoding="utf-8", newline="") as file:
                for row in csv.DictReader(file):
                    scale = UNITS.get(units[row["series"]], 1.0)
                    partner = row["counterpart_area"].replace("_Z", "")
                    key = f"{source}:{row['series']}@{row['ref_area']}{partner and '>' + partner}", vintage
                    self.values.setdefault(key, {})[row["time_period"]] = scale * float(row["obs_value"])
        for table in ("table1", "table2"):
            with (article / f"{table}.csv").open(encoding="utf-8", newline="") as file:
                for row in csv.DictReader(file):
                    for column in set(row) - {"year"}:
                        key = f"article:{table}.{column}@MEX", "2004"
                        self.values.setdefault(key, {})[row["year"]] = float(row[column])

    def year(self, reference: str, vintage: str, period: str, count: int = 0) -> float:
        """The sum (or mean) of the observations of a period, of which there must be as many as a year has, or count."""
        found = [value for when, value in self.values[reference, vintage].items() if when.startswith(period)]
        assert len(found) in ((count,) if count else (1, 4, 11, 12)), (reference, period)
        return math.fsum(found) / (len(found) if reference in MEANS else 1)


@pytest.fixture(scope="module")
def raw(built: Path) -> Raw:
    return Raw(built / "raw", built / "articles" / "delgado-wise-2004")


def compute_cell(record: dict, raw: Raw) -> float:
    """A cell by its formula, whose series are replaced, in their order, by the years that the trace names."""
    names = {item[0].partition("@")[0].partition(":")[2]: raw.year(*item) for item in record["used"]}
    formula = record["formula"].replace("×", "*").replace("−", "-")
    for name, value in sorted(names.items(), key=lambda pair: -len(pair[0])):
        formula = re.sub(rf"{re.escape(name)} \[percent\]", f"({value!r} / 100)", formula)
        formula = re.sub(rf"{re.escape(name)} \[[^\]]+\]", f"({value!r})", formula)
    assert re.fullmatch(r"[\d.e+*/() -]+", formula), formula
    return eval(formula)  # digits and signs alone


def test_cells_come_out_of_the_raw_files_by_their_formulas(numbers: dict, raw: Raw) -> None:
    """All cells of both tables on all bases."""
    cells = {
        address: records[0] for address, records in numbers.items() if re.match(r"table\d\.\w+\.\w+\.\d{4}$", address)
    }
    computed = {
        address: compute_cell(record, raw)
        for address, record in cells.items()
        if "value" in record and ".print." not in address and record["status"] != "M"
    }
    assert len(computed) > 450
    for address, value in computed.items():
        assert value == pytest.approx(cells[address]["value"], rel=1e-12), address


def part_values(numbers: dict, record: dict) -> list[float]:
    return [numbers[part][0]["value"] for part in record["parts"]]


MEASURES = {
    r"indicators\.\w+\.share\.2003": lambda own, rest, raw, used: 100 * own / math.fsum([own, *rest]),
    r"indicators\.\w+\.per_\w+(?<!per_head)\.\d+": lambda own, rest, raw, used: own / rest[0],
    r"indicators\.\w+\.percent_of_gdp\.\d+": lambda own, rest, raw, used: 100 * own / raw.year(*used[0]),
    r"indicators\.\w+\.per_head\.\d+": lambda own, rest, raw, used: 1e6 * own / raw.year(*used[0]),
    r"indicators\.\w+\.constant_prices\.\d+": (
        lambda own, rest, raw, used: own / 1000 * raw.year(*used[-1]) / raw.year(*used[0])
    ),
    r"compound_growth\.\w+\.\w+\.1991/2002": lambda own, rest, raw, used: 100 * ((rest[0] / own) ** (1 / 11) - 1),
    r"growth_deviation\.\w+\.\w+\.\S+": (
        lambda own, rest, raw, used: statistics.stdev(
            100 * (one / before - 1) for before, one in zip([own, *rest], rest, strict=False)
        )
    ),
}
"""What some kinds of numbers are, from the cells and the values of series that the trace names."""


@pytest.mark.parametrize("pattern", MEASURES)
def test_measures_come_out_of_the_cells_that_their_traces_name(numbers: dict, raw: Raw, pattern: str) -> None:
    found = {
        key: records[0] for key, records in numbers.items() if re.fullmatch(pattern, key) and "value" in records[0]
    }
    assert found
    for address, record in found.items():
        own, *rest = part_values(numbers, record)
        value = MEASURES[pattern](own, rest, raw, record.get("used"))
        assert value == pytest.approx(record["value"], rel=1e-12), address


def test_sums_of_twelve_months_come_out_of_the_months_that_their_traces_name(numbers: dict, raw: Raw) -> None:
    for address in ("recent.national.amount.2003-12", "recent.national.operations.2003-12"):
        record = numbers[address][0]
        assert [item[2] for item in record["used"]] == [f"2003-{month:02}" for month in range(1, 13)]
        scale = 1000 if address.split(".")[2] == "amount" else 1e6
        total = math.fsum(raw.year(*item, count=1) for item in record["used"])
        assert record["value"] == pytest.approx(total / scale, rel=1e-12)


def compute_change(before: float, now: float) -> float:
    return 100 * (now / before - 1)


def sum_windows(record: dict, raw: Raw, *series: str) -> list[float]:
    """Some series (a quotient of two), each over the first twelve and the last twelve months that a trace names."""
    months = sorted({item[2] for item in record["used"]})
    sums = {name: [0.0, 0.0] for name in series}
    for item in record["used"]:
        name = next(name for name in series if f":{name}@" in item[0])
        sums[name][months.index(item[2]) // 12] += raw.year(*item, count=1)
    above, *below = sums.values()
    return [first / (below[0][place] if below else 1) for place, first in enumerate(above)]


CHANGES = {
    "amount / amount of the year before - 1": lambda parts, record, raw: compute_change(*parts),
    "100 × (regenerated / printed − 1)": lambda parts, record, raw: compute_change(*parts),
    "(last / first) ^ (1 / years) - 1": lambda parts, record, raw: (
        100 * ((parts[1] / parts[0]) ** (1 / (int(record["parts"][1][-4:]) - int(record["parts"][0][-4:]))) - 1)
    ),
    "100 × (newer vintage / older vintage − 1)": lambda parts, record, raw: compute_change(
        *(raw.year(*item) for item in record["used"])
    ),
    "100 × (amount / amount twelve months before − 1)": lambda parts, record, raw: compute_change(
        *sum_windows(record, raw, "SE27803")
    ),
    "100 × (operations / operations twelve months before − 1)": lambda parts, record, raw: compute_change(
        *sum_windows(record, raw, "SE27808")
    ),
    "100 × (average / average twelve months before − 1)": lambda parts, record, raw: compute_change(
        *sum_windows(record, raw, "SE27803", "SE27808")
    ),
}
"""What changes are by their formulas."""
FRAMED = (
    "amount / amount of the year before - 1",
    "100 × (operations / operations twelve months before − 1)",
    "100 × (average / average twelve months before − 1)",
)
"""Those of frames, whose words are the same in every language, that sentences tell."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_changes_come_out_with_their_sign(built: Path, raw: Raw, language: str) -> None:
    """Of sentences too, which tell a fall in words and print its size: what stands behind the size is the change."""
    numbers = read_numbers(built, language)
    changed = [(key, record) for key, records in numbers.items() for record in records if "value" in record]
    changed = [(key, record) for key, record in changed if record.get("formula") in CHANGES]
    assert {record["formula"] for _, record in changed} >= set(CHANGES if language == "en" else FRAMED)
    for address, record in changed:
        parts = part_values(numbers, record) if record.get("parts") else []
        value = CHANGES[record["formula"]](parts, record, raw)
        assert value == pytest.approx(record["value"], rel=1e-9), address
    falls = [key for key, record in changed if record["value"] < 0 and not record["shown"].startswith("−")]
    assert "findings.n1" in falls


def test_a_difference_from_print_comes_out_of_two_lines_of_raw(numbers: dict, raw: Raw) -> None:
    found = [records[0] for records in numbers.values() if records[0].get("formula") == "regenerated − printed"]
    assert len(found) > 200
    for record in found:
        if "value" in record:
            printed, regenerated = part_values(numbers, record)
            assert record["value"] == pytest.approx(regenerated - printed, rel=1e-12, abs=1e-9)
            used = numbers[record["parts"][0]][0]["used"]
            assert printed == raw.year(*used[0])


def test_statements_come_out_of_the_values_that_their_traces_name(numbers: dict, raw: Raw) -> None:
    """Those that are a share of one series in another; the formula says which is which."""
    ratio = re.compile(r"\(([^() ]+) \([\d/]+\)\) ÷ \(([^() ]+) \([\d/]+\)\)")
    found = [(record, ratio.fullmatch(record.get("formula", ""))) for records in numbers.values() for record in records]
    shares = [(record, names.groups()) for record, names in found if names and record.get("unit") == "percent"]
    assert len(shares) > 5
    for record, names in shares:
        above, below = (
            math.fsum(
                raw.year(*item) for item in record["used"] if f"{item[0]}@".partition(":")[2].startswith(f"{name}@")
            )
            for name in names
        )
        assert record["value"] == pytest.approx(100 * above / below, rel=1e-12), record["title"]


# ---- the command -----------------------------------------------------------------------------------------------------
def test_a_trace_tells_formula_values_lines_and_steps(traced: Build) -> None:
    """Checked by hand: the twelve lines of raw/banxico/2026-07-01/remittances.csv sum to 15,138,686,409 dollars."""
    text = write_trace(traced, "table1.national.remittances.2003")
    for part in (
        "  value     15138.686409 USD million\n",
        "  formula   SE27803 [USD million]\n",
        "  banxico:SE27803@MEX 2003 = 15138.686409 USD million, sum of the year's observations; status B; ",
        "  raw/banxico/2026-07-01/remittances.csv\n",
        "    sha256    881f7eb663f1bfc20163c0234d44a5275604897e947f814a04ddfac4aa8e2b18 (the file agrees)\n",
        "      line 254: 2003-01 = 1051254674 USD\n",
        "      line 265: 2003-12 = 1341076102 USD\n",
        "  build_table         workflow/scripts/build_table.py, remesas.tables.fill.cells_of\n",
    ):
        assert part in text, part
    assert text.count(" line ") == 12 + 1  # and the line of processed/annual


def test_a_trace_of_a_derived_number_names_its_cells_and_goes_through_them(traced: Build) -> None:
    text = write_trace(traced, "indicators.national.per_oil.2003")
    assert "computed from\n  table1.national.remittances.2003 = 15138.686409 USD million: SE27803" in text
    assert "  table1.national.oil.2003 = 18597.225 USD million: SE32150" in text
    assert "raw/banxico/2026-06-20/ce125.csv" in text
    assert re.search(r"\n  derive_indicators +workflow/scripts/derive_indicators.py", text)


def test_a_trace_says_what_the_catalog_corrects(traced: Build) -> None:
    """The Ministry of Tourism's file has a value that its own total contradicts; the catalog has the right one."""
    entry = next(series for series in traced.catalog.series.values() if series.corrections and series.annual == "sum")
    item = entry.corrections[0]
    lines = [
        line
        for vintage in traced.catalog.sources["sectur"].datasets[entry.dataset].shipped
        for origin in traced.origins.find_lines(Used.read(f"sectur:{entry.id}@MEX", vintage, item.period))
        for line in origin.lines
    ]
    assert any(float(line.text) == item.value and line.observed == item.corrected for line in lines)


def test_a_number_without_observations_says_so(traced: Build) -> None:
    missing = next(key for key, records in traced.numbers.items() if records[0].get("status") == "M")
    assert "  value     missing" in write_trace(traced, missing)
    assert "It counts what its formula says" in write_trace(traced, "summary.r1.c1")
    undecided = write_trace(traced, "claim-conference-organisations")
    assert "  reading   no data here decide it\n" in undecided
    assert "\nobservations\n" not in undecided
    assert re.search(
        r"inegi:922: .*, USD million\n +\d+ lines, \d+ to \d+: the whole series", write_trace(traced, "steps.r1.c2")
    )


def test_every_step_names_a_rule_and_the_function_that_its_script_calls() -> None:
    rules = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "workflow" / "rules").glob("*.smk"))
    for rule, (before, function) in STEPS.items():
        assert before in ("", *STEPS)
        assert f"\nrule {rule}:\n" in rules
        script = (ROOT / "workflow" / "scripts" / f"{rule}.py").read_text(encoding="utf-8")
        module, _, name = function.rpartition(".")
        assert callable(getattr(importlib.import_module(f"remesas.{module}"), name))
        assert re.search(rf"from remesas\.{re.escape(module)} import .*\b{name}\b", script)
        assert f"{name}(" in script


def test_a_link_is_an_address_too(numbers: dict) -> None:
    link = "file:///folder/brief.en.html#compound_growth.national.oil.1991%2F2003"
    assert find_address(link, numbers) == "compound_growth.national.oil.1991/2003"


@pytest.mark.parametrize("text", ["{}:~:text=15%2C139", "brief.en.html#{}:~:text=15,139", " {}\n"])
def test_what_comes_with_a_copied_link_is_no_part_of_the_address(numbers: dict, text: str) -> None:
    """Browsers copy a link to selected words as `#address:~:text=…`."""
    address = "table1.national.remittances.2003"
    assert find_address(text.format(address), numbers) == address


def test_a_trace_says_of_which_page_it_is(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A link whose folder is no economy's is looked up in the one that was built: the answer says so."""
    options = ["--processed", str(built / "processed"), "--raw", str(built / "raw")]
    assert main(["old/brief.es.html#table1.national.remittances.2003", *options]) == 0
    assert capsys.readouterr().out.startswith("page of MEX in the language es\ntable1.national.remittances.2003\n")


def test_an_unknown_address_is_answered_with_those_near_it(numbers: dict) -> None:
    with pytest.raises(
        DataError, match=r"no number at 'table1\.national\.remitances\.2003'.*table1\.national\.remittances"
    ):
        find_address("table1.national.remitances.2003", numbers)
    with pytest.raises(DataError, match="select the number on the page"):
        find_address("???", numbers)


def test_a_changed_file_has_no_trace(built: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = "banxico/2026-07-01/remittances.csv"
    (tmp_path / file).parent.mkdir(parents=True)
    text = (built / "raw" / file).read_text(encoding="utf-8")
    (tmp_path / file).write_text(text.replace("1051254674", "1051254675"), encoding="utf-8")
    options = ["--processed", str(built / "processed"), "--raw", str(tmp_path)]
    assert main(["table1.national.remittances.2003", *options]) == 1
    assert "remittances.csv: the file is not the one that the build read" in capsys.readouterr().err


def test_without_a_build_the_command_names_the_file_that_is_not_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["table1.national.remittances.2003", "--processed", str(tmp_path), "--language", "de"]) == 1
    assert capsys.readouterr().err.startswith(
        f"file {tmp_path}/*/numbers/de.json: no page in the language de was built. What to do: run ./remesas build"
    )


def test_a_printed_number_is_traced_to_its_line_of_print(traced: Build) -> None:
    """Line 14 of table1.csv is 2003."""
    text = write_trace(traced, "table1.print.remittances.2003")
    assert "  articles/delgado-wise-2004/table1.csv\n" in text
    assert "      line 14: 2003 = 13266 USD million\n" in text


def test_an_address_of_the_atlas_is_looked_up_in_its_own_file(tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    numbers = tmp_path / "numbers" / "atlas.es.json"
    numbers.parent.mkdir()
    numbers.write_text('{"atlas.MEX.gained": []}', encoding="utf-8")
    arguments = ["--processed", str(tmp_path)]
    for text in ("file:///x/reports/atlas.es.html#atlas.MEX.gain", "atlas.MEX.gain"):
        assert main([text, *arguments]) == 1
        assert "these are near: atlas.MEX.gained." in capsys.readouterr().err
