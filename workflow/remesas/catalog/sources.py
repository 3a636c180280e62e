"""Declare the providers of statistics, what they publish, and other publications."""

from __future__ import annotations

import datetime as dt

from remesas.catalog.entries import Address, Entry


class Fetch(Entry):
    """How a dataset is asked from its provider; a dataset without this is registered from files.

    ``unit`` is what the interface gives where it names none and it differs from the series' own; ``tables`` are those
    that can be had without a token; ``first`` is the first year asked for; ``archive`` is the provider's database of
    earlier versions, of which those that are named can be asked for.
    """

    unit: str | None = None
    tables: tuple[str, ...] = ()
    first: int | None = None
    archive: int | None = None


class Dataset(Entry):
    """A provider's table or database from which snapshots are taken; ``shipped`` vintages may not be lost."""

    title: str
    table: str | None = None
    shipped: tuple[str, ...] = ()
    fetch: Fetch | None = None


class Source(Entry):
    """A provider of statistics; ``url`` is its page, if it has one."""

    name: str
    url: Address = ""
    citation: str
    licence: str
    datasets: dict[str, Dataset]


class Citation(Entry):
    """Where a fact was read: author, title, place and date in ``text``, the address, and the day it was seen."""

    text: str
    url: Address
    seen: str


class Report(Entry):
    """The publication from which a figure is known that no table or file of the provider gave.

    ``page`` says where in it the figure stands, ``seen`` the day on which it was read at the address.
    """

    title: str
    address: str
    page: str
    seen: dt.date
