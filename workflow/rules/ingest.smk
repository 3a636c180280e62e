# From snapshots to tidy observations, at the provider's own frequency and unit.
#   in:  raw/{source}/{vintage}/{dataset}.csv with its .meta.yaml; catalog
#   out: processed/observations/{source}.csv, processed/snapshots.csv


REMARKS = []  # what the end of the build says of the data


# Every snapshot is checked before the first job starts, so that a bad one stops the run while nothing has changed. This
# is no rule: all others would have to wait for it, and a rule that waits for another is run again with it (`ancient`
# would hide changes of its own inputs).
onstart:
    from remesas.core.logs import share_hold
    from remesas.harmonise.coverage import Coverage
    from remesas.ingest.observations import check_raw
    from remesas.plan.hold import check_space, hold_folder

    try:
        check_space()
        if IN_BATCH:  # the build that it belongs to holds the folder, and has checked the snapshots
            share_hold()
        else:
            hold_folder(workflow.pathvars.apply("<processed>"))  # until this process ends
            observations = check_raw(METADATA, CATALOG)
            for economy in planned_economies():
                check_economy(economy, CATALOG, SETTINGS.bases)  # one of a target need not be in the configuration
                coverage = Coverage.of(observations, CATALOG, bases_of(economy), economy)
                coverage.check_vintages(SETTINGS.vintages)
                coverage.check_last_year(SETTINGS.years.last)
                REMARKS.extend(coverage.describe_partial_years(SETTINGS.vintages, SETTINGS.years.last))
    except (DataError, OSError) as error:
        refuse(error)
    if workflow.local_exec:  # the limit of jobs a second is for clusters; waiting for it keeps a core busy
        workflow.scheduler.job_rate_limiter = None


rule ingest_source:
    input:
        snapshots=lambda wildcards: [
            str(path) for path in RAW_FILES if path.relative_to(RAW).parts[0] == wildcards.source
        ],
        catalog=lambda wildcards: [*catalog("sources", "areas"), *series_of(wildcards.source)],
        article=lambda wildcards: printed_of(wildcards.source),
        code=code("ingest_source"),
    output:
        observations="<processed>/observations/{source}.csv",
        snapshots="<processed>/snapshots/{source}.csv",
    log:
        "<processed>/logs/ingest_source.{source}.log",
    conda:
        "../envs/remesas.yaml"
    resources:
        mem_mb=500,
        runtime=5,
    message:
        "Reading the snapshots of {wildcards.source}"
    script:
        "../scripts/ingest_source.py"


rule list_snapshots:
    input:
        snapshots=expand("<processed>/snapshots/{source}.csv", source=sorted(HELD_SOURCES)),
        settings=settings("vintages"),
        code=code("list_snapshots"),
    output:
        "<processed>/snapshots.csv",
    log:
        "<processed>/logs/list_snapshots.log",
    conda:
        "../envs/remesas.yaml"
    resources:
        mem_mb=500,
        runtime=5,
    message:
        "Listing the snapshots that are known on the chosen dates"
    script:
        "../scripts/list_snapshots.py"
