"""What an answer of a provider says is checked before it is believed."""

import json
import re

import pytest

from remesas.update.fetch.run import summarise
from support import players

REMITTANCES = "banxico:SE27803"


def points(answer, change):
    """Changes the data of an answer of Banco de México."""
    content = json.loads(answer.get_data(as_text=True))
    for series in content["bmx"]["series"]:
        change(series)
    return players.reply(content)


def altered(fake, change):
    return lambda request: points(fake.banxico(request.path.split("/", 2)[2], request), change)


def set_value(text):
    return lambda series: series["datos"].__setitem__(-3, series["datos"][-3] | {"dato": text})


def month_first(series):
    for point in series["datos"]:
        day, month, year = point["fecha"].split("/")
        point["fecha"] = f"{month}/{day}/{year}"


def thousandfold(series):
    for point in series["datos"][:-1]:
        point["dato"] = str(float(point["dato"].replace(",", "")) * 1000)


CONTENT = {
    "missing datos": (lambda series: series.pop("datos"), "'datos' is missing or empty"),
    "empty datos": (lambda series: series.update(datos=[]), "'datos' is missing or empty"),
    "month before day": (month_first, "not the first day of a period: dates are day/month/year"),
    "text in a value": (set_value("cinco mil"), "'cinco mil' is no number"),
    "decimal comma": (set_value("5452,34"), "'5452,34' is no number"),
    "hole": (set_value("N/E"), "missing inside the series"),
    "shorter": (lambda series: series.update(datos=series["datos"][:-20]), "shorter than vintage 2026-07-01"),
    "begins later": (lambda series: series.update(datos=series["datos"][20:]), "shorter than vintage 2026-07-01"),
    "factor of a thousand": (thousandfold, "outside the plausible|a unit changed|factor of a thousand"),
    "month twice": (lambda series: series["datos"].append(series["datos"][5]), "the period occurs twice"),
    "other title": (lambda series: series.update(titulo="Tasa de interés"), "its title is now 'Tasa de interés'"),
}


@pytest.mark.parametrize("case", CONTENT)
def test_what_the_answer_says_is_checked_before_it_is_believed(fetch, fake, raw, tokens, case):
    change, expected = CONTENT[case]
    fake.extend()
    fake.fault("/datos", altered(fake, change))
    before = sorted(raw.rglob("*"))
    outcome = fetch("banxico", series=[REMITTANCES], **tokens)["banxico", "remittances"]
    said = "\n".join(summarise([outcome]))
    assert outcome.state == "failed"
    assert re.search(expected, said), said
    assert "SE27803" in said
    assert sorted(raw.rglob("*")) == before


def test_a_unit_that_changed_is_refused_or_converted(fetch, fake, tokens):
    fake.extend()
    fake.units[REMITTANCES] = "USD"
    assert fetch("banxico", series=[REMITTANCES], **tokens)["banxico", "remittances"].state == "new"
    fake.units[REMITTANCES] = "USD thousand"
    outcome = fetch("banxico", series=[REMITTANCES], **tokens)["banxico", "remittances"]
    assert "the unit is 'USD thousand', the catalog expects" in outcome.text


def test_another_currency_is_refused_though_its_values_are_plausible(fetch, fake, raw, tokens):
    fake.extend()
    about = {"idSerie": "SE27803", "titulo": "Ingresos por remesas, total", "unidad": "Millones de Pesos"}
    about |= {"fechaInicio": "01/01/1995", "fechaFin": "01/10/2026", "periodicidad": "Mensual", "cifra": "Flujos"}
    fake.fault("series/SE27803?", players.reply({"bmx": {"series": [about]}}))
    before = sorted(raw.rglob("*"))
    outcome = fetch("banxico", series=[REMITTANCES], **tokens)["banxico", "remittances"]
    assert outcome.state == "failed"
    assert "the unit is 'Millones de Pesos', the catalog expects" in outcome.text
    assert sorted(raw.rglob("*")) == before
