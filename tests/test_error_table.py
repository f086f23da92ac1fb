"""Every row of the table of errors, from the outbox to the chat: the server's journal is the judge.

What each fault is to one call: `tests/channels/test_telegram.py`.
"""

import asyncio
import socket
from collections import Counter
from contextlib import closing
from datetime import timedelta
from itertools import count

import pytest

from tests.build import DESK, Hands, owed
from tests.fake_telegram.client import FakeTelegram
from watcher.app.deliver import Outlet, Patience, deliver
from watcher.bot_api.secret import Secret
from watcher.bot_api.sender import BotApi
from watcher.channels.telegram import Telegram
from watcher.model import ChannelName, ChatId, State
from watcher.store import open_store

DUTY = ChannelName("duty")
NUMBERS = count(1)
"""One server for all tests: each has chats of its own."""
SUPERGROUPS = -1_000_000_000_000
ANSWER = timedelta(seconds=0.5)
"""The patience of the table's read timeout; the server never waits so long by itself."""


@pytest.fixture(scope="module")
def server():
    with FakeTelegram() as server:
        yield server


class Newsroom:
    """A person's channel and a topic's, both of one bot; each is owed a first message already."""

    def __init__(self, store, server):
        self.store, self.server, self.clock = store, server, Hands()
        self.person = next(NUMBERS)
        self.forum = SUPERGROUPS - self.person
        server.faults()
        server.add_chat(self.person)
        server.add_chat(self.forum, "supergroup", topics=[7])
        self.chats = {DESK: ChatId(str(self.person)), DUTY: ChatId(str(self.forum))}
        self.topic = 7
        self.url = server.url

    def pay(self, *owe, minutes=0):
        """Queue, let time pass, send what is due; what a person is told."""
        self.clock.wait(minutes=minutes)
        self.store.queue(owe)

        async def run():
            api = BotApi(Secret(self.server.token), self.url, ANSWER, gap=timedelta(0))
            topics = {DESK: None, DUTY: self.topic}
            outlets = {
                name: Outlet(Telegram(api, topics[name]), chat, bot="ours")
                for name, chat in self.chats.items()
            }
            try:
                return await deliver(outlets, self.store, self.clock, Patience(), lambda: 0.0)
            finally:
                await api.close()

        return asyncio.run(run()).notes

    def told(self, channel=DESK):
        """What stands in a channel's chat, oldest first."""
        return [one["text"] for one in self.lines(int(self.chats[channel]))]

    def lines(self, chat):
        return [one for one in self.server.journal("message") if one["chat"] == chat]

    def state(self, id_):
        return self.store.delivery(id_).state


@pytest.fixture
def room(tmp_path, server):
    with closing(open_store(tmp_path / "watcher.db")) as store:
        room = Newsroom(store, server)
        room.pay(owed("hello"), owed("hello there", DUTY))
        yield room


def news(id_="news", channel=DESK, **kwargs):
    return owed(id_, channel, **kwargs)


def status(code, description="", how="status", **parameters):
    return {"how": how, "status": code, "description": description, "parameters": parameters}


LOST = [
    status(500, "Internal Server Error"),
    status(500, "Internal Server Error", "status after"),
    status(502, "Bad Gateway", "status after"),
    status(504, "Gateway Timeout"),
    {"how": "html"},
    {"how": "html after"},
    {"how": "drop before"},
    {"how": "drop after"},
    {"how": "delay after", "seconds": 1.0},
    {"how": "delay before", "seconds": 1.0},
    {"how": "cut json"},
]


@pytest.mark.parametrize("fault", LOST, ids=str)
def test_a_lost_answer_waits_70_seconds_and_ends_in_exactly_one_message(room, server, fault):
    server.faults(fault | {"chat": room.person, "calls": [1]})
    before = len(server.journal("message"))
    assert room.pay(news(), news("other", DUTY)) == ()
    assert room.state("news") is State.UNCERTAIN
    assert room.told(DUTY)[-1] == "words of other"
    room.clock.wait(seconds=69)
    room.pay()
    assert room.state("news") is State.UNCERTAIN
    if fault["how"] == "delay before":
        server.wait_for(before + 2, "message")
    room.clock.wait(seconds=1)
    room.pay()
    assert room.state("news") is State.SENT
    assert room.told() == ["words of hello", "words of news"]


