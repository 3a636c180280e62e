from pathlib import Path

from library import logged

from remesas.brief.charts.values import read_figures
from remesas.brief.context import Context
from remesas.brief.page.brief import compose_brief
from remesas.brief.page.html import render_html
from remesas.brief.page.navigation import list_ways
from remesas.brief.page.numbers import list_numbers, write_numbers
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
    brief = compose_brief(context, read_figures(snakemake.input.charts))
    runtime = Path(snakemake.input.runtime).read_text(encoding="utf-8")
    ways = list(list_ways(language, "brief", settings["languages"], settings["formats"]))
    page = render_html(brief, tokens.parent, style, language, ways=ways, runtime=runtime)
    Path(snakemake.output.page).write_text(page, encoding="utf-8")
    numbers = write_numbers(list_numbers(context, brief["tables"], page))
    Path(snakemake.output.numbers).write_text(numbers, encoding="utf-8")
