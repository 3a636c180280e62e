import copy
import datetime as dt
import re

import pytest
import yaml

from remesas.catalog.config import check_config, check_pathvars, name_origin, parse_config
from remesas.core.errors import DataError

TODAY = dt.date(2026, 11, 26)


@pytest.fixture(scope="module")
def root(request):
    return request.config.rootpath


@pytest.fixture
def refusal(root, catalog):
    """The message with which a changed configuration is refused."""

    def run(*keys, value):
        config = yaml.safe_load((root / "config.yaml").read_text(encoding="utf-8"))
        place = config
        for key in keys[:-1]:
            place = place[key]
        place[keys[-1]] = copy.deepcopy(value)
        vintages = {"banxico": {"2023-11-11", "2026-07-01"}, "inegi": {"2021-09-07"}}
        with pytest.raises(DataError) as error:
            check_config(parse_config(config), catalog, vintages, ["en", "es", "fr"], TODAY)
        return str(error.value)

    return run


def test_the_shipped_configuration_is_accepted(root, catalog):
    config = yaml.safe_load((root / "config.yaml").read_text(encoding="utf-8"))
    check_config(parse_config(config), catalog, {"banxico": {"2026-07-01"}}, ["en", "es", "fr"], TODAY)


def test_the_atlas_may_be_left_out_and_named_in_part(root):
    config = yaml.safe_load((root / "config.yaml").read_text(encoding="utf-8"))
    del config["atlas"]
    assert parse_config(config).atlas.span == (2003, "newest")
    assert parse_config(config | {"atlas": {"year": "2011"}}).atlas.model_dump() == {
        "year": 2011,
        "span": (2003, "newest"),
    }


@pytest.mark.parametrize(
    ("key", "value", "message"),
    [
        ("year", "last", "at atlas.year: 'last' is not allowed; it must be a year from 1900 to 2100, or newest."),
        ("year", 2040, "at atlas.year: 2040 is not allowed; no snapshot is newer than 2026."),
        ("year", 2003, "at atlas.span: the last year, 2003, must come after the first, 2003."),
        ("span", [2003], "at atlas.span: [2003] is not allowed; it must be a pair [first year, last year or newest]."),
        ("span", [2010, 2009], "at atlas.span: the last year, 2009, must come after the first, 2010."),
        ("span", ["a", 2009], "at atlas.span.0: 'a' is not allowed; it must be a year from 1900 to 2100"),
    ],
)
def test_years_of_the_atlas_that_cannot_be_are_refused(refusal, key, value, message):
    assert message in refusal("atlas", key, value=value)


def test_numbers_may_come_as_texts_from_the_command_line(root):
    config = yaml.safe_load((root / "config.yaml").read_text(encoding="utf-8"))
    config |= {"years": {"first": "1995", "last": "2020"}, "growth_spans": [["1995", "newest"]]}
    parsed = parse_config(config)
    assert (parsed.years.first, parsed.years.last, parsed.growth_spans) == (1995, 2020, [(1995, "newest")])


def test_an_empty_folder_of_snapshots_is_refused(root, catalog):
    config = parse_config(yaml.safe_load((root / "config.yaml").read_text(encoding="utf-8")))
    with pytest.raises(DataError, match=r"file raw/: there is no snapshot in it\. What to do: restore the folder"):
        check_config(config, catalog, {}, ["en"], TODAY)


@pytest.mark.parametrize("content", [None, "text", ["a"]])
def test_what_is_no_mapping_is_refused(content):
    with pytest.raises(DataError, match="expected a mapping of keys"):
        parse_config(content)


def test_a_misspelt_key_is_told_before_the_one_that_it_leaves_out(root):
    config = yaml.safe_load((root / "config.yaml").read_text(encoding="utf-8"))
    config["artcle"] = config.pop("article")
    with pytest.raises(DataError, match=r"the key 'artcle' is not known; .* Did you mean 'article'\?"):
        parse_config(config)


