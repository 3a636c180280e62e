# The brief: findings that changed, charts, pages, PDF, and its tables as data files.
#   in:  both editions of a build, frames about revisions; catalog, settings, translations, templates
#   out: processed/changed_sentences/{language}.csv, processed/charts/{language}.json, reports/

from remesas.brief.contents import (
    BRIEF_FILES,
    CITATIONS,
    CLAIMS,
    DATA,
    DICTIONARY,
    PACKAGE,
    REVISION_TABLES,
    index_files,
    table_names,
    template_files,
)
from remesas.plan.package import PACKED, name_file

TEMPLATES = Path(workflow.pathvars.apply("<templates>"))
TABLES = [*table_names(CATALOG), *(f"revisions-{name}" for name in REVISION_TABLES)]
BRIEFS = [f"<reports>/{BRIEF_FILES[form].format(language)}" for form in config["formats"] for language in LANGUAGES]
CATALOG_OF_BRIEF = catalog("sources", "indicators", "flows", "bases", f"countries/{COUNTRY}", "citations")
ARTICLE_OF_BRIEF = article("explanations", "checks")
SCOPE = settings("country", "bases", "constant_prices")
CITATION = f"{HOME}CITATION.cff"
REVISIONS = ["<processed>/revisions.csv", "<processed>/revision_effects.csv", "<processed>/outdated_series.csv"]


rule compare_sentences:
    input:
        then=build("earlier/"),
        now=build(),
        catalog=CATALOG_OF_BRIEF,
        article=ARTICLE_OF_BRIEF,
        settings=SCOPE,
        tokens="<templates>/tokens.yaml",
        translations=lambda wildcards: translations(wildcards.language),
        code=code("compare_sentences"),
    output:
        "<processed>/changed_sentences/{language}.csv",
    log:
        "<processed>/logs/compare_sentences.{language}.log",
    conda:
        "../envs/remesas.yaml"
    resources:
        mem_mb=1000,
        runtime=5,
    message:
        "Comparing the findings with those known before ({wildcards.language})"
    script:
        "../scripts/compare_sentences.py"


rule draw_charts:
    input:
        build=build(),
        catalog=CATALOG_OF_BRIEF,
        article=ARTICLE_OF_BRIEF,
        settings=SCOPE,
        tokens="<templates>/tokens.yaml",
        fonts=sorted(map(str, (TEMPLATES / "fonts").glob("*.ttf"))),
        translations=lambda wildcards: translations(wildcards.language),
        code=code("draw_charts"),
    output:
        "<processed>/charts/{language}.json",
    log:
        "<processed>/logs/draw_charts.{language}.log",
    conda:
        "../envs/remesas.yaml"
    resources:
        mem_mb=1000,
        runtime=5,
    message:
        "Drawing the charts ({wildcards.language})"
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
        build=[*build(), *REVISIONS, "<processed>/changed_sentences/{language}.csv"],
        charts="<processed>/charts/{language}.json",
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
        report(
            "<reports>/brief.{language}.html",
            category="Brief",
            caption="../report/brief.rst",
            labels={"language": "{language}", "format": "page"},
        ),
    log:
        "<processed>/logs/render_html.{language}.log",
    conda:
        "../envs/remesas.yaml"
    resources:
        mem_mb=1000,
        runtime=5,
    message:
        "Rendering the page ({wildcards.language})"
    script:
        "../scripts/render_html.py"


rule render_pdf:
    input:
        page="<reports>/brief.{language}.html",
        code=code("render_pdf"),
    output:
        report(
            "<reports>/brief.{language}.pdf",
            category="Brief",
            caption="../report/brief.rst",
            labels={"language": "{language}", "format": "PDF"},
        ),
    log:
        "<processed>/logs/render_pdf.{language}.log",
    conda:
        "../envs/remesas.yaml"
    resources:
        mem_mb=1000,
        runtime=10,
    message:
        "Rendering the PDF ({wildcards.language})"
    script:
        "../scripts/render_pdf.py"


rule render_archive:
    input:
        page="<reports>/brief.{language}.html",
        tables=expand("<reports>/tables/{name}.{{language}}.csv", name=table_names(CATALOG)),
        code=code("render_archive"),
    output:
        report(
            "<reports>/archive.{language}.pdf",
            category="Brief",
            caption="../report/archive.rst",
            labels={"language": "{language}", "format": "PDF/A-3 with the data attached"},
        ),
    log:
        "<processed>/logs/render_archive.{language}.log",
    conda:
        "../envs/remesas.yaml"
    resources:
        mem_mb=1000,
        runtime=10,
    message:
        "Rendering the PDF for archives, data attached ({wildcards.language})"
    script:
        "../scripts/render_archive.py"


rule render_revisions:
    input:
        build=[*build(), *REVISIONS, "<processed>/changed_sentences/{language}.csv"],
        catalog=[*CATALOG_OF_BRIEF, "<catalog>/areas.yaml"],
        article=ARTICLE_OF_BRIEF,
        settings=[*SCOPE, *settings("languages", "formats")],
        citation=CITATION,
        tokens="<templates>/tokens.yaml",
        templates=template_files(TEMPLATES, sections=False),
        translations=lambda wildcards: translations(wildcards.language),
        code=code("render_revisions"),
    output:
        report(
            "<reports>/revisions.{language}.html",
            category="Revisions",
            caption="../report/revisions.rst",
            labels={"language": "{language}", "format": "page"},
        ),
    log:
        "<processed>/logs/render_revisions.{language}.log",
    conda:
        "../envs/remesas.yaml"
    resources:
        mem_mb=1000,
        runtime=5,
    message:
        "Rendering the page about revisions ({wildcards.language})"
    script:
        "../scripts/render_revisions.py"


