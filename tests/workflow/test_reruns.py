"""A change reruns exactly what depends on it, and nothing else."""

import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

pytestmark = pytest.mark.workflow

BRIEF = {"draw_charts", "render_html", "render_pdf", "export_tables", "compare_vintages", "compare_sentences",
         "render_revisions", "render_index", "render_overview", "export_frames", "export_records"}  # fmt: skip
COMPARED = {"compare_with_print"} | BRIEF
TABLES = {"build_table"} | COMPARED


@pytest.fixture
def rebuilt(built, tmp_path):
    """A copy in which everything is built, for plans alone: what a build has made is linked, not copied."""

    def link(source, target):
        made = {"processed", "reports", ".snakemake"} & set(Path(source).relative_to(built).parts)
        (os.link if made else shutil.copy2)(source, target)

    return shutil.copytree(built, tmp_path / "rebuilt", symlinks=True, copy_function=link)


def planned(snakemake, project):
    """The rules that a run would execute, with the number of jobs of each."""
    result = snakemake(project, "-n")
    assert result.returncode == 0, result.stdout
    return {
        name: int(count)
        for name, count in re.findall(r"^(\w+) +(\d+)$", result.stdout, re.M)
        if name not in ("total", "all")
    }


def replace(path, old, new, count=1):
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{path} has no {old!r}"
    path.write_text(text.replace(old, new, count), encoding="utf-8")


def revise(project, folder, dataset, old, new):
    """Change one value of a snapshot, as a corrected file with its own checksum would."""
    path = project / "raw" / folder / f"{dataset}.csv"
    replace(path, old, new)
    meta = path.with_name(f"{dataset}.meta.yaml")
    entries = yaml.safe_load(meta.read_text(encoding="utf-8"))
    entries["sha256"] = hashlib.sha256(path.read_bytes()).hexdigest()
    meta.write_text(yaml.safe_dump(entries, sort_keys=False, allow_unicode=True), encoding="utf-8")


def test_nothing_to_do_is_said(snakemake, built):
    result = snakemake(built, "-n")
    assert "Nothing to be done" in result.stdout


def remittances(project):
    revise(
        project,
        "banxico/2026-07-01",
        "remittances",
        "SE27803,MEX,_Z,2003-05,1350966936",
        "SE27803,MEX,_Z,2003-05,1350966937",
    )


def prices(project):
    revise(project, "bls/2026-06", "cpi-u", "CPIAUCNS,USA,_Z,2003-05,183.5", "CPIAUCNS,USA,_Z,2003-05,183.6")


def oil_prices(project):
    revise(project, "eia/2026-08-22", "oil-prices", "RWTC,WLD,_Z,2003-05,28.11", "RWTC,WLD,_Z,2003-05,28.12")


def explanation(project):
    replace(
        project / "articles/delgado-wise-2004/explanations.yaml",
        "A press agency still gave",
        "An agency still gave",
    )


def statement(project):
    replace(project / "articles/delgado-wise-2004/claims.yaml", "Exports are twice", "Exports are some twice")


def role(project):
    replace(
        project / "workflow/catalog/countries/MEX.yaml",
        "Exports of crude oil, petroleum",
        "Exports of crude, petroleum",
    )


def table_title(project):
    replace(
        project / "articles/delgado-wise-2004/article.yaml",
        "title: Foreign-exchange earnings",
        "title: Earnings of foreign exchange",
    )


def printed_check(project):
    replace(project / "articles/delgado-wise-2004/checks.yaml", "percent: 1", "percent: 2")


def series_label(project):
    replace(project / "workflow/catalog/series/bls.yaml", "label: U.S. consumer prices", "label: Consumer prices")


def growth_spans(project):
    replace(project / "config.yaml", "- [1991, 2002]", "- [1992, 2002]")


def price_base(project):
    replace(project / "config.yaml", "base: 2003", "base: 2010")


def vintage(project):
    replace(project / "config.yaml", "default: newest", 'default: newest\n  cbp: "2019-12-31"')


def since(project):
    replace(project / "config.yaml", "since: previous", 'since: "2020-12-31"')


def comparing(project):
    replace(project / "workflow/remesas/compare/evidence.py", "CLOSE_PERCENT = 1.0", "CLOSE_PERCENT = 1.5")


def printing(project):
    replace(project / "workflow/remesas/compare/printed_checks.py", "DIGITS_BY_CHANCE = 2", "DIGITS_BY_CHANCE = 3")


def script(project):
    replace(project / "workflow/scripts/check_printed.py", "with logged", "print()\nwith logged")


def template(project):
    path = next((project / "workflow/templates/sections").glob("rebuild*"))
    path.write_text(path.read_text(encoding="utf-8") + "\n<!-- more -->\n", encoding="utf-8")