@pytest.mark.parametrize(
    ("keys", "value", "expected"),
    [
        (["colour"], "red", "the key 'colour' is not known; the keys are article, atlas, bases, constant_prices"),
        (["years", "frist"], 1991, "at years: the key 'frist' is not known; the keys are first, last"),
        (["years", "first"], "199l", "at years.first: '199l' is not allowed; it must be a year from 1900 to 2100"),
        (["bases"], [["national"]], "at bases.0: ['national'] is not allowed; it must be the name of a basis"),
        (["bases"], ["national", "national"], "it must be a list of at least one basis, each once"),
        (["languages"], ["e n"], "at languages.0: 'e n' is not allowed; it must be a language code of two letters"),
        (["pathvars"], "oops", "at pathvars: 'oops' is not allowed; it must be a mapping with the keys raw"),
        (["years"], None, "at years: None is not allowed; it must be a mapping with the keys first and last"),
        (["fetch"], ["nosuch"], "at fetch: 'nosuch' is not allowed; it must be one of banxico, fred, inegi, worldbank"),
        (["revisions", "since"], "2030-01-01", "at revisions.since: 2030-01-01 lies after today, 2026-11-26"),
        (["vintages"], {"banxico": "newest"}, "it must be a mapping with the key default and, where wanted, sources"),
        (["vintages", "default"], "2030-01-01", "at vintages.default: 2030-01-01 lies after today"),
        (
            ["years", "last"],
            "newset",
            "at years.last: 'newset' is not allowed; it must be a year from 1900 to 2100, or newest",
        ),
        (["years", "last"], 1991, "at years: the last year, 1991, must come after the first, 1991"),
        (["years", "first"], 1776, "at years.first: 1776 is not allowed"),
        (["years", "first"], 2050, "at years: 2050 is not allowed; no snapshot is newer than 2026"),
        (["growth_spans"], [[1991, 2099]], "at growth_spans: 2099 is not allowed; no snapshot is newer than 2026"),
        (["constant_prices", "base"], 2027, "at constant_prices.base: 2027 is not allowed"),
        (["bases"], ["imf"], "at bases: 'imf' is not allowed; it must be one of national, worldbank"),
        (["bases"], [], "at bases: [] is not allowed; it must be a list of at least one basis"),
        (
            ["article"],
            "My Article",
            "at article: 'My Article' is not allowed; it must be the name of a folder",
        ),
        (["economies"], ["Mexico"], "at economies.0: 'Mexico' is not allowed; it must be an ISO 3166 alpha-3 code"),
        (["economies"], "MEX", "at economies: 'MEX' is not allowed; it must be a list of at least one ISO 3166"),
        (
            ["economies"],
            ["MEX", "MEX"],
            "it must be a list of at least one ISO 3166 alpha-3 code such as [MEX], each once",
        ),
        (
            ["economies"],
            ["MEX", "GTN"],
            "at economies: 'GTN' is not allowed; no economy is declared under this code. What",
        ),
        (["economies"], ["HDN"], "codes of workflow/catalog/areas.yaml (these are near: HND (Honduras)); to add"),
        (["economies"], ["gtm"], "at economies.0: 'gtm' is not allowed; it must be an ISO 3166 alpha-3 code"),
        (["economies"], ["ZZZ"], "to add an economy, declare it there and register data of it"),
        (
            ["economies"],
            ["ROM"],
            "'ROM' is not allowed; it was once the code of Romania. What to do: use ROU.",
        ),
        (["economies"], ["LCN"], "at economies: LCN is Latin America & Caribbean, an aggregate; a brief is about one"),
        (
            ["vintages", "banxico"],
            "2020-01-01",
            "nothing was known on 2020-01-01; the vintages are 2023-11-11, 2026-07-01",
        ),
        (
            ["vintages", "banxico"],
            "last week",
            "at vintages.banxico: 'last week' is not allowed; it must be newest, or a date",
        ),
        (["vintages", "banxico"], "2023-02-30", "at vintages.banxico: '2023-02-30' is no date"),
        (["vintages", "bank"], "newest", "at vintages: 'bank' is not allowed; it must be one of"),
        (["growth_spans"], [[2003, 1991]], "at growth_spans: the last year, 1991, must come after the first, 2003"),
        (["growth_spans"], [[2003]], "it must be a pair [first year, last year or newest]"),
        (["constant_prices", "base"], 2003.5, "at constant_prices.base: 2003.5 is not allowed; it must be a year"),
        (["languages"], ["en", "de"], "at languages: 'de' is not allowed; it must be one of en, es, fr"),
        (["formats"], ["docx"], "at formats.0: 'docx' is not allowed; it must be html, pdf or pdfa"),
    ],
)
def test_what_cannot_be_built_is_refused_with_what_is_allowed(refusal, keys, value, expected):
    message = refusal(*keys, value=value)
    assert message.startswith("file config.yaml: ")
    assert expected in message


