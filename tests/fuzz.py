"""What becomes of damaged files and wrong configurations: ./remesas fuzz [NUMBER [SEED]]; `10-10` is the tenth alone.

Files as providers write them are damaged (bytes, slices, hostile values; in archives their parts, too) and registered
with an empty folder of snapshots or one that has some. The configuration is changed as text and as what it says, and
read as the Snakefile reads it; every fiftieth is given to Snakemake itself, as a file or by `--config`. Each must be
taken, or refused in a sentence: anything else that is raised is a fault, and is printed.
"""

import contextlib
import copy
import datetime as dt
import io
import json
import random
import re
import shutil
import sys
import tempfile
import traceback
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from remesas.brief.words.locales import available
from remesas.catalog.config import check_config, parse_config
from remesas.catalog.loading import load_catalog, read_yaml
from remesas.core.errors import DataError
from remesas.ingest.raw_folder import list_files, list_metadata, vintages_of
from remesas.update import register
from remesas.update.command import main as command
from support import biff
from support.exports import BANK, INEGI, LONG, WIDE, html, text, xlsx, zipped
from support.project import ROOT, copy_raw, run_snakemake
from support.receipts import receipts
from support.small import write_project
from support.turns import read_turns

TODAY = dt.date(2026, 11, 27)
REMITTANCES, TRADE, WDI = ("banxico", "remittances"), ("inegi", "bie-trade"), ("worldbank", "wdi")
PLAIN = "series_id,period,value\n" + "".join(f"SE27803,2024-{month:02},{5000 + month}.5\n" for month in range(1, 13))
SDMX = "FREQ,REF_AREA,SERIES,UNIT_MEASURE,UNIT_MULT,TIME_PERIOD,OBS_VALUE\n" + "".join(
    f"M,MEX,SE27803,USD,6,2024-{month:02},{5000 + month}.5\n" for month in range(1, 13)
)


