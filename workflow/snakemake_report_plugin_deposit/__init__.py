"""Hand what Snakemake knows of a finished build to the library, which makes the replication package of it.

Snakemake finds this by its name: it is a plugin for reports, as ``--reporter deposit`` asks for.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from snakemake_interface_common.exceptions import WorkflowError
from snakemake_interface_report_plugins.reporter import ReporterBase
from snakemake_interface_report_plugins.settings import ReportSettingsBase

from remesas.core.errors import DataError
from remesas.deposit.package import make_deposit
from remesas.deposit.steps import Step


@dataclass
class ReportSettings(ReportSettingsBase):
    """Options of the command line."""

    folder: Path | None = field(
        default=None, metadata={"help": "Folder of the replication package (default: reports/remesas-VERSION)."}
    )


class Reporter(ReporterBase):
    """Makes the package of the build that Snakemake has looked through."""

    settings: ReportSettings

    def render(self) -> None:
        """Make it, and say where it is.

        Raises:
            WorkflowError: If the build or the code is not fit to be deposited.
        """
        workflow = self.jobs[0].job.rule.workflow
        names = workflow.globals
        steps = [_read_step(record) for record in self.jobs]
        try:
            made = make_deposit(
                Path(names["PROJECT"]), self.settings.folder, names["CATALOG"], names["SETTINGS"], steps
            )
        except DataError as error:
            raise WorkflowError(str(error)) from None
        print("Deposited:", *made, sep="\n  ")


def _read_step(record: Any) -> Step:
    """What the record of a job says; its rule is found by the job."""
    job = record.job
    return Step(
        rule=job.rule.name,
        script=f"workflow/scripts/{Path(job.rule.script).name}",
        message=job.rule.message.replace("{wildcards.", "{"),
        inputs=tuple(map(str, job.input)),
        outputs=tuple(map(str, job.output)),
        begun=record.starttime,
        ended=record.endtime,
        memory=job.resources["mem_mb"],
    )
