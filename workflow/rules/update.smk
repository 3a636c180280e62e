# Newer data from the providers: the only target that needs the network, never part of a build.
#   in:  what the catalog says can be asked, or of that the providers and series that are named on the command line:
#        --config 'fetch=[banxico]' 'fetch_series=[banxico:SE27803]'; or, of what has an archive, earlier versions:
#        --config 'fetch_versions=["2004-04"]'
#   out: raw/{source}/{vintage}/, which the next build sees
#
# The rule has no outputs, so that it runs whenever it is asked for; on a cluster it runs beside Snakemake, where there is a
# network. The script reads tokens from the environment: a parameter would be stored in clear under .snakemake.

FETCHABLE = [name for name, entry in CATALOG.sources.items() if any(data.fetch for data in entry.datasets.values())]
ASKED = config.get("fetch") or FETCHABLE


rule fetch:
    input:
        catalog=catalog("sources"),
    log:
        "<processed>/logs/fetch.log",
    localrule: True
    conda:
        "../envs/remesas.yaml"
    resources:
        mem_mb=500,
        runtime=60,
    params:
        raw=str(RAW),
        sources=ASKED,
        series=config.get("fetch_series", []),
        versions=config.get("fetch_versions", []),
    message:
        f"Asking for newer data: {', '.join(ASKED)}"
    script:
        "../scripts/fetch.py"
