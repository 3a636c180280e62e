import pandas as pd
import pytest

from remesas.tables import AnnualSeries


@pytest.fixture(scope="session")
def annual_series():
    """Annual series of one area from ``{"source:series": (unit, {year: value})}``."""

    def make(series, ref_area="MEX", vintage="2026-01-01"):
        rows = [
            {
                "ref_area": ref_area,
                "counterpart_area": "_Z",
                "time_period": year,
                "obs_value": float(value),
                "unit_measure": unit,
                "obs_status": "A",
                "source": reference.split(":")[0],
                "series": reference.split(":")[1],
                "vintage": vintage,
                "note": "",
            }
            for reference, (unit, values) in series.items()
            for year, value in values.items()
        ]
        return AnnualSeries(pd.DataFrame(rows), ref_area)

    return make


@pytest.fixture(scope="session")
def cells():
    """Cells of a table from ``{(basis, flow, indicator): {year: value}}``; None is a missing value."""

    def make(values, ref_area="MEX"):
        rows = [
            {
                "ref_area": ref_area,
                "basis": basis,
                "flow": flow,
                "indicator": indicator,
                "time_period": year,
                "obs_value": float("nan") if value is None else float(value),
                "unit_measure": "USD million",
                "obs_status": "M" if value is None else "A",
                "series": "s",
                "source": "x",
                "vintage": "2026-01-01",
                "formula": "s [USD million]",
                "note": "no survey" if value is None else "",
            }
            for (basis, flow, indicator), years in values.items()
            for year, value in years.items()
        ]
        return pd.DataFrame(rows)

    return make
