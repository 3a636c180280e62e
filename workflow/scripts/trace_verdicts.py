from library import logged

from remesas.claims.files import read_ledger
from remesas.claims.known import trace_verdicts
from remesas.claims.loading import load_claims
from remesas.core.files import read_frames, write_frame
from remesas.core.frames import ANNUAL, KNOWN_VERDICTS
from remesas.plan.declared import load_declared

with logged(snakemake.log[0]):
    catalog = load_declared(snakemake.input)
    annual = read_frames(snakemake.input.annual, ANNUAL)
    claims = load_claims(catalog).asked_of(snakemake.wildcards.economy, catalog.shared_bases)
    verdicts = trace_verdicts(read_ledger(snakemake.input.claims), annual, catalog, claims)
    write_frame(verdicts, snakemake.output[0], KNOWN_VERDICTS)
