import pytest

from remesas.core.frames import FRAMES


@pytest.mark.parametrize("frame", FRAMES, ids=lambda frame: frame.name)
def test_every_frame_says_what_it_holds(frame):
    assert set(frame.key) <= set(frame.columns)
    assert all(column.meaning for column in frame.columns.values())
    assert frame.row and frame.files.startswith("processed/")
