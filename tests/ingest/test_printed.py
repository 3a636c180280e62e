"""The printed tables as a snapshot: numbers, areas, and the checksum of its file."""

import hashlib

import pandas as pd

from remesas.catalog.loading import load_catalog
from remesas.ingest.observations import describe_snapshots, read_all
from remesas.ingest.printed import read_printed
from support.project import ARTICLE, ROOT


def test_every_number_is_an_observation(catalog) -> None:
    snapshots, frames = zip(*read_printed(catalog), strict=True)
    observations = pd.concat(frames)
    assert [snapshot.rows for snapshot in snapshots] == [65, 65] and len(observations) == 130
    of_2003 = observations[observations["time_period"] == "2003"].set_index("series")["obs_value"]
    assert of_2003["table1.remittances"] == 13266 and of_2003["table2.oil"] == 14406
    assert set(observations["ref_area"]) == {"MEX"} and set(observations["vintage"]) == {"2004"}


def test_print_in_another_unit_of_money_is_kept_without_noise(tmp_path) -> None:
    (tmp_path / "article.yaml").write_text(
        "{name: N, published: '2014', citation: C, economy: GTM, lead: oil, "
        "tables: {t: {title: T, flow: gross, columns: [oil], unit: USD billion}}}",
        encoding="utf-8",
    )
    (tmp_path / "t.csv").write_text("year,oil\n2001,4.02\n2002,-0.3\n", encoding="utf-8")
    ((_, observations),) = read_printed(load_catalog(ROOT / "workflow" / "catalog", tmp_path))
    assert observations["obs_value"].tolist() == [4020.0, -300.0]  # 4.02 times 1000 is 4019.9999999999995
    assert set(observations["unit_measure"]) == {"USD million"}


def test_the_list_of_snapshots_names_each_file_with_its_checksum(catalog) -> None:
    listed = describe_snapshots(*read_all([], catalog), catalog)
    for table in ("table1", "table2"):
        rows = listed[listed["file"] == f"articles/delgado-wise-2004/{table}.csv"]
        assert rows["sha256"].unique().tolist() == [hashlib.sha256((ARTICLE / f"{table}.csv").read_bytes()).hexdigest()]
        assert rows["series"].tolist() == sorted(name for name in catalog.series_from("article") if table in name)
    assert listed["series"].tolist() == sorted(catalog.series_from("article"))
