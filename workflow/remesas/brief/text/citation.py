"""Tell how a page is cited, in words and as a record for managers of references, and its licence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from babel import Locale
from markupsafe import Markup

from remesas.brief.atlas import Atlas
from remesas.brief.context import Context
from remesas.brief.text.atlas import write_atlas_title
from remesas.build import AtlasBuild
from remesas.catalog.publication import LICENCE, LICENCE_ADDRESS
from remesas.catalog.works import Author
from remesas.core.vintages import last_day

ESCAPES = str.maketrans(
    {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "\u00a0": "~", "\u202f": "~"}
    | {sign: f"\\{sign}" for sign in "&%$#_{}"}
)
"""What TeX would take for commands; spaces that do not break have a sign of their own there."""


@dataclass(frozen=True)
class Citation:
    """What a citation of a page consists of.

    ``day`` is that of the release, or of the newest vintage if that is later; ``version`` the project's, ``data`` says
    in words how far the data go; ``address`` is empty where none is declared.
    """

    authors: tuple[Author, ...]
    day: date
    title: str
    version: str
    data: str
    text: str
    language: str
    address: str

    @property
    def key(self) -> str:
        """The key of the record: one for each language."""
        return f"remesas-{self.day.year}-{self.language}"


def write_title(context: Context) -> str:
    """The title of the brief, or of the page over all economies, under which it is cited."""
    if isinstance(context.build, AtlasBuild):
        return write_atlas_title(Atlas(context))
    return context.language.gettext(
        "Remittances and foreign-exchange earnings: %(country)s, %(years)s",
        country=context.country,
        years=context.language.numbers.span(*context.build.years),
    )


def cite(context: Context, title: str) -> Citation:
    """The citation of a page of the brief."""
    t, build, imprint = context.language, context.build, context.imprint
    day = max(imprint.date_released, last_day(build.newest_vintage))
    data = t.gettext(
        "Version %(version)s, data to %(period)s, newest vintage %(vintage)s.",
        version=imprint.version,
        period=t.numbers.period(build.closing_period),
        vintage=t.vintage(build.newest_vintage),
    )
    text = t.gettext("%(author)s (%(year)s). %(title)s.", author=imprint.author, year=t.numbers.year(day.year),
                     title=title)  # fmt: skip
    return Citation(
        authors=imprint.authors,
        day=day,
        title=title,
        version=imprint.version,
        data=data,
        text=" ".join(filter(None, (text, data, imprint.address))),
        language=t.code,
        address=imprint.address,
    )


# ---- records ---------------------------------------------------------------------------------------------------------
def write_bibtex(citation: Citation) -> str:
    """The citation as a record of BibTeX."""
    author = " and ".join(_escape_author(author) for author in citation.authors)
    fields = {
        "author": author,
        "institution": author,
        "title": "{" + citation.title.translate(ESCAPES) + "}",
        "year": str(citation.day.year),
        "date": citation.day.isoformat(),
        "version": citation.version.translate(ESCAPES),
        "note": f"{citation.data.translate(ESCAPES)} {LICENCE}",
        "url": citation.address,
        "langid": str(Locale.parse(citation.language).get_language_name("en")).lower(),
    }
    lines = [f"  {name} = {{{text}}}," for name, text in fields.items() if text]
    return "\n".join([f"@techreport{{{citation.key},", *lines, "}", ""])


def _escape_author(author: Author) -> str:
    """A person as TeX takes names apart; braces hold the name of a project together."""
    escaped = author.sorted.translate(ESCAPES)
    return f"{{{escaped}}}" if author.name else escaped


def write_ris(citation: Citation) -> str:
    """The citation as a record of RIS."""
    fields = [
        ("TY", "RPRT"),
        *(("AU", author.sorted) for author in citation.authors),
        ("PY", str(citation.day.year)),
        ("DA", citation.day.strftime("%Y/%m/%d")),
        ("TI", citation.title),
        ("PB", ", ".join(author.full for author in citation.authors)),
        ("ET", citation.version),
        ("LA", citation.language),
        ("N1", f"{citation.data} {LICENCE}"),
        ("UR", citation.address),
    ]
    return "".join(f"{tag}  - {' '.join(text.split())}\n" for tag, text in fields if text) + "ER  - \n"


# ---- terms -----------------------------------------------------------------------------------------------------------
def tell_licence(context: Context, *, linked: bool = False) -> str:
    """Under which terms text, tables and charts may be used; the licence is a link if that is asked for."""
    link = '<a href="{}" rel="license external noopener noreferrer">{}</a>'
    name = Markup(link).format(LICENCE_ADDRESS, LICENCE) if linked else LICENCE
    return context.language.gettext(
        "Text, tables and charts: %(author)s, %(licence)s.", author=context.imprint.author, licence=name
    )


def tell_terms(context: Context) -> str:
    """Under which terms the sources are: like ones together."""
    t, terms = context.language, dict[str, list[str]]()
    for source, licence in list_licences(context).items():
        terms.setdefault(licence, []).append(source)
    groups = [
        t.gettext("%(providers)s: %(licence)s", providers=context.providers(sources), licence=t.translate(licence))
        for licence, sources in terms.items()
    ]
    return t.gettext("The sources keep their own terms. %(terms)s.", terms=t.numbers.apart.join(groups))


def point_to_terms(context: Context, address: str) -> str:
    """Where on the page the terms of each source are."""
    t = context.language
    link = Markup('<a href="#{}">{}</a>').format(address, t.gettext("list of sources"))
    return t.gettext("The sources keep their own terms, which the %(list)s names.", list=link)


def list_licences(context: Context) -> Mapping[str, str]:
    """The licence of each source that the brief makes use of, in the order of the catalog."""
    held = set(context.build.consulted["source"])
    return {name: entry.licence for name, entry in context.build.catalog.sources.items() if name in held}
