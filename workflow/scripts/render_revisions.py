from pathlib import Path

from library import logged

from remesas.brief.page.html import render_html
from remesas.brief.page.navigation import list_ways
from remesas.brief.page.revisions import compose_revisions
from remesas.plan.contexts import load_contexts
from remesas.plan.settings import read_settings

with logged(snakemake.log[0]):
    (context,) = load_contexts(snakemake.input, snakemake.wildcards.economy, [snakemake.wildcards.language])
    settings, templates = read_settings(snakemake.input.settings), Path(snakemake.input.tokens).parent
    ways = list(list_ways(context.language, "revisions", settings["languages"], settings["formats"]))
    revisions = compose_revisions(context)
    page = render_html(revisions, templates, context.style, context.language, "revisions", ways=ways)
    Path(snakemake.output[0]).write_text(page, encoding="utf-8")