def style(project):
    path = project / "workflow/templates/css/style.css"
    path.write_text(path.read_text(encoding="utf-8") + "\np { color: inherit; }\n", encoding="utf-8")


def translation(project):
    replace(project / "workflow/locales/es/LC_MESSAGES/remesas.po", "Principales resultados", "Resultados principales")


BESIDE = {"sum_twelve_months", "rank_economies"}
CLAIMS = {"evaluate_claims", "trace_verdicts"}
READ = {"ingest_source", "harmonise_source"}
CHANGES = {
    remittances: READ | TABLES | {"find_steps", "list_snapshots", "fill_basis", "check_identities", "check_printed",
                                  "derive_indicators", *CLAIMS, *BESIDE},
    prices: READ | {"list_snapshots", "derive_indicators", *CLAIMS} | BRIEF,
    oil_prices: READ | {"list_snapshots"} | CLAIMS | BRIEF,
    explanation: COMPARED,
    statement: CLAIMS | BRIEF,
    role: {"fill_basis", "derive_indicators", *CLAIMS} | BESIDE | TABLES,
    # the article's one file is read by whatever has to do with its tables, economy or lead column
    table_title: READ | TABLES | CLAIMS | BESIDE
    | {"list_snapshots", "fill_basis", "derive_indicators", "check_printed"},
    printed_check: {"check_printed"} | COMPARED,
    series_label: READ | {"list_snapshots", "derive_indicators", *CLAIMS} | BRIEF,
    growth_spans: {"derive_indicators"} | BRIEF,
    price_base: {"derive_indicators"} | BRIEF,
    vintage: {"harmonise_source", "list_snapshots", *CLAIMS} | BRIEF,
    # a source is summed to years once, for both editions
    since: {"harmonise_source", "fill_basis", "check_printed", "derive_indicators", *CLAIMS} | TABLES | BESIDE,
    comparing: COMPARED,
    printing: {"check_printed"} | COMPARED,
    script: {"check_printed"} | BRIEF,
    template: {"render_html", "render_pdf"},
    style: {"render_html", "render_pdf", "render_revisions", "render_index", "render_overview"},
    translation: {"draw_charts", "compare_sentences", "render_html", "render_pdf", "render_revisions", "render_index",
                  "render_overview", "export_tables", "export_frames", "export_records"},
}  # fmt: skip


COUNTS = {
    # identities join some sources: what one gives may clear or blame values of the others
    remittances: {"ingest_source": 1, "check_identities": 1, "harmonise_source": 4},
    # any other source reruns alone, and so does one of which an entry of a series changed
    prices: dict.fromkeys(READ, 1),
    series_label: dict.fromkeys(READ, 1),
    # a language reruns alone
    translation: dict.fromkeys(CHANGES[translation], 1),
}  # fmt: skip
"""How many jobs of a rule are run again, where that says more than that there is one."""


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_a_change_reruns_what_depends_on_it(snakemake, rebuilt, change):
    change(rebuilt)
    jobs = planned(snakemake, rebuilt)
    counts = COUNTS.get(change, {})
    assert set(jobs) == CHANGES[change]
    assert {name: jobs[name] for name in counts} == counts


def test_a_setting_of_the_command_line_reruns_what_reads_it_and_leaves_nothing_behind(snakemake, rebuilt):
    result = snakemake(rebuilt, "-n", "--config", "growth_spans=[[1996, 2003]]")
    assert "derive_indicators" in result.stdout and "fill_basis" not in result.stdout
    assert planned(snakemake, rebuilt) == {}


def test_a_plan_imports_no_data_frames(built):
    """Snakemake imports pandas to compare `params`, which would cost more than all the rest of the plan."""
    command = [sys.executable, "-X", "importtime", "-m", "snakemake", "-n"]
    done = subprocess.run(command, cwd=built, capture_output=True, text=True, check=True)
    assert "remesas.plan.code" in done.stderr
    imported = set(re.findall(r"\| +(\w+)$", done.stderr, re.M))
    assert "yaml" in imported and not imported & {"pandas", "pandera", "pint"}


def test_a_removed_output_is_made_again(snakemake, rebuilt):
    (rebuilt / "processed/MEX/comparison.csv").unlink()
    assert "compare_with_print" in planned(snakemake, rebuilt)


def test_a_changed_snapshot_and_a_missing_output_are_both_seen(snakemake, rebuilt):
    """With `ancient` inputs Snakemake forgot the second; see workflow/rules/ingest.smk."""
    prices(rebuilt)
    (rebuilt / "processed/MEX/printed_checks.csv").unlink()
    jobs = planned(snakemake, rebuilt)
    assert {"check_printed", "derive_indicators"} <= set(jobs)
