"""What a fetch brings, and what it makes of everything that can go wrong with a provider."""

import datetime as dt
import re
import threading
from dataclasses import replace

import pandas as pd
import pytest
import yaml
from werkzeug import Response

from remesas.core.errors import DataError
from remesas.ingest.raw_folder import META
from remesas.update.fetch import PROVIDERS
from remesas.update.fetch.run import fetch_all, list_fetchable, succeeded, summarise
from support import players
from support.fetch import check_raw_is_whole
from support.project import ROOT

NOW = dt.datetime(2026, 11, 25, 12, tzinfo=dt.UTC)
LATER = NOW + dt.timedelta(days=1)
REMITTANCES = "banxico:SE27803"
OIL = "banxico:SE32150"
LIMIT = {"error": {"mensaje": "Límite de consultas superado.", "detalle": "", "secondsToReset": 0.05}}
PAGE = Response("<!DOCTYPE html><html><body>En mantenimiento</body></html>", content_type="text/html")


def newest(raw, source, dataset, vintage="2026-11-25"):
    meta = raw / source / vintage / f"{dataset}{META}"
    frame = pd.read_csv(meta.with_name(f"{dataset}.csv"), dtype=str)
    return yaml.safe_load(meta.read_text(encoding="utf-8")), frame


def states(outcomes):
    return {f"{source} {dataset}": outcome.state for (source, dataset), outcome in outcomes.items()}


def test_every_dataset_of_the_catalog_comes_with_tokens(fetch, fake, raw, tokens):
    fake.extend()
    outcomes = fetch(**tokens)
    assert set(states(outcomes).values()) == {"new"}, summarise(outcomes.values())
    assert not any(outcome.is_failure for outcome in outcomes.values())
    about, frame = newest(raw, "banxico", "remittances")
    assert frame["time_period"].max() == "2026-10"
    assert about["obtained"]["how"] == "provider-api"
    assert about["obtained"]["retrieved"] == "2026-11-25T12:00:00Z"
    assert about["obtained"]["client"].startswith("remesas (httpx ")
    assert about["series"] == [{"id": "SE27803", "title": "Ingresos por remesas, total", "unit": "USD million"}]
    about, frame = newest(raw, "worldbank", "wdi", "2026-07-13")
    assert set(frame["ref_area"]) == {"MEX", "USA", "WLD"}
    assert about["obtained"]["url"].startswith("https://api.worldbank.org/v2/country/all/indicator/")
    assert newest(raw, "inegi", "evi")[0]["obtained"]["url"].endswith("/2.0/{token}?type=json")
    stored = "".join(path.read_text(encoding="utf-8") for path in raw.rglob("*.yaml"))
    assert not any(secret in stored for secret in tokens.values())


def test_a_second_fetch_finds_nothing_new_and_says_so(fetch, fake, raw, tokens):
    fake.extend()
    fetch("inegi", "fred", "worldbank", **tokens)
    before = sorted(raw.rglob("*"))
    outcomes = fetch("inegi", "fred", "worldbank", **tokens)
    assert set(states(outcomes).values()) == {"unchanged"}
    assert "nothing changed since 2026-11-25" in "\n".join(summarise(outcomes.values()))
    assert sorted(raw.rglob("*")) == before


def test_copies_in_raw_and_the_provider_in_another_unit_are_the_same_data(fetch, tokens):
    assert states(fetch("banxico", **tokens)) == {
        "banxico ce125": "unchanged", "banxico remittances": "unchanged", "banxico remittance-operations": "new",
        "banxico remittances-by-state": "new", "banxico ce36": "new",
    }  # fmt: skip


