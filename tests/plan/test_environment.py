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
