"""What a real build says about revisions, and a build as known on a day."""

import re
import shutil
from pathlib import Path

import html5lib
import pandas as pd
import pytest

XHTML = "{http://www.w3.org/1999/xhtml}"


def read(path: Path) -> str:
    return " ".join(
        re.sub(
            r"<style.*?</style>|<script.*?</script>|<[^>]*>", " ", path.read_text(encoding="utf-8"), flags=re.S
        ).split()
    )


def test_what_the_newest_vintages_changed(changed):
    vintages = changed[changed["effect"] == "vintage"].set_index("subject")
    assert vintages.loc["banxico:SE27803", ["old", "new"]].tolist() == ["2023-11-11", "2026-07-01"]
    cells = changed[(changed["effect"] == "cell") & (changed["subject"] == "table1") & (changed["basis"] == "national")]
    assert set(cells["indicator"]) == {"remittances"}
    assert cells["time_period"].astype(int).tolist() == list(range(2007, 2026))
    assert not (cells["class"] == "disappeared").any()


def test_series_that_were_not_known_are_said_once(changed):
    unknown = changed[changed["effect"] == "not known then"]
    assert len(unknown) == len(unknown.drop_duplicates(["subject", "basis"])) > 0
    assert (unknown["old"] == "").all() and (unknown["new"] != "").all()


def test_the_section_of_the_brief(built):
    text = read(built / "reports/MEX/brief.en.html")
    assert "first printed as US$ 13,266 million (February 2004); the value in use is US$ 15,139 million" in text
    assert "the remittances of 16 years, 2007–2022, have been revised, by 2.7% on average" in text
    text = read(built / "reports/MEX/revisions.en.html")
    for year, old, new in (("2007", "26,059", "26,696"), ("2019", "36,439", "37,250"), ("2022", "58,510", "58,868")):
        assert f"{year} {old} {new}" in text


def test_the_page(built):
    path = built / "reports/MEX/revisions.en.html"
    page = path.read_text(encoding="utf-8")
    tree = html5lib.HTMLParser(strict=True).parse(page)
    ids = [element.attrib["id"] for element in tree.iter() if "id" in element.attrib]
    assert len(ids) == len(set(ids))
    for link in tree.findall(f".//{XHTML}a"):
        target = link.attrib["href"]
        if not target.startswith("https://"):
            assert target[1:] in ids if target.startswith("#") else (built / "reports/MEX" / target).is_file(), target
    assert not re.search(r"<(iframe|img|object|embed)\b", page)
    assert set(re.findall(r"<link (\S+)", page)) == {'rel="alternate"'}
    assert not re.search(r'src="(https?:)?//', page), "nothing is loaded from elsewhere"
    assert "in 2022, to US$58.5 billion" in read(path)


def test_every_table_of_the_page_is_a_csv_file(built):
    folder = built / "reports/MEX/tables"
    cells = pd.read_csv(folder / "revisions-cells.en.csv")
    assert {path.name.split(".")[0].removeprefix("revisions-") for path in folder.glob("revisions-*.en.csv")} == {
        "series", "remittances", "cells", "ranks", "verdicts", "sentences", "outdated",
    }  # fmt: skip
    assert len(cells) == 2 * (16 + 3) + 2  # remittances revised and new, in both tables; fuels of 2023 and 2024
    assert cells.loc[cells["Year"] == 2019, "Then (US$ million)"].iloc[0] == pytest.approx(36438.758, abs=0.001)


def test_a_build_as_known_on_a_day_beside_the_newest(snakemake, rebuilt, in_english):
    """Many series were not known then: the brief is whole all the same, and that of today stays as it is."""
    in_english(rebuilt)
    for name in ("observations", "snapshots"):  # all vintages of a source: the same on every day
        shutil.copytree(rebuilt / "processed" / name, rebuilt / "processed/2023-12-31" / name)
    today = (rebuilt / "reports/MEX/brief.en.html").read_bytes()
    result = snakemake(
        rebuilt,
        "--config",
        'vintages={default: "2023-12-31"}',
        "formats=[html]",
        "pathvars={processed: processed/2023-12-31, reports: reports/2023-12-31}",
    )
    assert result.returncode == 0, result.stdout
    assert "Reading the snapshots" not in result.stdout
    assert (rebuilt / "reports/MEX/brief.en.html").read_bytes() == today
    then = rebuilt / "reports/2023-12-31/MEX"
    text = read(then / "brief.en.html")
    assert "in 2022, to US$ 58.5 billion" in text
    assert "no snapshot in use" in text
    assert "1 July 2026" not in text
    assert "nan" not in re.findall(r"[a-z]+", text)
    assert "Built again as it was known before its newest data, the brief is the same" in read(
        then / "revisions.en.html"
    )
    assert all(not log.read_text() for log in (rebuilt / "processed/2023-12-31").glob("**/logs/*.log"))
