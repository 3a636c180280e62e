from pathlib import Path

from library import logged

from remesas.brief.page.pdf import write_pdf

with logged(snakemake.log[0]):
    attachments = [Path(path) for path in snakemake.input.tables]
    write_pdf(Path(snakemake.input.page), Path(snakemake.output[0]), attachments)
