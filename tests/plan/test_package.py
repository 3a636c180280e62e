"""The frames as a data package: what it says of each file is so, and the same frames give the same bytes."""

import csv
import gzip
import hashlib
import io
import json
from collections.abc import Callable

import pytest

from remesas.brief.contents import DICTIONARY, PACKAGE
from remesas.catalog.publication import Publication, read_publication
from remesas.core.frames import ANNUAL, DOUBTS, FRAMES, PEERS, SNAPSHOTS, STEPS
from remesas.plan.package import pack_frames
from remesas.plan.packed import LONG, PACKED, name_file
from support.project import ROOT

READERS: dict[str, Callable[[str], object]] = {
    "string": str,
    "number": float,
    "integer": int,
    "boolean": {"True": True, "False": False}.__getitem__,
}


def read_file(content: bytes) -> "csv.DictReader[str]":
    text = (gzip.decompress(content) if content[:2] == b"\x1f\x8b" else content).decode("utf-8")
    return csv.DictReader(io.StringIO(text))


def read_rows(content: bytes) -> list[dict[str, str]]:
    return list(read_file(content))


@pytest.fixture(scope="module")
def publication() -> Publication:
    return read_publication(ROOT / "CITATION.cff")


@pytest.fixture
def paths(tmp_path):
    """A file of two frames, that of one with the noise of binary sums, and two of one that has a file a provider."""

    def write(name: str, frame, **values: str) -> None:
        path = tmp_path / "processed" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        row = {
            column: values.get(column, "0" if entry.kind != "text" else "x") for column, entry in frame.columns.items()
        }
        path.write_text(f"{','.join(row)}\n{','.join(row.values())}\n", encoding="utf-8")

    write("steps.csv", STEPS, change_percent="0.30000000000000004", score="")
    write("peers.csv", PEERS, obs_status="A", obs_value="637.117897999997", indicator="")
    annual = next(frame for frame in FRAMES if frame.name == "annual")
    for source in ("a", "b"):
        write(f"annual/{source}.csv", annual, source=source, obs_status="A", in_use="True", obs_value="1.5")
    return sorted((tmp_path / "processed").rglob("*.csv"))


def test_files_of_a_frame_become_one_and_computed_numbers_lose_their_noise(paths, catalog, publication) -> None:
    files = dict(pack_frames(paths, catalog, publication))
    assert [row["source"] for row in read_rows(files["data/annual.csv.gz"])] == ["a", "b"]
    assert files["data/annual.csv.gz"][:10].hex() == "1f8b08000000000002ff", "neither a time nor a system is named"
    (step,) = read_rows(files["data/steps.csv"])
    assert (step["change_percent"], step["score"]) == ("0.3", "")
    assert read_rows(files["data/peers.csv"])[0]["obs_value"] == "637.117898"


