"""What tests do on an open page of the brief: find a cell, read what its dialog tells."""

CELL = "table1.national.remittances.2003"


def facts(page) -> dict[str, str]:
    """What the open dialog tells, by name."""
    told = "rows => rows.map((row) => ['dt', 'dd'].map((name) => row.querySelector(name).innerText))"
    return dict(page.locator("dialog dl > div").evaluate_all(told))


def cell(page, address: str):
    return page.locator(f'[id="{address}"]')
