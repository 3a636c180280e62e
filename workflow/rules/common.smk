# Shared by the rules: catalog, configuration and snapshots, checked before anything is planned.
#
# Whatever decides the outputs of a job is among its inputs. These are frames of earlier stages, entries of the catalog,
# settings (a file for each key of config.yaml) and the modules of its code; when one changes, the job is run again.

import datetime as dt
import os
import re
from functools import cache

from remesas.brief.words.locales import available, files_of
from remesas.catalog.article import FILE, SOURCE, find_article
from remesas.catalog.config import ALL, check_config, check_economy, name_origin, parse_config
from remesas.catalog.loading import load_catalog
from remesas.catalog.uses import (
    atlas_references,
    bases_with_roles,
    context_references,
    lead_reference,
    monthly_references,
    peer_references,
    references_of,
    role_references,
)
from remesas.core.errors import explain_system_error
from remesas.ingest.raw_folder import list_files, list_metadata, vintages_of
from remesas.plan.batches import (
    FAILED,
    SKIPPED,
    Outcome,
    describe_outcomes,
    name_built,
    name_failures,
    part_economies,
    read_outcomes,
    write_outcomes,
)
from remesas.plan.code import modules_of
from remesas.plan.economies import check_language, check_lead, check_target, list_economies
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
    # to a WorkflowError, Snakemake would add where in this file it was raised
    raise SystemExit(str(name_origin(sentence, GIVEN)))


try:
    check_writable([".", ".snakemake", *map(workflow.pathvars.apply, ("<processed>", "<reports>"))])
    settle(RAW)  # what a fetch or a registration that was killed had written
    RAW_FILES = list_files(RAW)
    SETTINGS = parse_config(config)
    # the working directory's own articles come before the project's
    ARTICLE = find_article(SETTINGS.article, [*([Path("articles")] if ALONE else []), Path(f"{HOME}articles")])
    CATALOG = load_catalog(WORKFLOW / "catalog", ARTICLE)
    METADATA = list_metadata(RAW_FILES, RAW)
    PRINTED = [str(ARTICLE / f"{name}.csv") for name, table in CATALOG.every_table.items() if table.printed]
    VINTAGES = vintages_of(METADATA) | ({SOURCE: {CATALOG.article.published}} if PRINTED else {})
    check_config(SETTINGS, CATALOG, VINTAGES, available(WORKFLOW / "locales"), dt.date.today())
    config.update(
        {"economies": [CATALOG.article.economy]}
        | SETTINGS.model_dump(exclude_unset=True)
        | {"atlas": SETTINGS.atlas.model_dump()}
    )
    LEFT_OUT = []  # what became of economies that `all` does not mean
    if config["economies"] == [ALL]:
        config["economies"] = list_economies(METADATA, CATALOG, config["bases"])
        others = sorted({*CATALOG.economies} - {*config["economies"]})
        LEFT_OUT = [Outcome(code, SKIPPED, f"no snapshot has any {CATALOG.lead} of it") for code in others]
except (DataError, OSError) as error:
    refuse(error)

# One of a target need not be in the configuration, and a plan that cannot be carried out is none.
ROOTS = "|".join(re.escape(workflow.pathvars.apply(root)) for root in ("<processed>", "<reports>"))
NAMED = (re.match(rf"(?:{ROOTS})/([A-Za-z]{{3}})/", target) for target in sys.argv[1:])
TARGETED = {found[1]: found.string for found in NAMED if found and found[1] not in config["economies"]}
# The only one of a configuration is refused as soon; of several, the job of a batch says why one is skipped.
SINGLE = [economy for economy in config["economies"] if [economy] == config["economies"] != [CATALOG.article.economy]]
try:
    KNOWN = list_economies(METADATA, CATALOG, config["bases"]) if TARGETED or SINGLE else []
    for economy in SINGLE:
        check_lead(economy, CATALOG, KNOWN)
    for target in sys.argv[1:]:
        check_language(target, workflow.pathvars.apply("<reports>"), available(WORKFLOW / "locales"))
    for economy, target in sorted(TARGETED.items()):
        check_target(target, economy, CATALOG, config["bases"], KNOWN)
except DataError as error:
    refuse(error)

LOCALES = Path(workflow.pathvars.apply("<locales>"))
ARTICLE_ECONOMY = CATALOG.article.economy  # nothing of the article is said of any other
HELD_SOURCES = [source for source in CATALOG.sources if source in VINTAGES]
LANGUAGES = config["languages"]
# Several economies are built in batches, a job each; a workflow that uses this one as a module plans for itself.
IN_BATCH = os.environ.get("REMESAS_BATCH")  # of the job of a batch: where to say what became of its economies
BATCHES = part_economies(config["economies"]) if ALONE and not IN_BATCH else {}


