from pathlib import Path

from library import logged

from remesas.brief.context import Context
from remesas.brief.page.atlas import compose_atlas, list_atlas_ways
from remesas.brief.page.html import render_html
from remesas.brief.page.numbers import list_numbers, write_numbers
from remesas.brief.style import load_style
from remesas.brief.tables.files import BOM, write_csv, write_workbook
from remesas.brief.words.language import load_language
from remesas.brief.words.locales import folders_of
from remesas.build import AtlasBuild
from remesas.catalog.publication import read_publication
from remesas.core.files import read_frame
from remesas.core.frames import ATLAS, SNAPSHOTS
from remesas.plan.declared import load_declared
from remesas.plan.settings import read_settings

with logged(snakemake.log[0]):
    catalog = load_declared(snakemake.input)
    settings = read_settings(snakemake.input.settings)
    frames = read_frame(snakemake.input.atlas, ATLAS), read_frame(snakemake.input.snapshots, SNAPSHOTS)
    build = AtlasBuild.of(*frames, catalog, settings)
    tokens = Path(snakemake.input.tokens)
    style = load_style(tokens)
    language = load_language(snakemake.wildcards.language, *folders_of(snakemake.input.translations))
    context = Context(build, language, style, read_publication(Path(snakemake.input.citation)))
    atlas = compose_atlas(context)
    ways = list(list_atlas_ways(language, settings["languages"], settings["formats"]))
    page = render_html(atlas, tokens.parent, style, language, "atlas", ways=ways)
    Path(snakemake.output.page).write_text(page, encoding="utf-8")
    numbers = write_numbers(list_numbers(context, atlas["tables"], page))
    Path(snakemake.output.numbers).write_text(numbers, encoding="utf-8")
    for csv, xlsx in zip(snakemake.output.csv, snakemake.output.xlsx, strict=True):
        view = atlas["tables"][Path(csv).name.partition(".")[0]]
        Path(csv).write_text(BOM + write_csv(context, view), encoding="utf-8")
        Path(xlsx).write_bytes(write_workbook(context, view))
