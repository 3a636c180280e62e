# Print against regenerated, and the printed tables by themselves.


rule compare_with_print:
    input:
        tables=expand("<processed>/tables/{table}.csv", table=CATALOG.tables),
        annual=expand(
            "<processed>/annual/{source}.csv",
            source=sources_of(
                printed_references() + parameters_of(test for entry in CATALOG.explanations for test in entry.evidence)
            ),
        ),
        code=code("compare_with_print"),
    output:
        comparison=report(
            "<processed>/comparison.csv", category="Print against data", caption="../report/comparison.rst"
        ),
        columns="<processed>/comparison_columns.csv",
        explanations="<processed>/explanations.csv",
    log:
        "<processed>/logs/compare_with_print.log",
    params:
        catalog=digest(CATALOG.tables, CATALOG.explanations),
        country=COUNTRY,
    message:
        "Comparing every printed cell with what was regenerated"
    script:
        "../scripts/compare_with_print.py"


rule check_printed:
    input:
        annual=expand(
            "<processed>/annual/{source}.csv",
            source=sources_of(printed_references() + parameters_of(CATALOG.printed_checks)),
        ),
        code=code("check_printed"),
    output:
        "<processed>/printed_checks.csv",
    log:
        "<processed>/logs/check_printed.log",
    params:
        catalog=digest(CATALOG.tables, CATALOG.printed_checks),
        country=COUNTRY,
    message:
        "Checking the printed tables by themselves"
    script:
        "../scripts/check_printed.py"