def without_time(archive: bytes) -> bytes:
    """An archive without the moment at which it was made: the same seed does the same damage tomorrow."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as made, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as kept:
        for item in made.infolist():
            content = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", b"2026-11-27T00:00:00Z", made.read(item))
            kept.writestr(zipfile.ZipInfo(item.filename), content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


VALID: Mapping[str, tuple[bytes, tuple[str, str]]] = {
    "plain.csv": (PLAIN.encode(), REMITTANCES),
    "sdmx.csv": (SDMX.encode(), REMITTANCES),
    "tidy.csv": (receipts(("2026-01", "4594000000")).encode(), REMITTANCES),
    "answer.json": (json.dumps({"bmx": {"series": [{"idSerie": "SE27803", "datos": []}]}}).encode(), REMITTANCES),
    "wide.csv": (text(WIDE).encode("latin-1"), REMITTANCES),
    "long.csv": (text(LONG, ";").encode(), REMITTANCES),
    "long.xlsx": (without_time(xlsx(LONG)), REMITTANCES),
    "long.xls": (biff.workbook(LONG), REMITTANCES),
    "page.xls": (html(LONG).encode(), REMITTANCES),
    "inegi.csv": (text(INEGI).encode(), TRADE),
    "inegi.xlsx": (without_time(xlsx(INEGI)), TRADE),
    "bank.csv": (text(BANK).encode(), WDI),
    "bank.zip": (without_time(zipped(data=text(BANK))), WDI),
    "bank.xlsx": (without_time(xlsx(BANK)), WDI),
}
WIDE_DIGITS = "\uff12\uff10\uff12\uff14"
HOSTILE = [
    b"\x00", b"\r", b"\n", b'"', b";", b"\t", b"\xff\xfe", b"\xef\xbb\xbf", WIDE_DIGITS.encode(), "²".encode(),
    b"=1+1", b"'", b"-", b"+", b"nan", b"inf", b"1e309", b"1e99999999", b"1_000", b"-0", b"9" * 400, b"0000-00",
    b"9999-99", b"2024-13", b"</table>", b"<![x", b"<!--", b"\xed\xa0\x80", "\u202e".encode(), b"PK\x03\x04", b"N/E",
    b"," * 300, b"2024-Q5",
]  # fmt: skip
"""What stands in a file that means no good, or was made by a program that did."""
WRONG: list[Any] = [
    None, "", 0, -1, 1e309, float("nan"), True, [], {}, [[]], [None], {"a": 1}, "newest", "previous", WIDE_DIGITS,
    "1991", 99999, "2026-02-30", "../..", "/", "a b", "\x00", "\u202e", "x" * 500, dt.date(2020, 1, 1),
    [["national"]], [1991, 1991], {1: 2}, "{processed}", "<raw>", "en", ["EN"], ["html", "html"], [[2003, 1991]],
    "MEX", "M\nX", b"\xff", {"default": None},
]  # fmt: skip
"""Values that a key of the configuration may be given by mistake."""
RAW_ERROR = re.compile(r"Traceback|^(?!Workflow|Data)[A-Z]\w*(?:Error|Exception)\b", re.M)
"""How Snakemake shows what nobody has foreseen."""
SAID = {"taken": "taken", "refused": "refused", "at fault": "fault"}
Fault = tuple[str, BaseException]


# ---- damage ----------------------------------------------------------------------------------------------------------
def damage(content: bytes, chance: random.Random) -> bytes:
    """A content with one to four faults."""
    if content.startswith(b"PK") and chance.random() < 0.7:
        return damage_archive(content, chance)
    made = bytearray(content)
    for _ in range(chance.randint(1, 4)):
        first = chance.randrange(len(made) + 1)
        last = min(len(made), first + chance.choice([1, 1, 4, 40, len(made)]))
        made[first:last] = chance.choice(
            [b"", chance.randbytes(last - first), made[first:last] * 2, chance.choice(HOSTILE), chance.choice(HOSTILE)]
        )
    return bytes(made)


def damage_archive(content: bytes, chance: random.Random) -> bytes:
    """An archive of which one member is damaged, lacks or stands there twice."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = [(item.filename, archive.read(item)) for item in archive.infolist()]
    place = chance.randrange(len(members))
    name, inside = members[place]
    members[place : place + 1] = chance.choice([[], [(name, damage(inside, chance))], [(name, damage(inside, chance))]])
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", chance.choice([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])) as archive:
        for name, inside in members:
            archive.writestr(zipfile.ZipInfo(name), inside, archive.compression)
    return stream.getvalue()


def damage_config(config: Mapping[str, Any], chance: random.Random) -> bytes:
    """A configuration of which a value, a key or the text is wrong."""
    changed = copy.deepcopy(dict(config))
    if chance.random() < 0.3:
        return damage(yaml.safe_dump(changed).encode(), chance)
    for _ in range(chance.randint(1, 2)):
        place: Any = changed
        key = chance.choice(list(place))
        while isinstance(place[key], dict | list) and place[key] and chance.random() < 0.6:
            place = place[key]
            key = chance.choice(list(place) if isinstance(place, dict) else range(len(place)))
        if isinstance(place, dict) and chance.random() < 0.2:
            place[chance.choice([f"{key}s", "x", 1, None, TODAY])] = place.pop(key)
            break
        place[key] = copy.deepcopy(chance.choice(WRONG))
    return yaml.dump(changed, allow_unicode=True).encode()


# ---- what becomes of it ----------------------------------------------------------------------------------------------
def register_damaged(turns: range, chance: random.Random, folder: Path) -> Iterator[tuple[str, Fault | None]]:
    """Register damaged files: what became of each, and the fault if there was one."""
    register.load_catalog = cache(register.load_catalog)  # type: ignore[attr-defined]
    held, empty = copy_raw(folder, "banxico/2026-07-01"), folder / "empty"
    for turn in range(1, turns.stop):
        name = chance.choice(list(VALID))
        content, (source, dataset) = VALID[name]
        path, raw = folder / name, chance.choice([held, empty])
        path.write_bytes(damage(content, chance))
        if turn not in turns:
            continue
        before = set(raw.rglob("*.csv"))
        options = ["--source", source, "--dataset", dataset, "--vintage", "2026-11-01", "--raw", str(raw)]
        outcome, fault = judge(lambda: command(["register", str(path), *options], TODAY))  # noqa: B023
        for made in {*raw.rglob("*.csv")} - before:
            shutil.rmtree(made.parent)
        yield outcome, fault and (f"{turn} {name}", fault)


