"""Plays the four providers, from the figures in raw/, with every fault that is known, in this process or another."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import httpx
import pandas as pd
import yaml
from werkzeug import Request, Response
from werkzeug.test import EnvironBuilder

from remesas.catalog.catalog import Catalog
from remesas.catalog.series import Series
from remesas.core.units import factor
from support import biff
from support.project import ROOT

TOKENS = {"BANXICO_TOKEN": "b4nx/MARK+ED", "INEGI_TOKEN": "1neg1-MARK-ED", "FRED_API_KEY": "fr3dMARKED"}
AREAS = {"MEX": ("MX", "Mexico"), "USA": ("US", "United States"), "WLD": ("1W", "World")}
SPANISH = ["Ene", "Feb", "Mar", "Abr", "May", "Jun", "Jul", "Ago", "Sep", "Oct", "Nov", "Dic"]
UNITS = {
    "USD": "Dólares", "USD thousand": "Miles de Dólares", "USD million": "Millones de Dólares",
    "thousand operations": "Miles de operaciones",
}  # fmt: skip
TABLES = {"CE81": ("remittances", "remittance-operations"), "CE125": ("ce125",), "CE36": ("ce36",),
          "CE100": ("remittances-by-state",)}  # fmt: skip
"""The datasets that each table of Banco de México has series of."""
NO_SERIES = (
    "banxico:CE165-total", "banxico:CE165-operations", "banxico:SE27803-first-print", "banxico:SE27803-reported-2005",
)  # fmt: skip
BANKS = {"bie-trade": "BIE-BISE", "bie-totals": "BIE", "evi": "BISE"}


@dataclass
class Clock:
    """A clock that goes on by what is waited, and in no time."""

    now: float = 0.0
    waits: list[float] = field(default_factory=list)

    def monotonic(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.now += seconds


@dataclass
class Fault:
    """Answers in place of the provider, some times, to requests whose address contains a text."""

    text: str
    answer: Callable[[Request], Response | None]
    times: float


@dataclass
class Fake:
    """What the providers would give, and what goes wrong with them."""

    catalog: Catalog
    values: dict[str, pd.DataFrame]
    titles: dict[str, str]
    units: dict[str, str]
    updated: str = "2026-07-13"
    page: int = 200
    faults: list[Fault] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)

    def fault(self, text: str, answer, times: float = float("inf")) -> None:
        """``answer`` is a body, a response or a function of the request."""
        made = answer if callable(answer) and not isinstance(answer, Response) else lambda _: _copy(answer)
        self.faults.append(Fault(text, made, times))

    def change(self, reference: str, change: Callable[[pd.DataFrame], pd.DataFrame]) -> None:
        self.values[reference] = change(self.values[reference])

    def extend(self, last: str = "2026-10") -> None:
        """Every monthly series goes on to a month, one percent above the year before."""
        for reference, frame in self.values.items():
            if self.catalog.series[reference].freq == "M":
                self.values[reference] = _extended(frame, last)

    def __call__(self, request: Request) -> Response:
        address = request.full_path
        self.requests.append(address)
        self.headers.append(dict(request.headers))
        for fault in self.faults:
            if fault.text in address and fault.times > 0:
                fault.times -= 1
                if (answer := fault.answer(request)) is not None:
                    return answer
        host, _, path = request.path.lstrip("/").partition("/")
        player = {
            "www.banxico.org.mx": self.banxico, "www.inegi.org.mx": self.inegi, "api.worldbank.org": self.worldbank,
            "fred.stlouisfed.org": self.fred_csv, "api.stlouisfed.org": self.fred_json,
        }  # fmt: skip
        return player[host](path, request)

    def banxico(self, path: str, request: Request) -> Response:
        if path.startswith("SieInternet"):
            return self.banxico_table(request)
        if request.headers.get("Bmx-Token") != TOKENS["BANXICO_TOKEN"]:
            return reply({"error": {"url": request.url, "mensaje": "Token inválido", "detalle": "..."}}, 400)
        ids, _, rest = path.removeprefix("SieAPIRest/service/v1/series/").partition("/")
        names = ids.split(",")
        if len(names) > 20:
            return Response(status=413)
        if any(f"banxico:{name}" not in self.values for name in names):
            return reply({"error": {"mensaje": "Serie no encontrada", "detalle": ""}}, 404)
        return reply({"bmx": {"series": [self.banxico_series(name, rest == "datos") for name in names]}})

    def banxico_series(self, name: str, with_data: bool) -> dict[str, object]:
        reference = f"banxico:{name}"
        title = self.titles.get(reference, self.catalog.series[reference].title).replace(" ", "\u00a0")
        if with_data:
            points = [{"fecha": first_day(row.time_period), "dato": self.written(reference, row)}
                      for row in self.values[reference].itertuples()]  # fmt: skip
            return {"idSerie": name, "titulo": title, "datos": [*points, {"fecha": "01/10/2030", "dato": "N/E"}]}
        frequency = {"M": "Mensual", "Q": "Trimestral"}[self.catalog.series[reference].freq]
        return {"idSerie": name, "titulo": title, "fechaInicio": "01/01/1980", "fechaFin": "01/12/2025",
                "periodicidad": frequency, "cifra": "Flujos", "unidad": UNITS[self.units[reference]]}  # fmt: skip

    def written(self, reference: str, row) -> str:
        scale = factor(self.catalog.series[reference].unit, self.units[reference])
        return f"{row.obs_value * scale:,.4f}" if scale != 1 else f"{row.obs_value:,.0f}"

    def banxico_table(self, request: Request) -> Response:
        datasets = TABLES[request.args["idCuadro"]]
        series = [name for name in self.values if name.startswith("banxico:")
                  and self.catalog.series[name].dataset in datasets]  # fmt: skip
        months = sorted({month for name in series for month in self.values[name]["time_period"]})
        rows = [["Banco de México"], [UNITS[self.units[series[0]]]], *[[]] * 7]
        rows.append(["Título", *map(in_spanish, months)])
        for name in series:
            known = {row.time_period: self.written(name, row) for row in self.values[name].itertuples()}
            title = self.titles.get(name, self.catalog.series[name].title)
            told = "" if self.units[name] == self.units[series[0]] else f" ({UNITS[self.units[name]]})"
            rows.append([title + told, *[known.get(month, "N/E") for month in months]])
        if len(months) > 250:  # more columns than the old Excel has
            body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
            return Response(
                f"<html><table>{body}</table></html>".encode("latin-1"), content_type="application/vnd.ms-excel"
            )
        return Response(biff.workbook(rows), content_type="application/vnd.ms-excel")

    def inegi(self, path: str, request: Request) -> Response:
        name, _, area, _, bank, _, token = path.split("/")[6:13]
        if token != TOKENS["INEGI_TOKEN"]:
            return reply({"ErrorInfo": f"Token {token} no válido"}, 400)
        reference = f"inegi:{name}"
        if reference not in self.values or bank != BANKS[self.catalog.series[reference].dataset] or area != "00":
            status = 200 if bank == "BIE" else 400
            return reply({"ErrorInfo": "No se encontraron resultados", "ErrorCode": "100"}, status)
        points = [{"TIME_PERIOD": row.time_period.replace("-", "/"), "OBS_VALUE": f"{row.obs_value:.12f}"}
                  for row in self.values[reference].itertuples()]  # fmt: skip
        points.append({"TIME_PERIOD": "2030/01", "OBS_VALUE": None})
        one = {"INDICADOR": name, "FREQ": "8", "LASTUPDATE": "20/11/2026", "UNIT": "58", "OBSERVATIONS": points[::-1]}
        return reply({"Header": {"Name": "Datos"}, "Series": [one]})

    def worldbank(self, path: str, request: Request) -> Response:
        if "/sources/57/" in f"/{path}":
            return self.worldbank_archive(path, request)
        codes = path.split("/")[-1].split(";")
        if any(f"worldbank:{code}" not in self.values for code in codes):
            return reply([{"message": [{"id": "120", "key": "Invalid value", "value": "The parameter is not valid"}]}])
        rows = [
            self.worldbank_row(code, row) for code in codes for row in self.values[f"worldbank:{code}"].itertuples()
        ]
        page, pages = int(request.args["page"]), -(-len(rows) // self.page)
        head = {"page": page, "pages": pages, "per_page": str(self.page), "total": len(rows), "sourceid": "2",
                "lastupdated": self.updated}  # fmt: skip
        body = json.dumps([head, rows[(page - 1) * self.page : page * self.page] or None])
        return Response(b"\xef\xbb\xbf" + body.encode(), content_type="application/json")

    def worldbank_archive(self, path: str, request: Request) -> Response:
        """The archives: the figures up to the year of the version, every second page with ``source`` as a list."""
        parts = path.split("/")
        codes, version = parts[parts.index("series") + 1].split(";"), parts[parts.index("version") + 1]
        if any(f"worldbank:{code}" not in self.values for code in codes):
            return reply([{"message": [{"id": "120", "key": "Invalid value", "value": "The parameter is not valid"}]}])
        rows = [
            self.archived(code, row, version)
            for code in codes
            for row in self.values[f"worldbank:{code}"].itertuples()
            if row.time_period <= version[:4]
        ]
        page, pages = int(request.args["page"]), -(-len(rows) // self.page)
        source = {"id": "57", "name": "WDI Database Archives", "data": rows[(page - 1) * self.page : page * self.page]}
        return reply({"page": page, "pages": pages, "per_page": self.page, "total": len(rows),
                      "lastupdated": "2026-07-13", "source": source if page % 2 else [source]})  # fmt: skip

    def archived(self, code: str, row, version: str) -> dict[str, object]:
        title = self.titles.get(f"worldbank:{code}", self.catalog.series[f"worldbank:{code}"].title)
        named = {"Country": (row.ref_area, AREAS[row.ref_area][1]), "Version": (version, version),
                 "Series": (code, title), "Time": (f"YR{row.time_period}", row.time_period)}  # fmt: skip
        variables = [{"concept": concept, "id": name, "value": value} for concept, (name, value) in named.items()]
        return {"variable": variables, "value": None if pd.isna(row.obs_value) else row.obs_value}

    def worldbank_row(self, code: str, row) -> dict[str, object]:
        short, name = AREAS[row.ref_area]
        reference = f"worldbank:{code}"
        return {
            "indicator": {"id": code, "value": self.titles.get(reference, self.catalog.series[reference].title)},
            "country": {"id": short, "value": name}, "countryiso3code": "" if short == "US" else row.ref_area,
            "date": row.time_period, "value": None if pd.isna(row.obs_value) else row.obs_value, "unit": "",
            "obs_status": "", "decimal": 0,
        }  # fmt: skip

    def fred_points(self, name: str) -> list[tuple[str, str]]:
        return [(f"{row.time_period}-01", f"{row.obs_value:g}") for row in self.values[f"fred:{name}"].itertuples()]

    def fred_csv(self, path: str, request: Request) -> Response:
        name = request.args["id"]
        if f"fred:{name}" not in self.values:
            return Response("<!DOCTYPE html><html>Not found</html>", 404, content_type="text/html")
        lines = [
            f"observation_date,{name}",
            *(f"{date},{value}" for date, value in self.fred_points(name)),
            "2030-01-01,.",
        ]
        return Response("\n".join(lines), content_type="application/csv")

    def fred_json(self, path: str, request: Request) -> Response:
        if request.args["api_key"] != TOKENS["FRED_API_KEY"]:
            return reply(
                {"error_code": 400, "error_message": f"Bad Request. {request.args['api_key']} is not registered."}, 400
            )
        points = [{"date": date, "value": value} for date, value in self.fred_points(request.args["series_id"])]
        return reply({"count": len(points), "observations": points})


def first_day(period: str) -> str:
    """The first day of a month or quarter, as Banco de México writes it."""
    month = 3 * int(period[-1]) - 2 if "Q" in period else int(period[5:])
    return f"01/{month:02d}/{period[:4]}"


def in_spanish(period: str) -> str:
    """A month or quarter at the head of a column of Banco de México's tables."""
    if "Q" in period:
        last = 3 * int(period[-1])
        return f"{SPANISH[last - 3]}-{SPANISH[last - 1]} {period[:4]}"
    return f"{SPANISH[int(period[5:]) - 1]} {period[:4]}"


