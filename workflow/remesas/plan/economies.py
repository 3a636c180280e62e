"""List the economies of which briefs can be asked, and refuse targets about others, or in no language there is."""

from __future__ import annotations

import csv
import re
from collections.abc import Collection, Iterable
from pathlib import Path

from remesas.catalog.catalog import Catalog
from remesas.catalog.config import FILE, check_economy
from remesas.catalog.uses import bases_with_roles, lead_references
from remesas.core.errors import DataError
from remesas.ingest.raw_folder import data_file


def list_economies(metas: Iterable[Path], catalog: Catalog, bases: Iterable[str]) -> list[str]:
    """The codes of all economies with any value of a series that fills the lead column on some bases, sorted."""
    wanted = {
        (*reference.split(":", 1), code)
        for code in catalog.economies
        for basis in bases_with_roles(catalog, bases, code)
        for reference in lead_references(catalog, basis, code)
    }
    sources = {source for source, _, _ in wanted}
    held = {key for meta in metas if meta.parts[-3] in sources for key in _read_keys(data_file(meta), meta.parts[-3])}
    return sorted({code for _, _, code in wanted & held})


def check_lead(code: str, catalog: Catalog, known: Collection[str]) -> None:
    """Refuse an economy that is not among those of which a snapshot has the lead column (``list_economies``).

    Raises:
        DataError: Saying how many may be asked for, and how.
    """
    if code not in known:
        raise DataError(
            f"at economies: no snapshot has any {catalog.lead} of {code}, {catalog.areas[code].name}.",
            file=FILE,
            remedy=f"ask for one of the {len(known)} economies that have some (`economies: all` takes them all), or "
            "register data of it (`./remesas fetch worldbank`, `./remesas register`).",
        )


def check_target(target: str, code: str, catalog: Catalog, bases: Iterable[str], known: Collection[str]) -> None:
    """Refuse a target about an economy of which no brief can be made (``check_economy``, ``check_lead``).

    Raises:
        DataError: Naming the target: nobody wrote the economy into the configuration.
    """
    try:
        check_economy(code, catalog, bases)
        check_lead(code, catalog, known)
    except DataError as error:
        problem = error.problem.removeprefix("at economies: ")
        raise DataError(f"the target {target}: {problem}", remedy=error.remedy) from error


def check_language(target: str, reports: str, languages: Collection[str]) -> None:
    """Refuse a file of reports in a language into which nothing is translated.

    Raises:
        DataError: Naming the target and the languages there are.
    """
    found = re.fullmatch(rf"{re.escape(reports)}/.+\.([^./]+)\.(?:html|pdf|csv|xlsx)", target)
    if found and found[1] not in languages:
        raise DataError(
            f"the target {target}: there is no translation into {found[1]!r}.",
            remedy=f"use one of {', '.join(sorted(languages))}; docs/adding.md says how a language is added.",
        )


def _read_keys(file: Path, source: str) -> set[tuple[str, str, str]]:
    """The series and areas that a snapshot has: source, series, code."""
    with file.open(encoding="utf-8", newline="") as stream:
        return {(source, row[0], row[1]) for row in csv.reader(stream)}
