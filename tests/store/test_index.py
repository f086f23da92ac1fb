"""The past is found by an index, however long it is."""

from contextlib import closing
from datetime import timedelta

import pytest
from sqlalchemy import event as sqlalchemy_event

from tests.build import NOON
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


def test_events_near_are_searched_by_their_keys_and_no_table_is_scanned(store):
    near = [f"key {number}" for number in range(700)]
    found = plans(store, lambda: store.events_near(near, NOON - timedelta(days=7)))
    assert len(found) == 2  # in batches
    for plan in found:
        assert any("SEARCH event_key USING" in step and "key=?" in step for step in plan)
        assert any("SEARCH event USING" in step for step in plan)
        assert not any("SCAN" in step for step in plan), plan
