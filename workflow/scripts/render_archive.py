from pathlib import Path

from remesas.brief.page.pdf import write_pdf
from remesas.core.logs import logged

with logged(snakemake.log[0]):
    attachments = [Path(path) for path in snakemake.input.tables]
    write_pdf(Path(snakemake.input.page), Path(snakemake.output[0]), attachments)
