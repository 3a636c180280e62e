"""Citations and terms: computed from the publication and the build, safe in each form of record."""

import re
from dataclasses import replace
from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from remesas.brief.context import Context
from remesas.brief.text.citation import Citation, cite, tell_licence, tell_terms, write_bibtex, write_ris
from remesas.catalog.publication import Author
from remesas.core import frames
from remesas.core.files import empty_frame

PLAIN = Citation(
    authors=(Author(name="The Remesas project"),), day=date(2026, 11, 27), title="Remittances: Mexico, 1991–2025",
    version="0.1.0", data="Version 0.1.0, data to December 2025.", text="", language="en", address="",
)  # fmt: skip
TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1)


@pytest.fixture
def known(make_brief):
    """A context whose newest vintage and last period are given; it makes use of every snapshot."""

    def make(code: str = "en", vintage: str = "2026-07-01", period: str = "2025-12", **given) -> Context:
        context = make_brief(code, **given)
        context.build.__dict__.update(newest_vintage=vintage, closing_period=period, consulted=context.build.snapshots)
        return context

    return make


def test_a_page_is_cited_by_author_year_title_version_and_data(known) -> None:
    assert cite(known(), "A title").text == (
        "The Remesas project (2026). A title. Version 0.1.0, data to December 2025, newest vintage 1 July 2026."
    )


def test_a_citation_is_in_the_language_of_its_page(known) -> None:
    assert "datos hasta diciembre de 2025" in cite(known("es"), "Título").text
    assert "données jusqu’à décembre 2025" in cite(known("fr"), "Titre").text


@pytest.mark.parametrize(("vintage", "day"), [("2024-01-31", date(2026, 11, 27)), ("2027-03-02", date(2027, 3, 2))])
def test_data_that_are_newer_than_the_release_give_the_year(known, publication, vintage: str, day: date) -> None:
    assert publication.date_released == date(2026, 11, 27), "change the expected days with the release"
    citation = cite(known(vintage=vintage), "A title")
    assert citation.day == day
    assert f"({day.year})" in citation.text


def test_an_address_stands_only_where_one_is_declared(known, publication) -> None:
    context = known()
    assert "http" not in cite(context, "A title").text + write_bibtex(cite(context, "A title"))
    declared = replace(context, publication=publication.model_copy(update={"url": "https://example.org/brief"}))
    citation = cite(declared, "A title")
    assert citation.text.endswith(" https://example.org/brief")
    assert "  url = {https://example.org/brief},\n" in write_bibtex(citation)
    assert "UR  - https://example.org/brief\n" in write_ris(citation)


def test_a_page_without_a_publication_is_not_cited(known) -> None:
    with pytest.raises(ValueError, match=r"CITATION\.cff"):
        cite(replace(known(), publication=None), "A title")


# ---- records ---------------------------------------------------------------------------------------------------------
def test_a_record_of_bibtex() -> None:
    assert write_bibtex(PLAIN) == (
        "@techreport{remesas-2026-en,\n"
        "  author = {{The Remesas project}},\n"
        "  institution = {{The Remesas project}},\n"
        "  title = {{Remittances: Mexico, 1991–2025}},\n"
        "  year = {2026},\n"
        "  date = {2026-11-27},\n"
        "  version = {0.1.0},\n"
        "  note = {Version 0.1.0, data to December 2025. CC BY 4.0},\n"
        "  langid = {english},\n"
        "}\n"
    )


def test_a_record_of_ris() -> None:
    assert write_ris(PLAIN) == (
        "TY  - RPRT\nAU  - The Remesas project\nPY  - 2026\nDA  - 2026/11/27\nTI  - Remittances: Mexico, 1991–2025\n"
        "PB  - The Remesas project\nET  - 0.1.0\nLA  - en\nN1  - Version 0.1.0, data to December 2025. CC BY 4.0\n"
        "ER  - \n"
    )


def test_persons_are_taken_apart_and_projects_are_not() -> None:
    persons = Author(**{"family-names": "Delgado-Wise", "given-names": "Raúl"}), Author(name="Project & Sons")
    both = replace(PLAIN, authors=persons)
    assert "author = {Delgado-Wise, Raúl and {Project \\& Sons}}" in write_bibtex(both)
    assert "AU  - Delgado-Wise, Raúl\nAU  - Project & Sons\n" in write_ris(both)


@given(title=TEXTS, data=TEXTS)
def test_no_text_breaks_a_record_of_bibtex(title: str, data: str) -> None:
    record = write_bibtex(replace(PLAIN, title=title, data=data))
    bare = re.sub(r"\\text\w+\{\}|\\[&%$#_{}]", "", record)
    depth = 0
    for sign in bare:
        depth += {"{": 1, "}": -1}.get(sign, 0)
        assert depth >= 0
    assert depth == 0
    assert not re.search(r"[&%$#_\\]", bare)


@given(title=TEXTS, data=TEXTS)
def test_no_text_breaks_a_record_of_ris(title: str, data: str) -> None:
    lines = write_ris(replace(PLAIN, title=title, data=data)).splitlines()
    assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in lines)
    assert [line for line in lines if line.startswith("ER")] == lines[-1:]


# ---- terms -----------------------------------------------------------------------------------------------------------
def hold(*sources: str) -> pd.DataFrame:
    """Snapshots of some sources."""
    return empty_frame(frames.SNAPSHOTS).reindex(range(len(sources))).assign(source=list(sources))


def test_terms_of_sources_are_told_once_each(known) -> None:
    told = tell_terms(known(snapshots=hold("bls", "worldbank", "eia")))
    assert told == (
        "The sources keep their own terms. World Bank: CC BY 4.0; U.S. Energy Information Administration (EIA) and "
        "U.S. Bureau of Labor Statistics (BLS): public domain (U.S. government work)."
    )


def test_a_source_that_is_not_used_has_no_terms(known) -> None:
    assert "World Bank" not in tell_terms(known(snapshots=hold("bls")))


def test_the_licence_is_a_link_where_that_is_asked_for(known) -> None:
    assert tell_licence(known()) == "Text, tables and charts: The Remesas project, CC BY 4.0."
    assert '<a href="https://creativecommons.org/licenses/by/4.0/"' in tell_licence(known(), linked=True)
