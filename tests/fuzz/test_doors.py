"""What servers and chats send, changed at random: an answer or a sentence, and nobody is stuck."""

import asyncio
import json
from collections import defaultdict
from contextlib import closing
from datetime import timedelta
from itertools import count

import pytest
from hypothesis import strategies as st

from tests.app.newsdesk import desk, reviewing, watching
from tests.build import DESK, NOON, Hands
from tests.fuzz.changed import FEEDS, changed, fuzz, odd
from tests.sources.published import START
from tests.web.server import answer, serving
from watcher.app.reception import Reception, receive
from watcher.bot_api.listener import Listener
from watcher.bot_api.secret import Secret
from watcher.errors import SourceError
from watcher.model import ChatId, Person, Role, SourceName, Trouble
from watcher.ports import Update
from watcher.sources.feed import Feed
from watcher.store import open_store
from watcher.web.fetch import Fetcher

pytestmark = pytest.mark.timeout(3_600)
HEADS = {
    "etag": 'W/"1"',
    "last_modified": "Thu, 04 Sep 2025 10:00:00 GMT",
    "content_type": "text/xml; charset=utf-8",
    "retry_after": "120",
    "cf_mitigated": "no",
    "content_encoding": "identity",
}
ANSWERS = [
    answer(FEEDS[0], **HEADS),
    answer(FEEDS[2], "503 Service Unavailable", **HEADS),
    answer(b"", "301 Moved Permanently", location="/feed?a=1"),
    b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n7\r\n<rss/>\n\r\n0\r\n\r\n",
]


@pytest.mark.no_cover
def test_an_answer_changed_at_random_is_a_feed_or_trouble_of_one_kind(pytestconfig):
    fetch = Fetcher(
        allow_private=True,
        deadline=timedelta(seconds=5),
        limit=1_000_000,
        resolve=lambda *_: ["127.0.0.1"],
    )

    def check(raw):
        server.pages = defaultdict(lambda: raw)
        feed = Feed(SourceName("press"), server.url("/feed"), fetch)
        try:
            found = feed.poll(START, NOON)
        except SourceError as error:
            assert error.trouble in Trouble  # noqa: PT017 - either is right
            return
        assert found.cursor
        assert found.moved_to.isprintable()

    with serving() as server:
        fuzz(pytestconfig, 150, changed(ANSWERS), check)


AMAL = {"id": 7, "is_bot": False, "first_name": "Amal"}
OWN = {"id": 7, "type": "private"}
GROUP = {"id": -100, "type": "supergroup", "title": "Desk", "username": "desk"}
MESSAGE = {"message_id": 40, "date": 1757000000, "chat": OWN, "from": AMAL, "text": "/status"}
UPDATES = [
    {"message": MESSAGE},
    {"message": MESSAGE | {"text": "/why", "reply_to_message": MESSAGE | {"message_id": 31}}},
    {"message": MESSAGE | {"forward_origin": {"type": "channel", "chat": GROUP, "message_id": 3, "date": 1}}},
    {"edited_message": MESSAGE | {"edit_date": 1757000001, "chat": GROUP}},
    {"channel_post": MESSAGE | {"chat": GROUP | {"type": "channel"}, "entities": [{"type": "url", "offset": 0, "length": 7}]}},
    {"callback_query": {"id": "q", "from": AMAL, "chat_instance": "1", "data": "1:ack:e", "message": MESSAGE | {"chat": GROUP}}},
]  # fmt: skip


def update(**what):
    return json.dumps({"update_id": 1, **what}, ensure_ascii=False)


SAMPLES = [update(**one).encode() for one in UPDATES]
WORDS = [
    "/status",
    "/why",
    "/rules",
    "/test",
    "/mute",
    "/unmute",
    "/audit",
    "/help",
    "/search",
    "/digest",
    "/backlog",
    "/watch",
]
SAID = st.tuples(st.sampled_from(WORDS), st.text(max_size=40)).map(
    lambda said: update(message=MESSAGE | {"text": f"{said[0]} {said[1]}"}).encode()
)  # fmt: skip


class Heard:
    """A bot to which these were sent; it reads as the real one does."""

    name = "1"

    def __init__(self, updates):
        self.updates, self.answers = updates, []
        self.read = Listener(Secret("1:token")).read

    async def ask(self, after):
        return self.updates

    async def answer(self, happened, text):
        self.answers.append(text)

    async def say(self, said, text):
        await self.answer(said, text)
        return str(len(self.answers))


@pytest.mark.no_cover
def test_an_update_changed_at_random_is_answered_or_counted_and_the_next_is_heard(
    pytestconfig, tmp_path
):
    numbers, last = count(1), update(message=MESSAGE | {"text": "/rules"})
    people = {7: Person("amal", 7, Role.ADMIN)}
    known = desk(channels=(DESK,))

    def check(raw):
        bot = Heard(
            [Update(next(numbers), raw.decode("utf-8", "replace")), Update(next(numbers), last)]
        )
        unread = store.status().unread
        asyncio.run(receive(bot, reception))
        assert store.unhandled(bot.name) == []
        assert store.status().unread - unread in {0, 1}
        assert "Attack" in bot.answers[-1]
        assert all(answer.encode() for answer in bot.answers)

    with closing(open_store(tmp_path / "watcher.db")) as store:
        both = watching(tmp_path), reviewing(tmp_path)
        reception = Reception(
            people, {DESK: ChatId("-100")}, lambda: known, store, Hands(), lambda: (), *both
        )
        fuzz(pytestconfig, 150, changed(SAMPLES) | odd(SAMPLES) | SAID, check)
