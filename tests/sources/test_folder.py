"""A folder of text files, as people and programs really fill it."""

import json
import os
import shutil
import socket
import stat
import tempfile
import tracemalloc
import unicodedata
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.build import NOON
from tests.sources.documents import MAIL, PAGE, SENTENCE, lines, pdf, word
from tests.sources.published import START, put, texts
from watcher.errors import SourceError
from watcher.model import SourceName
from watcher.ports import Cursor, Skipped
from watcher.sources.folder import Folder
from watcher.sources.worker import _end_idle


@pytest.fixture
def folder(tmp_path):
    return Folder(SourceName("desk"), tmp_path)


def test_texts_come_oldest_first_then_by_name(folder, tmp_path):
    put(tmp_path, "b.txt", "second", age=20)
    put(tmp_path, "c.txt", "third", age=20)
    put(tmp_path, "z/a.md", "first", age=30)
    assert texts(folder.poll(START, NOON)) == ["first", "second", "third"]


def test_a_document_says_where_it_stands_and_leaves_the_rest_to_its_text(folder, tmp_path):
    put(tmp_path, "Press/Monday.TXT", "Harir was quiet.\r\n")
    (only,) = folder.poll(START, NOON).documents
    assert only.text == "Harir was quiet.\r\n"
    assert (only.origin, only.title, only.published, only.seen) == (
        "Press/Monday.TXT",
        "",
        None,
        NOON,
    )
    assert only.id.startswith("desk:")


def test_a_file_that_stays_the_same_is_not_opened_again(folder, tmp_path):
    path = put(tmp_path, "a.txt", "one")
    cursor = folder.poll(START, NOON).cursor
    with path.open("r+") as file:
        file.write("two")
    put(tmp_path, "a.txt", "two")  # same time, size and inode: nobody could tell
    assert texts(folder.poll(cursor, NOON)) == []


def test_a_renamed_and_a_copied_file_keep_the_id_of_their_text(folder, tmp_path):
    path = put(tmp_path, "a.txt", "The base was shelled.")
    first = folder.poll(START, NOON)
    path.rename(tmp_path / "b.txt")
    shutil.copy2(tmp_path / "b.txt", tmp_path / "c.txt")
    again = folder.poll(first.cursor, NOON)
    assert [one.id for one in again.documents] == [one.id for one in first.documents]


def test_an_edited_file_is_a_new_document(folder, tmp_path):
    put(tmp_path, "a.txt", "The base was shelled.")
    first = folder.poll(START, NOON)
    put(tmp_path, "a.txt", "The base was shelled twice.", age=30)
    (edited,) = folder.poll(first.cursor, NOON).documents
    assert edited.id != first.documents[0].id


def test_a_file_that_is_still_being_written_is_left_for_later(folder, tmp_path):
    put(tmp_path, "a.txt", "Half a sen", age=0.5)
    early = folder.poll(START, NOON)
    assert (texts(early), early.skipped, early.wait) == ([], (), timedelta(seconds=1))
    late = folder.poll(early.cursor, NOON + timedelta(seconds=1))
    assert (texts(late), late.wait) == (["Half a sen"], None)


def test_a_file_that_changes_while_it_is_read_is_left_for_later(folder, tmp_path):
    path = put(tmp_path, "a.txt", "Half a sen")

    class Meanwhile(datetime):
        def timestamp(self):
            path.write_text("Half a sentence.")
            return super().timestamp()

    early = folder.poll(START, Meanwhile.combine(NOON, NOON.timetz()))
    assert (texts(early), early.wait) == ([], timedelta(seconds=1))
    assert json.loads(early.cursor)["files"] == {}


def test_a_file_moved_away_while_it_is_read_is_no_trouble_and_what_takes_its_place_is_read(
    folder, tmp_path
):
    path = put(tmp_path, "a.txt", "Half a sen")
    other = put(tmp_path / ".drafts", "a.txt", "A whole sentence.")

    class Meanwhile(datetime):
        def timestamp(self):
            path.unlink(missing_ok=True)
            return super().timestamp()

    class Later(datetime):
        def timestamp(self):
            if other.exists():
                other.replace(path)
            return super().timestamp()

    gone = folder.poll(START, Meanwhile.combine(NOON, NOON.timetz()))
    assert (texts(gone), gone.skipped, gone.wait) == ([], (), timedelta(seconds=1))
    put(tmp_path, "a.txt", "Another half sen")
    replaced = folder.poll(gone.cursor, Later.combine(NOON, NOON.timetz()))
    assert (texts(replaced), replaced.skipped, replaced.wait) == ([], (), timedelta(seconds=1))
    assert texts(folder.poll(replaced.cursor, NOON)) == ["A whole sentence."]


