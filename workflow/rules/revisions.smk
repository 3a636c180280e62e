# What newer vintages changed: in the series, and in the brief.


rule compare_vintages:
    input:
        **computed_frames(),
        annual=expand("<processed>/annual/{source}.csv", source=HELD_SOURCES),
        claims_file=CLAIMS_FILE,
        code=code("compare_vintages"),
    output:
        **{name: f"<processed>/{name}.csv" for name in REVISION_FRAMES},
    log:
        "<processed>/logs/compare_vintages.log",
    params:
        **brief_params(),
        named=digest(CATALOG.series, CATALOG.areas),
        years=config["years"],
        growth_spans=config["growth_spans"],
        since=config["revisions"]["since"],
    message:
        "Comparing the vintages, and the brief with what was known before"
    script:
        "../scripts/compare_vintages.py"


rule compare_sentences:
    input:
        **computed_frames(),
        annual=expand("<processed>/annual/{source}.csv", source=HELD_SOURCES),
        tokens=within_project([TEMPLATES / "tokens.yaml"]),
        translations=translations,
        code=code("compare_sentences"),
    output:
        "<processed>/changed_sentences/{language}.csv",
    log:
        "<processed>/logs/compare_sentences.{language}.log",
    params:
        **brief_params(),
        years=config["years"],
        growth_spans=config["growth_spans"],
        since=config["revisions"]["since"],
    message:
        "Comparing the findings with those known before ({wildcards.language})"
    script:
        "../scripts/compare_sentences.py"


rule render_revisions:
    input:
        **brief_frames(),
        annual=expand("<processed>/annual/{source}.csv", source=brief_sources()),
        changed_sentences="<processed>/changed_sentences/{language}.csv",
        templates=within_project(template_files(TEMPLATES, sections=False)),
        translations=translations,
        code=code("render_revisions"),
    output:
        report(
            "<reports>/revisions.{language}.html",
            category="Revisions",
            caption="../report/revisions.rst",
            labels={"language": "{language}", "format": "page"},
        ),
    log:
        "<processed>/logs/render_revisions.{language}.log",
    params:
        **brief_params(),
        named=digest(CATALOG.series, CATALOG.areas),
    message:
        "Rendering the page about revisions ({wildcards.language})"
    script:
        "../scripts/render_revisions.py"
