from remesas.brief.contents import Item, list_sections, table_names
from remesas.catalog.catalog import Catalog
from remesas.catalog.tables import Table
from support.project import ROOT

BARE = Table(title="Two of them", flow="gross", columns=("remittances", "oil"))


def with_tables(catalog: Catalog, **tables: Table) -> Catalog:
    return catalog.model_copy(update={"tables": tables})


def test_todays_tables_have_the_addresses_of_their_flows(catalog: Catalog) -> None:
    sections = [section for section in list_sections(catalog) if section.table]
    assert [(section.name, section.table) for section in sections] == [("gross", "table1"), ("net", "table2")]
    assert sections[0].items == (
        Item("table", "table1"), Item("figure", "table1-article"), Item("figure", "table1"),
    )  # fmt: skip
    assert {section.template for section in sections} == {"sections/table.html.j2"}


def test_every_table_has_a_section_of_its_own(catalog: Catalog) -> None:
    other = BARE.model_copy(update={"flow": ""})
    several = with_tables(catalog, **catalog.tables, table3=BARE, table4=other)
    sections = [section for section in list_sections(several) if section.table]
    assert [section.name for section in sections] == ["gross", "net", "table3", "table4"]
    assert [section.flow for section in sections] == ["gross", "net", "", ""]
    names = [section.name for section in list_sections(several)]
    assert len(set(names)) == len(names)


def test_what_the_catalog_cannot_fill_is_no_file(catalog: Catalog) -> None:
    several = table_names(with_tables(catalog, **catalog.tables, table3=BARE))
    place = several.index("table2") + 1
    assert [*several[:place], *several[place + 1 :]] == table_names(catalog) and several[place] == "table3"
    bare = table_names(
        with_tables(catalog, table3=BARE).model_copy(update={"explanations": (), "concepts": (), "printed_checks": ()})
    )
    assert {"table3", "derived", "growth", "definitions", "sources", "claims"} <= set(bare)
    assert not {"table3-article", "table3-print", "summary", "explanations", "bridges", "checks"} & set(bare)


def test_scripts_and_styles_can_be_read_without_scrolling():
    files = [path for suffix in ("js", "css") for path in (ROOT / "workflow/templates" / suffix).iterdir()]
    assert len(files) > 10
    lines = {(path.name, line) for path in files for line in path.read_text(encoding="utf-8").splitlines()}
    assert {line for line in lines if len(line[1]) > 120} == set()
