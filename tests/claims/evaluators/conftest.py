"""Evaluators on the real figures.

The expected values of their tests were worked out by hand from the published figures (sums of months, powers and
quotients with awk), never taken from the program.
"""

import pytest

from remesas.claims.evaluators import EVALUATORS
from remesas.claims.results import Span


@pytest.fixture
def run(lookup):
    def evaluate(name, evidence, span, as_of=None, **parameters):
        return EVALUATORS[name].run(lookup(evidence, as_of), Span(*span), parameters)

    return evaluate
