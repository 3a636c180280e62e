from library import logged

from remesas.core.files import read_frames, write_frame
from remesas.core.frames import ANNUAL, ATLAS
from remesas.derive.atlas import compile_atlas
from remesas.plan.declared import load_declared
from remesas.plan.settings import read_settings

with logged(snakemake.log[0]):
    catalog = load_declared(snakemake.input)
    settings = read_settings(snakemake.input.settings)
    annual = read_frames(snakemake.input.annual, ANNUAL)
    write_frame(compile_atlas(annual, catalog, settings["bases"], settings["atlas"]), snakemake.output[0], ATLAS)
