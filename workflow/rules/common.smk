# Shared by the rules: catalog, configuration and snapshots, checked before anything is planned.
#
# Whatever decides the outputs of a job is among its inputs. These are frames of earlier stages, entries of the catalog,
# settings (a file for each key of config.yaml) and the modules of its code; when one changes, the job is run again.

import datetime as dt
import os

from remesas.brief.words.locales import available, files_of
from remesas.catalog.article import FILE, SOURCE, find_article
from remesas.catalog.config import check_config, name_origin, parse_config
from remesas.catalog.loading import load_catalog
from remesas.catalog.uses import (
    context_references,
    lead_reference,
    monthly_references,
    peer_references,
    references_of,
    role_references,
)
from remesas.ingest.raw_folder import list_metadata, vintages_of
from remesas.plan.code import modules_of
from remesas.plan.settings import write_settings
from remesas.update.publish import settle

WORKFLOW = Path(f"{HOME}workflow")
RAW = Path(workflow.pathvars.apply("<raw>"))
settle(RAW)  # what a fetch or a registration that was killed had written
RAW_FILES = sorted(Path(folder, name) for folder, _, names in os.walk(RAW) for name in names)

# What was set on the command line, so that an error names the place of a setting; the last word comes first.
GIVEN = {"--config": workflow.config_settings.config} | {
    os.path.relpath(path): read_yaml(path) for path in reversed(workflow.config_settings.configfiles)
}

try:
    SETTINGS = parse_config(config)
    # the working directory's own articles come before the project's
    ARTICLE = find_article(SETTINGS.article, [*([Path("articles")] if ALONE else []), Path(f"{HOME}articles")])
    CATALOG = load_catalog(WORKFLOW / "catalog", ARTICLE)
    METADATA = list_metadata(RAW_FILES, RAW)
    PRINTED = [str(ARTICLE / f"{name}.csv") for name, table in CATALOG.every_table.items() if table.printed]
    VINTAGES = vintages_of(METADATA) | ({SOURCE: {CATALOG.article.published}} if PRINTED else {})
    check_config(SETTINGS, CATALOG, VINTAGES, available(WORKFLOW / "locales"), dt.date.today())
    config.update({"country": CATALOG.article.economy} | SETTINGS.model_dump(exclude_unset=True))
except DataError as error:
    raise WorkflowError(str(name_origin(error, GIVEN))) from None

LOCALES = Path(workflow.pathvars.apply("<locales>"))
HELD_SOURCES = [source for source in CATALOG.sources if source in VINTAGES]
COUNTRY, BASES, LANGUAGES = config["country"], config["bases"], config["languages"]

# Files and no `params`: to compare those, Snakemake imports pandas, a fifth of the time of a plan with nothing to do.
SETTING_FILES = write_settings(
    {key: value for key, value in config.items() if key not in ("fetch", "fetch_series", "fetch_versions", "pathvars")}
    | {f"vintages/{source}": config["vintages"].get(source, config["vintages"]["default"]) for source in HELD_SOURCES},
    Path(workflow.pathvars.apply("<processed>/settings")),
)


def settings(*keys):
    """The files of some keys of config.yaml."""
    return [f"<processed>/settings/{SETTING_FILES[key]}" for key in keys]


def catalog(*names):
    """Some files of the catalog."""
    return [f"<catalog>/{name}.yaml" for name in names]


def article(*names):
    """What declares the article and its concepts, and those of some other files of its folder that it has."""
    paths = [ARTICLE / FILE, *(ARTICLE / f"{name}.yaml" for name in dict.fromkeys(("concepts", *names)))]
    return [str(path) for path in paths if path.is_file()]


def series_of(source):
    """What declares the series of a source; those of the article's tables are derived from these."""
    return catalog("flows" if source == SOURCE else f"series/{source}")


def printed_of(source):
    """What the article prints, if that is the source."""
    return [*article(), *PRINTED] if source == SOURCE else []


def translations(*languages):
    """The translations into some languages: the project's, and the article's own."""
    return list(map(str, files_of([LOCALES, ARTICLE / "locales"], *languages)))


def code(script):
    """The files that decide what a script does: itself and the modules of the library that it imports."""
    return list(map(str, modules_of(Path(f"{HOME}workflow/scripts/{script}.py"))))


def sources_named(*names):
    """The sources of the series that some files of the article name, and of what it prints."""
    texts = [Path(path).read_text(encoding="utf-8") for path in article(*names)]
    return [source for source in HELD_SOURCES if source == SOURCE or any(f"{source}:" in text for text in texts)]


def sources_of(references):
    """The sources of some series, sorted."""
    return sorted({reference.split(":")[0] for reference in references})


def label_edition(wildcards):
    """Which edition of the build a file in the report belongs to."""
    return {"edition": "as known before" if wildcards.edition else "today"}


IDENTITY_SOURCES = [
    source
    for source in sources_of(reference for identity in CATALOG.identities.values() for reference in identity.references)
    if source in HELD_SOURCES
]
BRIEF_SOURCES = sources_of(reference for reference, _ in references_of(CATALOG, BASES, COUNTRY))


def build(edition=""):
    """The files of a build, today's or the `earlier/` edition, but those about revisions, which compare the two."""
    return [
        *expand("<processed>/{edition}tables/{table}.csv", edition=edition, table=CATALOG.tables),
        f"<processed>/{edition}comparison.csv",
        f"<processed>/{edition}comparison_columns.csv",
        f"<processed>/{edition}explanations.csv",
        f"<processed>/{edition}bridges.csv",
        f"<processed>/{edition}ranked.csv",
        f"<processed>/{edition}printed_checks.csv",
        f"<processed>/{edition}indicators.csv",
        f"<processed>/{edition}twelve_months.csv",
        f"<processed>/{edition}peers.csv",
        f"<processed>/{edition}claims.json",
        *expand("<processed>/{edition}annual/{source}.csv", edition=edition, source=BRIEF_SOURCES),
        "<processed>/snapshots.csv",
        "<processed>/steps.csv",
        "<processed>/known_verdicts.csv",
    ]
