"""The environment that rules name is that of the requirements."""

import re

import yaml

from support.project import ROOT


def test_the_packages_are_those_that_a_build_needs():
    environment = yaml.safe_load((ROOT / "workflow/envs/remesas.yaml").read_text(encoding="utf-8"))
    packages = next(item["pip"] for item in environment["dependencies"] if isinstance(item, dict))
    wanted = re.findall(r"^([a-z][\w.-]*(?:\[\w+\])?)", (ROOT / "requirements.in").read_text(encoding="utf-8"), re.M)
    pins = dict(re.findall(r"^([a-z][\w.-]*)==(\S+)", (ROOT / "requirements.txt").read_text(encoding="utf-8"), re.M))
    assert packages == [f"{name}=={pins[name.partition('[')[0]]}" for name in wanted]
