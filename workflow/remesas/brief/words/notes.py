"""The notes of frames in words: the reasons that earlier stages write into ``note``, in the language of a page.

Those stages write English and know no language. Their texts come from the catalog, or are of one of the forms here.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from remesas.brief.words.language import Language, marked

FIXED = (
    marked("no snapshot in use"),
    marked("no source is declared"),
    marked("no value for the year"),
    marked("no year before"),
    marked("an amount is missing or not positive"),
    marked("an amount inside the span is missing or not positive"),
    marked("outside the years of the configuration"),
    marked("computed by another formula from this year on"),
    marked("GDP"),
    marked("population"),
    marked("consumer prices"),
)
"""What the library itself writes, without places."""
Named = Callable[[str], str]
"""How a source of foreign exchange (by its id) or a place (by its name) is called inside a sentence."""
Said = Callable[[Language, re.Match[str], Named], str]


def said_notes(language: Language, note: str, named: Named) -> str:
    """A note: its parts, joined by semicolons, each in the words of the language."""
    return language.numbers.apart.join(said_note(language, part, named) for part in note.split("; "))


def said_note(language: Language, note: str, named: Named) -> str:
    """One part of a note: a text of the catalog, or of a form that the library writes."""
    for form, said in FORMS:
        found = form.fullmatch(note)
        if found:
            return said(language, found, named)
    return language.said(note)


def _held(t: Language, found: re.Match[str], named: Named) -> str:
    held, full = (t.numbers.amount(int(found[name])) for name in ("held", "full"))
    if found["noun"] == "months":
        return t.gettext("%(held)s of %(full)s months published", held=held, full=full)
    return t.gettext("%(held)s of %(full)s quarters published", held=held, full=full)


def _lacking(t: Language, found: re.Match[str], named: Named) -> str:
    return t.gettext("%(series)s has no value", series=found["series"])


def _figureless(t: Language, found: re.Match[str], named: Named) -> str:
    names = [named(name) for name in re.split(", | or ", found["names"])]
    return t.gettext("no figure for %(sources)s", sources=t.numbers.listed(names))


def _concerning(t: Language, found: re.Match[str], named: Named) -> str:
    about = t.said(found["about"]) if found["about"] in FIXED else t.vintage(found["about"])
    return t.gettext("%(about)s: %(reason)s", about=about, reason=said_note(t, found["reason"], named))


def _counted(text: str) -> Said:
    """Notes that hold nothing but a count."""

    def said(t: Language, found: re.Match[str], named: Named) -> str:
        return t.gettext(text, count=t.numbers.amount(int(found["count"])))

    return said


def _absent(t: Language, found: re.Match[str], named: Named) -> str:
    places = t.numbers.listed([named(name) for name in found["names"].split(", ")])
    return t.gettext("not in the series: %(places)s", places=places)


def _not_computed(t: Language, found: re.Match[str], named: Named) -> str:
    return t.gettext(
        "not computed: %(years)s", years=t.numbers.years([int(year) for year in found["years"].split(", ")])
    )


def _break(t: Language, found: re.Match[str], named: Named) -> str:
    words = {"year": found["year"], "reason": t.said(found["reason"])}
    if found["where"] == "before the break of":
        return t.gettext("before the break of %(year)s: %(reason)s", **words)
    if found["where"] == "across the break of":
        return t.gettext("across the break of %(year)s: %(reason)s", **words)
    return t.gettext("break in %(year)s: %(reason)s", **words)


def _silent_in(t: Language, found: re.Match[str], named: Named) -> str:
    return t.gettext("%(series)s has no value in %(year)s", series=found["series"], year=found["year"])


def _of_flow(t: Language, found: re.Match[str], named: Named) -> str:
    words = {"source": named(found["name"]), "reason": said_note(t, found["reason"], named)}
    if found["flow"] == "gross":
        return t.gettext("%(source)s (gross): %(reason)s", **words)
    return t.gettext("%(source)s (net): %(reason)s", **words)


FORMS: tuple[tuple[re.Pattern[str], Said], ...] = (
    (re.compile(r"(?P<held>\d+) of (?P<full>\d+) (?P<noun>months|quarters) published"), _held),
    (re.compile(r"(?P<series>\S+) has no value"), _lacking),
    (re.compile(r"(?P<series>\S+) has no value in (?P<year>\d{4})"), _silent_in),
    (re.compile(r"(?P<count>\d+) periods judged"), _counted(marked("%(count)s periods judged"))),
    (re.compile(r"(?P<count>\d+) economies have a value"), _counted(marked("%(count)s economies have a value"))),
    (re.compile(r"(?P<count>\d+) partners are listed"), _counted(marked("%(count)s partners are listed"))),
    (re.compile(r"not in the series: (?P<names>.+)"), _absent),
    (re.compile(r"not computed: (?P<years>\d{4}(, \d{4})*)"), _not_computed),
    (
        re.compile(r"(?P<where>before the break of|across the break of|break in) (?P<year>\d{4}): (?P<reason>.+)"),
        _break,
    ),
    (re.compile(r"(?P<name>\w+) \((?P<flow>gross|net)\): (?P<reason>.+)"), _of_flow),
    (re.compile(r"no figure for (?P<names>.+)"), _figureless),
    (re.compile(r"(?P<about>\d{4}(-\d\d){0,2}|GDP|population|consumer prices): (?P<reason>.+)"), _concerning),
)
