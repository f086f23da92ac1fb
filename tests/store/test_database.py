"""The file itself: what is refused, and with which words."""

import os
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from tests.build import NOON, owed
from watcher.errors import StoreError
from watcher.model import State
from watcher.store import open_store
from watcher.store.tables import VERSION

ROOT = Path(__file__).parents[2]


@pytest.fixture
def path(tmp_path):
    return tmp_path / "state" / "watcher.db"


@pytest.fixture
def used(path):
    """A database that owes one delivery, closed."""
    with closing(open_store(path)) as store:
        store.queue([owed()])
    return path


@pytest.fixture
def by_hand(used):
    with closing(sqlite3.connect(used)) as connection:
        yield connection


def refused(path):
    """Why the database at `path` is refused; it must be left as it was."""
    before = path.read_bytes()
    with pytest.raises(StoreError) as caught:
        open_store(path)
    assert path.read_bytes() == before
    assert str(path) in str(caught.value)
    return str(caught.value)


def test_a_missing_folder_is_made(tmp_path):
    path = tmp_path / "one" / "two?%20#" / "watcher.db"
    with closing(open_store(path)):
        assert path.exists()


def test_everything_is_on_disk_before_it_counts(path):
    with closing(open_store(path)) as store, store.database.reading() as connection:
        settings = [
            connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        ]
    assert settings == ["wal", 2, 1, 10_000]


def test_a_newer_database_is_refused_and_left_alone(used, by_hand):
    by_hand.execute(f"PRAGMA user_version = {VERSION + 1}")
    by_hand.close()
    assert "newer watcher" in refused(used)


def test_another_programs_database_is_refused_and_left_alone(path):
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE recipe (name TEXT)")
    assert "another program's database" in refused(path)


def test_a_file_that_is_no_database_is_refused_and_left_alone(path):
    path.parent.mkdir()
    path.write_text("Dear diary, " * 100)
    assert "is not a database: move it away" in refused(path)


def test_a_damaged_database_says_what_to_do(used):
    whole = used.read_bytes()
    used.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))
    assert "is damaged: put a backup in its place with `watcher restore FILE`" in refused(used)


def test_an_empty_file_becomes_a_database(path):
    path.parent.mkdir()
    path.touch()
    with closing(open_store(path)) as store:
        assert list(store.due(NOON)) == []


def test_a_folder_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "state").write_text("in the way")
    with pytest.raises(StoreError, match=r"state cannot be created .*: check the path"):
        open_store(tmp_path / "state" / "watcher.db")


def test_a_file_that_cannot_be_made_says_what_to_check():
    """In /proc nobody can make files, not even root."""
    with pytest.raises(StoreError, match=r"/proc/watcher.db cannot be opened: check the path"):
        open_store(Path("/proc/watcher.db"))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_says_who_to_ask(used):
    used.chmod(0o400)
    used.parent.chmod(0o500)
    try:
        with pytest.raises(StoreError, match="cannot be written: check who owns the file"):
            open_store(used)
    finally:
        used.parent.chmod(0o700)


def test_a_full_disk_loses_nothing_and_says_so(used):
    with closing(open_store(used)) as store:
        with store.database.writing() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(StoreError, match="no room left on its disk: free some space"):
            store.queue([owed("b", text="words " * 10_000)])
        assert list(store.due(NOON)) == [owed()]


LITTLE_ROOM = """
import resource, sys
from pathlib import Path
from watcher.errors import StoreError
from watcher.store import open_store
resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))
try:
    open_store(Path(sys.argv[1]))
except StoreError as error:
    print(error)
"""


def test_a_disk_that_is_full_at_the_start_is_told_as_such(used):
    """SQLite cannot make the file through which its connections agree."""
    command = [sys.executable, "-c", LITTLE_ROOM, str(used)]
    done = subprocess.run(  # noqa: S603 - our own program
        command, cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert "no room left on its disk: free some space" in done.stdout


@pytest.mark.parametrize("kept", [b"delivery_waiting", b"nothing yet"])
def test_a_byte_that_is_no_letter_is_damage(used, by_hand, kept):
    """In what says which tables there are, which SQLite reads first, and in what these hold."""
    with closing(open_store(used)) as store:
        store.queue([owed("b", text="nothing yet")])
    by_hand.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    by_hand.close()
    spoiled = used.read_bytes().replace(kept, b"\xff" + kept[1:])
    used.write_bytes(spoiled.replace(b"CREATE INDEX \xff", b"CREATE XNDEX \xff"))
    with (
        pytest.raises(StoreError, match="is damaged: put a backup in its place"),
        closing(open_store(used)) as store,
    ):
        store.delivery(owed("b").id)


def test_a_database_locked_by_another_program_says_so(used, by_hand):
    with closing(open_store(used, patience=timedelta(milliseconds=1))) as store:
        by_hand.execute("BEGIN IMMEDIATE")
        assert list(store.due(NOON)) == [owed()]
        with pytest.raises(StoreError, match="in use by another program: close that program"):
            store.queue([owed("b")])
        by_hand.rollback()
        store.queue([owed("b")])


def test_a_database_in_use_can_be_opened_and_read(used):
    """`watcher status` beside a running watcher that is in the middle of a transaction."""
    with (
        closing(open_store(used)) as store,
        store.transaction(),
        closing(open_store(used)) as other,
    ):
        assert list(other.due(NOON)) == [owed()]


def test_two_processes_cannot_come_between_each_other(used):
    """Two stores on one file: each counts, then queues the next number, and none is lost."""
    with closing(open_store(used)) as one, closing(open_store(used)) as other:

        def count(store):
            with store.transaction():
                store.queue([owed(str(sum(store.status().deliveries.values())))])

        with ThreadPoolExecutor(2) as pool:
            for each in [pool.submit(count, store) for store in (one, other) * 50]:
                each.result()
        assert sum(one.status().deliveries.values()) == 101


def test_a_thread_waits_for_another_as_long_as_it_takes(used):
    """A long poll is no reason to stop: only other programs are waited for in vain."""
    with (
        closing(open_store(used, patience=timedelta(milliseconds=1))) as store,
        ThreadPoolExecutor(1) as pool,
    ):
        with store.transaction():
            waiting = pool.submit(store.queue, [owed("b")])
            assert wait([waiting], timeout=0.3).not_done == {waiting}
        waiting.result(timeout=60)


def test_killed_after_begin_it_comes_back_uncertain(used):
    """A real process, and the signal that nobody can catch."""
    script = f"""
import os, signal
from dataclasses import replace
from pathlib import Path
from tests.build import NOON, owed
from watcher.model import State
from watcher.store import open_store
store = open_store(Path({str(used)!r}))
store.begin(replace(owed(), attempts=1), NOON)
with store.transaction():
    store.queue([owed("half")])
    os.kill(os.getpid(), signal.SIGKILL)
"""
    ended = subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=False)  # noqa: S603
    assert ended.returncode == -9
    with closing(open_store(used)) as store:
        assert store.recover(NOON) == 1
        (found,) = store.due(NOON)
    assert (found.id, found.state, found.attempts) == ("a", State.UNCERTAIN, 1)
    with closing(sqlite3.connect(used)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
