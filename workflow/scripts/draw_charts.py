from pathlib import Path

from remesas.charts import Drafts, draw
from remesas.contents import write_charts
from remesas.drawing import register_fonts
from remesas.language import load_language
from remesas.logs import logged
from remesas.material import material_of
from remesas.tokens import load_tokens

with logged(snakemake.log[0]):
    material = material_of(snakemake.input, snakemake.params, Path("workflow/catalog"))
    language = load_language(snakemake.wildcards.language, Path("workflow/locales"))
    register_fonts(Path("workflow/templates/fonts"))
    drafts = Drafts(material, load_tokens(Path("workflow/templates/tokens.yaml")), language)
    write_charts(draw(drafts), snakemake.output[0])
