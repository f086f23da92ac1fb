"""A backup is whole and checked, and putting it back loses nothing that was there."""

import os
import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest

from tests.build import NOON, document, ingested, owed
from watcher.errors import StoreError
from watcher.model import ChatId, State
from watcher.store import open_store
from watcher.store.backup import back_up, restore
from watcher.store.lock import only_one
from watcher.store.tables import VERSION


def keep(path, text):
    with closing(open_store(path)) as store:
        store.add(ingested(documents=[document(text, id=text)]))


def send(store, id, state, message_id=""):
    """The delivery as its sending began; then it stands as told."""
    sending = replace(store.delivery(id), state=State.SENDING, attempts=1, chat=ChatId("-100"))
    begun = store.begin(sending, NOON)
    store.settle(replace(begun, state=state, message_id=message_id), NOON)
    return begun


def kept(path):
    with closing(open_store(path)) as store:
        return {hit.document.id for hit in store.search("news", NOON, 10)}


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "watcher.db"
    keep(path, "old news")
    return path


@pytest.fixture
def copy(path, tmp_path):
    copy = tmp_path / "copy.db"
    back_up(path, copy)
    return copy


def test_a_backup_made_while_another_one_writes_has_what_was_committed(path, tmp_path):
    with closing(open_store(path)) as store, store.transaction():
        store.add(ingested(documents=[document("half news", id="half")]))
        back_up(path, tmp_path / "copy.db")
    assert kept(tmp_path / "copy.db") == {"old news"}
    assert kept(path) == {"old news", "half"}


def test_a_file_that_exists_is_replaced_only_by_force(path, copy):
    keep(path, "late news")
    with pytest.raises(StoreError, match=r"exists already: .* --force"):
        back_up(path, copy)
    assert kept(copy) == {"old news"}
    back_up(path, copy, force=True)
    assert kept(copy) == {"old news", "late news"}
    with pytest.raises(StoreError, match="exists already"):
        back_up(path, path, force=True)


def test_a_backup_is_put_back_and_the_former_database_is_kept(path, copy):
    keep(path, "late news")
    aside = restore(path, copy)
    assert kept(path) == {"old news"}
    assert kept(aside) == {"old news", "late news"}
    assert kept(restore(path, aside)) == {"old news"}
    assert kept(path) == {"old news", "late news"}


def test_what_was_sent_last_is_not_known_after_a_backup_is_put_back(path, tmp_path):
    """A message that was sent since would be taken for one in doubt, and changed."""
    with closing(open_store(path)) as store:
        store.queue([owed("a"), owed("b")])
        send(store, "a", State.SENT, message_id="7")
        assert send(store, "b", State.UNCERTAIN).after == "7"
        back_up(path, tmp_path / "copy.db")
    restore(path, tmp_path / "copy.db")
    with closing(open_store(path)) as store:
        assert store.delivery("b").after == ""
        store.queue([owed("c")])
        assert send(store, "c", State.SENT).after == ""


def test_what_the_log_still_held_is_kept_aside_too(path, copy):
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE source SET note = 'in the log'")
        connection.commit()
        assert path.with_name("watcher.db-wal").stat().st_size
        aside = restore(path, copy)
        with closing(sqlite3.connect(aside)) as former:
            assert former.execute("SELECT note FROM source").fetchall() == [("in the log",)]
    assert kept(path) == {"old news"}


def test_a_damaged_database_says_how_to_go_on_and_a_backup_mends_it(path, copy):
    content = bytearray(path.read_bytes())
    content[100:] = os.urandom(len(content) - 100)
    path.write_bytes(content)
    with pytest.raises(StoreError, match=r"is damaged: .* `watcher restore FILE`"):
        open_store(path)
    restore(path, copy)
    assert kept(path) == {"old news"}


def test_a_database_that_is_gone_is_put_back(path, copy):
    path.unlink()
    assert restore(path, copy) is None
    assert kept(path) == {"old news"}


def test_nothing_is_put_back_while_a_watcher_runs(path, copy):
    with only_one(path), pytest.raises(StoreError, match="another watcher"):
        restore(path, copy)


def test_what_is_no_sound_backup_changes_nothing(path, copy, tmp_path):
    before = path.read_bytes()
    foreign, newer, torn = (tmp_path / name for name in ("foreign.db", "newer.db", "torn.db"))
    with closing(sqlite3.connect(foreign)) as connection:
        connection.execute("CREATE TABLE mine (a)")
    back_up(path, newer)
    with closing(sqlite3.connect(newer)) as connection:
        connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    content = bytearray(copy.read_bytes())
    content[8192:] = b"\xff" * (len(content) - 8192)
    torn.write_bytes(content)
    (tmp_path / "text.db").write_text("No database. " * 1000)
    for name, why in (
        ("foreign.db", "not a database of watcher"),
        ("newer.db", "newer watcher"),
        ("torn.db", "damaged|cannot be copied"),
        ("text.db", "cannot be copied"),
        ("none.db", "there is no file"),
        ("watcher.db", "is the database itself"),
    ):
        with pytest.raises(StoreError, match=why):
            restore(path, tmp_path / name)
        assert path.read_bytes() == before
        assert not [one for one in tmp_path.iterdir() if ".draft" in one.name]


def test_a_backup_that_cannot_be_made_says_so(path, tmp_path):
    with pytest.raises(StoreError, match="there is no database yet"):
        back_up(tmp_path / "none.db", tmp_path / "copy.db")
    with pytest.raises(StoreError, match=r"cannot be copied to .* the folder exists"):
        back_up(path, tmp_path / "none" / "copy.db")