def test_without_tokens_tables_and_open_interfaces_serve(fetch, fake):
    fake.extend()
    outcomes = fetch()
    assert states(outcomes) == {
        "banxico ce125": "new", "banxico remittances": "new", "banxico remittance-operations": "new",
        "banxico remittances-by-state": "new", "banxico ce36": "new", "inegi bie-trade": "not asked",
        "inegi bie-totals": "not asked", "inegi evi": "not asked", "worldbank wdi": "new", "fred minimum-wage": "new",
    }  # fmt: skip
    assert "INEGI_TOKEN is not set" in outcomes["inegi", "evi"].text
    assert not any(outcome.is_failure for outcome in outcomes.values())
    assert all("Bmx-Token" not in headers for headers in fake.headers)


def test_a_series_alone(fetch, fake, raw, tokens):
    fake.extend()
    outcomes = fetch(series=[OIL], **tokens)
    assert states(outcomes) == {"banxico ce125": "new"}
    assert set(newest(raw, "banxico", "ce125")[1]["series"]) == {"SE32150"}
    with pytest.raises(DataError, match="cannot be fetched"):
        fetch(series=["bls:CPIAUCNS"])


def test_an_id_of_this_project_is_not_asked_for_and_a_table_has_the_series_by_its_title(fetch, fake, raw, tokens):
    outcome = fetch("banxico", **tokens)["banxico", "ce36"]
    assert not any("CE36-" in address for address in fake.requests)
    assert "its id at the provider was never seen" in "".join(item.text for item in outcome.problems)
    assert not outcome.is_failure
    fake.change("banxico:CE36-receipts-without-border", lambda frame: frame.assign(obs_value=frame["obs_value"] + 1))
    fetch("banxico", now=LATER)
    frame = newest(raw, "banxico", "ce36", "2026-11-26")[1]
    assert "CE36-receipts-without-border" in set(frame["series"])


def test_an_id_that_was_never_seen_is_believed_by_its_title_only(fetch, fake, tokens):
    fake.titles["banxico:SE5857"] = "Ingresos por viajeros internacionales"
    outcome = fetch("banxico", **tokens)["banxico", "ce36"]
    said = "\n".join(summarise([outcome]))
    assert "SE5857 did not come: its title is now 'Ingresos por viajeros internacionales'" in said
    assert "was never seen at the provider" in said
    assert outcome.state == "new" and not outcome.is_failure
    asked = fetch("banxico", series=["banxico:SE5857"], **tokens)["banxico", "ce36"]
    assert asked.is_failure, "what is asked for by name has to come"


def test_lines_of_a_table_in_units_of_their_own(fetch, fake, raw):
    fake.extend()
    fetch("banxico")
    about, frame = newest(raw, "banxico", "remittance-operations")
    assert {item["id"]: item["unit"] for item in about["series"]} == {
        "SE27808": "thousand operations", "SE27813": "USD",
    }  # fmt: skip
    old = pd.read_csv(ROOT / "raw/banxico/2026-07-01/remittance-operations.csv").set_index(["series", "time_period"])
    new = frame.astype({"obs_value": float}).set_index(["series", "time_period"])["obs_value"]
    assert new["SE27808", "2020-05"] == pytest.approx(old.loc[("SE27808", "2020-05"), "obs_value"] / 1000, abs=1e-4)


def test_earlier_versions_come_from_the_archive_under_their_own_date(fetch, fake, raw):
    outcomes = fetch("worldbank", versions=["2004-04"])
    assert states(outcomes) == {"worldbank wdi": "new"}
    address = fake.requests[0]
    assert address.startswith("/api.worldbank.org/v2/sources/57/country/all/series/")
    assert "/time/all/version/200404/data?" in address
    about, frame = newest(raw, "worldbank", "wdi", "2004-04")
    assert about["vintage"] == "2004-04"
    assert set(frame["ref_area"]) == {"MEX", "USA", "WLD"}
    assert frame["time_period"].max() <= "2004"
    with pytest.raises(DataError, match="none of banxico gives earlier versions"):
        fetch("banxico", versions=["2004-04"])


