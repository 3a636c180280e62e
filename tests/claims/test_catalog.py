"""claims.yaml: complete, without verdicts, and refused where it is wrong."""

import copy
import json
import shutil
from typing import get_args

import pytest
import yaml

from remesas.catalog.loading import read_yaml
from remesas.claims.evaluators import EVALUATORS
from remesas.claims.loading import load_claims
from remesas.claims.statements import Claim
from remesas.claims.vocabulary import Verdict
from remesas.core.errors import DataError
from support.project import ARTICLE


@pytest.fixture(scope="session")
def declared():
    """The file of claims as it stands."""
    return read_yaml(ARTICLE / "claims.yaml")


def test_all_claims_are_entries(claims):
    assert len(claims.claims) == 72
    assert len({claim.id for claim in claims.claims}) == 72


def test_what_is_open_says_why_and_what_would_decide_it(ledger):
    for identity, entry in ledger.items():
        if entry.overall in ("not decidable here", "consistent"):
            assert entry.undecided is not None, identity
            assert entry.undecided.reason, identity
            assert entry.undecided.source, identity


def test_the_catalog_holds_no_verdict(declared):
    def keys(value):
        if isinstance(value, dict):
            for key, item in value.items():
                yield str(key)
                yield from keys(item)
        elif isinstance(value, list):
            for item in value:
                yield from keys(item)

    assert not {"verdict", "verdicts", "rule", "overall", *get_args(Verdict)} & set(keys(declared))


def test_every_evaluator_is_used(claims):
    used = {evaluation.evaluator for claim in claims.claims for evaluation in claim.evaluations}
    assert used == set(EVALUATORS)


def test_the_example_at_the_head_is_an_entry_that_loads(tmp_path, catalog):
    lines = (ARTICLE / "claims.yaml").read_text(encoding="utf-8").splitlines()
    first = next(place for place, line in enumerate(lines) if line.startswith("#   - id: "))
    last = next(place for place, line in enumerate(lines) if line.startswith("claims:"))
    example = yaml.safe_load("\n".join(line[2:] for line in lines[first:last]))
    content = {"claims": example}
    (tmp_path / "claims.yaml").write_text(yaml.safe_dump(content), encoding="utf-8")
    (claim,) = load_claims(catalog.model_copy(update={"folder": tmp_path})).claims
    assert [item.role for item in claim.evaluations] == ["reading", "reading", "aside", "reading"]


def test_a_reading_names_its_years_where_it_is_asked_of_others(claims):
    """A reading that is evaluated for the newest period must not keep the article's years in its words."""
    for claim in claims.claims:
        for item in claim.evaluations:
            base = str(item.parameters.get("base", ""))
            if item.now and item.role == "reading" and not set(item.evidence) <= {"printed", "article"}:
                assert str(item.span[1]) == base or str(item.span[1]) not in item.newest.reading, (
                    claim.id,
                    item.reading,
                )


@pytest.fixture
def changed(tmp_path, catalog, declared):
    """Load the claims after a change of the entry ``exports-1982``."""

    def load(**changes):
        content = copy.deepcopy(declared)
        entry = next(claim for claim in content["claims"] if claim["id"] == "exports-1982")
        evaluation = entry["evaluations"][0]
        optional = ("part", "now_parameters", "role", "other_concept")
        for key, value in changes.items():
            target = (
                evaluation if key in evaluation and (key != "parameters" or "evaluations" not in changes) else entry
            )
            target = evaluation if key in optional else target
            if value is None:
                del target[key]
            else:
                target[key] = value
        shutil.rmtree(tmp_path, ignore_errors=True)
        tmp_path.mkdir()
        text = json.dumps(content)  # which is YAML, and written in no time
        (tmp_path / "claims.yaml").write_text(text, encoding="utf-8")
        return load_claims(catalog.model_copy(update={"folder": tmp_path}))

    return load