def _copy(answer) -> Response:
    if isinstance(answer, Response):
        return Response(answer.get_data(), answer.status_code, answer.headers)
    return Response(answer)


def _extended(frame: pd.DataFrame, last: str) -> pd.DataFrame:
    known = dict(zip(frame["time_period"], frame["obs_value"], strict=True))
    for month in pd.period_range(max(known), last, freq="M")[1:]:
        known[str(month)] = round(known[str(month - 12)] * 1.01)
    area = frame["ref_area"].iloc[0]
    return pd.DataFrame({"ref_area": area, "time_period": list(known), "obs_value": list(known.values())})


def reply(content: object, status: int = 200) -> Response:
    return Response(json.dumps(content, ensure_ascii=False), status, content_type="application/json")


def hang(_: Request) -> Response:
    raise httpx.ReadTimeout("no sign of life")


def drip(request: Request) -> Response:
    """A body in which every byte takes twenty seconds."""

    def body():
        for _ in range(30):
            request.environ["clock"].sleep(20)
            yield b" "

    return Response(body())


def dies_in_mid_body(_: Request) -> Response:
    def body():
        yield b'{"bmx": {"series": ['
        raise httpx.RemoteProtocolError("peer closed connection without sending complete message body")

    return Response(body())


class InProcess(httpx.BaseTransport):
    """Hands requests to the player without a connection."""

    def __init__(self, play: Callable[[Request], Response], clock: Clock):
        self.play, self.clock = play, clock

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        url = request.url
        path = f"/{url.host}{url.raw_path.decode().partition('?')[0]}"
        environ = EnvironBuilder(
            path=path, query_string=url.query.decode(), headers=list(request.headers.items())
        ).get_environ()
        answer = self.play(Request(environ | {"clock": self.clock}))
        return httpx.Response(answer.status_code, headers=list(answer.headers), stream=_Body(answer))


