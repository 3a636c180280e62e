# Shared by the rules: catalog, configuration and snapshots, checked before anything is planned.
#
# Whatever decides the outputs of a job is among its inputs. These are frames of earlier stages, entries of the catalog,
# settings (a file for each key of config.yaml) and the modules of its code; when one changes, the job is run again.

import datetime as dt
import os

from remesas.brief.words.locales import available
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
from remesas.core.errors import explain_system_error
from remesas.ingest.raw_folder import list_files, list_metadata, vintages_of
from remesas.plan.code import modules_of
from remesas.plan.hold import check_writable
from remesas.plan.settings import write_settings
from remesas.update.publish import settle

WORKFLOW = Path(f"{HOME}workflow")
RAW = Path(workflow.pathvars.apply("<raw>"))
# What was set on the command line, so that an error names the place of a setting; the last word comes first.
GIVEN = {"--config": workflow.config_settings.config} | {
    os.path.relpath(path): read_yaml(path) for path in reversed(workflow.config_settings.configfiles)
}


def refuse(error):
    """End the run with a sentence about what the user can mend; anything else is a fault of the program."""
    sentence = error if isinstance(error, DataError) else explain_system_error(error)
    if sentence is None:
        raise error
    raise WorkflowError(str(name_origin(sentence, GIVEN))) from None


try:
    check_writable([".", ".snakemake", *map(workflow.pathvars.apply, ("<processed>", "<reports>"))])
    settle(RAW)  # what a fetch or a registration that was killed had written
    RAW_FILES = list_files(RAW)
    CATALOG = load_catalog(WORKFLOW / "catalog")
    METADATA = list_metadata(RAW_FILES, RAW)
    SETTINGS = parse_config(config)
    check_config(SETTINGS, CATALOG, vintages_of(METADATA), available(WORKFLOW / "locales"), dt.date.today())
    config.update(SETTINGS.model_dump(exclude_unset=True))
except (DataError, OSError) as error:
    refuse(error)

HELD_SOURCES = [source for source in CATALOG.sources if source in vintages_of(METADATA)]
COUNTRY, BASES, LANGUAGES = config["country"], config["bases"], config["languages"]

# Files and no `params`: to compare those, Snakemake imports pandas, a fifth of the time of a plan with nothing to do.
DECIDING = {
    key: value for key, value in config.items() if key not in ("fetch", "fetch_series", "fetch_versions", "pathvars")
} | {f"vintages/{source}": config["vintages"].get(source, config["vintages"]["default"]) for source in HELD_SOURCES}
try:
    SETTING_FILES = write_settings(DECIDING, Path(workflow.pathvars.apply("<processed>/settings")))
except OSError as error:
    refuse(error)


def settings(*keys):
    """The files of some keys of config.yaml."""
    return [f"<processed>/settings/{SETTING_FILES[key]}" for key in keys]


def catalog(*names):
    """Some files of the catalog."""
    return [f"<catalog>/{name}.yaml" for name in names]


def code(script):
    """The files that decide what a script does: itself and the modules of the library that it imports."""
    return list(map(str, modules_of(Path(f"{HOME}workflow/scripts/{script}.py"))))


def sources_named(*names):
    """The sources of the series that some files of the catalog name."""
    texts = [Path(WORKFLOW, "catalog", f"{name}.yaml").read_text(encoding="utf-8") for name in names]
    return [source for source in HELD_SOURCES if any(f"{source}:" in text for text in texts)]


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
