"""The printed tables as a snapshot: numbers, areas, and the checksum of its file."""

import hashlib

import pandas as pd

from remesas.ingest.observations import describe_snapshots, read_all
from remesas.ingest.printed import read_printed
from support.project import ARTICLE


def test_every_number_is_an_observation(catalog) -> None:
    snapshots, frames = zip(*read_printed(catalog), strict=True)
    observations = pd.concat(frames)
    assert [snapshot.rows for snapshot in snapshots] == [65, 65] and len(observations) == 130
    of_2003 = observations[observations["time_period"] == "2003"].set_index("series")["obs_value"]
    assert of_2003["table1.remittances"] == 13266 and of_2003["table2.oil"] == 14406
    assert set(observations["ref_area"]) == {"MEX"} and set(observations["vintage"]) == {"2004"}


def test_the_list_of_snapshots_names_each_file_with_its_checksum(catalog) -> None:
    listed = describe_snapshots(*read_all([], catalog), catalog)
    for table in ("table1", "table2"):
        rows = listed[listed["file"] == f"articles/delgado-wise-2004/{table}.csv"]
        assert rows["sha256"].unique().tolist() == [hashlib.sha256((ARTICLE / f"{table}.csv").read_bytes()).hexdigest()]
        assert rows["series"].tolist() == sorted(name for name in catalog.series_from("article") if table in name)
    assert listed["series"].tolist() == sorted(catalog.series_from("article"))
