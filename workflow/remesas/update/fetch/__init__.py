"""Fetch newer data from providers: one small module each.

To add one: give its datasets a ``fetch`` block in ``workflow/catalog/sources.yaml``, make a ``base.Provider``
in a module of its own, and list it in ``PROVIDERS`` under the name of its source. What it asks for is what the catalog
declares; transport is ``http.Client``, with only the declared hosts; checks and storage are common (``run``).
"""

from __future__ import annotations

from collections.abc import Mapping

from remesas.update.fetch import banxico, fred, inegi, worldbank
from remesas.update.fetch.base import Provider

PROVIDERS: Mapping[str, Provider] = {
    "banxico": banxico.PROVIDER,
    "inegi": inegi.PROVIDER,
    "worldbank": worldbank.PROVIDER,
    "fred": fred.PROVIDER,
}
