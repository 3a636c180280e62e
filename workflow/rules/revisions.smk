# What newer vintages changed: in the series, and between the two editions of the build.
#   in:  both editions of a build, processed/annual/{source}.csv; catalog; settings
#   out: processed/revisions.csv, revision_effects.csv, outdated_series.csv


rule compare_vintages:
    input:
        annual=expand("<processed>/annual/{source}.csv", source=HELD_SOURCES),
        then=build("earlier/"),
        now=build(),
        catalog=catalog("areas", "blocs", "flows", "indicators", "bases", f"countries/{COUNTRY}"),
        article=article("claims"),
        settings=settings("country", "bases", "constant_prices", "revisions"),
        code=code("compare_vintages"),
    output:
        revisions="<processed>/revisions.csv",
        revision_effects="<processed>/revision_effects.csv",
        outdated_series="<processed>/outdated_series.csv",
    log:
        "<processed>/logs/compare_vintages.log",
    conda:
        "../envs/remesas.yaml"
    resources:
        mem_mb=1000,
        runtime=5,
    message:
        "Comparing the vintages, and the brief with what was known before"
    script:
        "../scripts/compare_vintages.py"
