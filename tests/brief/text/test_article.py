"""What the article comes to: counts of statements and of printed figures, as the ledger and the frames have them."""

from dataclasses import replace

import pytest
from markupsafe import Markup

from remesas.brief.text.article import tell_article


def numbers_in(text: str) -> list[int]:
    return [int(word.strip("%,.;()")) for word in text.split() if word.strip("%,.;()").isdigit()]


def told(context) -> list[str]:
    return [Markup(text).striptags() for text in tell_article(context)]


def test_the_parts_add_up(context) -> None:
    answer, *statements, figures = told(context)
    assert answer == "Was the article right? In part."
    whole, decided, held, failed, partly, left = numbers_in(" ".join(statements))
    assert whole == decided + left == len(context.build.claims.claims)
    assert decided == held + failed + partly
    whole, compared, near, _, exact, far, unexplained = numbers_in(figures)  # the fourth is the limit of one percent
    assert whole == 130
    assert compared == near + far
    assert (exact <= near, unexplained <= far) == (True, True)


def with_verdicts(context, *overall: str):
    """The context with a statement for each of some verdicts."""
    first = context.build.claims.claims[0]
    entries = tuple(first.model_copy(update={"overall": verdict}) for verdict in overall)
    return replace(
        context, build=replace(context.build, claims=context.build.claims.model_copy(update={"claims": entries}))
    )


@pytest.mark.parametrize(
    ("verdicts", "near", "answer"),
    [
        (["confirmed", "about right", "contradicted", "not decidable here"], 3, "For the most part."),
        (["confirmed", "about right", "contradicted", "not decidable here"], 1, "In part."),
        (["confirmed", "revised", "contradicted"], 3, "In part."),
        (["unit slip", "inconsistent", "confirmed", "consistent"], 3, "For the most part not."),
    ],
)
def test_the_answer_counts_decided_statements_and_compared_figures_only(
    context, verdicts: list[str], near: int, answer: str
) -> None:
    """Of four printed figures so many are near today's, the rest but one are not."""
    cells = context.build.comparison.query("basis == 'national'").iloc[:4]
    classes = ["exact"] * near + ["unexplained"] * (3 - near) + ["not_comparable"]
    compared = replace(context.build, comparison=cells.assign(**{"class": classes}))
    said = told(with_verdicts(replace(context, build=compared), *verdicts))
    assert said[0] == f"Was the article right? {answer}"


def test_without_a_decided_statement_there_is_no_answer(context) -> None:
    first = told(with_verdicts(context, "not decidable here", "consistent"))[0]
    assert first == ("Not one of the article's 2 statements with numbers can be decided with the sources used here.")


def test_a_class_changes_its_count(context) -> None:
    build = context.build
    exact = build.comparison[(build.comparison["basis"] == "national") & (build.comparison["class"] == "exact")].index
    compared = build.comparison.copy()
    compared.loc[exact[0], "class"] = "unexplained"
    before = numbers_in(told(context)[-1])
    after = numbers_in(told(replace(context, build=replace(build, comparison=compared)))[-1])
    assert [new - old for old, new in zip(before, after, strict=True)] == [0, 0, -1, 0, -1, 1, 1], (
        "the third is the limit"
    )


def test_without_statements_or_print_nothing_is_told(context) -> None:
    build = context.build
    claims = build.claims.model_copy(update={"claims": ()})
    bare = replace(context, build=replace(build, claims=claims, comparison=build.comparison.iloc[:0]))
    assert list(tell_article(bare)) == []
