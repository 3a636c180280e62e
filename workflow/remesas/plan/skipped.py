"""Find the economies of a batch of which no brief can be made.

Apart from ``remesas.plan.batches``, which every plan imports: reading observations takes pandas, and a plan none of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import pandas as pd

from remesas.catalog.catalog import Catalog
from remesas.catalog.config import check_economy
from remesas.catalog.uses import bases_with_roles
from remesas.core.errors import DataError
from remesas.harmonise.coverage import Coverage
from remesas.plan.batches import SKIPPED, Outcome


def find_skipped(
    economies: Iterable[str], observations: pd.DataFrame, catalog: Catalog, settings: Mapping[str, Any]
) -> Iterator[Outcome]:
    """The economies of which no brief can be made of what is known, and why.

    Args:
        economies: Those of a batch.
        observations: ``frames.OBSERVATIONS``.
        catalog: The catalog.
        settings: The keys ``bases``, ``vintages`` and ``years`` of config.yaml.
    """
    for economy in economies:
        try:
            check_economy(economy, catalog, settings["bases"])
            bases = bases_with_roles(catalog, settings["bases"], economy)
            coverage = Coverage.of(observations, catalog, bases, economy)
            coverage.check_vintages(settings["vintages"])
            coverage.check_last_year(settings["years"]["last"])
        except DataError as error:
            yield Outcome(economy, SKIPPED, str(error))
