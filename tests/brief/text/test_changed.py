from dataclasses import replace

from remesas.brief.context import Context
from remesas.brief.style import Style
from remesas.brief.text.changed import changed_sentences
from remesas.brief.words.language import Language
from remesas.build import Build


def test_changed_sentences_stand_beside_the_old_ones(build: Build, english: Language, style: Style) -> None:
    frame = build.tables["table1"].copy()
    cell = {"basis": "national", "indicator": "remittances", "time_period": 2025}
    frame.loc[(frame[list(cell)] == cell).all(axis=1), "obs_value"] = 900000.0
    then, now = (
        Context(one, english, style) for one in (build, replace(build, tables={**build.tables, "table1": frame}))
    )
    sentences = changed_sentences(then, now)
    headline = sentences[sentences["subject"] == "headline"].iloc[0]
    assert "in 2025, to US$62.5 billion" in headline["old"]
    assert "in 2025, to US$900.0 billion" in headline["new"]
    assert set(sentences["language"]) == {"en"}
    assert set(sentences["effect"]) == {"sentence"}


def test_nothing_differs_between_a_build_and_itself(build: Build, english: Language, style: Style) -> None:
    context = Context(build, english, style)
    assert changed_sentences(context, context).empty
