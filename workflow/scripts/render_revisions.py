from pathlib import Path

from remesas.language import load_language
from remesas.logs import logged
from remesas.material import material_of
from remesas.rendering import render_html
from remesas.revisions.page import compose_page
from remesas.tokens import load_tokens

with logged(snakemake.log[0]):
    templates = Path("workflow/templates")
    tokens = load_tokens(templates / "tokens.yaml")
    language = load_language(snakemake.wildcards.language, Path("workflow/locales"))
    material = material_of(snakemake.input, snakemake.params, Path("workflow/catalog"))
    page = render_html(compose_page(material, tokens, language), templates, tokens, language, "revisions")
    Path(snakemake.output[0]).write_text(page, encoding="utf-8")
