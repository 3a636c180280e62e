import sys
from pathlib import Path

from library import logged

from remesas.catalog.loading import load_catalog
from remesas.core.files import read_annual, write_frame
from remesas.core.frames import IDENTITIES
from remesas.plan.settings import read_settings
from remesas.tables.identities import describe_failures, evaluate_identities

with logged(snakemake.log[0]):
    catalog = load_catalog(Path(snakemake.input.catalog[0]).parent)
    settings = read_settings(snakemake.input.settings)
    annual = read_annual(snakemake.input.annual)
    found = evaluate_identities(annual, catalog, settings["country"])
    write_frame(found, snakemake.output[0], IDENTITIES)
    for line in describe_failures(found, catalog):
        print(line, file=sys.stderr)
