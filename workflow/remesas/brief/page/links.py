"""Make links of what a page names: addresses in its texts, providers in the lines that tell sources."""

from __future__ import annotations

import re
from collections.abc import Mapping

from markupsafe import Markup, escape

ADDRESS = re.compile(r'https?://[^\s<>"]+(?<![.,;:)])')
"""An address in a text; the sentence round it may end with signs that could be part of one."""
LINK = Markup('<a href="{}" rel="external noopener noreferrer">{}</a>')


def link_addresses(text: str) -> str:
    """A text with its addresses as links; markup stays, and holds none in its attributes."""
    if "://" not in text:
        return text
    return Markup(ADDRESS.sub(lambda found: LINK.format(*[Markup(found[0])] * 2), str(escape(text))))


def link_names(text: str, addresses: Mapping[str, str]) -> str:
    """A text with names as links, the longest first, so that no name is found inside another."""
    names = sorted(filter(addresses.get, addresses), key=len, reverse=True)
    if not names:
        return text
    known = {str(escape(name)): addresses[name] for name in names}
    pattern = rf"(?<!\w)(?:{'|'.join(map(re.escape, known))})(?!\w)"
    return Markup(re.sub(pattern, lambda found: LINK.format(known[found[0]], Markup(found[0])), str(escape(text))))
