from pathlib import Path

from library import logged

from remesas.brief.page.atlas import compose_atlas, list_atlas_ways
from remesas.brief.page.html import render_html
from remesas.brief.page.numbers import list_numbers, write_numbers
from remesas.brief.tables.files import BOM, write_csv, write_workbook
from remesas.build import AtlasBuild
from remesas.core.files import read_frame
from remesas.core.frames import ATLAS, SNAPSHOTS
from remesas.plan.contexts import make_context
from remesas.plan.declared import load_declared
from remesas.plan.settings import read_settings

with logged(snakemake.log[0]):
    settings, templates = read_settings(snakemake.input.settings), Path(snakemake.input.tokens).parent
    frames = read_frame(snakemake.input.atlas, ATLAS), read_frame(snakemake.input.snapshots, SNAPSHOTS)
    build = AtlasBuild.of(*frames, load_declared(snakemake.input), settings)
    context = make_context(snakemake.input, build, snakemake.wildcards.language)
    atlas = compose_atlas(context)
    ways = list(list_atlas_ways(context.language, settings["languages"], settings["formats"]))
    page = render_html(atlas, templates, context.style, context.language, "atlas", ways=ways)
    Path(snakemake.output.page).write_text(page, encoding="utf-8")
    numbers = write_numbers(list_numbers(context, atlas["tables"], page))
    Path(snakemake.output.numbers).write_text(numbers, encoding="utf-8")
    for csv, xlsx in zip(snakemake.output.csv, snakemake.output.xlsx, strict=True):
        view = atlas["tables"][Path(csv).name.partition(".")[0]]
        Path(csv).write_text(BOM + write_csv(context, view), encoding="utf-8")
        Path(xlsx).write_bytes(write_workbook(context, view))
