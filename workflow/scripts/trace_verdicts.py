from pathlib import Path

from library import logged

from remesas.catalog.loading import load_catalog
from remesas.claims.files import read_ledger
from remesas.claims.known import trace_verdicts
from remesas.claims.loading import load_claims
from remesas.core.files import read_frames, write_frame
from remesas.core.frames import ANNUAL, KNOWN_VERDICTS

with logged(snakemake.log[0]):
    folder = Path(snakemake.input.catalog[0]).parent
    catalog = load_catalog(folder)
    annual = read_frames(snakemake.input.annual, ANNUAL)
    claims = load_claims(folder, catalog).asked_of(snakemake.wildcards.economy, catalog.shared_bases)
    verdicts = trace_verdicts(read_ledger(snakemake.input.claims), annual, catalog, claims)
    write_frame(verdicts, snakemake.output[0], KNOWN_VERDICTS)
