import copy

import pytest
import yaml

from remesas.catalog.config import check_settings
from remesas.core.errors import DataError


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
            check_settings(config, root / "workflow/schemas/config.yaml", catalog, vintages, ["en", "es", "fr"])
        return str(error.value)

    return run


def test_the_shipped_configuration_is_accepted(root, catalog):
    config = yaml.safe_load((root / "config.yaml").read_text(encoding="utf-8"))
    check_settings(
        config, root / "workflow/schemas/config.yaml", catalog, {"banxico": {"2026-07-01"}}, ["en", "es", "fr"]
    )


@pytest.mark.parametrize(
    ("keys", "value", "expected"),
    [
        (["colour"], "red", "the key 'colour' is not known; the keys are bases, constant_prices"),
        (["years", "frist"], 1991, "at years: the key 'frist' is not known; the keys are first, last"),
        (["years", "first"], "1991", "at years.first: '1991' is not allowed; it must be a year from 1900 to 2100"),
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
        (["country"], "Mexico", "at country: 'Mexico' is not allowed; it must be an ISO 3166 alpha-3 code"),
        (["country"], "ZZZ", "at country: 'ZZZ' is not allowed; it must be one of"),
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
