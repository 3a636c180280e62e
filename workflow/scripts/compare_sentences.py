from pathlib import Path

from library import logged

from remesas.brief.context import Context
from remesas.brief.style import load_style
from remesas.brief.text.changed import changed_sentences
from remesas.brief.words.language import load_language
from remesas.brief.words.locales import folders_of
from remesas.build import Build, Scope
from remesas.core.files import write_frame
from remesas.core.frames import REVISION_EFFECTS
from remesas.plan.declared import load_declared
from remesas.plan.settings import read_settings

with logged(snakemake.log[0]):
    catalog = load_declared(snakemake.input)
    scope = Scope.of(read_settings(snakemake.input.settings), catalog, snakemake.wildcards.economy)
    language = load_language(snakemake.wildcards.language, *folders_of(snakemake.input.translations))
    style = load_style(Path(snakemake.input.tokens))
    then, now = (
        Context(Build.read(files, catalog, scope), language, style)
        for files in (snakemake.input.then, snakemake.input.now)
    )
    write_frame(changed_sentences(then, now), snakemake.output[0], REVISION_EFFECTS)
