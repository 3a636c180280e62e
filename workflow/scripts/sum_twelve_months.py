from library import logged

from remesas.core.files import read_annual, read_frames, write_frame
from remesas.core.frames import DOUBTS, OBSERVATIONS, TWELVE_MONTHS
from remesas.derive.twelve_months import sum_twelve_months
from remesas.harmonise.doubts import mark_periods
from remesas.plan.declared import load_declared
from remesas.plan.settings import read_settings

with logged(snakemake.log[0]):
    catalog = load_declared(snakemake.input)
    settings = read_settings(snakemake.input.settings)
    observations = read_frames(snakemake.input.observations, OBSERVATIONS)
    observations = mark_periods(observations, read_frames(snakemake.input.doubts, DOUBTS))
    annual = read_annual(snakemake.input.annual)
    frame = sum_twelve_months(observations, annual, catalog, settings["bases"], snakemake.wildcards.economy)
    write_frame(frame, snakemake.output[0], TWELVE_MONTHS)
