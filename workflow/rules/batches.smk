# Several economies: a job builds a batch of them, by the same rules, in a Snakemake of its own. Of a single one, none of this
# is part of the build.
#   in:  all that is shared, whatever a rule of an economy reads
#   out: processed/batches/{batch}.csv, and with it what each economy of the batch has in processed/ and reports/

from remesas.plan.batches import find_unfinished

SCRIPTS = sorted(path.stem for path in (WORKFLOW / "scripts").glob("*.py"))
RULES = [str(path) for path in [PROJECT / "Snakefile", *sorted((PROJECT / "workflow/rules").glob("*.smk"))]]

# What an earlier build left undone is asked for again; nothing else would say so, since a batch is one file to the plan.
if workflow.is_main_process:
    for path in find_unfinished(
        batch_files(),
        {economy: list(map(Path, map(workflow.pathvars.apply, briefs_of(economy)))) for economy in ECONOMIES},
    ):
        path.unlink()


rule build_batch:
    input:
        economies=lambda wildcards: settings(f"batches/{wildcards.batch}"),
        observations=expand("<processed>/observations/{source}.csv", source=HELD_SOURCES),
        shared=[
            *expand(
                "<processed>/{stage}/{source}.csv", stage=["annual", "earlier/annual", "doubts"], source=HELD_SOURCES
            ),
            *expand("<processed>/{name}", name=["snapshots.csv", "steps.csv", "identities.csv", "charts/runtime.js"]),
        ],
        settings=settings(*(key for key in DECIDING if key != "economies" and not key.startswith("batches/"))),
        catalog=sorted(map(str, (WORKFLOW / "catalog").rglob("*.yaml"))),
        article=sorted({*article("claims", "explanations", "checks"), *PRINTED}),
        citation=CITATION,
        templates=sorted(map(str, filter(Path.is_file, TEMPLATES.rglob("*")))),
        translations=translations(*LANGUAGES),
        rules=RULES,
        code=sorted({path for name in SCRIPTS for path in code(name)}),
    output:
        "<processed>/batches/{batch}.csv",
    log:
        said="<processed>/logs/build_batch.{batch}.log",
        jobs="<processed>/logs/build_batch.{batch}.jobs.log",
    conda:
        "../envs/remesas.yaml"
    resources:
        mem_mb=2000,
        runtime=60,
    message:
        "Building the briefs of {wildcards.batch}"
    script:
        "../scripts/build_batch.py"


# At the end of a build, what it was asked for and where it is; of several economies, what became of each.
onsuccess:
    from remesas.core.files import read_frames
    from remesas.core.frames import DOUBTS
    from remesas.harmonise.doubts import describe_doubts
    from remesas.plan.results import list_results

    if not IN_BATCH:
        made = [str(file) for job in workflow.dag.jobs for file in job.output]
        asked = [str(file) for job in workflow.dag.targetjobs for file in job.output]
        reports = Path(workflow.pathvars.apply("<reports>"))
        expected = [PAGE_FILES["revisions"].format(language) for language in LANGUAGES] + [
            BRIEF_FILES[form].format(language) for form in config["formats"] for language in LANGUAGES
        ]
        print(list_results(reports, made, asked, expected, ATLAS_NAMES))
        doubts = read_frames(sorted(Path(workflow.pathvars.apply("<processed>/doubts")).glob("*.csv")), DOUBTS)
        # of what is looked at in all economies, those that were asked for
        told = doubts[doubts["ref_area"].isin(ECONOMIES) | ~doubts["check"].isin(CATALOG.limits)]
        for remark in [*REMARKS, *describe_doubts(told)]:
            print(remark)
    tell_outcomes()


onerror:
    tell_outcomes()
