from pathlib import Path

from library import logged

from remesas.brief.page.pdf import write_pdf

with logged(snakemake.log[0]):
    write_pdf(Path(snakemake.input.page), Path(snakemake.output[0]))
