"""Load what a job makes sentences, tables, charts and pages from."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from remesas.brief.context import Context
from remesas.brief.style import load_style
from remesas.brief.words.language import load_language
from remesas.brief.words.locales import folders_of
from remesas.build import Build, Scope
from remesas.catalog.publication import read_publication
from remesas.plan.declared import load_declared
from remesas.plan.settings import read_settings


def load_contexts(inputs: Any, economy: str, languages: Iterable[str]) -> list[Context]:
    """The build of an economy in some languages.

    Args:
        inputs: The inputs of a job: ``build`` and, where they are read, ``sentences``, which are in the language of a
            page; those of ``load_declared`` and ``make_context``; ``settings``.
        economy: The economy.
        languages: The languages.
    """
    catalog = load_declared(inputs)
    scope = Scope.of(read_settings(inputs.settings), catalog, economy)
    build = Build.read([*inputs.build, *filter(None, [inputs.get("sentences")])], catalog, scope)
    return [make_context(inputs, build, language) for language in languages]


def make_context(inputs: Any, build: Build, language: str) -> Context:
    """A build in a language; of what is published, ``citation`` is among the inputs, beside words and style."""
    publication = read_publication(Path(inputs.citation)) if inputs.get("citation") else None
    words = load_language(language, *folders_of(inputs.translations))
    return Context(build, words, load_style(Path(inputs.tokens)), publication)
