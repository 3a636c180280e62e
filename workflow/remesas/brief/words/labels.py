"""Name what pages show beside their sentences: controls, statuses, units, formulas of tables."""

from __future__ import annotations

from remesas.brief.words.language import Language


def words(t: Language) -> dict[str, str]:
    """Names and labels of the controls, by the keys that the scripts use; ``{…}`` are their places."""
    return {
        "hint": t.gettext("Select a number to see where it comes from."),
        "open": t.gettext("Where this number comes from"),
        "close": t.gettext("Close"),
        "value": t.gettext("Value"),
        "unit": t.gettext("Unit"),
        "formula": t.gettext("Formula"),
        "series": t.gettext("Series"),
        "vintage": t.gettext("vintage {vintage}"),
        "status": t.gettext("Status"),
        "note": t.gettext("Note"),
        "source": t.gettext("Source"),
        "snapshot": t.gettext("Snapshot"),
        "provider": t.gettext("Provider's page"),
        "data": t.gettext("Data file"),
        "row": t.gettext("{file}, row {row}"),
        "shown": t.gettext("In its table"),
        "link": t.gettext("Copy link"),
        "copied": t.gettext("Copied"),
        "cite": t.gettext("Copy citation"),
        "citetext": t.gettext("Copy as text"),
        "citeas": t.gettext("Copy as {form}"),
        "missing": t.gettext("no figure"),
        "show": t.gettext("Show"),
        "printed": t.gettext("As printed"),
        "values": t.gettext("Values as a table"),
        "hide": t.gettext("Hide the values"),
        "read": t.gettext("Read values: {title}"),
        "filter": t.gettext("Search the statements"),
        "verdict": t.gettext("Verdict"),
        "all": t.gettext("All verdicts"),
        "order": t.gettext("Order"),
        "printorder": t.gettext("As in the article"),
        "byverdict": t.gettext("By verdict"),
        "bytext": t.gettext("By wording"),
        "count": t.gettext("{shown} of {all} statements"),
        "find": t.gettext("Search an economy"),
        "every": t.pgettext("choice", "all"),
        "economies": t.gettext("{shown} of {all} economies"),
        "showall": t.gettext("Show all {all} statements"),
        "failed": t.gettext("The values cannot be shown in this browser; the picture and the data files are complete."),
    }


def statuses(t: Language) -> dict[str, str]:
    """The statuses of observations in words."""
    return {
        "A": t.gettext("normal"),
        "B": t.gettext("break in the series"),
        "D": t.gettext("wider or narrower definition"),
        "E": t.gettext("estimate"),
        "M": t.gettext("missing"),
        "P": t.gettext("provisional"),
        "U": t.gettext("doubtful: a check of the data fails"),
    }


def units(t: Language, base: str) -> dict[str, str]:
    """The units of the frames in words; ``base`` is the year of constant prices."""
    return {
        "USD million": t.gettext("US$ million"),
        "USD billion": t.gettext("US$ billion"),
        f"USD million of {base}": t.gettext("US$ million at prices of %(base)s", base=base),
        f"USD billion of {base}": t.gettext("US$ billion at prices of %(base)s", base=base),
        "USD": t.gettext("US$"),
        "percent": t.gettext("percent"),
        "ratio": t.gettext("ratio"),
        "rank": t.gettext("rank"),
        "years": t.gettext("years"),
        "persons": t.gettext("people"),
        "operations": t.gettext("transfers"),
        "million operations": t.gettext("million transfers"),
        "persons a year": t.gettext("people a year"),
        "percent a year": t.gettext("percent a year"),
        "percentage points": t.gettext("percentage points"),
        "USD / hour": t.gettext("US$ an hour"),
    }


def table_formulas(t: Language) -> dict[str, str]:
    """What the numbers of a table are computed by where its cells have no provenance of their own, by its name."""
    reached = t.gettext("number of years by class; mean and largest of 100 × (vintage in use / earlier vintage − 1)")
    by_vintage = t.gettext("the series in each of the two vintages; 100 × (newer / older − 1)")
    changed = t.gettext("the brief as known before, and this one; 100 × (this / before − 1)")
    return {
        "summary": t.gettext(
            "number of printed cells by class; mean and largest of regenerated − printed; correlation of the changes "
            "from year to year"
        ),
        "explanations": t.gettext("number of printed cells that this explanation covers"),
        "checks": t.gettext("number of printed values tested, and of those that do not fit"),
        "verdicts": t.gettext("number of statements with this verdict on this evidence"),
        "sources": t.gettext("number of series read from the snapshot"),
        "remittances": by_vintage,
        "series": reached,
        "cells": changed,
        "ranks": changed,
    }
