"""Read files that users bring: one small module a format.

To add a format, name it here, before any other that would take its files too, and write ``recognises`` and ``read``
(see ``base.Reader``) in a module that ``choose.READERS`` lists under the same name. This list stands apart from the
readers, so that the command line can show it before anything large is imported.
"""

from __future__ import annotations

FORMATS = {
    "tidy": "the project's own CSV: series,ref_area,counterpart_area,time_period,obs_value (SE27803,MEX,_Z,2026-01,1)",
    "sdmx": "SDMX-CSV, with the columns TIME_PERIOD and OBS_VALUE and one of SERIES, INDICATOR, SERIES_ID, "
    "INDICATOR_ID, SERIE",
    "long": "a CSV of series_id,period,value with the catalog's ids; iso3 or ref_area too, for series of many areas",
    "worldbank": "the World Bank's zip of CSV files, one of them, or its Excel workbook",
    "banxico": "Banco de México's table export (xls, xlsx, csv)",
    "inegi": "INEGI's export of indicators (xlsx, xls, csv)",
    "columns": "a CSV of periods and values, a column a series: named in its header, or by --series in order",
}
"""What each format is, in the order in which they are tried."""