def test_a_file_that_claims_ten_gigabytes_is_not_read(folder, tmp_path):
    for name in ("a.txt", "a.pdf", "a.eml"):
        os.truncate(put(tmp_path, name, ""), 10**10)
        os.utime(tmp_path / name, (0, 0))
    tracemalloc.start()
    try:
        poll = folder.poll(START, NOON)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert {one.why for one in poll.skipped} == {"is larger than 20 MB: split it"}
    assert len(poll.skipped) == 3
    assert peak < 1_000_000


def test_a_device_is_not_opened(folder, tmp_path):
    try:
        os.mknod(tmp_path / "zero.txt", stat.S_IFCHR | 0o600, os.makedev(1, 5))
    except PermissionError:
        pytest.skip("only the administrator makes devices")
    assert folder.poll(START, NOON).skipped == (Skipped("zero.txt", "is a device, not a file"),)


@pytest.mark.parametrize(
    "name",
    [
        "x" * 251,
        "ح" * 125 + "x",
        "\u202egnp",
        "\u2066a\u2069",
        "a\nsource press is back",
        "\x1b[31mred",
        "-rf",
        "%s",
        " ",
        "\u2028",
        "😀",
    ],
)
def test_whatever_a_file_is_called_it_is_read_and_its_name_is_one_harmless_line(
    folder, tmp_path, name
):
    put(tmp_path, f"{name}.txt", "Odd, but here.")
    (one,) = folder.poll(START, NOON).documents
    assert one.text == "Odd, but here."
    assert len(one.origin.splitlines()) == 1
    assert all(unicodedata.category(char) not in {"Cc", "Cf", "Zl", "Zp"} for char in one.origin)


def test_a_file_from_the_future_does_not_wait_for_its_day(folder, tmp_path):
    put(tmp_path, "a.txt", "The clock of the camera was wrong.", age=-86_400)
    assert len(folder.poll(START, NOON).documents) == 1


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("a.txt", b"", "is empty"),
        ("a.txt", b" \r\n\t", "is empty"),
        ("a.txt", b"\x00\x00\x03\x04", "holds no text: save it as plain text in UTF-8"),
        ("a.txt", b"PK\x03\x04", "is an archive, and archives are not opened: unpack it here"),
        ("a.zip", b"PK\x03\x04", "is an archive, and archives are not opened: unpack it here"),
        ("a.txt", b"x" * 2_000_001, "is larger than 2 MB: split it"),
        ("a.html", b"x" * 20_000_001, "is larger than 20 MB: split it"),
        ("a.pdf", b"", "is empty"),
        (
            "a.bin",
            b"Harir",
            "is not read: save it as .txt, .md, .html, .htm, .pdf, .docx, .eml, .json or .jsonl",
        ),
    ],
)
def test_what_cannot_be_read_is_reported_at_every_poll_and_the_rest_goes_on(
    folder, tmp_path, name, content, why
):
    put(tmp_path, name, content)
    put(tmp_path, "good.txt", "Harir was quiet.")
    first = folder.poll(START, NOON)
    again = folder.poll(first.cursor, NOON)
    assert texts(first) == ["Harir was quiet."]
    assert first.skipped == again.skipped == (Skipped(name, why),)


def test_every_format_is_read(folder, tmp_path):
    put(tmp_path, "a.html", PAGE, age=60)
    put(tmp_path, "b.PDF", pdf(SENTENCE), age=50)
    put(tmp_path, "c.docx", word(SENTENCE), age=40)
    put(tmp_path, "d.eml", MAIL, age=30)
    put(tmp_path, "e.jsonl", lines({"text": "One."}, {"text": "Two."}), age=20)
    poll = folder.poll(START, NOON)
    assert [one.origin for one in poll.documents] == [
        *("a.html", "b.PDF", "d.eml", "e.jsonl", "e.jsonl")  # the Word file says what the PDF says
    ]
    assert poll.documents[0].url == "https://radio.example/boats"
    assert [one.title for one in poll.documents[:3]] == ["Boats off Selm", "", "Boats off Selm"]
    assert folder.poll(poll.cursor, NOON).documents == ()