rule export_tables:
    input:
        build=[*build(), *REVISIONS],
        sentences="<processed>/changed_sentences/{language}.csv",
        catalog=CATALOG_OF_BRIEF,
        article=ARTICLE_OF_BRIEF,
        settings=SCOPE,
        citation=CITATION,
        tokens="<templates>/tokens.yaml",
        translations=lambda wildcards: translations(wildcards.language),
        code=code("export_tables"),
    output:
        csv=report(
            expand("<reports>/tables/{name}.{{language}}.csv", name=TABLES),
            category="Tables",
            caption="../report/tables.rst",
            labels={"language": "{language}"},
        ),
        xlsx=expand("<reports>/tables/{name}.{{language}}.xlsx", name=TABLES),
    log:
        "<processed>/logs/export_tables.{language}.log",
    conda:
        "../envs/remesas.yaml"
    resources:
        mem_mb=1000,
        runtime=5,
    message:
        "Writing the tables of the brief as CSV and XLSX files ({wildcards.language})"
    script:
        "../scripts/export_tables.py"


rule export_frames:
    input:
        frames=[
            *(path for path in build() if path.endswith(".csv")),
            *REVISIONS,
            expand("<processed>/changed_sentences/{language}.csv", language=LANGUAGES),
            expand(
                "<processed>/{stage}/{source}.csv", stage=["observations", "annual", "doubts"], source=HELD_SOURCES
            ),
            expand("<processed>/cells/{basis}.csv", basis=BASES),
            "<processed>/claims.csv",
            "<processed>/identities.csv",
        ],
        catalog=catalog("sources"),
        article=article(),
        citation=CITATION,
        code=code("export_frames"),
    output:
        expand("<reports>/{name}", name=[DICTIONARY, PACKAGE, *(f"{DATA}/{name_file(frame)}" for frame in PACKED)]),
    log:
        "<processed>/logs/export_frames.log",
    conda:
        "../envs/remesas.yaml"
    resources:
        mem_mb=1000,
        runtime=5,
    message:
        "Packing the frames behind the brief as CSV files with a data dictionary"
    script:
        "../scripts/export_frames.py"


rule export_records:
    input:
        build=build(),
        catalog=CATALOG_OF_BRIEF,
        article=ARTICLE_OF_BRIEF,
        settings=[*SCOPE, *settings("languages")],
        citation=CITATION,
        tokens="<templates>/tokens.yaml",
        translations=translations(*LANGUAGES),
        code=code("export_records"),
    output:
        claims=report(
            f"<reports>/{CLAIMS}",
            category="Claims",
            caption="../report/claims.rst",
            labels={"edition": "today, for readers"},
        ),
        bibtex=f"<reports>/{CITATIONS['bibtex']}",
        ris=f"<reports>/{CITATIONS['ris']}",
    log:
        "<processed>/logs/export_records.log",
    conda:
        "../envs/remesas.yaml"
    resources:
        mem_mb=1000,
        runtime=5,
    message:
        "Writing the statements and the citation as data files"
    script:
        "../scripts/export_records.py"


rule render_index:
    input:
        build=[*build(), *REVISIONS, f"<processed>/changed_sentences/{LANGUAGES[0]}.csv"],
        charts=f"<processed>/charts/{LANGUAGES[0]}.json",
        catalog=CATALOG_OF_BRIEF,
        article=ARTICLE_OF_BRIEF,
        settings=[*SCOPE, *settings("languages", "formats")],
        citation=CITATION,
        tokens="<templates>/tokens.yaml",
        templates=index_files(TEMPLATES),
        translations=translations(*LANGUAGES),
        code=code("render_index"),
    output:
        "<reports>/index.html",
    log:
        "<processed>/logs/render_index.log",
    conda:
        "../envs/remesas.yaml"
    resources:
        mem_mb=1000,
        runtime=5,
    message:
        "Rendering the index of the briefs"
    script:
        "../scripts/render_index.py"


# At the end of a build, what it was asked for and where it is.
onsuccess:
    from remesas.core.files import read_frames
    from remesas.core.frames import DOUBTS
    from remesas.harmonise.doubts import describe_doubts
    from remesas.plan.results import list_results

    made = [str(file) for job in workflow.dag.jobs for file in job.output]
    asked = [str(file) for job in workflow.dag.targetjobs for file in job.output]
    reports = Path(workflow.pathvars.apply("<reports>"))
    expected = [*BRIEFS, *expand("<reports>/revisions.{language}.html", language=LANGUAGES)]
    print(list_results(reports, made, asked, [workflow.pathvars.apply(path) for path in expected]))
    doubts = sorted(Path(workflow.pathvars.apply("<processed>/doubts")).glob("*.csv"))
    for remark in [*REMARKS, *describe_doubts(read_frames(doubts, DOUBTS))]:
        print(remark)
