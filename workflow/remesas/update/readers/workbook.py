"""Read a workbook (xls or xlsx) in a process of its own; run as a script, it is that process.

The library that reads workbooks makes room for every cell between the first and the last: a small file that is
damaged, or made so, can have it ask for more memory than there is and take the whole program down. Here it takes down
a process that has a limit, and the file is refused. The script imports nothing of the project.
"""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

MAX_CELLS = 2_000_000
"""More than any table export has; a small file that unpacks to more is no table."""
MEMORY = 900 << 20
SECONDS = 9
"""Of a processor; on one that others use, reading may last longer."""
PATIENCE = 20 * SECONDS
REFUSED = 3
"""The exit status that goes with a reason."""


def read_workbook(content: bytes) -> list[list[list[Any]]]:
    """The cells of each sheet: texts, numbers, dates as YYYY-MM-DD; an empty text where there is nothing.

    Raises:
        ValueError: With the reason, if it cannot be read.
    """
    try:
        result = subprocess.run(
            [sys.executable, "-I", __file__], input=content, capture_output=True, timeout=PATIENCE, check=False
        )
    except subprocess.TimeoutExpired:
        raise ValueError(f"it was not read within {PATIENCE} s") from None
    if result.returncode == REFUSED:
        raise ValueError(result.stderr.decode(errors="replace"))
    if result.returncode:
        raise ValueError("it is damaged, or asks for more memory or time than a table needs")
    sheets: list[list[list[Any]]] = json.loads(result.stdout)
    return sheets


def _read() -> int:
    import io
    import resource

    from python_calamine import CalamineError, CalamineWorkbook

    if sys.platform != "darwin":  # which refuses such a limit
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(sys.stdin.buffer.read()))
        sheets = [book.get_sheet_by_name(name) for name in book.sheet_names]
        if any(sheet.total_height * sheet.total_width > MAX_CELLS for sheet in sheets):
            raise ValueError(f"a sheet has more than {MAX_CELLS} cells")
        json.dump([sheet.to_python(skip_empty_area=False) for sheet in sheets], sys.stdout, default=_write_date)
    except (CalamineError, ValueError, OSError) as error:
        sys.stderr.write(str(error))
        return REFUSED
    return 0


def _write_date(value: Any) -> str:
    return f"{value:%Y-%m-%d}" if hasattr(value, "year") else str(value)


if __name__ == "__main__":
    sys.exit(_read())
