# The brief: findings that changed, charts, pages, PDF, and its tables as data files.
#   in:  both editions of a build, frames about revisions; catalog, settings, translations, templates
#   out: processed/{economy}/changed_sentences/{language}.csv, processed/{economy}/charts/{language}.json,
#        processed/{economy}/numbers/{language}.json, reports/{economy}/

from remesas.brief.contents import (
    BRIEF_FILES,
    CITATIONS,
    CLAIMS,
    DATA,
    DICTIONARY,
    PACKAGE,
    PAGE_FILES,
    REVISION_TABLES,
    index_files,
    table_names,
    template_files,
)
from remesas.plan.packed import PACKED, name_file

TEMPLATES = Path(workflow.pathvars.apply("<templates>"))
OF_REVISIONS = [f"revisions-{name}" for name in REVISION_TABLES]
TABLES = [*table_names(CATALOG), *OF_REVISIONS]
TABLES_WITHOUT_PRINT = [*table_names(CATALOG.without_print()), *OF_REVISIONS]
CATALOG_OF_BRIEF = catalog_of_economy("sources", "areas", "indicators", "flows", "bases", "citations")
ARTICLE_OF_BRIEF = article("explanations", "checks")
SCOPE = settings("bases", "constant_prices")
CITATION = f"{HOME}CITATION.cff"


rule compare_sentences:
    input:
        then=lambda wildcards: build(wildcards.economy, "earlier/"),
        now=lambda wildcards: build(wildcards.economy),
        catalog=CATALOG_OF_BRIEF,
        article=ARTICLE_OF_BRIEF,
        settings=SCOPE,
        tokens="<templates>/tokens.yaml",
        translations=lambda wildcards: translations(wildcards.language),
        code=code("compare_sentences"),
    output:
        "<processed>/{economy}/changed_sentences/{language}.csv",
    log:
        "<processed>/{economy}/logs/compare_sentences.{language}.log",
    conda:
        "../envs/remesas.yaml"
    resources:
        mem_mb=1000,
        runtime=5,
    message:
        "Comparing the findings with those known before ({wildcards.economy}, {wildcards.language})"
    script:
        "../scripts/compare_sentences.py"


rule draw_charts:
    input:
        build=lambda wildcards: build(wildcards.economy),
        catalog=CATALOG_OF_BRIEF,
        article=ARTICLE_OF_BRIEF,
        settings=SCOPE,
        tokens="<templates>/tokens.yaml",
        fonts=sorted(map(str, (TEMPLATES / "fonts").glob("*.ttf"))),
        translations=lambda wildcards: translations(wildcards.language),
        code=code("draw_charts"),
    output:
        "<processed>/{economy}/charts/{language}.json",
    log:
        "<processed>/{economy}/logs/draw_charts.{language}.log",
    conda:
        "../envs/remesas.yaml"
    resources:
        mem_mb=1000,
        runtime=5,
    message:
        "Drawing the charts ({wildcards.economy}, {wildcards.language})"
    script:
        "../scripts/draw_charts.py"


rule bundle_runtime:
    input:
        code=code("bundle_runtime"),
    output:
        "<processed>/charts/runtime.js",
    log:
        "<processed>/logs/bundle_runtime.log",
    conda:
        "../envs/remesas.yaml"
    resources:
        mem_mb=500,
        runtime=5,
    message:
        "Bundling the script that makes the charts answer"
    script:
        "../scripts/bundle_runtime.py"


rule render_html:
    input:
        build=lambda wildcards: build_and_revisions(wildcards.economy),
        sentences="<processed>/{economy}/changed_sentences/{language}.csv",
        charts="<processed>/{economy}/charts/{language}.json",
        runtime="<processed>/charts/runtime.js",
        catalog=CATALOG_OF_BRIEF,
        article=ARTICLE_OF_BRIEF,
        settings=[*SCOPE, *settings("languages", "formats")],
        citation=CITATION,
        tokens="<templates>/tokens.yaml",
        templates=template_files(TEMPLATES),
        translations=lambda wildcards: translations(wildcards.language),
        code=code("render_html"),
    output:
        page=report(
            "<reports>/{economy}/brief.{language}.html",
            category="Brief",
            caption="../report/brief.rst",
            labels={"economy": "{economy}", "language": "{language}", "format": "page"},
        ),
        numbers="<processed>/{economy}/numbers/{language}.json",
    log:
        "<processed>/{economy}/logs/render_html.{language}.log",
    conda:
        "../envs/remesas.yaml"
    resources:
        mem_mb=1000,
        runtime=5,
    message:
        "Rendering the page ({wildcards.economy}, {wildcards.language})"
    script:
        "../scripts/render_html.py"


