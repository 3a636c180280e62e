# Every quantitative statement of the article, evaluated: then and now, on each evidence.
#   in:  processed/annual/{source}.csv; catalog
#   out: processed/claims.csv, processed/claims.json, processed/known_verdicts.csv; processed/check.txt, verdicts.csv,
#        reports/flips.json, flips.xml

# What the claims name, and what fills the columns of the tables that they name.
CLAIM_SOURCES = [source for source in HELD_SOURCES if source in {*sources_named("claims"), *BRIEF_SOURCES}]
CATALOG_OF_CLAIMS = catalog("areas", "blocs", "flows", "indicators", "bases", f"countries/{COUNTRY}")


rule evaluate_claims:
    input:
        annual=expand("<processed>/{{edition}}annual/{source}.csv", source=CLAIM_SOURCES),
        catalog=CATALOG_OF_CLAIMS,
        article=article("claims"),
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


rule trace_verdicts:
    input:
        annual=expand("<processed>/annual/{source}.csv", source=CLAIM_SOURCES),
        claims="<processed>/claims.json",
        catalog=CATALOG_OF_CLAIMS,
        article=article("claims"),
        code=code("trace_verdicts"),
    output:
        "<processed>/known_verdicts.csv",
    log:
        "<processed>/logs/trace_verdicts.log",
    conda:
        "../envs/remesas.yaml"
    resources:
        mem_mb=500,
        runtime=5,
    message:
        "Asking what older vintages said of the statements: {output}"
    script:
        "../scripts/trace_verdicts.py"


rule check_article:
    input:
        claims="<processed>/claims.json",
        comparison="<processed>/comparison.csv",
        ranked="<processed>/ranked.csv",
        checks="<processed>/printed_checks.csv",
        catalog=catalog("flows"),
        article=[*article(), *map(str, ARTICLE.glob("verdicts.csv"))],
        code=code("check_article"),
    output:
        page="<processed>/check.txt",
        verdicts="<processed>/verdicts.csv",
        json="<reports>/flips.json",
        feed="<reports>/flips.xml",
    log:
        "<processed>/logs/check_article.log",
    conda:
        "../envs/remesas.yaml"
    resources:
        mem_mb=500,
        runtime=5,
    message:
        "Checking what the article lacks, and its verdicts against those accepted"
    script:
        "../scripts/check_article.py"
