"""Run a fetch: ask every provider for what the catalog says can be had; one's failure stops no other."""

from __future__ import annotations

import datetime as dt
import traceback
from collections.abc import Callable, Collection, Iterable, Mapping
from concurrent.futures import Future
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Thread
from typing import Any, Literal

from remesas.catalog.catalog import Catalog
from remesas.core.errors import DataError
from remesas.ingest.snapshots import Obtained
from remesas.update.acceptance import Accepted, Candidate, TakenError, accept_candidate, store_snapshot
from remesas.update.fetch import PROVIDERS
from remesas.update.fetch.base import Delivery, Order, Problem, Provider, make_order
from remesas.update.fetch.http import CLIENT, Client, Conditions, ProviderError, UnavailableError

State = Literal["new", "unchanged", "not asked", "failed"]
Tell = Callable[[str], None]


@dataclass(frozen=True)
class Outcome:
    """What became of one dataset."""

    source: str
    dataset: str
    state: State
    text: str
    problems: tuple[Problem, ...] = ()
    is_down: bool = False
    is_open: bool = False

    @property
    def is_failure(self) -> bool:
        """Whether something did not come that was asked for by an id seen at the provider, or by name."""
        failed = self.state == "failed" and not self.is_open
        return failed or self.is_down or any(not problem.is_open for problem in self.problems)


def list_fetchable(catalog: Catalog) -> dict[str, tuple[str, ...]]:
    """The datasets of each source that can be fetched.

    Raises:
        DataError: If the catalog wants to fetch from a source that has no provider.
    """
    found = {
        source: tuple(name for name, dataset in entry.datasets.items() if dataset.fetch is not None)
        for source, entry in catalog.sources.items()
    }
    for source, datasets in found.items():
        if datasets and source not in PROVIDERS:
            raise DataError(
                f"{source} has a fetch block, but no provider.",
                file="workflow/catalog/sources.yaml",
                remedy="add a module to workflow/remesas/update/fetch/, or remove the block.",
            )
    return {source: datasets for source, datasets in found.items() if datasets}


def fetch_all(
    catalog: Catalog,
    raw: Path,
    environment: Mapping[str, str],
    tell: Tell,
    sources: Iterable[str] = (),
    series: Iterable[str] = (),
    versions: Iterable[str] = (),
    *,
    conditions: Conditions | None = None,
    now: dt.datetime | None = None,
) -> list[Outcome]:
    """Ask the providers and store what is new.

    Args:
        catalog: Says what to ask for.
        raw: The folder of snapshots.
        environment: Holds the tokens.
        tell: Takes lines of progress.
        sources: The providers to ask; all if empty.
        series: The series to ask for, as ``source:series``; all if empty.
        versions: Earlier versions to ask for in place of today's, as ``YYYY-MM``, of datasets that have an archive.
        conditions: What the client bears with, and how it reaches the providers.
        now: The time of asking; its day is the vintage of what has none of its own. By default that of the clock.

    Returns:
        What became of each dataset, in the catalog's order.

    Raises:
        DataError: If a series or a version is named that no provider can be asked for.
    """
    datasets = list_fetchable(catalog)
    asked_versions = tuple(dict.fromkeys(versions))
    if asked_versions:
        datasets = _list_archived(catalog, datasets)
    wanted = frozenset(series)
    for reference in sorted(wanted):
        source = reference.partition(":")[0]
        dataset = catalog.series_of(reference, "the series to fetch").dataset
        if dataset not in datasets.get(source, ()):
            raise DataError("this series cannot be fetched.", series=reference, remedy="register a file of it.")
    chosen = set(sources) or set(datasets)
    if wanted:
        chosen &= {reference.partition(":")[0] for reference in wanted}
    time = now or dt.datetime.now(dt.UTC)
    run = _Run(catalog, raw, environment, conditions or Conditions(), wanted, asked_versions, tell, time)
    asked = [source for source in datasets if source in chosen]
    if asked_versions and not asked:
        raise DataError(
            f"none of {', '.join(sorted(chosen))} gives earlier versions ({', '.join(asked_versions)}).",
            remedy=f"ask for them from {', '.join(datasets)}.",
        )
    # The providers are different machines: a slow one need not hold up the others.
    parts = [_in_thread(_ask_source, run, source, datasets[source]) for source in asked]
    return [outcome for part in parts for outcome in part.result()]


