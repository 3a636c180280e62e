from pathlib import Path

import pandas as pd

from remesas.brief.words.language import load_language
from remesas.build import build_of
from remesas.core.frames import ANNUAL, REVISION_EFFECTS, read_frame, write_frame
from remesas.core.logs import logged
from remesas.revisions.earlier import Plan
from remesas.revisions.report import report_sentences

with logged(snakemake.log[0]):
    build = build_of(snakemake.input, snakemake.params, Path("workflow/catalog"))
    annual = pd.concat([read_frame(file, ANNUAL) for file in snakemake.input.annual], ignore_index=True)
    language = load_language(snakemake.wildcards.language, Path("workflow/locales"))
    plan = Plan(build.scope, snakemake.params.years, snakemake.params.growth_spans)
    sentences = report_sentences(annual, build, plan, snakemake.params.since, language)
    write_frame(sentences, snakemake.output[0], REVISION_EFFECTS)
