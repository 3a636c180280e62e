"""Every evaluator is tested, and says what it computes."""

import re
from pathlib import Path

from remesas.claims.evaluators import EVALUATORS


def test_every_evaluator_is_tested_here():
    source = "".join(path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("test_*.py"))
    assert [name for name in EVALUATORS if not re.search(rf'run\(\s*"{name}"', source)] == []


def test_every_evaluator_says_what_it_computes_and_how():
    for name, item in EVALUATORS.items():
        assert item.meaning.endswith("."), name
        assert "Formula:" in (item.function.__doc__ or ""), name
