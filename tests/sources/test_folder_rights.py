"""A folder that its user may not read."""

import os
import shutil
import tempfile
from pathlib import Path

import pytest

from tests.build import NOON
from tests.sources.published import START, put, texts
from watcher.errors import SourceError
from watcher.model import SourceName
from watcher.ports import Skipped
from watcher.sources.folder import Folder


@pytest.fixture
def stranger():
    """A folder open to all, seen by a user who is not root: root may read everything."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def powerless(stranger):
    def act(what):
        if os.geteuid():
            return what()
        os.seteuid(65_534)
        try:
            return what()
        finally:
            os.seteuid(0)

    return act


def test_what_this_user_may_not_read_is_reported(stranger, powerless):
    put(stranger, "file.txt", "secret").chmod(0)
    put(stranger, "folder/a.txt", "secret")
    (stranger / "folder").chmod(0)
    put(stranger, "open.txt", "public")
    source = Folder(SourceName("desk"), stranger)
    poll = powerless(lambda: source.poll(START, NOON))
    (stranger / "folder").chmod(0o700)
    why = "cannot be read: Permission denied"
    assert texts(poll) == ["public"]
    assert poll.skipped == (Skipped("file.txt", why), Skipped("folder", why))


def test_a_folder_this_user_may_not_read_says_what_to_do(stranger, powerless):
    source = Folder(SourceName("desk"), stranger)
    stranger.chmod(0)
    with pytest.raises(SourceError, match=r"may not read .*: give its user the right"):
        powerless(lambda: source.poll(START, NOON))
    stranger.chmod(0o700)
