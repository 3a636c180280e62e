# The brief: charts, page, PDF, and its tables as CSV files.

from remesas.contents import REVISION_TABLES, table_names, template_files

TEMPLATES = WORKFLOW / "templates"
LANGUAGES = config["languages"]
REVISION_FRAMES = ["revisions", "revision_effects", "outdated_series"]


def within_project(paths):
    """Paths as the rules write them: from the project's folder."""
    return [str(path.relative_to(workflow.basedir)) for path in paths]


def computed_frames():
    """The frames that the page shows, without those about revisions, which are made from them."""
    tables = {table: f"<processed>/tables/{table}.csv" for table in CATALOG.tables}
    names = ["comparison", "comparison_columns", "explanations", "printed_checks", "indicators", "snapshots"]
    return tables | {name: f"<processed>/{name}.csv" for name in names} | {"claims": "<processed>/claims.json"}


def brief_frames():
    """All frames that the page shows."""
    return computed_frames() | {name: f"<processed>/{name}.csv" for name in REVISION_FRAMES}


def brief_sources():
    """The sources behind the figures of the brief."""
    return sources_of([formula for basis in BASES for formula in formulas_of(basis)] + context_formulas())


def brief_params():
    """What the page takes from configuration and catalog."""
    used = {reference: CATALOG.series[reference] for source in brief_sources() for reference in series_of(source)}
    return {
        "country": COUNTRY,
        "bases": BASES,
        "price_base": config["constant_prices"]["base"],
        "catalog": digest(
            CATALOG.sources,
            used,
            CATALOG.indicators,
            CATALOG.tables,
            {basis: CATALOG.bases[basis] for basis in BASES},
            CATALOG.countries[COUNTRY],
            CATALOG.explanations,
            CATALOG.printed_checks,
        ),
    }


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


rule render_html:
    input:
        **brief_frames(),
        annual=expand("<processed>/annual/{source}.csv", source=brief_sources()),
        charts="<processed>/charts/{language}.json",
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
        expand("<reports>/tables/{name}.csv", name=table_names(CATALOG)),
        expand("<reports>/tables/revisions/{name}.csv", name=REVISION_TABLES),
    log:
        "<processed>/logs/export_tables.log",
    params:
        **brief_params(),
        language=LANGUAGES[0],
    message:
        "Writing the tables of the brief as CSV files"
    script:
        "../scripts/export_tables.py"
