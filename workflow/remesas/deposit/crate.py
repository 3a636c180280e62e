"""Describe a deposit to machines as a Workflow Run RO-Crate: the files, the workflow, and the run that made them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from remesas.brief.text.citation import Citation
from remesas.catalog.publication import LICENCE_ADDRESS, Publication
from remesas.deposit.folder import CRATE, digest, list_files
from remesas.deposit.steps import Step, span

Json = dict[str, Any]
CONTEXT = ["https://w3id.org/ro/crate/1.1/context", "https://w3id.org/ro/terms/workflow-run/context"]
CRATE_FORM = "https://w3id.org/ro/crate/1.1"
PROFILES = {
    "https://w3id.org/ro/wfrun/process/0.5": ("Process Run Crate", "0.5"),
    "https://w3id.org/ro/wfrun/workflow/0.5": ("Workflow Run Crate", "0.5"),
    "https://w3id.org/workflowhub/workflow-ro-crate/1.0": ("Workflow RO-Crate", "1.0"),
}
SNAKEMAKE: Json = {
    "@id": "https://w3id.org/workflowhub/workflow-ro-crate#snakemake",
    "@type": "ComputerLanguage",
    "name": "Snakemake",
    "identifier": {"@id": "https://doi.org/10.1093/bioinformatics/bts480"},
    "url": {"@id": "https://snakemake.github.io"},
}
README, WORKFLOW, CONFIG, RUN = "README.md", "code/Snakefile", "code/config.yaml", "#run"
BIOSCHEMAS = "https://bioschemas.org/profiles/ComputationalWorkflow/1.0-RELEASE"
CODE = "https://spdx.org/licenses/MIT"
MEDIA = {
    ".css": "text/css",
    ".csv": "text/csv",
    ".gz": "application/gzip",
    ".html": "text/html",
    ".js": "text/javascript",
    ".json": "application/json",
    ".md": "text/markdown",
    ".parquet": "application/vnd.apache.parquet",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".py": "text/x-python",
    ".ttf": "font/ttf",
    ".woff2": "font/woff2",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".yaml": "application/yaml",
}
"""Media types by the end of a name; what has none here is plain text."""


def describe_deposit(folder: Path, citation: Citation, publication: Publication, steps: Sequence[Step]) -> Json:
    """The metadata of a deposit, of all its files but this one and the checksums."""
    files = list_files(folder)
    descriptor = {
        "@id": CRATE, "@type": "CreativeWork", "about": _refer("./"),
        "conformsTo": [_refer(CRATE_FORM), _refer("https://w3id.org/workflowhub/workflow-ro-crate/1.0")],
    }  # fmt: skip
    graph = [
        descriptor,
        _describe_root(citation, publication, files),
        *(
            {"@id": address, "@type": "CreativeWork", "name": name, "version": version}
            for address, (name, version) in PROFILES.items()
        ),
        {"@id": LICENCE_ADDRESS, "@type": "CreativeWork", "name": "Creative Commons Attribution 4.0 International",
         "identifier": "CC-BY-4.0"},
        {"@id": CODE, "@type": "CreativeWork", "name": "MIT License", "identifier": "MIT"},
        *(
            {"@id": _name_author(who.full), "@type": "Organization" if who.name else "Person", "name": who.full}
            for who in publication.authors
        ),
        SNAKEMAKE,
        _describe_run(citation, publication, files, steps),
        *_describe_files(folder, files, publication),
    ]  # fmt: skip
    return {"@context": CONTEXT, "@graph": graph}


def _refer(*names: str | Path) -> Any:
    listed = [{"@id": name if isinstance(name, str) else name.as_posix()} for name in names]
    return listed[0] if len(listed) == 1 else listed


def _refer_authors(publication: Publication) -> Any:
    return _refer(*map(_name_author, (author.full for author in publication.authors)))


def _name_author(name: str) -> str:
    return "#" + "-".join(name.lower().split())


def _describe_root(citation: Citation, publication: Publication, files: Sequence[Path]) -> Json:
    authors = _refer_authors(publication)
    return {
        "@id": "./",
        "@type": "Dataset",
        "conformsTo": _refer(*PROFILES),
        "name": f"Replication package: {citation.title}",
        "description": citation.text,
        "datePublished": publication.date_released.isoformat(),
        "version": publication.version,
        "license": _refer(LICENCE_ADDRESS),
        "author": authors,
        "publisher": authors,
        "mainEntity": _refer(WORKFLOW),
        "mentions": _refer(RUN),
        "hasPart": [_refer(path) for path in files],
    }


def _describe_run(
    citation: Citation, publication: Publication, files: Sequence[Path], steps: Sequence[Step]
) -> Json:  # fmt: skip
    begun, ended = span(steps)
    return {
        "@id": RUN,
        "@type": "CreateAction",
        "name": f"The build of {citation.title}",
        "description": f"{len(steps)} jobs: {WORKFLOW} made all reports from the snapshots, as the configuration says.",
        "instrument": _refer(WORKFLOW),
        "agent": _refer_authors(publication),
        "startTime": begun.isoformat(),
        "endTime": ended.isoformat(),
        "actionStatus": "http://schema.org/CompletedActionStatus",
        "object": [_refer(path) for path in files if _is_below(path, "code/raw") or path.as_posix() == CONFIG],
        "result": [_refer(path) for path in files if _is_below(path, "reports")],
    }


def _is_below(path: Path, folder: str) -> bool:
    return Path(folder) in path.parents


def _describe_files(folder: Path, files: Sequence[Path], publication: Publication) -> Iterator[Json]:
    for path in files:
        entity: Json = {
            "@id": path.as_posix(),
            "@type": "File",
            "name": path.name,
            "contentSize": str((folder / path).stat().st_size),
            "sha256": digest(folder / path),
            "encodingFormat": MEDIA.get(path.suffix, "text/plain"),
        }
        if path.as_posix() == WORKFLOW:
            entity |= {
                "@type": ["File", "SoftwareSourceCode", "ComputationalWorkflow"],
                "name": publication.title,
                "version": publication.version,
                "programmingLanguage": _refer(str(SNAKEMAKE["@id"])),
                "license": _refer(CODE),
                "conformsTo": _refer(BIOSCHEMAS),
                **({"url": publication.address} if publication.address else {}),
                "author": _refer_authors(publication),
            }
        yield entity | ({"about": _refer("./")} if path.as_posix() == README else {})
