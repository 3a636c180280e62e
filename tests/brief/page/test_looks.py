"""What the pages look like, beside pictures that somebody looked at (``tests/page/looks``).

After a change that is meant, look at the pages, then keep them: ``./remesas test -k looks --keep-looks``.
"""

from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat

LOOKS = Path(__file__).parent / "looks"
LANGUAGES = ["en", "es", "fr"]
WIDTHS = [360, 768, 1280]
TALL = 2600
"""Pixels from the top that a picture shows: title, findings, contents, the first table."""
SHRUNK = 4
"""How many pixels become one: versions of the browser set letters a little otherwise."""
MEAN, CHANGED, SEEN = 3.0, 0.03, 40
"""Mean difference of grey (of 255), and share of points that differ by more than SEEN, up to which looks are alike."""


def shrunk(picture: Path) -> Image.Image:
    with Image.open(picture) as image:
        return image.convert("L").reduce(SHRUNK)


def difference(one: Image.Image, other: Image.Image) -> tuple[float, float]:
    """Mean difference of grey, and the share of points that clearly differ."""
    apart = ImageChops.difference(one, other)
    clear = apart.point(lambda value: 255 if value > SEEN else 0)
    return ImageStat.Stat(apart).mean[0], ImageStat.Stat(clear).mean[0] / 255


def alike(one: Image.Image, other: Image.Image) -> bool:
    mean, changed = difference(one, other)
    return one.size == other.size and mean <= MEAN and changed <= CHANGED


CASES = [(language, width, "light") for language in LANGUAGES for width in WIDTHS] + [("en", 1280, "dark")]


@pytest.mark.parametrize(("language", "width", "scheme"), CASES)
def test_a_page_looks_as_it_did(visit, pytestconfig, tmp_path: Path, language: str, width: int, scheme: str) -> None:
    page = visit(f"brief.{language}.html", viewport={"width": width, "height": TALL}, color_scheme=scheme)
    page.evaluate("document.fonts.ready")
    page.screenshot(path=tmp_path / "now.png")
    now, kept = shrunk(tmp_path / "now.png"), LOOKS / f"{language}-{width}-{scheme}.png"
    if pytestconfig.getoption("keep_looks"):
        now.save(kept, optimize=True)
    with Image.open(kept) as before:
        assert alike(now, before), f"{kept.name} differs: {difference(now, before)}; see --keep-looks"


def test_a_page_that_looks_otherwise_is_noticed(visit, tmp_path: Path) -> None:
    options = {"viewport": {"width": 1280, "height": TALL}, "color_scheme": "light"}
    page = visit("brief.en.html", bypass_csp=True, **options)
    with Image.open(LOOKS / "en-1280-light.png") as before:
        for fault in ("main { padding-left: 8px !important; }", ".findings { font-size: 1.2em !important; }"):
            style = page.add_style_tag(content=fault)
            page.screenshot(path=tmp_path / "now.png")
            assert not alike(shrunk(tmp_path / "now.png"), before), fault
            style.evaluate("(one) => one.remove()")
