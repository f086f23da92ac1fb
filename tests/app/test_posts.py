"""Posts wait until their source has read them: none is lost, none is read twice."""

import asyncio
import logging
from contextlib import closing
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.app.newsdesk import ATTACK, attack
from tests.app.newsdesk import desk as newsdesk
from tests.build import DESK, NOON, Hands
from watcher.app.ingest import ingest
from watcher.app.posts import Postbox, waiting
from watcher.app.reception import REFUSAL, Reception, receive
from watcher.errors import SourceError
from watcher.model import ChannelName, ChatId, Person, Role, SourceName
from watcher.ports import Post, Said, Update
from watcher.sources.telegram import Posts, numbers
from watcher.store import open_store

ALERTS, SELM, FAR = ChatId("-100"), ChatId("-200"), ChatId("-999")
PRESS, TIPS = SourceName("press"), SourceName("tips")
AMAL = Person("amal", 1, Role.EDITOR)
NOOR = Person("noor", 2, Role.READER)


class Bot:
    """Gives what a test says was posted, and keeps what it is told to answer."""

    name = "4242"

    def __init__(self):
        self.happened, self.answers = [], []

    async def ask(self, after):
        return [Update(number, str(number)) for number in range(after + 1, len(self.happened) + 1)]

    def read(self, raw):
        happened = self.happened[int(raw) - 1]
        if isinstance(happened, Exception):
            raise happened
        return happened

    async def say(self, said, text):
        self.answers.append(text)
        return str(len(self.answers))


@pytest.fixture
def store(tmp_path):
    with closing(open_store(tmp_path / "watcher.db")) as store:
        yield store


@pytest.fixture
def bot():
    return Bot()


@pytest.fixture
def desk():
    return newsdesk(attack(), channels=(DESK,))


@pytest.fixture
def box():
    readers = {SELM: PRESS, ChatId("@quay"): TIPS}
    people = {one.telegram: one for one in (AMAL, NOOR)}
    return Postbox(readers, TIPS, people, frozenset({ALERTS, ChatId(Bot.name)}), numbers)


@pytest.fixture
def reception(store, desk, box):
    channels = {ChannelName("desk"): ALERTS}
    return Reception(
        box.people, channels, lambda: desk, store, Hands(), lambda: (), None, None, postbox=box
    )


@pytest.fixture
def hear(bot, reception):
    """Let things be posted, and the bot hear of it."""

    def hear(*posted):
        bot.happened += posted
        asyncio.run(receive(bot, reception))

    return hear


@pytest.fixture
def poll(bot, box, store, desk):
    """Read a source once, as the schedule does; gives how much was new."""

    def poll(name=PRESS, trouble=""):
        def mine():
            found = waiting(bot, box, store)
            return [(number, post) for source, number, post in found if source == name]

        return ingest(Posts(name, mine, lambda: trouble), desk, store, Hands()).documents

    return poll


def post(text=ATTACK, *, chat=SELM, id="40", said=None, **more):
    at = NOON - timedelta(minutes=1)
    return Post(f"{chat}/{id}", (chat,), f"chat {chat}", text, at, said=said, **more)


def passed_on(who, text=ATTACK, *, chat=FAR):
    said = Said(who, (ChatId(str(who)),), "7", text)
    return post(text, chat=chat, said=said)


def test_a_post_is_read_once_by_the_source_of_its_chat(hear, poll, store):
    hear(post())
    assert poll(TIPS) == 0
    assert poll() == 1
    hear()
    assert poll() == 0
    assert list(store.unhandled(Bot.name)) == []
    (alert,) = store.due(NOON)
    assert "Harir" in alert.text


def test_a_post_waits_until_its_source_has_read_it(hear, poll, store):
    hear(post())
    hear()
    assert len(store.unhandled(Bot.name)) == 1
    poll()
    hear()
    assert len(store.unhandled(Bot.name)) == 0


def test_an_edit_is_read_once_more_and_one_without_new_words_is_not(hear, poll):
    hear(post(), post())
    assert poll() == 1
    hear(post(), post(f"{ATTACK} Three died."))
    assert poll() == 1


def test_a_cursor_that_was_lost_reads_nothing_twice(hear, poll, store, bot, box, desk):
    hear(post())
    assert poll() == 1
    (only,) = waiting(bot, box, store)
    again = Posts(PRESS, lambda: [only[1:]], lambda: "")
    assert len(again.poll("", NOON).documents) == 1
    assert ingest(replace(again), desk, store, Hands()).documents == 0


def test_a_post_of_no_source_is_counted_and_told_once(hear, poll, store, caplog):
    with caplog.at_level(logging.WARNING):
        hear(post(chat=ChatId("-7")), post(chat=ChatId("-7")), post(""))
    assert store.status().passed_over == 3
    told = [one.message for one in caplog.records]
    assert told == ["posts of chat -7 (-7) are left out: no source reads it"]
    assert poll() == poll(TIPS) == 0


def test_what_stands_where_alerts_go_is_never_read_back(hear, poll, store, bot):
    store.moved(ALERTS, ChatId("-300"))
    hear(post(chat=ALERTS), post(chat=ChatId("-300")), post(chat=ChatId(Bot.name)))
    hear(passed_on(AMAL.telegram, chat=ALERTS), passed_on(AMAL.telegram, chat=ChatId(Bot.name)))
    assert poll() == poll(TIPS) == 0
    assert list(store.unhandled(Bot.name)) == []
    assert bot.answers == ["This is an alert of watcher's own"] * 2


def test_what_an_editor_passes_on_is_read_and_answered(hear, poll, bot):
    hear(passed_on(AMAL.telegram), passed_on(AMAL.telegram, chat=SELM))
    assert bot.answers == []
    assert (poll(TIPS), poll(PRESS)) == (1, 1)
    hear()
    assert bot.answers == ["Read into tips", "Read into press"]


def test_what_somebody_who_was_paired_passes_on_is_read(hear, poll, store):
    store.pair("", Person("rana", 99, Role.EDITOR))
    hear(passed_on(99))
    assert poll(TIPS) == 1


def test_what_others_pass_on_is_not(hear, poll, bot):
    hear(passed_on(NOOR.telegram), passed_on(99), passed_on(AMAL.telegram, ""))
    assert poll(TIPS) == 0
    assert bot.answers == ["What people of role editor pass on is read", "There is no text in it"]
    assert REFUSAL not in bot.answers


def test_where_no_source_reads_posts_they_are_nothing(bot, reception, store):
    bot.happened.append(post())
    asyncio.run(receive(bot, replace(reception, postbox=None)))
    assert (list(store.unhandled(Bot.name)), store.status().passed_over) == ([], 0)


def test_what_cannot_be_read_stands_in_no_posts_way(hear, poll, store, bot, box):
    store.hear(Bot.name, [Update(1, "1"), Update(2, "2")], NOON)
    bot.happened += [ValueError("no update"), post()]
    assert poll() == 1
    hear()
    assert store.status().unread == 1


def test_a_bot_that_hears_nothing_is_told_once_no_post_waits(hear, poll):
    hear(post())
    assert poll(trouble="cannot be reached") == 1
    with pytest.raises(SourceError, match=r"^press: cannot be reached$"):
        poll(trouble="cannot be reached")
