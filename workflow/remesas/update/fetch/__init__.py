"""Providers that newer data can be fetched from: one small module each.

To add one: give its datasets a ``fetch`` block in ``workflow/catalog/sources.yaml``, write a class with the interface
``base.Provider`` in a module of its own, and list it in ``PROVIDERS`` under the name of its source. What it asks for is
what the catalog declares; transport is ``http.Client``, with only the declared hosts; checks and storage are common.
"""

from __future__ import annotations

from collections.abc import Mapping

from remesas.update.fetch.banxico import Banxico
from remesas.update.fetch.base import Provider
from remesas.update.fetch.fred import Fred
from remesas.update.fetch.inegi import Inegi
from remesas.update.fetch.worldbank import WorldBank

PROVIDERS: Mapping[str, Provider] = {
    "banxico": Banxico(),
    "inegi": Inegi(),
    "worldbank": WorldBank(),
    "fred": Fred(),
}