@pytest.mark.parametrize(("seconds", "told"), [(40, 0), (1800, 1)])
def test_a_429_rests_that_lane_as_long_as_it_asks(room, server, seconds, told):
    """And a person hears of it where it is for long."""
    server.faults(status(429, "Too Many Requests", retry_after=seconds) | {"chat": room.person})
    assert len(room.pay(news(), news("other", DUTY))) == told
    server.faults()
    assert (room.state("news"), room.state("other")) == (State.QUEUED, State.SENT)
    room.clock.wait(seconds=seconds)
    room.pay()
    assert room.told() == ["words of hello"]
    room.clock.wait(seconds=5)
    room.pay()
    assert room.told() == ["words of hello", "words of news"]


def test_a_server_that_cannot_be_reached_gets_it_later(room):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        room.url = f"http://127.0.0.1:{taken.getsockname()[1]}"
        room.pay(news())
    assert room.state("news") is State.QUEUED
    room.url = room.server.url
    room.pay(minutes=1)
    assert room.told() == ["words of hello", "words of news"]


def test_refused_markup_goes_out_as_plain_text(room):
    assert room.pay(news(text="<b>Jets</b> over <u>Harir</b>")) == ()
    assert room.told()[-1] == "Jets over Harir"


@pytest.mark.parametrize("text", ["x" * 4097, "<b></b>"])
def test_what_is_refused_as_plain_text_too_is_a_dead_letter_and_blocks_nobody(room, text):
    (note,) = room.pay(news(text=text), news("next"))
    assert "a message was given up" in note
    assert room.state("news") is State.DEAD
    assert room.told() == ["words of hello", "words of next"]


def test_a_lost_topic_is_told_and_its_messages_go_to_the_chat(room):
    room.topic = 8
    (note,) = room.pay(news("other", DUTY))
    assert "topic 8 cannot be used" in note
    assert room.state("other") is State.SENT
    *_, line = room.lines(room.forum)
    assert (line["text"], line["thread"]) == ("words of other", 0)


CLOSED = [
    ("private", "blocked"),
    ("private", "not started"),
    ("group", "kicked"),
    ("supergroup", "left"),
    ("channel", "read-only"),
]


@pytest.mark.parametrize(("kind", "standing"), CLOSED)
def test_a_chat_that_takes_nothing_is_closed_told_and_keeps_what_it_is_owed(
    room, server, kind, standing
):
    server.add_chat(room.person, kind, standing=standing)
    (note,) = room.pay(news(), news("next"), news("other", DUTY))
    assert note.startswith("channel desk takes no messages: ")
    assert room.store.status().closed.keys() == {DESK}
    assert (room.state("news"), room.state("other")) == (State.QUEUED, State.SENT)
    server.add_chat(room.person, kind)
    room.store.reopen()
    room.pay()
    assert room.told() == ["words of hello", "words of news", "words of next"]


def test_a_chat_that_is_not_there_is_closed(room):
    room.chats[DESK] = ChatId("999999")
    (note,) = room.pay(news())
    assert "check `chat`" in note
    assert room.state("news") is State.QUEUED


def test_an_upgraded_group_is_followed_at_once(room, server):
    old, new = -room.person, room.forum - 1_000_000
    server.add_chat(new, "supergroup")
    server.add_chat(old, "group", standing="migrated", migrated_to=new)
    room.chats[DESK] = ChatId(str(old))
    (note,) = room.pay(news(), news("next"))
    assert note == f"channel desk: chat moved to {new}"
    assert room.told() == []
    assert [one["text"] for one in room.lines(new)] == ["words of news", "words of next"]


@pytest.mark.parametrize("code", [401, 404])
def test_an_unknown_token_stops_all_lanes_of_its_bot_and_is_told(room, server, code):
    server.faults(status(code, "Unauthorized" if code == 401 else "Not Found"))
    (note, *_) = room.pay(news(), news("other", DUTY))
    assert "does not know the bot's token" in note
    assert room.store.status().closed.keys() == {DESK, DUTY}
    server.faults()
    room.pay(minutes=10)
    states = Counter(room.state(one) for one in ("news", "other"))
    assert states == {State.QUEUED: 2}
    room.store.reopen()
    room.pay()
    assert room.told(DESK)[-1] == "words of news"
    assert room.told(DUTY)[-1] == "words of other"


def test_a_second_poller_does_not_stop_the_sending(room, server):
    """409 is the answer to whoever asks for updates, not to whoever sends."""
    server.faults(status(409, "Conflict") | {"method": "getUpdates"})
    assert server.call("getUpdates").status_code == 409
    assert room.pay(news()) == ()
    assert room.told()[-1] == "words of news"
