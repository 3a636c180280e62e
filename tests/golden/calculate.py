"""Tables 1 and 2 calculated a second time, from raw/ with the standard library alone, for comparison with the pipeline.

    python tests/golden/calculate.py        # writes table1.csv and table2.csv beside this file

Nothing of workflow/ is imported: the series, units and formulas are written out here once more, from the published
definitions. The values are in US$ million, rounded to six decimals.
"""

import csv
from collections import defaultdict
from decimal import Decimal
from pathlib import Path

HERE = Path(__file__).parent
RAW = HERE.parent.parent / "raw"
MILLION, THOUSAND = Decimal(10) ** 6, Decimal(10) ** 3
INBOUND = ["6207123170", "6207123177", "6207123162", "6207123174"]
OUTBOUND = ["6207132422", "6207132423", "6207132420", "6207132424"]
TX = "TX.VAL.MRCH.CD.WT"


def years(path, area="MEX", months=None):
    """Sums of complete years by series and year."""
    sums, counts = defaultdict(Decimal), defaultdict(int)
    with (RAW / path).open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["ref_area"] == area:
                key = row["series"], int(row["time_period"][:4])
                sums[key] += Decimal(row["obs_value"])
                counts[key] += 1
    return {key: value for key, value in sums.items() if counts[key] == (months or 1)}


def national():
    trade = {key: value / THOUSAND for key, value in years("banxico/2026-06-20/ce125.csv", months=12).items()}
    old = years("inegi/2021-09-07/bie-trade.csv", months=12)
    money = {key: value / MILLION for key, value in years("banxico/2026-07-01/remittances.csv", months=12).items()}
    travel = {key: value / MILLION for key, value in years("inegi/2026-03-31/evi.csv", months=12).items()}
    tourists = years("sectur/2020-11-05/cetm-international-travellers.csv")
    transfers = years("worldbank/2025-H2/wdi-mexico-transcribed.csv")

    def goods(early, late, year):
        return old.get((early, year)) if year < 1993 else trade.get((late, year))

    gross, net = {}, {}
    for year in range(1991, 2026):
        inbound = [travel.get((series, year)) for series in INBOUND]
        outbound = [travel.get((series, year)) for series in OUTBOUND]
        whole = None not in inbound
        receipts, paid = money.get(("SE27803", year)), money.get(("CE165-total", year))
        if year < 1995:
            receipts = transfers["BX.TRF.PWKR.CD", year] / MILLION
        gross[year] = {
            "remittances": receipts,
            "tourism": tourists["CETM3_1-gasto-turistas", year] if year < 2019 else sum(inbound) if whole else None,
            "oil": goods("912", "SE32150", year),
            "manufactures": goods("924", "SE35398", year),
            "agriculture": goods("922", "SE33538", year),
        }
        net[year] = {
            "agriculture": None,
            "oil": trade.get(("SE36600", year)),
            "manufactures": None,
            "tourism": sum(inbound) - sum(outbound) if whole else None,
            "remittances": receipts if receipts is None or year < 2013 else receipts - paid,
        }
    return gross, net


def worldbank():
    def read(vintage):
        return {key: value / MILLION if key[0].endswith((".CD", ".CD.WT", ".CD.DT")) else value / 100
                for key, value in years(f"worldbank/{vintage}/wdi.csv").items()}  # fmt: skip

    one, five = read("2025-H2"), read("2013-12")  # the newest with shares of exports and imports; the last with ores
    data = dict(one)
    for vintage in ("2026-02-24", "2026-04-08", "2026-06"):  # later ones take the place of earlier ones
        data |= read(vintage)

    def unclassified(way, year):
        known = [five.get((f"{way}.VAL.{name}.ZS.UN", year)) for name in ("AGRI", "FOOD", "FUEL", "MANF", "MMTL")]
        if None in known:
            known = [one[f"{way}.VAL.{name}.ZS.UN", year] for name in ("AGRI", "FOOD", "FUEL", "MANF")]
        return (1 - sum(known)) * one[f"{way}.VAL.MRCH.CD.WT", year]

    def balance(year, *names):
        amount = sum(
            sign * one[f"{way}.VAL.{name}.ZS.UN", year] * one[f"{way}.VAL.MRCH.CD.WT", year]
            for sign, way in ((1, "TX"), (-1, "TM"))
            for name in names
        )
        return None if max(unclassified("TX", year), unclassified("TM", year)) > abs(amount) else amount

    gross, net = {}, {}
    for year in range(1991, 2025):
        whole = year > 1991  # shares of exports before 1992 are of exports without maquiladoras, the total is of all

        def of(series, year=year):
            return data.get((series, year), Decimal(0) if series == "BM.TRF.PWKR.CD.DT" else None)

        exports = {name: of(f"TX.VAL.{name}.ZS.UN") * of(TX) for name in ("AGRI", "FOOD", "FUEL", "MANF")}
        travel = of("BX.GSR.TRVL.ZS") * of("BX.GSR.NFSV.CD")
        abroad = of("BM.GSR.TRVL.ZS") * of("BM.GSR.NFSV.CD")
        gross[year] = {
            "remittances": of("BX.TRF.PWKR.CD.DT"),
            "tourism": travel,
            "oil": exports["FUEL"] if whole else None,
            "manufactures": exports["MANF"] if whole else None,
            "agriculture": exports["AGRI"] + exports["FOOD"] if whole else None,
        }
        net[year] = {
            "agriculture": balance(year, "AGRI", "FOOD") if whole else None,
            "oil": balance(year, "FUEL") if whole else None,
            "manufactures": balance(year, "MANF") if whole else None,
            "tourism": travel - abroad,
            "remittances": gross[year]["remittances"] - of("BM.TRF.PWKR.CD.DT"),
        }
    return gross, net


def main():
    for number, name in enumerate(("table1", "table2")):
        with (HERE / f"{name}.csv").open("w", encoding="utf-8", newline="\n") as file:
            out = csv.writer(file, lineterminator="\n")
            out.writerow(["basis", "indicator", "time_period", "obs_value"])
            for basis, tables in (("national", national()), ("worldbank", worldbank())):
                for indicator in tables[number][1991]:
                    for year, row in tables[number].items():
                        value = row[indicator]
                        out.writerow([basis, indicator, year, "" if value is None else f"{value:.6f}"])


if __name__ == "__main__":
    main()
