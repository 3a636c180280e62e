"""Files of Banco de México as a user has downloaded them: transfers (``receipts``), and an export of a table."""

import io

import pandas as pd

from support.project import ROOT

NEWEST = ROOT / "raw/banxico/2026-07-01/remittances.csv"


def receipts(*more, change=lambda frame: frame):
    frame = pd.read_csv(NEWEST, dtype=str)
    frame = change(frame[frame["series"] == "SE27803"])
    text = io.StringIO()
    frame.to_csv(text, index=False)
    return text.getvalue() + "".join(f"SE27803,MEX,_Z,{period},{value}\n" for period, value in more)


def scaled(frame):
    return frame.assign(obs_value=frame["obs_value"] + "000")


def in_million(frame):
    return frame.assign(obs_value=(pd.to_numeric(frame["obs_value"]) / 1e6).map("{:.6f}".format))


def export(unit="Miles de dólares", title="Exp. extractivas", times=1.0, heading="Banco de México"):
    """A table export of SE30348 as Banco de México writes it, in latin-1, every value so many times the held one."""
    frame = pd.read_csv(ROOT / "raw/banxico/2026-06-20/ce125.csv")
    frame = frame[frame["series"] == "SE30348"]
    lines = [
        f'01/{period[5:]}/{period[:4]},"{value * times:,.3f}"'
        for period, value in zip(frame["time_period"], frame["obs_value"], strict=True)
    ]
    rows = [heading, f"Título,{title}", f"Unidad,{unit}", "Fecha,SE30348", *lines, '01/01/2026,"640,000.000"']
    return "\r\n".join(rows).encode("latin-1")