def test_a_date_to_come_is_now(folder, tmp_path):
    put(tmp_path, "a.json", json.dumps({"text": "Harir was quiet.", "published": "2999-01-01"}))
    (only,) = folder.poll(START, NOON).documents
    assert only.published == NOON


def test_what_of_a_file_is_not_read_is_reported_as_long_as_it_stands(folder, tmp_path):
    path = put(tmp_path, "a.jsonl", '{"text": "Harir was quiet."}\nrubbish')
    first = folder.poll(START, NOON)
    again = folder.poll(first.cursor, NOON)
    why = "is read, but not line 2: no JSON object with a text"
    assert first.skipped == again.skipped == (Skipped("a.jsonl", why),)
    path.unlink()
    assert folder.poll(again.cursor, NOON).skipped == ()


def test_a_file_without_news_is_read_again_after_a_day_or_when_it_changes(folder, tmp_path):
    path = put(tmp_path, "a.pdf", b"%PDF-1.4")
    cursor = folder.poll(START, NOON).cursor
    put(tmp_path, "b.pdf", pdf(SENTENCE)).replace(path)
    os.utime(path, (NOON.timestamp() - 30,) * 2)
    assert texts(folder.poll(cursor, NOON)) == [SENTENCE]
    held = json.loads(cursor)
    about = path.stat()
    held["refused"]["a.pdf"][:3] = [about.st_mtime_ns, about.st_size, about.st_ino]
    cursor = Cursor(json.dumps(held))
    assert texts(folder.poll(cursor, NOON + timedelta(hours=23))) == []
    assert texts(folder.poll(cursor, NOON + timedelta(hours=24))) == [SENTENCE]


def test_a_reader_that_dies_costs_no_file(folder, tmp_path, monkeypatch):
    put(tmp_path, "a.pdf", pdf(SENTENCE))
    with monkeypatch.context() as without:
        without.setattr("sys.executable", "/bin/false")
        _end_idle()
        broken = folder.poll(START, NOON)
    assert "cannot be read now: its reader broke down" in broken.skipped[0].why
    assert texts(folder.poll(broken.cursor, NOON)) == [SENTENCE]


def test_broken_letters_are_reported_beside_the_text(folder, tmp_path):
    put(tmp_path, "a.txt", "قصف القاعدة".encode() + b"\xff")
    poll = folder.poll(START, NOON)
    assert texts(poll) == ["قصف القاعدة�"]
    why = "is read, but 1 character could not be decoded and became �"
    assert poll.skipped == (Skipped("a.txt", why),)


def test_links_pipes_and_sockets_are_not_opened(folder, tmp_path):
    secret = Path(tempfile.mkdtemp(dir=tmp_path.parent))
    put(secret, "key.txt", "not for the folder")
    (tmp_path / "file.txt").symlink_to(secret / "key.txt")
    (tmp_path / "folder").symlink_to(secret)
    (tmp_path / "nowhere.txt").symlink_to(secret / "none")
    os.mkfifo(tmp_path / "pipe.txt")
    with closing(socket.socket(socket.AF_UNIX)) as server:
        here = os.open(tmp_path, os.O_RDONLY)  # the whole path may be too long for a socket
        server.bind(f"/proc/self/fd/{here}/socket.txt")
        os.close(here)
        poll = folder.poll(START, NOON)
    link = "is a link, and links are not followed: put the file itself here"
    assert poll.documents == ()
    assert poll.skipped == (
        Skipped("file.txt", link),
        Skipped("folder", link),
        Skipped("nowhere.txt", link),
        Skipped("pipe.txt", "is a pipe, not a file"),
        Skipped("socket.txt", "is a socket, not a file"),
    )


