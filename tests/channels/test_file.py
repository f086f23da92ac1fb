"""A file of JSON Lines: whole lines on the disk, found again after a crash."""

import asyncio
import json
from pathlib import Path

import pytest

from tests.build import NOON
from watcher.channels.file import File
from watcher.errors import ChannelClosed, Uncertain
from watcher.model import ChatId, Line, Message, Run

DESK = ChatId("desk")
ALERT = "🔴 CRITICAL · Strike\n  | Jets over عين “Harir”"


@pytest.fixture
def file(tmp_path):
    return File(tmp_path / "new folder" / "alerts.jsonl", lambda: NOON)


def send(file, part, reply_to=""):
    return asyncio.run(file.send(DESK, part, reply_to))


def find(file, part, after, known=()):
    return asyncio.run(file.find(DESK, part, after, known))


def lines(file):
    return [json.loads(line) for line in file.path.read_text(encoding="utf-8").splitlines()]


def test_each_message_is_one_line_with_its_time_severity_and_text(file):
    send(file, ALERT)
    assert lines(file) == [
        {"time": "2025-09-04T12:00:00+00:00", "kind": "send", "severity": "critical", "text": ALERT}
    ]


def test_an_answer_and_a_change_say_which_message_they_mean(file):
    send(file, "first")
    second = send(file, ALERT)
    send(file, "now claimed", second)
    asyncio.run(file.edit(DESK, second, "newer"))
    told = [(one["kind"], one.get("to"), one["text"]) for one in lines(file)[2:]]
    assert told == [("reply", second, "now claimed"), ("edit", second, "newer")]
    assert file.path.read_bytes()[int(second) :].startswith(b'{"time"')


def test_what_was_there_before_stays(file):
    file.path.parent.mkdir()
    file.path.write_text('{"text": "old"}\n', encoding="utf-8")
    send(file, "new")
    assert [one["text"] for one in lines(file)] == ["old", "new"]


def test_a_line_that_a_crash_cut_short_does_not_spoil_the_next(file):
    first = send(file, "first")
    with file.path.open("a", encoding="utf-8") as torn:
        torn.write('{"kind": "send", "te')
    second = send(file, "second")
    assert find(file, "second", first) == second
    assert json.loads(file.path.read_text(encoding="utf-8").splitlines()[2])["text"] == "second"


def test_what_arrived_is_found_behind_the_last_message_and_nothing_else(file):
    same = send(file, "same words")
    first = send(file, "first")
    asyncio.run(file.edit(DESK, first, "same words"))
    assert find(file, "same words", first) == ""
    again = send(file, "same words")
    assert find(file, "same words", first) == again
    assert find(file, "same words", same, [(DESK, same)]) == again
    assert find(file, "same words", first, [(DESK, again)]) == ""


def test_where_the_file_was_taken_away_nobody_can_tell(file):
    assert find(file, "words", "0") is None
    first = send(file, "words " * 20)
    last = send(file, "words")
    file.path.unlink()
    assert find(file, "words", first) is None
    send(file, "x")
    assert find(file, "words", last) is None
    assert find(file, "x", "no number") is None


@pytest.mark.parametrize("after", ["", "-71"])
def test_the_first_line_of_all_is_found_or_is_not_there(file, after):
    assert find(file, "words", after) == ""
    first = send(file, "words")
    assert find(file, "words", after) == first
    assert find(file, "other words", after) == ""


def test_foreign_lines_are_passed_over(file):
    first = send(file, "first")
    with file.path.open("ab") as other:
        other.write(b'\xff\xfe\n[1]\n{"kind": "send"}\n')
    assert find(file, "second", first) == ""


def test_a_file_that_cannot_be_written_closes_the_channel(tmp_path):
    with pytest.raises(ChannelClosed, match="cannot be written to: Is a directory"):
        send(File(tmp_path, lambda: NOON), "words")


def test_a_full_disk_is_waited_for_and_then_looked_into():
    with pytest.raises(Uncertain, match="cannot be written to: No space left on device"):
        send(File(Path("/dev/full"), lambda: NOON), "words")


def test_the_text_is_that_of_the_console(file):
    message = Message((Line((Run("Jets", url="https://example.org/1"),)),))
    assert file.write(message) == ("Jets <https://example.org/1>",)
