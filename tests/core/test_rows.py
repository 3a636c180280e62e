import pandas as pd

from remesas.core.rows import by_year, since


def test_since_when_something_holds_to_the_end():
    assert since(pd.Series({2001: True, 2002: False, 2003: True, 2004: True})) == 2003
    assert since(pd.Series({2001: True, 2002: True})) == 2001
    assert since(pd.Series({2001: True, 2002: False})) is None
    assert since(pd.Series(dtype=bool)) is None
    assert list(by_year(pd.Series({2001: 1}))) == [(2001, 1.0)]
