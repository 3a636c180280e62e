from pathlib import Path

import pytest

from remesas.language import Language, load_language

LOCALES = Path(__file__).parents[2] / "workflow" / "locales"


@pytest.fixture(scope="session")
def language():
    """A language by its code."""

    def of(code: str) -> Language:
        return load_language(code, LOCALES)

    return of
