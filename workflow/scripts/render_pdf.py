from pathlib import Path

from remesas.brief.page.pdf import write_pdf
from remesas.core.logs import logged

with logged(snakemake.log[0]):
    write_pdf(Path(snakemake.input.page), Path(snakemake.output[0]))