def test_the_package_tells_of_each_file_what_it_holds(paths, catalog, publication) -> None:
    files = dict(pack_frames(paths, catalog, publication))
    package = json.loads(files[PACKAGE])
    resources = {entry["name"]: entry for entry in package["resources"]}
    assert list(resources) == [frame.name for frame in PACKED]
    for frame in PACKED:
        said, content = resources[frame.name], files[f"data/{name_file(frame)}"]
        assert said["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        assert (said.get("compression") == "gz") == (frame.name in LONG)
        assert all(field["description"] for field in said["schema"]["fields"]), frame.name
        assert f"`{said['path']}`" in files[DICTIONARY].decode()
    assert resources["steps"]["schema"]["primaryKey"] == STEPS.key
    assert "primaryKey" not in resources["peers"]["schema"], "a part of the key is empty"
    assert package["licenses"][0]["name"] == "CC-BY-4.0"
    assert {"title": "INEGI", "path": "https://www.inegi.org.mx/app/indicadores/"} in package["sources"]


def test_figures_of_sources_have_the_terms_of_their_sources(paths, tmp_path, catalog, publication) -> None:
    """What the project derives is its own to grant; what it passes on is not."""
    terms = {
        "banxico": ["free use with attribution", "a single published figure"], "worldbank": ["CC BY 4.0"],
        "inegi": ["not among the rows of any other file"],
    }  # fmt: skip
    annual = [{"source": source} for source in ("worldbank", "banxico", "banxico")]
    snapshots = [{"source": source, "licence": text} for source, texts in terms.items() for text in texts]
    for name, frame, rows in (("annual/a.csv", ANNUAL, annual), ("snapshots.csv", SNAPSHOTS, snapshots)):
        with (tmp_path / "processed" / name).open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(frame.columns), restval="0")
            writer.writeheader()
            writer.writerows(rows)
    files = dict(pack_frames([*paths, tmp_path / "processed/snapshots.csv"], catalog, publication))
    package = json.loads(files[PACKAGE])
    resources = {entry["name"]: entry for entry in package["resources"]}
    assert resources["annual"]["licenses"] == [
        {"path": "snapshots.csv", "title": "Banco de México: free use with attribution"},
        {"path": "snapshots.csv", "title": "Banco de México: a single published figure"},
        {"name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/", "title": "World Bank: CC BY 4.0"},
    ]
    assert [source["title"] for source in resources["annual"]["sources"]] == ["Banco de México", "World Bank"]
    assert "licenses" not in resources["steps"] and "sources" not in resources["steps"], "those of the package"
    assert "observations, annual, revisions" in package["description"]


def test_of_frames_that_all_share_only_the_rows_of_an_economy_are_packed(tmp_path, catalog, publication) -> None:
    areas = {"annual": ANNUAL, "doubts": DOUBTS}
    for name, frame in areas.items():
        row = {column: "0" if entry.kind != "text" else "x" for column, entry in frame.columns.items()}
        lines = [",".join((row | {"ref_area": area}).values()) for area in ("GTM", "SLV", "USA")]
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.csv").write_text("\n".join([",".join(row), *lines, ""]), encoding="utf-8")
    files = dict(pack_frames(tmp_path.rglob("*.csv"), catalog, publication, {"GTM", "USA"}))
    for name in ("annual.csv.gz", "doubts.csv"):
        assert [row["ref_area"] for row in read_rows(files[f"data/{name}"])] == ["GTM", "USA"]


def test_the_same_frames_give_the_same_bytes_whatever_their_order(paths, catalog, publication) -> None:
    assert list(pack_frames(paths, catalog, publication)) == list(pack_frames(paths[::-1], catalog, publication))


def test_what_was_built_is_as_the_package_says(built) -> None:
    """Every value reads in its type, is one of those allowed, and no two rows have the same key."""
    folder = built / "reports/MEX" / "data"
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    assert {path.name for path in folder.iterdir()} == {
        *(entry["path"] for entry in package["resources"]),
        *("datapackage.json", "README.md"),
    }
    sources = {entry["title"] for entry in package["sources"]}
    for entry in package["resources"]:
        own = {licence["title"].partition(": ")[0] for licence in entry.get("licenses", ())}
        assert own == {source["title"] for source in entry.get("sources", ())} <= sources
        assert len(own) == {"observations": 25, "annual": 25, "revisions": 3}.get(entry["name"], 0), entry["name"]
        file, schema = read_file((folder / entry["path"]).read_bytes()), entry["schema"]
        rows = list(file)
        # the article's own data raise no doubt, and the rows of its tables are years
        assert bool(rows) == (entry["name"] != "ranked"), entry["name"]
        assert entry["name"] != "doubts" or not [row for row in rows if row["ref_area"] in ("MEX", "USA")]
        assert file.fieldnames == [field["name"] for field in schema["fields"]]
        for field in schema["fields"]:
            values = {row[field["name"]] for row in rows} - {""}
            assert all(READERS[field["type"]](value) is not None for value in values)
            assert values <= set(field.get("constraints", {}).get("enum", values)), (entry["name"], field["name"])
        keys = [tuple(row[name] for name in schema["primaryKey"]) for row in rows] if "primaryKey" in schema else []
        assert len(set(keys)) == len(keys)
