# What all rules share: the catalog, the configuration and the files in raw/, checked before anything is planned.

from remesas.catalog.entries import load_catalog
from remesas.brief.contents import BRIEF_FILES, REVISION_TABLES, index_files, table_names, template_files
from remesas.plan.code import digest, modules_of
from remesas.core.errors import DataError
from remesas.ingest.raw_folder import list_metadata, vintages_of
from remesas.brief.words.locales import available, files_of
from remesas.core.references import references, sources_of
import datetime as dt

from remesas.catalog.config import check_config, parse_config

WORKFLOW = Path(workflow.basedir) / "workflow"
LOCALES = WORKFLOW / "locales"
RAW = Path(config.get("pathvars", {}).get("raw", "raw"))
RAW_FILES = sorted(path for path in RAW.rglob("*") if not path.is_dir())

try:
    CATALOG = load_catalog(WORKFLOW / "catalog")
    METADATA = list_metadata(RAW_FILES, RAW)
    SETTINGS = parse_config(config)
    check_config(SETTINGS, CATALOG, vintages_of(METADATA), available(LOCALES), dt.date.today())
    config.update(SETTINGS.model_dump(exclude_unset=True))
except DataError as error:
    raise WorkflowError(str(error)) from None

HELD_SOURCES = [name for name in CATALOG.sources if name in vintages_of(METADATA)]
TEMPLATES = WORKFLOW / "templates"
REVISION_FRAMES = ["revisions", "revision_effects", "outdated_series"]
COUNTRY = config["country"]
BASES = config["bases"]
LANGUAGES = config["languages"]


def raw_files(source):
    """The snapshots of one source, with their metadata."""
    return [str(path) for path in RAW_FILES if path.relative_to(RAW).parts[0] == source]


def code(script):
    """The files that decide what a script does: itself and the modules of the library that it imports."""
    return [str(path.relative_to(workflow.basedir)) for path in modules_of(WORKFLOW / "scripts" / f"{script}.py")]


def series_of(source):
    """The catalog's entries of one source's series."""
    return {reference: entry for reference, entry in CATALOG.series.items() if reference.split(":")[0] == source}


def formulas_of(basis):
    """Every formula that fills a role of the basis."""
    roles = CATALOG.roles(basis, COUNTRY)
    return [term.formula for flow in roles.values() for role in flow.values() for term in role.terms]


def printed_references():
    """The series of the printed tables, as formulas."""
    return [f"{{{reference}}}" for table in CATALOG.tables.values() for reference in table.printed.values()]


def parameters_of(entries):
    """The texts among the parameters of tests and checks: formulas and their like."""
    return [value for entry in entries for value in entry.parameters.values() if isinstance(value, str)]


def context_formulas():
    """The series of every basis' context, as formulas."""
    return [
        f"{{{reference.partition('@')[0]}}}"
        for basis in BASES
        for reference in CATALOG.context(basis, COUNTRY).values()
    ]


def within_project(paths):
    """Paths as the rules write them: from the project's folder."""
    return [str(path.relative_to(workflow.basedir)) for path in paths]


def translations(wildcards):
    """The texts of the language that a job is about."""
    return within_project(files_of(LOCALES, wildcards.language))


def computed_frames():
    """The frames that the page shows, without those about revisions, which are made from them."""
    tables = {table: f"<processed>/tables/{table}.csv" for table in CATALOG.tables}
    names = ["comparison", "comparison_columns", "explanations", "printed_checks", "indicators", "snapshots"]
    return tables | {name: f"<processed>/{name}.csv" for name in names} | {"claims": "<processed>/claims.json"}


def brief_frames():
    """All frames that the page shows."""
    return computed_frames() | {name: f"<processed>/{name}.csv" for name in REVISION_FRAMES}


def exported_tables():
    """Names of the tables that are data files too, with their folder."""
    return [*table_names(CATALOG), *(f"revisions/{name}" for name in REVISION_TABLES)]


def brief_files():
    """The files of the brief, as languages and formats ask for them."""
    return [f"<reports>/{BRIEF_FILES[form].format(language)}" for form in config["formats"] for language in LANGUAGES]


def brief_sources():
    """The sources behind the figures of the brief."""
    return sources_of([formula for basis in BASES for formula in formulas_of(basis)] + context_formulas())


def brief_params():
    """What the page takes from configuration and catalog."""
    used = {reference: CATALOG.series[reference] for source in brief_sources() for reference in series_of(source)}
    return {
        "country": COUNTRY,
        "bases": BASES,
        "price_base": config["constant_prices"]["base"],
        "catalog": digest(
            CATALOG.sources,
            used,
            CATALOG.indicators,
            CATALOG.tables,
            {basis: CATALOG.bases[basis] for basis in BASES},
            CATALOG.countries[COUNTRY],
            CATALOG.explanations,
            CATALOG.printed_checks,
        ),
    }
