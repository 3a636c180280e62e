from pathlib import Path

from remesas.logs import logged
from remesas.pdf import write_pdf

with logged(snakemake.log[0]):
    write_pdf(Path(snakemake.input.page), Path(snakemake.output[0]))
