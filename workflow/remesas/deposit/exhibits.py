"""List the tables and figures of the brief, each with the function that makes it and the files that hold it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from remesas.brief.charts.figures import FIGURES
from remesas.brief.contents import PAGE_FILES
from remesas.brief.context import Context
from remesas.brief.tables.registry import choose_makers, make_brief_tables
from remesas.deposit.steps import Step, find_step


@dataclass(frozen=True)
class Exhibit:
    """A table or figure of the brief: ``program`` is the file of its ``function``."""

    label: str
    title: str
    file: str
    rule: str
    program: str
    function: str


def list_exhibits(context: Context, page: Step, steps: Sequence[Step], languages: Sequence[str]) -> list[Exhibit]:
    """The tables and figures of the brief in its order, as their numbers on the page are."""
    reports, code, makers = Path(page.outputs[0]).parent, context.language.code, choose_makers(context.build.catalog)
    spoken, listed = join_choices(languages), []
    views = {name: view for name, view in make_brief_tables(context).items() if view.rows}
    for place, (name, view) in enumerate(views.items(), start=1):
        step = find_step(steps, f"{reports}/tables/{view.file(code)}.csv")
        file = f"{reports}/tables/{view.file(spoken)}.{{csv,xlsx}}"
        listed.append(Exhibit(f"Table {place}", view.caption, file, step.rule, *locate(makers[name])))
    charts = find_step(steps, next(path for path in page.inputs if path.endswith(f"charts/{code}.json")))
    plans = [(plan, make) for make in FIGURES.values() for plan in make(context) if plan.panels]
    for place, (plan, make) in enumerate(plans, start=1):
        file = f"{reports}/{PAGE_FILES['brief'].format(spoken)}"
        listed.append(Exhibit(f"Figure {place}", plan.title, file, charts.rule, *locate(make)))
    return listed


def join_choices(parts: Sequence[str]) -> str:
    """One of several parts of a name, as shells write it: ``{en,es}``."""
    return parts[0] if len(parts) == 1 else f"{{{','.join(parts)}}}"


def locate(function: Callable[..., Any]) -> tuple[str, str]:
    """The file of a function below the folder of the project, and its name."""
    made = function.func if isinstance(function, partial) else function
    file = Path(str(sys.modules[made.__module__].__file__))
    return file.relative_to(Path(__file__).parents[3]).as_posix(), made.__name__
