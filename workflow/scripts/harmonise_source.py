import pandas as pd
from library import logged

from remesas.core.files import read_frame, read_frames, write_frame
from remesas.core.frames import ANNUAL, DOUBTS, IDENTITIES, OBSERVATIONS
from remesas.core.vintages import mark_in_use
from remesas.harmonise.annual import to_annual
from remesas.harmonise.doubts import find_doubts, mark_years
from remesas.harmonise.editions import as_known, dates_before
from remesas.harmonise.limits import find_beyond
from remesas.plan.declared import load_declared
from remesas.plan.settings import read_settings

with logged(snakemake.log[0]):
    catalog = load_declared(snakemake.input)
    chosen = read_settings(snakemake.input.settings)
    choice = {"default": chosen[snakemake.wildcards.source]}
    observations = read_frame(snakemake.input.observations, OBSERVATIONS)
    used = observations[mark_in_use(observations, choice)]
    doubts = find_doubts(used, read_frames(snakemake.input.identities, IDENTITIES), catalog)
    annual = to_annual(observations, catalog)
    annual = annual.assign(in_use=mark_in_use(annual, choice))
    doubts = pd.concat([doubts, find_beyond(annual, catalog)], ignore_index=True)
    annual = mark_years(annual, doubts)
    earlier = as_known(annual, dates_before(annual, chosen["revisions"]["since"]))
    write_frame(annual, snakemake.output.annual, ANNUAL)
    write_frame(earlier.drop(columns="known"), snakemake.output.earlier, ANNUAL)
    write_frame(doubts, snakemake.output.doubts, DOUBTS)
