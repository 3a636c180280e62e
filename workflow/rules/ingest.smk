# From snapshots to tidy observations, at the provider's own frequency and unit.


# Every snapshot is checked before the first job starts, so that a bad one stops the run while nothing has changed. This
# is no rule: all others would have to wait for it, and a rule that waits for another is run again with it (`ancient`
# would hide changes of its own inputs).
onstart:
    from remesas.ingest.observations import check_raw

    try:
        check_raw(METADATA, CATALOG)
    except DataError as error:
        raise WorkflowError(str(error)) from None


rule list_snapshots:
    input:
        snapshots=[str(path) for path in RAW_FILES],
        code=code("list_snapshots"),
    output:
        "<processed>/snapshots.csv",
    log:
        "<processed>/logs/list_snapshots.log",
    params:
        catalog=digest(CATALOG.sources, CATALOG.series, CATALOG.areas),
        vintages=config["vintages"],
    message:
        "Listing the snapshots that are known on the chosen dates"
    script:
        "../scripts/list_snapshots.py"


rule ingest_source:
    input:
        snapshots=lambda wildcards: raw_files(wildcards.source),
        code=code("ingest_source"),
    output:
        "<processed>/observations/{source}.csv",
    log:
        "<processed>/logs/ingest_source.{source}.log",
    params:
        catalog=lambda wildcards: digest(series_of(wildcards.source), CATALOG.areas),
    message:
        "Reading the snapshots of {wildcards.source}"
    script:
        "../scripts/ingest_source.py"
