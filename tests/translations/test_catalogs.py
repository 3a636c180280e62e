"""Every text has a translation that fits it, in every language that the project has."""

import ast
import shutil
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog as Messages

from remesas.brief.words.language import load_language, read_translations
from remesas.brief.words.locales import available, translated, translation_file
from remesas.core.errors import DataError
from remesas.translations.__main__ import main
from remesas.translations.extraction import extract_article, extract_messages
from remesas.translations.files import bring_up_to_date, read_messages, write_messages
from remesas.translations.problems import problems_of
from support.project import ARTICLE, ROOT

WORKFLOW = ROOT / "workflow"
LOCALES = WORKFLOW / "locales"
SPANISH = translation_file(LOCALES, "es")
LANGUAGES = translated(LOCALES)
ARTICLES = sorted(path.parent for path in (ROOT / "articles").glob("*/article.yaml"))


@pytest.fixture(scope="module")
def template() -> Messages:
    return extract_messages(WORKFLOW)


@pytest.fixture
def catalog_of():
    """A catalog and a template made of one entry each."""

    def make(text, translation, code="es", context=None, flags=(), file="workflow/remesas/x.py"):
        messages, wanted = Messages(locale=code), Messages()
        wanted.add(text, context=context, locations=[(file, 1)])
        messages.add(text, translation, context=context, flags=flags, locations=[(file, 1)])
        return messages, wanted

    return make


@pytest.fixture
def workflow(tmp_path: Path) -> Path:
    """A copy of the folder that texts and translations are in."""
    return Path(shutil.copytree(WORKFLOW, tmp_path / "workflow", ignore=shutil.ignore_patterns("__pycache__", "fonts")))


# ---- the catalogs of the project -------------------------------------------------------------------------------------
def test_spanish_and_french_are_there():
    assert LANGUAGES == ["es", "fr"]
    assert available(LOCALES) == ["en", "es", "fr"]


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_text_has_a_translation_that_fits(template, code):
    assert problems_of(read_messages(translation_file(LOCALES, code), code), template) == []


def test_texts_of_an_article_are_its_own(template):
    own = {message.id for message in extract_article(ARTICLE, WORKFLOW, template) if message.id}
    assert {"Manufactures are 90% of exports.", "Printed, Table 1, oil", "Delgado-Wise (2004)"} <= own
    assert own & {message.id for message in template if message.id} == set()


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("article", ARTICLES, ids=lambda folder: folder.name)
def test_every_text_of_an_article_has_a_translation_that_fits(template, article, code):
    own = extract_article(article, WORKFLOW, template)
    assert len(own) > 5
    assert problems_of(read_messages(translation_file(article / "locales", code), code), own) == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_catalog_stands_as_the_command_writes_it(template, code, tmp_path):
    path = translation_file(LOCALES, code)
    messages = read_messages(path, code)
    bring_up_to_date(messages, template)
    write_messages(messages, tmp_path / "written.po")
    assert (tmp_path / "written.po").read_text(encoding="utf-8") == path.read_text(encoding="utf-8")


def test_texts_come_from_library_templates_and_catalog(template):
    found = {(message.id, message.context) for message in template if message.id}
    assert ("Key findings", None) in found
    assert ("first", "rank") in found
    assert (("%(count)s digit", "%(count)s digits"), None) in found
    assert ("fetch or register a newer snapshot of it", None) in found  # marked where it is declared
    assert ("Statistical brief", None) in found
    assert ("Runs all checks".lower(), None) in found  # of a trans block
    assert ("Remittances", None) in found  # a column
    assert ("World Bank", "short") in found
    assert ("remittances paid are not published and not deducted", None) in found  # second part of a note


def test_no_call_is_hidden_from_the_extraction(template):
    """A call inside a call is not seen by Babel: its text would stay English."""
    found = {text for message in template for text in ([message.id] if isinstance(message.id, str) else message.id)}
    texts = {"gettext": 1, "marked": 1, "ngettext": 2, "pgettext": 2}
    for path in sorted((WORKFLOW / "remesas").rglob("*.py")):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call):
                name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
                for node in call.args[name == "pgettext" : texts.get(name, 0)]:
                    assert not isinstance(node, ast.Constant) or node.value in found, (path.name, node.lineno)


def test_a_text_with_and_without_plural_forms_is_refused(workflow):
    page = workflow / "templates" / "more.html.j2"
    page.write_text('{{ _("%(count)s digit", count=1) }}', encoding="utf-8")
    with pytest.raises(DataError, match="'%\\(count\\)s digit' is marked with and without plural forms"):
        extract_messages(workflow)


