from pathlib import Path

from library import logged

from remesas.brief.page.claims import write_claims_file
from remesas.brief.page.imprint import join_records
from remesas.plan.contexts import load_contexts
from remesas.plan.settings import read_settings

with logged(snakemake.log[0]):
    languages = read_settings(snakemake.input.settings)["languages"]
    contexts = load_contexts(snakemake.input, snakemake.wildcards.economy, languages)
    Path(snakemake.output.claims).write_text(write_claims_file(contexts), encoding="utf-8")
    for form in ("bibtex", "ris"):
        Path(snakemake.output[form]).write_text(join_records(contexts, form), encoding="utf-8")
