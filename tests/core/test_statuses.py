import pytest

from remesas.core.statuses import worst_status


@pytest.mark.parametrize(("statuses", "worst"), [("AAB", "B"), ("ADM", "M"), ("PA", "P"), ("EDA", "D"), ("A", "A")])
def test_the_worst_status_is_shown(statuses, worst):
    assert worst_status(statuses) == worst
