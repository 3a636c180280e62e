"""An article is a folder: what is derived from it, and what is refused."""

import csv
import re
from pathlib import Path

import pytest
from babel import Locale

from remesas.catalog.article import find_article
from remesas.catalog.loading import load_catalog
from remesas.core.errors import DataError
from support.project import ARTICLE, ROOT

WORKFLOW = ROOT / "workflow"
ARTICLES = ROOT / "articles"
DECLARED = """\
name: Nobody (2003)
published: "2003"
citation: Nobody (2003). Money.
economy: GTM
lead: remittances
tables:
  sums: {title: Sums, flow: gross, columns: [oil, remittances]}
"""


@pytest.fixture
def load(tmp_path: Path):
    """Load the catalog with an article of one table, as its files are written."""

    def run(printed: str | None = "year,remittances,oil\n2001,1.5,\n2002,2,-3\n", declared: str = DECLARED):
        (tmp_path / "article.yaml").write_text(declared, encoding="utf-8")
        if printed is not None:
            (tmp_path / "sums.csv").write_text(printed, encoding="utf-8")
        return load_catalog(WORKFLOW / "catalog", tmp_path)

    return run


def test_series_and_source_are_derived_from_what_is_printed(load) -> None:
    catalog = load()
    assert catalog.tables["sums"].printed == {"oil": "article:sums.oil", "remittances": "article:sums.remittances"}
    series = catalog.series["article:sums.remittances"]
    assert (series.ref_area, series.unit, series.freq, series.signed) == ("GTM", "USD million", "A", False)
    assert catalog.series["article:sums.oil"].signed
    assert catalog.sources["article"].citation == "Nobody (2003). Money."
    assert catalog.explanations == catalog.concepts == catalog.printed_checks == ()


@pytest.mark.parametrize(
    ("printed", "declared", "unit", "rounded", "shown"),
    [
        ("year,oil\n2001,1.5\n2002,20\n", "", "USD million", 1, 1),  # one decimal stands there
        ("year,oil\n2001,111\n", "unit: USD billion", "USD million", -3, 0),
        ("year,oil\n2001,0.6\n", "unit: USD billion", "USD million", -2, 0),
        ("year,oil\n2001,1200\n", "unit: USD thousand", "USD million", 3, 3),
        ("year,oil\n2001,3\n", "decimals: 1", "USD million", 1, 1),  # 3.0, which the file does not show
        ("year,oil\n2001,3.25\n", "unit: percent", "percent", 2, 2),
    ],
)
def test_print_has_its_own_unit_and_decimals(load, printed, declared, unit, rounded, shown) -> None:
    table = load(printed, DECLARED.replace("flow: gross", declared or "flow: gross")).tables["sums"]
    assert (table.unit, table.rounded, table.decimals) == (unit, rounded, shown)


OWN = """
indicators:
  share: {label: Share of GDP, short: Share}
roles:
  worldbank:
    "":
      share:
        definition: Personal remittances by GDP.
        terms: [{formula: "{worldbank:BX.TRF.PWKR.CD.DT} / {worldbank:NY.GDP.MKTP.CD}"}]
"""


def test_an_article_may_have_columns_of_its_own(load) -> None:
    declared = DECLARED.replace("flow: gross, columns: [oil, remittances]", "unit: percent, columns: [share]") + OWN
    catalog = load("year,share\n2001,1\n", declared)
    assert catalog.roles("worldbank", "GTM")[""]["share"].definition == "Personal remittances by GDP."
    assert catalog.roles("worldbank", "GTM")["gross"].keys() == catalog.bases["worldbank"].roles["gross"].keys()
    for wrong, said in (
        ("worldbank:\n", "'worldbnk'"),
        ("NY.GDP.MKTP.CD", "'worldbank:NY.GDP'"),
        ("share:\n", "'shr'"),
    ):
        other = wrong.replace("worldbank", "worldbnk").replace("NY.GDP.MKTP.CD", "NY.GDP").replace("share", "shr")
        with pytest.raises(DataError, match=f"article.yaml, roles: {said} is not declared"):
            load("year,share\n2001,1\n", declared.replace(wrong, other))


def test_a_table_that_nobody_printed_has_no_file_and_its_article_is_no_source(load) -> None:
    catalog = load(None, DECLARED.replace("title: Sums", "title: Sums, as_printed: false"))
    assert catalog.tables["sums"].printed == {}
    assert "article" not in catalog.sources and not catalog.series_from("article")
    with pytest.raises(DataError, match=r"sums.csv: the table stands here as printed.*take `as_printed: false` away"):
        load("year,oil\n2001,1\n", DECLARED.replace("title: Sums", "title: Sums, as_printed: false"))