class _Body(httpx.SyncByteStream):
    def __init__(self, answer: Response):
        self.answer = answer

    def __iter__(self) -> Iterator[bytes]:
        return iter(self.answer.response) if self.answer.is_streamed else iter([self.answer.get_data()])


class Routed(httpx.BaseTransport):
    """Sends requests to a server of this machine; the first part of the path is the host that they are meant for."""

    def __init__(self, port: int):
        self.port, self.connections = port, httpx.HTTPTransport()

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        url = request.url
        path = f"/{url.host}".encode() + url.raw_path
        request.url = httpx.URL(scheme="http", host="127.0.0.1", port=self.port, raw_path=path)
        return self.connections.handle_request(request)


def snapshots(source: str, catalog: Catalog) -> dict[str, pd.DataFrame]:
    """The newest figures of each series in raw/, in the unit of the catalog; of the World Bank only some areas."""
    found = {}
    for meta in sorted((ROOT / "raw" / source).glob("*/*.meta.yaml")):
        about = yaml.safe_load(meta.read_text(encoding="utf-8"))
        frame = pd.read_csv(
            meta.with_name(meta.name.replace(".meta.yaml", ".csv")), dtype={"time_period": str, "series": str}
        )
        frame = frame[frame["ref_area"].isin(AREAS)]
        for item in about["series"]:
            reference = f"{source}:{item['id']}"
            rows = frame.loc[frame["series"] == item["id"], ["ref_area", "time_period", "obs_value"]]
            if not rows.empty:
                rows = rows.assign(obs_value=rows["obs_value"] * factor(item["unit"], catalog.series[reference].unit))
                found[reference] = rows.reset_index(drop=True)
    return found


def invent(series: Series) -> pd.DataFrame:
    """Two years of a series, plausible by its bounds."""
    periods = {"A": [""], "Q": [f"-Q{n}" for n in range(1, 5)], "M": [f"-{n:02d}" for n in range(1, 13)]}[series.freq]
    areas = list(AREAS) if series.ref_area == "*" else [series.ref_area]
    value = sum(series.bounds) / 4
    rows = [(area, f"{year}{part}", value) for area in areas for year in (2023, 2024) for part in periods]
    return pd.DataFrame(rows, columns=["ref_area", "time_period", "obs_value"])


def play_catalog(catalog: Catalog) -> dict[str, pd.DataFrame]:
    """The figures of all series that can be fetched, invented ones for those that are awaited."""
    found = {
        name: invent(entry)
        for name, entry in catalog.series.items()
        if entry.awaited
        and entry.id_status != "own"
        and catalog.sources[name.split(":")[0]].datasets[entry.dataset].fetch
    }
    for source in ("banxico", "inegi", "worldbank", "fred"):
        found |= snapshots(source, catalog)
    return {name: rows for name, rows in found.items() if name not in NO_SERIES}
