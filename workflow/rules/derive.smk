# Shares, ranks, growth, ratios, and amounts related to GDP, population and prices.
#   in:  processed/cells/{basis}.csv, processed/annual/{source}.csv; catalog; settings
#   out: processed/indicators.csv


rule derive_indicators:
    input:
        cells=expand("<processed>/{{edition}}cells/{basis}.csv", basis=BASES),
        annual=expand(
            "<processed>/{{edition}}annual/{source}.csv",
            source=sources_of(
                reference for basis in BASES for reference, _ in context_references(CATALOG, basis, COUNTRY)
            ),
        ),
        catalog=catalog("bases", "flows", "tables", "indicators", f"countries/{COUNTRY}"),
        settings=settings("country", "growth_spans", "constant_prices"),
        code=code("derive_indicators"),
    output:
        "<processed>/{edition}indicators.csv",
    log:
        "<processed>/{edition}logs/derive_indicators.log",
    conda:
        "../envs/remesas.yaml"
    resources:
        mem_mb=500,
        runtime=5,
    message:
        "Deriving shares, ranks, growth and ratios: {output}"
    script:
        "../scripts/derive_indicators.py"