@pytest.mark.parametrize(
    ("printed", "said"),
    [
        (None, "the printed table is missing. What to do: write it as it is printed, a line a row, headed year,oil,"),
        ("", "the columns are , expected year and columns of the table, each once: oil, remittances"),
        ("time,oil\n2001,1\n", "the columns are time, oil, expected year"),
        ("year,gas\n2001,1\n", "the columns are year, gas, expected year"),
        ("year,oil,oil\n2001,1,1\n", "the columns are year, oil, oil, expected year"),
        ("year,oil\n2001,1,2\n", "line 2 is '2001,1,2', expected the year and 1 numbers"),
        ("year,oil\n\n01,1\n", "line 3 is '01,1', expected the year"),
        ('year,oil\n2001,"1,200"\n', "'1,200' is no plain number"),
        ("year,oil\n2001,1\n2001,\n", "the year stands there twice"),
    ],
)
def test_a_table_that_is_not_written_as_it_should_be_is_refused(load, printed, said) -> None:
    with pytest.raises(DataError) as error:
        load(printed)
    assert said in str(error.value) and "sums.csv" in str(error.value)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("economy: GTM", "economy: ZZZ"), "article.yaml, economy: 'ZZZ' is not declared"),
        (("lead: remittances", "lead: gold"), "article.yaml, lead: 'gold' is not declared"),
        (("lead: remittances", "lead: remittances\nsections: {grss: {text: T}}"), "sections: 'grss' is not declared"),
        (("name:", "nme:"), "the key 'nme' is not known; the keys are authors, citation"),
        (('"2003"', '"in 2003"'), "at published: 'in 2003' is not allowed"),
    ],
)
def test_an_article_that_refers_to_nothing_is_refused(load, change, said) -> None:
    with pytest.raises(DataError) as error:
        load(declared=DECLARED.replace(*change))
    assert said in str(error.value)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('url: "javascript:alert(1)"', "at url"),
        ('url: "https://nobody.org/ a"', "at url"),
        ('published: "2003-13"', "at published"),
        ('published: "\uff12003"', "at published"),
    ],
)
def test_an_address_or_date_that_is_none_is_refused(load, line, said) -> None:
    kept = [one for one in DECLARED.splitlines() if not one.startswith(line.split(":")[0])]
    with pytest.raises(DataError, match=said):
        load(declared="\n".join([*kept, line]))


def test_digits_of_other_alphabets_are_no_printed_number(load) -> None:
    with pytest.raises(DataError, match="is no plain number"):
        load("year,remittances,oil\n2001,\uff11\uff15,\n")


def test_a_folder_in_place_of_a_printed_table_is_refused(load, tmp_path: Path) -> None:
    (tmp_path / "sums.csv").mkdir()
    with pytest.raises(DataError, match="this is no file"):
        load(None)


def test_prose_and_title_of_a_section_are_the_article_s(load) -> None:
    catalog = load(declared=DECLARED + "sections: {gross: {text: All of it.}}\n")
    assert (catalog.flow("gross").title, catalog.flow("gross").text) == ("Gross earnings", "All of it.")
    assert catalog.flow("gross").shares and catalog.flow("net").text == ""


def test_an_article_is_found_in_the_first_place_that_has_it(tmp_path: Path) -> None:
    (tmp_path / ARTICLE.name).mkdir()
    assert find_article(ARTICLE.name, [tmp_path, ARTICLES]) == ARTICLE
    (tmp_path / ARTICLE.name / "article.yaml").touch()
    assert find_article(ARTICLE.name, [tmp_path, ARTICLES]) == tmp_path / ARTICLE.name
    with pytest.raises(DataError, match=r"'nobody' is not allowed; it must be one of .*" + ARTICLE.name):
        find_article("nobody", [tmp_path, ARTICLES])


