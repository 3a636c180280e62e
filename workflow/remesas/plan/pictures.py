"""Pictures of the workflow for its documentation: the graph of its rules, and its stages from raw to report, as SVG.

Drawn from what Snakemake itself says (``--rulegraph``), so that they cannot fall behind the rules.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

from PIL import Image

from remesas.brief.style import Style, load_style
from remesas.core.errors import DataError

NODE = re.compile(r'(\d+)\[label\s*=\s*"([^"\\]*)')
EDGE = re.compile(r"(\d+)\s*->\s*(\d+)")
RULE = re.compile(r"^rule (\w+):", re.MULTILINE)
BOX, GAP = (138, 26), (52, 14)
"""Width and height of a box, and what lies between boxes, in pixels."""
COLOURS = 64
"""Colours of the picture of a page."""
Edge = tuple[str, str]


@dataclass(frozen=True)
class Graph:
    """Names, and which comes before which."""

    names: tuple[str, ...]
    edges: frozenset[Edge]

    def reduced(self) -> Graph:
        """Without the edges that only repeat a longer way."""
        after: dict[str, set[str]] = {name: {b for a, b in self.edges if a == name} for name in self.names}

        def reaches(start: str, end: str) -> bool:
            return any(step == end or reaches(step, end) for step in after[start])

        kept = {(a, b) for a, b in self.edges if not any(step != b and reaches(step, b) for step in after[a])}
        return Graph(self.names, frozenset(kept))

    def levels(self) -> dict[str, int]:
        """For each name the length of the longest way to it; what nothing comes before stands next to what needs it."""
        before: dict[str, set[str]] = {name: {a for a, b in self.edges if b == name} for name in self.names}
        found: dict[str, int] = {}

        def level(name: str) -> int:
            if name not in found:
                found[name] = 1 + max((level(earlier) for earlier in before[name]), default=-1)
            return found[name]

        for name in self.names:
            level(name)
        starts = [name for name in self.names if not before[name]]
        return found | {name: min((found[b] for a, b in self.edges if a == name), default=1) - 1 for name in starts}


def read_graph(dot: str) -> Graph:
    """The graph that ``snakemake --rulegraph`` prints, without the rule that only names the targets."""
    names = {key: name for key, name in NODE.findall(dot) if name != "all"}
    edges = {(names[a], names[b]) for a, b in EDGE.findall(dot) if a in names and b in names}
    return Graph(tuple(names.values()), frozenset(edges))


def collapsed(graph: Graph, stages: Mapping[str, str]) -> Graph:
    """The graph of the stages that the rules belong to."""
    edges = {(stages[a], stages[b]) for a, b in graph.edges if stages[a] != stages[b]}
    return Graph(tuple(dict.fromkeys(stages[name] for name in graph.names)), frozenset(edges))


def stages_of(rules: Path) -> dict[str, str]:
    """For each rule the name of its file."""
    return {
        name: path.stem
        for path in sorted(rules.glob("*.smk"))
        for name in RULE.findall(path.read_text(encoding="utf-8"))
    }


def draw(graph: Graph, style: Style, title: str) -> str:
    """The graph as SVG, from left to right."""
    levels, edges = _stepwise(graph.reduced())
    columns = [[name for name in levels if levels[name] == place] for place in range(max(levels.values()) + 1)]
    columns = _ordered(columns, edges)
    tallest = max(map(len, columns))
    (width, height), (across, down) = BOX, GAP
    places = {
        name: (10 + place * (width + across), 10 + (row + (tallest - len(column)) / 2) * (height + down))
        for place, column in enumerate(columns)
        for row, name in enumerate(column)
    }
    total = (20 + len(columns) * (width + across) - across, 20 + tallest * (height + down) - down)
    colours, boxes = style.colours, set(graph.names)
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {total[0]:g} {total[1]:g}" role="img" '
            f'width="{total[0]:g}" height="{total[1]:g}" font-family="sans-serif" font-size="12">',
            f"<title>{escape(title)}</title>",
            f'<rect width="100%" height="100%" fill="{colours["paper"]}"/>',
            *(_line(places[a], places[b], colours["faint"], head=b in boxes) for a, b in sorted(edges)),
            *(_through(places[name], colours["faint"]) for name in places if name not in boxes),
            *(_box(name, places[name], colours) for name in graph.names),
            "</svg>\n",
        ]
    )


def _stepwise(graph: Graph) -> tuple[dict[str, int], set[Edge]]:
    """Levels and edges, long edges cut into steps of one level that have places of their own between the boxes."""
    levels, edges = dict(graph.levels()), set()
    for a, b in sorted(graph.edges):
        before = a
        for level in range(levels[a] + 1, levels[b]):
            step = f"{a}@{level}"
            levels[step] = level
            edges.add((before, step))
            before = step
        edges.add((before, b))
    return levels, edges


def _ordered(columns: list[list[str]], edges: Iterable[Edge]) -> list[list[str]]:
    """Each column in the order of the middle of what leads to it, so that few lines cross."""
    known = list(edges)
    made = [columns[0]]
    place = {name: float(row) - len(columns[0]) / 2 for row, name in enumerate(columns[0])}
    for column in columns[1:]:
        middle = {}
        for name in column:
            before = [place[a] for a, b in known if b == name]
            middle[name] = sum(before) / len(before) if before else 0.0
        made.append(sorted(column, key=lambda name: middle[name]))
        place |= {name: float(row) - len(column) / 2 for row, name in enumerate(made[-1])}
    return made


def _box(name: str, place: tuple[float, float], colours: Mapping[str, str]) -> str:
    (x, y), (width, height) = place, BOX
    return (
        f'<rect x="{x:g}" y="{y:g}" width="{width}" height="{height}" rx="3" fill="{colours["band"]}" '
        f'stroke="{colours["accent"]}"/><text x="{x + width / 2:g}" y="{y + height / 2 + 4:g}" text-anchor="middle" '
        f'fill="{colours["ink"]}">{escape(name.replace("_", " "))}</text>'
    )


def _line(start: tuple[float, float], end: tuple[float, float], colour: str, *, head: bool) -> str:
    width, height = BOX
    x1, y1, x2, y2 = start[0] + width, start[1] + height / 2, end[0], end[1] + height / 2
    middle, tip = (x1 + x2) / 2, 5 if head else 0
    path = f"M{x1:g},{y1:g} C{middle:g},{y1:g} {middle:g},{y2:g} {x2 - tip:g},{y2:g}"
    arrow = f'<path d="M{x2:g},{y2:g} l-6,-3 v6 z" fill="{colour}"/>' if head else ""
    return f'<path d="{path}" fill="none" stroke="{colour}"/>{arrow}'


def _through(place: tuple[float, float], colour: str) -> str:
    (x, y), (width, height) = place, BOX
    return f'<path d="M{x:g},{y + height / 2:g} h{width}" fill="none" stroke="{colour}"/>'


def rule_graph(root: Path) -> Graph:
    """The graph of the rules, as Snakemake has it.

    Raises:
        DataError: If Snakemake cannot plan.
    """
    run = subprocess.run(
        [sys.executable, "-m", "snakemake", "--rulegraph", "dot"], cwd=root, capture_output=True, text=True, check=False
    )
    if run.returncode:
        raise DataError(f"Snakemake cannot draw its rules: {run.stderr[-400:]}", file=root / "Snakefile")
    return read_graph(run.stdout)


def write_pictures(root: Path, target: Path) -> list[Path]:
    """Write ``rules.svg``, ``stages.svg`` and, if there is a brief, ``page.png`` (its first page).

    Args:
        root: The folder of the project.
        target: The folder for the pictures.

    Returns:
        What was written.
    """
    style = load_style(root / "workflow" / "templates" / "tokens.yaml")
    graph = rule_graph(root)
    stages = collapsed(graph, stages_of(root / "workflow" / "rules"))
    target.mkdir(exist_ok=True)
    written = [target / "rules.svg", target / "stages.svg"]
    written[0].write_text(draw(graph, style, "The rules, from raw to report"), encoding="utf-8")
    written[1].write_text(draw(stages, style, "The stages, from raw to report"), encoding="utf-8")
    briefs = sorted((root / "reports").glob("brief.*.pdf"))
    if briefs:
        written.append(first_page(briefs[0], target / "page.png"))
    return written


def first_page(pdf: Path, target: Path) -> Path:
    """The first page as a small PNG; needs ``pdftoppm`` (Debian: poppler-utils).

    Raises:
        DataError: If there is no ``pdftoppm``, or it fails.
    """
    command = [
        "pdftoppm",
        "-png",
        "-r",
        "100",
        "-singlefile",
        "-f",
        "1",
        "-l",
        "1",
        str(pdf),
        str(target.with_suffix("")),
    ]
    try:
        subprocess.run(command, check=True, capture_output=True)
    except (FileNotFoundError, subprocess.CalledProcessError) as error:
        raise DataError(
            f"the first page cannot be drawn: {error}",
            file=pdf,
            remedy="install poppler-utils (apt-get install poppler-utils).",
        ) from None
    with Image.open(target) as picture:
        picture.convert("RGB").quantize(COLOURS).save(target, optimize=True)
    return target


def main(root: Path) -> None:
    """Write the pictures of the documentation and say where they are."""
    for path in write_pictures(root, root / "docs"):
        print(path.relative_to(root))


if __name__ == "__main__":
    main(Path.cwd())
