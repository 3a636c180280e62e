"""A language is a catalog and a line of configuration: one with longer texts is added, built and measured."""

import re
import shutil
import subprocess
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest

from support.pseudo import CODE, lengthened, write_pseudo_language

POINTS = 72 / 25.4
SIDE = 16 * POINTS  # the margin of the pages, as page.css has it
WORD = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>')


@pytest.fixture(scope="module")
def reports(make_once, snakemake, built):
    """The briefs of a project to which the language was added, nothing else built again.

    The other pages gain one link: the older ones serve.
    """

    def add(project):
        shutil.copytree(built, project, symlinks=True)
        _build_with_another_language(snakemake, project)

    return make_once("language", add) / "reports/MEX"


def _build_with_another_language(snakemake, project):
    write_pseudo_language(project / "workflow")
    config = project / "config.yaml"
    text = config.read_text(encoding="utf-8")
    assert "languages: [en, es, fr]" in text
    config.write_text(text.replace("languages: [en, es, fr]", f"languages: [en, es, fr, {CODE}]"), encoding="utf-8")
    planned = snakemake(project, "-n").stdout
    pages = [f"reports/MEX/{name}.{CODE}.html" for name in ("brief", "revisions")]
    result = snakemake(project, *pages, "reports/MEX/index.html", f"reports/MEX/brief.{CODE}.pdf")
    assert result.returncode == 0, result.stdout
    counts = dict(re.findall(r"^(\w+) +(\d+)$", planned, re.M))
    assert {name: int(count) for name, count in counts.items() if name not in ("all", "total")} == {
        "draw_charts": 1, "compare_sentences": 1, "render_index": 1, "render_overview": 1,
        "export_tables": 1, "export_frames": 1, "export_records": 1,
        "render_html": 4, "render_pdf": 4, "render_revisions": 4,  # every page leads to those in the other languages
    }  # fmt: skip


def boxes(path: Path) -> list[list[tuple[float, float, float, float, str]]]:
    """The words of each page with the rectangles that they take, in points."""
    run = subprocess.run(["pdftotext", "-bbox", str(path), "-"], capture_output=True, text=True, check=True)
    pages = run.stdout.split("<page ")[1:]
    return [[(*map(float, found[:4]), found[4]) for found in WORD.findall(page)] for page in pages]


def test_texts_grow_by_two_fifths_and_keep_their_places():
    assert lengthened("In %(year)s a text of {period}.").startswith("[Îñ %(year)s á téxt ôf {period} ")
    for text in ("Remittances", "Key findings", "computes everything that is out of date"):
        assert 1.4 <= (len(lengthened(text)) - 2) / len(text) + 0.05 <= 1.6


def test_no_text_leaves_its_page(reports):
    for code in ("en", "es", "fr", CODE):
        pages = boxes(reports / f"brief.{code}.pdf")
        assert len(pages) > 10
        outside = [
            (number, word)
            for number, words in enumerate(pages, start=1)
            for left, top, right, bottom, word in words
            if left < SIDE - 2 or right > 210 * POINTS - SIDE + 2 or top < 0 or bottom > 297 * POINTS
        ]
        assert outside == [], code


def test_words_do_not_run_into_one_another(reports):
    for code in ("en", "es", "fr", CODE):
        for number, words in enumerate(boxes(reports / f"brief.{code}.pdf"), start=1):
            lines: dict[int, list[tuple[float, float, str]]] = {}
            for left, top, right, _, word in words:
                lines.setdefault(round(top), []).append((left, right, word))
            for line in lines.values():
                line.sort()
                for (_, end, first), (begin, _, second) in pairwise(line):
                    assert begin > end - 2, (code, number, first, second)


def test_the_brief_grows_no_more_than_its_texts(reports):
    counts = {}
    for code in ("en", CODE):
        with pikepdf.open(reports / f"brief.{code}.pdf") as document:
            counts[code] = len(document.pages)
            assert str(document.Root.Lang) == code
    assert counts["en"] <= counts[CODE] <= 1.4 * counts["en"]


def test_the_text_is_that_of_the_language(reports):
    page = (reports / f"brief.{CODE}.html").read_text(encoding="utf-8")
    assert lengthened("Key findings") in page
    assert lengthened("World Bank") in page
    assert f'href="brief.{CODE}.pdf"' in (reports / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("width", [360, 1200])
def test_no_page_scrolls_sideways(browser, reports, width):
    page = browser.new_page(viewport={"width": width, "height": 900})
    names = [f"{name}.{code}.html" for name in ("brief", "revisions") for code in ("es", "fr", CODE)]
    for name in [*names, "index.html"]:
        page.goto((reports / name).as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
    page.close()
