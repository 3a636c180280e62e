import gc
import io
import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pikepdf
import pypdf
import pytest
from fontTools.ttLib import TTFont

from remesas.brief.page.pdf import mend_pdf, render_pdf
from remesas.brief.tables.model import TableView
from remesas.core.errors import DataError
from support.project import ROOT

TEMPLATES = ROOT / "workflow" / "templates"

PROJECT_FONTS = ("Remesas-Sans", "Remesas-Serif")


def structure(node) -> list:
    """All elements of the tag tree below a node."""
    found = []
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            found += [kid, *structure(kid)]
    return found


def flat(outline: list) -> list[str]:
    """The titles of all bookmarks, in order."""
    return [title for entry in outline for title in (flat(entry) if isinstance(entry, list) else [str(entry.title)])]


@pytest.fixture(scope="module")
def tags(pdf) -> list:
    return structure(pdf.Root.StructTreeRoot)


@pytest.fixture(scope="module")
def text(built: Path) -> str:
    """The text of all pages as it is laid out."""
    run = subprocess.run(
        ["pdftotext", "-layout", str(built / "reports/MEX" / "brief.en.pdf"), "-"],
        capture_output=True,
        text=True,
        check=True,
    )
    return run.stdout


def test_eight_to_twelve_pages_of_a4_and_the_annexes(pdf, text: str) -> None:
    heads = [page.lstrip().split("\n")[0] for page in text.rstrip("\f").split("\f")]
    annex = next(place for place, head in enumerate(heads) if "Annex: " in head)
    assert 8 <= annex <= 12
    assert {tuple(round(float(edge)) for edge in page.MediaBox) for page in pdf.pages} == {(0, 0, 595, 842)}


def test_language_title_and_conformance(pdf) -> None:
    assert str(pdf.Root.Lang) == "en"
    assert bool(pdf.Root.MarkInfo.Marked)
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
    with pdf.open_metadata() as metadata:
        assert metadata["dc:title"].startswith("Remittances and foreign-exchange earnings")
        assert list(metadata["dc:creator"]) == ["The Remesas project"]
        assert metadata["pdfuaid:part"] == "1"


def test_only_the_fonts_of_the_project_and_all_embedded(built: Path) -> None:
    reader = pypdf.PdfReader(built / "reports/MEX" / "brief.en.pdf")
    names = set()
    for page in reader.pages:
        for font in page["/Resources"]["/Font"].values():
            descendant = font.get_object()["/DescendantFonts"][0].get_object()
            names.add(str(descendant["/BaseFont"]).split("+")[1])
            assert "/FontFile2" in descendant["/FontDescriptor"] or "/FontFile3" in descendant["/FontDescriptor"]
    assert names
    assert all(name.startswith(PROJECT_FONTS) for name in names), names


def test_bookmarks_are_the_headings(built: Path) -> None:
    titles = flat(pypdf.PdfReader(built / "reports/MEX" / "brief.en.pdf").outline)
    assert titles[0].startswith("Remittances and foreign-exchange")
    assert {"Key findings", "Print against data", "Annex: sources"} <= set(titles)


def test_tags_have_tables_with_headers_captions_and_figures_with_alternative_texts(tags: list) -> None:
    counts = Counter(str(tag.S) for tag in tags)
    assert counts["/H1"] == 1
    assert counts["/H2"] >= 9
    assert counts["/Caption"] >= 12
    figures = [tag for tag in tags if tag.S == "/Figure"]
    assert len(figures) >= 12
    assert all(len(str(tag.Alt)) > 30 for tag in figures)
    cells = [tag for tag in tags if tag.S == "/TD"]
    assert cells
    assert all("/Headers" in tag.A for tag in cells)


def test_every_cell_names_headers_that_are_there_and_every_row_begins_with_one(tags: list) -> None:
    heads = [tag for tag in tags if tag.S == "/TH"]
    ids = {bytes(head.ID) for head in heads}
    assert len(ids) == len(heads)
    for cell in (tag for tag in tags if tag.S == "/TD"):
        assert {bytes(name) for name in cell.A.Headers} <= ids
    for row in (tag for tag in tags if tag.S == "/TR"):
        kids = row.K if isinstance(row.K, pikepdf.Array) else [row.K]
        assert kids[0].S == "/TH"


