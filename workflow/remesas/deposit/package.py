"""Make the replication package of a finished build: a folder, and the same as one file."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from remesas.brief.context import Context
from remesas.brief.style import load_style
from remesas.brief.text.citation import cite, write_title
from remesas.brief.words.language import load_language
from remesas.brief.words.locales import SOURCE_LANGUAGE
from remesas.build import Build, Scope
from remesas.catalog.catalog import Catalog
from remesas.catalog.config import Config
from remesas.catalog.publication import read_publication
from remesas.core.errors import DataError
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
from remesas.deposit.steps import Step, find_step, list_outputs

REPORTS = Path("reports")


def make_deposit(
    project: Path, folder: Path | None, catalog: Catalog, settings: Config, steps: Sequence[Step]
) -> tuple[Path, Path]:
    """Make the package.

    Args:
        project: The folder of the project, in which it was built.
        folder: Where the package goes, in place of an earlier one; by default below the reports.
        catalog: The whole catalog.
        settings: The configuration of the build.
        steps: Those of the build.

    Returns:
        The folder and the archive: the same bytes from the same build.

    Raises:
        DataError: If the code is not that of a commit, the build not whole, or the folder another's.
    """
    if SOURCE_LANGUAGE not in settings.languages:
        raise DataError(
            f"a deposit tells what is in it in {SOURCE_LANGUAGE}.",
            file="config.yaml",
            remedy=f"add {SOURCE_LANGUAGE} to languages, build, then deposit.",
        )
    publication, code = read_publication(project / "CITATION.cff"), list_code(project)
    reports = list_outputs(steps, REPORTS)
    target = folder or project / REPORTS / f"remesas-{publication.version}"
    prepare(target)
    copy_files(project, code, target / "code")
    copy_files(project, reports, target)
    write_forms(target / REPORTS / "data", target, publication.version)

    page = find_step(steps, f"{REPORTS}/brief.{SOURCE_LANGUAGE}.html")
    frames = [path for path in page.inputs if Path(path).suffix in (".csv", ".json")]
    build = Build.read((project / path for path in frames), catalog, Scope.of(settings.model_dump()))
    templates = project / "workflow/templates"
    language = load_language(SOURCE_LANGUAGE, project / "workflow/locales")
    context = Context(build, language, load_style(templates / "tokens.yaml"), publication)
    citation = cite(context, write_title(context))
    exhibits = list_exhibits(context, steps, str(REPORTS), settings.languages)
    places = {"templates": templates, "results": target / REPORTS,
              "environment": project / "workflow/envs/remesas.yaml"}  # fmt: skip
    readme = write_readme(context, citation, steps, exhibits, places, find_commit(project))
    (target / "README.md").write_text(readme, encoding="utf-8")
    crate = describe_deposit(target, citation, publication, steps)
    (target / CRATE).write_text(json.dumps(crate, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    write_checksums(target)
    return target, write_archive(target)
