from library import logged

from remesas.build import Scope, select_own
from remesas.core.files import read_frame, read_frames, write_frame
from remesas.core.frames import ANNUAL, OWN_SNAPSHOTS, SNAPSHOTS
from remesas.plan.declared import load_declared
from remesas.plan.settings import read_settings

with logged(snakemake.log[0]):
    catalog = load_declared(snakemake.input)
    scope = Scope.of(read_settings(snakemake.input.settings), catalog, snakemake.wildcards.economy)
    annual, snapshots = read_frames(snakemake.input.annual, ANNUAL), read_frame(snakemake.input.snapshots, SNAPSHOTS)
    own = select_own(annual, snapshots, catalog, scope)
    write_frame(own.annual, snakemake.output.annual, ANNUAL)
    write_frame(own.snapshots, snakemake.output.snapshots, OWN_SNAPSHOTS)
