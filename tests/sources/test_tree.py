"""Files that are not what they were a moment ago."""

import os
import shutil
from contextlib import closing

import pytest

from watcher.sources.tree import read, walk


@pytest.fixture
def place(tmp_path):
    """A file, found in a folder where the walk still stands."""
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (inbox / "a.txt").write_text("news")
    with closing(walk(str(inbox))) as found:
        yield next(found)


@pytest.fixture
def file(place, tmp_path):
    return tmp_path / "inbox" / "a.txt"


def test_a_file_that_stayed_is_read(place):
    assert read(place) == b"news"


def test_a_file_swapped_for_a_link_is_not_followed(place, file, tmp_path):
    (tmp_path / "secret").write_text("key!")
    file.unlink()
    file.symlink_to(tmp_path / "secret")
    with pytest.raises(OSError, match="symbolic links"):
        read(place)


def test_a_file_swapped_for_a_pipe_does_not_hold_us(place, file):
    file.unlink()
    os.mkfifo(file)
    assert read(place) is None


def test_a_file_that_grows_is_not_read_half(place, file):
    file.write_text("news, and more")
    assert read(place) is None


def test_what_is_deleted_after_it_was_listed_is_no_trouble(place, file):
    """Only now are the others looked at."""
    with closing(walk(str(file.parent))) as found:
        for name in ("b.txt", "c.txt", "d/e.txt"):
            (file.parent / name).parent.mkdir(exist_ok=True)
            (file.parent / name).write_text("news")
        next(found)
        (file.parent / "b.txt").unlink()
        shutil.rmtree(file.parent / "d")
        assert [str(one.path) for one in found] == ["c.txt"]


def test_a_folder_swapped_for_a_link_leads_nowhere_else(place, file, tmp_path):
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "a.txt").write_text("key!")
    file.parent.rename(tmp_path / "moved")
    file.parent.symlink_to(outside)
    assert read(place) == b"news"
