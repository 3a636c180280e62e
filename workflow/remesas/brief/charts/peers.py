"""Chart economies beside each other: what remittances are to each in the region, in percent of GDP."""

from __future__ import annotations

from remesas.brief.charts.bars import AmountPanel, Bar
from remesas.brief.context import Context
from remesas.brief.text.peers import find_compared_basis, list_neighbours, read_peers


def title_peers(context: Context) -> str:
    """What the figure shows, in a sentence."""
    t, own = context.language, context.build.scope.ref_area
    shares, weights = (read_peers(context, name) for name in ("share", "percent_of_gdp"))
    to_country = context.phrase(own).to
    if own in shares.values and own in weights.values:
        return t.gettext(
            "%(share)s of the world's remittances go %(to_country)s (%(year)s): %(weight)s of its GDP (%(before)s)",
            share=t.numbers.percent(shares.values[own]),
            year=t.numbers.year(shares.year),
            weight=t.numbers.percent(weights.values[own]),
            before=t.numbers.year(weights.year),
            to_country=to_country,
        )
    return t.gettext("Remittances %(to_country)s beside those of other economies", to_country=to_country)


def chart_percent_of_gdp(context: Context) -> AmountPanel | None:
    """Percent of GDP of the economy and its neighbours; None if no two of them have it."""
    t, shares = context.language, read_peers(context, "percent_of_gdp")
    held = shares.values.to_dict()
    areas = [area for area in (context.build.scope.ref_area, *list_neighbours(context)) if area in held]
    if len(areas) < 2:
        return None
    title = t.gettext(
        "Percent of GDP in the region, %(year)s (%(basis)s)",
        year=t.numbers.year(shares.year),
        basis=context.basis(str(find_compared_basis(context))),
    )
    own, ordered = context.build.scope.ref_area, sorted(areas, key=lambda area: -held[area])
    bars = tuple(Bar(context.place(area), held[area], t.numbers.amount(held[area], 1), area == own) for area in ordered)
    told = [bar for place, bar in enumerate(bars) if bar.own or place in (0, len(bars) - 1)]
    said = [t.gettext("%(source)s %(amount)s", source=bar.name, amount=bar.text) for bar in told]
    return AmountPanel(title, t.gettext("%(title)s: %(amounts)s.", title=title, amounts=t.numbers.listed(said)), bars)
