"""A second article: one table and five statements about Guatemala, on the World Bank's figures of December 2013.

The project is the real one with a catalog of two providers, and of the one vintage what some economies have of it.
"""

import hashlib
import shutil
from pathlib import Path
from typing import Any

import pandas as pd
import yaml

from support.project import ROOT, copy_raw

CATALOG = ROOT / "workflow" / "catalog"
AREAS = ("GTM", "SLV", "HND", "MEX", "USA")
ARTICLE = """\
name: Doe (2014)
authors: [{given-names: Jane, family-names: Doe}]
title: Money from afar
published: "2014"
citation: Doe, J. (2014). Money from afar. Table 3.
economy: GTM
lead: money
indicators:
  money: {label: Money sent home, short: Money}
roles:
  worldbank:
    gross:
      money:
        definition: Personal remittances received.
        terms: [{formula: "{worldbank:BX.TRF.PWKR.CD.DT}"}]
tables:
  table3: {label: Table 3, title: What came in, flow: gross, columns: [money, tourism, agriculture], unit: USD billion}
  table4: {label: Table 4, title: Neighbours, flow: gross, columns: [money], rows: economies, period: 2012,
           unit: USD billion}
"""
PRINTED = """\
year,money,tourism,agriculture
2009,4.02,1.18,3.44
2010,4.23,1.39,3.92
2011,4.52,1.35,4.76
2012,5.34,1.42,4.84
"""
NEIGHBOURS = """\
economy,money
MEX,23.4
GTM,5.0
SLV,4.1
HND,2.9
"""
CLAIMS = """\
claims:
  - id: first
    section: "1"
    claim: Money sent home is the largest of the three.
    printed: {values: [1], unit: rank}
    period: "2012"
    parameters: {flow: gross, indicator: money, among: [money, tourism, agriculture]}
    evaluations: [{evaluator: source_rank, evidence: [printed, worldbank], reading: "{period}", span: [2012, 2012]}]
  - id: five-billion
    section: "1"
    claim: It came to five billion dollars.
    printed: {values: [5000], unit: USD million, precision: 100}
    period: "2012"
    parameters: {formula: "{gross:money}", unit: USD million}
    evaluations: [{evaluator: amount, evidence: [worldbank], reading: "{period}", span: [2012, 2012]}]
  - id: more-than-mexico
    section: "2"
    claim: It is more than Mexico's.
    printed: {values: [1], unit: ratio, qualifier: over}
    period: "2012"
    parameters:
      numerator: "{worldbank:BX.TRF.PWKR.CD.DT}"
      denominator: "{worldbank:BX.TRF.PWKR.CD.DT@MEX}"
      unit: ratio
    evaluations: [{evaluator: quotient, evidence: [worldbank], reading: "{period}", span: [2012, 2012]}]
  - id: doubled
    section: "2"
    claim: It doubled in a decade.
    printed: {values: [2], unit: ratio}
    period: 2002-2012
    parameters: {formula: "{gross:money}"}
    evaluations: [{evaluator: multiple, evidence: [worldbank], reading: "{period}", span: [2002, 2012]}]
  - id: households
    section: "2"
    claim: One household in three gets some.
    printed: {values: [33], unit: percent}
    period: "2012"
    undecided: {reason: No snapshot has a survey of households., source: a survey of living conditions}
"""
CONFIG: dict[str, Any] = {
    "article": "doe-2014", "years": {"first": 1991, "last": "newest"}, "bases": ["worldbank"],
    "vintages": {"default": "newest"}, "revisions": {"since": "previous"}, "growth_spans": [[2002, "newest"]],
    "constant_prices": {"base": 2012}, "languages": ["en"], "formats": ["html"],
}  # fmt: skip


def write_second(target: Path) -> Path:
    """Write the project into an empty folder."""
    shutil.copytree(ROOT / "workflow", target / "workflow", ignore=shutil.ignore_patterns("locales"))
    shutil.copytree(ROOT / "profiles", target / "profiles")
    for name in ("Snakefile", "CITATION.cff"):
        shutil.copy(ROOT / name, target)
    _write_catalog(target / "workflow" / "catalog")
    copy_raw(target, "bls")
    folder = target / "articles" / "doe-2014"
    folder.mkdir(parents=True)
    for name, content in {
        "article.yaml": ARTICLE,
        "table3.csv": PRINTED,
        "table4.csv": NEIGHBOURS,
        "claims.yaml": CLAIMS,
    }.items():
        (folder / name).write_text(content, encoding="utf-8")
    (target / "config.yaml").write_text(yaml.safe_dump(CONFIG), encoding="utf-8")
    return target


def _write_catalog(folder: Path) -> None:
    """Two providers; series of the World Bank that the one vintage does not have are awaited."""
    rows, meta = _read_vintage()
    path = folder.parents[1] / "raw/worldbank/2013-12/wdi.csv"
    path.parent.mkdir(parents=True)
    content = rows.to_csv(index=False, lineterminator="\n")
    path.write_text(content, encoding="utf-8", newline="\n")
    meta |= {"rows": len(rows), "sha256": hashlib.sha256(content.encode()).hexdigest()}
    path.with_name("wdi.meta.yaml").write_text(yaml.safe_dump(meta, allow_unicode=True), encoding="utf-8")

    sources = yaml.safe_load((CATALOG / "sources.yaml").read_text(encoding="utf-8"))
    sources = {name: sources[name] for name in ("worldbank", "bls")}
    for dataset in sources["worldbank"]["datasets"].values():
        dataset.pop("shipped")
    _write(folder / "sources.yaml", sources)
    for other in (folder / "series").glob("*.yaml"):
        if other.stem not in sources:
            other.unlink()
    held = set(rows["series"])
    series = yaml.safe_load((folder / "series/worldbank.yaml").read_text(encoding="utf-8"))
    _write(folder / "series/worldbank.yaml", [item | {"awaited": item["id"] not in held} for item in series])
    _write(folder / "identities.yaml", {})
    (folder / "countries/MEX.yaml").unlink()
    _write(folder / "countries/GTM.yaml", {"name": "Guatemala"})


def _read_vintage() -> tuple[pd.DataFrame, dict[str, Any]]:
    path = ROOT / "raw/worldbank/2013-12/wdi.csv"
    rows = pd.read_csv(path, dtype=str, keep_default_na=False)
    meta = yaml.safe_load(path.with_name("wdi.meta.yaml").read_text(encoding="utf-8"))
    return rows[rows["ref_area"].isin(AREAS)], meta


def _write(path: Path, content: Any) -> None:
    path.write_text(yaml.safe_dump(content, sort_keys=False, allow_unicode=True), encoding="utf-8")
