from library import logged

from remesas.brief.text.changed import changed_sentences
from remesas.build import Build, Scope
from remesas.core.files import write_frame
from remesas.core.frames import REVISION_EFFECTS
from remesas.plan.contexts import make_context
from remesas.plan.declared import load_declared
from remesas.plan.settings import read_settings

with logged(snakemake.log[0]):
    catalog = load_declared(snakemake.input)
    scope = Scope.of(read_settings(snakemake.input.settings), catalog, snakemake.wildcards.economy)
    then, now = (
        make_context(snakemake.input, Build.read(files, catalog, scope), snakemake.wildcards.language)
        for files in (snakemake.input.then, snakemake.input.now)
    )
    write_frame(changed_sentences(then, now), snakemake.output[0], REVISION_EFFECTS)
