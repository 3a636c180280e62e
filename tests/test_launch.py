"""The installed command: it gives way to that of the project in which it is called."""

import os
import sys
from pathlib import Path

import pytest

from remesas import __version__
from remesas.launch import find_project, main
from support.project import ROOT


def call(monkeypatch, folder: Path, *arguments: str) -> int:
    monkeypatch.chdir(folder)
    monkeypatch.setattr(sys, "argv", ["remesas", *arguments])
    return main()


def test_in_a_project_and_below_it_hands_over_to_its_command(monkeypatch):
    class ReplacedError(Exception):
        """What stands for the process that takes over."""

    def replace(path, arguments):
        raise ReplacedError(path, arguments)

    monkeypatch.setattr(os, "execv", replace)
    with pytest.raises(ReplacedError) as called:
        call(monkeypatch, ROOT / "workflow/rules", "build", "-n")
    assert called.value.args == (ROOT / "remesas", ["remesas", "build", "-n"])


def test_elsewhere_it_says_so(monkeypatch, tmp_path, capsys):
    assert find_project(tmp_path) is None
    assert call(monkeypatch, tmp_path, "build") == 1
    assert capsys.readouterr().err == (
        f"remesas: there is no project in {tmp_path} or above. Call it from the project's folder.\n"
    )


def test_help_and_version_are_told_everywhere(monkeypatch, tmp_path, capsys):
    assert call(monkeypatch, tmp_path, "--version") == call(monkeypatch, tmp_path, "--help") == 0
    version, usage = capsys.readouterr().out.split("\n", 1)
    assert version == f"remesas {__version__}" and usage.startswith("Usage: remesas COMMAND")
