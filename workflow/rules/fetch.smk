# Newer data from the providers: targets of their own, the only ones that need the network, never part of a build.
# `fetch` asks all that the catalog says can be asked, `fetch_<source>` one of them.
#
# The rules have no outputs, so that they run whenever they are asked for; what they add to raw/, the next build sees.
# The script reads tokens from the environment: a parameter would be stored in clear under .snakemake.

FETCHABLE = [
    name for name, source in CATALOG.sources.items() if any(dataset.fetch for dataset in source.datasets.values())
]

for target, asked in {"fetch": FETCHABLE, **{f"fetch_{name}": [name] for name in FETCHABLE}}.items():

    rule:
        name:
            target
        log:
            f"<processed>/logs/{target}.log",
        params:
            raw=str(RAW),
            sources=asked,
            series=config.get("fetch_series", []),
        message:
            f"Asking for newer data: {', '.join(asked)}"
        script:
            "../scripts/fetch.py"
