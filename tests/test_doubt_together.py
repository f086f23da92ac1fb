"""Answers that are lost side by side: the server's journal is the judge."""

import asyncio
from contextlib import closing
from datetime import timedelta
from itertools import count

import pytest

from tests.app.newsdesk import desk as newsdesk
from tests.app.newsdesk import reviewing, watching
from tests.build import Hands, owed
from tests.fake_telegram.fixture import telegram
from watcher.app.deliver import Outlet, Patience, deliver
from watcher.app.reception import Reception, receive
from watcher.bot_api.listener import Listener
from watcher.bot_api.secret import Secret
from watcher.bot_api.sender import BotApi
from watcher.channels.telegram import Telegram
from watcher.model import ChannelName, ChatId, Person, Role, State
from watcher.store import open_store

__all__ = ["telegram"]

FORUM = -1_000_000_000_300
NEWS, ALARMS = ChannelName("news"), ChannelName("alarms")
TOPICS = {NEWS: 7, ALARMS: 9}


class Room:
    """One forum with a channel for each of two topics."""

    def __init__(self, store, server):
        self.store, self.server, self.clock = store, server, Hands()
        self.others = {}

    def pay(self, *debts):
        """Owe these, and send what is due; a calm server gets all of it."""
        self.store.queue(debts)

        async def run():
            api = BotApi(Secret(self.server.token), self.server.url, gap=timedelta(0))
            outlets = {
                name: Outlet(Telegram(api, topic), ChatId(str(FORUM)))
                for name, topic in TOPICS.items()
            }
            outlets |= {name: Outlet(Telegram(api), chat) for name, chat in self.others.items()}
            try:
                return await deliver(outlets, self.store, self.clock, Patience(), lambda: 0.0)
            finally:
                await api.close()

        return asyncio.run(run())

    def hear(self, person, folder):
        """Answer what `person` asks."""
        known = {person: Person("amal", person, Role.READER)}
        files = watching(folder), reviewing(folder)
        reception = Reception(
            known, self.others, newsdesk, self.store, self.clock, lambda: (), *files
        )

        async def run():
            bot = Listener(Secret(self.server.token), self.server.url)
            try:
                await receive(bot, reception)
            finally:
                await bot.close()

        asyncio.run(run())

    def end(self):
        """Go on until nothing is owed; what stands in the forum, with its topic."""
        self.server.faults()
        for _ in range(20):
            self.clock.wait(seconds=71)
            self.pay()
        assert {state for _, state in self.store.status().deliveries} == {State.SENT}
        assert self.server.journal("edit") == []
        gone = {line["message_id"] for line in self.server.journal("delete")}
        shown = self.server.journal("message")
        return sorted(
            (one["text"], one["thread"]) for one in shown if one["message_id"] not in gone
        )


@pytest.fixture
def room(tmp_path, telegram):
    telegram.add_chat(FORUM, "supergroup", topics=[7, 9])
    with closing(open_store(tmp_path / "watcher.db")) as store:
        yield Room(store, telegram)


def both(*names):
    numbers = count()
    return [owed(f"{one}{next(numbers)}", name) for one in names for name in TOPICS]


@pytest.mark.parametrize("known", [True, False], ids=["after others", "the first of all"])
@pytest.mark.parametrize("how", ["drop after", "drop before", "cut json"])
def test_in_two_topics_of_one_chat_each_is_told_once_and_where_it_belongs(room, how, known):
    if known:
        room.pay(*both("hello "))
    room.server.faults({"how": how, "method": "sendMessage"})
    debts = both("a ", "b ")
    room.pay(*debts)
    told = room.end()
    expected = [(f"words of {one.id}", TOPICS[one.channel]) for one in debts]
    assert [one for one in told if "hello" not in one[0]] == sorted(expected)


def test_while_one_topic_is_in_doubt_the_other_waits_with_it(room):
    room.pay(*both("hello "))
    room.server.faults({"how": "drop after", "method": "sendMessage", "calls": [1]})
    assert room.pay(owed("a", NEWS), owed("b", ALARMS)).uncertain == 1
    room.clock.wait(seconds=69)
    assert room.pay().sent == 0
    room.clock.wait(seconds=1)
    assert room.pay().sent == 2


def test_another_chat_does_not_wait_with_them(room):
    other = room.server.add_chat(4711)
    room.others = {ChannelName("person"): ChatId(str(other))}
    room.pay(*both("hello "))
    room.server.faults({"how": "drop after", "chat": FORUM, "method": "sendMessage", "calls": [1]})
    assert room.pay(owed("a", NEWS), owed("b", ALARMS), owed("c", ChannelName("person"))).sent == 1
    assert room.server.journal("message")[-1]["chat"] == other


def test_a_doubt_in_a_channel_that_was_closed_holds_up_no_other(room):
    room.pay(*both("hello "))
    room.server.faults({"how": "drop after", "method": "sendMessage", "calls": [1]})
    room.pay(owed("a", NEWS))
    room.store.close_channel(NEWS, "its token is wrong", room.clock())
    assert room.pay(owed("b", ALARMS)).sent == 1


def test_a_crash_that_leaves_both_in_doubt_is_no_deadlock(room):
    hello = both("hello ")
    room.pay(*hello)
    doubts = [owed(f"lost {name}", name, state=State.SENDING) for name in TOPICS]
    at = {"chat": ChatId(str(FORUM)), "after": "2"}
    room.store.queue([owed(one.id, one.channel, state=State.SENDING, **at) for one in doubts])
    room.store.recover(room.clock() + Patience().answer)
    assert len(room.end()) == len(hello) + len(doubts)


def test_what_strangers_write_is_no_proof_that_an_alert_is_missing(room, tmp_path):
    person, name = room.server.add_chat(4711), ChannelName("person")
    room.others = {name: ChatId(str(person))}
    room.pay(*both("hello "), owed("hello", name))
    room.server.add_chat(4713)
    wrote = {"from": {"id": 4713, "is_bot": False, "first_name": "Who"}, "text": "hello?"}
    for _ in range(4):
        room.server.add_update(message={**wrote, "chat": {"id": 4713, "type": "private"}})
    room.server.faults({"how": "drop after", "chat": person, "method": "sendMessage"})
    assert room.pay(owed("a", name)).uncertain == 1
    room.server.faults()
    room.hear(person, tmp_path)
    assert [text for text, _ in room.end()].count("words of a") == 1


def test_an_answer_to_a_person_is_not_taken_for_an_alert_in_doubt(room, tmp_path):
    person, name = room.server.add_chat(4711), ChannelName("person")
    room.others = {name: ChatId(str(person))}
    room.pay(*both("hello "), owed("hello", name))
    room.server.faults({"how": "drop before", "chat": person, "method": "sendMessage"})
    assert room.pay(owed("a", name)).uncertain == 1
    room.server.faults()
    asked = {"from": {"id": person, "is_bot": False, "first_name": "Amal"}, "text": "/help"}
    room.server.add_update(message={**asked, "chat": {"id": person, "type": "private"}})
    room.hear(person, tmp_path)
    (answer,) = room.server.journal("message")[-1:]
    assert "/help" in answer["text"]
    told = [text for text, _ in room.end()]
    assert answer["text"] in told
    assert "words of a" in told