def _list_archived(catalog: Catalog, datasets: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """Those of the datasets whose earlier versions can be asked for."""
    archived = {
        source: tuple(name for name in names if getattr(catalog.sources[source].datasets[name].fetch, "archive", None))
        for source, names in datasets.items()
    }
    return {source: names for source, names in archived.items() if names}


def _in_thread(ask: Callable[..., list[Outcome]], *arguments: Any) -> Future[list[Outcome]]:
    """Begin in a thread that ends with the program, so that an interrupt need not wait for a provider."""
    future: Future[list[Outcome]] = Future()

    def run() -> None:
        try:
            future.set_result(ask(*arguments))
        except BaseException as error:
            future.set_exception(error)

    Thread(target=run, daemon=True).start()
    return future


def succeeded(outcomes: Collection[Outcome]) -> bool:
    """Whether something was asked for and all of it came."""
    return any(outcome.state != "not asked" for outcome in outcomes) and not any(item.is_failure for item in outcomes)


def summarise(outcomes: Collection[Outcome]) -> list[str]:
    """The lines that end a fetch: what came, what did not, and why."""
    lines = ["", "Summary of the fetch", *([] if outcomes else ["  nothing was asked for"])]
    for outcome in outcomes:
        lines.append(f"  {outcome.source} {outcome.dataset}: {outcome.state}: {outcome.text}")
        lines += [f"    {problem.series} did not come: {problem.text}." for problem in outcome.problems]
    if any(outcome.is_failure for outcome in outcomes):
        lines.append("Not everything came. The last vintages stay in use; nothing that was there has changed.")
    if any(outcome.state == "new" for outcome in outcomes):
        lines.append("Run `./remesas build` to bring the brief up to date.")
    return lines


@dataclass(frozen=True)
class _Run:
    """What all providers of one fetch share."""

    catalog: Catalog
    raw: Path
    environment: Mapping[str, str]
    conditions: Conditions
    series: frozenset[str]
    versions: tuple[str, ...]
    tell: Tell
    now: dt.datetime

    @property
    def today(self) -> dt.date:
        """The day of asking."""
        return self.now.date()


def _ask_source(run: _Run, source: str, datasets: tuple[str, ...]) -> list[Outcome]:
    """All datasets of one provider, one after the other."""
    provider = PROVIDERS[source]
    token = run.environment.get(provider.token.variable, "").strip() if provider.token else ""
    if provider.token and provider.token.required and not token:
        text = f"{provider.token.variable} is not set (get one at {provider.token.where})"
        return [Outcome(source, dataset, "not asked", text) for dataset in datasets]

    def tell(text: str) -> None:
        run.tell(f"{source}: {text}")

    outcomes: list[Outcome] = []
    with closing(Client(provider.hosts, token, provider.pace, run.conditions, tell)) as client:
        orders = (
            replace(make_order(run.catalog, source, name, run.series, run.today), version=version)
            for name in datasets
            for version in run.versions or ("",)
        )
        for order in (order for order in orders if order.series):
            if down := next((outcome for outcome in outcomes if outcome.is_down), None):
                text = f"not tried, since the provider did not answer for {down.dataset}"
                outcomes.append(replace(down, dataset=order.dataset, text=text))
            else:
                outcomes.append(_ask_dataset(run, provider, order, client))
    return outcomes


def _ask_dataset(run: _Run, provider: Provider, order: Order, client: Client) -> Outcome:
    """One dataset; whatever goes wrong is part of the outcome."""
    is_open = not run.series and all(entry.id_status != "verified" for entry in order.series.values())
    try:
        outcome = _store_delivery(run, order, provider.fetch(order, client), client)
    except UnavailableError as error:
        outcome = Outcome(order.source, order.dataset, "failed", client.redact(str(error)), is_down=True)
    except (ProviderError, DataError) as error:
        outcome = Outcome(order.source, order.dataset, "failed", client.redact(str(error)), is_open=is_open)
    except Exception:
        # A fault of this program must not stop the other providers, and its traceback may hold a secret.
        outcome = Outcome(order.source, order.dataset, "failed", client.redact(traceback.format_exc()))
    client.tell(f"{order.dataset}: {outcome.state}")
    return outcome


def _store_delivery(run: _Run, order: Order, delivery: Delivery, client: Client) -> Outcome:
    """Store what came, if it is accepted and new."""
    problems = tuple(_describe_problem(run, order, problem, client) for problem in delivery.problems)
    if delivery.parsed.frame.empty:
        is_open = all(problem.is_open for problem in problems)
        return Outcome(order.source, order.dataset, "failed", "no series came", problems, is_open=is_open)
    accepted = _accept_delivery(run, order, delivery)
    if not accepted.changes:
        return Outcome(order.source, order.dataset, "unchanged", str(accepted.changes), problems)
    store_snapshot(accepted, run.raw)
    text = f"vintage {accepted.snapshot.vintage}: {accepted.changes}"
    return Outcome(order.source, order.dataset, "new", text, problems)


def _describe_problem(run: _Run, order: Order, problem: Problem, client: Client) -> Problem:
    """A problem without secrets; one of an id that was never seen at the provider is open, unless asked for by name."""
    status = order.series[problem.series].id_status
    unseen = " (its id is from others' programs and was never seen at the provider)" if status == "unverified" else ""
    return Problem(problem.series, client.redact(problem.text) + unseen, status != "verified" and not run.series)


def _accept_delivery(run: _Run, order: Order, delivery: Delivery) -> Accepted:
    """Check what came, as of the provider's own date or, where that vintage is taken, as of today."""
    today = run.today.isoformat()
    for vintage in dict.fromkeys((delivery.vintage or today, order.version or today)):
        try:
            return accept_candidate(_make_candidate(run, order, delivery, vintage), run.catalog, run.raw, run.today)
        except TakenError:
            continue
    raise DataError(
        f"vintage {order.version or today} of it is stored already, and differs.",
        file=f"{run.raw}/{order.source}/{order.version or today}",
        remedy="a vintage is never overwritten."
        if order.version
        else "fetch again tomorrow: a vintage is never overwritten.",
    )


def _make_candidate(run: _Run, order: Order, delivery: Delivery, vintage: str) -> Candidate:
    host = delivery.address.split("/")[2]
    dated = f" The provider dates them {delivery.vintage}." if delivery.vintage else ""
    note = " ".join([f"Asked from the provider's interface ({host}).{dated}", *delivery.parsed.notes])
    return Candidate(
        source=order.source,
        dataset=order.dataset,
        vintage=vintage,
        frame=delivery.parsed.frame,
        units=delivery.parsed.units,
        titles=delivery.parsed.titles,
        obtained=Obtained(
            how="provider-api",
            note=note,
            url=delivery.address,
            retrieved=f"{run.now.astimezone(dt.UTC):%Y-%m-%dT%H:%M:%SZ}",
            client=CLIENT,
        ),
        file=f"answer of {host}",
    )
