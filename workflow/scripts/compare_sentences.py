from pathlib import Path

import pandas as pd

from remesas.brief.context import Context
from remesas.brief.style import load_style
from remesas.brief.text.changed import changed_sentences
from remesas.brief.words.language import load_language
from remesas.build import build_of
from remesas.core.frames import ANNUAL, REVISION_EFFECTS, empty_frame, read_frame, write_frame
from remesas.core.logs import logged
from remesas.revisions.earlier import Plan
from remesas.revisions.report import earlier_build

with logged(snakemake.log[0]):
    build = build_of(snakemake.input, snakemake.params, Path("workflow/catalog"))
    annual = pd.concat([read_frame(file, ANNUAL) for file in snakemake.input.annual], ignore_index=True)
    language = load_language(snakemake.wildcards.language, Path("workflow/locales"))
    style = load_style(Path("workflow/templates/tokens.yaml"))
    plan = Plan(build.scope, snakemake.params.years, snakemake.params.growth_spans)
    then = earlier_build(annual, build, plan, snakemake.params.since)
    sentences = empty_frame(REVISION_EFFECTS)
    if then is not None:
        sentences = changed_sentences(Context(then, language, style), Context(build, language, style))
    write_frame(sentences, snakemake.output[0], REVISION_EFFECTS)
