"""Design style: the one source of colours and sizes for the style sheet and the charts."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from remesas.catalog.entries import Entry
from remesas.catalog.loading import parse

Shape = Literal["circle", "square", "diamond", "triangle-up", "triangle-down", "cross"]


class SeriesStyle(Entry):
    """How a line and its marks look, in colour and without: dashes in pixels, line width in pixels."""

    colour: str
    dash: tuple[float, ...]
    width: float
    shape: Shape


class ClassStyle(Entry):
    """How a class of the comparison with print looks: a symbol, and the wash behind its cell."""

    symbol: str
    wash: str


class Panel(Entry):
    """Size of the plot of one panel, in CSS pixels."""

    width: int
    height: int


class ChartStyle(Entry):
    """Font family and sizes (pixels) of charts."""

    panel: Panel
    font: str
    text: float
    title: float


class Dark(Entry):
    """Colours of the dark mode, under the names and in the order of the light ones."""

    colours: dict[str, str]
    classes: dict[str, str]
    series: tuple[str, ...]
    bases: tuple[str, ...]
    verdicts: dict[str, str]


class Style(Entry):
    """All style; ``series`` and ``bases`` are given in the order of their catalog entries and start again."""

    colours: dict[str, str]
    classes: dict[str, ClassStyle]
    series: tuple[SeriesStyle, ...]
    bases: tuple[SeriesStyle, ...]
    verdicts: dict[str, str]
    sizes: dict[str, str]
    chart: ChartStyle
    dark: Dark

    def map_to_dark(self) -> dict[str, str]:
        """The dark colour for each colour that charts are drawn in."""
        pairs = {self.colours[name]: value for name, value in self.dark.colours.items()}
        pairs |= {look.colour: value for look, value in zip(self.series, self.dark.series, strict=True)}
        pairs |= {look.colour: value for look, value in zip(self.bases, self.dark.bases, strict=True)}
        return pairs | {self.verdicts[name]: value for name, value in self.dark.verdicts.items()}

    def of_series(self, position: int) -> SeriesStyle:
        """The style of the source of foreign exchange at a position of the catalog."""
        return self.series[position % len(self.series)]

    def of_basis(self, position: int) -> SeriesStyle:
        """The style of the basis at a position of the configuration."""
        return self.bases[position % len(self.bases)]


def load_style(path: Path) -> Style:
    """Read ``templates/tokens.yaml``.

    Raises:
        DataError: If a token is missing, unknown or of the wrong type.
    """
    return parse(path, Style)
