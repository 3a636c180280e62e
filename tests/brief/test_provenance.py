import re

from remesas.brief.context import Context
from remesas.brief.page.brief import views_of
from remesas.brief.page.script_data import ADDRESS, Packer, embedded
from remesas.brief.provenance import Provenance
from remesas.brief.style import Style
from remesas.brief.text.claims import compose_claims
from remesas.brief.text.findings import Speaker
from remesas.brief.text.revisions import compose_revisions
from remesas.brief.words.labels import formulas
from remesas.brief.words.language import Language
from remesas.build import Build


def test_a_cell_names_its_series_and_vintage(build: Build, english: Language, style: Style) -> None:
    provenances = Context(build, english, style).provenances
    found = provenances.cell("table1", "national", "remittances", 2003)
    assert found == Provenance("SE27803 [USD million]", (("banxico:SE27803", "2026-07-01"),), "A", "USD million", "")
    assert provenances.cell("table1", "national", "remittances", 1800) == Provenance()
    printed = provenances.of_print("table1", "oil")
    assert printed.inputs == (("article:table1.oil", "2004"),)


def test_a_measure_names_both_of_its_inputs(build: Build, english: Language, style: Style) -> None:
    provenances = Context(build, english, style).provenances
    found = provenances.of_measure("percent_of_gdp", "national", "gross", "2003")
    assert found.formula == "100 × amount / GDP"
    assert [reference for reference, _ in found.inputs] == ["banxico:SE27803", "worldbank:NY.GDP.MKTP.CD"]
    per_oil = provenances.of_measure("per_oil", "national", "gross", "2003")
    assert len(per_oil.inputs) > 1


def test_every_cell_that_is_computed_has_an_origin(build: Build, english: Language, style: Style) -> None:
    views = views_of(Context(build, english, style))
    for name in ("table1", "table2", "table1-print", "table2-print", "derived"):
        for row in views[name].rows:
            for cell in row.cells:
                assert cell.provenance or cell.text == "", (name, row.head)
                if cell.provenance and cell.text != "…":
                    assert cell.provenance.formula or cell.provenance.inputs, (name, row.head)


def test_every_address_in_a_sentence_leads_somewhere(build: Build, english: Language, style: Style) -> None:
    context = Context(build, english, style)
    told = [text for finding in Speaker(build, english).findings() for text in finding.sentences]
    revised = compose_revisions(context)
    told += [*revised.series, *revised.changed, *revised.dropped]
    claims = compose_claims(context, build.claims)
    told += [*claims.opening, *(text for group in claims.groups for text in group.sentences)]
    addresses = {address for text in told for address in ADDRESS.findall(text)}
    assert len(addresses) > 25
    for address in addresses:
        found = context.provenances.of_sentence(address, formulas(english))
        assert found is not None, address
        assert found.formula or found.inputs, address


def test_an_origin_stands_once(build: Build, english: Language, style: Style) -> None:
    packer = Packer(Context(build, english, style), {}, {})
    one, same = (Provenance("a", (("banxico:SE27803", "2026-07-01"),), "A") for _ in range(2))
    assert packer.number_of(one) == packer.number_of(same) == 0
    assert packer.number_of(None) == packer.number_of(Provenance()) == -1
    assert len(packer.packed_origins()) == len(packer.packed_inputs()) == 1
    label, series, provider, vintage, url, file = packer.packed_inputs()[0]
    assert (series, vintage) == ("SE27803", "1 July 2026")
    assert label
    assert provider
    assert re.match("https://", url)
    assert file.startswith("raw/")


def test_embedded_data_cannot_end_their_element() -> None:
    assert "</" not in embedded({"text": "</script>"})
