import json
import re
from dataclasses import replace

import pytest

from remesas.brief.context import Context
from remesas.brief.page.script_data import embed, pack_inputs, pack_provenances
from remesas.brief.provenance import ABSENT, Provenance
from remesas.brief.style import Style
from remesas.brief.tables.model import TableView
from remesas.brief.tables.registry import make_brief_tables
from remesas.brief.text.findings import tell_findings
from remesas.brief.words.language import Language
from remesas.build import Build

NUMBER = re.compile(r'<data value="[^"]*" data-origin="(\d+)"[^>]*>([^<]*)</data>')


def test_a_cell_names_its_series_and_vintage(build: Build, english: Language, style: Style) -> None:
    provenances = Context(build, english, style).provenances
    found = provenances.of_cell("table1", "national", "remittances", 2003)
    assert found.used == (("banxico:SE27803", "2026-07-01", "2003"),)
    assert replace(found.shown, note="") == Provenance(
        "SE27803 [USD million]", (("banxico:SE27803", "2026-07-01"),), "B", "USD million"
    )
    assert found.note.startswith("the method changed with Banco de México's rules of October 2002")
    assert provenances.of_cell("table1", "national", "remittances", 1800) == ABSENT
    printed = provenances.of_print("table1", "oil", 2003)
    assert printed.inputs == (("article:table1.oil", "2004"),)
    assert printed.used == (("article:table1.oil", "2004", "2003"),)


def test_a_measure_names_both_of_its_inputs(build: Build, english: Language, style: Style) -> None:
    provenances = Context(build, english, style).provenances
    found = provenances.of_measure("percent_of_gdp", "national", "gross", "2003", "remittances")
    assert found.formula == "100 × amount / GDP"
    assert [reference for reference, _ in found.inputs] == ["banxico:SE27803", "worldbank:NY.GDP.MKTP.CD"]
    assert found.parts == ("table1.national.remittances.2003",)
    assert found.used == (("worldbank:NY.GDP.MKTP.CD", "2026-02-24", "2003"),)
    per_oil = provenances.of_measure("per_oil", "national", "gross", "2003", "remittances")
    assert per_oil.parts == ("table1.national.remittances.2003", "table1.national.oil.2003")
    assert len(per_oil.inputs) > 1


def test_a_share_names_all_that_it_is_a_share_of(build: Build, english: Language, style: Style) -> None:
    """Its panel named the series of its own amount alone."""
    provenances = Context(build, english, style).provenances
    share = provenances.of_measure("share", "worldbank", "gross", "2003", "remittances")
    columns = ["remittances", "tourism", "oil", "manufactures", "agriculture"]
    assert sorted(share.parts) == sorted(f"table1.worldbank.{name}.2003" for name in columns)
    named = {reference for reference, _ in share.inputs}
    assert {"worldbank:BX.TRF.PWKR.CD.DT", "worldbank:TX.VAL.FUEL.ZS.UN", "worldbank:TX.VAL.MANF.ZS.UN"} <= named


def test_growth_names_the_years_that_it_compares(build: Build, english: Language, style: Style) -> None:
    provenances = Context(build, english, style).provenances

    def years(measure: str, period: str) -> list[str]:
        parts = provenances.of_measure(measure, "national", "gross", period, "remittances").parts
        return [part.rpartition(".")[2] for part in parts]

    assert years("growth", "2003") == ["2002", "2003"]
    assert years("compound_growth", "1991/2003") == ["1991", "2003"]
    assert years("growth_deviation", "1991/2003") == [str(year) for year in range(1991, 2004)]


def test_constant_prices_name_both_years_of_the_index(build: Build, english: Language, style: Style) -> None:
    found = Context(build, english, style).provenances.of_measure(
        "constant_prices", "national", "gross", "1995", "remittances"
    )
    assert found.used == (("bls:CPIAUCNS@USA", "2026-06", "1995"), ("bls:CPIAUCNS@USA", "2026-06", "2003"))


