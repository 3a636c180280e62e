from pathlib import Path

from library import logged

from remesas.brief.tables.files import BOM, remove_former, write_csv, write_workbook
from remesas.brief.tables.registry import make_brief_tables, make_revision_tables
from remesas.plan.contexts import load_contexts

with logged(snakemake.log[0]):
    (context,) = load_contexts(snakemake.input, snakemake.wildcards.economy, [snakemake.wildcards.language])
    views = [*make_brief_tables(context).values(), *make_revision_tables(context).values()]
    for view, csv, xlsx in zip(views, snakemake.output.csv, snakemake.output.xlsx, strict=True):
        Path(csv).write_text(BOM + write_csv(context, view), encoding="utf-8")
        Path(xlsx).write_bytes(write_workbook(context, view))
    remove_former([Path(file) for file in snakemake.output], context.language.code)
