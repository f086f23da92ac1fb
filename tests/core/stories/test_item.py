"""One entry of a digest: its headline, its outlet, a second entry glued behind it."""

import pytest

from watcher.core.stories.item import read_item
from watcher.core.stories.units import Unit
from watcher.model import Span


def items(text, publisher="", *, listed=True):
    unit = Unit(Span(0, len(text)), text)
    return read_item(unit, publisher, listed=listed)


def titles(text, **kwargs):
    return [one.title for one in items(text, **kwargs)]


@pytest.mark.parametrize(
    ("text", "second"),
    [
        # Behind a text that has named its outlet, written as the first headline is.
        ("Ferry Line Opens. Two boats sail (Port Radio). Paper Mill Closes. Why?", "Paper Mill Closes"),
        ("Ferry line opens. Two boats sail (Port Radio). The mill closes. Why?", "The mill closes"),
        # Both headlines name their outlet.
        ("Ferry Line Opens (Port Radio). Two sail. Paper Mill Closes (Post). Why?", "Paper Mill Closes"),
        # No second headline.
        ("Ferry Line Opens. Two boats sail. Paper Mill Closes. Why?", None),
        ("Ferry Line Opens (Port Radio). Two boats sail. Paper Mill Closes. Why?", None),
        ("Ferry Line Opens. Two boats sail. Paper Mill Closes (Port Radio). Why?", None),
        ("Ferry Line Opens. Two boats sail (Port Radio). They come back late. Why?", None),
        ("Ferry line opens. Two boats sail (Port Radio). So why? Nobody knows.", None),
        ("Ferry Line Opens. Two boats sail (Port Radio). Paper Mill Closes.", None),
    ],
)  # fmt: skip
def test_a_second_headline_opens_a_second_entry(text, second):
    assert titles(text) == ["Ferry Line Opens" if "Line" in text else "Ferry line opens"] + (
        [second] if second else []
    )


def test_a_publisher_tells_what_names_no_outlet_and_is_inferred():
    (named,) = items("Ferry Line Opens (Port Radio).", "Valley Post")
    (unnamed,) = items("Ferry Line Opens.", "Valley Post")
    (nobody,) = items("Ferry Line Opens.")
    assert (named.source, named.source_inferred) == ("Port Radio", False)
    assert (unnamed.source, unnamed.source_inferred) == ("Valley Post", True)
    assert (nobody.source, nobody.source_inferred) == ("", False)


@pytest.mark.parametrize(
    ("text", "listed", "title"),
    [
        ("Ferry line opens. Two boats sail.", True, "Ferry line opens"),
        ("Ferry line opens. Two boats sail.", False, ""),
        ("Ferry Line Opens. Two boats sail.", False, "Ferry Line Opens"),
        ("Ferry Line Opens", False, ""),
        ("Ferry opens. Two boats sail.", True, ""),
        ("Expert analysis: Ferry Line Opens. Two boats sail.", True, ""),
        ("Ferry " * 40 + "opens. Two boats sail.", True, ""),
    ],
)
def test_the_first_sentence_is_the_title_where_it_is_a_headline(text, listed, title):
    assert titles(text, listed=listed) == [title]
