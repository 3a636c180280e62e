"""Which numbers a slip of one digit turns into a printed one."""

from remesas.compare.digits import list_slips


def test_every_digit_may_have_been_another():
    assert list_slips(7.0) == [0, 1, 2, 3, 4, 5, 6, 8, 9]
    slips = list_slips(122819)
    assert len(slips) == 9 * 6 == len(set(slips))
    assert 122319 in slips and 22819 in slips and 122810 in slips
    assert 122819 not in slips and 122391 not in slips  # exchanged digits are two


def test_a_balance_keeps_its_sign():
    assert list_slips(-40)[:4] == [0, -10, -20, -30]
    assert set(list_slips(-40)) == {0, -10, -20, -30, -50, -60, -70, -80, -90, *(-number for number in range(41, 50))}
