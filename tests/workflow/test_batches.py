"""Several economies: one that fails stops only itself, and one whose figures change is the only one built again."""

import hashlib
import re
from pathlib import Path

import pandas as pd
import pytest

from support.small import CATALOG, write_project

pytestmark = pytest.mark.workflow
FAULT = '\n    if snakemake.wildcards.economy == "YYY":\n        raise ValueError("nothing adds up")\n'


def change_figure(project: Path, before: str, after: str) -> None:
    """Another value in a snapshot, whose metadata agree."""
    data, meta = project / "raw/bank/2004/d.csv", project / "raw/bank/2004/d.meta.yaml"
    content = data.read_text(encoding="utf-8")
    assert content.count(before) == 1
    data.write_text(content.replace(before, after), encoding="utf-8")
    checksum = hashlib.sha256(data.read_bytes()).hexdigest()
    meta.write_text(re.sub("sha256: .*", f"sha256: {checksum}", meta.read_text(encoding="utf-8")), encoding="utf-8")


def test_one_economy_of_several_fails_or_changes_by_itself(snakemake, tmp_path):
    codes = ["XXX", "YYY", "ZZZ", "WWW"]
    areas = CATALOG["areas"] | {code: {"name": f"Land {code}", "kind": "economy"} for code in codes[1:]}
    series = [entry | {"ref_area": "*", "bounds": [0, 10000]} for entry in CATALOG["series/bank"]]
    project = write_project(
        tmp_path / "small", catalog={"areas": areas, "series/bank": series}, areas=codes[:3],
        config={"economies": codes[1:]},
    )  # fmt: skip
    pages = {code: project / f"reports/{code}/brief.en.html" for code in codes[1:]}
    summary = project / "reports/summary.csv"

    result = snakemake(project)
    assert result.returncode == 0, result.stdout
    assert "Building the briefs of YYY" in result.stdout and "(YYY" not in result.stdout
    assert "Economies: 2 built, 1 skipped (reports/summary.csv lists them)" in result.stdout
    assert "WWW skipped: " in result.stdout and "no snapshot has a whole year of lent of WWW" in result.stdout
    assert [pages[code].exists() for code in codes[1:]] == [True, True, False]
    index = (project / "reports/index.html").read_text(encoding="utf-8")
    assert "YYY/brief.en.html" in index and "ZZZ/brief.en.html" in index and "WWW/brief.en.html" not in index
    made = {code: pages[code].stat().st_mtime_ns for code in ("YYY", "ZZZ")}
    assert "Nothing to be done" in snakemake(project).stdout

    # a figure of YYY changes, and a script fails for it: its former page does not stay, that of ZZZ is not made again
    change_figure(project, "sold,YYY,_Z,2001,300", "sold,YYY,_Z,2001,345")
    script = project / "workflow/scripts/derive_indicators.py"
    sound = script.read_text(encoding="utf-8")
    script.write_text(sound + FAULT, encoding="utf-8")
    result = snakemake(project)
    assert result.returncode != 0
    assert "Economies: 1 built, 1 skipped, 1 failed" in result.stdout, result.stdout
    assert "YYY failed: derive_indicators: ValueError: nothing adds up" in result.stdout
    outcomes = pd.read_csv(summary, keep_default_na=False).set_index("economy")
    assert outcomes["state"].to_dict() == {"WWW": "skipped", "YYY": "failed", "ZZZ": "built"}
    assert "nothing adds up" in (project / outcomes.loc["YYY", "log"]).read_text(encoding="utf-8")
    assert not pages["YYY"].exists() and pages["ZZZ"].stat().st_mtime_ns == made["ZZZ"]
    assert "YYY/brief.en.html" not in (project / "reports/index.html").read_text(encoding="utf-8")

    # the same command goes on: what failed is tried again, ZZZ still is as it was
    script.write_text(sound, encoding="utf-8")
    result = snakemake(project)
    assert result.returncode == 0, result.stdout
    assert "Economies: 2 built, 1 skipped" in result.stdout
    table = pd.read_csv(project / "processed/YYY/tables/only.csv")
    assert table["obs_value"].tolist() == [100, 200, 150, 345, 250, 200]
    assert pages["YYY"].exists() and pages["ZZZ"].stat().st_mtime_ns == made["ZZZ"]
    assert "YYY/brief.en.html" in (project / "reports/index.html").read_text(encoding="utf-8")
