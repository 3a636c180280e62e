"""The invented project, built whole by the real rules: one table without print, three years."""

import copy

import pandas as pd

from remesas.catalog.publication import read_publication
from support.small import CATALOG, VALUES, write_project, write_snapshot


def test_a_table_that_nobody_printed_makes_a_brief(snakemake, small, tmp_path):
    project = small
    table = pd.read_csv(project / "processed/XXX/tables/only.csv")
    assert table["obs_value"].tolist() == [10, 20, 15, 30, 25, 20]
    page = (project / "reports/XXX/brief.en.html").read_text(encoding="utf-8")
    assert "Nowhere" in page and "Lent and sold" in page
    title = read_publication(project / "CITATION.cff").title  # of the project, whatever its brief is about
    assert "Mexico" not in page.replace(title, "") and "Banco de" not in page
    assert len(pd.read_csv(project / "processed/XXX/comparison.csv")) == 0

    # a table of a former catalog, and a file that somebody laid beside it
    tables = project / "reports/XXX/tables"
    for name in ("former.csv", "former.xlsx", "mine.csv"):
        (tables / name).write_text("1", encoding="utf-8")

    # a newer vintage revises one year, takes one away, and a break is declared
    write_snapshot(project, {"lent": {2001: 10, 2002: 22, 2003: 15}, "sold": {2001: 30, 2002: 25}}, "2005")
    series = copy.deepcopy(CATALOG["series/bank"])
    series[1]["breaks"] = [{"period": "2002", "note": "counted anew"}]
    write_project(tmp_path / "other", VALUES, {"series/bank": series})
    entries = tmp_path / "other/workflow/catalog/series/bank.yaml"
    (project / "workflow/catalog/series/bank.yaml").write_text(entries.read_text(encoding="utf-8"), encoding="utf-8")
    result = snakemake(project)
    assert result.returncode == 0, result.stdout
    table = pd.read_csv(project / "processed/XXX/tables/only.csv").set_index(["indicator", "time_period"])
    assert table.loc[("lent", 2002), "obs_value"] == 22
    assert tuple(table.loc[("sold", 2002), ["obs_status", "note"]]) == ("B", "counted anew")
    assert tuple(table.loc[("sold", 2003), ["obs_status", "note"]]) == (
        "M",
        "Accounts: ends in 2002 in the vintage used (2005)",
    )
    assert [name for name in ("former.csv", "former.xlsx", "mine.csv") if (tables / name).exists()] == ["mine.csv"]
    changed = pd.read_csv(project / "processed/XXX/revision_effects.csv")
    cells = changed[changed["effect"] == "cell"].set_index(["indicator", "time_period"])
    assert set(cells["class"]) == {"moderate", "disappeared"}


def test_economies_share_no_path_and_one_is_built_without_an_edit(snakemake, tmp_path):
    areas = CATALOG["areas"] | {
        "YYY": {"name": "Elsewhere", "kind": "economy"}, "ZZZ": {"name": "Nothing known", "kind": "economy"},
        "ALL": {"name": "All of them", "kind": "aggregate"},
    }  # fmt: skip
    series = [entry | {"ref_area": "*"} for entry in CATALOG["series/bank"]]
    project = write_project(
        tmp_path / "small", catalog={"areas": areas, "series/bank": series}, areas=("XXX", "YYY"),
        config={"formats": ["html"]},
    )  # fmt: skip
    result = snakemake(project, "reports/XXX/brief.en.html", "processed/XXX/tables/only.csv")
    assert result.returncode == 0, result.stdout
    before = {path: path.read_bytes() for path in (project / "reports").rglob("*.html")}
    result = snakemake(project, "reports/YYY/brief.en.html", "processed/YYY/tables/only.csv")
    assert result.returncode == 0, result.stdout
    assert "left over" not in result.stdout
    values = {code: pd.read_csv(project / f"processed/{code}/tables/only.csv")["obs_value"] for code in ("XXX", "YYY")}
    assert values["XXX"].tolist() == [10, 20, 15, 30, 25, 20]
    assert values["YYY"].tolist() == [100, 200, 150, 300, 250, 200]
    assert "Elsewhere" in (project / "reports/YYY/brief.en.html").read_text(encoding="utf-8")
    assert {path: path.read_bytes() for path in before} == before

    planned = snakemake(project, "-n", "--config", "economies=all").stdout
    assert "Building the briefs of YYY" in planned and "ZZZ" not in planned
    for code, words in {
        "QQQ": "no economy is declared under this code. What to do: use one of the ISO 3166 alpha-3 codes",
        "ALL": "ALL is All of them, an aggregate; a brief is about one economy",
        "ZZZ": "no snapshot has any lent of ZZZ",
    }.items():
        result = snakemake(project, "-n", f"reports/{code}/brief.en.html")
        assert result.returncode != 0
        assert words in " ".join(result.stdout.split()), result.stdout
        assert not (project / "reports" / code).exists()
