from xml.etree import ElementTree

from remesas.brief.style import load_style
from remesas.plan.pictures import Graph, collapsed, draw, read_graph, stages_of
from support.project import ROOT

DOT = """digraph snakemake_dag {
    0[label = "all", color = "0.1 0.6 0.85", style="rounded"];
    1[label = "last", color = "0.1 0.6 0.85", style="rounded"];
    2[label = "middle", color = "0.1 0.6 0.85", style="rounded"];
    3[label = "first", color = "0.1 0.6 0.85", style="rounded"];
    1 -> 0
    2 -> 1
    3 -> 2
    3 -> 1
}"""


def test_the_graph_of_snakemake_is_read_without_its_targets() -> None:
    graph = read_graph(DOT)
    assert graph.names == ("last", "middle", "first")
    assert graph.reduced().edges == {("middle", "last"), ("first", "middle")}
    assert graph.levels() == {"first": 0, "middle": 1, "last": 2}


def test_rules_are_gathered_in_stages() -> None:
    graph = collapsed(read_graph(DOT), {"first": "raw", "middle": "brief", "last": "brief"})
    assert graph == Graph(("brief", "raw"), frozenset({("raw", "brief")}))
    assert stages_of(ROOT / "workflow" / "rules")["render_pdf"] == "brief"


def test_the_picture_has_a_box_for_each_name() -> None:
    tokens = load_style(ROOT / "workflow" / "templates" / "tokens.yaml")
    root = ElementTree.fromstring(draw(read_graph(DOT), tokens, "Title"))
    texts = [element.text for element in root.iter("{http://www.w3.org/2000/svg}text")]
    assert sorted(texts) == ["first", "last", "middle"]


def test_the_pictures_show_the_rules_of_today() -> None:
    for name in stages_of(ROOT / "workflow" / "rules"):
        if name != "render_archive":  # asked for by the configuration only
            assert f">{name.replace('_', ' ')}<" in (ROOT / "docs" / "rules.svg").read_text(encoding="utf-8"), name
