import pytest

from remesas.update.periods import follow, name_periods


@pytest.mark.parametrize(
    ("period", "after"),
    [("2025", "2026"), ("2025-Q3", "2025-Q4"), ("2025-Q4", "2026-Q1"), ("2025-11", "2025-12"), ("2025-12", "2026-01")],
)
def test_the_period_after(period, after):
    assert follow(period) == after


@pytest.mark.parametrize(
    ("periods", "named"),
    [
        (["2025-02", "2025-01", "2024-12"], "2024-12 to 2025-02"),
        (["2001-05", "2003", "2003-07"], "2001-05, 2003, 2003-07"),
        (["2000-Q4", "2001-Q1", "2002-Q1"], "2000-Q4 to 2001-Q1, 2002-Q1"),
        ([str(year) for year in range(1990, 2010, 2)], "1990 to 2008"),
    ],
)
def test_periods_are_named_by_runs(periods, named):
    assert name_periods(periods) == named
