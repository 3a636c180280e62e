from library import logged

from remesas.core.files import read_frame, write_frame
from remesas.core.frames import ANNUAL
from remesas.harmonise.editions import as_known, dates_before
from remesas.plan.settings import read_settings

with logged(snakemake.log[0]):
    since = read_settings(snakemake.input.settings)["revisions"]["since"]
    annual = read_frame(snakemake.input.annual, ANNUAL)
    earlier = as_known(annual, dates_before(annual, since))
    write_frame(earlier.drop(columns="known"), snakemake.output[0], ANNUAL)
