# The atlas, over all economies, and the page that leads to it and to all briefs.
#   in:  processed/atlas.csv, what became of each economy; catalog, settings, translations, templates
#   out: reports/data/atlas.csv, reports/atlas.{language}.html and .pdf, its tables in reports/tables/,
#        processed/numbers/atlas.{language}.json, reports/index.html

from remesas.brief.contents import ATLAS_DATA, ATLAS_FILES, ATLAS_TABLES, overview_files

# The page over all economies belongs to a full build of several; it can be asked for in any case.
ATLAS_NAMES = [
    ATLAS_DATA,
    *(
        ATLAS_FILES[form].format(language)
        for form in ATLAS_FILES
        for language in LANGUAGES
        if form in ("html", *config["formats"])
    ),
]
ATLAS = [f"<reports>/{name}" for name in ATLAS_NAMES if len(ECONOMIES) > 1 and atlas_sources()]


rule render_atlas:
    input:
        atlas="<processed>/atlas.csv",
        snapshots="<processed>/snapshots.csv",
        catalog=catalog("sources", "areas", "indicators", "flows", "bases"),
        series=expand("<catalog>/series/{source}.yaml", source=atlas_sources()),
        article=article(),
        settings=settings("atlas", "constant_prices", "languages", "formats"),
        citation=CITATION,
        tokens="<templates>/tokens.yaml",
        templates=template_files(TEMPLATES, sections=False),
        translations=lambda wildcards: translations(wildcards.language),
        code=code("render_atlas"),
    output:
        page=report(
            "<reports>/atlas.{language}.html",
            category="Atlas",
            caption="../report/atlas.rst",
            labels={"language": "{language}", "format": "page"},
        ),
        numbers="<processed>/numbers/atlas.{language}.json",
        csv=expand("<reports>/tables/{name}.{{language}}.csv", name=ATLAS_TABLES),
        xlsx=expand("<reports>/tables/{name}.{{language}}.xlsx", name=ATLAS_TABLES),
    log:
        "<processed>/logs/render_atlas.{language}.log",
    conda:
        "../envs/remesas.yaml"
    resources:
        mem_mb=1000,
        runtime=5,
    message:
        "Rendering the page over all economies ({wildcards.language})"
    script:
        "../scripts/render_atlas.py"


use rule render_pdf as render_atlas_pdf with:
    input:
        page="<reports>/atlas.{language}.html",
        code=code("render_pdf"),
    output:
        report(
            "<reports>/atlas.{language}.pdf",
            category="Atlas",
            caption="../report/atlas.rst",
            labels={"language": "{language}", "format": "PDF"},
        ),
    log:
        "<processed>/logs/render_atlas_pdf.{language}.log",
    message:
        "Rendering the PDF over all economies ({wildcards.language})"


rule export_atlas:
    input:
        "<processed>/atlas.csv",
    output:
        f"<reports>/{ATLAS_DATA}",
    log:
        "<processed>/logs/export_atlas.log",
    conda:
        "../envs/remesas.yaml"
    resources:
        mem_mb=100,
        runtime=1,
    message:
        "Laying the measures of all economies beside the reports"
    shell:
        "cp {input:q} {output:q} 2> {log:q}"


rule render_overview:
    input:
        atlas=ATLAS,
        headlines=[] if BATCHES else expand("<processed>/{economy}/headline.txt", economy=ECONOMIES),
        batches=expand("<processed>/batches/{batch}.csv", batch=BATCHES),
        catalog=catalog("areas"),
        settings=settings("economies", "languages", "formats"),
        tokens="<templates>/tokens.yaml",
        templates=overview_files(TEMPLATES),
        translations=translations(*LANGUAGES),
        code=code("render_overview"),
    output:
        "<reports>/index.html",
    log:
        "<processed>/logs/render_overview.log",
    conda:
        "../envs/remesas.yaml"
    resources:
        mem_mb=500,
        runtime=5,
    message:
        "Rendering the page that leads to all briefs"
    script:
        "../scripts/render_overview.py"