def test_an_answer_of_the_archive_that_is_none_is_reported(fetch, fake):
    fake.fault("/sources/57/", '{"page":1,"pages":1,"per_page":"200","total":3,"source":{"id":"57","data":[{}]}}')
    outcome = fetch("worldbank", versions=["2004-04"])["worldbank", "wdi"]
    assert outcome.state == "failed" and "does not have the shape of a page" in outcome.text


def test_the_token_of_banco_de_mexico_goes_in_the_header_only(fetch, fake, tokens):
    fetch("banxico", **tokens)
    asked = [address for address in fake.requests if "SieAPIRest" in address]
    assert asked and not any("token" in address.lower() for address in asked)
    assert max(address.split("/series/")[1].split("/")[0].split("?")[0].count(",") for address in asked) < 20


def test_inegi_asks_the_bank_that_served_last_first(fetch, fake, tokens):
    fetch("inegi", series=["inegi:912", "inegi:921"], **tokens)
    assert [re.search(r"/(\d+)/es/00/false/([A-Z-]+)/", address).groups() for address in fake.requests] == [
        ("912", "BIE"), ("912", "BIE-BISE"), ("921", "BIE-BISE"),
    ]  # fmt: skip


def test_the_world_bank_is_asked_page_by_page_and_its_date_is_the_vintage(fetch, fake, raw):
    fetch("worldbank")
    assert any("page=2" in address for address in fake.requests)
    fake.updated = "2026-04-08"  # a vintage that is there already, with other data
    fake.change("worldbank:SP.POP.TOTL", lambda frame: frame.assign(obs_value=frame["obs_value"] + 1000))
    outcome = fetch("worldbank")["worldbank", "wdi"]
    assert outcome.text.startswith("vintage 2026-11-25"), outcome
    assert "dates them 2026-04-08" in newest(raw, "worldbank", "wdi")[0]["obtained"]["note"]


# What may pass: asked again, it comes.
PASSING = {
    "HTML in place of JSON": ("/datos", PAGE, 2),
    "truncated JSON": ("/datos", '{"bmx": {"series": [{"idSerie": "SE2', 2),
    "empty body": ("/datos", "", 2),
    "other shape": ("/datos", '{"bmx": []}', 2),
    "server errors": ("/datos", Response("", 503), 2),
    "dies in mid-body": ("/datos", players.dies_in_mid_body, 2),
    "hangs once": ("/datos", players.hang, 1),
    "over the limit, 400": ("/datos", players.reply(LIMIT, 400), 2),
    "over the limit, header": ("/datos", Response("{}", 400, {"Bmx-secondsToReset": "0.05"}), 2),
    "over the limit, 429": ("/datos", Response("slow down", 429, {"Retry-After": "0.05"}), 2),
    "too much at once": ("CE125", Response("", 413), 0),
}


@pytest.mark.parametrize("case", PASSING)
def test_what_passes_is_asked_again(fetch, fake, raw, tokens, case):
    fake.extend()
    fake.fault(*PASSING[case])
    assert states(fetch("banxico", series=[REMITTANCES], **tokens)) == {"banxico remittances": "new"}
    times = PASSING[case][2]
    assert len([line for line in fetch.told if "attempt" in line]) == times


@pytest.mark.parametrize(
    ("source", "text", "answer"),
    [
        ("worldbank", "worldbank.org", Response("Bad request", 400)),
        ("worldbank", "worldbank.org", Response("", 502)),
        ("worldbank", "worldbank.org", PAGE),
        ("worldbank", "worldbank.org", "<?xml version='1.0'?><wb:error/>"),
        ("worldbank", "page=2", '[{"page":2,"pages":2,"per_page":"200","total":300},null]'),
        ("worldbank", "page=2", '[{"page":"1","pages":2,"per_page":"200","total":300},[]]'),
        ("inegi", "/921/", PAGE),
        ("inegi", "/921/", '{"Header": {}, "Series": []}'),
        ("fred", "fredgraph", PAGE),
        ("fred", "fredgraph", "observation_date,FEDMINNFRWG\n1938-10-01"),
    ],
)
def test_random_faults_of_the_others_are_asked_again_too(fetch, fake, raw, source, text, answer, tokens):
    fake.extend()
    fake.fault(text, answer, 2)
    series = ["inegi:912", "inegi:921"] if source == "inegi" else []
    outcomes = fetch(source, series=series, INEGI_TOKEN=tokens["INEGI_TOKEN"])
    assert set(states(outcomes).values()) == {"new"}, summarise(outcomes.values())