@pytest.mark.parametrize(
    ("digits", "precision"),
    [
        ("[1.38]", 0.01),
        ("[2]", 1),
        ("[2.0]", 0.1),  # another precision than 2, though the same number
        ("[11.70]", 0.01),
        ("[13266]", 1),
        ("[1e3]", 1000),  # of a number in powers of ten, the last digit before the power
        ("[1.5e+3]", 100),
        ('["7.20"]', 0.01),
        ("[17500], precision: 100", 100),
        ("[65, 75.5], qualifier: range", 0.1),
    ],
)
def test_the_precision_is_that_of_the_digits_as_written(tmp_path, catalog, digits, precision):
    text = "claims: [{id: a, section: I, claim: a, period: '', undecided: {reason: a, source: b}, "
    (tmp_path / "claims.yaml").write_text(f"{text}printed: {{values: {digits}, unit: ratio}}}}]", encoding="utf-8")
    (claim,) = load_claims(catalog.model_copy(update={"folder": tmp_path})).claims
    assert claim.printed.precision == precision


@pytest.mark.parametrize("digits", ["[about 2]", "[.nan]", "[[2]]"])
def test_what_is_printed_must_be_a_number(tmp_path, catalog, digits):
    text = "claims: [{id: a, section: I, claim: a, period: '', undecided: {reason: a, source: b}, "
    (tmp_path / "claims.yaml").write_text(f"{text}printed: {{values: {digits}, unit: ratio}}}}]", encoding="utf-8")
    with pytest.raises(DataError, match="is no number: write the digits that are printed"):
        load_claims(catalog.model_copy(update={"folder": tmp_path}))


def test_parameters_declared_once_are_those_of_every_evaluation():
    def evaluation(**parameters):
        return {"evaluator": "amount", "evidence": ["national"], "reading": "a", "span": [1982, 1982], **parameters}

    claim = Claim(
        id="a", section="I", claim="a", period="", printed={"values": [1], "unit": "USD million"},
        parameters={"formula": "{inegi:33860}", "unit": "USD million"},
        evaluations=[evaluation(), evaluation(parameters={"formula": "{inegi:924}"})],
    )  # fmt: skip
    assert [item.parameters for item in claim.evaluations] == [
        {"formula": "{inegi:33860}", "unit": "USD million"}, {"formula": "{inegi:924}", "unit": "USD million"},
    ]  # fmt: skip


def test_an_unchanged_copy_is_accepted(changed):
    assert len(changed().claims) == 72


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"evaluations": []}, "neither an evaluation nor a reason"),
        ({"evaluator": "guess"}, "there is no evaluator 'guess'"),
        ({"parameters": {"formula": "{inegi:1}"}}, "not in the catalog"),
        ({"parameters": {"formula": "{inegi:33860@XYZ}"}}, "'XYZ' is not declared"),
        ({"parameters": {"formula": "{claim:nothing}"}, "role": "aside"}, "no claim 'nothing'"),
        ({"parameters": {"formula": "{claim:gdp-1997}"}}, "a number that the article prints is no data on another"),
        (
            {
                "evaluator": "economy_rank",
                "parameters": {"reference": "inegi:33860", "area": "MEX", "within": "Atlantis"},
            },
            "bloc 'Atlantis'",
        ),
        ({"parameters": {"formula": "{gross:silver}"}}, "'silver' is no column"),
        ({"parameters": {"formula": "{inegi:33860}", "factor": 2}}, "factor"),
        ({"parameters": {"formula": "{inegi:33860}", "unit": "clubs"}}, "'clubs' cannot be computed"),
        ({"evidence": ["guess"]}, "no evidence 'guess'.*printed"),
        ({"evidence": ["inegi"], "parameters": {"formula": "{gross:oil}"}}, "'inegi' has no columns"),
        ({"evidence": ["other"]}, "no evidence 'other'"),
        ({"evidence": ["undesa"]}, "uses no series of the evidence 'undesa'"),
        ({"span": [1983, 1982]}, "ends before it begins"),
        ({"part": "half"}, "declares no part half"),
        ({"role": "guess"}, "role"),
        ({"other_concept": {"worldbank": "all travellers"}}, "an evidence that it does not use"),
        ({"verdict": "confirmed"}, "verdict"),
        ({"id": "exports-2001"}, "declared twice"),
    ],
)
def test_a_wrong_entry_is_refused(changed, tmp_path, changes, message):
    with pytest.raises(DataError, match=message) as caught:
        changed(**changes)
    assert f"{tmp_path}/claims.yaml" in str(caught.value), "there are several articles"


def test_parameters_of_the_newest_period_are_checked_too(changed):
    with pytest.raises(DataError, match="not in the catalog"):
        changed(now_parameters={"formula": "{banxico:SE0}"})