# ---- what is wrong with an entry -------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("text", "translation", "problem"),
    [
        ("In %(year)s.", "En %(ano)s.", "unknown places %(ano)s"),
        ("In %(year)s.", "Entonces.", "lacks the places %(year)s"),
        ("Share of GDP", "Parte del PIB en %", "a % that is neither a place nor doubled"),
        ("goods in {period}", "bienes", "lacks the places {period}"),
        ("A sentence.", "Una frase", "a full stop too few or too many"),
        ("Word", "Palabra ", "spaces around it"),
        ("Word", "", "not translated"),
        (("%(n)s year", "%(n)s years"), ("%(n)s año", ""), "not translated"),
        (("%(n)s year", "%(n)s years"), ("un año", "años"), "lacks the places %(n)s"),
        ("Does it hold?", "Se cumple?", "no opening ¿ or ¡"),
        ("the provider's", "del proveedor's", "a straight quotation mark or apostrophe"),
        ("of the ratio", "de el cociente", "an article that is not contracted"),
        ("said “so”", "dice «así»", "« » where the Spanish of the Americas has “ ”"),
    ],
)
def test_what_does_not_fit_is_said(catalog_of, text, translation, problem):
    messages, wanted = catalog_of(text, translation)
    shown = text if isinstance(text, str) else text[0]
    assert f"{problem}: {shown!r}" in problems_of(messages, wanted)


@pytest.mark.parametrize(
    ("translation", "problem"),
    [
        ("Source : x", "no narrow space before ; : ! ? or »"),
        ("Source: x", "no narrow space before ; : ! ? or »"),
        ("Source « x\u202f»", "no narrow space after «"),
        ("l'an 2000", "a straight quotation mark or apostrophe"),
        ("250 000 personnes", "a number that is not grouped by narrow spaces"),
        ("90 % des exportations", "no narrow space before %"),
        ("Rapport à le concept", "an article that is not contracted"),
    ],
)
def test_french_has_its_own_spaces(catalog_of, translation, problem):
    messages, wanted = catalog_of("x", translation, code="fr", file="workflow/catalog/x.yaml")
    assert problems_of(messages, wanted) == [f"{problem}: 'x'"]


def test_what_fits_passes(catalog_of):
    for text, translation, code in [
        ("In %(year)s.", "En %(year)s.", "es"),
        (("%(n)s year", "%(n)s years"), ("un año", "%(n)s años"), "es"),
        ("Source: %(source)s.", "Source\u202f: %(source)s.", "fr"),
        ("No.", "N.º", "es"),
    ]:
        assert problems_of(*catalog_of(text, translation, code)) == []


def test_fuzzy_stale_and_absent_entries_are_said(catalog_of):
    messages, wanted = catalog_of("Old", "Viejo", flags=["fuzzy"])
    assert problems_of(messages, wanted) == ["fuzzy: 'Old'"]
    wanted = Messages()
    wanted.add("New")
    assert problems_of(messages, wanted) == ["not in the catalog: 'New'", "no longer a text: 'Old'", "fuzzy: 'Old'"]


# ---- bringing catalogs up to date ------------------------------------------------------------------------------------
def test_a_changed_text_keeps_its_translation_as_fuzzy_and_a_gone_one_goes(workflow, capsys):
    page = workflow / "templates" / "brief.html.j2"
    text = page.read_text(encoding="utf-8")
    page.write_text(text.replace('_("Skip to the findings")', '_("Skip to our findings")'), encoding="utf-8")
    (workflow / "templates" / "more.html.j2").write_text('{{ _("Wholly new") }}', encoding="utf-8")
    assert main(["es"], workflow) == 0
    told = capsys.readouterr().out
    assert "workflow/locales/es/LC_MESSAGES/remesas.po" in told
    assert "  fuzzy: 'Skip to our findings'" in told
    assert "  not translated: 'Wholly new'" in told
    written = translation_file(workflow / "locales", "es").read_text(encoding="utf-8")
    assert "Skip to the findings" not in written
    assert "#, fuzzy" in written


def test_a_new_language_begins_with_every_text(workflow, template, capsys):
    assert main(["pt"], workflow) == 0
    made = read_messages(translation_file(workflow / "locales", "pt"), "pt")
    assert len(made) == len(template)
    assert "pt" in available(workflow / "locales")
    assert "not translated: 'Key findings'" in capsys.readouterr().out


@pytest.mark.parametrize("code", ["en", "qq", "english"])
def test_what_is_no_language_to_translate_into_is_refused(code, capsys):
    assert main([code]) == 2
    assert repr(code) in capsys.readouterr().err


# ---- loading them ----------------------------------------------------------------------------------------------------
def test_a_fuzzy_entry_is_not_used(tmp_path):
    path = translation_file(tmp_path, "es")
    path.parent.mkdir(parents=True)
    path.write_text(
        SPANISH.read_text(encoding="utf-8").replace('msgid "Revisions"', '#, fuzzy\nmsgid "Revisions"'), "utf-8"
    )
    assert read_translations(SPANISH, "es").gettext("Revisions") == "Revisiones"
    assert load_language("es", tmp_path).gettext("Revisions") == "Revisions"


def test_a_broken_catalog_is_refused_with_its_name(tmp_path):
    path = translation_file(tmp_path, "es")
    path.parent.mkdir(parents=True)
    path.write_text('msgid "a"\nrubbish\n', encoding="utf-8")
    with pytest.raises(DataError, match="no gettext catalog") as error:
        load_language("es", tmp_path)
    assert str(path) in str(error.value)
