from pathlib import Path

from library import logged

from remesas.brief.page.overview import compose_overview, render_overview
from remesas.brief.style import load_style
from remesas.brief.words.language import load_language
from remesas.brief.words.locales import folders_of
from remesas.catalog.loading import load_catalog
from remesas.plan.batches import name_built
from remesas.plan.settings import read_settings

with logged(snakemake.log[0]):
    areas = load_catalog(Path(snakemake.input.catalog[0]).parent).areas
    settings = read_settings(snakemake.input.settings)
    tokens = Path(snakemake.input.tokens)
    languages = [load_language(code, *folders_of(snakemake.input.translations)) for code in settings["languages"]]
    # of economies that were built in batches, each has left its headline where it would have been an input by itself
    files = [Path(file) for file in snakemake.input.headlines] or [
        Path(batch).parents[1] / economy / "headline.txt"
        for batch in snakemake.input.batches
        for economy in name_built([batch])
    ]
    headlines = {file.parent.name: file.read_text(encoding="utf-8").strip() for file in files}
    overview = compose_overview(
        headlines, areas, languages, settings["formats"], atlas=bool(snakemake.input.get("atlas"))
    )
    page = render_overview(overview, tokens.parent, load_style(tokens), languages[0])
    Path(snakemake.output[0]).write_text(page, encoding="utf-8")
