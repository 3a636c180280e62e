# The roles of the tables, filled from each basis.


rule fill_basis:
    input:
        annual=lambda wildcards: expand(
            "<processed>/annual/{source}.csv", source=sources_of(formulas_of(wildcards.basis))
        ),
        code=code("fill_basis"),
    output:
        "<processed>/cells/{basis}.csv",
    log:
        "<processed>/logs/fill_basis.{basis}.log",
    params:
        catalog=lambda wildcards: digest(
            CATALOG.roles(wildcards.basis, COUNTRY),
            [CATALOG.series[name].unit for formula in formulas_of(wildcards.basis) for name in references(formula)],
        ),
        country=COUNTRY,
        years=config["years"],
    message:
        "Filling the tables from the basis {wildcards.basis}"
    script:
        "../scripts/fill_basis.py"


rule build_table:
    input:
        cells=expand("<processed>/cells/{basis}.csv", basis=BASES),
        code=code("build_table"),
    output:
        "<processed>/tables/{table}.csv",
    log:
        "<processed>/logs/build_table.{table}.log",
    params:
        catalog=lambda wildcards: digest(CATALOG.tables[wildcards.table]),
    message:
        "Building {wildcards.table}"
    script:
        "../scripts/build_table.py"
