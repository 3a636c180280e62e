# Shares, ranks, growth, ratios, and amounts related to GDP, population and prices.


rule derive_indicators:
    input:
        cells=expand("<processed>/cells/{basis}.csv", basis=BASES),
        annual=expand("<processed>/annual/{source}.csv", source=sources_of(context_formulas())),
        code=code("derive_indicators"),
    output:
        "<processed>/indicators.csv",
    log:
        "<processed>/logs/derive_indicators.log",
    params:
        catalog=digest({basis: CATALOG.context(basis, COUNTRY) for basis in BASES}),
        country=COUNTRY,
        growth_spans=config["growth_spans"],
        price_base=config["constant_prices"]["base"],
    message:
        "Deriving shares, ranks, growth and ratios"
    script:
        "../scripts/derive_indicators.py"
