from pathlib import Path

from library import logged

from remesas.brief.charts.values import read_figures
from remesas.brief.context import Context
from remesas.brief.page.index import compose_index, render_index
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
    build = Build.read([*snakemake.input.build, snakemake.input.sentences], catalog, scope)
    tokens = Path(snakemake.input.tokens)
    style = load_style(tokens)
    publication = read_publication(Path(snakemake.input.citation))
    languages = [load_language(code, *folders_of(snakemake.input.translations)) for code in settings["languages"]]
    contexts = [Context(build, language, style, publication) for language in languages]
    index = compose_index(contexts, settings["formats"], read_figures(snakemake.input.charts))
    page = render_index(index, tokens.parent, style, languages[0])
    Path(snakemake.output.page).write_text(page, encoding="utf-8")
    Path(snakemake.output.headline).write_text(f"{index['headline']}\n", encoding="utf-8")
