"""Remarks of stages in the languages of the brief, also those that today's data do not show."""

import pandas as pd
import pytest

from remesas.brief.words.notes import said_note, said_notes, translate_template
from remesas.compare.cells import compare_with_print
from remesas.compare.printed_checks import check_printed
from remesas.core.notes import PLACES, TEMPLATES, split_notes
from remesas.core.vintages import mark_in_use
from remesas.derive.indicators import Spans, derive_indicators, read_context
from remesas.tables.fill import cells_of, fill_basis
from remesas.tables.series import AnnualSeries

EXAMPLES = {
    "count": "4321", "held": "7", "full": "12", "amount": "4321", "before": "5432", "year": "2011", "period": "2003-01",
    "span": "2003", "years": "1999, 2000, 2001", "series": "SE27803", "source": "oil", "sources": "oil, tourism",
    "places": "Canada, France", "flow": "gross", "about": "World Development Indicators", "reason": "ends in 2011",
}  # fmt: skip


def test_every_place_has_an_example():
    assert set(EXAMPLES) == set(PLACES)


@pytest.mark.parametrize("code", ["es", "fr"])
@pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template.text)
def test_every_remark_is_said_by_the_translation_of_its_template(language, template, code):
    t = language(code)
    said = said_note(t, template.write(**{name: EXAMPLES[name] for name in template.places}), named="<{}>".format)
    words = {
        "count": t.numbers.amount(4321), "held": "7", "full": "12", "amount": t.numbers.amount(4321),
        "before": t.numbers.amount(5432), "year": "2011", "period": t.vintage("2003-01"), "span": "2003",
        "years": t.numbers.years([1999, 2000, 2001]), "series": "<SE27803>", "source": "<oil>",
        "sources": t.numbers.listed(["<oil>", "<tourism>"]), "places": t.numbers.listed(["<Canada>", "<France>"]),
        "flow": t.translate("gross"), "about": t.translate("World Development Indicators"),
        "reason": t.gettext("ends in %(year)s", year="2011"),
    }  # fmt: skip
    assert said == translate_template(t, template, {name: words[name] for name in template.places})


def test_a_remark_about_a_dataset_is_translated_in_both_parts(language):
    said = said_notes(language("es"), "Trade balance of Mexico: 7 of 12 months published; no source is declared", str)
    assert said == "Balanza comercial de México: 7 de 12 meses publicados; no se declara ninguna fuente"


@pytest.fixture(scope="module")
def early_notes(catalog, annual):
    """Every remark of the stages as known at the end of 2023, as the README's example builds them."""
    known = annual[mark_in_use(annual, {"default": "2023-12-31"})]
    series = AnnualSeries(known, "MEX")
    cells = pd.concat([fill_basis(known, catalog, basis, "MEX", range(1991, 2026)) for basis in catalog.bases])
    context = {basis: read_context(known, catalog.context(basis, "MEX"), "MEX") for basis in catalog.bases}
    tables = {name: cells_of(cells, table.flow, table.columns) for name, table in catalog.tables.items()}
    frames = [
        known,
        cells,
        derive_indicators(cells, context, Spans(((1991, "newest"),), 2003), catalog),
        compare_with_print(
            pd.concat([rows.assign(table=name) for name, rows in tables.items()]), series, catalog, "MEX"
        ).cells,
        check_printed(series, catalog, "MEX"),
    ]
    return sorted({note for frame in frames for notes in frame["note"].unique() for note in split_notes(notes)})


@pytest.mark.parametrize("code", ["es", "fr"])
def test_no_remark_of_older_vintages_stays_english(early_notes, language, code):
    assert any("ends in" in note for note in early_notes) and any("no snapshot in use" in note for note in early_notes)
    assert any(note.startswith("GDP: ") for note in early_notes)
    assert any(note.startswith("break in 2003: ") for note in early_notes)
    said = {note: said_note(language(code), note, named="<{}>".format) for note in early_notes}
    assert [note for note, text in said.items() if text == note] == []
    inside = ["GDP: ", "consumer prices: ", "break in 2003: "]
    rests = [(note, note.removeprefix(start)) for note in early_notes for start in inside if note.startswith(start)]
    assert [note for note, rest in rests if said[note].endswith(rest)] == []
