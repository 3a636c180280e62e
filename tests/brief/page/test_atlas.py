"""The page over all economies, of made figures: what it says, marks and leaves out; sorted and chosen in a browser."""

import html
import re
import subprocess
from types import SimpleNamespace

import pytest
from axe_playwright_python.sync_playwright import Axe

from remesas.brief.atlas import Atlas
from remesas.brief.context import Context
from remesas.brief.page.atlas import compose_atlas, list_atlas_ways
from remesas.brief.page.html import render_html
from remesas.brief.page.numbers import list_numbers
from remesas.brief.page.pdf import PAPER, render_pdf
from remesas.build import AtlasBuild
from remesas.core.files import empty_frame
from remesas.core.frames import SNAPSHOTS
from remesas.derive.atlas import compile_atlas
from remesas.harmonise.doubts import mark_years
from remesas.harmonise.limits import find_beyond
from remesas.trace.pages import ATLAS
from remesas.trace.report import STEPS
from support.atlas import make_annual
from support.project import ROOT

SETTINGS = {"atlas": {"year": "newest", "span": [2009, "newest"]}, "constant_prices": {"base": 2003}}
TEMPLATES = ROOT / "workflow" / "templates"


@pytest.fixture(scope="module")
def compiled(made, rows, catalog):
    annual = make_annual(made, rows)
    annual = mark_years(annual, find_beyond(annual, catalog))  # Guatemala's come to more than all of its GDP
    return compile_atlas(annual, catalog, ["worldbank"], SETTINGS["atlas"])


@pytest.fixture(scope="module")
def compose(catalog, language, style, publication):
    """The context and the page in a language."""

    def run(frame, code="en"):
        build = AtlasBuild.of(frame, empty_frame(SNAPSHOTS), catalog, SETTINGS)
        context = Context(build, language(code), style, publication)
        return context, compose_atlas(context)

    return run


def plain(sentences):
    return [re.sub("<[^>]+>", "", html.unescape(str(sentence))) for sentence in sentences]


def cell(page, table, row, column):
    view = page["tables"][table]
    return next(line for line in view.rows if line.head == row).cells[view.columns.index(column)]


def test_it_says_who_receives_most_whom_it_weighs_most_with_and_who_rose(compose, compiled):
    _, page = compose(compiled)
    assert page["title"] == (
        "India receives most remittances (2012); in 1 of 3 economies they were the largest of the 5 sources of foreign "
        "exchange compared (2010)"
    )
    # 130 + 70 + 90; of GDP 160, 25, 12 percent; of goods 5 of 8, 60 of 400, 100 of 300
    assert plain(page["sentences"]["atlas-findings"]) == [
        "In 2012, 3 economies received US$0 billion in remittances; the largest recipients were India (US$0.1 "
        "billion), Guatemala (US$0.1 billion) and Mexico (US$0.1 billion).",
        "Relative to GDP they are largest for Guatemala (160.0%), Tonga (25.0%) and India (12.0%) (2011); in 3 of 4 "
        "economies they come to more than a tenth of it.",
        "In none of 3 economies do they come to more than exports of goods (2010).",
        "They were the largest of the 5 gross sources of foreign exchange compared in 1 of 3 economies (2010).",
        "Of the 3 largest of 2012, Guatemala rose furthest (2009–2012): from rank 3 to 2 of the 3 economies that have "
        "a value in both years.",
        "Of the same, Mexico lost most places: from rank 2 to 3.",
    ]


def test_the_running_head_on_paper_is_short(compose, compiled, style, language):
    """The title, a sentence of twenty words, stood at the head of every page."""
    _, page = compose(compiled, "es")
    pdf = render_pdf(render_html(page, TEMPLATES, style, language("es"), "atlas"), "atlas.pdf")
    run = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True)
    later = [sheet.strip() for sheet in run.stdout.decode().split("\f")[1:] if sheet.strip()]
    assert later and all(sheet.startswith("Atlas de las remesas") for sheet in later)


def test_names_stand_with_their_articles(compose, compiled):
    _, spanish = compose(compiled, "es")
    _, french = compose(compiled, "fr")
    assert spanish["title"].startswith("La India es quien más remesas recibe (2012)")
    assert french["title"].startswith("Premier bénéficiaire des envois de fonds\u202f: l’Inde (2012)")


def test_economies_without_a_figure_stand_by_their_letters():
    names = {"YEM": "Yémen", "ERI": "Érythrée", "SYR": "Syrie", "SEN": "Sénégal"}
    atlas = Atlas(SimpleNamespace(place=names.get))
    vars(atlas).update(amounts=SimpleNamespace(rows=names), ranks=SimpleNamespace(values={}))
    assert atlas.areas == ["ERI", "SEN", "SYR", "YEM"]


def test_who_overtook_whom_is_told_of_both(compose, compiled):
    _, page = compose(compiled)
    names = {row: [cell(page, "atlas-moves", row, name).text for name in ("Overtook", "Overtaken by")]
             for row in ("India", "Guatemala", "Mexico")}  # fmt: skip
    assert names == {"India": ["–", "–"], "Guatemala": ["Mexico", "–"], "Mexico": ["–", "Guatemala"]}


