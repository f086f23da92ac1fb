"""What every source promises, whatever it reads from."""

import os

import pytest

from tests.build import NOON
from watcher.errors import SourceError
from watcher.model import ChatId, SourceName
from watcher.ports import Cursor, Post
from watcher.sources.feed import Feed
from watcher.sources.folder import Folder
from watcher.sources.telegram import Posts
from watcher.web.answer import Fetched, FetchError

PRESS = SourceName("press")
OLDER, NEWER = "Drones over Harir", "The road is open again"


class Files:
    """A folder that people fill."""

    def __init__(self, root):
        self.root = root
        self.source = Folder(PRESS, root)
        self.ago = 3_000

    def publish(self, text):
        file = self.root / f"{self.ago}.txt"
        file.write_text(text)
        self.ago -= 60
        moment = NOON.timestamp() - self.ago
        os.utime(file, (moment, moment))

    def spoil(self):
        (self.root / "spoilt.txt").write_bytes(b"\0")

    def vanish(self):
        self.root.rename(self.root.with_name("elsewhere"))


class Paper:
    """A feed that an editor fills."""

    def __init__(self):
        self.source = Feed(PRESS, "https://press.example/feed", self.fetch)
        self.items = []
        self.is_gone = False

    def fetch(self, url, headers):
        if self.is_gone:
            raise FetchError("cannot be reached")
        body = f'<rss version="2.0"><channel>{"".join(reversed(self.items))}</channel></rss>'
        return Fetched(200, {}, body.encode(), url)

    def publish(self, text):
        self.items.append(f"<item><description>{text}</description></item>")

    def spoil(self):
        self.items.append("<item><description></description></item>")

    def vanish(self):
        self.is_gone = True


class Chat:
    """A channel on Telegram in which somebody posts."""

    def __init__(self):
        self.source = Posts(PRESS, lambda: self.waiting, lambda: self.trouble)
        self.waiting, self.trouble = [], ""

    def publish(self, text):
        one = Post(text, (ChatId("-5"),), "Press", text, NOON)
        self.waiting.append((len(self.waiting) + 1, one))

    def vanish(self):
        self.trouble = "Telegram cannot be reached"


@pytest.fixture(params=["files", "paper", "chat"])
def press(request, tmp_path):
    """Somewhere that publishes, and the source that reads it."""
    made = {"files": lambda: Files(tmp_path / "press"), "paper": Paper, "chat": Chat}
    return made[request.param]()


@pytest.fixture(autouse=True)
def root(tmp_path):
    (tmp_path / "press").mkdir()


def texts(poll):
    return [one.text for one in poll.documents]


def test_a_first_poll_gives_everything_oldest_first(press):
    press.publish(OLDER)
    press.publish(NEWER)
    assert texts(press.source.poll(Cursor(""), NOON)) == [OLDER, NEWER]


def test_the_next_poll_gives_only_what_is_new(press):
    press.publish(OLDER)
    first = press.source.poll(Cursor(""), NOON)
    press.publish(NEWER)
    second = press.source.poll(first.cursor, NOON)
    assert texts(second) == [NEWER]
    assert texts(press.source.poll(second.cursor, NOON)) == []


def test_an_old_cursor_gives_again_what_came_after_it(press):
    press.publish(OLDER)
    first = press.source.poll(Cursor(""), NOON)
    press.publish(NEWER)
    assert press.source.poll(first.cursor, NOON) == press.source.poll(first.cursor, NOON)


def test_a_cursor_of_another_kind_counts_as_empty(press):
    press.publish(OLDER)
    assert texts(press.source.poll(Cursor("no cursor of ours"), NOON)) == [OLDER]


def test_the_same_text_twice_comes_once(press):
    press.publish(OLDER)
    press.publish(OLDER)
    assert texts(press.source.poll(Cursor(""), NOON)) == [OLDER]


def test_documents_name_their_source_and_when_they_were_seen(press):
    press.publish(OLDER)
    (only,) = press.source.poll(Cursor(""), NOON).documents
    assert (only.source, only.seen) == (PRESS, NOON)
    assert only.id.startswith("press:")


@pytest.mark.parametrize("press", ["files", "paper"], indirect=True)
def test_what_cannot_be_read_is_reported_and_the_rest_comes(press):
    press.publish(OLDER)
    press.spoil()
    poll = press.source.poll(Cursor(""), NOON)
    assert texts(poll) == [OLDER]
    assert len(poll.skipped) == 1


def test_nothing_published_is_no_trouble(press):
    poll = press.source.poll(Cursor(""), NOON)
    assert (poll.documents, poll.skipped, poll.wait) == ((), (), None)


def test_trouble_names_the_source(press):
    press.vanish()
    with pytest.raises(SourceError, match=r"^press: "):
        press.source.poll(Cursor(""), NOON)
