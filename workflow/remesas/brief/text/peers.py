"""Tell how the economy stands among others: its rank and share of the world, and what remittances are to each."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from remesas.brief.context import Context
from remesas.brief.measures import Measure
from remesas.brief.text.cells import CellOf, count_places, name_dollars, write_dollars
from remesas.core.rows import records


def find_compared_basis(context: Context) -> str | None:
    """The first basis on which economies are compared."""
    held = set(context.build.peers["basis"])
    return next((basis for basis in context.build.bases if basis in held), None)


def read_peers(context: Context, measure: str) -> Measure:
    """A measure of ``frames.PEERS``, the largest first, of ranks the first; no rows if economies are not compared."""
    rows = context.build.peers
    own = rows[(rows["basis"] == find_compared_basis(context)) & (rows["measure"] == measure)]
    return Measure(int(own["time_period"].iloc[0]) if len(own) else 0, {row.ref_area: row for row in records(own)})


def list_neighbours(context: Context) -> list[str]:
    """The declared neighbours that are not the economy itself, those that receive most first."""
    own = context.build.scope.ref_area
    amounts = read_peers(context, "amount").values
    areas = [area for area in context.build.country.neighbours if area != own]
    return sorted(areas, key=lambda area: -amounts.get(area, 0.0))


def tell_peers(context: Context) -> Iterator[str]:
    """Rank and share of the economy, the largest recipient, and percent of GDP beside the neighbours."""
    if find_compared_basis(context) is not None:
        yield from tell_rank(context)
        yield from _tell_percent_of_gdp(context)


def tell_rank(context: Context) -> Iterator[str]:
    """Rank and share of the world of the economy, and the largest recipient; nothing if economies are not compared."""
    if find_compared_basis(context) is None:
        return
    t, own, ranks = context.language, context.build.scope.ref_area, read_peers(context, "rank")
    held, basis = ranks.values, str(find_compared_basis(context))
    words: dict[str, str | Markup] = {
        "country": context.phrase(own).alone,
        "year": t.numbers.year(ranks.year),
        "count": t.numbers.amount(len(held)),
        "basis": context.basis(basis),
    }
    first = str(held.idxmin())
    if own not in held:
        yield t.gettext(
            "For %(year)s, the newest year in which most are known, there is no figure of what %(country)s received, "
            "and so no rank (%(basis)s).",
            **words,
        )
    else:
        words |= {
            "amount": _write_dollars(context, own),
            "share": _write_percent(context, "share", own),
        }
        if held[own] == 1:
            yield t.gettext(
                "In %(year)s %(country)s received more remittances than any other of %(count)s economies: "
                "%(amount)s, %(share)s of the world total (%(basis)s).",
                **words,
            )
            return
        yield t.gettext(
            "In %(year)s %(country)s ranked %(rank)s among %(count)s economies by remittances received: %(amount)s, "
            "%(share)s of the world total (%(basis)s).",
            rank=t.ordinal(int(held[own])),
            **words,
        )
        yield from _tell_other_amount(context, ranks.year)
    yield t.gettext(
        "First is %(place)s, with %(amount)s.",
        place=context.phrase(first).alone,
        amount=_write_dollars(context, first),
    )


def _tell_other_amount(context: Context, year: int) -> Iterator[str]:
    """What the basis that speaks first has for the same year, where it is not the one on which economies compare."""
    basis, table = context.build.bases[0], context.lead_table
    if table not in context.build.tables or table is None or basis == find_compared_basis(context):
        return
    amount = context.lead_values.get(year)
    if amount is not None:
        yield context.language.gettext(
            "By another definition (%(basis)s) it is %(amount)s.",
            basis=context.basis(basis),
            amount=write_dollars(context, float(amount), CellOf(table, basis, context.lead, year)),
        )


def _tell_percent_of_gdp(context: Context) -> Iterator[str]:
    t, own, shares = context.language, context.build.scope.ref_area, read_peers(context, "percent_of_gdp")
    held = shares.values
    if own not in held:
        return
    words = {"year": t.numbers.year(shares.year), "share": _write_percent(context, "percent_of_gdp", own)}
    if own in read_peers(context, "rank").values:
        yield t.gettext(
            "In %(year)s, the newest year for which GDP is known too, they came to %(share)s of GDP.", **words
        )
    else:
        yield t.gettext("In %(year)s remittances came to %(share)s of GDP.", **words)
    others = held[[area for area in list_neighbours(context) if area in held]]
    if len(others) > 1:
        low, high = str(others.idxmin()), str(others.idxmax())
        yield t.gettext(
            "In the %(count)s other economies of the region shown here they ranged from %(least)s (%(low)s) to "
            "%(most)s (%(high)s).",
            count=t.numbers.amount(len(others)),
            least=_write_percent(context, "percent_of_gdp", low),
            low=context.place(low),
            most=_write_percent(context, "percent_of_gdp", high),
            high=context.place(high),
        )


def _write_dollars(context: Context, area: str) -> Markup:
    row = read_peers(context, "amount").rows[area]
    return name_dollars(context, row.obs_value, context.provenances.of_peer(row))


def _write_percent(context: Context, measure: str, area: str) -> Markup:
    row = read_peers(context, measure).rows[area]
    text = context.language.numbers.percent(row.obs_value, count_places(row.obs_value))
    return context.number(text, row.obs_value, context.provenances.of_peer(row))