def test_header_cells_say_whether_they_head_a_column_or_a_row(pdf) -> None:
    """Those of a head and the names of groups, alone in their row, their columns; the first cell of a row its row."""
    heads = [tag for part in structure(pdf.Root.StructTreeRoot) if part.S == "/THead" for tag in structure(part)]
    bodies = [tag for part in structure(pdf.Root.StructTreeRoot) if part.S == "/TBody" for tag in structure(part)]
    assert {str(tag.A.Scope) for tag in heads if tag.S == "/TH"} == {"/Column"}
    rows = [structure(tag) for tag in bodies if tag.S == "/TR"]
    groups = [cells[0] for cells in rows if [str(tag.S) for tag in cells if tag.S in ("/TH", "/TD")] == ["/TH"]]
    others = [tag for cells in rows for tag in cells if tag.S == "/TH" and tag not in groups]
    assert len(groups) > 30
    assert {str(tag.A.Scope) for tag in groups} == {"/Column"}
    assert len(others) > 300
    assert {str(tag.A.Scope) for tag in others} == {"/Row"}


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # the renderer leaves a profile open
def test_the_scopes_of_a_small_table_are_those_of_its_page() -> None:
    head = '<thead><tr><th scope="col">Year</th><th scope="col">Oil</th></tr></thead>'
    rows = '<tr><th scope="rowgroup" colspan="2">Group</th></tr><tr><th scope="row">1991</th><td>8</td></tr>'
    page = f'<!DOCTYPE html><html lang="en"><title>x</title><h1>x</h1><table>{head}<tbody>{rows}</tbody></table></html>'
    content = render_pdf(page, "page")
    assert mend_pdf(content) == content
    with pikepdf.open(io.BytesIO(content)) as pdf:
        cells = [tag for tag in structure(pdf.Root.StructTreeRoot) if tag.S == "/TH"]
        assert [str(tag.A.Scope) for tag in cells] == ["/Column", "/Column", "/Column", "/Row"]
        assert int(cells[2].A.ColSpan) == 2
        assert pdf.pdf_version == "1.7"
    gc.collect()


def test_every_link_says_where_it_leads_and_pages_follow_the_tags(pdf) -> None:
    notes = [note for page in pdf.pages for note in page.get("/Annots", [])]
    assert notes
    assert all(str(note.Contents) for note in notes)
    assert {str(page.Tabs) for page in pdf.pages} == {"/S"}


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # the renderer leaves a profile open
def test_an_archive_carries_its_data(built: Path, tmp_path: Path) -> None:
    dated = '<meta name="dcterms.modified" content="2026-07-01">'
    page = f'<!DOCTYPE html><html lang="en"><title>x</title>{dated}<h1>x</h1><script>x</script></html>'
    tables = [built / "reports/MEX" / "tables" / f"{name}.en.csv" for name in ("table1", "table2")]
    written = render_pdf(page, "page", tables)
    assert written == render_pdf(page, "page", tables)
    (tmp_path / "archive.pdf").write_bytes(written)
    with pytest.raises(DataError, match="no date"):
        render_pdf(page.replace(dated, ""), "page", tables)
    with pikepdf.open(tmp_path / "archive.pdf") as pdf:
        with pdf.open_metadata() as metadata:
            assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("3", "A")
        assert pdf.Root.OutputIntents
        assert bool(pdf.Root.MarkInfo.Marked)
        assert {str(file.AFRelationship) for file in pdf.Root.AF} == {"/Data"}
        assert [str(file.F) for file in pdf.Root.AF] == [path.name for path in tables], "each is listed once"
        for path in tables:
            assert pdf.attachments[path.name].get_file().read_bytes() == path.read_bytes()
    gc.collect()


def test_sources_and_citations_are_links(pdf, catalog, build) -> None:
    notes = [note for page in pdf.pages for note in page.get("/Annots", []) if "/A" in note and "/URI" in note.A]
    targets = Counter(str(note.A.URI) for note in notes)
    held = set(build.snapshots["source"])
    providers = {entry.url for name, entry in catalog.sources.items() if entry.url and name in held}
    assert len(providers) > 20
    assert providers <= set(targets), "the annex of sources links every provider"
    assert all(targets[catalog.sources[name].url] > 10 for name in ("banxico", "worldbank")), "lines of sources too"
    cited = {report.address for entry in build.claims.claims for line in entry.main_lines for report in line.reports}
    assert cited
    assert cited <= set(targets)
    assert all(str(note.Contents) for note in notes)


def test_contents_link_to_pages(pdf) -> None:
    pages = pdf.pages[:2]  # after the findings, where there is room
    links = [note for page in pages for note in page.get("/Annots", []) if note.Subtype == "/Link" and "/Dest" in note]
    assert len(links) >= 14


