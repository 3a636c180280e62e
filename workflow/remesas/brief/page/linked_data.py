"""Describe the brief to machines: a data set with its files and sources, a review of each statement that is decided.

The words are those of schema.org. Addresses are relative references, which JSON-LD resolves against the address of the
page that holds it: they lead somewhere wherever it lies, and none is invented where none is declared.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from remesas.brief.contents import CLAIMS
from remesas.brief.context import Context
from remesas.brief.tables.model import TableView
from remesas.brief.text import claim_names
from remesas.brief.text.citation import Citation, list_licences
from remesas.brief.words.labels import units as name_units
from remesas.catalog.publication import LICENCE_ADDRESS
from remesas.catalog.works import Reference
from remesas.claims.entries import LedgerEntry
from remesas.claims.verdicts import SILENT
from remesas.claims.vocabulary import Overall

Json = dict[str, Any]
WORST, BEST = 1, 4
RATINGS: dict[Overall, int] = {
    "confirmed": 4,
    "about right": 3,
    "unit slip": 2,
    "inconsistent": 1,
    "contradicted": 1,
}
"""Verdicts that are a place between true and false: holds, nearly, right but for its unit, fails.

What held in the figures of its time, holds in one reading alone or in one part alone has a name and no number.
"""
FORMATS = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}
"""Media types of data files, by the ends of their names."""


def describe_page(context: Context, citation: Citation, description: str, views: Mapping[str, TableView]) -> Json:
    """All that a page tells machines."""
    dataset = describe_dataset(context, citation, description, views.values())
    return {"@context": "https://schema.org", "@graph": [dataset, *review_claims(context, citation)]}


def describe_dataset(context: Context, citation: Citation, description: str, views: Iterable[TableView]) -> Json:
    """The data set: what it covers, its files, what it is based on."""
    build, t, imprint = context.build, context.language, context.imprint
    first, last = build.years
    article = _find_article(context)
    return {
        "@type": "Dataset",
        "@id": "#dataset",
        "name": citation.title,
        "description": description,
        "inLanguage": t.code,
        "creator": _list_creators(context),
        "publisher": _list_creators(context),
        "license": LICENCE_ADDRESS,
        "isAccessibleForFree": True,
        "version": citation.version,
        "datePublished": imprint.date_released.isoformat(),
        "dateModified": citation.day.isoformat(),
        "temporalCoverage": f"{first}/{last}",
        "spatialCoverage": {
            "@type": "Place",
            "name": context.country,
            "identifier": build.scope.ref_area,
        },
        "variableMeasured": list(_list_variables(context)),
        "distribution": list(_list_files(context, views)),
        "isBasedOn": list(_list_sources(context)),
        **({"citation": _describe_article(article)} if article else {}),
        **({"url": citation.address} if citation.address else {}),
    }


def _list_creators(context: Context) -> list[Json]:
    return [
        {"@type": "Organization" if author.name else "Person", "name": author.full}
        for author in context.imprint.authors
    ]


def _list_variables(context: Context) -> Iterator[Json]:
    """The columns of the tables, each once for each flow."""
    t, catalog = context.language, context.build.catalog
    units = name_units(t, t.numbers.year(context.build.scope.price_base))
    seen: set[tuple[str, str]] = set()
    for table in catalog.tables.values():
        flow = catalog.flow(table.flow)
        for name in table.columns:
            if (flow.label, name) not in seen:
                seen.add((flow.label, name))
                label = context.label(name)
                named = t.gettext("%(column)s (%(flow)s)", column=label, flow=t.translate(flow.label))
                yield {
                    "@type": "PropertyValue",
                    "name": named if flow.label else label,
                    "unitText": units.get(table.unit, table.unit),
                }


def _list_files(context: Context, views: Iterable[TableView]) -> Iterator[Json]:
    """The data files: tables in each of their forms, and the ledger."""
    files = [
        (view.caption, f"tables/{view.file(context.language.code)}.{ending}")
        for view in views
        for ending in ("csv", "xlsx")
    ]
    for name, file in [*files, (context.language.gettext("The ledger of statements"), CLAIMS)]:
        media = FORMATS[file.rpartition(".")[2]]
        yield {"@type": "DataDownload", "name": name, "encodingFormat": media, "contentUrl": file}


def _list_sources(context: Context) -> Iterator[Json]:
    """The providers of the series, with their pages and terms."""
    t, catalog = context.language, context.build.catalog
    for name, licence in list_licences(context).items():
        entry = catalog.sources[name]
        yield {
            "@type": "CreativeWork",
            "name": entry.citation.strip(),
            "conditionsOfAccess": t.translate(licence),
            **({"url": entry.url} if entry.url else {}),
        }


def _find_article(context: Context) -> Reference | None:
    """The article, if the brief has anything of it: printed tables or statements."""
    build, article = context.build, context.build.catalog.article
    return article.work if article and (build.printed or build.claims.claims) else None


def _describe_article(article: Reference) -> Json:
    return {
        "@type": "ScholarlyArticle",
        "name": article.title,
        "author": [{"@type": "Person", "name": author.full} for author in article.authors],
        **({"datePublished": str(article.year)} if article.year else {}),
    }


def review_claims(context: Context, citation: Citation) -> Iterator[Json]:
    """A review of each statement on which the data decide; none where no article is declared."""
    article = _find_article(context)
    for entry in context.build.claims.claims:
        if article and entry.overall not in SILENT:
            yield _review(context, citation, entry, _describe_article(article))


def _review(context: Context, citation: Citation, entry: LedgerEntry, article: Json) -> Json:
    verdict, rating = claim_names.name_verdicts(context)[entry.overall], RATINGS.get(entry.overall)
    scale = {"ratingValue": rating, "worstRating": WORST, "bestRating": BEST} if rating else {}
    return {
        "@type": "ClaimReview",
        "@id": f"#claim-{entry.id}",
        "url": f"#claim-{entry.id}",
        "inLanguage": context.language.code,
        "datePublished": citation.day.isoformat(),
        "author": _list_creators(context),
        "claimReviewed": context.language.translate(entry.claim),
        "itemReviewed": {
            "@type": "Claim",
            "author": article["author"],
            "appearance": article,
            **({"datePublished": article["datePublished"]} if "datePublished" in article else {}),
        },
        "reviewRating": {
            "@type": "Rating",
            **scale,
            "alternateName": verdict[:1].upper() + verdict[1:],
            "ratingExplanation": claim_names.explain_verdicts(context)[entry.overall],
        },
    }
