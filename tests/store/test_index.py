"""The past is found by an index, however long it is."""

from contextlib import closing
from datetime import timedelta

import pytest
from sqlalchemy import event as sqlalchemy_event

from tests.build import NOON, event, evidence, ingested, match, outcome, story, telling
from watcher.core.stories.same import NEAREST, keys
from watcher.store import open_store


@pytest.fixture
def store(tmp_path):
    with closing(open_store(tmp_path / "watcher.db")) as opened:
        yield opened


def plans(store, ask):
    """How SQLite goes about each query that `ask` makes, step by step."""
    asked = []

    def remember(_connection, _cursor, statement, parameters, *_):
        asked.append((statement, parameters))

    with store.database.reading() as connection:
        engine = connection.engine
    sqlalchemy_event.listen(engine, "before_cursor_execute", remember)
    ask()
    sqlalchemy_event.remove(engine, "before_cursor_execute", remember)
    with store.database.reading() as connection:
        return [
            [row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {query}", given)]
            for query, given in asked
            if query.startswith("SELECT")
        ]


def test_events_near_are_searched_by_key_and_time_and_no_table_is_scanned(store):
    (known,) = tell(store, 1)
    near = [*(f"key {number}" for number in range(700)), *keys(known.tellings)]
    *batches, events = plans(store, lambda: store.events_near(near, NOON - timedelta(days=7)))
    assert len(batches) == 2
    for plan in batches:
        assert any("SEARCH event_key USING" in step and "key=? AND seen>?" in step for step in plan)
    assert any("SEARCH event USING INDEX" in step and "id=?" in step for step in events)
    for plan in (*batches, events):
        assert not any("SCAN" in step for step in plan), plan


def test_of_many_events_near_those_that_share_most_are_given(store):
    tell(store, NEAREST + 20)
    marks = "act:attack", "arm:drone", "site:base", "target:harir", "number:16 site", "word:siren"
    special = event("special", tellings=(telling(*marks),))
    store.add(ingested(outcome(*told("special"), tells=special), cursor="special"))
    near = store.events_near(keys(special.tellings), NOON - timedelta(days=7))
    assert len(near) == NEAREST
    assert special in near


def test_an_event_is_near_by_what_it_was_told_with_last(store):
    (known,) = tell(store, 1)
    later = NOON + timedelta(days=5)
    store.add(ingested(outcome(*told("again"), tells=known), cursor="again", at=later))
    assert store.events_near(keys(known.tellings), later - timedelta(days=1)) == [known]
    assert store.events_near(keys(known.tellings), later) == []


def test_what_expired_is_searched_by_its_time(store):
    (plan,) = plans(store, lambda: store.expire(NOON))
    assert any("USING INDEX delivery_expiring (expires_at<?)" in step for step in plan), plan


def told(id):
    """A story, and the match that it makes."""
    paper = story("Drones struck Harir.", id=id)
    return paper, match(paper, evidence(paper, "Drones struck Harir.", "struck"))


def tell(store, number):
    """So many events, alike but for their ids."""
    made = [event(f"e{n}") for n in range(number)]
    store.add(ingested(*(outcome(*told(f"s{n}"), tells=one) for n, one in enumerate(made))))
    return made
