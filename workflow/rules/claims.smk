# Every quantitative statement of the article, evaluated: then and now, on each evidence.
#   in:  processed/annual/{source}.csv; catalog
#   out: processed/claims.csv, processed/claims.json


rule evaluate_claims:
    input:
        annual=expand(
            "<processed>/{{edition}}annual/{source}.csv",
            # What the claims name, and what fills the columns of the tables that they name.
            source=[
                source for source in HELD_SOURCES if source in {*sources_named("claims"), *BRIEF_SOURCES, "article"}
            ],
        ),
        catalog=catalog("claims", "areas", "flows", "indicators", "tables", "bases", f"countries/{COUNTRY}"),
        code=code("evaluate_claims"),
    output:
        csv=report(
            "<processed>/{edition}claims.csv",
            category="Claims",
            caption="../report/claims.rst",
            labels=label_edition,
        ),
        json="<processed>/{edition}claims.json",
    log:
        "<processed>/{edition}logs/evaluate_claims.log",
    conda:
        "../envs/remesas.yaml"
    resources:
        mem_mb=500,
        runtime=5,
    message:
        "Checking the statements of the article against the data: {output.csv}"
    script:
        "../scripts/evaluate_claims.py"
