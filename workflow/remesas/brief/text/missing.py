"""Tell which columns of a brief have no figure at all: most of a brief of a small economy can be missing."""

from __future__ import annotations

from collections.abc import Iterator

from remesas.brief.context import Context


def tell_missing(context: Context) -> Iterator[str]:
    """For each table the sources of which no basis has a figure of any year; nothing if all have one."""
    t, build = context.language, context.build
    for name, frame in build.tables.items():
        held = set(frame.loc[frame["obs_value"].notna(), "indicator"])
        absent = [context.noun(column) for column in build.catalog.tables[name].columns if column not in held]
        if absent:
            yield t.gettext(
                "%(table)s: there is no figure of %(sources)s for any year, and what would follow from them is missing "
                "here.",
                table=t.translate(build.catalog.tables[name].title),
                sources=t.numbers.listed(absent),
            )
