# The brief: findings that changed, charts, pages, PDF, and its tables as data files.
#   in:  both editions of a build, frames about revisions; catalog, settings, translations, templates
#   out: processed/changed_sentences/{language}.csv, processed/charts/{language}.json, reports/

from remesas.brief.contents import BRIEF_FILES, REVISION_TABLES, index_files, table_names, template_files
from remesas.brief.words.locales import files_of

LOCALES = Path(workflow.pathvars.apply("<locales>"))
TEMPLATES = Path(workflow.pathvars.apply("<templates>"))
TABLES = [*table_names(CATALOG), *(f"revisions/{name}" for name in REVISION_TABLES)]
BRIEFS = [f"<reports>/{BRIEF_FILES[form].format(language)}" for form in config["formats"] for language in LANGUAGES]
CATALOG_OF_BRIEF = catalog(
    *("sources", "indicators", "flows", "tables", "bases", f"countries/{COUNTRY}"),
    *("explanations", "concepts", "printed_checks", "citations"),
)
SCOPE = settings("country", "bases", "constant_prices")
REVISIONS = ["<processed>/revisions.csv", "<processed>/revision_effects.csv", "<processed>/outdated_series.csv"]


rule compare_sentences:
    input:
        then=build("earlier/"),
        now=build(),
        catalog=CATALOG_OF_BRIEF,
        settings=SCOPE,
        tokens="<templates>/tokens.yaml",
        translations=lambda wildcards: files_of(LOCALES, wildcards.language),
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
        settings=SCOPE,
        tokens="<templates>/tokens.yaml",
        fonts=sorted(map(str, (TEMPLATES / "fonts").glob("*.ttf"))),
        translations=lambda wildcards: files_of(LOCALES, wildcards.language),
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
        settings=[*SCOPE, *settings("languages", "formats")],
        tokens="<templates>/tokens.yaml",
        templates=template_files(TEMPLATES),
        translations=lambda wildcards: files_of(LOCALES, wildcards.language),
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
        tables=expand("<reports>/tables/{name}.csv", name=table_names(CATALOG)),
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
        settings=[*SCOPE, *settings("languages", "formats")],
        tokens="<templates>/tokens.yaml",
        templates=template_files(TEMPLATES, sections=False),
        translations=lambda wildcards: files_of(LOCALES, wildcards.language),
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
        sentences=f"<processed>/changed_sentences/{LANGUAGES[0]}.csv",
        catalog=CATALOG_OF_BRIEF,
        settings=SCOPE,
        tokens="<templates>/tokens.yaml",
        translations=files_of(LOCALES, LANGUAGES[0]),
        code=code("export_tables"),
    output:
        csv=report(
            expand("<reports>/tables/{name}.csv", name=TABLES),
            category="Tables",
            caption="../report/tables.rst",
        ),
        xlsx=expand("<reports>/tables/{name}.xlsx", name=TABLES),
    log:
        "<processed>/logs/export_tables.log",
    conda:
        "../envs/remesas.yaml"
    resources:
        mem_mb=1000,
        runtime=5,
    message:
        "Writing the tables of the brief as CSV and XLSX files"
    script:
        "../scripts/export_tables.py"


rule render_index:
    input:
        build=[*build(), *REVISIONS, f"<processed>/changed_sentences/{LANGUAGES[0]}.csv"],
        catalog=CATALOG_OF_BRIEF,
        settings=[*SCOPE, *settings("languages", "formats")],
        tokens="<templates>/tokens.yaml",
        templates=index_files(TEMPLATES),
        translations=files_of(LOCALES, *LANGUAGES),
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
    from remesas.core.frames import DOUBTS, read_frames
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
