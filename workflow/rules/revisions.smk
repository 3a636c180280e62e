# What newer vintages changed: in the series, and between the two editions of the build.
#   in:  both editions of a build, processed/annual/{source}.csv; catalog; settings
#   out: processed/{economy}/: revisions.csv, revision_effects.csv, outdated_series.csv


rule compare_vintages:
    input:
        annual=lambda wildcards: expand("<processed>/annual/{source}.csv", source=read_sources(wildcards.economy)),
        then=lambda wildcards: build(wildcards.economy, "earlier/"),
        now=lambda wildcards: build(wildcards.economy),
        catalog=CATALOG_OF_CLAIMS,
        article=article("claims"),
        settings=settings("bases", "constant_prices", "revisions"),
        code=code("compare_vintages"),
    output:
        revisions="<processed>/{economy}/revisions.csv",
        revision_effects="<processed>/{economy}/revision_effects.csv",
        outdated_series="<processed>/{economy}/outdated_series.csv",
    log:
        "<processed>/{economy}/logs/compare_vintages.log",
    conda:
        "../envs/remesas.yaml"
    resources:
        mem_mb=1000,
        runtime=5,
    message:
        "Comparing the vintages, and the brief of {wildcards.economy} with what was known before"
    script:
        "../scripts/compare_vintages.py"
