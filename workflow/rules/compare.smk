# Print against regenerated, and the printed tables by themselves.
#   in:  processed/tables/{table}.csv, processed/annual/{source}.csv; catalog; settings
#   out: processed/comparison.csv, comparison_columns.csv, explanations.csv, bridges.csv,
#        printed_checks.csv, ranked.csv

# What is printed and what explains it; and, if there are tables whose rows are economies, what fills their columns.
PRINT_SOURCES = sources_named("explanations", "checks")
ROLE_SOURCES = sources_of(
    reference for basis in BASES if CATALOG.rankings for reference in role_references(CATALOG, basis, COUNTRY)
)


rule compare_with_print:
    input:
        tables=expand("<processed>/{{edition}}tables/{table}.csv", table=CATALOG.tables),
        annual=expand(
            "<processed>/{{edition}}annual/{source}.csv",
            source=[source for source in HELD_SOURCES if source in {*PRINT_SOURCES, *ROLE_SOURCES}],
        ),
        catalog=catalog("flows", *(["bases", f"countries/{COUNTRY}"] if ROLE_SOURCES else [])),
        article=article("explanations", "checks"),
        settings=settings("country", "bases"),
        code=code("compare_with_print"),
    output:
        comparison=report(
            "<processed>/{edition}comparison.csv",
            category="Print against data",
            caption="../report/comparison.rst",
            labels=label_edition,
        ),
        columns="<processed>/{edition}comparison_columns.csv",
        explanations="<processed>/{edition}explanations.csv",
        bridges="<processed>/{edition}bridges.csv",
        ranked="<processed>/{edition}ranked.csv",
    log:
        "<processed>/{edition}logs/compare_with_print.log",
    conda:
        "../envs/remesas.yaml"
    resources:
        mem_mb=500,
        runtime=5,
    message:
        "Comparing every printed cell with {wildcards.edition}tables"
    script:
        "../scripts/compare_with_print.py"


rule check_printed:
    input:
        annual=expand("<processed>/{{edition}}annual/{source}.csv", source=sources_named("checks")),
        catalog=catalog("flows"),
        article=article("checks"),
        settings=settings("country"),
        code=code("check_printed"),
    output:
        "<processed>/{edition}printed_checks.csv",
    log:
        "<processed>/{edition}logs/check_printed.log",
    conda:
        "../envs/remesas.yaml"
    resources:
        mem_mb=500,
        runtime=5,
    message:
        "Checking the printed tables by themselves: {output}"
    script:
        "../scripts/check_printed.py"