def test_another_vintage_and_a_doubtful_weight_are_marked_and_a_gap_stays_one(compose, compiled):
    _, page = compose(compiled)
    against = "Remittances in percent of: exports of goods"
    assert [cell(page, "atlas-sources", name, against).mark for name in ("Guatemala", "Mexico")] == ["*", ""]
    assert cell(page, "atlas-received", "Guatemala", "2011: Percent of GDP").mark == "U"
    assert {note.mark for note in page["tables"]["atlas-sources"].notes} == {"*", ""}
    gap = cell(page, "atlas-received", "Tonga", "2012: US$ million")
    assert (gap.text, gap.provenance.note) == ("…", "no value in 2012")
    assert [row.head for row in page["tables"]["atlas-received"].rows] == ["India", "Guatemala", "Mexico", "Tonga"]
    assert any("Without a figure for 2012" in text and "Tonga" in text for text in page["sentences"]["atlas-coverage"])


def test_every_number_has_an_address_of_its_own_and_something_behind_it(compose, compiled, language, style):
    context, page = compose(compiled)
    text = render_html(page, TEMPLATES, style, language("en"), "atlas")
    assert '<h1 data-head="Atlas of remittances">' in text and "h1[data-head]" in PAPER, "its title is a long sentence"
    ids = re.findall(r' id="([^"]+)"', text)
    assert len(ids) == len(set(ids))
    numbers = list_numbers(context, page["tables"], text)
    shown = [
        entry
        for view in page["tables"].values()
        for row in view.rows
        for entry in row.cells
        if entry.value == entry.value
    ]
    assert all(entry.provenance for entry in shown if entry.kind == "number" and entry.text != "…")
    assert len(numbers) > 60
    assert all(address.startswith(ATLAS) for address in numbers)
    assert all(record["rule"] in STEPS for records in numbers.values() for record in records)
    assert [address for address, (record,) in numbers.items() if "value" in record and not record.get("used")] == []
    # the second of the ranks has the first behind it, whose amount is larger
    used = {item.reference for item in numbers["atlas.GTM.remittances.rank.2012"][0]["used"]}
    assert used == {"worldbank:BX.TRF.PWKR.CD.DT@GTM", "worldbank:BX.TRF.PWKR.CD.DT@IND"}


@pytest.fixture
def opened(compose, compiled, language, style, browser, tmp_path):
    """The page in a browser, at a width; nothing may be said on the console."""
    spoken, contexts = [], []

    def run(width):
        _, page = compose(compiled)
        ways = list(list_atlas_ways(language("en"), ["en", "es"], ["html", "pdf"]))
        file = tmp_path / "atlas.en.html"
        file.write_text(render_html(page, TEMPLATES, style, language("en"), "atlas", ways=ways), encoding="utf-8")
        contexts.append(browser.new_context(viewport={"width": width, "height": 900}))
        shown = contexts[-1].new_page()
        shown.on("console", lambda message: spoken.append(message.text))
        shown.on("pageerror", lambda error: spoken.append(str(error)))
        shown.goto(file.as_uri())
        return shown

    yield run
    for context in contexts:
        context.close()
    assert spoken == []


def list_names(page, table):
    return page.locator(f"#table-{table} tbody tr:not([hidden]) th").all_inner_texts()


def test_heads_sort_and_fields_choose(opened):
    page = opened(1280)
    weights = page.locator("#table-atlas-received button.sort", has_text="Percent of GDP")
    weights.click()
    assert list_names(page, "atlas-received") == ["Guatemala", "Tonga", "India", "Mexico"]
    assert page.locator("th[aria-sort=descending]").inner_text().startswith("Percent of GDP")
    weights.click()
    assert list_names(page, "atlas-received") == ["Mexico", "India", "Tonga", "Guatemala"]
    page.locator("#table-atlas-received button.sort", has_text="US$ million").click()
    assert list_names(page, "atlas-received") == ["India", "Guatemala", "Mexico", "Tonga"]  # without a figure: last
    page.locator("#table-atlas-received button.sort", has_text="Rank").first.click()
    assert list_names(page, "atlas-received")[0] == "India"
    page.locator("#atlas-received-search").fill("méx")
    assert list_names(page, "atlas-received") == ["Mexico"]
    assert page.locator("#table-atlas-received .count").inner_text() == "1 of 4 economies"
    page.locator("#table-atlas-sources select").select_option("Remittances")
    assert list_names(page, "atlas-sources") == ["Guatemala"]
    page.locator('[id="atlas.MEX.remittances.percent_of_gdp.2011"]').click()
    assert "BX.TRF.PWKR.CD.DT@MEX" in page.locator("dialog").inner_text()


def test_it_is_accessible_and_fits_a_phone(opened):
    rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    options = {"runOnly": rules, "rules": {"target-size": {"enabled": True}}}
    page = opened(390)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    found = Axe().run(page, options=options).response["violations"]
    assert [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in found] == []
