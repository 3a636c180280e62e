"""A change of one observation, or of one entry, reruns the claims and the brief only."""

import hashlib
import re

import yaml

BRIEF = {
    "draw_charts", "render_html", "render_pdf", "render_index", "export_tables", "compare_vintages",
    "compare_sentences", "render_revisions", "render_overview", "trace_verdicts", "export_frames", "export_records",
}  # fmt: skip


def planned(snakemake, project):
    result = snakemake(project, "-n")
    assert result.returncode == 0, result.stdout
    return {name for name, _ in re.findall(r"^(\w+) +(\d+)$", result.stdout, re.M)} - {"total", "all"}


def test_one_observation(snakemake, rebuilt):
    path = rebuilt / "raw/census/2017-H1/goods-trade.csv"
    text = path.read_text(encoding="utf-8")
    changed = text.replace("goods_trade,USA,MEX,2003,235471.8", "goods_trade,USA,MEX,2003,135471.8")
    assert changed != text
    path.write_text(changed, encoding="utf-8")
    meta = path.with_name("goods-trade.meta.yaml")
    entries = yaml.safe_load(meta.read_text(encoding="utf-8"))
    entries["sha256"] = hashlib.sha256(path.read_bytes()).hexdigest()
    meta.write_text(yaml.safe_dump(entries, sort_keys=False, allow_unicode=True), encoding="utf-8")
    before = (rebuilt / "processed/MEX/claims.csv").read_text(encoding="utf-8")
    rules = planned(snakemake, rebuilt)
    assert {"ingest_source", "harmonise_source", "evaluate_claims"} <= rules
    assert rules <= {"ingest_source", "harmonise_source", "list_snapshots", "evaluate_claims"} | BRIEF
    result = snakemake(rebuilt, "processed/MEX/claims.csv")
    assert result.returncode == 0, result.stdout
    after = (rebuilt / "processed/MEX/claims.csv").read_text(encoding="utf-8")
    moved = {line.split(",")[0] for line in set(before.splitlines()) ^ set(after.splitlines())}
    assert moved == {"second-trading-partner"}


def test_one_entry(snakemake, rebuilt):
    path = rebuilt / "articles/delgado-wise-2004/claims.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("Exports are twice", "Exports are some twice"), encoding="utf-8")
    rules = planned(snakemake, rebuilt)
    assert "evaluate_claims" in rules
    assert rules <= {"evaluate_claims"} | BRIEF