rule render_pdf:
    input:
        page="<reports>/{economy}/brief.{language}.html",
        code=code("render_pdf"),
    output:
        report(
            "<reports>/{economy}/brief.{language}.pdf",
            category="Brief",
            caption="../report/brief.rst",
            labels={"economy": "{economy}", "language": "{language}", "format": "PDF"},
        ),
    log:
        "<processed>/{economy}/logs/render_pdf.{language}.log",
    conda:
        "../envs/remesas.yaml"
    resources:
        mem_mb=1000,
        runtime=10,
    message:
        "Rendering the PDF ({wildcards.economy}, {wildcards.language})"
    script:
        "../scripts/render_pdf.py"


rule render_archive:
    input:
        page="<reports>/{economy}/brief.{language}.html",
        tables=lambda wildcards: expand(
            "<reports>/{economy}/tables/{name}.{language}.csv",
            economy=wildcards.economy,
            name=[name for name in tables_of(wildcards.economy) if name not in OF_REVISIONS],
            language=wildcards.language,
        ),
        code=code("render_archive"),
    output:
        report(
            "<reports>/{economy}/archive.{language}.pdf",
            category="Brief",
            caption="../report/archive.rst",
            labels={"economy": "{economy}", "language": "{language}", "format": "PDF/A-3 with the data attached"},
        ),
    log:
        "<processed>/{economy}/logs/render_archive.{language}.log",
    conda:
        "../envs/remesas.yaml"
    resources:
        mem_mb=1000,
        runtime=10,
    message:
        "Rendering the PDF for archives, data attached ({wildcards.economy}, {wildcards.language})"
    script:
        "../scripts/render_archive.py"


rule render_revisions:
    input:
        build=lambda wildcards: build_and_revisions(wildcards.economy),
        sentences="<processed>/{economy}/changed_sentences/{language}.csv",
        catalog=CATALOG_OF_BRIEF,
        article=ARTICLE_OF_BRIEF,
        settings=[*SCOPE, *settings("languages", "formats")],
        citation=CITATION,
        tokens="<templates>/tokens.yaml",
        templates=template_files(TEMPLATES, sections=False),
        translations=lambda wildcards: translations(wildcards.language),
        code=code("render_revisions"),
    output:
        report(
            "<reports>/{economy}/revisions.{language}.html",
            category="Revisions",
            caption="../report/revisions.rst",
            labels={"economy": "{economy}", "language": "{language}", "format": "page"},
        ),
    log:
        "<processed>/{economy}/logs/render_revisions.{language}.log",
    conda:
        "../envs/remesas.yaml"
    resources:
        mem_mb=1000,
        runtime=5,
    message:
        "Rendering the page about revisions ({wildcards.economy}, {wildcards.language})"
    script:
        "../scripts/render_revisions.py"


rule export_tables:
    input:
        build=lambda wildcards: build_and_revisions(wildcards.economy),
        sentences="<processed>/{economy}/changed_sentences/{language}.csv",
        catalog=CATALOG_OF_BRIEF,
        article=ARTICLE_OF_BRIEF,
        settings=SCOPE,
        citation=CITATION,
        tokens="<templates>/tokens.yaml",
        translations=lambda wildcards: translations(wildcards.language),
        code=code("export_tables"),
    output:
        csv=report(
            expand("<reports>/{{economy}}/tables/{name}.{{language}}.csv", name=TABLES),
            category="Tables",
            caption="../report/tables.rst",
            labels={"economy": "{economy}", "language": "{language}"},
        ),
        xlsx=expand("<reports>/{{economy}}/tables/{name}.{{language}}.xlsx", name=TABLES),
    log:
        "<processed>/{economy}/logs/export_tables.{language}.log",
    wildcard_constraints:
        economy=ARTICLE_ECONOMY,
    conda:
        "../envs/remesas.yaml"
    resources:
        mem_mb=1000,
        runtime=5,
    message:
        "Writing the tables of the brief as CSV and XLSX files ({wildcards.economy}, {wildcards.language})"
    script:
        "../scripts/export_tables.py"


