from pathlib import Path

import pandas as pd
from library import logged

from remesas.claims.files import read_ledger
from remesas.claims.flips import find_flips, list_vintages, read_verdicts, write_feed, write_json, write_verdicts
from remesas.core.files import read_frame
from remesas.core.frames import COMPARISON, PRINTED_CHECKS, RANKED
from remesas.core.vintages import last_day
from remesas.plan.check import describe_check
from remesas.plan.declared import load_declared

with logged(snakemake.log[0]):
    catalog, ledger = load_declared(snakemake.input), read_ledger(snakemake.input.claims)
    accepted = read_verdicts(catalog.folder / "verdicts.csv")
    flips = find_flips(ledger, accepted, catalog)
    vintages = [vintage for entry in ledger.claims for vintage in list_vintages(entry).values()]
    article, newest = catalog.folder.name, max([catalog.article.published, *vintages], key=last_day)
    compared = read_frame(snakemake.input.comparison, COMPARISON), read_frame(snakemake.input.ranked, RANKED)
    comparison = pd.concat([frame for frame in compared if len(frame)] or compared, ignore_index=True)
    checks = read_frame(snakemake.input.checks, PRINTED_CHECKS)
    files = {name: Path(snakemake.input[name]) for name in ("comparison", "ranked", "checks", "claims")}
    texts = {
        "page": describe_check(catalog, ledger, comparison, checks, flips, bool(accepted), files),
        "verdicts": write_verdicts(ledger),
        "json": write_json(flips, article),
        "feed": write_feed(flips, article, catalog.article.title or catalog.article.name, newest),
    }
    for name, text in texts.items():
        Path(snakemake.output[name]).write_text(text, encoding="utf-8")
