"""Links of a page: addresses and providers, and nothing else."""

import html5lib
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup, escape

from remesas.brief.page.html import keep_spans
from remesas.brief.page.links import link_addresses, link_names

XHTML = "{http://www.w3.org/1999/xhtml}"
PAGES = {"Bank": "https://bank.org/", "Central Bank": "https://central.org/?a=1&b=2", "Nowhere": ""}


def links_in(text: str) -> dict[str, str]:
    tree = html5lib.HTMLParser(strict=True).parse(f"<!DOCTYPE html><title>x</title><p>{escape(text)}</p>")
    return {"".join(link.itertext()): link.attrib["href"] for link in tree.iter(f"{XHTML}a")}


def test_spans_of_years_stand_in_one_line() -> None:
    assert keep_spans("Maldives & others, 1991–2024") == ('Maldives &amp; others, <span class="span">1991–2024</span>')
    assert keep_spans("1991") == "1991"


def test_an_address_is_a_link_without_the_signs_of_its_sentence() -> None:
    told = "A report, https://example.org/a,b?c=1&d=2; another (http://example.org/e/). Seen."
    assert links_in(link_addresses(told)) == {
        "https://example.org/a,b?c=1&d=2": "https://example.org/a,b?c=1&d=2",
        "http://example.org/e/": "http://example.org/e/",
    }


def test_markup_round_an_address_stays() -> None:
    told = Markup('<span class="reading">{}</span>').format("see https://example.org/?a&b, page 3")
    linked = link_addresses(told)
    assert linked.startswith('<span class="reading">see <a href="https://example.org/?a&amp;b"')
    assert linked.endswith("</a>, page 3</span>")


def test_a_text_without_an_address_is_as_it_was() -> None:
    told = "1 < 2"
    assert link_addresses(told) is told


def test_names_are_links_the_longest_first_and_whole() -> None:
    assert links_in(link_names("Central Bank, Bank and Banks of Nowhere", PAGES)) == {
        "Central Bank": "https://central.org/?a=1&b=2",
        "Bank": "https://bank.org/",
    }
    assert link_names("Banks", PAGES) == "Banks"
    assert link_names("Bank", {}) == "Bank"


@given(st.text())
def test_no_text_becomes_markup(text: str) -> None:
    for linked in (link_addresses(text), link_names(text, PAGES)):
        bare = Markup(escape(linked)).unescape() if "<a " not in escape(linked) else text
        assert bare == text
