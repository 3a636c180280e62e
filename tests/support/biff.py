"""Writes a minimal Excel 97 workbook (BIFF8 in an OLE2 container), since no library that the project has can."""

import struct
from collections.abc import Sequence

SECTOR = 512
END, FAT, FREE, NONE = 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF, 0xFFFFFFFF


def workbook(rows: Sequence[Sequence[object]], sheet: str = "Hoja1") -> bytes:
    """A workbook of one sheet: texts and numbers, None for an empty cell."""
    start = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 0))
    name = sheet.encode("latin-1")
    bound = 4 + 4 + 2 + 2 + len(name)
    offset = len(start) + bound + 4
    stream = start + _record(0x0085, struct.pack("<IHBB", offset, 0, len(name), 0) + name) + _record(0x000A, b"")
    assert len(stream) == offset
    stream += _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 0, 0, 0))
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            stream += _cell(row, column, cell)
    return _container(stream + _record(0x000A, b""))


def _record(kind: int, content: bytes) -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def _cell(row: int, column: int, cell: object) -> bytes:
    place = struct.pack("<HHH", row, column, 0)
    if cell is None:
        return b""
    if isinstance(cell, int | float):
        return _record(0x0203, place + struct.pack("<d", cell))
    text = str(cell)
    return _record(0x0204, place + struct.pack("<HB", len(text), 1) + text.encode("utf-16-le"))


def _container(stream: bytes) -> bytes:
    """One stream, ``Workbook``, in sectors 0 to n, then the directory, then the allocation table."""
    stream = stream.ljust(max(4096, -(-len(stream) // SECTOR) * SECTOR), b"\0")
    used = len(stream) // SECTOR
    tables = -(-(used + 2) // (SECTOR // 4))
    while used + 1 + tables > tables * (SECTOR // 4):
        tables += 1
    chain = [*range(1, used), END, END, *[FAT] * tables]
    table = struct.pack(f"<{tables * SECTOR // 4}I", *chain, *[FREE] * (tables * SECTOR // 4 - len(chain)))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, tables, used, 0, 4096, END, 0, END, 0)
    places = [used + 1 + index for index in range(tables)]
    header += struct.pack("<109I", *places, *[FREE] * (109 - tables))
    root = _entry("Root Entry", 5, child=1, start=END, size=0)
    book = _entry("Workbook", 2, child=NONE, start=0, size=len(stream))
    return header + stream + root + book + bytes(2 * 128) + table


def _entry(name: str, kind: int, *, child: int, start: int, size: int) -> bytes:
    text = (name + "\0").encode("utf-16-le")
    return struct.pack(
        "<64sHBBIII16sI8s8sIII", text, len(text), kind, 1, NONE, NONE, child, b"", 0, b"", b"", start, size, 0
    )
