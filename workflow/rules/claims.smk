# Every quantitative statement of the article, evaluated: then and now, on each evidence.
#   in:  processed/annual/{source}.csv; catalog
#   out: processed/{economy}/: claims.csv, claims.json, known_verdicts.csv; processed/check.txt, processed/verdicts.csv,
#        reports/flips.json, reports/flips.xml

CATALOG_OF_CLAIMS = catalog_of_economy("areas", "blocs", "flows", "indicators", "bases")


rule evaluate_claims:
    input:
        annual=lambda wildcards: expand(
            "<processed>/{edition}annual/{source}.csv",
            edition=wildcards.edition,
            source=claim_sources(wildcards.economy),
        ),
        catalog=CATALOG_OF_CLAIMS,
        article=article("claims"),
        code=code("evaluate_claims"),
    output:
        csv=report(
            "<processed>/{economy}/{edition}claims.csv",
            category="Claims",
            caption="../report/claims.rst",
            labels=label_edition,
        ),
        json="<processed>/{economy}/{edition}claims.json",
    log:
        "<processed>/{economy}/{edition}logs/evaluate_claims.log",
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
        annual=lambda wildcards: expand("<processed>/annual/{source}.csv", source=claim_sources(wildcards.economy)),
        claims="<processed>/{economy}/claims.json",
        catalog=CATALOG_OF_CLAIMS,
        article=article("claims"),
        code=code("trace_verdicts"),
    output:
        "<processed>/{economy}/known_verdicts.csv",
    log:
        "<processed>/{economy}/logs/trace_verdicts.log",
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
        claims=f"<processed>/{ARTICLE_ECONOMY}/claims.json",
        comparison=f"<processed>/{ARTICLE_ECONOMY}/comparison.csv",
        ranked=f"<processed>/{ARTICLE_ECONOMY}/ranked.csv",
        checks=f"<processed>/{ARTICLE_ECONOMY}/printed_checks.csv",
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
