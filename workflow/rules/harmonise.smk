# From the provider's frequency and unit to calendar years in harmonised units, and which vintage is in use.
#   in:  processed/observations/{source}.csv; catalog; settings
#   out: processed/identities.csv, processed/annual/{source}.csv, processed/doubts/{source}.csv,
#        processed/earlier/annual/{source}.csv, processed/steps.csv
#
# Here a build parts into two editions, today's and what it would have been before the newest vintages. The rules up to
# the claims make both: `{edition}` is nothing or `earlier/`.

MONTHLY_FLOWS = [
    source
    for source in HELD_SOURCES
    if any(series.freq == "M" and series.annual == "sum" for series in CATALOG.series_from(source).values())
]


rule check_identities:
    input:
        observations=expand("<processed>/observations/{source}.csv", source=IDENTITY_SOURCES),
        catalog=catalog("identities", *(f"series/{source}" for source in IDENTITY_SOURCES)),
        settings=settings(*(f"vintages/{source}" for source in IDENTITY_SOURCES)),
        code=code("check_identities"),
    output:
        "<processed>/identities.csv",
    log:
        "<processed>/logs/check_identities.log",
    conda:
        "../envs/remesas.yaml"
    resources:
        mem_mb=500,
        runtime=5,
    message:
        "Checking what should hold between series: {output}"
    script:
        "../scripts/check_identities.py"


rule harmonise_source:
    input:
        observations="<processed>/observations/{source}.csv",
        identities=lambda wildcards: (["<processed>/identities.csv"] if wildcards.source in IDENTITY_SOURCES else []),
        catalog=lambda wildcards: [*series_of(wildcards.source), *catalog("areas", "limits")],
        article=lambda wildcards: printed_of(wildcards.source),
        settings=lambda wildcards: settings(f"vintages/{wildcards.source}", "revisions"),
        code=code("harmonise_source"),
    output:
        annual="<processed>/annual/{source}.csv",
        earlier="<processed>/earlier/annual/{source}.csv",
        doubts="<processed>/doubts/{source}.csv",
    log:
        "<processed>/logs/harmonise_source.{source}.log",
    conda:
        "../envs/remesas.yaml"
    resources:
        mem_mb=500,
        runtime=5,
    message:
        "Summing {wildcards.source} to years"
    script:
        "../scripts/harmonise_source.py"


rule find_steps:
    input:
        observations=expand("<processed>/observations/{source}.csv", source=MONTHLY_FLOWS),
        catalog=catalog("sources", *(f"series/{source}" for source in MONTHLY_FLOWS)),
        settings=settings(*(f"vintages/{source}" for source in MONTHLY_FLOWS)),
        code=code("find_steps"),
    output:
        "<processed>/steps.csv",
    log:
        "<processed>/logs/find_steps.log",
    conda:
        "../envs/remesas.yaml"
    resources:
        mem_mb=500,
        runtime=5,
    message:
        "Looking for steps in the level of monthly series"
    script:
        "../scripts/find_steps.py"
