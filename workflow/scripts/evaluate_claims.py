from library import logged

from remesas.claims.files import to_frame, write_ledger
from remesas.claims.ledger import evaluate_claims
from remesas.claims.loading import load_claims
from remesas.core.files import read_frames
from remesas.core.frames import ANNUAL
from remesas.plan.declared import load_declared

with logged(snakemake.log[0]):
    catalog = load_declared(snakemake.input)
    annual = read_frames(snakemake.input.annual, ANNUAL)
    claims = load_claims(catalog).asked_of(snakemake.wildcards.economy, catalog.shared_bases)
    ledger = evaluate_claims(annual, catalog, claims)
    to_frame(ledger).to_csv(snakemake.output.csv, index=False, lineterminator="\n", encoding="utf-8")
    write_ledger(ledger, snakemake.output.json)
