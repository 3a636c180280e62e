"""Colours can be told from their ground, and from one another, in both modes and by colour-blind readers."""

import math
from itertools import combinations

import pytest

from remesas.brief.style import Style

Rgb = tuple[float, float, float]
MODES = ["light", "dark"]
# Linear RGB as seen without red or green cones (Viénot, Brettel and Mollon 1999).
BLINDNESS = {
    "protanopia": ((0.11238, 0.88762, 0.0), (0.11238, 0.88762, 0.0), (0.00401, -0.00401, 1.0)),
    "deuteranopia": ((0.29275, 0.70725, 0.0), (0.29275, 0.70725, 0.0), (-0.02234, 0.02234, 1.0)),
}


def linear(colour: str) -> Rgb:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return red, green, blue


def luminance(colour: str) -> float:
    red, green, blue = linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def lab(rgb: Rgb) -> Rgb:
    red, green, blue = (max(0.0, part) for part in rgb)
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089
    fx, fy, fz = (part ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116 for part in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def seen(colour: str, kind: str) -> Rgb:
    rows = BLINDNESS[kind]
    red, green, blue = (sum(weight * part for weight, part in zip(row, linear(colour), strict=True)) for row in rows)
    return lab((red, green, blue))


@pytest.fixture(params=MODES)
def mode(request: pytest.FixtureRequest, style: Style) -> tuple[dict[str, str], dict[str, str], list[str], list[str]]:
    """Colours, washes, lines of sources and lines of bases of one mode."""
    if request.param == "light":
        washes = {name: style.wash for name, style in style.classes.items()}
        series = [style.colour for style in style.series]
        return style.colours, washes, series, [style.colour for style in style.bases]
    dark = style.dark
    return dark.colours, dark.classes, list(dark.series), list(dark.bases)


def test_the_dark_mode_has_every_colour(style: Style) -> None:
    assert set(style.dark.colours) == set(style.colours)
    assert set(style.dark.classes) == set(style.classes)
    assert len(style.dark.series) == len(style.series)
    assert len(style.dark.bases) == len(style.bases)


def test_a_colour_of_the_charts_has_one_dark_colour(style: Style) -> None:
    pairs = {(style.colours[name], value) for name, value in style.dark.colours.items()}
    pairs |= {(style.colour, value) for style, value in zip(style.series, style.dark.series, strict=True)}
    pairs |= {(style.colour, value) for style, value in zip(style.bases, style.dark.bases, strict=True)}
    assert len(pairs) == len({light for light, _ in pairs})


def test_text_can_be_read_on_its_grounds(mode) -> None:
    colours, washes, series, bases = mode
    plain = [colours["paper"], colours["wash"], colours["band"], colours["period"]]
    for text in ("ink", "muted", "accent"):
        for ground in [*plain, *washes.values()]:
            assert contrast(colours[text], ground) >= 4.5, (text, ground)
    assert contrast(colours["faint"], colours["paper"]) >= 4.5
    assert contrast(colours["faint"], washes["missing"]) >= 4.5
    for line in (*series, *bases):
        assert contrast(line, colours["paper"]) >= 4.5, "labels are in the colour of their line"
        assert contrast(line, colours["period"]) >= 3, "lines cross the shaded years"


@pytest.mark.parametrize("kind", BLINDNESS)
def test_lines_differ_for_colour_blind_readers(mode, kind: str) -> None:
    _, _, series, bases = mode
    for colours in (series, bases):
        for one, other in combinations(colours, 2):
            assert math.dist(seen(one, kind), seen(other, kind)) >= 9, (one, other)
