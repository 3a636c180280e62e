"""Small builds in English."""

from collections.abc import Callable

import pytest

from remesas.brief.context import Context
from remesas.brief.style import Style
from remesas.brief.words.language import Language
from remesas.catalog.catalog import Catalog
from support.builds import make_small


@pytest.fixture
def context_of(catalog: Catalog, style: Style, english: Language) -> Callable[..., Context]:
    """A context of some tables: see ``make_small``."""
    return lambda *tables, **choices: Context(make_small(catalog, *tables, **choices), english, style)