def test_numbers_shown_in_thousands_of_their_unit_say_so(views: dict[str, TableView]) -> None:
    """Panels called billions US$ million."""
    recent = next(row for row in views["recent"].rows if row.head == "2003")
    amount, _, operations = recent.cells[:3]
    assert amount.provenance is not None
    assert operations.provenance is not None
    assert (amount.text, amount.provenance.unit) == ("15.1", "USD billion")
    assert operations.provenance.unit == "million operations"
    assert len(amount.provenance.used) == 12
    peer = views["peers"].rows[0].cells[1]
    assert peer.provenance is not None
    assert peer.provenance.unit == "USD billion"


def test_every_cell_that_is_computed_has_an_origin(build: Build, english: Language, style: Style) -> None:
    views = make_brief_tables(Context(build, english, style))
    for name in ("table1", "table2", "table1-print", "table2-print", "derived"):
        for row in views[name].rows:
            for cell in row.cells:
                assert cell.provenance or cell.text == "", (name, row.head)
                if cell.provenance and cell.text != "…":
                    assert cell.provenance.formula or cell.provenance.inputs, (name, row.head)


def numbers_of(text: str, context: Context) -> dict[str, Provenance]:
    """The numbers of a text as they are shown, with their provenances."""
    provenances = list(context.registry.provenances)
    return {shown: provenances[int(place)] for place, shown in NUMBER.findall(text)}


def test_a_number_of_a_sentence_carries_its_provenance(build: Build, english: Language, style: Style) -> None:
    context = Context(build, english, style)
    first, second = Provenance("a"), Provenance("b", (("banxico:SE27803", "2026-07-01"),))
    text = "".join(
        context.number(shown, 1.0, which) for shown, which in zip("123", (first, second, first), strict=True)
    )
    assert numbers_of(text, context) == {"1": first, "2": second, "3": first}
    assert len(context.registry.provenances) == 2
    cell = context.number("4", 2.5, first, cell="table1.national.oil.2003")
    assert cell == '<data value="2.5" data-origin="0" data-cell="table1.national.oil.2003">4</data>'


@pytest.mark.parametrize("provenance", [Provenance(), ABSENT])
def test_a_number_without_provenance_is_refused(
    build: Build, english: Language, style: Style, provenance: Provenance
) -> None:
    with pytest.raises(ValueError, match=r"4\.1 has no provenance"):
        Context(build, english, style).number("4.1", 4.127, provenance)


def test_a_difference_leads_to_its_own_column(build: Build, english: Language, style: Style) -> None:
    context = Context(build, english, style)
    size = numbers_of(tell_findings(context)["revision"][0], context)["14.1%"]  # 15,138.7 / 13,266
    assert size.inputs[0] == ("article:table1.remittances", "2004")
    assert {reference.split(":")[0] for reference, _ in size.inputs} == {"article", "banxico"}


def test_every_number_of_every_sentence_of_the_page_tells_a_formula_or_a_series(page: str) -> None:
    data = json.loads(re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)[1])
    places = [int(place) for place, _ in NUMBER.findall(page)]
    assert len(places) == page.count("<data ") > 100
    for place in places:
        formula, inputs, *_ = data["origins"][place]
        assert formula or inputs, place
    tables = [place for table in data["tables"].values() for row in table.get("origins", []) for place in row]
    statements = [place for row in data["claims"].values() for place in row]
    assert {*places, *tables, *statements} - {-1} == set(range(len(data["origins"]))), "every provenance is shown"


def test_an_origin_stands_once(build: Build, english: Language, style: Style) -> None:
    context = Context(build, english, style)
    one, same = (Provenance("a", (("banxico:SE27803", "2026-07-01"),), "A") for _ in range(2))
    assert context.registry.register(one) == context.registry.register(same) == 0
    assert len(pack_provenances(context)) == len(pack_inputs(context)) == 1
    label, series, provider, vintage, url, file = pack_inputs(context)[0]
    assert (series, vintage) == ("SE27803", "1 July 2026")
    assert label
    assert provider
    assert re.match("https://", url)
    assert file.startswith("raw/")


def test_embedded_data_cannot_end_their_element() -> None:
    assert "</" not in embed({"text": "</script>"})
