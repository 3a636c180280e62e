from pathlib import Path

from remesas.brief.context import Context
from remesas.brief.page.brief import views_of
from remesas.brief.style import load_style
from remesas.brief.tables.files import workbook_of
from remesas.brief.tables.revisions import page_views
from remesas.brief.words.language import load_language
from remesas.build import build_of
from remesas.core.logs import logged

with logged(snakemake.log[0]):
    build = build_of(snakemake.input, snakemake.params, Path("workflow/catalog"))
    language = load_language(snakemake.params.language, Path("workflow/locales"))
    context = Context(build, language, load_style(Path("workflow/templates/tokens.yaml")))
    views = [*views_of(context).values(), *page_views(context)]
    for view, csv, xlsx in zip(views, snakemake.output.csv, snakemake.output.xlsx, strict=True):
        Path(csv).write_text(view.to_csv(), encoding="utf-8")
        Path(xlsx).write_bytes(workbook_of(context, view))