# What stays: nothing is stored, and the summary says why.
STAYING = {
    "hangs": ("/datos", players.hang, "did not answer within 30 s (3 attempts)"),
    "drips": ("/datos", players.drip, "not complete within 300 s"),
    "dies in mid-body": ("/datos", players.dies_in_mid_body, "the connection failed"),
    "HTML in place of JSON": ("/datos", PAGE, "HTML page in place of JSON (3 attempts)"),
    "long over its limit": ("/datos", players.reply(LIMIT | {"error": LIMIT["error"] | {"secondsToReset": 3600}}, 400),
                            "asks to come again in 3600 s"),
    "too large": ("/datos", b"x" * 20_000_001, "larger than 20000000 bytes"),
    "HTTP 200 with an error": ("/datos", players.reply({"error": {"mensaje": "Error interno"}}), "Error interno"),
    "redirect elsewhere": ("/datos", Response("", 302, {"Location": "https://example.org"}), "not among its declared"),
    "circles": ("/datos", Response("", 302, {"Location": "/datos"}), "more than 3 times"),
    "bad token": ("/datos", players.reply({"error": {"mensaje": "Token inválido"}}, 400), "check BANXICO_TOKEN"),
}  # fmt: skip


@pytest.mark.parametrize("case", STAYING)
def test_what_stays_is_reported_and_nothing_is_stored(fetch, fake, raw, tokens, case):
    text, answer, expected = STAYING[case]
    fake.extend()
    fake.fault(text, answer)
    before = sorted(raw.rglob("*"))
    outcome = fetch("banxico", series=[REMITTANCES], **tokens)["banxico", "remittances"]
    assert outcome.state == "failed"
    assert expected in outcome.text
    assert sorted(raw.rglob("*")) == before


def test_a_dataset_that_was_not_tried_says_why_and_names_no_series_of_another(fetch, fake, tokens):
    fake.fault("www.banxico.org.mx", players.hang)
    outcomes = fetch("banxico", **tokens)
    first, second = (outcomes["banxico", name] for name in ("ce125", "remittances"))
    assert "did not answer within" in first.text
    assert (second.state, second.text) == ("failed", "not tried, since the provider did not answer for ce125")


@pytest.mark.parametrize(
    ("series", "lose", "expected"),
    [
        ("banxico:SE32150", "drop", "SE32150 did not come: the provider does not know it"),
        ("banxico:SE32150", "rename", "SE32150 did not come: its title is now 'Exportaciones no petroleras'"),
        ("inegi:924", "drop", "924 did not come: the provider no longer gives it"),
        ("worldbank:TX.VAL.FUEL.ZS.UN", "drop", "TX.VAL.FUEL.ZS.UN did not come: the provider does not know it"),
        ("worldbank:TX.VAL.FUEL.ZS.UN", "rename", "TX.VAL.FUEL.ZS.UN did not come: its title is now 'Exportaciones"),
    ],
)  # fmt: skip
def test_a_series_that_was_dropped_or_renamed_is_reported_and_the_others_come(
    fetch, fake, tokens, series, lose, expected
):
    fake.extend()
    if lose == "drop":
        del fake.values[series]
    else:
        fake.titles[series] = "Exportaciones no petroleras"
    source = series.split(":")[0]
    dataset = {"banxico": "ce125", "inegi": "bie-trade", "worldbank": "wdi"}[source]
    outcome = fetch(source, **tokens)[source, dataset]
    assert outcome.state == "new"
    assert outcome.is_failure
    assert expected in "\n".join(summarise([outcome]))