def batch_files():
    """The files that say what became of the economies of each batch."""
    return [Path(workflow.pathvars.apply(f"<processed>/batches/{batch}.csv")) for batch in BATCHES]


# A report or a deposit tells of the jobs themselves, of every economy that was built.
if {"--report", "--reporter"} & {argument.partition("=")[0] for argument in sys.argv} and BATCHES:
    built = name_built(filter(Path.is_file, batch_files()))
    config["economies"] = [economy for economy in config["economies"] if economy in built] or config["economies"]
    BATCHES = {}
ECONOMIES = config["economies"]

# Files and no `params`: to compare those, Snakemake imports pandas, a fifth of the time of a plan with nothing to do.
DECIDING = (
    {key: value for key, value in config.items() if key not in ("fetch", "fetch_series", "fetch_versions", "pathvars")}
    | {f"vintages/{source}": config["vintages"].get(source, config["vintages"]["default"]) for source in HELD_SOURCES}
    | {f"batches/{batch}": economies for batch, economies in BATCHES.items()}
)
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


def catalog_of_economy(*names):
    """A function of wildcards: some files of the catalog, and that of the economy if it has one of its own."""
    return lambda wildcards: catalog(
        *names, *([f"countries/{wildcards.economy}"] if wildcards.economy in CATALOG.countries else [])
    )


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


def bases_of(economy):
    """The bases of the configuration that can fill the tables of an economy."""
    return bases_with_roles(CATALOG, config["bases"], economy)


def brief_sources(economy):
    """The sources of the series behind the figures of an economy."""
    return sources_of(reference for reference, _ in references_of(CATALOG, bases_of(economy), economy))


def read_sources(economy):
    """The sources that anything of an economy is made from: all for that of the article, which its statements need."""
    return HELD_SOURCES if economy == ARTICLE_ECONOMY else brief_sources(economy)


def of_article(economy, sources):
    """The sources if the article is about the economy, none otherwise."""
    return sources if economy == ARTICLE_ECONOMY else []


def planned_economies():
    """The economies of which the plan has any job."""
    return sorted({job.wildcards.economy for job in workflow.dag.jobs if "economy" in job.wildcards.keys()})


def label_edition(wildcards):
    """Which edition of the build a file in the report belongs to."""
    return {"edition": "as known before" if wildcards.edition else "today"}


IDENTITY_SOURCES = [
    source
    for source in sources_of(reference for identity in CATALOG.identities.values() for reference in identity.references)
    if source in HELD_SOURCES
]


def build(economy, edition=""):
    """The files of a build, today's or the `earlier/` edition, but those about revisions, which compare the two."""
    own = f"<processed>/{economy}/{edition}"
    return [
        *expand("{own}tables/{table}.csv", own=own, table=CATALOG.tables),
        f"{own}comparison.csv",
        f"{own}comparison_columns.csv",
        f"{own}explanations.csv",
        f"{own}bridges.csv",
        f"{own}ranked.csv",
        f"{own}printed_checks.csv",
        f"{own}indicators.csv",
        f"{own}twelve_months.csv",
        f"{own}peers.csv",
        f"{own}claims.json",
        *(
            [
                *expand("<processed>/{edition}annual/{source}.csv", edition=edition, source=brief_sources(economy)),
                "<processed>/snapshots.csv",
            ]
            if economy == ARTICLE_ECONOMY
            else [f"{own}annual.csv", f"{own}own_snapshots.csv"]
        ),
        "<processed>/steps.csv",
        f"<processed>/{economy}/known_verdicts.csv",
    ]


def print_sources(economy):
    """What is printed and what explains it; where rows of a table are economies, what fills its columns."""
    roles = {
        source
        for basis in bases_of(economy)
        if CATALOG.rankings
        for source in sources_of(role_references(CATALOG, basis, economy))
    }
    named = {*sources_named("explanations", "checks"), *roles}
    return of_article(economy, [source for source in HELD_SOURCES if source in named])


def sources_by(find, economy):
    """The sources of the series that a function of catalog, basis and economy finds on any basis of an economy."""
    return sources_of(filter(None, (name for basis in bases_of(economy) for name in find(CATALOG, basis, economy))))


@cache
def context_sources(economy):
    """The sources of what amounts are related to."""
    return sources_by(lambda *place: dict(context_references(*place)), economy)


@cache
def monthly_sources(economy):
    """The sources of what is followed month by month."""
    return [source for source in MONTHLY_FLOWS if source in sources_by(monthly_references, economy)]


