"""Both tables of any economy calculated a second time, from raw/ with the standard library alone.

Nothing of workflow/ is imported: formulas, units and the choice of vintages are written out here once more. The values
are in US$ million; None is a missing one.
"""

import calendar
import csv
import datetime as dt
from collections import defaultdict
from pathlib import Path

RAW = Path(__file__).parent.parent.parent / "raw" / "worldbank"
RECEIVED, PAID = "BX.TRF.PWKR.CD.DT", "BM.TRF.PWKR.CD.DT"
EXPORTS, IMPORTS = "TX.VAL.MRCH.CD.WT", "TM.VAL.MRCH.CD.WT"
CLASSES = {"oil": ["FUEL"], "manufactures": ["MANF"], "agriculture": ["AGRI", "FOOD"]}


def day(vintage):
    """The last day of 2013-12, 2025-H2 or 2026-04-08."""
    year, _, rest = vintage.partition("-")
    month, _, date = {"H1": "06", "H2": "12"}.get(rest, rest).partition("-")
    return dt.date(int(year), int(month), int(date or calendar.monthrange(int(year), int(month))[1]))


def read(areas):
    """area -> series -> vintage -> year -> value, money in millions, percent as parts."""
    data = defaultdict(lambda: defaultdict(lambda: defaultdict(dict)))
    for path in sorted(RAW.glob("*/*.csv")):
        with path.open(encoding="utf-8") as file:
            for row in csv.DictReader(file):
                if row["ref_area"] in areas and row["counterpart_area"] == "_Z":
                    scale = 100 if ".ZS" in row["series"] else 1e6
                    years = data[row["ref_area"]][row["series"]][path.parent.name]
                    years[int(row["time_period"])] = float(row["obs_value"]) / scale
    return data


def newest(held, names):
    return {name: max(held[name], key=day) for name in names}


def together(held, names, one):
    """The vintage of each series of a formula; None if a series is nowhere or no vintages fit one another."""
    if any(name not in held for name in names):
        return None
    used = newest(held, names)
    days = [day(vintage) for vintage in used.values()]
    last = min(used.values(), key=day)
    shared = [v for v in set.intersection(*(set(held[name]) for name in names)) if day(v) <= day(last)]
    single = dict.fromkeys(names, max(shared, key=day)) if shared else None
    near = used if (max(days) - min(days)).days <= 366 else None
    if not single or not near:
        return single or near

    def reach(chosen):
        return max(set.intersection(*(set(held[name][chosen[name]]) for name in names)), default=0)

    first, second = (single, near) if one else (near, single)
    return second if reach(second) > reach(first) else first


def amount(held, chosen, name, year):
    return None if chosen is None else held[name][chosen[name]].get(year)


def multiply(held, chosen, shares, total, year):
    values = [amount(held, chosen, name, year) for name in (*shares, total)]
    return None if None in values else sum(values[:-1]) * values[-1]


def less(one, other):
    return None if one is None or other is None else one - other


def unclassified(held, chosen, way, year):
    """What of the total is in no class: of all five where one vintage has them, else of four; nought if unknown."""
    for kinds in (("AGRI", "FOOD", "FUEL", "MANF", "MMTL"), ("AGRI", "FOOD", "FUEL", "MANF")):
        names = [f"{way}.VAL.{kind}.ZS.UN" for kind in kinds]
        parts = [amount(held, together(held, names, True), name, year) for name in names]
        if None not in parts:
            return (1 - sum(parts)) * (amount(held, chosen, f"{way}.VAL.MRCH.CD.WT", year) or 0)
    return 0


def calculate(held, years):
    """The cells of both tables of one economy: (flow, column, year) -> value."""
    cells = {}
    for column, kinds in CLASSES.items():
        out, back = ([f"{way}.VAL.{kind}.ZS.UN" for kind in kinds] for way in ("TX", "TM"))
        gross, net = together(held, [*out, EXPORTS], False), together(held, [*out, EXPORTS, *back, IMPORTS], True)
        for year in years:
            cells["gross", column, year] = multiply(held, gross, out, EXPORTS, year)
            balance = less(multiply(held, net, out, EXPORTS, year), multiply(held, net, back, IMPORTS, year))
            if balance is not None and max(unclassified(held, net, way, year) for way in ("TX", "TM")) > abs(balance):
                balance = None
            cells["net", column, year] = balance
    travel = {way: [f"{way}.GSR.TRVL.ZS", f"{way}.GSR.NFSV.CD"] for way in ("BX", "BM")}
    gross, net = together(held, travel["BX"], False), together(held, [*travel["BX"], *travel["BM"]], False)
    received = held[RECEIVED][max(held[RECEIVED], key=day)]
    paid = held[PAID][max(held[PAID], key=day)] if PAID in held else {}
    begin = max(min(received), min(paid, default=0))
    for year in years:
        cells["gross", "tourism", year] = multiply(held, gross, travel["BX"][:1], travel["BX"][1], year)
        spent = multiply(held, net, travel["BM"][:1], travel["BM"][1], year)
        cells["net", "tourism", year] = less(multiply(held, net, travel["BX"][:1], travel["BX"][1], year), spent)
        cells["gross", "remittances", year] = received.get(year)
        own = received.get(year)
        cells["net", "remittances", year] = own if year < begin else less(own, paid.get(year))
    return cells
