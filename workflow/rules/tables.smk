# The columns of the tables, filled from each basis.
#   in:  processed/annual/{source}.csv; catalog; settings
#   out: processed/cells/{basis}.csv, processed/tables/{table}.csv


rule fill_basis:
    input:
        annual=lambda wildcards: expand(
            "<processed>/{edition}annual/{source}.csv",
            edition=wildcards.edition,
            source=sources_of(role_references(CATALOG, wildcards.basis, COUNTRY)),
        ),
        catalog=catalog("sources", "bases", f"countries/{COUNTRY}"),
        article=article(),
        settings=settings("country", "years"),
        code=code("fill_basis"),
    output:
        "<processed>/{edition}cells/{basis}.csv",
    log:
        "<processed>/{edition}logs/fill_basis.{basis}.log",
    conda:
        "../envs/remesas.yaml"
    resources:
        mem_mb=500,
        runtime=5,
    message:
        "Filling the tables from {wildcards.edition}{wildcards.basis}"
    script:
        "../scripts/fill_basis.py"


rule build_table:
    input:
        cells=expand("<processed>/{{edition}}cells/{basis}.csv", basis=BASES),
        catalog=catalog("flows"),
        article=article(),
        code=code("build_table"),
    output:
        "<processed>/{edition}tables/{table}.csv",
    log:
        "<processed>/{edition}logs/build_table.{table}.log",
    conda:
        "../envs/remesas.yaml"
    resources:
        mem_mb=500,
        runtime=5,
    message:
        "Building {wildcards.edition}{wildcards.table}"
    script:
        "../scripts/build_table.py"