@cache
def peer_sources(economy):
    """The sources of the series by which economies are ranked."""
    return [source for source in HELD_SOURCES if source in sources_by(peer_references, economy)]


@cache
def lead_sources(economy):
    """The sources of the lead column."""
    return sources_by(lambda *place: [lead_reference(*place)], economy)


def atlas_sources():
    """The sources of the page over all economies; none where no basis has them all."""
    named = sources_of(atlas_references(CATALOG, config["bases"]))
    return [source for source in HELD_SOURCES if source in named]


def claim_sources(economy):
    """The sources that the claims name, and what fills the columns of the tables that they name."""
    named = {*of_article(economy, [*sources_named("claims"), SOURCE]), *brief_sources(economy)}
    return [source for source in HELD_SOURCES if source in named]


def build_and_revisions(economy):
    """The files of a build, those about revisions too."""
    names = ("revisions", "revision_effects", "outdated_series")
    return [*build(economy), *(f"<processed>/{economy}/{name}.csv" for name in names)]


def tables_of(economy):
    """The names of the tables of an economy: those about print belong to the article's own."""
    return TABLES if economy == ARTICLE_ECONOMY else TABLES_WITHOUT_PRINT


def frames_of(economy):
    """The frames behind the brief of an economy, and those of the sources that they are made from."""
    own = f"<processed>/{economy}"
    return [
        *(path for path in build_and_revisions(economy) if path.endswith(".csv") and "own_snapshots" not in path),
        "<processed>/snapshots.csv",
        *expand("{own}/changed_sentences/{language}.csv", own=own, language=LANGUAGES),
        *expand(
            "<processed>/{stage}/{source}.csv",
            stage=["observations", "annual", "doubts"],
            source=read_sources(economy),
        ),
        *expand("{own}/cells/{basis}.csv", own=own, basis=bases_of(economy)),
        f"{own}/claims.csv",
        "<processed>/identities.csv",
    ]


def briefs_of(economy):
    """The pages and PDFs about an economy."""
    names = [BRIEF_FILES[form].format(language) for form in config["formats"] for language in LANGUAGES]
    return [f"<reports>/{economy}/{name}" for name in names]


def results_of(economy):
    """What a full build makes of an economy."""
    own = [
        *expand("tables/{table}.csv", table=CATALOG.tables),
        *(f"{frame}.csv" for frame in ("comparison", "printed_checks", "indicators", "claims")),
    ]
    shown = [
        *expand("revisions.{language}.html", language=LANGUAGES),
        "index.html",
        *(
            f"tables/{name}.{language}.{form}"
            for name in tables_of(economy)
            for language in LANGUAGES
            for form in ("csv", "xlsx")
        ),
    ]
    return [
        *(f"<processed>/{economy}/{name}" for name in own),
        *briefs_of(economy),
        *(f"<reports>/{economy}/{name}" for name in shown),
        *expand([*rules.export_frames.output, *rules.export_records.output], economy=economy),
    ]


def find_outcomes():
    """What became of the economies of the plan, by themselves or in batches, and of those that `all` leaves out."""
    outcomes, failed = [], {}
    for job in workflow.dag.needrun_jobs():  # those that are not finished
        tried = all(map(workflow.dag.noneedrun_finished, workflow.dag.dependencies[job]))
        if economy := job.wildcards.get("economy"):
            failed.setdefault(economy, []).extend([(job.rule.name, list(map(str, job.log)))] if tried else [])
        for economy in BATCHES.get(job.wildcards.get("batch"), []):
            outcomes.append(Outcome(economy, FAILED, "its batch was not finished", str(job.log.jobs)))
    finished = [
        job for job in workflow.dag.jobs if "batch" in job.wildcards.keys() and workflow.dag.noneedrun_finished(job)
    ]
    outcomes += [*name_failures(planned_economies(), failed), *read_outcomes(job.output[0] for job in finished)]
    return [*outcomes, *LEFT_OUT] if {*ECONOMIES} <= {outcome.economy for outcome in outcomes} else outcomes


def tell_outcomes():
    """Say what became of each economy where there are several, and end a build in which one of a batch failed.

    In a batch, no former page of an economy that failed stays: it could pass as new.
    """
    outcomes = find_outcomes()
    if IN_BATCH:
        for job in workflow.dag.needrun_jobs():
            for file in job.output:
                Path(file).unlink(missing_ok=True)
        write_outcomes(outcomes, Path(IN_BATCH))
    elif len(outcomes) > 1:
        file = Path(workflow.pathvars.apply("<reports>/summary.csv"))
        write_outcomes(outcomes, file)
        print(describe_outcomes(outcomes, file))
        if any(outcome.state == FAILED for outcome in outcomes):
            raise WorkflowError("Not all economies were built.")
