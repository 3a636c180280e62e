"""Render a page: templates, styles and scripts as one self-contained file."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypedDict

import jinja2
from markupsafe import Markup, escape

from remesas.brief.charts.values import Figure
from remesas.brief.contents import SCREEN_STYLES, SCRIPTS, STYLES, Section
from remesas.brief.page.imprint import Imprint
from remesas.brief.page.links import link_addresses, link_names
from remesas.brief.page.navigation import Way
from remesas.brief.page.script_data import Json, compress, embed
from remesas.brief.style import Style
from remesas.brief.tables.model import TableView
from remesas.brief.words.language import Language
from remesas.brief.words.numbers import DASH

NOTHING = "'none'"
CLOSED = ("default-src", "base-uri", "form-action")
"""What the policy of a page closes altogether."""
SPAN = re.compile(rf"\d{{4}}{DASH}\d{{4}}")
"""A span of years in a title."""
FACES = {"Regular": (400, "normal"), "Italic": (400, "italic"), "SemiBold": (600, "normal")}


class Page(TypedDict):
    """What the template of a page may show, by the names that it uses; ``data`` is for the page's scripts.

    ``linked`` is what the page tells machines; nothing where another page does. ``providers`` are the pages of those
    whose series it shows, by their names.

    ``facts`` are the lines of the title block; ``titles`` the headings of the sections; ``tables`` those that are
    shown, ``numbers`` the number of each.
    """

    language: str
    date: str
    title: str
    subtitle: str
    description: str
    facts: Mapping[str, str]
    sections: Sequence[Section]
    titles: Mapping[str, str]
    tables: Mapping[str, TableView]
    numbers: Mapping[str, str]
    providers: Mapping[str, str]
    imprint: Imprint
    linked: Json
    data: Json


def environment(templates: Path, language: Language) -> jinja2.Environment:
    """Templates with translations; a name that is not there is an error."""
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(templates),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        extensions=["jinja2.ext.i18n"],
    )
    catalog = language.translations

    def said(look_up: Callable[..., str]) -> Callable[..., Markup]:
        """What a catalog says is text: a template would take it for markup."""
        return lambda *texts: escape(look_up(*texts))

    made.filters |= {"keep_spans": keep_spans, "link_addresses": link_addresses, "link_names": link_names}
    made.install_gettext_callables(  # type: ignore[attr-defined]
        said(catalog.gettext),
        said(catalog.ngettext),
        newstyle=True,
        pgettext=said(catalog.pgettext),
        npgettext=said(catalog.npgettext),
    )
    return made


def keep_spans(text: str) -> Markup:
    """A text whose spans of years stand in one line: a dash is a place to break, and half a span reads as a year."""
    return Markup(SPAN.sub(r'<span class="span">\g<0></span>', str(escape(text))))


def font_faces(folder: Path) -> str:
    """``@font-face`` rules with the WOFF2 files as data, so that the page needs nothing else."""
    rules = []
    for path in sorted(folder.glob("*.woff2")):
        family, _, style = path.stem.partition("-")
        weight, slant = FACES[style]
        name = family.replace("Remesas", "Remesas ")
        data = base64.b64encode(path.read_bytes()).decode()
        rules.append(
            f'@font-face {{ font-family: "{name}"; font-weight: {weight}; font-style: {slant}; font-display: swap; '
            f'src: url("data:font/woff2;base64,{data}") format("woff2"); }}'
        )
    return "\n".join(rules)


def variables(style: Style) -> str:
    """The design style as CSS variables; ``--light-…`` are those that charts are drawn in."""
    lines = [f"--{name}: {value};" for name, value in style.colours.items()]
    lines += [f"--light-{name}: {value};" for name, value in style.colours.items()]
    lines += [f"--{kind}: {look.wash};" for kind, look in style.classes.items()]
    lines += [f"--size-{name}: {value};" for name, value in style.sizes.items()]
    return _rule(":root", lines)


def dark_variables(style: Style) -> str:
    """The dark style, and the colours of the charts' elements exchanged for them."""
    lines = [f"--{name}: {value};" for name, value in style.dark.colours.items()]
    lines += [f"--{kind}: {value};" for kind, value in style.dark.classes.items()]
    rules = [_rule(":root", ["color-scheme: dark;", *lines])]
    for light, dark in sorted(style.map_to_dark().items()):
        rules += [_rule(f'.plot svg [{part}="{light}"]', [f"{part}: {dark};"]) for part in ("fill", "stroke")]
    return "@media (prefers-color-scheme: dark) {\n" + "\n".join(rules) + "\n}"


def _rule(selector: str, lines: Iterable[str]) -> str:
    return f"{selector} {{\n  " + "\n  ".join(lines) + "\n}"


def panel_widths(figures: Iterable[Figure]) -> str:
    """The widths of narrow panels as rules: a policy that knows every style of a page allows no attribute of one."""
    widths = sorted({panel.width for figure in figures for panel in figure.panels if panel.is_narrow})
    return "\n".join(_rule(f".wide-{width}", [f"--width: {width}px;", f"--part: {width};"]) for width in widths)


def dress_page(
    templates: Path, style: Style, figures: Iterable[Figure], scripts: Iterable[str] = ()
) -> dict[str, Markup]:
    """The styles of a page, and the policy that lets it use these and its scripts, word by word, and nothing else.

    So what a translation or a provider's title might bring in can neither run nor show itself as something else.
    """
    sheets, screen = (list(_files(templates / "css", names)) for names in (STYLES, SCREEN_STYLES))
    style_text = "\n".join(["", font_faces(templates / "fonts"), variables(style), *sheets, panel_widths(figures), ""])
    screen_text = "\n".join(["", *screen, dark_variables(style), ""])
    allowed = {"style-src": [style_text, screen_text], "script-src": scripts}
    lists = [f"{name} {' '.join(map(_hash, texts)) or NOTHING}" for name, texts in allowed.items()]
    policy = "; ".join([*(f"{name} {NOTHING}" for name in CLOSED), *lists, "font-src data:", "img-src data:"])
    texts = {"policy": policy, "style": style_text, "screen_style": screen_text}
    return {name: Markup(text) for name, text in texts.items()}


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def script_of(templates: Path) -> str:
    """The page's scripts as one, in a scope of their own."""
    files = "\n".join(_files(templates / "js", SCRIPTS))
    return f'\n(() => {{\n"use strict";\n{files}\n}})();\n'


def _files(folder: Path, names: Iterable[str]) -> Iterator[str]:
    for name in names:
        yield (folder / name).read_text(encoding="utf-8")


def render_html(
    page: Page,
    templates: Path,
    style: Style,
    language: Language,
    template: str = "brief",
    *,
    ways: Sequence[Way] = (),
    runtime: str = "",
) -> str:
    """A page: one self-contained file, for screen, browser print and PDF.

    ``runtime`` is the script that draws charts anew when they are touched; a page without charts has none.

    Raises:
        jinja2.TemplateError: If a template is wrong or names something that the page does not have.
    """
    script = script_of(templates)
    figures: Mapping[str, Figure] = page.get("figures", {})  # type: ignore[assignment]
    shown = {
        **page,
        **dress_page(templates, style, figures.values(), filter(None, [script, runtime])),
        "ways": ways,
        "linked": Markup(embed(page["linked"])) if page["linked"] else "",
        "data": Markup(embed(page["data"])),
        "script": Markup(script),
        "runtime": Markup(compress(runtime)) if runtime else "",
    }
    return environment(templates, language).get_template(f"{template}.html.j2").render(shown)
