"""Write and read the remarks that stages leave in ``note``: one template each, in English, translated from here.

A stage writes a remark through its template, so that the frames stay texts that anyone can read. Whoever shows a remark
finds the template again by ``read_note`` and says it in another language. Several remarks of a cell are joined by
semicolons. What the catalog says (reasons, breaks, definitions) is no template: it is written as it stands there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

SEPARATOR = "; "
Kind = Literal["count", "year", "years", "name", "names", "series", "text", "note", "period"]
PLACES: dict[str, tuple[str, Kind]] = {
    "count": (r"-?\d+", "count"),
    "held": (r"\d+", "count"),
    "full": (r"\d+", "count"),
    "amount": (r"-?\d+", "count"),
    "before": (r"-?\d+", "count"),
    "year": (r"\d{4}", "year"),
    "period": (r"\d{4}(?:-[QH]\d|(?:-\d\d){0,2})", "period"),
    "span": (r"\d{4}(?: to \d{4})?", "text"),
    "years": (r"\d{4}(?:, \d{4})*", "years"),
    "series": (r"\S+", "series"),
    "source": (r"[\w-]+", "name"),
    "sources": (r"[\w-]+(?:(?:, | or )[\w-]+)*", "names"),
    "places": (r".+", "names"),
    "flow": (r"\w+", "text"),
    "about": (r".+?", "text"),
    "reason": (r".+", "note"),
}
"""The places that a template may have: what may stand there, and how it is said."""
_PLACE = re.compile(r"%\((\w+)\)s")


def marked(text: str) -> str:
    """A text to be translated where it is shown: the extraction of texts finds it by this call."""
    return text


@dataclass(frozen=True)
class Template:
    """A remark with named places (see ``PLACES``)."""

    text: str

    def write(self, **values: object) -> str:
        """The remark in English; a list fills a place with its items.

        Raises:
            ValueError: If a value cannot stand in its place, so that nobody could read the remark again.
        """
        written = self.text % {name: _plain(value) for name, value in values.items()}
        if self.read(written) is None:
            raise ValueError(f"{written!r} does not fit the remark {self.text!r}")
        return written

    def read(self, note: str) -> dict[str, str] | None:
        """What stands in the places of a remark; None if it is another one."""
        found = self._pattern.fullmatch(note)
        return found.groupdict() if found else None

    @property
    def places(self) -> list[str]:
        """The names of its places, in their order."""
        return _PLACE.findall(self.text)

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        parts = _PLACE.split(self.text)
        texts, names = parts[::2], parts[1::2]
        places = [f"(?P<{name}>{PLACES[name][0]})" for name in names]
        return re.compile("".join(re.escape(text) + place for text, place in zip(texts, [*places, ""], strict=True)))


def _plain(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, Sequence) and not isinstance(value, str) else str(value)


# ---- of series and years -------------------------------------------------------------------------------------------
MONTHS_PUBLISHED = Template(marked("%(held)s of %(full)s months published"))
QUARTERS_PUBLISHED = Template(marked("%(held)s of %(full)s quarters published"))
MEAN_OF_OTHERS = Template(marked("mean of %(held)s of %(full)s months"))
NOT_ADDING_UP = Template(marked("does not add up with what else is published"))
OUT_OF_COURSE = Template(marked("far from what the values around it let expect"))
COPIED = Template(marked("the same figure, to the last digit, as in another period (%(period)s)"))
NOUGHT = Template(marked("nought, as if a missing value had been written as nought"))
DOUBTFUL = Template(marked("doubtful: a check of the data fails"))
NO_SNAPSHOT = Template(marked("no snapshot in use"))
NO_COMMON_VINTAGE = Template(marked("no vintage has all the series that it is computed from"))
SERIES_ENDS = Template(marked("ends in %(year)s"))
SERIES_BEGINS = Template(marked("begins in %(year)s"))
VINTAGE_ENDS = Template(marked("ends in %(year)s in the vintage used (%(period)s)"))
VINTAGE_BEGINS = Template(marked("begins in %(year)s in the vintage used (%(period)s)"))
NO_VALUE = Template(marked("has no value"))
NO_VALUE_FOR_YEAR = Template(marked("no value for the year"))
NO_VALUE_IN = Template(marked("no value in %(year)s"))
GDP = Template(marked("GDP"))
POPULATION = Template(marked("population"))
PRICES = Template(marked("consumer prices"))
INVESTMENT = Template(marked("foreign direct investment"))
# ---- of cells and what is derived from them --------------------------------------------------------------------------
NO_SOURCE = Template(marked("no source is declared"))
UNCLASSIFIED = Template(marked("more than 5 percent of exports or of imports belong to no known class of goods"))
UNCLASSIFIED_EXPORTS = Template(marked("more than 5 percent of exports belong to no known class of goods"))
UNCLASSIFIED_EXCEEDS = Template(
    marked("not shown, since the exports or imports that belong to no known class of goods exceed the balance itself")
)
EXCEEDS_WHOLE = Template(marked("more than the amount of which it is the balance"))
OTHER_FORMULA = Template(marked("computed by another formula from this year on"))
OUTSIDE_YEARS = Template(marked("outside the years of the configuration"))
NO_YEAR_BEFORE = Template(marked("no year before"))
NOT_POSITIVE = Template(marked("an amount is missing or not positive"))
NEGLIGIBLE = Template(marked("the amount that it is related to rounds to nothing"))
NEGLIGIBLE_INSIDE = Template(marked("an amount inside the span rounds to nothing"))
NOT_POSITIVE_INSIDE = Template(marked("an amount inside the span is missing or not positive"))
ONE_GROWTH = Template(marked("the growth of one year alone has no deviation"))
NO_FIGURE = Template(marked("no figure for %(sources)s"))
SUM_OF_ECONOMIES = Template(marked("the world is the sum of the %(count)s economies that have a value"))
BREAK_IN = Template(marked("break in %(year)s: %(reason)s"))
# ---- of the printed tables -----------------------------------------------------------------------------------------
STANDS_IN = Template(marked("%(source)s %(year)s"))
STANDS_IN_TURNED = Template(marked("%(source)s %(year)s, sign turned"))
YEAR_BEFORE = Template(marked("the year before: %(amount)s"))
MORE_THAN_TOTAL = Template(marked("%(amount)s USD million more than the total"))
TOTAL_LEAVES = Template(marked("the total leaves %(amount)s"))
GROWTH_OF_BOTH = Template(marked("%(amount)s percent, where %(before)s were to be expected"))
BEFORE_AND_THEN = Template(marked("%(before)s the year before, %(amount)s then"))
# ---- of claims -----------------------------------------------------------------------------------------------------
ACROSS_BREAK = Template(marked("across the break of %(year)s: %(reason)s"))
BEFORE_BREAK = Template(marked("before the break of %(year)s: %(reason)s"))
PERIODS_JUDGED = Template(marked("%(count)s periods judged"))
ECONOMIES_COUNTED = Template(marked("%(count)s economies have a value"))
PARTNERS_LISTED = Template(marked("%(count)s partners are listed"))
NOT_IN_SERIES = Template(marked("not in the series: %(places)s"))
NOT_COMPUTED = Template(marked("not computed: %(years)s"))
SERIES_SILENT_IN = Template(marked("%(series)s has no value in %(year)s"))
SERIES_SILENT_FOR = Template(marked("%(series)s has no value for %(span)s"))
FEW_ECONOMIES = Template(marked("%(series)s has only %(count)s economies for %(span)s"))
NOT_PRINTED = Template(marked("no table prints it"))
SOURCE_OF_FLOW = Template(marked("%(source)s (%(flow)s): %(reason)s"))
# ---- what another remark is about: the last, since any text with a colon looks like it -------------------------------
OF_PERIOD = Template(marked("%(period)s: %(reason)s"))
IN_YEARS = Template(marked("in %(years)s: %(reason)s"))
SOME_SERIES = Template(marked("part of %(about)s: %(reason)s"))
ABOUT = Template(marked("%(about)s: %(reason)s"))

TEMPLATES: tuple[Template, ...] = tuple(item for item in list(globals().values()) if isinstance(item, Template))
"""Every template, in the order in which a remark is looked up."""


def join_notes(notes: Iterable[str]) -> str:
    """Remarks of one cell, each once, empty ones left out."""
    return SEPARATOR.join(dict.fromkeys(note for note in notes if note))


def split_notes(notes: str) -> list[str]:
    """The remarks of one cell."""
    return [note for note in notes.split(SEPARATOR) if note]


def list_new(notes: str, before: str) -> list[str]:
    """The remarks of a cell that another one does not have."""
    known = split_notes(before)
    return [note for note in split_notes(notes) if note not in known]


def read_note(note: str) -> tuple[Template, Mapping[str, str]] | None:
    """The template of a remark and what stands in its places; None for a text of the catalog."""
    for template in TEMPLATES:
        values = template.read(note)
        if values is not None:
            return template, values
    return None
