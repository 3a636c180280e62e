from pathlib import Path

from library import logged

from remesas.catalog.loading import load_catalog
from remesas.claims.files import to_frame, write_ledger
from remesas.claims.ledger import evaluate_claims
from remesas.claims.loading import load_claims
from remesas.core.files import read_frames
from remesas.core.frames import ANNUAL

with logged(snakemake.log[0]):
    folder = Path(snakemake.input.catalog[0]).parent
    catalog = load_catalog(folder)
    annual = read_frames(snakemake.input.annual, ANNUAL)
    ledger = evaluate_claims(
        annual, catalog, load_claims(folder, catalog).asked_of(snakemake.wildcards.economy, catalog.shared_bases)
    )
    to_frame(ledger).to_csv(snakemake.output.csv, index=False, lineterminator="\n", encoding="utf-8")
    write_ledger(ledger, snakemake.output.json)
