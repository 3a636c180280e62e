# Shares, ranks, growth, ratios, and amounts related to GDP, population and prices; the lead column month by month, and
# beside that of other economies.
#   in:  processed/cells/{basis}.csv, processed/annual/{source}.csv, processed/observations/{source}.csv,
#        processed/doubts/{source}.csv; catalog; settings
#   out: processed/indicators.csv, processed/twelve_months.csv, processed/peers.csv

LEAD_SOURCES = sources_of(filter(None, (lead_reference(CATALOG, basis, COUNTRY) for basis in BASES)))
CONTEXT_SOURCES = sources_of(
    reference for basis in BASES for reference, _ in context_references(CATALOG, basis, COUNTRY)
)
MONTHLY = sources_of(reference for basis in BASES for reference in monthly_references(CATALOG, basis, COUNTRY))
MONTHLY_SOURCES = [source for source in MONTHLY_FLOWS if source in MONTHLY]
PEERS = sources_of(reference for basis in BASES for reference in peer_references(CATALOG, basis, COUNTRY))
PEER_SOURCES = [source for source in HELD_SOURCES if source in PEERS]


rule derive_indicators:
    input:
        cells=expand("<processed>/{{edition}}cells/{basis}.csv", basis=BASES),
        annual=expand(
            "<processed>/{{edition}}annual/{source}.csv",
            source=CONTEXT_SOURCES,
        ),
        catalog=catalog("bases", "flows", "indicators", f"countries/{COUNTRY}"),
        article=article(),
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


rule sum_twelve_months:
    input:
        observations=expand("<processed>/observations/{source}.csv", source=MONTHLY_SOURCES),
        annual=expand("<processed>/{{edition}}annual/{source}.csv", source=MONTHLY_SOURCES),
        doubts=expand("<processed>/doubts/{source}.csv", source=MONTHLY_SOURCES),
        catalog=catalog(
            *("bases", "indicators", f"countries/{COUNTRY}"),
            *(f"series/{source}" for source in MONTHLY_SOURCES),
        ),
        article=article(),
        settings=settings("country", "bases"),
        code=code("sum_twelve_months"),
    output:
        "<processed>/{edition}twelve_months.csv",
    log:
        "<processed>/{edition}logs/sum_twelve_months.log",
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
        annual=expand("<processed>/{{edition}}annual/{source}.csv", source=PEER_SOURCES),
        catalog=catalog(
            *("bases", "indicators", "areas", f"countries/{COUNTRY}"),
            *(f"series/{source}" for source in LEAD_SOURCES),
        ),
        article=article(),
        settings=settings("country", "bases"),
        code=code("rank_economies"),
    output:
        "<processed>/{edition}peers.csv",
    log:
        "<processed>/{edition}logs/rank_economies.log",
    conda:
        "../envs/remesas.yaml"
    resources:
        mem_mb=500,
        runtime=5,
    message:
        "Ranking economies by what they receive: {output}"
    script:
        "../scripts/rank_economies.py"
