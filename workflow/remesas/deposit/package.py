"""Make the replication package of a finished build: a folder, and the same as one file."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from remesas.brief.contents import DATA, PAGE_FILES
from remesas.brief.context import Context
from remesas.brief.style import load_style
from remesas.brief.text.citation import cite, write_title
from remesas.brief.words.language import load_language
from remesas.brief.words.locales import SOURCE_LANGUAGE
from remesas.build import Build, Scope
from remesas.catalog.catalog import Catalog
from remesas.catalog.publication import read_publication
from remesas.core.errors import DataError
from remesas.core.files import read_frame
from remesas.core.frames import SNAPSHOTS
from remesas.deposit.crate import describe_deposit
from remesas.deposit.exhibits import list_exhibits
from remesas.deposit.folder import (
    CRATE,
    copy_files,
    find_commit,
    list_code,
    prepare,
    write_archive,
    write_checksums,
)
from remesas.deposit.forms import write_forms
from remesas.deposit.readme import write_readme
from remesas.deposit.steps import Step, list_outputs

REPORTS = Path("reports")
PAGE = PAGE_FILES["brief"].format(SOURCE_LANGUAGE)


def make_deposit(
    project: Path, folder: Path | None, catalog: Catalog, settings: Mapping[str, Any], steps: Sequence[Step]
) -> tuple[Path, Path]:
    """Make the package, by default below the reports, in place of an earlier one.

    Returns:
        The folder and the archive: the same bytes from the same build.

    Raises:
        DataError: If the code is not that of a commit, the build not in English too, or the folder another's.
    """
    economy = settings["economies"][0]
    pages = (step for step in steps for path in step.outputs if Path(path).parts[-2:] == (economy, PAGE))
    page = next(pages, None)
    if page is None:
        raise DataError(
            f"a deposit says in English what is in it, and {PAGE} was not built.",
            file="config.yaml",
            remedy=f"add {SOURCE_LANGUAGE} to languages, build, then deposit.",
        )
    publication, code = read_publication(project / "CITATION.cff"), list_code(project)
    target = folder or project / REPORTS / f"remesas-{publication.version}"
    prepare(target)
    copy_files(project, code, target / "code")
    copy_files(project, list_outputs(steps, REPORTS), target)
    reports = Path(page.outputs[0]).parent
    write_forms(target / reports / DATA, target, publication.version)

    frames = [project / path for path in page.inputs if Path(path).suffix in (".csv", ".json")]
    templates, language = project / "workflow/templates", load_language(SOURCE_LANGUAGE, project / "workflow/locales")
    known = next(path for step in steps for path in step.outputs if Path(path).name == "snapshots.csv")
    build = replace(
        Build.read(frames, catalog, Scope.of(settings, catalog, economy)),
        snapshots=read_frame(project / known, SNAPSHOTS),  # all, where a brief reads its own alone
    )
    context = Context(build, language, load_style(templates / "tokens.yaml"), publication)
    citation = cite(context, write_title(context))
    exhibits = list_exhibits(context, page, steps, settings["languages"])
    places = {"templates": templates, "reports": reports, "results": target / REPORTS,
              "environment": project / "workflow/envs/remesas.yaml"}  # fmt: skip
    readme = write_readme(context, citation, steps, exhibits, places, find_commit(project))
    (target / "README.md").write_text(readme, encoding="utf-8")
    crate = describe_deposit(target, citation, publication, steps)
    (target / CRATE).write_text(json.dumps(crate, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    write_checksums(target)
    return target, write_archive(target)