def test_a_dropped_column_of_the_table_export_is_reported(fetch, fake):
    fake.extend()
    fake.titles["banxico:SE32189"] = "Otra cosa"
    outcome = fetch("banxico")["banxico", "ce125"]
    assert (outcome.state, [problem.series for problem in outcome.problems]) == ("new", ["SE32189"])


def test_bad_tokens_are_named_and_never_shown(fetch, fake, capfd):
    bad = {"BANXICO_TOKEN": "wr0ng/SECRET+1", "INEGI_TOKEN": "wr0ng SECRET/2", "FRED_API_KEY": "wr0ngSECRET3"}
    outcomes = fetch(**bad)
    said = "\n".join([*summarise(outcomes.values()), *fetch.told])
    assert all(f"check {variable}" in said for variable in bad)
    assert "SECRET" not in said + "".join(capfd.readouterr())


def test_a_failed_provider_does_not_stop_the_others(fetch, fake, tokens):
    fake.extend()
    fake.fault("banxico", players.hang)
    fake.fault("worldbank", PAGE)
    outcomes = fetch(**tokens)
    assert [name for name, state in states(outcomes).items() if state == "failed"] == [
        "banxico ce125", "banxico remittances", "banxico remittance-operations", "banxico remittances-by-state",
        "banxico ce36", "worldbank wdi",
    ]  # fmt: skip
    said = "\n".join(summarise(outcomes.values()))
    assert "Not everything came" in said
    assert "Run `./remesas build`" in said
    assert len([address for address in fake.requests if "banxico" in address]) == 3, (
        "a provider that is down is left alone"
    )


def test_a_fault_of_the_program_is_one_failure_without_secrets(fetch, monkeypatch, tokens):
    def broken(order, client):
        raise RuntimeError(f"unexpected {tokens['BANXICO_TOKEN']}")

    monkeypatch.setitem(PROVIDERS, "banxico", replace(PROVIDERS["banxico"], fetch=broken))
    outcomes = fetch(**tokens)
    assert "unexpected [token]" in outcomes["banxico", "ce125"].text
    assert outcomes["fred", "minimum-wage"].state == "unchanged"


def test_two_fetches_at_once_store_one_vintage(fake, raw, catalog, conditions, tokens):
    fake.extend()
    results = []

    def run():
        results.extend(fetch_all(catalog, raw, tokens, lambda _: None, ["banxico"], conditions=conditions, now=NOW))

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {outcome.state for outcome in results} <= {"new", "unchanged", "failed"}
    assert sum(outcome.state == "new" for outcome in results) == len(list_fetchable(catalog)["banxico"])
    check_raw_is_whole(raw, catalog)


def test_polite_rate(fetch, fake, clock, tokens):
    fetch("inegi", series=["inegi:912", "inegi:921"], **tokens)
    assert len(fake.requests) == 3
    assert [wait for wait in clock.waits if wait] == [PROVIDERS["inegi"].pace] * 2


def test_nothing_that_could_be_asked_is_no_success(fetch, fake):
    outcomes = fetch("inegi").values()
    assert {outcome.state for outcome in outcomes} == {"not asked"}
    assert not succeeded(outcomes)
    assert fake.requests == []


def test_a_source_without_a_provider_cannot_be_fetched(catalog):
    sources = dict(catalog.sources)
    entry = sources["eia"].datasets["oil-prices"]
    fetch = catalog.sources["fred"].datasets["minimum-wage"].fetch
    datasets = {"oil-prices": entry.model_copy(update={"fetch": fetch})}
    sources["eia"] = sources["eia"].model_copy(update={"datasets": datasets})
    with pytest.raises(DataError, match="eia has a fetch block, but no provider"):
        list_fetchable(catalog.model_copy(update={"sources": sources}))
