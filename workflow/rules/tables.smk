# The columns of the tables, filled from each basis. From here on every output belongs to an economy.
#   in:  processed/annual/{source}.csv; catalog; settings
#   out: processed/{economy}/: cells/{basis}.csv, tables/{table}.csv, and of economies that the article is not about
#        annual.csv, own_snapshots.csv: what their briefs read of the frames that all share, so that the figures of one
#        rerun no brief of another


rule fill_basis:
    input:
        annual=lambda wildcards: expand(
            "<processed>/{edition}annual/{source}.csv",
            edition=wildcards.edition,
            source=sources_of(role_references(CATALOG, wildcards.basis, wildcards.economy)),
        ),
        catalog=catalog_of_economy("sources", "bases", "flows"),
        article=article(),
        settings=settings("years"),
        code=code("fill_basis"),
    output:
        "<processed>/{economy}/{edition}cells/{basis}.csv",
    log:
        "<processed>/{economy}/{edition}logs/fill_basis.{basis}.log",
    conda:
        "../envs/remesas.yaml"
    resources:
        mem_mb=500,
        runtime=5,
    message:
        "Filling the tables of {wildcards.economy} from {wildcards.edition}{wildcards.basis}"
    script:
        "../scripts/fill_basis.py"


rule build_table:
    input:
        cells=lambda wildcards: expand(
            "<processed>/{economy}/{edition}cells/{basis}.csv",
            economy=wildcards.economy,
            edition=wildcards.edition,
            basis=bases_of(wildcards.economy),
        ),
        catalog=catalog("flows"),
        article=article(),
        code=code("build_table"),
    output:
        "<processed>/{economy}/{edition}tables/{table}.csv",
    log:
        "<processed>/{economy}/{edition}logs/build_table.{table}.log",
    conda:
        "../envs/remesas.yaml"
    resources:
        mem_mb=500,
        runtime=5,
    message:
        "Building {wildcards.edition}{wildcards.table} of {wildcards.economy}"
    script:
        "../scripts/build_table.py"


rule select_own:
    input:
        annual=lambda wildcards: expand(
            "<processed>/{edition}annual/{source}.csv",
            edition=wildcards.edition,
            source=brief_sources(wildcards.economy),
        ),
        snapshots="<processed>/snapshots.csv",
        catalog=catalog_of_economy("bases", "indicators", "flows"),
        article=article(),
        settings=settings("bases", "constant_prices"),
        code=code("select_own"),
    output:
        annual="<processed>/{economy}/{edition}annual.csv",
        snapshots="<processed>/{economy}/{edition}own_snapshots.csv",
    log:
        "<processed>/{economy}/{edition}logs/select_own.log",
    wildcard_constraints:
        economy=f"(?!{ARTICLE_ECONOMY})[A-Z]{{3}}",
    conda:
        "../envs/remesas.yaml"
    resources:
        mem_mb=500,
        runtime=5,
    message:
        "Selecting {wildcards.edition}series of {wildcards.economy}"
    script:
        "../scripts/select_own.py"
