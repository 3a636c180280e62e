"""A full build: what it makes, without network, and the same bytes wherever it runs."""

import hashlib

import pytest

OUTPUTS = ("processed/*.csv", "processed/MEX/*.*", "processed/MEX/tables/*.csv",
           "processed/MEX/changed_sentences/*.csv", "reports/*", "reports/MEX/*", "reports/MEX/tables/*.csv",
           "reports/MEX/data/*")  # fmt: skip


def fingerprints(project):
    """A checksum of every documented output, by path."""
    found = {
        path for pattern in OUTPUTS for path in project.glob(pattern) if path.is_file() and path.name != ".gitkeep"
    }
    return {str(path.relative_to(project)): hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(found)}


def test_a_build_in_another_folder_gives_the_same_bytes(snakemake, project, built):
    """Of one language, which every frame and every table goes into; the others are the same rules with other words.

    The PDF is the page and nothing else: tests/brief/page/test_pdf.py renders it again.
    """
    targets = ["reports/MEX/brief.en.html", "reports/MEX/revisions.en.html", "reports/MEX/tables/table1.en.csv"]
    result = snakemake(project, *targets, "--cores", "1", TZ="Asia/Tokyo", LC_ALL="C", PYTHONHASHSEED="7")
    assert result.returncode == 0, result.stdout
    first, second = fingerprints(built), fingerprints(project)
    assert {*targets, "processed/MEX/tables/table1.csv", "processed/MEX/revision_effects.csv"} <= set(second)
    tables = {path for path in first if path.startswith("reports/MEX/tables/") and path.endswith(".en.csv")}
    assert len(tables) > 20
    assert tables <= set(second)
    assert second.items() <= first.items()


def test_a_build_needs_no_network(built, offline):
    if not offline:
        pytest.skip("this system does not allow a network namespace, so the build of these tests had the network")
    assert (built / "reports/MEX/brief.en.pdf").is_file()


def test_outputs_hold_no_path_of_this_machine(built):
    for path in (built / "reports").rglob("*.*"):
        content = path.read_bytes()
        assert str(built).encode() not in content, path
        assert b"/tmp/" not in content, path


def test_logs_of_a_good_build_are_empty(built):
    logs = list((built / "processed").glob("**/logs/*.log"))
    assert len(logs) > 20
    assert [path.name for path in logs if path.read_text(encoding="utf-8").strip()] == []
