"""What every store promises about suggestions."""

from datetime import timedelta

import pytest

from tests.build import NOON
from watcher.core.watchlist.near_misses import NearMiss
from watcher.model import EntryId

GUARD = NearMiss("Harbor Guart", EntryId("guard"), 0.9, 2, "The Harbor Guart left.")
COURT = NearMiss("Port Coart", EntryId("court"), 0.8, 5, "A Port Coart sat.")


def told(store):
    return [one.miss for one in store.suggestions()]


def number(store, miss):
    return next(one.number for one in store.suggestions() if one.miss == miss)


def test_the_most_frequent_come_first_of_equals_the_most_alike(store):
    like = NearMiss("Port Courd", EntryId("court"), 0.9, 5, "A Port Courd sat.")
    store.suggest([GUARD, COURT, like], NOON)
    assert told(store) == [like, COURT, GUARD]


def test_a_spelling_keeps_its_number_and_its_day_and_has_the_newest_count(store):
    store.suggest([GUARD, COURT], NOON)
    first = number(store, GUARD)
    more = NearMiss("Harbor Guart", EntryId("guard"), 0.9, 9, "Another Harbor Guart.")
    store.suggest([COURT, more], NOON + timedelta(days=1))
    assert told(store) == [more, COURT]
    assert number(store, more) == first
    assert {one.found for one in store.suggestions()} == {NOON}


def test_what_is_not_seen_any_more_is_no_suggestion_and_its_number_is_never_given_again(store):
    store.suggest([COURT, GUARD], NOON)
    gone = number(store, GUARD)
    store.suggest([COURT], NOON)
    assert told(store) == [COURT]
    store.suggest([COURT, GUARD], NOON + timedelta(days=1))
    assert number(store, GUARD) > gone
    store.suggest([], NOON)
    assert told(store) == []


@pytest.mark.parametrize("again", [[GUARD, COURT], [COURT]])
def test_what_was_refused_is_never_suggested_again(store, again):
    store.suggest([GUARD, COURT], NOON)
    refused = number(store, GUARD)
    assert store.refuse(refused)
    assert told(store) == [COURT]
    store.suggest(again, NOON + timedelta(days=1))
    store.suggest([GUARD, COURT], NOON + timedelta(days=2))
    assert told(store) == [COURT]
    assert not store.refuse(refused)


def test_a_number_that_nothing_has_cannot_be_refused(store):
    assert not store.refuse(7)
