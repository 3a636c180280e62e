from pathlib import Path

from library import logged

from remesas.brief.charts.values import read_figures
from remesas.brief.page.index import compose_index, render_index
from remesas.plan.contexts import load_contexts
from remesas.plan.settings import read_settings

with logged(snakemake.log[0]):
    settings, templates = read_settings(snakemake.input.settings), Path(snakemake.input.tokens).parent
    contexts = load_contexts(snakemake.input, snakemake.wildcards.economy, settings["languages"])
    index = compose_index(contexts, settings["formats"], read_figures(snakemake.input.charts))
    page = render_index(index, templates, contexts[0].style, contexts[0].language)
    Path(snakemake.output.page).write_text(page, encoding="utf-8")
    Path(snakemake.output.headline).write_text(f"{index['headline']}\n", encoding="utf-8")
