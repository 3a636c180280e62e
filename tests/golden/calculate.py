"""Tables 1 and 2 calculated a second time, from raw/ with the standard library alone, for comparison with the pipeline.

    python tests/golden/calculate.py        # writes table1.csv and table2.csv beside this file

Nothing of workflow/ is imported: the series, units and formulas are written out here once more, from the published
definitions, and so are the years in which a value means something else, with what is said of them: a word that is
changed in the catalog is changed here by hand. The values are in US$ million, rounded to six decimals.
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


# ---- what is said of cells -------------------------------------------------------------------------------------------
RULES = (
    "the method changed with Banco de México's rules of October 2002 on reports by banks and transfer firms "
    "(from January 2003 on, in part in December 2002 already)"
)
RAISED = "raised from mid 2007 on by a later revision that was not carried further back"
SURVEY = "INEGI's survey in place of Banco de México's from August on"
WHOLE_YEAR = "the whole year from INEGI's survey of international travellers"
WITH_MAQUILADORAS = "includes the maquiladoras from 1991 on"
RECLASSIFIED = "reclassified and revised from 1993 on"
SHARES_WITHOUT = "the shares before 1992 leave the maquiladoras out"
NO_SHARE = (
    "the World Bank's shares of exports before 1992 leave the maquiladoras out, its total of exports does not: a "
    "share of the one is no share of the other"
)
CARRIED = "Banco de México's series as the World Bank's balance of payments carries it"
NOT_DEDUCTED = "remittances paid are not published before 2013 and not deducted"
DEDUCTED = "remittances paid are deducted from this year on"
ALL_PETROLEUM = "all petroleum imports are deducted"
ANNEXES = "imports of {} are in annexes of Banco de México's annual reports, which were not obtained"
MONTHLY = (
    "imports of agricultural products are a monthly series of Banco de México from 1993 on, which was not obtained"
)
REPORTS = (
    "petroleum imports before 1993 are in Banco de México's annual reports, which were not obtained (its table CE125 "
    "begins in 1993)"
)
ABROAD = (
    "what residents spent on overnight trips abroad is in Banco de México's table CE36 from 1980 on, of which only "
    "receipts were obtained"
)
COMPENSATION = "includes compensation of employees"
WORLD_NOT_DEDUCTED = "remittances paid are not published and not deducted"
OTHER_FORMULA = "computed by another formula from this year on"
ALL_TRAVELLERS = "all travellers, not overnight tourists only"
WITH_FOOD = "includes processed food and drink"
OVER_FIVE = "more than 5 percent of exports or of imports belong to no known class of goods"
EXCEEDS = "not shown, since the exports or imports that belong to no known class of goods exceed the balance itself"
REMITTANCES = {2003: RULES, 2007: RAISED}
TOURISM = {2018: SURVEY, 2019: WHOLE_YEAR}
GOODS = {1993: RECLASSIFIED}


def cell(value, formula, *notes, status="A", new=None):
    """A cell as it is printed; ``new`` says what began in its year, which makes a break of it whatever else it is."""
    known = [note for note in (new, *notes) if note]
    return value, "B" if new else status, "; ".join(known), formula


def absent(reason):
    return None, "M", reason, ""


def money(*series, sign="+"):
    return f" {sign} ".join(f"{name} [USD million]" for name in series)


def national():
    trade = {key: value / THOUSAND for key, value in years("banxico/2026-06-20/ce125.csv", months=12).items()}
    old = years("inegi/2021-09-07/bie-trade.csv", months=12)
    money_of = {key: value / MILLION for key, value in years("banxico/2026-07-01/remittances.csv", months=12).items()}
    travel = {key: value / MILLION for key, value in years("inegi/2026-03-31/evi.csv", months=12).items()}
    tourists = years("sectur/2020-11-05/cetm-international-travellers.csv")
    transfers = years("worldbank/2025-H2/wdi-mexico-transcribed.csv")

    gross, net = {}, {}
    for year in range(1991, 2026):
        inbound = [travel.get((series, year)) for series in INBOUND]
        outbound = [travel.get((series, year)) for series in OUTBOUND]
        receipts, paid = money_of.get(("SE27803", year)), money_of.get(("CE165-total", year))
        source, note = money("SE27803"), ""
        if year < 1995:
            receipts, source, note = transfers["BX.TRF.PWKR.CD", year] / MILLION, money("BX.TRF.PWKR.CD"), CARRIED
        if year < 2019:
            tourists_in = cell(
                tourists["CETM3_1-gasto-turistas", year], money("CETM3_1-gasto-turistas"), new=TOURISM.get(year)
            )
        else:
            tourists_in = cell(sum(inbound), money(*INBOUND), new=TOURISM.get(year))

        def goods(early, late, new=None, year=year):
            held, name = (old, early) if year < 1993 else (trade, late)
            return cell(held[name, year], money(name), new=new or GOODS.get(year))

        gross[year] = {
            "remittances": cell(receipts, source, note, new=REMITTANCES.get(year)),
            "tourism": tourists_in,
            "oil": goods("912", "SE32150"),
            "manufactures": goods("924", "SE35398", WITH_MAQUILADORAS if year == 1991 else None),
            "agriculture": goods("922", "SE33538"),
        }
        net[year] = {
            "agriculture": absent(ANNEXES.format("agriculture") if year < 1993 else MONTHLY),
            "oil": absent(REPORTS)
            if year < 1993
            else cell(trade["SE36600", year], money("SE36600"), ALL_PETROLEUM, status="D"),
            "manufactures": absent(ANNEXES.format("manufactures")),
            "tourism": absent(ABROAD)
            if year < 2019
            else cell(sum(inbound) - sum(outbound), f"{money(*INBOUND)} − {money(*OUTBOUND, sign='−')}"),
            "remittances": cell(receipts, source, note, NOT_DEDUCTED, new=REMITTANCES.get(year))
            if year < 2013
            else cell(receipts - paid, f"{source} − {money('CE165-total')}", new=DEDUCTED if year == 2013 else None),
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
        """The share of a total that is in none of the classes known."""
        known = [five.get((f"{way}.VAL.{name}.ZS.UN", year)) for name in ("AGRI", "FOOD", "FUEL", "MANF", "MMTL")]
        if None in known:
            known = [one[f"{way}.VAL.{name}.ZS.UN", year] for name in ("AGRI", "FOOD", "FUEL", "MANF")]
        return 1 - sum(known)

    def share(way, *names):
        shares = " + ".join(f"{way}.VAL.{name}.ZS.UN [percent]" for name in names)
        return f"{f'({shares})' if len(names) > 1 else shares} × {way}.VAL.MRCH.CD.WT [USD million]"

    def balance(year, *names, note=""):
        if year == 1991:
            return absent(NO_SHARE)
        amount = sum(
            sign * one[f"{way}.VAL.{name}.ZS.UN", year] * one[f"{way}.VAL.MRCH.CD.WT", year]
            for sign, way in ((1, "TX"), (-1, "TM"))
            for name in names
        )
        formula = f"{share('TX', *names)} − {share('TM', *names)}"
        rest = [unclassified(way, year) for way in ("TX", "TM")]
        totals = [one[f"{way}.VAL.MRCH.CD.WT", year] for way in ("TX", "TM")]
        if max(part * total for part, total in zip(rest, totals, strict=True)) > abs(amount):
            return None, "M", EXCEEDS, formula
        told = OVER_FIVE if max(rest) > Decimal("0.05") else ""
        new = SHARES_WITHOUT if year == 1992 else None
        value, status, notes, _ = cell(amount, formula, note, status="D" if told or note else "A", new=new)
        return value, status, "; ".join(filter(None, (told, notes))), formula

    def exports(year, *names, note=""):
        if year == 1991:
            return absent(NO_SHARE)
        amount = sum(data[f"TX.VAL.{name}.ZS.UN", year] for name in names) * data[TX, year]
        new = SHARES_WITHOUT if year == 1992 else None
        return cell(amount, share("TX", *names), note, status="D" if note else "A", new=new)

    travel_in = "BX.GSR.TRVL.ZS [percent] × BX.GSR.NFSV.CD [USD million]"
    gross, net = {}, {}
    for year in range(1991, 2025):
        received, paid = data["BX.TRF.PWKR.CD.DT", year], data.get(("BM.TRF.PWKR.CD.DT", year))
        assert (paid is None) == (year < 2013)
        travel = data["BX.GSR.TRVL.ZS", year] * data["BX.GSR.NFSV.CD", year]
        abroad = data["BM.GSR.TRVL.ZS", year] * data["BM.GSR.NFSV.CD", year]
        new_travel, new_money = TOURISM.get(year), REMITTANCES.get(year)
        gross[year] = {
            "remittances": cell(received, money("BX.TRF.PWKR.CD.DT"), COMPENSATION, status="D", new=new_money),
            "tourism": cell(travel, travel_in, ALL_TRAVELLERS, status="D", new=new_travel),
            "oil": exports(year, "FUEL"),
            "manufactures": exports(year, "MANF"),
            "agriculture": exports(year, "AGRI", "FOOD", note=WITH_FOOD),
        }
        net[year] = {
            "agriculture": balance(year, "AGRI", "FOOD", note=WITH_FOOD),
            "oil": balance(year, "FUEL"),
            "manufactures": balance(year, "MANF"),
            "tourism": cell(
                travel - abroad,
                f"{travel_in} − {travel_in.replace('BX', 'BM')}",
                ALL_TRAVELLERS,
                status="D",
                new=new_travel,
            ),
            "remittances": cell(
                received, money("BX.TRF.PWKR.CD.DT"), COMPENSATION, WORLD_NOT_DEDUCTED, status="D", new=new_money
            )
            if paid is None
            else cell(
                received - paid,
                money("BX.TRF.PWKR.CD.DT", "BM.TRF.PWKR.CD.DT", sign="−"),
                COMPENSATION,
                OTHER_FORMULA if year == 2013 else "",
                status="B" if year == 2013 else "D",
            ),
        }
    return gross, net


def main():
    for number, name in enumerate(("table1", "table2")):
        with (HERE / f"{name}.csv").open("w", encoding="utf-8", newline="\n") as file:
            out = csv.writer(file, lineterminator="\n")
            out.writerow(["basis", "indicator", "time_period", "obs_value", "obs_status", "note", "formula"])
            for basis, tables in (("national", national()), ("worldbank", worldbank())):
                for indicator in tables[number][1991]:
                    for year, row in tables[number].items():
                        value, *rest = row[indicator]
                        out.writerow([basis, indicator, year, "" if value is None else f"{value:.6f}", *rest])


if __name__ == "__main__":
    main()
