from pathlib import Path

from library import logged

from remesas.brief.charts.values import read_figures
from remesas.brief.page.brief import compose_brief
from remesas.brief.page.html import render_html
from remesas.brief.page.navigation import list_ways
from remesas.brief.page.numbers import list_numbers, write_numbers
from remesas.plan.contexts import load_contexts
from remesas.plan.settings import read_settings

with logged(snakemake.log[0]):
    (context,) = load_contexts(snakemake.input, snakemake.wildcards.economy, [snakemake.wildcards.language])
    settings, templates = read_settings(snakemake.input.settings), Path(snakemake.input.tokens).parent
    brief = compose_brief(context, read_figures(snakemake.input.charts))
    runtime = Path(snakemake.input.runtime).read_text(encoding="utf-8")
    ways = list(list_ways(context.language, "brief", settings["languages"], settings["formats"]))
    page = render_html(brief, templates, context.style, context.language, ways=ways, runtime=runtime)
    Path(snakemake.output.page).write_text(page, encoding="utf-8")
    numbers = write_numbers(list_numbers(context, brief["tables"], page))
    Path(snakemake.output.numbers).write_text(numbers, encoding="utf-8")
