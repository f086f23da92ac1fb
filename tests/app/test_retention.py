import logging
from contextlib import closing
from datetime import timedelta

import pytest

from tests.build import NOON, document, evidence, ingested, match, outcome, story
from watcher.app.retention import in_bytes, retain
from watcher.store.sql_store import open_store

DAY = timedelta(days=1)


@pytest.fixture
def store(tmp_path):
    with closing(open_store(tmp_path / "watcher.db")) as opened:
        yield opened


def rain(id, days):
    return document(f"It rained: {id}.", id=id, seen=NOON - days * DAY)


def test_what_is_older_than_it_is_kept_is_forgotten_and_logged(store, caplog):
    store.add(ingested(documents=[rain("old", 31), rain("young", 29)]))
    heard = []
    with caplog.at_level(logging.INFO):
        assert retain(30 * DAY, None, heard.append, store, NOON) == 1
    assert store.archive().oldest == NOON - 29 * DAY
    assert caplog.messages == ["1 documents forgotten, as keep asks"]
    assert heard == []


def test_where_room_is_short_the_rest_is_forgotten_too_and_a_person_hears_if_it_stays_short(
    store, caplog
):
    store.add(ingested(documents=[rain("old", 31), rain("young", 29)]))
    heard = []
    with caplog.at_level(logging.INFO):
        assert retain(30 * DAY, 1_000, heard.append, store, NOON) == 2
    assert caplog.messages == [
        "1 documents forgotten, as keep asks",
        "1 documents forgotten, as keep_size asks",
    ]
    (told,) = heard
    assert told.startswith("the database takes ")
    assert told.endswith(
        "KB, more than keep_size, and what is left is still needed: raise keep_size"
    )


@pytest.mark.parametrize(("days", "forgotten"), [(14, 0), (15, 1)])
def test_news_of_the_days_that_a_digest_counts_stays(store, days, forgotten):
    at = NOON - days * DAY
    told = story("Jets struck a depot.", seen=at)
    hit = match(told, evidence(told, told.text, "struck"))
    store.add(ingested(outcome(told, hit), at=at))
    assert retain(DAY, 1, [].append, store, NOON) == forgotten


def test_with_enough_room_nobody_hears_anything(store):
    store.add(ingested(documents=[rain("young", 1)]))
    heard = []
    assert retain(30 * DAY, 10**9, heard.append, store, NOON) == 0
    assert heard == []


@pytest.mark.parametrize(
    ("number", "shown"),
    [(0, "0 KB"), (999_999, "999 KB"), (1_500_000, "1.5 MB"), (23_400_000_000, "23.4 GB")],
)
def test_a_size_is_shown_as_finely_as_a_person_needs(number, shown):
    assert in_bytes(number) == shown
