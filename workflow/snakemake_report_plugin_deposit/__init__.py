"""Hand what Snakemake knows of a finished build to the library, which makes the replication package of it.

Snakemake finds this by its name: it is a plugin for reports, as ``--reporter deposit`` asks for. Every call of
Snakemake imports it, so the library is imported when it is needed.
"""

import re
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Optional

from snakemake_interface_report_plugins.reporter import ReporterBase
from snakemake_interface_report_plugins.settings import ReportSettingsBase

if TYPE_CHECKING:
    from remesas.deposit.steps import Step


@dataclass
class ReportSettings(ReportSettingsBase):
    """Options of the command line; Snakemake reads their types, and knows no others for what may be left out."""

    folder: Optional[Path] = field(  # noqa: UP045
        default=None, metadata={"help": "Folder of the replication package (default: reports/remesas-VERSION)."}
    )


class Reporter(ReporterBase):
    """Makes the package of the build that Snakemake has looked through."""

    def render(self) -> None:
        """Make it, and say where it is.

        Raises:
            SystemExit: With a sentence, if the build or the code is not fit to be deposited.
        """
        from remesas.core.errors import DataError
        from remesas.deposit.package import make_deposit

        names = self.jobs[0].job.rule.workflow.globals
        steps = [_read_step(record.job, record.starttime, record.endtime) for record in self.jobs]
        try:
            made = make_deposit(Path(names["PROJECT"]), self.settings.folder, names["CATALOG"], names["config"], steps)
        except DataError as error:
            sys.exit(f"Refused: {error}")  # Snakemake is asked to say nothing of its own, errors too
        print("Deposited:", *made, sep="\n  ")


def _read_step(job: Any, begun: float, ended: float) -> "Step":
    """What Snakemake knows of a job."""
    from remesas.deposit.steps import Step

    return Step(
        rule=job.rule.name,
        script=f"workflow/scripts/{Path(job.rule.script).name}",
        message=re.sub(r": \{output.*\}$", "", job.rule.message).replace("{wildcards.", "{"),
        inputs=tuple(map(str, job.input)),
        outputs=tuple(map(str, job.output)),
        begun=begun,
        ended=ended,
        memory=job.resources["mem_mb"],
    )