def test_the_printed_tables_are_whole(catalog) -> None:
    for name, table in catalog.tables.items():
        with (ARTICLE / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
            heading, *rows = csv.reader(stream)
        assert heading == ["year", *table.columns]
        assert [row[0] for row in rows] == [str(year) for year in range(1991, 2004)]
        assert all(all(row) for row in rows)


def test_the_workflow_holds_no_word_of_an_article() -> None:
    """Authors, titles, and the names of tables: whoever brings another article finds nothing of this one."""
    words, providers = set(), {source.name for source in load_catalog(WORKFLOW / "catalog").sources.values()}
    for folder in sorted(path.parent for path in ARTICLES.glob("*/article.yaml")):
        article = load_catalog(WORKFLOW / "catalog", folder).article
        assert article is not None
        words |= {article.name, article.citation.strip(), folder.name}
        words |= {name for name in article.tables if re.search(r"\d", name)}  # others are words like any
        words |= {article.title, article.title.partition(":")[0], *(" ".join(article.title.split()[:2]),)} - {""}
        words |= {author.family_names or author.name for author in article.authors} - providers
    pattern = re.compile("|".join(rf"\b{re.escape(word)}\b" for word in sorted(words)), re.IGNORECASE)
    files = [path for path in WORKFLOW.rglob("*") if path.is_file() and "fonts" not in path.parts]
    texts = {path: path.read_text(encoding="utf-8") for path in files if "__pycache__" not in path.parts}
    assert len(texts) > 250
    found = {path.relative_to(ROOT).as_posix(): pattern.findall(text) for path, text in texts.items()}
    assert {path: words for path, words in found.items() if words} == {}


def name_economies() -> re.Pattern[str]:
    """Finds the code or the name of any economy, in the catalog's words or those of CLDR in the brief's languages."""
    areas = load_catalog(WORKFLOW / "catalog").areas
    economies = {code: area for code, area in areas.items() if area.kind == "economy"}
    languages = [Locale.parse(code).territories for code in ("en", "es_MX", "fr")]
    names = {area.name for area in economies.values()}
    names |= {territories[area.iso2] for territories in languages for area in economies.values()
              if area.iso2 in territories}  # fmt: skip
    return re.compile(rf"\b({'|'.join(map(re.escape, sorted({*names, *economies}, key=len, reverse=True)))})\b")


def test_no_rule_template_or_module_names_an_economy() -> None:
    """But providers by their names, the country in whose dollars amounts are, and an example of a code as such."""
    economies = name_economies()
    for wrong in ('if economy == "GTM":', "las remesas a México", "envois de fonds au Guatemala", "Côte d'Ivoire"):
        assert economies.search(wrong), wrong
    providers = [source.name for source in load_catalog(WORKFLOW / "catalog").sources.values()]
    examples = ("such as [MEX]", "such as MEX", "such as ``MEX``", "(MEX.yaml is an example)", "(SE27803,MEX,_Z,")
    known = re.compile(
        "|".join(map(re.escape, [*providers, *examples, "prices of the United States, in whose dollars"]))
    )
    files = [path for path in WORKFLOW.rglob("*") if path.suffix in (".py", ".smk", ".j2")]
    assert len(files) > 250
    texts = {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in files}
    found = {path: economies.findall(known.sub("", " ".join(text.split()))) for path, text in texts.items()}
    assert {path: sorted(set(names)) for path, names in found.items() if names} == {}


def test_a_definition_differs_from_that_of_an_article_which_has_another_concept(catalog, load) -> None:
    def status(of) -> str:
        return of.roles("worldbank", "GTM")["gross"]["tourism"].terms[0].status

    assert (status(catalog), status(load())) == ("D", "A")


@pytest.mark.parametrize(
    ("table", "printed", "said"),
    [
        ("rows: economies, period: 2012", "economy,oil\nMEX,1\n", ""),
        ("rows: economies, period: 2012", "economy,oil\nMEX,1\nMEX,2\n", "the economy stands there twice"),
        ("rows: economies, period: 2012", "economy,oil\nMexico,1\n", "expected the economy"),
        ("rows: economies, period: 2012", "year,oil\n2012,1\n", "expected economy and columns of the table"),
        ("rows: economies", "economy,oil\nMEX,1\n", "and no other, has the `period` that it is about"),
        ("period: 2012", "year,oil\n2012,1\n", "and no other, has the `period` that it is about"),
    ],
)
def test_rows_may_be_economies_of_one_year(load, tmp_path, table, printed, said) -> None:
    declared = f"{DECLARED}  places: {{title: Places, flow: gross, columns: [oil], {table}}}\n"
    (tmp_path / "places.csv").write_text(printed, encoding="utf-8")
    if said:
        with pytest.raises(DataError) as error:
            load(declared=declared)
        assert said in str(error.value)
    else:
        catalog = load(declared=declared)
        assert list(catalog.tables) == ["sums"] and catalog.rankings["places"].period == 2012
        assert catalog.series["article:places.oil"].ref_area == "*"


def test_an_article_of_rankings_alone_is_refused(load) -> None:
    declared = DECLARED.replace("title: Sums", "title: Sums, rows: economies, period: 2012")
    with pytest.raises(DataError, match=r"no table has years as its rows.*add one for GTM"):
        load("economy,oil\nMEX,1\n", declared)
