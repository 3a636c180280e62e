# Every quantitative statement of the article, evaluated: then and now, on each evidence.

CLAIMS_FILE = "workflow/catalog/claims.yaml"
CLAIMS_TEXT = Path(workflow.basedir, CLAIMS_FILE).read_text(encoding="utf-8")


rule evaluate_claims:
    input:
        annual=expand(
            "<processed>/annual/{source}.csv",
            source=[source for source in CATALOG.sources if f"{source}:" in CLAIMS_TEXT or source == "article"],
        ),
        claims=CLAIMS_FILE,
        code=code("evaluate_claims"),
    output:
        csv=report("<processed>/claims.csv", category="Claims", caption="../report/claims.rst"),
        json="<processed>/claims.json",
    log:
        "<processed>/logs/evaluate_claims.log",
    params:
        catalog=digest(CATALOG.series, CATALOG.areas, CATALOG.tables, CATALOG.bases, CATALOG.countries),
    message:
        "Checking the statements of the article against the data"
    script:
        "../scripts/evaluate_claims.py"