def judge(run: Callable[[], int]) -> tuple[str, BaseException | None]:
    """What becomes of a run: taken, refused, or a fault."""
    said = io.StringIO()
    try:
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            status = run()
    except DataError:
        return "refused", None
    except Exception as error:
        return "fault", error
    return ("refused", None) if status else ("taken", None)


def configure_wrongly(turns: range, chance: random.Random, folder: Path) -> Iterator[tuple[str, Fault | None]]:
    """Read wrong configurations: what became of each, and the fault if there was one."""
    catalog, raw = load_catalog(ROOT / "workflow" / "catalog"), ROOT / "raw"
    vintages = vintages_of(list_metadata(list_files(raw), raw))
    languages = available(ROOT / "workflow" / "locales")
    config = yaml.safe_load((ROOT / "config.yaml").read_text(encoding="utf-8"))
    config |= {"fetch": ["banxico"], "fetch_versions": ["2004-04"], "pathvars": {"raw": "raw", "reports": "r"}}
    path = folder / "config.yaml"

    def read() -> int:
        check_config(parse_config(read_yaml(path)), catalog, vintages, languages, TODAY)
        return 0

    for turn in range(1, turns.stop):
        path.write_bytes(damage_config(config, chance))
        if turn not in turns:
            continue
        outcome, fault = judge(read)
        yield outcome, fault and (f"{turn} {path.read_bytes()!r}", fault)


def plan_wrongly(turns: range, chance: random.Random, folder: Path) -> Iterator[tuple[str, Fault | None]]:
    """Hand wrong configurations to Snakemake itself, every other one by ``--config``."""
    project = write_project(folder / "project")
    path = project / "config.yaml"
    right = path.read_bytes()
    config = yaml.safe_load(right)
    for turn in turns:
        path.write_bytes(right)
        arguments = ["-n"]
        if turn % 2:
            key = chance.choice([*config, "fetch", "pathvars"])
            # what is no mapping Snakemake looks at before anything of the project: ./remesas refuses it before that
            wrong = [item for item in WRONG[:-2] if key != "pathvars" or isinstance(item, dict)]
            arguments += ["--config", f"{key}={json.dumps(chance.choice(wrong), default=str)}".replace("\\u0000", "?")]
        else:
            path.write_bytes(damage_config(config, chance))
        said = run_snakemake(project, *arguments)
        raw = re.search(
            r"Traceback|^\w*(Key|Type|Value|Attribute|Index|Assertion|OS|Unicode)\w*Error", said.stdout, re.M
        )
        shown = f"{turn} {arguments[1:] or path.read_bytes()!r}"
        if raw:
            yield "fault", (shown, RuntimeError(said.stdout[-2000:]))
        else:
            yield "refused" if said.returncode else "taken", None


def main(number: str = "1000", seed: str = "14") -> None:
    asked, failed = read_turns(number), False
    turns = range(asked.start + 1, asked.stop + 1)
    kinds = {"files": (register_damaged, turns), "configurations": (configure_wrongly, turns)}
    for kind, (attempt, chosen) in (kinds | {"plans": (plan_wrongly, range(len(turns) // 50))}).items():
        counts: Counter[str] = Counter()
        with tempfile.TemporaryDirectory() as folder:
            for outcome, fault in attempt(chosen, random.Random(f"{kind} {seed}"), Path(folder)):
                counts[outcome] += 1
                if fault:
                    show(*fault)
        failed |= counts["fault"] > 0
        said = ", ".join(f"{title} {counts[key]}" for title, key in SAID.items())
        print(f"{kind}: {counts.total()}, {said}", flush=True)
    sys.exit(failed)


def show(what: str, error: BaseException) -> None:
    where = [f"{Path(frame.filename).name}:{frame.lineno}" for frame in traceback.extract_tb(error.__traceback__)]
    print(f"{what[:300]}\n  {type(error).__name__}: {str(error)[:2000]} ({', '.join(where[-8:])})", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
