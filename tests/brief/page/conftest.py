"""The built pages in a browser: every page that a test opens must stay silent and ask for nothing."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

Open = Callable[..., Page]


@pytest.fixture
def visit(browser: Browser, built: Path) -> Iterator[Open]:
    """Opens a page of the brief; at the end, no console may have spoken and no request left the page."""
    spoken: list[str] = []
    asked: list[str] = []
    contexts = []

    def opened(name: str = "brief.en.html", address: str = "", **options: object) -> Page:
        settings = {"viewport": {"width": 1280, "height": 900}} | options
        context = browser.new_context(**settings)  # type: ignore[arg-type]
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: spoken.append(message.text))
        page.on("pageerror", lambda error: spoken.append(str(error)))
        url = (built / "reports/MEX" / name).as_uri()
        page.on("request", lambda request: asked.append(request.url))
        page.goto(url + (f"#{address}" if address else ""))
        assert [one.split("#")[0] for one in asked] == [url] * len(asked)
        asked.clear()
        return page

    yield opened
    for context in contexts:
        context.close()
    assert spoken == []
    assert [url for url in asked if not url.startswith("blob:")] == []
