from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from remesas.core.notes import PLACES, TEMPLATES, Template, join_notes, read_note, split_notes

VALUES = {
    "count": st.integers(0, 10**6).map(str),
    "year": st.integers(1900, 2100).map(str),
    "years": st.lists(st.integers(1900, 2100).map(str), min_size=1, max_size=4).map(", ".join),
    "name": st.sampled_from(["remittances", "oil"]),
    "names": st.sampled_from(["oil", "oil, tourism", "remittances or oil"]),
    "series": st.sampled_from(["banxico:SE27803", "worldbank:NY.GDP.MKTP.CD@USA"]),
    "period": st.sampled_from(["2003", "2003-01", "2003-01-31"]),
    "text": st.sampled_from(["World Development Indicators", "GDP"]),
    "note": st.sampled_from(["ends in 2011", "reclassified and revised from 1993 on"]),
}

SPECIAL = {"span": st.sampled_from(["2003", "1991 to 2003"]), "flow": st.sampled_from(["gross", "net"])}


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template.text)
@given(data=st.data())
def test_what_a_template_writes_is_read_as_it(template: Template, data: st.DataObject) -> None:
    names = template.places
    values = {name: data.draw(SPECIAL.get(name, VALUES[PLACES[name][1]])) for name in names}
    note = template.write(**values)
    assert read_note(note) == (template, values)


def test_a_text_of_the_catalog_is_no_template() -> None:
    assert read_note("reclassified and revised from 1993 on") is None


def test_a_remark_about_something_holds_another_remark() -> None:
    template, values = read_note("Trade balance of Mexico: 7 of 12 months published") or pytest.fail("not read")
    assert template.text == "%(about)s: %(reason)s"
    assert read_note(values["reason"])[1] == {"held": "7", "full": "12"}  # type: ignore[index]


def test_what_could_not_be_read_again_is_not_written() -> None:
    with pytest.raises(ValueError, match="does not fit the remark 'ends in"):
        Template("ends in %(year)s").write(year="soon")


def test_remarks_are_joined_once_and_split_again() -> None:
    assert join_notes(["a", "", "b", "a"]) == "a; b"
    assert split_notes("a; b") == ["a", "b"]


def test_stages_write_no_remark_of_their_own() -> None:
    """A text in a stage that reads like a remark has to be a template."""
    library = Path(__file__).parents[2] / "workflow" / "remesas"
    for stage in ("harmonise", "tables", "compare", "derive"):
        for path in (library / stage).glob("*.py"):
            for line in path.read_text(encoding="utf-8").splitlines():
                assert "published" not in line or line.strip().startswith(('"""', "#", "no value")), (path, line)
