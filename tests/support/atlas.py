"""Made figures of four economies and the world, from which the page over all economies can be compiled."""

from collections.abc import Callable

import pandas as pd

WB = "worldbank:"
RECEIVED = {
    "IND": {2009: 80, 2010: 100, 2011: 120, 2012: 130},
    "MEX": {2009: 50, 2010: 60, 2011: 55, 2012: 70},
    "GTM": {2009: 4, 2010: 5, 2011: 80, 2012: 90},
    "TON": {2009: 1, 2010: 1, 2011: 1},
    "WLD": {2009: 500, 2010: 600, 2011: 700, 2012: 800},
}  # US$ million; the world is an aggregate, and Tonga ends in 2011
GDP = {"IND": {2011: 1000}, "MEX": {2011: 700, 2010: 600}, "GTM": {2011: 50}, "TON": {2011: 4}}
PEOPLE = {"IND": {2012: 1_000_000}, "MEX": {2012: 100_000}, "GTM": {2012: 10_000}}
SERVICES = {"IND": 200, "MEX": 100, "GTM": 10}
GOODS = {"IND": 300, "MEX": 400, "GTM": 8}
SHARES = {"TRVL": (10, 20, 50), "FUEL": (10, 30, 0), "MANF": (60, 50, 25), "AGRI": (5, 2, 5), "FOOD": (5, 8, 45)}
"""Percent of services or of goods, of India, Mexico, Guatemala."""
SERIES = {
    "TRVL": "BX.GSR.TRVL.ZS", "FUEL": "TX.VAL.FUEL.ZS.UN", "MANF": "TX.VAL.MANF.ZS.UN", "AGRI": "TX.VAL.AGRI.ZS.UN",
    "FOOD": "TX.VAL.FOOD.ZS.UN",
}  # fmt: skip


def make_annual(made: Callable[..., pd.DataFrame], rows: Callable[..., list[dict]]) -> pd.DataFrame:
    """The figures as an annual frame; Guatemala's exports come from another vintage than the others'."""
    parts = [rows(f"{WB}BX.TRF.PWKR.CD.DT", "2026-04", years, area) for area, years in RECEIVED.items()]
    parts += [rows(f"{WB}NY.GDP.MKTP.CD", "2026-02", years, area) for area, years in GDP.items()]
    parts += [rows(f"{WB}SP.POP.TOTL", "2026-03", years, area, "persons") for area, years in PEOPLE.items()]
    for place, area in enumerate(SERVICES):
        vintage = "2025-H2" if area == "GTM" else "2013-12"
        parts.append(rows(f"{WB}BX.GSR.NFSV.CD", vintage, {2010: SERVICES[area]}, area))
        parts.append(rows(f"{WB}TX.VAL.MRCH.CD.WT", vintage, {2010: GOODS[area]}, area))
        parts += [
            rows(WB + SERIES[name], vintage, {2010: shares[place]}, area, "percent") for name, shares in SHARES.items()
        ]
    return made(*parts)
