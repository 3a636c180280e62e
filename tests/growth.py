"""How the work of a brief grows with vintages, statements and years: ./remesas benchmark growth.

The stages that read them are called in one process on what the last build has left, once as it is and once with much
more of one thing; compared are their seconds of processor time, the shorter of two calls each. Writes the table between
the marks of docs/scale.md.
"""

import time
from collections.abc import Callable, Iterator

import pandas as pd

from remesas.catalog.catalog import Catalog
from remesas.catalog.loading import load_catalog
from remesas.catalog.uses import references_of
from remesas.claims.ledger import evaluate_claims
from remesas.claims.loading import load_claims
from remesas.core.files import read_frames
from remesas.core.frames import ANNUAL, OBSERVATIONS
from remesas.core.vintages import SERIES_KEY, mark_in_use
from remesas.derive.indicators import Spans, derive_indicators, read_context
from remesas.harmonise.annual import to_annual
from remesas.tables.fill import fill_basis
from support.project import ARTICLE, ROOT, replace_between

DOCUMENT = ROOT / "docs/scale.md"
BEGIN, END = "<!-- growth -->", "<!-- end of growth -->"
VINTAGES, CLAIMS, FIRST, BASE, LAST = 10, 1000, 1991, 2003, 2100
NEWEST = {"default": "newest"}


def take_time(work: Callable[..., object], *arguments: object) -> float:
    seconds = []
    for _ in range(2):
        began = time.process_time()
        work(*arguments)
        seconds.append(time.process_time() - began)
    return min(seconds)


def add_vintages(observations: pd.DataFrame) -> pd.DataFrame:
    """Each series in ten vintages: its newest one again, as if it had been obtained in each of some later years."""
    newest = observations[mark_in_use(observations, NEWEST)]
    held = observations.groupby(SERIES_KEY)["vintage"].transform("nunique").loc[newest.index]
    added = [newest[held < VINTAGES - n].assign(vintage=str(2100 + n)) for n in range(VINTAGES - 1)]
    return pd.concat([observations, *added], ignore_index=True)


def add_years(annual: pd.DataFrame) -> pd.DataFrame:
    """Each series with its last value in every year up to 2100."""
    last = annual.loc[annual.groupby([*SERIES_KEY, "vintage"])["time_period"].idxmax()]
    years = range(int(last["time_period"].min()) + 1, LAST + 1)
    added = [last[last["time_period"] < year].assign(time_period=year) for year in years]
    return pd.concat([annual, *added], ignore_index=True)


def fill_and_derive(annual: pd.DataFrame, catalog: Catalog, last: int) -> int:
    """Cells of all bases and what is derived from them; returns their number."""
    economy, used = catalog.article.economy, annual[annual["in_use"]].reset_index(drop=True)
    cells = pd.concat(
        [fill_basis(used, catalog, basis, economy, range(FIRST, last + 1), annual) for basis in catalog.bases],
        ignore_index=True,
    )
    context = {basis: read_context(used, catalog.context(basis, economy), economy) for basis in catalog.bases}
    return len(derive_indicators(cells, context, Spans(((FIRST, last),), BASE), catalog))


def measure(catalog: Catalog) -> Iterator[tuple[str, str, str, float, float]]:
    """What is done, from how much, to how much, seconds before and after."""
    observations = read_frames(sorted((ROOT / "processed/observations").glob("*.csv")), OBSERVATIONS)
    more = add_vintages(observations)
    each = [observations, more]
    counts = [f"{rows.groupby(SERIES_KEY)['vintage'].nunique().mean():.1f} vintages a series" for rows in each]
    yield "summing to years", *counts, *(take_time(to_annual, rows, catalog) for rows in each)

    annual = read_frames(sorted((ROOT / "processed/annual").glob("*.csv")), ANNUAL)
    claims = load_claims(catalog)
    copies = [claim.model_copy(update={"id": f"{claim.id}-{n}"}) for n in range(1, CLAIMS) for claim in claims.claims]
    larger = claims.model_copy(update={"claims": (*claims.claims, *copies)[:CLAIMS]})
    seconds = [take_time(evaluate_claims, annual, catalog, asked) for asked in (claims, larger)]
    yield "evaluating statements", *(f"{len(asked.claims)} statements" for asked in (claims, larger)), *seconds

    areas = {area for _, area in references_of(catalog, catalog.bases, catalog.article.economy)}
    own = annual[annual["ref_area"].isin(areas)].reset_index(drop=True)
    last = int(own["time_period"].max())
    seconds = [
        take_time(fill_and_derive, own, catalog, last),
        take_time(fill_and_derive, add_years(own), catalog, LAST),
    ]
    yield "filling tables, shares and growth", *(f"years {FIRST} to {until}" for until in (last, LAST)), *seconds


def describe(catalog: Catalog) -> str:
    rows = ["| work | from | to | s | s | times |", "| --- | --- | --- | ---: | ---: | ---: |"]
    for work, before, after, short, long in measure(catalog):
        rows.append(f"| {work} | {before} | {after} | {short:.2f} | {long:.2f} | {long / short:.1f} |")
        print(rows[-1], flush=True)
    return "\n".join(rows)


def main() -> None:
    replace_between(DOCUMENT, BEGIN, END, describe(load_catalog(ROOT / "workflow/catalog", ARTICLE)))


if __name__ == "__main__":
    main()
