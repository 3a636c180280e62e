from pathlib import Path

from library import logged

from remesas.brief.context import Context
from remesas.brief.page.claims import write_claims_file
from remesas.brief.page.imprint import join_records
from remesas.brief.style import load_style
from remesas.brief.words.language import load_language
from remesas.brief.words.locales import folders_of
from remesas.build import Build, Scope
from remesas.catalog.publication import read_publication
from remesas.plan.declared import load_declared
from remesas.plan.settings import read_settings

with logged(snakemake.log[0]):
    catalog, settings = load_declared(snakemake.input), read_settings(snakemake.input.settings)
    scope = Scope.of(settings, catalog, snakemake.wildcards.economy)
    build = Build.read(snakemake.input.build, catalog, scope)
    style, publication = load_style(Path(snakemake.input.tokens)), read_publication(Path(snakemake.input.citation))
    locales = folders_of(snakemake.input.translations)
    contexts = [Context(build, load_language(code, *locales), style, publication) for code in settings["languages"]]
    Path(snakemake.output.claims).write_text(write_claims_file(contexts), encoding="utf-8")
    for form in ("bibtex", "ris"):
        Path(snakemake.output[form]).write_text(join_records(contexts, form), encoding="utf-8")
