import pytest

from remesas.core.texts import find_hidden, is_formula, show_plainly


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("Ingresos\u00a0por remesas, total", None),
        ("Envois de fonds\u202f: total", None),
        ("a\x1b[31mb", "U+001B"),
        ("a\u202eb", "U+202E"),
        ("a\u2066b", "U+2066"),
        ("a\x00b", "U+0000"),
        ("a\u200bb", "U+200B"),
    ],
)
def test_signs_that_are_not_seen_are_found(text: str, hidden: str | None) -> None:
    assert find_hidden(text) == hidden
    assert show_plainly(text).count("<U+") == (hidden is not None)


def test_what_is_shown_is_one_line() -> None:
    assert show_plainly(" a \n b\tc\u202e ") == "a b c<U+202E>"


@pytest.mark.parametrize(
    "text",
    ['=HYPERLINK("http://evil.example","x") Remesas', "=cmd|'/C calc'!A1", "+cmd|' /C calc'!A0", "@SUM(1)", "\t=1",
     "-2+3+cmd|' /C calc'!A0", "-1+1", " =1", "+14.1 percent=1"],
)  # fmt: skip
def test_what_a_spreadsheet_would_compute_is_a_formula(text: str) -> None:
    assert is_formula(text)


@pytest.mark.parametrize(
    "text", ["+14.1 percent", "-3", "−2.5 %", "-1,234.5\u202f%", "1 + 1", "a=b", "", "–", "+14,1 por ciento.", "2003"]
)
def test_an_amount_with_its_sign_and_plain_text_are_none(text: str) -> None:
    assert not is_formula(text)


def test_a_long_amount_is_judged_at_once() -> None:
    assert is_formula("+1" + "a" * 100_000 + "!")
