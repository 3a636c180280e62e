from pathlib import Path

import pandas as pd
from library import logged

from remesas.catalog.entries import load_catalog
from remesas.claims.files import to_frame, to_json
from remesas.claims.ledger import evaluate_claims
from remesas.claims.loading import load_claims
from remesas.core.frames import ANNUAL, read_frame

with logged(snakemake.log[0]):
    folder = Path(snakemake.input.catalog[0]).parent
    catalog = load_catalog(folder)
    annual = pd.concat([read_frame(file, ANNUAL) for file in snakemake.input.annual], ignore_index=True)
    claims = load_claims(folder, catalog)
    entries = evaluate_claims(annual, catalog, claims)
    to_frame(entries).to_csv(snakemake.output.csv, index=False, lineterminator="\n", encoding="utf-8")
    Path(snakemake.output.json).write_text(to_json(entries, claims.ref_area), encoding="utf-8", newline="\n")
