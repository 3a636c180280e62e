"""Declare the frames that stages hand to one another.

Amounts are in US$ million where ``unit_measure`` does not say otherwise; an empty ``obs_value`` is a missing value,
whose ``note`` gives the reason. docs/outputs.md is made from what stands here.
"""

from __future__ import annotations

from collections.abc import Iterable

from remesas.core.columns import Column, Frame
from remesas.core.statuses import STATUSES
from remesas.core.vintages import SERIES_KEY

CLASSES = ["exact", "close", "explained", "unexplained", "not_comparable", "missing"]
REVISION_CLASSES = ["none", "small", "moderate", "large", "appeared", "disappeared"]


def _text(meaning: str, among: Iterable[str] = ()) -> Column:
    return Column(meaning, "text", tuple(among))


AREA = _text("economy, ISO 3166 alpha-3")
COUNTERPART = _text("partner economy, `_Z` where there is none, `W1` for all")
BASIS = _text("family of sources that fills the columns, such as `national` or `worldbank`")
FLOW = _text("flow of `workflow/catalog/flows.yaml`; empty for tables without one")
INDICATOR = _text("column of a table, such as `remittances`")
TABLE_NAME = _text("table of `article.yaml`")
YEAR = Column("calendar year", "whole")
VALUE = Column("the value, unrounded, in `unit_measure`", "number")
UNIT = _text("unit of the value; money in US$ million, shares in percent")
STATUS = _text("; ".join(f"{code} {words}" for code, words in STATUSES.items()), STATUSES)
SOURCE = _text("provider, a key of `workflow/catalog/sources.yaml`")
SERIES = _text("the provider's id of the series")
VINTAGE = _text("when the snapshot was taken")
NOTE = _text("what a reader must know; of a missing value the reason")
BEHIND: dict[str, Column] = {
    "obs_value": VALUE, "unit_measure": UNIT, "obs_status": STATUS,
    "series": _text("the series that the value was computed from, several separated by `; `"),
    "source": _text("their providers"), "vintage": _text("their vintages, in the order of the series"),
    "formula": _text("how it was computed, with the unit of each series as harmonised"), "note": NOTE,
}  # fmt: skip
SNAPSHOTS = Frame(
    "snapshots", "processed/snapshots.csv", "a series of a snapshot in `raw/`",
    ["source", "dataset", "vintage", "series"],
    {
        "source": SOURCE, "dataset": _text("table or database of the provider"), "vintage": VINTAGE,
        "freq": _text("A annual, Q quarterly, M monthly"), "title": _text("title of the snapshot"),
        "table": _text("the provider's name of the table"), "citation": _text("how the provider is cited"),
        "licence": _text("terms of use"), "how": _text("how the snapshot was obtained"),
        "note": _text("what is known of how it was obtained"), "file": _text("the data file"),
        "sha256": _text("its checksum"), "rows": Column("its number of rows", "whole"), "series": SERIES,
        "series_title": _text("the provider's title of the series"), "unit": _text("unit in the file"),
        "first_period": _text("first period of the series in the file"),
        "last_period": _text("last period of the series in the file"),
    },
)  # fmt: skip
OWN_SNAPSHOTS = Frame(
    "own_snapshots", "processed/{economy}/own_snapshots.csv", "a series of a snapshot that an economy's brief uses",
    SNAPSHOTS.key, {name: column for name, column in SNAPSHOTS.columns.items() if name not in ("sha256", "rows")},
)  # fmt: skip
"""What briefs say of snapshots; not what tells a file from a former one, in which only figures of others changed."""
OBSERVATIONS = Frame(
    "observations", "processed/observations/*.csv", "an observation of a snapshot",
    [*SERIES_KEY, "time_period", "vintage"],
    {
        "ref_area": AREA, "counterpart_area": COUNTERPART, "freq": _text("A annual, Q quarterly, M monthly"),
        "time_period": _text("`YYYY`, `YYYY-Qn` or `YYYY-MM`"), "obs_value": VALUE,
        "unit_measure": _text("unit in the snapshot"), "obs_status": STATUS, "source": SOURCE, "series": SERIES,
        "vintage": VINTAGE,
    },
)  # fmt: skip
ANNUAL = Frame(
    "annual", "processed/annual/*.csv", "a year of a series in one vintage",
    [*SERIES_KEY, "time_period", "vintage"],
    {
        "ref_area": AREA, "counterpart_area": COUNTERPART, "time_period": YEAR, "obs_value": VALUE,
        "unit_measure": UNIT, "obs_status": STATUS, "source": SOURCE, "series": SERIES, "vintage": VINTAGE,
        "note": NOTE, "in_use": Column("whether the build uses this vintage", "flag"),
    },
)  # fmt: skip
STEPS = Frame(
    "steps", "processed/steps.csv", "a step in the level of a monthly series in use (see `harmonise/steps.py`)",
    [*SERIES_KEY, "time_period"],
    {
        "source": SOURCE, "series": SERIES, "ref_area": AREA, "counterpart_area": COUNTERPART, "vintage": VINTAGE,
        "time_period": _text("the month in which the growth over twelve months jumps"),
        "change_percent": Column("how far the level moved, in percent", "number"),
        "score": Column("the same in robust standard deviations of the series' own history", "number"),
        "others": Column("other series with a step in the same direction within three months", "whole"),
        "explained": _text("the declared break that it is; empty if none explains it"),
    },
)  # fmt: skip
CELLS = Frame(
    "cells", "processed/{economy}/cells/*.csv", "a column and year on one basis",
    ["ref_area", "basis", "flow", "indicator", "time_period"],
    {"ref_area": AREA, "basis": BASIS, "flow": FLOW, "indicator": INDICATOR, "time_period": YEAR, **BEHIND},
)  # fmt: skip
TABLE = Frame(
    "table", "processed/{economy}/tables/*.csv", "a cell of a table on one basis",
    ["ref_area", "basis", "indicator", "time_period"],
    {"ref_area": AREA, "basis": BASIS, "indicator": INDICATOR, "time_period": YEAR, **BEHIND},
)  # fmt: skip
IDENTITIES = Frame(
    "identities", "processed/identities.csv", "an identity that the catalog declares, in one period",
    ["identity", "time_period"],
    {
        "ref_area": AREA, "identity": _text("its id in `workflow/catalog/identities.yaml`"),
        "time_period": _text("`YYYY`, `YYYY-Qn` or `YYYY-MM`"),
        "left": Column("the amount of its one side", "number"), "right": Column("that of the other", "number"),
        "difference": Column("left less right", "number"),
        "allowed": Column("by how much they may differ", "number"),
        "state": _text("`undecided` where a side has no value", ["holds", "fails", "undecided"]),
    },
)  # fmt: skip
DOUBTS = Frame(
    "doubts", "processed/doubts/*.csv", "a value in use that a check of the data finds wrong",
    [*SERIES_KEY, "time_period", "check"],
    {
        "source": SOURCE, "series": SERIES, "ref_area": AREA, "counterpart_area": COUNTERPART, "vintage": VINTAGE,
        "time_period": _text("`YYYY`, `YYYY-Qn` or `YYYY-MM`"),
        "check": _text(
            "`course` (see `harmonise/course.py`), `copy` or `nought` (`harmonise/slips.py`), or the id of an identity "
            "that fails, or of a limit of `limits.yaml`"
        ),
        "size": Column("how many times what is allowed; 1 of a copy or a nought", "number"), "note": NOTE,
    },
)  # fmt: skip
COMPARISON = Frame(
    "comparison", "processed/{economy}/comparison.csv", "a printed cell on one basis",
    ["table", "basis", "ref_area", "indicator", "time_period"],
    {
        "table": TABLE_NAME, "basis": BASIS, "ref_area": AREA, "indicator": INDICATOR, "time_period": YEAR,
        "printed": Column("the printed amount, in the unit of the table", "number"),
        "regenerated": Column("what the basis gives for it, in the unit of the table", "number"), "obs_status": STATUS,
        "difference": Column("regenerated less printed", "number"),
        "difference_percent": Column("the same in percent of the printed amount", "number"),
        "class": _text("see below", CLASSES), "cause": _text("the declared cause of an explained difference"),
        "explanation": _text(
            "its id in `explanations.yaml` of the article; of a cell that is not comparable that in `concepts.yaml`"
        ),
        "note": NOTE,
        **{name: BEHIND[name] for name in ("series", "source", "vintage", "formula")},
    },
)  # fmt: skip
RANKED = Frame(
    "ranked", "processed/{economy}/ranked.csv", "a printed cell of a table whose rows are economies, on one basis",
    ["table", "basis", "ref_area", "indicator", "time_period"],
    {name: column for name, column in COMPARISON.columns.items() if name not in ("cause", "explanation")},
)  # fmt: skip
COMPARISON_COLUMNS = Frame(
    "comparison_columns", "processed/{economy}/comparison_columns.csv", "a printed column on one basis",
    ["table", "basis", "indicator"],
    {
        "table": TABLE_NAME, "basis": BASIS, "indicator": INDICATOR,
        **{name: Column(f"cells that are {name}", "whole") for name in CLASSES},
        "mean_difference": Column("mean of the differences of comparable cells, in the unit of the table", "number"),
        "largest_difference": Column("the largest of these", "number"),
        "largest_percent": Column("the same in percent of the printed amount", "number"),
        "largest_year": Column("its year", "count"),
        "correlation": Column("correlation of the changes from year to year, print with data", "number"),
    },
)  # fmt: skip
EXPLANATIONS = Frame(
    "explanations", "processed/{economy}/explanations.csv", "a test of an explanation's evidence in a year",
    ["explanation", "number", "time_period"],
    {
        "explanation": _text("its id in `explanations.yaml` of the article"),
        "number": Column("place among its tests", "whole"), "test": _text("function of the test"), "time_period": YEAR,
        "value": Column("what was found", "number"), "expected_min": Column("lowest value expected", "number"),
        "expected_max": Column("highest value expected", "number"), "unit_measure": _text("unit of these values"),
        "holds": Column("whether the evidence holds", "flag"), "formula": _text("what was computed"),
    },
)  # fmt: skip
BRIDGES = Frame(
    "bridges", "processed/{economy}/bridges.csv",
    "a year in which two concepts of a column are measured beside each other",
    ["concept", "table", "time_period"],
    {
        "concept": _text("its id in `concepts.yaml` of the article"), "table": TABLE_NAME, "basis": BASIS,
        "beside": _text("the basis that has the article's own concept"), "indicator": INDICATOR, "time_period": YEAR,
        "theirs": Column("value of the basis, in the unit of the table", "number"),
        "ours": Column("value of the other basis", "number"), "ratio": Column("the first by the second", "number"),
        "printed": Column("what the article prints for the year", "number"),
        "bridged": Column("print by the ratio: what print would be under the concept of the basis", "number"),
    },
)  # fmt: skip
PRINTED_CHECKS = Frame(
    "printed_checks", "processed/{economy}/printed_checks.csv",
    "a check of the printed tables, for one column and year",
    ["check", "table", "indicator", "time_period"],
    {
        "check": _text("its id in `checks.yaml` of the article"), "table": TABLE_NAME,
        "indicator": _text("column, or `all` where the check is about several together"), "time_period": YEAR,
        "value": Column("what was computed", "number"), "unit_measure": _text("its unit"),
        "expected_min": Column("lowest value that fits", "number"),
        "expected_max": Column("highest value that fits", "number"),
        "holds": Column("whether the value fits", "flag"), "note": NOTE,
    },
)  # fmt: skip
INDICATORS = Frame(
    "indicators", "processed/{economy}/indicators.csv", "a derived indicator",
    ["ref_area", "basis", "flow", "indicator", "measure", "time_period"],
    {
        "ref_area": AREA, "basis": BASIS, "flow": FLOW, "indicator": INDICATOR,
        "measure": _text(
            "`share`, `rank`, `growth`, `compound_growth`, `growth_deviation`, `percent_of_gdp`, `per_head`, "
            "`constant_prices`, `per_investment` (by foreign direct investment), and `per_…` for the lead column as a "
            "multiple of another"
        ),
        "time_period": _text("calendar year, or a span as `1991/2003`"), "obs_value": VALUE,
        "unit_measure": _text("unit of the value"), "obs_status": STATUS, "formula": _text("how it was computed"),
        "note": NOTE,
    },
)  # fmt: skip
TWELVE_MONTHS = Frame(
    "twelve_months", "processed/{economy}/twelve_months.csv", "twelve months of the lead column, up to one of them",
    ["ref_area", "basis", "indicator", "measure", "time_period"],
    {
        "ref_area": AREA, "basis": BASIS, "indicator": INDICATOR,
        "measure": _text(
            "`amount` (sum), `operations` (number of transfers), `average` (of a transfer), each with its growth on "
            "the twelve months before: `amount_growth`, `operations_growth`, `average_growth`"
        ),
        "time_period": _text("the last of the twelve months, `YYYY-MM`"), **BEHIND,
    },
)  # fmt: skip
PEERS = Frame(
    "peers", "processed/{economy}/peers.csv",
    "a measure of an economy's receipts of the lead column beside those of others",
    ["ref_area", "basis", "indicator", "measure"],
    {
        "ref_area": AREA, "basis": BASIS, "indicator": INDICATOR,
        "measure": _text(
            "`amount`, `rank` among the economies that have a value, `share` of the world, and `percent_of_gdp`"
        ),
        "time_period": Column(
            "calendar year: the newest in which most of what economies receive is known; of `percent_of_gdp` the "
            "newest up to that in which the economy of the brief has both", "whole",
        ),
        **BEHIND,
    },
)  # fmt: skip
ATLAS = Frame(
    "atlas", "processed/atlas.csv", "a measure of one economy, of all that have ever a value of the lead column",
    ["ref_area", "flow", "indicator", "measure", "time_period"],
    {
        "ref_area": AREA, "basis": BASIS, "flow": FLOW,
        "indicator": _text("column of a table, or what the lead column is set against (`beside` of the basis)"),
        "measure": _text(
            "`amount`; of the lead column `rank` among the economies that have a value, `percent_of_gdp`, `per_head`, "
            "and `percent_of_…` another column; of each column `place` among the sources of the economy"
        ),
        "time_period": YEAR, **BEHIND,
    },
)  # fmt: skip
KNOWN_VERDICTS = Frame(
    "known_verdicts", "processed/{economy}/known_verdicts.csv",
    "a part of a statement on one evidence, decided by the vintages known at the end of a year",
    ["claim", "part", "evidence", "known_at"],
    {
        "claim": _text("claim, an id of `claims.yaml` of the article"),
        "part": _text("its part; empty for the number that it prints first"),
        "evidence": _text("basis or source"),
        "known_at": Column("the year; only years with a vintage that takes part in the verdict", "whole"),
        "verdict": _text("what the evidence comes to, all readings considered"),
        "vintages": _text("the series used, `source:series`, each with its vintage"),
    },
)  # fmt: skip
REVISIONS = Frame(
    "revisions", "processed/{economy}/revisions.csv", "a year of a series in an earlier vintage against the one in use",
    [*SERIES_KEY, "kind", "old_vintage", "time_period"],
    {
        "source": SOURCE, "series": SERIES, "ref_area": AREA, "counterpart_area": COUNTERPART,
        "kind": _text("`vintage`, or `first print`"), "old_vintage": _text("the earlier vintage"),
        "new_vintage": _text("the one in use"), "time_period": YEAR,
        "old_value": Column("value in the earlier vintage", "number"),
        "new_value": Column("value in use", "number"), "unit_measure": UNIT,
        "difference": Column("new less old", "number"),
        "difference_percent": Column("the same in percent of the old value without its sign", "number"),
        "class": _text("see below", REVISION_CLASSES),
    },
)  # fmt: skip
REVISION_EFFECTS = Frame(
    "revision_effects", "processed/{economy}/revision_effects.csv, processed/{economy}/changed_sentences/*.csv",
    "what differs between the brief as known before (`revisions.since` in `config.yaml`) and now",
    ["effect", "subject", "basis", "indicator", "time_period", "language", "number"],
    {
        "effect": _text(
            "`cell`, `rank`, `verdict`, `today` (whether a claim would hold today), `vintage`, `not known then`, or "
            "`sentence`"
        ),
        "subject": _text("of `cell` the table, of `rank` the flow, of verdicts the claim, of vintages the series, of "
                         "a sentence the finding"),
        "basis": _text("basis; of a verdict the evidence (empty for the claim as a whole), of a vintage the area"),
        "indicator": _text("column; of a verdict the part of the claim"), "time_period": _text("calendar year"),
        "language": _text("of a sentence"), "number": Column("place of a sentence", "whole"),
        "old": _text("text before"), "new": _text("text now"), "old_value": Column("value before", "number"),
        "new_value": Column("value now", "number"), "unit_measure": UNIT,
        "difference_percent": Column("new less old in percent of the old value without its sign", "number"),
        "class": _text("see below", ["", *REVISION_CLASSES]),
    },
)  # fmt: skip
OUTDATED_SERIES = Frame(
    "outdated_series", "processed/{economy}/outdated_series.csv",
    "a series in use from an older vintage than the newest of its dataset",
    SERIES_KEY,
    {
        "source": SOURCE, "dataset": _text("table or database of the provider"), "series": SERIES, "ref_area": AREA,
        "counterpart_area": COUNTERPART, "vintage": _text("the vintage in use"),
        "newest_vintage": _text("the newest vintage of the dataset"),
        "state": _text("`dropped`: its snapshot has a successor without it; `not asked for`: newer snapshots are "
                       "extracts of other series", ["dropped", "not asked for"]),
        "remedy": _text("what can be done"),
    },
)  # fmt: skip
FRAMES: tuple[Frame, ...] = tuple(item for item in list(globals().values()) if isinstance(item, Frame))
"""Every frame, in the order of the stages."""
