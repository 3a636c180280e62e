"""Write frames in the forms that other programs ask for: Parquet, and SDMX-CSV for tables of observations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from remesas.core.columns import Frame
from remesas.core.files import read_frame
from remesas.core.frames import ANNUAL, CELLS, OBSERVATIONS
from remesas.core.references import NO_COUNTERPART
from remesas.plan.packed import PACKED, name_file

SDMX = (CELLS, ANNUAL, OBSERVATIONS)
"""Frames whose rows are observations of a series."""
AGENCY = "REMESAS"
POWERS = {"thousand": 3, "million": 6, "billion": 9}
CODES = {"percent": "PT", "persons": "PS", "person": "PS", "index": "IX"}
"""Units by their code in lists of SDMX; money is called by its currency there as here."""


def write_forms(data: Path, target: Path, version: str) -> None:
    """Write every frame of a data package (``reports/data``) as Parquet, and those of observations as SDMX-CSV too."""
    import fastparquet  # type: ignore[import-untyped]

    for form in ("parquet", "sdmx"):
        (target / form).mkdir(parents=True)
    for frame in PACKED:
        rows = read_frame(data / name_file(frame), frame)
        fastparquet.write(str(target / f"parquet/{frame.name}.parquet"), rows, compression="SNAPPY", write_index=False)
        if frame in SDMX:
            code_observations(rows, frame, version).to_csv(
                target / f"sdmx/{frame.name}.csv", index=False, lineterminator="\n", encoding="utf-8"
            )


def code_observations(rows: pd.DataFrame, frame: Frame, version: str) -> pd.DataFrame:
    """Rows of a frame of ``SDMX`` as SDMX-CSV 2.0 has them.

    Returns:
        The same rows with the columns in capitals, after those that name structure and action: the unit parted into a
        code and a power of ten (``UNIT_MULT``), ``_Z`` where a dimension does not apply.
    """
    units = {text: code_unit(text) for text in rows["unit_measure"].unique()}
    coded = rows.assign(
        unit_measure=rows["unit_measure"].map(lambda text: units[text][0]),
        unit_mult=rows["unit_measure"].map(lambda text: units[text][1]),
        **{name: rows[name].replace("", NO_COUNTERPART) for name in frame.key if rows[name].dtype == "str"},
    )
    if "freq" not in coded:
        coded.insert(0, "freq", "A")
    named = coded.rename(columns=str.upper)
    for place, (name, value) in enumerate(_name_structure(frame, version)):
        named.insert(place, name, value)
    return named


def _name_structure(frame: Frame, version: str) -> Iterator[tuple[str, str]]:
    yield "STRUCTURE", "dataflow"
    yield "STRUCTURE_ID", f"{AGENCY}:{frame.name.upper()}({version})"
    yield "ACTION", "I"


def code_unit(text: str) -> tuple[str, int]:
    """A unit as a code of SDMX and a power of ten: ``USD million`` is ``("USD", 6)``."""
    words = [word for word in text.split() if word not in POWERS]
    power = next((POWERS[word] for word in text.split() if word in POWERS), 0)
    name = " ".join(words)
    return CODES.get(name, re.sub(r"\W+", "_", name.replace("/", "per")).upper()), power
