"""The command and its set-up in a bare folder, with stand-ins for what it would start."""

import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest

from remesas import __version__
from support.project import ROOT, heed_signals

SYSTEM = (
    "bash cat cmp cp dirname env find grep head ln ls mkdir mktemp paste printf rm sed sort stat tail touch tr uname"
)
PYTHON = """#!/bin/bash
case "$*" in
*version_info*) exit 0 ;;
*ensurepip*) exit {venv} ;;
*find_spec*) test -e {root}/.venv/made ;;
*ctypes*libatomic*) exit {libraries} ;;
*ctypes*) exit {libraries} ;;
*"-m venv"*) mkdir -p {root}/.venv/bin && cp "$0" {root}/.venv/bin/python && touch {root}/.venv/made ;;
*"article=broken"*) mkdir -p processed/logs; echo "claim x: no evaluator." >processed/logs/a.log; exit 1 ;;
*"snakemake --help"*) echo "--config --cores --dry-run --quiet --unlock --verbose --workflow-profile" | tr ' ' '\\n' ;;
*) echo "python $*" >>{root}/calls ;;
esac
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    root = tmp_path / "project"
    (root / "workflow").mkdir(parents=True)
    requirements = [path.name for path in ROOT.glob("requirements*.txt")]
    for name in ("remesas", "workflow/setup.sh", "config.yaml", *requirements):
        shutil.copy(ROOT / name, root / name)
    shutil.copytree(ROOT / "workflow/catalog", root / "workflow/catalog")
    return root


@pytest.fixture
def call(project: Path, tmp_path: Path):
    """Runs the command where only stand-ins and a few programs of the system are found."""

    def run(*arguments, apt=True, sudo=None, venv=0, libraries=0, browser=True, root=False):
        programs = tmp_path / "bin"
        shutil.rmtree(programs, ignore_errors=True)
        programs.mkdir()
        for name in SYSTEM.split():
            found = shutil.which(name)
            if found:
                (programs / name).symlink_to(found)
        _program(programs / "python3", PYTHON.format(root=project, venv=venv, libraries=libraries))
        if apt:
            _program(programs / "apt-get", f'#!/bin/bash\necho "apt-get $*" >>{project}/calls\n')
        if sudo is not None:
            _program(programs / "sudo", f"#!/bin/bash\nexit {sudo}\n")
        if browser:
            for name in ("chromium", "pdftoppm"):
                _program(programs / name, "#!/bin/bash\n")
        script = (project / "remesas").read_text(encoding="utf-8")
        setup = (project / "workflow/setup.sh").read_text(encoding="utf-8")
        (project / "workflow/setup.sh").write_text(setup.replace("EUID", str(0 if root else 1000)), encoding="utf-8")
        assert script.startswith("#!/usr/bin/env bash")
        result = subprocess.run(
            [str(programs / "bash"), str(project / "remesas"), *arguments],
            env={"PATH": str(programs), "HOME": os.environ["HOME"]},
            text=True, capture_output=True, check=False, timeout=60, cwd=tmp_path,
        )  # fmt: skip
        calls = project / "calls"
        made = calls.read_text(encoding="utf-8").splitlines() if calls.exists() else []
        return result, made

    return run


def _program(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
    path.chmod(0o755)


@pytest.mark.parametrize(("sign", "told"), [("TERM", "asked to end"), ("HUP", "asked to end"), ("INT", "interrupted")])
def test_what_ends_the_command_ends_its_build(call, project, sign, told):
    """By a number of the process alone, as `timeout` and systems of batches do; at a terminal, the whole group."""
    call("build", "-n")  # makes the environment
    sleep = shutil.which("sleep")
    _program(
        project / ".venv/bin/python",
        f"""#!/bin/bash
        [[ "$*" == "-m snakemake"* && "$*" != *--help* ]] || exit 0
        trap 'echo "asked to end" >{project}/told; exit 3' TERM
        trap 'echo interrupted >{project}/told; exit 3' INT
        echo ready >{project}/ready
        for _ in {{1..300}}; do {sleep} 0.1; done
        """,
    )
    build = subprocess.Popen(
        ["bash", project / "remesas", "build", "-n"],
        stderr=subprocess.DEVNULL, process_group=0, preexec_fn=heed_signals,
    )  # fmt: skip
    _wait_for(project / "ready")
    number = getattr(signal, f"SIG{sign}")
    (os.killpg if sign == "INT" else os.kill)(build.pid, number)
    assert build.wait(30) == 3
    assert (project / "told").read_text(encoding="utf-8") == f"{told}\n"


def _wait_for(path: Path) -> None:
    for _ in range(300):
        if path.exists():
            return
        time.sleep(0.1)
    raise AssertionError(f"{path} did not come in half a minute")


@pytest.mark.parametrize("arguments", [["help"], ["test", "--help"], ["build", "--help"], ["fetch", "-h"]])
def test_help_installs_nothing(call, project, arguments):
    result, calls = call(*arguments)
    assert result.returncode == 0 and result.stdout.startswith("Usage: ./remesas COMMAND")
    assert calls == [] and not (project / ".venv").exists()


def test_what_is_missing_is_said_in_one_go_to_who_may_not_install(call):
    result, calls = call("test", venv=1, libraries=1, browser=False, sudo=1)
    assert result.returncode == 1 and calls == []
    wanted = "python3-venv libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 chromium poppler-utils libatomic1"
    install = f"sudo apt-get install --yes --no-install-recommends {wanted}"
    assert result.stderr == f"remesas: this command lacks system packages. Run: sudo apt-get update && {install}\n"


def test_who_has_no_sudo_is_sent_to_an_administrator(call):
    result, _ = call("build", libraries=1)
    assert "Ask an administrator to run: apt-get update && apt-get install" in result.stderr
    assert "sudo" not in result.stderr


def test_root_installs_what_is_missing_at_once(call):
    result, calls = call("build", venv=1, libraries=1, root=True)
    assert calls[0] == "apt-get update --quiet --quiet"
    assert calls[1].endswith("python3-venv libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0")
    assert "installing system packages (once): python3-venv" in result.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["register", "--help"],
        ["register", "FILE"],
        ["fetch", "banxico"],
        ["translations"],
        ["trace", "table1.national.remittances.2003"],
        ["trace", "--help"],
        ["build", "-n"],
        ["build", "--config", "formats=[html]"],
    ],
)
def test_text_libraries_are_asked_for_only_where_a_pdf_is_made(call, arguments):
    result, calls = call(*arguments, libraries=1)
    assert result.returncode == 0, result.stderr
    assert any(line.startswith("python -m") for line in calls)


def test_a_pdf_as_target_needs_them(call):
    result, _ = call("build", "reports/MEX/brief.en.pdf", "--config", "formats=[html]", libraries=1)
    assert "libpango-1.0-0" in result.stderr


def test_a_target_after_config_stays_a_target_and_settings_are_joined(call):
    _, calls = call(
        "build", "--config", "economies=[GTM]", "processed/GTM/tables/table1.csv", "--cores", "2", "--config", "a=b"
    )
    assert calls[-1] == (
        "python -m snakemake processed/GTM/tables/table1.csv --cores 2 --config economies=[GTM] a=b --executor=forked"
    )


def test_who_names_an_executor_or_a_profile_has_that(call):
    for given in ("-e local", "--workflow-profile profiles/other"):
        _, calls = call("build", *given.split())
        assert calls[-1] == f"python -m snakemake {given}"


def test_the_executor_of_a_cluster_is_installed_where_it_is_named(call, project):
    _, calls = call("build", "-n")
    assert not any("requirements-slurm.txt" in line for line in calls)
    result, calls = call("build", "-n", "--workflow-profile", "profiles/slurm")
    assert any("--require-hashes" in line and line.endswith("requirements-slurm.txt") for line in calls)
    assert calls[-1] == "python -m snakemake -n --workflow-profile profiles/slurm", result.stderr
    assert (project / ".venv/requirements.txt").exists() and (project / ".venv/requirements-slurm.txt").exists()


def test_providers_become_a_setting_beside_others(call):
    _, calls = call("fetch", "banxico", "fred", "--config", "fetch_series=[banxico:SE27803]")
    assert calls[-1] == "python -m snakemake fetch --config fetch_series=[banxico:SE27803] fetch=[banxico,fred]"
    _, calls = call("fetch")
    assert calls[-1] == "python -m snakemake fetch"


def test_a_provider_may_stand_after_options(call):
    assert call("fetch", "-n", "banxico")[1][-1] == "python -m snakemake fetch -n --config fetch=[banxico]"
    _, calls = call("fetch", "--cores", "2", "fred", "--config", "fetch_series=[fred:X]")
    assert calls[-1] == "python -m snakemake fetch --cores 2 --config fetch_series=[fred:X] fetch=[fred]"
    # What is no provider is named by the check of the configuration, and after options it is a target.
    assert call("fetch", "bancomex")[1][-1] == "python -m snakemake fetch --config fetch=[bancomex]"


def test_an_option_cut_short_is_refused(call):
    result, calls = call("build", "--verbos")
    assert result.returncode == 1
    assert "--verbos is no option of Snakemake. Did you mean --verbose?" in result.stderr
    assert not any("snakemake" in line for line in calls)


@pytest.fixture
def checked(project):
    """What the check of an article would have made."""

    def make(flips: str) -> None:
        for folder in ("processed", "reports", "articles/another"):
            (project / folder).mkdir(parents=True, exist_ok=True)
        (project / "processed/check.txt").write_text("The page.\n", encoding="utf-8")
        (project / "processed/verdicts.csv").write_text("claim,verdict,rests_on\n", encoding="utf-8")
        (project / "reports/flips.json").write_text(f'{{\n "flips": {flips}\n}}\n', encoding="utf-8")

    return make


def test_a_check_prints_the_page_and_fails_where_a_verdict_flipped(call, checked):
    checked("[]")
    result, calls = call("check")
    assert (result.returncode, result.stdout) == (0, "The page.\n")
    assert calls[-1] == "python -m snakemake processed/check.txt --quiet all --config article=delgado-wise-2004"
    checked('[{"claim": "a"}]')
    result, calls = call("check", "another", "--cores", "2")
    assert result.returncode == 1 and "accepted in articles/another/verdicts.csv" in result.stderr
    assert calls[-1] == "python -m snakemake processed/check.txt --quiet all --cores 2 --config article=another"


def test_a_check_that_a_job_stops_says_what_stopped_it(call, project, checked):
    """Told to be quiet, Snakemake hides the reason too: of an unknown evaluator nothing was said."""
    checked("[]")
    (project / "articles/broken").mkdir()
    (project / "processed/logs").mkdir()
    (project / "processed/logs/old.log").write_text("of an earlier run\n", encoding="utf-8")
    os.utime(project / "processed/logs/old.log", (1, 1))
    result, _ = call("check", "broken")
    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr.endswith("claim x: no evaluator.\n") and "earlier" not in result.stderr


def test_a_check_of_an_article_that_is_not_there_says_so(call, checked):
    checked("[]")
    result, calls = call("check", "nobody-2020")
    assert result.returncode == 1
    assert result.stderr.endswith(
        "remesas: there is no article articles/nobody-2020. Begin one: ./remesas init nobody-2020 ECONOMY\n"
    )
    assert not any("snakemake processed" in line for line in calls)


def test_verdicts_are_accepted_where_that_is_said(call, checked, project):
    checked('[{"claim": "a"}]')
    result, calls = call("check", "another", "--accept")
    assert result.returncode == 0 and "holds these verdicts now" in result.stderr
    runs = [line for line in calls if "processed/check.txt" in line]
    assert len(runs) == 2, "a second one after the verdicts are there: the page said that none was accepted yet"
    assert (project / "articles/another/verdicts.csv").read_text(encoding="utf-8") == "claim,verdict,rests_on\n"


def test_an_article_is_begun_by_the_library(call):
    assert call("init", "mine", "GTM")[1][-1] == "python -m remesas.plan.init mine GTM"


def test_folders_that_snakemake_could_not_read_are_refused(call):
    result, calls = call("build", "--config", "pathvars=oops")
    assert result.returncode == 1 and "pathvars must be a mapping" in result.stderr
    assert not any(line.startswith("python -m snakemake") for line in calls)
    assert call("build", "--config", "pathvars={raw: elsewhere}")[0].returncode == 0


@pytest.mark.parametrize("name", ["mutations", "mutants", "kills", "fuzz"])
def test_experiments_are_scripts_of_the_tests(call, name):
    assert call(name, "3", "1")[1][-1] == f"python tests/{name}.py 3 1"


def test_an_unknown_command_is_named(call):
    result, _ = call("bild")
    assert result.returncode == 1 and result.stderr.rstrip().endswith("remesas: unknown command: bild")


def test_pictures_say_what_is_missing(call, project):
    assert "Run ./remesas build first" in call("pictures")[0].stderr
    (project / "reports/MEX").mkdir(parents=True)
    (project / "reports/MEX/brief.en.pdf").touch()
    assert "pdftoppm is missing. Install poppler-utils" in call("pictures", browser=False)[0].stderr


def test_the_version_is_that_of_the_citation_and_completion_knows_the_commands(call, project):
    shutil.copy(ROOT / "CITATION.cff", project)
    result, calls = call("--version")
    assert (result.stdout, calls) == (f"remesas {__version__}\n", [])
    result, calls = call("completion")
    assert calls == [] and result.stdout.startswith('[ -z "${ZSH_VERSION-}" ] || {')
    said = subprocess.run(
        ["bash", "--norc", "-c", 'eval "$1" && complete -p remesas && compgen -W "$2" bu', "_", result.stdout,
         result.stdout.split('"')[-2]], check=True, capture_output=True, text=True,
    ).stdout.splitlines()  # fmt: skip
    assert said[0].startswith("complete -o default") and said[1:] == ["build"]
    assert {"build", "fetch", "register", "deposit", "test", "slurm-test"} <= set(result.stdout.split('"')[-2].split())


def test_a_deposit_is_built_first_and_goes_where_the_user_says(call, tmp_path):
    _, calls = call("deposit")
    assert calls[-2:] == ["python -m snakemake", "python -m snakemake --quiet all --reporter deposit"]
    _, calls = call("deposit", "mine")
    assert calls[-1] == f"python -m snakemake --quiet all --reporter deposit --report-deposit-folder {tmp_path}/mine"
    result, _ = call("deposit", "mine", "-n")
    assert result.returncode == 1 and "takes one argument at most, a folder" in result.stderr