use rule export_tables as export_tables_without_print with:
    output:
        csv=report(
            expand("<reports>/{{economy}}/tables/{name}.{{language}}.csv", name=TABLES_WITHOUT_PRINT),
            category="Tables",
            caption="../report/tables.rst",
            labels={"economy": "{economy}", "language": "{language}"},
        ),
        xlsx=expand("<reports>/{{economy}}/tables/{name}.{{language}}.xlsx", name=TABLES_WITHOUT_PRINT),
    wildcard_constraints:
        economy=f"(?!{ARTICLE_ECONOMY})[A-Z]{{3}}",


rule export_frames:
    input:
        frames=lambda wildcards: frames_of(wildcards.economy),
        catalog=catalog_of_economy("sources", "bases", "indicators", "flows"),
        article=article(),
        settings=SCOPE,
        citation=CITATION,
        code=code("export_frames"),
    output:
        expand(
            "<reports>/{{economy}}/{name}",
            name=[DICTIONARY, PACKAGE, *(f"{DATA}/{name_file(frame)}" for frame in PACKED)],
        ),
    log:
        "<processed>/{economy}/logs/export_frames.log",
    conda:
        "../envs/remesas.yaml"
    resources:
        mem_mb=1000,
        runtime=5,
    message:
        "Packing the frames behind the brief of {wildcards.economy} as CSV files with a data dictionary"
    script:
        "../scripts/export_frames.py"


rule export_records:
    input:
        build=lambda wildcards: build(wildcards.economy),
        catalog=CATALOG_OF_BRIEF,
        article=ARTICLE_OF_BRIEF,
        settings=[*SCOPE, *settings("languages")],
        citation=CITATION,
        tokens="<templates>/tokens.yaml",
        translations=translations(*LANGUAGES),
        code=code("export_records"),
    output:
        claims=report(
            f"<reports>/{{economy}}/{CLAIMS}",
            category="Claims",
            caption="../report/claims.rst",
            labels={"edition": "today, for readers"},
        ),
        bibtex=f"<reports>/{{economy}}/{CITATIONS['bibtex']}",
        ris=f"<reports>/{{economy}}/{CITATIONS['ris']}",
    log:
        "<processed>/{economy}/logs/export_records.log",
    conda:
        "../envs/remesas.yaml"
    resources:
        mem_mb=1000,
        runtime=5,
    message:
        "Writing the statements and the citation of {wildcards.economy} as data files"
    script:
        "../scripts/export_records.py"


rule render_index:
    input:
        build=lambda wildcards: build_and_revisions(wildcards.economy),
        sentences=f"<processed>/{{economy}}/changed_sentences/{LANGUAGES[0]}.csv",
        charts=f"<processed>/{{economy}}/charts/{LANGUAGES[0]}.json",
        catalog=CATALOG_OF_BRIEF,
        article=ARTICLE_OF_BRIEF,
        settings=[*SCOPE, *settings("languages", "formats")],
        citation=CITATION,
        tokens="<templates>/tokens.yaml",
        templates=index_files(TEMPLATES),
        translations=translations(*LANGUAGES),
        code=code("render_index"),
    output:
        page="<reports>/{economy}/index.html",
        headline="<processed>/{economy}/headline.txt",
    log:
        "<processed>/{economy}/logs/render_index.log",
    conda:
        "../envs/remesas.yaml"
    resources:
        mem_mb=1000,
        runtime=5,
    message:
        "Rendering the index of {wildcards.economy}"
    script:
        "../scripts/render_index.py"
