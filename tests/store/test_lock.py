"""One process per database."""

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from watcher.errors import StoreError
from watcher.store import only_one

ROOT = Path(__file__).parents[2]
HOLDER = """
import sys
from pathlib import Path
from watcher.store import only_one
with only_one(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def database(tmp_path):
    return tmp_path / "state" / "watcher.db"


@pytest.fixture
def holder(database):
    """Another process that holds the lock."""
    command = [sys.executable, "-c", HOLDER, str(database)]
    with subprocess.Popen(  # noqa: S603 - our own program
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def test_a_second_watcher_is_refused_and_told_who_has_it(database, holder):
    with pytest.raises(StoreError) as caught, only_one(database):
        pytest.fail("two at once")
    assert f"process {holder.pid}" in str(caught.value)
    assert "stop it first" in str(caught.value)


def test_the_lock_is_free_again_however_its_holder_ends(database, holder):
    holder.kill()
    holder.wait()
    with only_one(database):
        assert database.with_name("watcher.db.lock").read_text() == f"{os.getpid()}\n"


def test_the_lock_is_let_go_at_the_end(database):
    with only_one(database):
        pass
    with only_one(database), pytest.raises(StoreError), only_one(database):
        pytest.fail("two at once")


def test_a_disk_that_is_full_does_not_keep_the_lock_from_holding(database):
    """The number of its process is not told then."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard))
    try:
        with (
            only_one(database),
            pytest.raises(StoreError, match="process unknown"),
            only_one(database),
        ):
            pytest.fail("two at once")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_another_database_has_its_own_lock(database):
    with only_one(database), only_one(database.with_name("other.db")):
        pass


def test_a_lock_that_cannot_be_made_says_what_to_check(tmp_path):
    (tmp_path / "watcher.db.lock").symlink_to(tmp_path / "elsewhere")
    with (
        pytest.raises(StoreError, match=r"cannot be opened .*: check who owns the folder"),
        only_one(tmp_path / "watcher.db"),
    ):
        pytest.fail("followed a link")
    assert not (tmp_path / "elsewhere").exists()
