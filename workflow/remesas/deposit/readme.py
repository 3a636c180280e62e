"""Write the README of a deposit, in the order of the template of the Social Science Data Editors.

Nothing in it is written by hand but its sentences: sources and their terms are the catalog's, files those of the
snapshots, programs and their times the build's, tables and figures with their functions the brief's.
"""

from __future__ import annotations

import os
import platform
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jinja2
import yaml

from remesas.brief.context import Context
from remesas.brief.page.brief import cite_article
from remesas.brief.text.citation import Citation
from remesas.catalog.sources import Source
from remesas.deposit.exhibits import Exhibit
from remesas.deposit.steps import Step, list_programs

TEMPLATE = "deposit.md.j2"


@dataclass(frozen=True)
class Provided:
    """A provider with the files that are from it: a mapping of the columns of ``SNAPSHOTS`` and ``held`` series."""

    source: Source
    files: list[dict[str, Any]]

    @property
    def notes(self) -> list[str]:
        """What is known of how the files were obtained, each once."""
        return list(dict.fromkeys(file["note"] for file in self.files if file["note"]))

    @property
    def terms(self) -> list[str]:
        """The terms of the files, each once."""
        return list(dict.fromkeys(file["licence"] for file in self.files))


def list_providers(context: Context) -> Iterator[Provided]:
    """The providers whose data the build holds, in the order of the catalog."""
    rows = context.build.snapshots
    files = rows.groupby("file", sort=False).agg(
        **{name: (name, "first") for name in rows.columns if name not in ("file", "first_period", "last_period")},
        held=("series", "nunique"), first_period=("first_period", "min"), last_period=("last_period", "max"),
    )  # fmt: skip
    for name, source in context.build.catalog.sources.items():
        own = files[files["source"] == name].reset_index()
        if len(own):
            yield Provided(source, [{str(key): value for key, value in row.items()} for row in own.to_dict("records")])


def list_packages(environment: Path) -> list[str]:
    """The packages that a build asks for, with their versions, as the file of the environment pins them."""
    dependencies = yaml.safe_load(environment.read_text(encoding="utf-8"))["dependencies"]
    return next(item["pip"] for item in dependencies if isinstance(item, dict))


def write_readme(
    context: Context,
    citation: Citation,
    steps: Sequence[Step],
    exhibits: Sequence[Exhibit],
    places: dict[str, Path],
    commit: str,
) -> str:
    """The README of a deposit.

    Args:
        context: The build in English.
        citation: How the brief is cited.
        steps: Those of the build.
        exhibits: The tables and figures of the brief.
        places: The folders of ``templates``, of the brief's ``reports`` and of all ``results``, and the file of the
            ``environment``.
        commit: The commit of the code; empty if it is not known.
    """
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(places["templates"]), undefined=jinja2.StrictUndefined, trim_blocks=True,
        lstrip_blocks=True, keep_trailing_newline=True,
    )  # fmt: skip
    environment.filters["cell"] = _write_cell
    results = [path for path in places["results"].rglob("*") if path.is_file()]
    return environment.get_template(TEMPLATE).render(
        article=cite_article(context),
        reports=places["reports"],
        citation=citation,
        commit=commit,
        years=context.build.years,
        country=context.build.country.name,
        providers=list(list_providers(context)),
        packages=list_packages(places["environment"]),
        programs=list_programs(steps),
        jobs=len(steps),
        seconds=sum(step.seconds for step in steps),
        memory=max(step.memory for step in steps),
        storage=sum(path.stat().st_size for path in results) / 1e6,
        machine=f"{platform.system()} ({platform.machine()}, {os.cpu_count()} cores)",
        python=platform.python_version(),
        exhibits=exhibits,
    )


def _write_cell(text: object) -> str:
    """A text as it stands in a cell of a table."""
    return re.sub(r"\s+", " ", str(text)).strip().replace("|", r"\|")
