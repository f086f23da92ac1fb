"""A database that an older watcher wrote: it goes on, and nothing is lost."""

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from tests.build import DESK, NOON
from watcher.core.stories.same import keys
from watcher.errors import StoreError
from watcher.model import (
    Action,
    ChatId,
    DocumentId,
    Kind,
    Reason,
    Severity,
    SourceName,
    State,
)
from watcher.store import open_store
from watcher.store.archive import archived
from watcher.store.migrations import STEPS
from watcher.store.tables import MARK, VERSION

OLD = (Path(__file__).parent / "version_1.sql").read_text(encoding="utf-8")
"""What the watcher of version 1 wrote: an event that rang, and a delivery in each state."""


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "watcher.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.executescript(OLD)
        connection.execute(f"PRAGMA application_id = {MARK}")
        connection.execute("PRAGMA user_version = 1")
    return path


def ask(path, question):
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(question).fetchall()


def shape(path):
    """Columns, keys and indexes of every table, in no order."""
    written = dict(ask(path, "SELECT name, sql FROM sqlite_master"))
    names = [name for (name,) in ask(path, "SELECT name FROM sqlite_master WHERE type = 'table'")]
    return {
        name: (
            {row[1:] for row in ask(path, f"PRAGMA table_info({name})")},
            {row[2:] for row in ask(path, f"PRAGMA foreign_key_list({name})")},
            {(*row[1:], written.get(row[1])) for row in ask(path, f"PRAGMA index_list({name})")},
        )
        for name in names
    }


def test_a_migrated_database_has_the_tables_of_a_fresh_one(path, tmp_path):
    for one in (path, tmp_path / "fresh.db"):
        open_store(one).close()
    assert shape(path) == shape(tmp_path / "fresh.db")
    assert ask(path, "PRAGMA user_version") == [(VERSION,)]
    assert ask(path, "PRAGMA foreign_key_check") == []
    assert ask(path, "PRAGMA integrity_check") == [("ok",)]


def test_every_version_has_a_step_to_it():
    assert len(STEPS) == VERSION - 1


def test_what_was_owed_is_still_owed(path):
    with closing(open_store(path)) as store:
        assert store.status().deliveries == {
            (DESK, state): 1 for state in (State.SENT, State.QUEUED, State.UNCERTAIN, State.DEAD)
        }
        rung, waits = store.delivery("rung"), store.delivery("waits")
        assert (rung.state, rung.message_id, rung.alert) == (State.SENT, "17", "alert")
        assert (waits.text, waits.severity) == ("<b>waits</b>", Severity.HIGH)
        assert (waits.kind, waits.target, waits.chat) == (Kind.SEND, None, None)
        assert store.chat(ChatId("-1")) == "-1001"


def test_what_was_read_is_still_known(path):
    with closing(open_store(path)) as store:
        status = store.status()
        assert (status.documents, status.stories, status.events) == (1, 1, 1)
        assert status.verdicts == {(Action.RING, Reason.NEW_EVENT): 1}
        assert store.bookmark(SourceName("press")) == "7"
        assert store.unseen([DocumentId("doc")]) == frozenset()


def test_an_event_is_found_again_with_those_who_told_it(path):
    with closing(open_store(path)) as store:
        marks = [key for (key,) in ask(path, "SELECT key FROM event_key")]
        (found,) = store.events_near(marks, NOON.replace(year=2024))
        assert found.sources == {"Harir Wire", "press"}
        assert (found.stories, found.rung) == (2, NOON)
        assert set(marks) == set(keys(found.tellings))
        assert store.thread(found.id) is None


def test_the_file_as_it_was_stays_beside_it(path):
    open_store(path).close()
    copy = path.with_name("watcher.db.version-1")
    assert ask(copy, "PRAGMA user_version") == [(1,)]
    assert ask(copy, "SELECT sources FROM event") == [('["Harir Wire", "press"]',)]
    assert sorted(one.name for one in path.parent.iterdir()) == [path.name, copy.name]


def test_a_second_opening_changes_nothing_more(path):
    open_store(path).close()
    copy = path.with_name("watcher.db.version-1")
    before = copy.stat().st_mtime_ns, path.read_bytes()
    open_store(path).close()
    assert (copy.stat().st_mtime_ns, path.read_bytes()) == before


def test_what_was_owed_has_its_three_days_from_when_it_could_be_sent(path):
    term = timedelta(hours=72) // timedelta(microseconds=1)
    open_store(path).close()
    rows = ask(path, "SELECT expires_at - max(created, not_before) FROM delivery")
    assert rows == [(term,)] * 4


def test_what_cannot_be_migrated_is_left_as_it_was(path):
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE event SET told_as = 'torn'")
    before = shape(path)
    with pytest.raises(StoreError, match=r"could not be brought up to date .*: it is as it was"):
        open_store(path)
    assert shape(path) == before
    assert ask(path, "PRAGMA user_version") == [(1,)]
    assert ask(path, "SELECT count(*) FROM delivery") == [(4,)]


def test_whoever_only_looks_migrates_nothing(path):
    """Another watcher, an older one, may be running."""
    with pytest.raises(
        StoreError, match=r"an older watcher .*: `watcher run` brings it up to date"
    ):
        open_store(path, ours=False)
    assert ask(path, "PRAGMA user_version") == [(1,)]


def test_what_was_read_before_can_be_searched(path):
    with closing(open_store(path)) as store:
        (paper,) = archived(store.database, NOON.replace(year=2000))
        word = paper.text.split()[0].strip(".,")
        (hit,) = store.search(word, NOON.replace(year=2000), 1)
        assert hit.document == paper
