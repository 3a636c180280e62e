"""A brief of made months and economies over the real catalog, without anything built."""

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from remesas.brief.context import Context
from remesas.brief.style import Style
from remesas.build import FRAMES, Build, Scope
from remesas.catalog.catalog import Catalog
from remesas.catalog.publication import Publication
from remesas.claims.entries import Ledger
from remesas.core import frames
from remesas.core.files import empty_frame

MakeBrief = Callable[..., Context]


@pytest.fixture
def make_brief(catalog: Catalog, language: Any, style: Style, publication: Publication) -> MakeBrief:
    def make(code: str = "en", **given: pd.DataFrame) -> Context:
        read = {name: empty_frame(frame) for name, frame in FRAMES.items()}
        build = Build(
            catalog=catalog, scope=Scope("MEX", ("national", "worldbank"), 2003), tables={},
            claims=Ledger(ref_area="MEX", rules={}, evaluators={}, counts={}, claims=()),
            **{"annual": empty_frame(frames.ANNUAL)} | read | given,
        )  # fmt: skip
        return Context(build, language(code), style, publication)

    return make
