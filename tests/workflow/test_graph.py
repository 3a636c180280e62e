"""The drawn graph of the rules is that of the rules."""

import re
import subprocess
import sys

from support.project import ROOT

DRAWING = ROOT / "docs" / "rules.md"


def edges(text: str) -> set[tuple[str, str]]:
    names = dict(re.findall(r"^\s*(id\d+)\[(\w+)\]$", text, re.MULTILINE))
    return {(names[one], names[other]) for one, other in re.findall(r"^\s*(id\d+) --> (id\d+)$", text, re.MULTILINE)}


def test_the_document_about_rules_draws_those_of_today():
    command = [sys.executable, "-m", "snakemake", "--rulegraph", "mermaid-js"]
    drawn = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert edges(DRAWING.read_text(encoding="utf-8")) == edges(drawn)
    assert len(edges(drawn)) > 30


def test_the_readme_names_the_stages():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    graph = readme[readme.index("flowchart LR") :].partition("```")[0]
    stages = {path.stem for path in (ROOT / "workflow" / "rules").glob("*.smk")} - {"common", "batches", "atlas"}
    assert stages <= set(re.findall(r"\w+", graph))
    assert all((ROOT / "workflow" / "remesas" / stage).is_dir() for stage in stages)
