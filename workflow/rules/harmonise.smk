# From the provider's frequency and unit to calendar years in harmonised units, and which vintage is in use.


rule harmonise_source:
    input:
        observations="<processed>/observations/{source}.csv",
        code=code("harmonise_source"),
    output:
        "<processed>/annual/{source}.csv",
    log:
        "<processed>/logs/harmonise_source.{source}.log",
    params:
        catalog=lambda wildcards: digest(series_of(wildcards.source)),
        vintage=lambda wildcards: config["vintages"].get(wildcards.source, config["vintages"]["default"]),
    message:
        "Summing {wildcards.source} to years"
    script:
        "../scripts/harmonise_source.py"
