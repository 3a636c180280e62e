"""``reports/MEX/claims.json``: its schema, the ledger behind it, and its sentences in every language."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

import jsonschema
import pytest

from remesas.brief.page.claims import VERDICTS, compose_claims_file, write_claims_file
from remesas.brief.page.linked_data import RATINGS
from remesas.brief.text import claim_names
from remesas.claims.vocabulary import Holds, Qualifier, Unit, Verdict

LANGUAGES = ["en", "es", "fr"]


def closed(optional: tuple[str, ...] = (), **properties: Any) -> dict[str, Any]:
    """The schema of a mapping with these keys and no other."""
    required = [name for name in properties if name not in optional]
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def listed(item: Any) -> dict[str, Any]:
    return {"type": "array", "items": item}


TEXT, FLAG, NUMBER = {"type": "string"}, {"type": "boolean"}, {"type": "number"}
TEXTS = closed(**{code: {"type": "string", "minLength": 1} for code in LANGUAGES})
NONE = {"type": "null"}
VALUE = {"anyOf": [NUMBER, listed({"type": "integer"}), NONE]}
RATING = {"anyOf": [{"type": "integer", "minimum": 1, "maximum": 5}, NONE]}
PRINTED = closed(values=listed(NUMBER), unit={"enum": [*get_args(Unit)]}, precision=NUMBER,
                 qualifier={"enum": [*get_args(Qualifier)]})  # fmt: skip
SERIES = closed(series={"type": "string", "pattern": "^[a-z]+:."}, ref_area=TEXT, vintage=TEXT)
REPORT = closed(title=TEXT, page=TEXT, address={"type": "string", "pattern": "^https?://"}, seen=TEXT)
EVIDENCE = closed(
    evidence=TEXT, name=TEXTS, part=TEXT, reading=TEXTS, main=FLAG, role={"enum": ["reading", "aside"]},
    when={"enum": ["then", "now"]}, as_of=TEXT, period=TEXT, value=VALUE, unit=TEXT,
    said=TEXTS, bound={"enum": ["upper", "lower", None]}, left_out={"type": "integer", "minimum": 0},
    open_years=listed({"type": "integer"}), verdict={"enum": [*get_args(Verdict), ""]}, rule=TEXT,
    holds={"enum": [*get_args(Holds)]}, formula=TEXT, status=TEXT, note={"anyOf": [TEXTS, NONE]}, sources=listed(TEXT),
    series=listed(SERIES), reports=listed(REPORT),
)  # fmt: skip
TODAY = closed(holds={"enum": [*get_args(Holds)]}, agrees=FLAG, value=VALUE, unit=TEXT, period=TEXT, evidence=TEXT)
CLAIM = closed(
    id={"type": "string", "pattern": "^[a-z0-9-]+$"}, section=TEXT, claim=TEXTS, cites={"anyOf": [TEXTS, NONE]},
    period=TEXT, printed=PRINTED, parts={"type": "object", "additionalProperties": PRINTED},
    verdict={"enum": [*VERDICTS]}, rating=RATING, rests_on_report=FLAG, readings_agree=FLAG,
    remark={"anyOf": [TEXTS, NONE]}, today={"anyOf": [TODAY, NONE]}, evidence=listed(EVIDENCE),
    would_decide={"anyOf": [closed(reason=TEXT, source=TEXTS), NONE]},
)  # fmt: skip
SCHEMA = closed(
    title=TEXTS, author=TEXT, version=TEXT, date={"type": "string", "pattern": r"^\d{4}-\d\d-\d\d$"}, licence=TEXT,
    licence_address=TEXT, article={"type": "object", "required": ["title", "authors", "year"]}, ref_area=TEXT,
    verdicts=closed(**{verdict: closed(rating=RATING, name=TEXTS) for verdict in VERDICTS}),
    rules={"type": "object", "additionalProperties": TEXT}, claims=listed(CLAIM),
)  # fmt: skip


@pytest.fixture(scope="module")
def content(built: Path) -> dict[str, Any]:
    return json.loads((built / "reports/MEX" / "claims.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def contexts(context, language):
    return [replace(context, language=language(code)) for code in LANGUAGES]


def test_the_file_has_the_form_that_is_documented(content) -> None:
    jsonschema.validate(content, SCHEMA)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(content | {"claims": [content["claims"][0] | {"verdict": "true"}]}, SCHEMA)


def test_it_holds_the_ledger(content, context) -> None:
    ledger = context.build.claims
    assert [claim["id"] for claim in content["claims"]] == [entry.id for entry in ledger.claims]
    for claim, entry in zip(content["claims"], ledger.claims, strict=True):
        assert (claim["verdict"], claim["printed"]["values"]) == (entry.overall, list(entry.printed.values))
        assert claim["rating"] == RATINGS.get(entry.overall)
        lines = [line for line in entry.evaluations if line.when != "every"]
        for told, line in zip(claim["evidence"], lines, strict=True):
            if isinstance(line.value, float):
                assert told["value"] == pytest.approx(line.value, rel=1e-14)
            assert {item["series"] for item in told["series"]} == {item.series for item in line.observations}
            assert told["verdict"] == line.verdict


def test_a_figure_that_was_checked_by_hand(content) -> None:
    """Manufactures 2001 to 2003 in the sum of oil, manufactures and agriculture, as Table 1 prints them."""
    (claim,) = (item for item in content["claims"] if item["id"] == "manufactures-90-percent")
    manufactures = 141346 + 142031 + 143031
    others = (12799 + 14476 + 18654) + (4007 + 3866 + 4665)
    (told,) = (item for item in claim["evidence"] if (item["evidence"], item["main"], item["when"]) ==
               ("printed", True, "then"))  # fmt: skip
    assert told["value"] == pytest.approx(100 * manufactures / (manufactures + others), rel=1e-12)


def test_a_rank_among_fewer_sources_than_the_statement_is_about_is_one_at_best(content) -> None:
    """Of the five net sources the national basis lacks three in 2003: tourism, manufactures and agriculture."""
    (claim,) = (item for item in content["claims"] if item["id"] == "second-net-source")
    (told,) = (item for item in claim["evidence"] if item["left_out"] and item["when"] == "then")
    assert (told["value"], told["left_out"], told["bound"]) == (1.0, 3, None)
    assert told["said"]["en"] == "rank 1 at best"
    plain = next(item for item in content["claims"][0]["evidence"] if item["main"])
    assert (plain["left_out"], plain["open_years"], plain["said"]["en"]) == (0, [], "rank 1")


def test_sentences_are_those_of_each_language(content, contexts) -> None:
    ledger = contexts[0].build.claims
    for claim, entry in zip(content["claims"], ledger.claims, strict=True):
        for one in contexts:
            assert claim["claim"][one.language.code] == one.language.translate(entry.claim)
    assert all(len(set(claim["claim"].values())) == 3 for claim in content["claims"])
    for one in contexts:
        names = {verdict: entry["name"][one.language.code] for verdict, entry in content["verdicts"].items()}
        assert names == claim_names.name_verdicts(one)


def test_it_has_no_second_copy_of_what_the_stages_hold(content) -> None:
    assert not {"observations", "parameters", "wording"} & set(content["claims"][0]["evidence"][0])


def test_the_same_ledger_gives_the_same_bytes(contexts, built: Path) -> None:
    assert write_claims_file(contexts) == (built / "reports/MEX" / "claims.json").read_text(encoding="utf-8")


def test_a_verdict_that_turns_is_told(contexts) -> None:
    ledger = contexts[0].build.claims
    turned = ledger.claims[0].model_copy(update={"overall": "contradicted", "remark": ""})
    build = replace(contexts[0].build, claims=ledger.model_copy(update={"claims": (turned,)}))
    told = compose_claims_file([replace(one, build=build) for one in contexts])
    assert (told["claims"][0]["verdict"], told["claims"][0]["rating"], told["claims"][0]["remark"]) == (
        "contradicted", 1, None,
    )  # fmt: skip
    jsonschema.validate(json.loads(json.dumps(told)), SCHEMA)
