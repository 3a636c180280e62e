"""An invented project: two series of one provider, one table that nobody printed, three years.

It is built by the real rules in seconds, so that every branch that today's data do not show can be set: change an entry
of ``CATALOG`` or a value, write the project, build it.
"""

import hashlib
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from support.project import ROOT

VALUES = {"lent": {2001: 10, 2002: 20, 2003: 15}, "sold": {2001: 30, 2002: 25, 2003: 20}}
SERIES = [
    {"id": name, "dataset": "d", "title": name.title(), "label": name.title(), "unit": "USD million", "freq": "A",
     "annual": "sum", "ref_area": "XXX", "bounds": [0, 1000]}
    for name in VALUES
]  # fmt: skip
CATALOG: dict[str, Any] = {
    "areas": {"XXX": {"name": "Nowhere", "kind": "economy"}, "_Z": {"name": "None", "kind": "aggregate"}},
    "sources": {
        "bank": {"name": "Bank", "url": "https://bank.example", "citation": "Bank.", "licence": "free",
                 "datasets": {"d": {"title": "Accounts", "shipped": ["2004"]}}},
    },
    "series/bank": SERIES,
    "indicators": {name: {"label": name.title(), "short": name.title()} for name in VALUES},
    "flows": {},
    "blocs": {},
    "bases": {
        "here": {
            "label": "Here", "short": "Here",
            "roles": {"": {name: {"definition": "As published.", "terms": [{"formula": f"{{bank:{name}}}"}]}
                           for name in VALUES}},
        }
    },
    "countries/XXX": {"name": "Nowhere"},
    "citations": {},
    "identities": {},
    "limits": {},
}  # fmt: skip
ARTICLE: dict[str, Any] = {
    "article": {
        "name": "Nobody (2003)", "published": "2003", "citation": "Nobody (2003).", "economy": "XXX", "lead": "lent",
        "tables": {"only": {"title": "Lent and sold", "columns": list(VALUES), "as_printed": False}},
    },
}  # fmt: skip
CONFIG: dict[str, Any] = {
    "article": "invented", "years": {"first": 2001, "last": "newest"}, "bases": ["here"],
    "vintages": {"default": "newest"}, "revisions": {"since": "previous"}, "growth_spans": [[2001, "newest"]],
    "constant_prices": {"base": 2001}, "languages": ["en"], "formats": ["html"],
}  # fmt: skip


def write_project(
    target: Path,
    values: Mapping[str, Mapping[int, float]] = VALUES,
    catalog: Mapping[str, Any] | None = None,
    config: Mapping[str, Any] | None = None,
    article: Mapping[str, Any] | None = None,
    areas: Sequence[str] = ("XXX",),
) -> Path:
    """Write the project into an empty folder.

    Args:
        target: The folder.
        values: US$ million by series and year.
        catalog: Files of the catalog that are others than in ``CATALOG``.
        article: Files of the article's folder that are others than in ``ARTICLE``.
        config: Keys of the configuration that are others than in ``CONFIG``.
        areas: The economies that the snapshot has (see ``write_snapshot``).
    """
    shutil.copytree(ROOT / "workflow", target / "workflow", ignore=shutil.ignore_patterns("catalog"))
    # the folder of the library has the name of the folder of entries
    shutil.copytree(ROOT / "workflow/remesas/catalog", target / "workflow/remesas/catalog", dirs_exist_ok=True)
    shutil.copytree(ROOT / "profiles", target / "profiles")
    for name in ("Snakefile", "CITATION.cff"):
        shutil.copy(ROOT / name, target)
    for name, content in (CATALOG | dict(catalog or {})).items():
        _write_yaml(target / f"workflow/catalog/{name}.yaml", content)
    for name, content in (ARTICLE | dict(article or {})).items():
        _write_yaml(target / f"articles/invented/{name}.yaml", content)
    _write_yaml(target / "config.yaml", CONFIG | dict(config or {}))
    write_snapshot(target, values, areas=areas)
    return target


def write_snapshot(
    project: Path, values: Mapping[str, Mapping[int, float]], vintage: str = "2004", areas: Sequence[str] = ("XXX",)
) -> None:
    """Write a snapshot of the two series; the second area has ten times the values of the first, and so on."""
    rows = [
        f"{name},{area},_Z,{year},{value * 10**place}\n"
        for name, years in values.items()
        for place, area in enumerate(areas)
        for year, value in years.items()
    ]
    content = "series,ref_area,counterpart_area,time_period,obs_value\n" + "".join(rows)
    path = project / f"raw/bank/{vintage}/d.csv"
    path.parent.mkdir(parents=True)
    path.write_text(content, encoding="utf-8", newline="\n")
    meta = {
        "source": "bank", "dataset": "d", "title": "Accounts", "vintage": vintage, "freq": "A",
        "obtained": {"how": "reported", "note": "Invented."}, "citation": "Bank.", "licence": "free",
        "sha256": hashlib.sha256(content.encode()).hexdigest(), "rows": len(rows),
        "series": [{"id": name, "title": name.title(), "unit": "USD million"} for name in values],
    }  # fmt: skip
    _write_yaml(path.with_name("d.meta.yaml"), meta)


def _write_yaml(path: Path, content: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.safe_dump(content, sort_keys=False, allow_unicode=True), encoding="utf-8")
