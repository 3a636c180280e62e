"""What the article comes to: counts of statements and of printed figures, as the ledger and the frames have them."""

from dataclasses import replace

from markupsafe import Markup

from remesas.brief.text.article import tell_article


def numbers_in(text: str) -> list[int]:
    return [int(word.strip("%,.;()")) for word in text.split() if word.strip("%,.;()").isdigit()]


def test_the_parts_add_up(context) -> None:
    statements, figures = (Markup(text).striptags() for text in tell_article(context))
    whole, *parts = numbers_in(statements)
    assert whole == sum(parts) == len(context.build.claims.claims)
    whole, distinct, *parts = [number for number in numbers_in(figures) if number != 1]  # but the one percent
    assert whole == sum(parts) == 130
    assert distinct == 130 - 13, "the column of remittances is printed twice"


def test_a_verdict_and_a_class_change_their_counts(context) -> None:
    build = context.build
    held = next(entry for entry in build.claims.claims if entry.overall == "confirmed")
    others = [
        entry.model_copy(update={"overall": "contradicted"}) if entry is held else entry
        for entry in build.claims.claims
    ]
    exact = build.comparison[(build.comparison["basis"] == "national") & (build.comparison["class"] == "exact")].index[
        0
    ]
    compared = build.comparison.copy()
    compared.loc[exact, "class"] = "unexplained"
    claims = build.claims.model_copy(update={"claims": tuple(others)})
    changed = replace(context, build=replace(build, claims=claims, comparison=compared))
    before = [numbers_in(Markup(text).striptags()) for text in tell_article(context)]
    after = [numbers_in(Markup(text).striptags()) for text in tell_article(changed)]
    assert (after[0][1] - before[0][1], after[0][3] - before[0][3]) == (-1, 1)
    assert (after[1][2] - before[1][2], after[1][6] - before[1][6]) == (-1, 1)


def test_without_statements_or_print_nothing_is_told(context) -> None:
    build = context.build
    claims = build.claims.model_copy(update={"claims": ()})
    bare = replace(context, build=replace(build, claims=claims, comparison=build.comparison.iloc[:0]))
    assert list(tell_article(bare)) == []
