from pathlib import Path

from remesas.brief.context import Context
from remesas.brief.style import load_style
from remesas.brief.tables.files import write_csv, write_workbook
from remesas.brief.tables.registry import make_brief_tables, make_revision_tables
from remesas.brief.words.language import load_language
from remesas.build import build_of
from remesas.core.logs import logged

with logged(snakemake.log[0]):
    build = build_of(snakemake.input, snakemake.params, Path("workflow/catalog"))
    language = load_language(snakemake.params.language, Path("workflow/locales"))
    context = Context(build, language, load_style(Path("workflow/templates/tokens.yaml")))
    views = [*make_brief_tables(context).values(), *make_revision_tables(context).values()]
    for view, csv, xlsx in zip(views, snakemake.output.csv, snakemake.output.xlsx, strict=True):
        Path(csv).write_text(write_csv(view), encoding="utf-8")
        Path(xlsx).write_bytes(write_workbook(context, view))
