# The brief: charts, page, PDF, and its tables as data files.


rule draw_charts:
    input:
        **computed_frames(),
        annual=expand("<processed>/annual/{source}.csv", source=brief_sources()),
        tokens=within_project([TEMPLATES / "tokens.yaml"]),
        fonts=within_project(sorted((TEMPLATES / "fonts").glob("*.ttf"))),
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
        charts="<processed>/charts/{language}.json",
        runtime="<processed>/charts/runtime.js",
        templates=within_project(template_files(TEMPLATES)),
        code=code("render_html"),
    output:
        "<reports>/brief.{language}.html",
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
        "<reports>/brief.{language}.pdf",
    log:
        "<processed>/logs/render_pdf.{language}.log",
    message:
        "Rendering the PDF ({wildcards.language})"
    script:
        "../scripts/render_pdf.py"


rule export_tables:
    input:
        **brief_frames(),
        annual=expand("<processed>/annual/{source}.csv", source=brief_sources()),
        tokens=within_project([TEMPLATES / "tokens.yaml"]),
        code=code("export_tables"),
    output:
        expand("<reports>/tables/{name}.{format}", name=exported_tables(), format=["csv", "xlsx"]),
    log:
        "<processed>/logs/export_tables.log",
    params:
        **brief_params(),
        language=LANGUAGES[0],
    message:
        "Writing the tables of the brief as CSV and XLSX files"
    script:
        "../scripts/export_tables.py"
