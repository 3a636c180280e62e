from pathlib import Path

from remesas.brief.page.brief import views_of
from remesas.brief.style import load_tokens
from remesas.brief.tables.files import workbook_of
from remesas.brief.tables.model import Maker
from remesas.brief.tables.revisions import page_views
from remesas.brief.words.language import load_language
from remesas.build import material_of
from remesas.core.logs import logged

with logged(snakemake.log[0]):
    material = material_of(snakemake.input, snakemake.params, Path("workflow/catalog"))
    language = load_language(snakemake.params.language, Path("workflow/locales"))
    maker = Maker(material, language, load_tokens(Path("workflow/templates/tokens.yaml")))
    views = [*views_of(maker).values(), *page_views(maker)]
    for view, csv, xlsx in zip(views, snakemake.output.csv, snakemake.output.xlsx, strict=True):
        Path(csv).write_text(view.to_csv(), encoding="utf-8")
        Path(xlsx).write_bytes(workbook_of(maker, view))
