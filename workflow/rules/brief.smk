# The brief: charts, page, PDF, and its tables as data files.


rule draw_charts:
    input:
        **computed_frames(),
        annual=expand("<processed>/annual/{source}.csv", source=brief_sources()),
        tokens=within_project([TEMPLATES / "tokens.yaml"]),
        fonts=within_project(sorted((TEMPLATES / "fonts").glob("*.ttf"))),
        translations=translations,
        code=code("draw_charts"),
    output:
        "<processed>/charts/{language}.json",
    log:
        "<processed>/logs/draw_charts.{language}.log",
    params:
        **brief_params(),
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
    message:
        "Bundling the script that makes the charts answer"
    script:
        "../scripts/bundle_runtime.py"


rule render_html:
    input:
        **brief_frames(),
        annual=expand("<processed>/annual/{source}.csv", source=brief_sources()),
        changed_sentences="<processed>/changed_sentences/{language}.csv",
        charts="<processed>/charts/{language}.json",
        runtime="<processed>/charts/runtime.js",
        translations=translations,
        templates=within_project(template_files(TEMPLATES)),
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
    params:
        **brief_params(),
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
    message:
        "Rendering the PDF for archives, data attached ({wildcards.language})"
    script:
        "../scripts/render_archive.py"


rule export_tables:
    input:
        **brief_frames(),
        annual=expand("<processed>/annual/{source}.csv", source=brief_sources()),
        changed_sentences=f"<processed>/changed_sentences/{LANGUAGES[0]}.csv",
        tokens=within_project([TEMPLATES / "tokens.yaml"]),
        translations=within_project(files_of(LOCALES, LANGUAGES[0])),
        code=code("export_tables"),
    output:
        csv=report(
            expand("<reports>/tables/{name}.csv", name=exported_tables()),
            category="Tables",
            caption="../report/tables.rst",
        ),
        xlsx=expand("<reports>/tables/{name}.xlsx", name=exported_tables()),
    log:
        "<processed>/logs/export_tables.log",
    params:
        **brief_params(),
        language=LANGUAGES[0],
    message:
        "Writing the tables of the brief as CSV and XLSX files"
    script:
        "../scripts/export_tables.py"


rule render_index:
    input:
        **brief_frames(),
        annual=expand("<processed>/annual/{source}.csv", source=brief_sources()),
        changed_sentences=f"<processed>/changed_sentences/{LANGUAGES[0]}.csv",
        templates=within_project(index_files(TEMPLATES)),
        translations=within_project(files_of(LOCALES, *LANGUAGES)),
        code=code("render_index"),
    output:
        "<reports>/index.html",
    log:
        "<processed>/logs/render_index.log",
    params:
        **brief_params(),
        languages=LANGUAGES,
        formats=config["formats"],
    message:
        "Rendering the index of the briefs"
    script:
        "../scripts/render_index.py"


# At the end of a build, where its results are.
onsuccess:
    from remesas.plan.results import told

    print(told(Path(config.get("pathvars", {}).get("reports", "reports"))))
