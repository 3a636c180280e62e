"""What the page's scripts say: every word that they show comes from here, so that it can be translated."""

from __future__ import annotations

from remesas.language import Language


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
        "missing": t.gettext("no figure"),
        "show": t.gettext("Show"),
        "printed": t.gettext("As printed"),
        "values": t.gettext("Values as a table"),
        "hide": t.gettext("Hide the values"),
        "read": t.gettext("Read values: {title}"),
        "keys": t.gettext("Arrow keys move from value to value."),
        "filter": t.gettext("Search the statements"),
        "verdict": t.gettext("Verdict"),
        "all": t.gettext("All verdicts"),
        "order": t.gettext("Order"),
        "printorder": t.gettext("As in the article"),
        "byverdict": t.gettext("By verdict"),
        "bytext": t.gettext("By wording"),
        "count": t.gettext("{shown} of {all} statements"),
        "failed": t.gettext("The values cannot be shown in this browser; the picture and the data files are complete."),
    }


def statuses(t: Language) -> dict[str, str]:
    """The statuses of observations in words."""
    return {
        "A": t.gettext("normal"),
        "B": t.gettext("break in the series"),
        "D": t.gettext("definition differs from the article's"),
        "E": t.gettext("estimate"),
        "M": t.gettext("missing"),
        "P": t.gettext("provisional"),
    }


def units(t: Language, base: str) -> dict[str, str]:
    """The units of the frames in words; ``base`` is the year of constant prices."""
    return {
        "USD million": t.gettext("US$ million"),
        f"USD million of {base}": t.gettext("US$ million at prices of %(base)s", base=base),
        "USD": t.gettext("US$"),
        "percent": t.gettext("percent"),
        "ratio": t.gettext("ratio"),
        "rank": t.gettext("rank"),
    }


def formulas(t: Language) -> dict[str, str]:
    """What numbers that stand only in sentences are computed by, by the first part of their address."""
    return {
        "comparison": t.gettext("number of printed cells of this class on this basis"),
        "difference": t.gettext("100 × (regenerated / printed − 1)"),
        "times": t.gettext("newest amount / amount of the last year that the article prints"),
        "revision": t.gettext("100 × (newer vintage / older vintage − 1)"),
        "first": t.gettext("the series as it was first printed"),
        "now": t.gettext("the series in the vintage in use"),
        "size": t.gettext("100 × (vintage in use / first print − 1)"),
        "revised": t.gettext("number of years whose value differs between two vintages"),
        "mean": t.gettext("mean of the revisions without their signs, in percent of the earlier value"),
        "largest": t.gettext("largest revision, in percent of the earlier value"),
        "cells": t.gettext("largest change of a cell between two builds, in percent of the earlier value"),
    }
