"""Name what the ledger speaks of: verdicts, evidence, sections, statements and their readings."""

from __future__ import annotations

from markupsafe import Markup

from remesas.brief.context import Context
from remesas.catalog.sources import Report
from remesas.claims.entries import LedgerEntry, Line
from remesas.claims.loading import list_kinds
from remesas.claims.statements import Undecided
from remesas.claims.verdicts import CLOSE
from remesas.claims.vocabulary import ARTICLE, OTHER, PRINTED, Overall


def name_verdicts(context: Context) -> dict[Overall, str]:
    """The verdicts in words, overall ones included, in the order of the tables."""
    t = context.language
    return {
        "confirmed": t.pgettext("verdict", "confirmed"),
        "about right": t.pgettext("verdict", "about right"),
        "revised": t.pgettext("verdict", "revised"),
        "depends on the reading": t.pgettext("verdict", "depends on the reading"),
        "mixed": t.pgettext("verdict", "mixed"),
        "unit slip": t.pgettext("verdict", "wrong unit"),
        "inconsistent": t.pgettext("verdict", "at odds with its tables"),
        "contradicted": t.pgettext("verdict", "contradicted"),
        "consistent": t.pgettext("verdict", "possible"),
        "other definition": t.pgettext("verdict", "other definition"),
        "not decidable here": t.pgettext("verdict", "not verified"),
    }


def explain_verdicts(context: Context) -> dict[Overall, str]:
    """What each verdict means, in a sentence that begins with its name."""
    t = context.language
    limit = t.numbers.percent(100 * CLOSE, 0)
    return {
        "confirmed": t.gettext(
            "Confirmed: the data equal print at its precision, and lie within %(limit)s of it.", limit=limit
        ),
        "about right": t.gettext(
            "About right: the data lie within %(limit)s of print; or they agree with it at the printed digits where "
            "the article says “about”; or they bear out the order that it states; or they exceed the whole multiple "
            "that it states, such as twice, without reaching the next.",
            limit=limit,
        ),
        "revised": t.gettext(
            "Revised: an older vintage or a first print that is kept here bears the statement out, and today's figures "
            "do not."
        ),
        "depends on the reading": t.gettext(
            "Depends on the reading: the sentence fails as it is read first and holds as it can also be read."
        ),
        "mixed": t.gettext("Mixed: the sources, or the parts of the statement, disagree."),
        "unit slip": t.gettext("Wrong unit: print is a factor of a thousand off."),
        "inconsistent": t.gettext("At odds with its tables: the article's own tables say otherwise."),
        "contradicted": t.gettext("Contradicted: the data say otherwise."),
        "consistent": t.gettext(
            "Possible: the data only set a limit, which the statement could have passed and keeps to."
        ),
        "other definition": t.gettext(
            "Other definition: the series measures something else, so that its difference does not count."
        ),
        "not decidable here": t.gettext("Not verified: no source used here decides the statement."),
    }


def name_evidence(context: Context, evidence: str) -> str:
    """A kind of evidence in words."""
    t = context.language
    names = {
        PRINTED: t.gettext("Printed tables"),
        ARTICLE: t.gettext("The article's numbers"),
        OTHER: t.gettext("Other official series"),
    }
    if evidence in names:
        return names[evidence]
    return context.basis(evidence) if evidence in context.build.catalog.bases else context.providers([evidence])


def describe_evidence(context: Context, line: Line) -> str:
    """The evidence of a line by its sources: whose series, and what stands beside print."""
    t = context.language
    if line.sources and line.evidence not in list_kinds(context.build.catalog):
        return context.providers([source for source in line.sources if source in context.build.catalog.sources])
    name = name_evidence(context, line.evidence)
    if line.beside == (ARTICLE,):
        return t.gettext("%(evidence)s with the article's numbers", evidence=name)
    if line.beside:
        return t.gettext("%(evidence)s with %(others)s", evidence=name, others=context.providers(line.beside))
    return name


def name_section(context: Context, entry: LedgerEntry) -> str:
    """The article's section, its notes counted with it."""
    return context.language.gettext("Section %(section)s of the article", section=entry.section.split(",")[0])


def name_deciding(context: Context, undecided: Undecided) -> str:
    """The source that would decide a claim, with its series."""
    t, source = context.language, context.language.translate(undecided.source)
    if not undecided.series:
        return source
    return t.gettext("%(source)s: %(series)s", source=source, series=t.translate(undecided.series))


def cite_report(context: Context, report: Report) -> str:
    """The publication from which a figure is known: title, page, address and day."""
    return context.language.gettext(
        "reported in: %(title)s, %(page)s, %(address)s, seen on %(day)s",
        title=report.title, page=report.page, address=report.address,
        day=context.language.numbers.period(report.seen.isoformat()),
    )  # fmt: skip


def quote_statement(context: Context, entry: LedgerEntry) -> Markup:
    """What the article says, set apart from what is said about it."""
    return Markup('<i class="statement">{}</i>').format(context.language.translate(entry.claim))


def link_statement(context: Context, entry: LedgerEntry) -> Markup:
    """The same on the page of the ledger, as a link to its row."""
    return Markup('<a href="#claim-{}">{}</a>').format(entry.id, quote_statement(context, entry))


def write_reading(context: Context, line: Line, *, concept: bool = True) -> str:
    """A reading as it stands inside a sentence, with its years, and what another concept measures."""
    t = context.language
    reading = t.translate(line.wording).replace("{period}", t.numbers.span(*line.span))
    if not (concept and line.concept):
        return reading
    return t.gettext("%(reading)s; %(concept)s", reading=reading, concept=t.translate(line.concept))


def write_period(context: Context, period: str) -> str:
    """A year or span of the frames, as text."""
    first, _, last = period.partition("/")
    return context.language.numbers.span(int(first), int(last or first))


def set_small(text: str) -> Markup:
    """What stands in small letters beside a value."""
    return Markup('<span class="reading">{}</span>').format(text)