def test_the_page_of_an_entry_of_the_contents_stands_on_its_line(built: Path) -> None:
    """A number alone on a line belongs to nothing."""
    pages = built / "reports/MEX" / "brief.en.pdf"
    run = subprocess.run(["pdftotext", "-layout", "-l", "2", pages, "-"], capture_output=True, text=True, check=True)
    lines = (
        run.stdout.partition("Contents\n")[2]
        .partition("The article's tables, regenerated\nThe rows")[0]
        .split("\n")[:8]
    )
    assert sum(len(re.findall(r"[^\d\s]\s+\d+(?=\s|$)", line)) for line in lines) >= 12
    assert [line for line in lines if line.strip().isdigit()] == []


def test_running_head_and_page_numbers(text: str) -> None:
    pages = text.rstrip("\f").split("\f")
    for number, page in enumerate(pages, start=1):
        assert f"{number} / {len(pages)}" in page
        if number > 1:
            assert page.lstrip().startswith("Remittances and foreign-exchange earnings")


def test_every_number_of_the_tables_is_in_the_pdf(text: str, views: dict[str, TableView]) -> None:
    shown = Counter(re.findall(r"[−+]?\d[\d,]*(?:\.\d+)?", text))
    for name in ("table1", "table2", "table1-article", "table2-article", "derived", "growth"):
        wanted = {str(cell.text) for row in views[name].rows for cell in row.cells if isinstance(cell.value, float)}
        missing = {value for value in wanted - {"…"} if value not in shown}
        # A mark follows its number without a space: those are found with it.
        assert not {value for value in missing if not re.search(re.escape(value), text)}, name


def test_rows_stand_together(text: str, views: dict[str, TableView]) -> None:
    for name in ("table1", "table2"):
        for row in views[name].rows:
            cells = [str(cell.text) for cell in row.cells]
            pattern = r"^\s*" + str(row.head) + "".join(rf"\s+{re.escape(cell)}(?: ?[BDEP])?" for cell in cells if cell)
            assert re.search(pattern, text, re.MULTILINE), (name, row.head)


FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd"><fontconfig>
<dir>{folder}</dir><cachedir>{folder}/cache</cachedir>{aliases}</fontconfig>"""
ALIAS = '<alias binding="same"><family>{}</family><prefer><family>Other</family></prefer></alias>'
RENDER = """import sys
from pathlib import Path
from remesas.brief.page.pdf import write_pdf
write_pdf(Path(sys.argv[1]), Path(sys.argv[2]))"""


def set_of_fonts(folder: Path, font: Path | None = None) -> Path:
    """A configuration of the system's fonts: none, or one of other proportions that stands for every generic family."""
    folder.mkdir()
    if font:
        other = TTFont(font)
        for record in other["name"].names:
            record.string = "Other"
        other["hhea"].ascent, other["hhea"].descent = 3000, -2000
        other.save(folder / "other.ttf")
    aliases = "".join(map(ALIAS.format, ("monospace", "sans-serif", "serif"))) if font else ""
    config = folder / "fonts.conf"
    config.write_text(FONTS.format(folder=folder, aliases=aliases), encoding="utf-8")
    return config


def test_neither_the_fonts_nor_the_settings_of_the_machine_change_a_byte(built: Path, tmp_path: Path) -> None:
    """Rendered again without any font of the system; where it has none, with one."""
    listed = subprocess.run(["fc-list"], capture_output=True, text=True, check=True).stdout
    fonts = [] if listed else [TEMPLATES / "fonts" / "RemesasSans-Regular.ttf"]
    target = tmp_path / "again.pdf"
    command = [sys.executable, "-c", RENDER, str(built / "reports/MEX" / "brief.en.html"), str(target)]
    library = {"PYTHONPATH": str(ROOT / "workflow"), "FONTCONFIG_FILE": str(set_of_fonts(tmp_path / "fonts", *fonts))}
    settings = {"TZ": "Asia/Tokyo", "LC_ALL": "C", "PYTHONHASHSEED": "7"}
    subprocess.run(command, check=True, env={**os.environ, **library, **settings}, timeout=300)
    assert target.read_bytes() == (built / "reports/MEX" / "brief.en.pdf").read_bytes()


def test_a_page_that_makes_the_renderer_complain_is_refused() -> None:
    page = '<!DOCTYPE html><html lang="en"><title>x</title><style>p { colour: red }</style><p>x</p></html>'
    with pytest.raises(DataError, match="Ignored `colour: red"):
        render_pdf(page, "page.html")


def test_a_page_that_asks_for_a_file_is_refused_even_if_the_file_is_there(tmp_path: Path) -> None:
    picture = tmp_path / "picture.svg"
    picture.write_text('<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>', encoding="utf-8")
    page = f'<!DOCTYPE html><html lang="en"><title>x</title><p><img alt="x" src="{picture.as_uri()}"></p></html>'
    with pytest.raises(DataError, match="renderer complains"):
        render_pdf(page, "page.html")
