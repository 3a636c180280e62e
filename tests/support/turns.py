"""Which turns of an experiment are asked for: all of a number, or what is left of it after a stop."""


def read_turns(number: str) -> slice:
    """Which turns of a sample are asked for: `300` are the first 300, `101-300` what is left of them after 100."""
    first, _, last = number.rpartition("-")
    return slice(int(first or 1) - 1, int(last))