def test_an_error_names_the_place_that_a_setting_came_from(root):
    config = yaml.safe_load((root / "config.yaml").read_text(encoding="utf-8"))

    def said(changed, **given):
        with pytest.raises(DataError) as error:
            parse_config(config | changed)
        return str(name_origin(error.value, {name.replace("__", "--"): keys for name, keys in given.items()}))

    year = {"years": {"first": "1850", "last": 2020}}
    problem = "at years.first: '1850' is not allowed; it must be a year from 1900 to 2100."
    assert said(year) == f"file config.yaml: {problem}"
    assert said(year, __config={"economies"}) == f"file config.yaml: {problem}"
    assert said(year, __config={"years"}, mine={"years"}) == f"--config: {problem}"
    assert said(year, __config={"economies"}, mine={"years"}) == f"file mine: {problem}"
    assert said({"contry": "MEX"}, __config={"contry"}).startswith(
        "--config: at the top: the key 'contry' is not known"
    )


def test_an_error_about_something_else_keeps_its_file():
    error = DataError("at years: nonsense.", file="workflow/catalog/bases.yaml")
    assert name_origin(error, {"--config": {"years"}}) is error


def test_a_clock_that_is_wrong_by_years_is_told(root, catalog):
    config = parse_config(yaml.safe_load((root / "config.yaml").read_text(encoding="utf-8")))
    vintages = {"banxico": {"2026-07-01", "2026"}}
    check_config(config, catalog, vintages, ["en", "es", "fr"], dt.date(2026, 6, 30))  # a day or a season ahead
    with pytest.raises(DataError) as error:
        check_config(config, catalog, vintages, ["en", "es", "fr"], dt.date(1999, 1, 1))
    assert str(error.value).startswith(
        "file raw/: a vintage begins on 2026-07-01, but the clock of this machine says that today is 1999-01-01. "
        "What to do: set the clock"
    )


@pytest.mark.parametrize("keys", [("years", 1), (1,), ("revisions", None)])
def test_a_key_that_is_no_text_is_not_known(refusal, keys):
    assert re.search(rf"the key '{keys[-1]}' is not known; the keys are", refusal(*keys, value=2003))


@pytest.mark.parametrize("value", ["oops", ["raw"], {"raw": 1}, {"row": "raw"}, 7])
def test_folders_that_snakemake_could_not_read_are_refused_before_it_does(value):
    with pytest.raises(DataError, match=r"at pathvars: .* is not allowed; it must be a mapping with the keys raw"):
        check_pathvars({"pathvars": value})


@pytest.mark.parametrize("config", [{}, {"pathvars": None}, {"pathvars": {"raw": "elsewhere"}}, None, "text"])
def test_folders_that_are_right_or_not_given_pass(config):
    check_pathvars(config)


@pytest.mark.parametrize("day", ["\uff12\uff10\uff12\uff14-04", "2004-\u0660\u0664"])
def test_digits_of_other_alphabets_make_no_version(refusal, day):
    assert "at fetch_versions.0" in refusal("fetch_versions", value=[day])


def test_a_value_that_names_itself_again_and_again_is_shown_by_its_beginning(refusal):
    value = ["x"] * 10
    for _ in range(12):
        value = [value] * 10
    assert "at article: [[[" in refusal("article", value=value)
