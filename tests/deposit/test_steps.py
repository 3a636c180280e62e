"""The steps of a build: those of one rule are one program, and a file is found by the step that made it."""

from pathlib import Path

import pytest

from remesas.core.errors import DataError
from remesas.deposit.steps import Step, find_step, list_outputs, list_programs, span


def step(rule, begun, ended, *outputs):
    return Step(rule, f"{rule}.py", f"Doing {rule}", (), outputs, begun, ended, 500)


STEPS = [step("b", 10.5, 12.5, "reports/b.csv"), step("a", 1, 2, "processed/a.csv"), step("b", 20, 21, "reports/a.csv")]


def test_jobs_of_one_rule_are_one_program_in_the_order_in_which_they_began():
    assert [(program.rule, program.jobs, program.seconds) for program in list_programs(STEPS)] == [
        ("a", 1, 1),
        ("b", 2, 3),
    ]


def test_a_file_is_found_by_what_made_it():
    assert find_step(STEPS, "reports/a.csv").begun == 20
    with pytest.raises(DataError, match=r"nothing\.csv: no rule"):
        find_step(STEPS, "nothing.csv")
    assert list_outputs(STEPS, Path("reports")) == [Path("reports/a.csv"), Path("reports/b.csv")]
    assert [moment.isoformat() for moment in span(STEPS)] == ["1970-01-01T00:00:01+00:00", "1970-01-01T00:00:21+00:00"]
