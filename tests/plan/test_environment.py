"""The environment that rules name is that of the requirements; what a cluster takes on top changes none of it."""

import re

import yaml

from support.project import ROOT


def test_the_packages_are_those_that_a_build_needs():
    environment = yaml.safe_load((ROOT / "workflow/envs/remesas.yaml").read_text(encoding="utf-8"))
    packages = next(item["pip"] for item in environment["dependencies"] if isinstance(item, dict))
    wanted = re.findall(r"^([a-z][\w.-]*(?:\[\w+\])?)", (ROOT / "requirements.in").read_text(encoding="utf-8"), re.M)
    pins = _read_pins("requirements.txt")
    assert packages == [f"{name}=={pins[name.partition('[')[0]]}" for name in wanted]


def _read_pins(name: str) -> dict[str, str]:
    return dict(re.findall(r"^([a-z][\w.-]*)==(\S+)", (ROOT / name).read_text(encoding="utf-8"), re.M))


def test_a_cluster_adds_an_executor_and_changes_no_package():
    build, cluster = _read_pins("requirements.txt"), _read_pins("requirements-slurm.txt")
    assert {name: cluster.get(name) for name in build} == build
    assert set(cluster) - set(build) == {"snakemake-executor-plugin-slurm", "snakemake-executor-plugin-slurm-jobstep"}


def test_a_cluster_runs_a_build_as_the_default_profile_does():
    default, slurm = (
        yaml.safe_load((ROOT / f"profiles/{name}/config.yaml").read_text(encoding="utf-8"))
        for name in ("default", "slurm")
    )
    assert default.pop("cores") == "all" and slurm["executor"] == "slurm"
    assert {key: slurm.get(key) for key in default} == default


def test_the_page_on_clusters_tells_what_each_rule_asks_for():
    told = next(
        line
        for line in (ROOT / "docs/cluster.md").read_text(encoding="utf-8").splitlines()
        if "| memory, run time |" in line
    )
    rules = "\n".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "workflow/rules").glob("*.smk")))
    asked = re.findall(r"^rule (\w+):(?:(?!^rule ).)*?mem_mb=(\d+),\s+runtime=(\d+)", rules, re.M | re.S)
    assert len(asked) > 25
    most = {"memory": ("500", "1000"), "time": ("5", "10")}
    for name, memory, minutes in asked:
        if memory not in most["memory"] or minutes not in most["time"]:
            unit = "minute" if minutes == "1" else "minutes"
            assert f"of `{name}` {memory} MB, {minutes} {unit}" in told
