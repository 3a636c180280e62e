"""The page that leads to all briefs: what is new of each economy, and at once to the only one."""

from collections.abc import Callable

import pytest

from remesas.brief.page.overview import compose_overview, render_overview
from remesas.brief.style import Style
from remesas.brief.words.language import Language
from remesas.catalog.catalog import Catalog
from support.project import ROOT


@pytest.fixture
def rendered(catalog: Catalog, style: Style, language: Callable[[str], Language]) -> Callable[..., str]:
    def render(*, atlas: bool = False, **headlines: str) -> str:
        languages = [language("en"), language("es")]
        overview = compose_overview(headlines, catalog.areas, languages, ["html", "pdf"], atlas=atlas)
        return render_overview(overview, ROOT / "workflow" / "templates", style, languages[0])

    return render


def test_the_only_economy_is_led_to_at_once(rendered) -> None:
    assert '<meta http-equiv="refresh" content="0; url=MEX/index.html">' in rendered(MEX="It fell.")


def test_each_of_several_stands_with_what_is_new_and_its_files(rendered) -> None:
    page = rendered(MEX="It fell.", GTM="It rose.")
    assert "refresh" not in page
    for code, headline in (("MEX", "It fell."), ("GTM", "It rose.")):
        own = page.partition(f'<section id="{code}">')[2].partition("</section>")[0]
        assert f"<p>{headline}</p>" in own
        for file in ("brief.en.html", "brief.en.pdf", "brief.es.html", "brief.es.pdf", "index.html"):
            assert f'href="{code}/{file}"' in own


def test_the_page_over_all_economies_is_led_to_where_it_is_there(rendered) -> None:
    links = ['href="atlas.en.html"', 'href="atlas.es.html"']
    page = rendered(atlas=True, MEX="It fell.", GTM="It rose.")
    assert [link in page for link in links] == [True, True]
    assert "atlas" not in rendered(MEX="It fell.", GTM="It rose.").partition("<body>")[2]


def test_nothing_runs_on_it(rendered) -> None:
    assert "script-src 'none'" in rendered(MEX="It fell.") and "unsafe-inline" not in rendered(MEX="It fell.")
