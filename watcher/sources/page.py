"""The main text of a web page. The only module that knows trafilatura. Pure.

Menus and footers are left out where that can be done without losing a story: a page of which the
main text would leave out most sentences, such as one of many short items, is taken whole.
"""

import re
from dataclasses import replace
from datetime import UTC, datetime

import trafilatura
from lxml.etree import LxmlError

from watcher.sources.entry import Entry
from watcher.sources.plain_text import plain_text

_SENTENCE = 8
"""Words from which on a line of a page is news rather than a menu."""
_DATES = {"extensive_search": False, "original_date": True}
"""Only a date that the page gives as its own: a guess would make old news of new."""
_GIVING_UP = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    LxmlError,
    RuntimeError,
    TypeError,
    ValueError,
)
"""The ways in which pages make their reader stumble."""
_WORD = re.compile(r"\w+")


def read_page(markup: str) -> Entry:
    """Title, main text, day and address of the page; its whole text where no main text is found.

    The day stands at noon UTC, which is that day nearly everywhere.
    """
    whole, main = plain_text(markup), main_text(markup)
    if not _holds_most(main.text, whole):
        main = replace(main, text=whole)
    return main if main.text else Entry(text=whole)


def main_text(markup: str) -> Entry:
    """As `read_page`, without text where no main text is found."""
    try:
        found = trafilatura.bare_extraction(
            markup,
            favor_recall=True,
            include_comments=False,
            with_metadata=True,
            date_extraction_params=dict(_DATES),
        )
    except _GIVING_UP:
        return Entry()
    if not isinstance(found, trafilatura.settings.Document):
        return Entry()
    return Entry(
        link=found.url or "",
        title=" ".join((found.title or "").split()),
        text=_paragraphs(found.text or ""),
        published=_noon(found.date),
    )


def _paragraphs(found: str) -> str:
    """Each line that trafilatura gives is a paragraph; what draws its tables is taken away."""
    lines = (" ".join(line.replace("|", " ").split()) for line in found.split("\n"))
    return "\n\n".join(line for line in lines if line.strip("- "))


def _holds_most(main: str, whole: str) -> bool:
    """Whether at least half of the lines of `whole` that look like sentences stand in `main`."""
    kept = " ".join(_WORD.findall(main))
    lines = [words for line in whole.split("\n") if len(words := _WORD.findall(line)) >= _SENTENCE]
    return sum(" ".join(words) in kept for words in lines) * 2 >= len(lines)


def _noon(day: str | None) -> datetime | None:
    try:
        return datetime.fromisoformat(f"{day}T12:00").replace(tzinfo=UTC)
    except ValueError:
        return None
