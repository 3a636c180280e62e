"""Compare the verdicts of today with those that were accepted, and name the data that flipped them.

``verdicts.csv`` of an article has a row a statement: its verdict, and the series and vintages on which that rested.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from xml.etree import ElementTree

from remesas.catalog.catalog import Catalog
from remesas.claims.entries import Ledger, LedgerEntry
from remesas.core.errors import DataError
from remesas.core.vintages import last_day

FILE = "verdicts.csv"
COLUMNS = ("claim", "verdict", "rests_on")
APART = "; "
ATOM = "http://www.w3.org/2005/Atom"


@dataclass(frozen=True)
class Change:
    """A series on which a verdict rests: its vintage then and now, either empty where it did not take part."""

    series: str
    title: str
    before: str
    now: str


@dataclass(frozen=True)
class Flip:
    """A statement whose verdict is not the accepted one; without ``changes`` the article or the rules changed.

    ``accepted`` is empty for a statement on which nothing was accepted yet.
    """

    claim: str
    statement: str
    accepted: str
    now: str
    changes: tuple[Change, ...]


Accepted = Mapping[str, tuple[str, Mapping[str, str]]]
"""By statement the verdict that was accepted, and the vintage of each series that it rested on."""


def write_verdicts(ledger: Ledger) -> str:
    """The verdicts of today as the file that accepts them."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(COLUMNS)
    for entry in ledger.claims:
        rests = APART.join(f"{series} {vintage}" for series, vintage in sorted(list_vintages(entry).items()))
        writer.writerow([entry.id, entry.overall, rests])
    return stream.getvalue()


def read_verdicts(path: Path) -> Accepted:
    """What was accepted; nothing where there is no file.

    Raises:
        DataError: If the file is not as ``write_verdicts`` writes it.
    """
    if not path.is_file():
        return {}
    with path.open(encoding="utf-8", newline="") as stream:
        heading, *rows = list(csv.reader(stream)) or [[]]
    if tuple(heading) != COLUMNS or any(len(row) != len(COLUMNS) for row in rows):
        raise DataError(
            f"the columns are {', '.join(heading)}, expected {', '.join(COLUMNS)}.",
            file=path,
            remedy="write it anew with `./remesas check --accept`.",
        )
    pairs = {row[0]: [item.rpartition(" ") for item in row[2].split(APART) if item] for row in rows}
    return {row[0]: (row[1], {series: vintage for series, _, vintage in pairs[row[0]]}) for row in rows}


def list_vintages(entry: LedgerEntry) -> dict[str, str]:
    """The newest vintage of each series on which a verdict rests: its main reading of each part on each evidence."""
    found = [item for line in entry.main_lines for item in line.observations if item.vintage]
    return {item.series: item.vintage for item in sorted(found, key=lambda item: last_day(item.vintage))}


def find_flips(ledger: Ledger, accepted: Accepted, catalog: Catalog) -> list[Flip]:
    """The statements whose verdict is not the accepted one, in the order of the article."""
    return [
        Flip(entry.id, entry.claim, accepted[entry.id][0], entry.overall, tuple(_compare(entry, accepted, catalog)))
        if entry.id in accepted
        else Flip(entry.id, entry.claim, "", entry.overall, ())
        for entry in ledger.claims
        if accepted and accepted.get(entry.id, ("",))[0] != entry.overall
    ]


def _compare(entry: LedgerEntry, accepted: Accepted, catalog: Catalog) -> Iterator[Change]:
    before, now = accepted[entry.id][1], list_vintages(entry)
    for series in sorted({*before, *now}):
        if before.get(series) != now.get(series):
            title = catalog.series[series].title if series in catalog.series else ""
            yield Change(series, title, before.get(series, ""), now.get(series, ""))


def say_flip(flip: Flip) -> str:
    """A flip in a sentence."""
    if not flip.accepted:
        return f"{flip.claim}: {flip.now}; no verdict on it was accepted yet"
    said = [
        f"{item.series}, {'not used before' if not item.before else f'vintage {item.before}'}, now "
        f"{f'of {item.now}' if item.now else 'not used'}"
        for item in flip.changes
    ]
    cause = "; ".join(said) or "no other data: the statement, its readings or the rules changed"
    return f"{flip.claim}: {flip.accepted} was accepted, {flip.now} is found ({cause})"


def write_json(flips: list[Flip], article: str) -> str:
    """The flips for programs."""
    content = {"article": article, "flips": [asdict(flip) for flip in flips]}
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def write_feed(flips: list[Flip], article: str, title: str, newest: str) -> str:
    """The flips as an Atom feed; one of which no series changed is of the newest vintage that anything rests on."""
    ElementTree.register_namespace("", ATOM)
    feed = ElementTree.Element(f"{{{ATOM}}}feed")
    days = [_date(flip, newest) for flip in flips]
    _add(feed, "id", f"urn:remesas:{article}:flips")
    _add(feed, "title", f"Verdicts that changed: {title}")
    _add(feed, "updated", max(days, default=_stamp(newest)))
    _add(ElementTree.SubElement(feed, f"{{{ATOM}}}author"), "name", "Remesas")
    for flip, day in zip(flips, days, strict=True):
        entry = ElementTree.SubElement(feed, f"{{{ATOM}}}entry")
        _add(entry, "id", f"urn:remesas:{article}:{flip.claim}:{flip.now.replace(' ', '-')}:{day[:10]}")
        _add(entry, "title", f"{flip.statement} {flip.accepted or 'nothing'} → {flip.now}")
        _add(entry, "updated", day)
        _add(entry, "summary", say_flip(flip))
    ElementTree.indent(feed, " ")
    return ElementTree.tostring(feed, encoding="unicode", xml_declaration=False) + "\n"


def _add(parent: ElementTree.Element, name: str, text: str) -> None:
    ElementTree.SubElement(parent, f"{{{ATOM}}}{name}").text = text


def _date(flip: Flip, newest: str) -> str:
    """The day of the newest vintage that flipped a verdict."""
    return max((_stamp(item.now) for item in flip.changes if item.now), default=_stamp(newest))


def _stamp(vintage: str) -> str:
    return f"{last_day(vintage).isoformat()}T00:00:00Z"
