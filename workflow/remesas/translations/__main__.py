"""``./remesas translations``: bring the catalogs up to date, and say what is left to translate."""

from __future__ import annotations

import argparse
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

from babel import Locale, UnknownLocaleError

from remesas.brief.words.locales import SOURCE_LANGUAGE, translated, translation_file
from remesas.catalog.article import FILE
from remesas.translations.extraction import extract_article, extract_messages
from remesas.translations.files import bring_up_to_date, read_messages, write_messages
from remesas.translations.problems import problems_of

WORKFLOW = Path(__file__).parents[2]


def main(arguments: Sequence[str], workflow: Path = WORKFLOW) -> int:
    """Update the catalogs of some languages, or of all that there are; a language without one gets one."""
    parser = argparse.ArgumentParser(prog="./remesas translations", description=__doc__.partition("`: ")[2])
    parser.add_argument("language", nargs="*", help="two letters; all that have a catalog if none is named")
    codes = parser.parse_args(arguments).language or translated(workflow / "locales")
    template = extract_messages(workflow)
    articles = sorted(path.parent for path in (workflow.parent / "articles").glob(f"*/{FILE}"))
    templates = {workflow / "locales": template} | {
        folder / "locales": extract_article(folder, workflow, template) for folder in articles
    }
    for code in codes:
        if code == SOURCE_LANGUAGE or not _is_language(code):
            print(f"{code!r} is no language to translate into.", file=sys.stderr)
            return 2
        for locales, texts in templates.items():
            path = translation_file(locales, code)
            messages = read_messages(path, code)
            bring_up_to_date(messages, texts)
            write_messages(messages, path)
            problems = problems_of(messages, texts)
            print(f"{path.relative_to(workflow.parent)}: {len(messages)} texts, {len(problems)} problems")
            for problem in problems:
                print(f"  {problem}")
    return 0


def _is_language(code: str) -> bool:
    try:
        return len(code) == 2 and Locale.parse(code) is not None
    except (UnknownLocaleError, ValueError):
        return False


if __name__ == "__main__":
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # what reads, such as head, may close the pipe
    sys.exit(main(sys.argv[1:]))
