from pathlib import Path

from library import logged

from remesas.brief.context import Context
from remesas.brief.page.html import render_html
from remesas.brief.page.navigation import list_ways
from remesas.brief.page.revisions import compose_revisions
from remesas.brief.style import load_style
from remesas.brief.words.language import load_language
from remesas.brief.words.locales import folders_of
from remesas.build import Build, Scope
from remesas.catalog.publication import read_publication
from remesas.plan.declared import load_declared
from remesas.plan.settings import read_settings

with logged(snakemake.log[0]):
    catalog = load_declared(snakemake.input)
    settings = read_settings(snakemake.input.settings)
    scope = Scope.of(settings, catalog, snakemake.wildcards.economy)
    build = Build.read([*snakemake.input.build, snakemake.input.sentences], catalog, scope)
    tokens = Path(snakemake.input.tokens)
    style = load_style(tokens)
    language = load_language(snakemake.wildcards.language, *folders_of(snakemake.input.translations))
    context = Context(build, language, style, read_publication(Path(snakemake.input.citation)))
    composed = compose_revisions(context)
    ways = list(list_ways(language, "revisions", settings["languages"], settings["formats"]))
    page = render_html(composed, tokens.parent, style, language, "revisions", ways=ways)
    Path(snakemake.output[0]).write_text(page, encoding="utf-8")
