"""What an economy's brief reads of the frames that all economies share."""

import pandas as pd

from remesas.build import Scope, select_own
from remesas.core.frames import ANNUAL, OWN_SNAPSHOTS, SNAPSHOTS

OWN = "BX.TRF.PWKR.CD.DT"


def fill(frame, rows: list[dict[str, object]]) -> pd.DataFrame:
    empty = {name: "" if column.kind == "text" else 0 for name, column in frame.columns.items()}
    return pd.DataFrame([empty | row for row in rows])


def test_figures_of_others_and_checksums_are_no_part_of_it(catalog) -> None:
    areas = ["GTM", "SLV", "GTM"]
    annual = fill(
        ANNUAL,
        [
            {"source": "worldbank", "series": OWN, "ref_area": area, "counterpart_area": other, "obs_value": value}
            for value, (area, other) in enumerate(zip(areas, ["_Z", "_Z", "USA"], strict=True))
        ],
    )
    snapshots = fill(SNAPSHOTS, [{"source": "worldbank", "series": OWN, "sha256": "1"}, {"source": "banxico"}])
    scope = Scope("GTM", ("worldbank",), 2003)
    own = select_own(annual, snapshots, catalog, scope)
    assert own.annual["obs_value"].tolist() == [0], "SLV is another economy, and the third row has a counterpart"
    assert own.snapshots["series"].tolist() == [OWN]
    assert list(own.snapshots) == list(OWN_SNAPSHOTS.columns) and "sha256" not in own.snapshots

    changed = annual.assign(obs_value=[0, 5, 2])
    other = select_own(changed, snapshots.assign(sha256="2"), catalog, scope)
    assert other.annual.equals(own.annual) and other.snapshots.equals(own.snapshots)