@pytest.mark.parametrize("name", [".a.txt", ".git/a.txt", "a.txt~", "a.txt.part", ".a.txt.swp"])
def test_hidden_files_and_leftovers_are_left_out_without_a_word(folder, tmp_path, name):
    put(tmp_path, name, "not meant for us")
    poll = folder.poll(START, NOON)
    assert (poll.documents, poll.skipped) == ((), ())


def test_a_folder_too_deep_is_reported(folder, tmp_path):
    put(tmp_path, "/".join(["d"] * 33) + "/a.txt", "far down")
    put(tmp_path, "/".join(["d"] * 32) + "/b.txt", "nearly as far")
    poll = folder.poll(START, NOON)
    assert texts(poll) == ["nearly as far"]
    (skipped,) = poll.skipped
    assert skipped.why == "is not looked into: more than 32 folders deep"


def test_a_name_that_is_no_text_is_read_and_shown_safely(folder, tmp_path):
    os.close(os.open(bytes(tmp_path) + b"/\xffA\nB.txt", os.O_CREAT))
    put(tmp_path, os.fsdecode(b"\xffA\nB.txt"), "Odd, but here.")
    put(tmp_path, "می\u200cرود.txt", "Persian keeps its joiner.")
    first = folder.poll(START, NOON)
    assert {one.origin for one in first.documents} == {"�A�B.txt", "می\u200cرود.txt"}
    assert first.cursor.encode()
    assert texts(folder.poll(first.cursor, NOON)) == []


@pytest.mark.parametrize(
    "cursor",
    [
        "{",
        "[]",
        "17",
        "null",
        '{"layout": 0, "files": {}}',
        '{"layout": 1, "files": []}',
        "[" * 9999,
    ],
)
def test_a_cursor_that_makes_no_sense_counts_as_empty(folder, tmp_path, cursor):
    put(tmp_path, "a.txt", "one")
    assert texts(folder.poll(Cursor(cursor), NOON)) == ["one"]


def test_the_cursor_forgets_files_that_are_gone(folder, tmp_path):
    path = put(tmp_path, "a.txt", "one")
    cursor = folder.poll(START, NOON).cursor
    path.unlink()
    assert json.loads(folder.poll(cursor, NOON).cursor)["files"] == {}


def test_a_missing_folder_says_what_to_do(tmp_path):
    missing = Folder(SourceName("desk"), tmp_path / "none")
    with pytest.raises(SourceError, match=r"^desk: there is no folder .*none: create it, or"):
        missing.poll(START, NOON)


def test_a_file_in_place_of_the_folder_says_what_to_do(tmp_path):
    put(tmp_path, "a.txt", "one")
    with pytest.raises(SourceError, match="is not a folder: name the folder"):
        Folder(SourceName("desk"), tmp_path / "a.txt").poll(START, NOON)


def test_a_folder_that_is_a_circle_of_links_is_trouble(tmp_path):
    (tmp_path / "round").symlink_to(tmp_path / "round")
    with pytest.raises(SourceError, match="cannot be read: "):
        Folder(SourceName("desk"), tmp_path / "round").poll(START, NOON)


def test_the_folder_itself_may_be_a_link(tmp_path):
    put(tmp_path / "real", "a.txt", "one")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    assert texts(Folder(SourceName("desk"), tmp_path / "link").poll(START, NOON)) == ["one"]


NAMES = st.text("ab/.~ é", min_size=1, max_size=6).filter(
    lambda name: all(part.strip(".") for part in name.split("/"))
)


@given(st.dictionaries(NAMES.map(lambda name: name + ".txt"), st.binary(max_size=40), max_size=5))
def test_every_visible_file_is_a_document_or_reported_and_none_comes_twice(files):
    with tempfile.TemporaryDirectory() as root:
        written = set()
        for name, content in files.items():
            try:
                put(Path(root), name, content)
            except OSError:  # a file stands where this one needs a folder
                continue
            if not any(part.startswith(".") or part.endswith("~") for part in name.split("/")):
                written.add(name)
        poll = Folder(SourceName("desk"), Path(root)).poll(START, NOON)
        reported = {one.origin for one in poll.skipped}
        read = set(json.loads(poll.cursor)["files"])
        assert read | reported == written
        assert len({one.id for one in poll.documents}) == len(poll.documents)
        assert Folder(SourceName("desk"), Path(root)).poll(poll.cursor, NOON).documents == ()
