"""A brief of two invented tables: none printed, one without a flow, in percent with a decimal."""

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from remesas.brief.context import Context
from remesas.brief.style import load_style
from remesas.build import FRAMES, Build, Scope
from remesas.catalog.catalog import Catalog
from remesas.catalog.publication import Publication
from remesas.claims.entries import Ledger
from remesas.core import frames
from remesas.core.files import empty_frame
from support.project import ROOT

ARTICLE = {
    "name": "Nobody (2003)", "published": "2003", "citation": "Nobody (2003).", "economy": "XXX", "lead": "remittances",
    "tables": {"earnings": {"title": "Earnings", "columns": ["remittances", "oil"], "as_printed": False}},
}  # fmt: skip
MakeContext = Callable[..., Context]


def make_catalog(**changes: Any) -> Catalog:
    role = {"definition": "As published.", "missing": [{"reason": "no survey", "last": 1991}]}
    entries = {
        "article": ARTICLE,
        "sources": {"bank": {"name": "Bank", "url": "", "citation": "Bank", "licence": "free", "datasets": {}}},
        "series": {
            "bank:s": {
                "id": "s",
                "dataset": "d",
                "title": "Sums",
                "label": "sums",
                "unit": "USD million",
                "freq": "A",
                "annual": "sum",
                "ref_area": "XXX",
                "bounds": [0, 10_000],
            },
        },
        "areas": {"XXX": {"name": "Nowhere", "kind": "economy"}},
        "indicators": {
            "remittances": {"label": "Remittances", "short": "Remittances"},
            "oil": {"label": "Oil and gas", "short": "Oil"},
        },
        "flows": {"gross": {"label": "gross", "shares": True}, "real": {"label": "real"}},
        "tables": {
            "earnings": {"title": "Earnings", "flow": "real", "columns": ["remittances", "oil"]},
            "shares": {"title": "Shares", "columns": ["oil"], "unit": "percent", "rounded": 1},
        },
        "bases": {"here": {"label": "Here", "short": "Here", "roles": {"real": {"oil": role}, "": {"oil": role}}}},
        "countries": {"XXX": {"name": "Nowhere"}},
        "explanations": [],
        "concepts": [],
        "printed_checks": [],
    }
    return Catalog.model_validate(entries | changes)


def make_cells(indicator: str, values: dict[int, float | None], unit: str = "USD million") -> pd.DataFrame:
    """A column of a table on the basis ``here``; what is None is missing."""
    rows = [
        {"ref_area": "XXX", "basis": "here", "indicator": indicator, "time_period": year, "obs_value": value}
        | {"unit_measure": unit, "obs_status": "M" if value is None else "A", "series": "s", "source": "bank"}
        | {"vintage": "2026", "formula": f"s [{unit}]", "note": "no survey" if value is None else ""}
        for year, value in values.items()
    ]
    return pd.DataFrame(rows).astype({"obs_value": float})


@pytest.fixture
def make_context(language, publication: Publication) -> MakeContext:
    def make(
        derived: pd.DataFrame | None = None,
        comparison: pd.DataFrame | None = None,
        made: dict[str, pd.DataFrame] | None = None,
        **changes: Any,
    ) -> Context:
        catalog = make_catalog(**changes)
        given = {"comparison": comparison, "indicators": derived} | (made or {})
        read = {name: empty_frame(frame) for name, frame in FRAMES.items()}
        build = Build(
            catalog=catalog,
            scope=Scope("XXX", tuple(catalog.bases), 1992),
            tables={
                "earnings": pd.concat(
                    [make_cells("remittances", {1991: 10.0, 1992: 12.0}), make_cells("oil", {1991: None, 1992: 4.0})]
                ),
                "shares": make_cells("oil", {1991: None, 1992: 33.333}, "percent"),
            },
            annual=empty_frame(frames.ANNUAL),
            claims=Ledger(ref_area="XXX", rules={}, evaluators={}, counts={}, claims=()),
            **read | {name: frame for name, frame in given.items() if frame is not None},
        )
        # what the snapshots of real series would tell
        build.__dict__.update(newest_vintage="2026", closing_period="1992")
        style = load_style(ROOT / "workflow" / "templates" / "tokens.yaml")
        return Context(build, language("en"), style, publication)

    return make
