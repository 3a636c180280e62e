# Shares, ranks, growth, ratios, and amounts related to GDP, population and prices; the lead column month by month, and
# beside that of other economies.
#   in:  processed/{economy}/cells/{basis}.csv, processed/annual/{source}.csv, processed/observations/{source}.csv,
#        processed/doubts/{source}.csv; catalog; settings
#   out: processed/{economy}/: indicators.csv, twelve_months.csv, peers.csv; processed/atlas.csv


rule derive_indicators:
    input:
        cells=lambda wildcards: expand(
            "<processed>/{economy}/{edition}cells/{basis}.csv",
            economy=wildcards.economy,
            edition=wildcards.edition,
            basis=bases_of(wildcards.economy),
        ),
        annual=lambda wildcards: expand(
            "<processed>/{edition}annual/{source}.csv",
            edition=wildcards.edition,
            source=context_sources(wildcards.economy),
        ),
        catalog=catalog_of_economy("bases", "flows", "indicators"),
        article=article(),
        settings=settings("growth_spans", "constant_prices"),
        code=code("derive_indicators"),
    output:
        "<processed>/{economy}/{edition}indicators.csv",
    log:
        "<processed>/{economy}/{edition}logs/derive_indicators.log",
    conda:
        "../envs/remesas.yaml"
    resources:
        mem_mb=500,
        runtime=5,
    message:
        "Deriving shares, ranks, growth and ratios: {output}"
    script:
        "../scripts/derive_indicators.py"


rule sum_twelve_months:
    input:
        observations=lambda wildcards: expand(
            "<processed>/observations/{source}.csv", source=monthly_sources(wildcards.economy)
        ),
        annual=lambda wildcards: expand(
            "<processed>/{edition}annual/{source}.csv",
            edition=wildcards.edition,
            source=monthly_sources(wildcards.economy),
        ),
        doubts=lambda wildcards: expand("<processed>/doubts/{source}.csv", source=monthly_sources(wildcards.economy)),
        catalog=catalog_of_economy("bases", "indicators"),
        series=lambda wildcards: expand("<catalog>/series/{source}.yaml", source=monthly_sources(wildcards.economy)),
        article=article(),
        settings=settings("bases"),
        code=code("sum_twelve_months"),
    output:
        "<processed>/{economy}/{edition}twelve_months.csv",
    log:
        "<processed>/{economy}/{edition}logs/sum_twelve_months.log",
    conda:
        "../envs/remesas.yaml"
    resources:
        mem_mb=500,
        runtime=5,
    message:
        "Summing the newest months of the lead column: {output}"
    script:
        "../scripts/sum_twelve_months.py"


rule rank_economies:
    input:
        annual=lambda wildcards: expand(
            "<processed>/{edition}annual/{source}.csv",
            edition=wildcards.edition,
            source=peer_sources(wildcards.economy),
        ),
        catalog=catalog_of_economy("bases", "indicators", "areas"),
        series=lambda wildcards: expand("<catalog>/series/{source}.yaml", source=lead_sources(wildcards.economy)),
        article=article(),
        settings=settings("bases"),
        code=code("rank_economies"),
    output:
        "<processed>/{economy}/{edition}peers.csv",
    log:
        "<processed>/{economy}/{edition}logs/rank_economies.log",
    conda:
        "../envs/remesas.yaml"
    resources:
        mem_mb=500,
        runtime=5,
    message:
        "Ranking economies by what they receive: {output}"
    script:
        "../scripts/rank_economies.py"


rule compile_atlas:
    input:
        annual=expand("<processed>/annual/{source}.csv", source=atlas_sources()),
        catalog=catalog("bases", "flows", "indicators", "areas", *(f"countries/{code}" for code in CATALOG.countries)),
        series=expand("<catalog>/series/{source}.yaml", source=atlas_sources()),
        article=article(),
        settings=settings("bases", "atlas"),
        code=code("compile_atlas"),
    output:
        "<processed>/atlas.csv",
    log:
        "<processed>/logs/compile_atlas.log",
    conda:
        "../envs/remesas.yaml"
    resources:
        mem_mb=1000,
        runtime=10,
    message:
        "Compiling the measures of all economies"
    script:
        "../scripts/compile_atlas.py"
