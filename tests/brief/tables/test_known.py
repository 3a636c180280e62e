"""The strip of verdicts: what was known when, in words, nothing where no vintage is kept."""

from dataclasses import replace

import pandas as pd
import pytest

from remesas.brief.context import Context
from remesas.brief.style import Style
from remesas.brief.tables.claims import list_known_verdicts
from remesas.brief.words.language import Language
from remesas.core.frames import KNOWN_VERDICTS
from support.builds import make_small

ROWS = [
    ("remittances-2003", "", "national", 2004, "confirmed", "banxico:SE27803 2004-02"),
    ("remittances-2003", "", "national", 2026, "revised", "banxico:SE27803 2026-07-01"),
    ("remittances-equal-india", "equals", "worldbank", 2013, "contradicted", "worldbank:X 2013-12"),
    ("remittances-equal-india", "equals", "worldbank", 2026, "contradicted", "worldbank:X 2026-04-08"),
]


@pytest.fixture
def context(catalog, document, style: Style, english: Language) -> Context:
    known = pd.DataFrame(ROWS, columns=list(KNOWN_VERDICTS.columns))
    return Context(replace(make_small(catalog, {}), claims=document, known_verdicts=known), english, style)


def test_a_row_a_part_and_evidence_a_column_a_year(context: Context) -> None:
    view = list_known_verdicts(context)
    assert view.columns == ("Evidence", "Printed tables", "2004", "2013", "2026")
    assert [[cell.text for cell in row.cells] for row in view.rows] == [
        ["National sources", "confirmed", "confirmed", "", "revised"],
        ["World Bank", "", "", "contradicted", "contradicted"],
    ]
    assert "remittances by those of India" in view.rows[1].head
    assert view.caption.endswith("of 2 that can be traced 1 changed")


def test_the_data_file_has_the_same_words_and_the_trace_the_vintages(context: Context) -> None:
    view = list_known_verdicts(context)
    assert view.grid()[1][1:] == ["National sources", "confirmed", "confirmed", "", "revised"]
    origin = view.rows[0].cells[2].provenance
    assert origin is not None
    assert origin.inputs == (("banxico:SE27803", "2004-02"),)
    assert "2004" in origin.formula
