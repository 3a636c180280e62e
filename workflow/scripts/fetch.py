import os
import sys
from pathlib import Path

from library import logged

from remesas.plan.declared import load_declared
from remesas.update.fetch.run import fetch_all, succeeded, summarise

with logged(snakemake.log[0]):
    with Path(snakemake.log[0]).open("a", encoding="utf-8", buffering=1) as log:

        def tell(text: str) -> None:
            print(text, file=sys.stderr, flush=True)
            log.write(f"{text}\n")

        params = snakemake.params
        catalog = load_declared(snakemake.input)
        outcomes = fetch_all(
            catalog, Path(params.raw), os.environ, tell, params.sources, params.series, params.versions
        )
        for line in summarise(outcomes):
            tell(line)
    came = succeeded(outcomes)
sys.exit(not came)
