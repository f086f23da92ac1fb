"""What was learned about words survives a restart; whatever is wrong with the file, it only costs time."""

import pytest

from watcher.core.watchlist.grammar import Kind
from watcher.core.watchlist.likeness import Likeness, Reading, Resolution
from watcher.store.words import KnownWords

ANSWERS = {
    "zubaidi": Resolution(
        (Reading("zubaydi", Likeness.KEY, 1),), frozenset({Kind.BASE}), ("a", "b")
    ),
    "الرئيس": None,
    "the": None,
}


@pytest.fixture
def database(tmp_path):
    return tmp_path / "watcher.db"


def test_answers_come_back_for_the_same_list(database):
    KnownWords(database).keep("list", ANSWERS)
    assert KnownWords(database).recall("list") == ANSWERS
    assert [path.name for path in database.parent.iterdir()] == ["watcher.db.words"]


def test_without_a_file_nothing_is_known(database, caplog):
    assert KnownWords(database).recall("list") == {}
    assert caplog.records == []


def test_answers_for_another_list_are_not_used_and_are_replaced(database, caplog):
    caplog.set_level("INFO")
    words = KnownWords(database)
    words.keep("list", ANSWERS)
    assert words.recall("other") == {}
    assert "of other names or another watcher" in caplog.text
    words.keep("other", {"a": None})
    assert words.recall("other") == {"a": None}


@pytest.mark.parametrize("at", range(0, 190, 17))
def test_a_damaged_file_is_passed_over_and_the_log_says_so(database, caplog, at):
    caplog.set_level("INFO")
    words = KnownWords(database)
    words.keep("list", ANSWERS)
    file = database.with_name("watcher.db.words")
    content = file.read_bytes()
    for damaged in (content[:at], content[:at] + b"\xff" + content[at + 1 :], content + b" "):
        caplog.clear()
        file.write_bytes(damaged)
        assert words.recall("list") == {}
        assert "starting anew" in caplog.text


def test_a_place_that_cannot_be_written_or_read_is_told_and_no_more(database, caplog):
    database.with_name("watcher.db.words").mkdir()
    words = KnownWords(database)
    words.keep("list", ANSWERS)
    assert "cannot be written" in caplog.text
    assert words.recall("list") == {}
    assert "cannot be read" in caplog.text


def test_nothing_new_is_not_written_again(database):
    words = KnownWords(database)
    words.keep("list", ANSWERS)
    database.with_name("watcher.db.words").unlink()
    words.keep("list", ANSWERS)
    assert words.recall("list") == {}
    words.keep("list", ANSWERS | {"new": None})
    assert len(words.recall("list")) == 4
