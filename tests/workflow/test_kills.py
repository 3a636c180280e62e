"""A build that is killed goes on by itself, and ends as if nothing had happened; the experiment is tests/kills.py."""

from kills import TARGETS, kill_builds

from support.small import write_project


def test_a_killed_build_needs_no_hand(tmp_path):
    found = kill_builds(write_project(tmp_path / "project"), 2, 14, TARGETS)
    assert (found.kills.total(), found.helped, found.different) == (2, [], [])
    assert found.completed >= 1
