"""Files as providers export them: the same figures in every form, and how a reader takes them."""

import io
import zipfile

import openpyxl

from remesas.catalog.catalog import Catalog
from remesas.update.readers.base import Parsed, RawFile
from remesas.update.readers.choose import read_file
from remesas.update.register import choose_series

HEADING = [
    ["Banco de México"],
    ["Balanza de pagos"],
    ["Ingresos por remesas"],
    ["Millones de dólares"],
    [],
    ["Fecha de consulta: 25/11/2026 01:00:00"],
    [],
    ["Las cifras están sujetas a revisión"],
    [],
]
WIDE = [
    *HEADING,
    ["Título", "Ene 1995", "Feb 1995", "Mar 1995"],
    ["Ingresos por Remesas, Total", "254.57", "1,248.06", "N/E"],
]
LONG = [
    *HEADING[:3],
    ["Título", "Ingresos\xa0por remesas, total"],
    ["Periodicidad", "Mensual"],
    ["Unidad", "Millones de Dólares"],
    ["Fecha", "SE27803"],
    ["01/01/1995", "254.57"],
    ["01/02/1995", "1,248.06"],
    ["01/03/1995", "N/E"],
]
REMITTANCES = [("SE27803", "MEX", "1995-01", "254.57"), ("SE27803", "MEX", "1995-02", "1248.06")]
INEGI = [
    ["INEGI. Banco de Información Económica"],
    ["Balanza comercial de mercancías (Millones de dólares)"],
    [],
    ["Periodo", "Exportaciones petroleras", "Importaciones totales (127601)"],
    ["1993/01", "600.5", "4,900"],
    ["1993/02 p1/", "610.25", ""],
    [],
    ["p1/ Cifras preliminares"],
    ["Fuente: INEGI, con Banco de México."],
]
TRADE = [("127601", "MEX", "1993-01", "4900"), ("912", "MEX", "1993-01", "600.5"), ("912", "MEX", "1993-02", "610.25")]
BANK = [
    ["Data Source", "World Development Indicators"],
    [],
    ["Last Updated Date", "2026-07-13"],
    [],
    ["Country Name", "Country Code", "Indicator Name", "Indicator Code", "1990", "1991", "1992", ""],
    ["Mexico", "MEX", "GDP (current US$)", "NY.GDP.MKTP.CD", "261253582805.6", "", "363157598344.7", ""],
    ["Mexico", "MEX", "Something else", "XX.YY", "1", "2", "3", ""],
]
GDP = [("NY.GDP.MKTP.CD", "MEX", "1990", "261253582805.6"), ("NY.GDP.MKTP.CD", "MEX", "1992", "363157598344.7")]


def text(rows, delimiter=","):
    quoted = [[f'"{cell}"' if delimiter in cell else cell for cell in row] for row in rows]
    return "\r\n".join(delimiter.join(row) for row in quoted) + "\r\n"


def numbers(rows):
    """As a spreadsheet keeps them: plain values are numbers, not text."""

    def cell(value):
        plain = value.replace(",", "")
        return float(plain) if plain.replace(".", "", 1).isdigit() and len(plain) != 4 else value or None

    return [[cell(value) for value in row] for row in rows]


def xlsx(rows, sheet="Data"):
    book = openpyxl.Workbook()
    book.active.title = sheet
    for row in rows:
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def html(rows):
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    return f"<html><body><table>{body}</table></body></html>"


def zipped(**members):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in members.items():
            archive.writestr(f"{name}.csv", content)
    return stream.getvalue()


def take(catalog: Catalog, content, source, dataset, *only, name="file", reader=None) -> Parsed:
    content = content.encode() if isinstance(content, str) else content
    return read_file(RawFile(name, content), choose_series(catalog, source, dataset, only), reader)


def rows_of(parsed: Parsed):
    return list(parsed.frame[["series", "ref_area", "time_period", "obs_value"]].itertuples(index=False, name=None))
