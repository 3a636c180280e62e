from pathlib import Path

from library import logged

from remesas.brief.context import Context
from remesas.brief.style import load_style
from remesas.brief.tables.files import BOM, remove_former, write_csv, write_workbook
from remesas.brief.tables.registry import make_brief_tables, make_revision_tables
from remesas.brief.words.language import load_language
from remesas.brief.words.locales import folders_of
from remesas.build import Build, Scope
from remesas.catalog.publication import read_publication
from remesas.plan.declared import load_declared
from remesas.plan.settings import read_settings

with logged(snakemake.log[0]):
    catalog = load_declared(snakemake.input)
    scope = Scope.of(read_settings(snakemake.input.settings), catalog, snakemake.wildcards.economy)
    build = Build.read([*snakemake.input.build, snakemake.input.sentences], catalog, scope)
    language = load_language(snakemake.wildcards.language, *folders_of(snakemake.input.translations))
    publication = read_publication(Path(snakemake.input.citation))
    context = Context(build, language, load_style(Path(snakemake.input.tokens)), publication)
    views = [*make_brief_tables(context).values(), *make_revision_tables(context).values()]
    for view, csv, xlsx in zip(views, snakemake.output.csv, snakemake.output.xlsx, strict=True):
        Path(csv).write_text(BOM + write_csv(context, view), encoding="utf-8")
        Path(xlsx).write_bytes(write_workbook(context, view))
    remove_former([Path(file) for file in snakemake.output], language.code)
