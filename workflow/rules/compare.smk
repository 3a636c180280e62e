# Print against regenerated, and the printed tables by themselves.
#   in:  processed/{economy}/tables/{table}.csv, processed/annual/{source}.csv; catalog; settings
#   out: processed/{economy}/: comparison.csv, comparison_columns.csv, explanations.csv, bridges.csv, ranked.csv,
#        printed_checks.csv (of an economy that the printed tables are not about, empty ones)


rule compare_with_print:
    input:
        tables=expand("<processed>/{{economy}}/{{edition}}tables/{table}.csv", table=CATALOG.tables),
        annual=lambda wildcards: expand(
            "<processed>/{edition}annual/{source}.csv",
            edition=wildcards.edition,
            source=print_sources(wildcards.economy),
        ),
        catalog=catalog_of_economy("flows", *(["bases"] if CATALOG.rankings else [])),
        article=article("explanations", "checks"),
        settings=settings("bases"),
        code=code("compare_with_print"),
    output:
        comparison=report(
            "<processed>/{economy}/{edition}comparison.csv",
            category="Print against data",
            caption="../report/comparison.rst",
            labels=label_edition,
        ),
        columns="<processed>/{economy}/{edition}comparison_columns.csv",
        explanations="<processed>/{economy}/{edition}explanations.csv",
        bridges="<processed>/{economy}/{edition}bridges.csv",
        ranked="<processed>/{economy}/{edition}ranked.csv",
    log:
        "<processed>/{economy}/{edition}logs/compare_with_print.log",
    conda:
        "../envs/remesas.yaml"
    resources:
        mem_mb=500,
        runtime=5,
    message:
        "Comparing every printed cell with {wildcards.edition}tables of {wildcards.economy}"
    script:
        "../scripts/compare_with_print.py"


rule check_printed:
    input:
        annual=lambda wildcards: expand(
            "<processed>/{edition}annual/{source}.csv",
            edition=wildcards.edition,
            source=of_article(wildcards.economy, sources_named("checks")),
        ),
        catalog=catalog("flows"),
        article=article("checks"),
        code=code("check_printed"),
    output:
        "<processed>/{economy}/{edition}printed_checks.csv",
    log:
        "<processed>/{economy}/{edition}logs/check_printed.log",
    conda:
        "../envs/remesas.yaml"
    resources:
        mem_mb=500,
        runtime=5,
    message:
        "Checking the printed tables by themselves: {output}"
    script:
        "../scripts/check_printed.py"
