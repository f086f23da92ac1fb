"""Whether two reports tell one event, with the names that ship; the pairs are made up."""

from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

import pytest

from tests.build import document
from tests.rules import later_events
from tests.rules.same_events import DIFFERENT, SAME
from watcher.app.teller import Teller
from watcher.core.stories.split import split
from watcher.core.watchlist.names import NameFinder
from watcher.rulefile import read_watchlist

RULES = Path(__file__).parent.parent.parent / "rules"


@cache
def names():
    return read_watchlist([RULES]).watchlist.names


@cache
def finder():
    return NameFinder(names(), ())


def events(teller, id, day, text):
    """The events that a report tells."""
    published = datetime.combine(date.fromisoformat(day), datetime.min.time(), UTC) if day else None
    told = split(document(text, id=id, published=published)).stories
    return {one for story in told for one in teller.events(story, finder().find(story.text))}


def shared(first, second):
    """The events that two reports have in common, read in this order."""
    teller = Teller(names())
    return events(teller, "1", *first) & events(teller, "2", *second)


@pytest.mark.parametrize(
    ("what", "pair"),
    (SAME | later_events.SAME).items(),
    ids=lambda one: one if isinstance(one, str) else "",
)
def test_reports_of_one_event_are_known_as_such_whichever_comes_first(what, pair):
    assert shared(*pair)
    assert shared(*reversed(pair))


@pytest.mark.parametrize(
    ("what", "pair"),
    (DIFFERENT | later_events.DIFFERENT).items(),
    ids=lambda one: one if isinstance(one, str) else "",
)
def test_two_events_are_never_taken_for_one(what, pair):
    assert not shared(*pair)
    assert not shared(*reversed(pair))
