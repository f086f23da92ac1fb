"""Half of all calls fail and watcher is killed again and again: the server's journal is the judge."""

import asyncio
import random
from contextlib import closing, suppress
from datetime import timedelta
from itertools import product

import pytest

from tests.build import DESK, NOON, Hands, owed
from tests.fake_telegram.client import FakeTelegram
from watcher.app.deliver import Outlet, Patience, deliver
from watcher.bot_api.secret import Secret
from watcher.bot_api.sender import BotApi
from watcher.channels.telegram import Telegram
from watcher.model import ChannelName, ChatId, Kind, State
from watcher.store import open_store

DUTY = ChannelName("duty")
CHATS = {DESK: ChatId("4711"), DUTY: ChatId("-31")}
"""A person and a basic group: they share the numbers of their messages."""
FAULTS = ("drop before", "drop after", "cut json", "html", "html after", "status", "status after")
ROUNDS = 8
"""So often a watcher looks into its outbox, each time when all pauses are over, if it lives."""
EVENTS = 6
"""Each with a message, a reply, and two revisions, in each of two chats, after a first message
from which what comes later can be looked for."""


class Killed(BaseException):
    """The process is gone."""


class Mortal:
    """A channel whose process may be killed before a call, or before its answer is recorded."""

    once = False

    def __init__(self, channel, chance):
        self.channel, self.chance = channel, chance

    def __getattr__(self, verb):
        async def call(*arguments, **options):
            if self.chance.random() < 0.05:
                raise Killed
            answer = await getattr(self.channel, verb)(*arguments, **options)
            if self.chance.random() < 0.05:
                raise Killed
            return answer

        return call


def debts():
    """What is owed, in the order in which it is queued: what changes a message comes later."""
    waves = (Kind.SEND, ""), (Kind.EDIT, "/a"), (Kind.REPLY, "/reply"), (Kind.EDIT, "/b")
    for kind, name in waves:
        for number, channel in product(range(EVENTS), CHATS):
            first = f"{number}/{channel}"
            created = NOON + number * timedelta(seconds=1)
            target = {"target": first} if name else {}
            yield owed(first + name, channel, created=created, kind=kind, **target)


class Desk:
    """A watcher that dies and starts again on the same database."""

    def __init__(self, path, server, chance):
        self.path, self.server, self.chance = path, server, chance
        self.clock = Hands(NOON + timedelta(minutes=1))

    def live(self, queue=()):
        """One life: queue, send what is due, perhaps die. Whether nothing is owed any more."""
        api = BotApi(Secret(self.server.token), self.server.url, gap=timedelta(0))
        channel = Mortal(Telegram(api), self.chance)
        outlets = {name: Outlet(channel, chat) for name, chat in CHATS.items()}

        async def work():
            try:
                for _ in range(ROUNDS):
                    await deliver(outlets, store, self.clock, Patience(), self.chance.random)
                    self.clock.wait(seconds=71)
            finally:
                await api.close()

        with closing(open_store(self.path)) as store:
            store.recover(self.clock() + Patience().answer)
            store.queue(queue)
            with suppress(Killed):
                asyncio.run(work())
            return store.status().oldest_queued is None


@pytest.mark.parametrize("seed", [1, 2])
def test_nothing_is_lost_nothing_comes_twice_and_all_is_in_order(tmp_path, seed):
    chance = random.Random(seed)
    with FakeTelegram() as server:
        server.add_chat(int(CHATS[DESK]))
        server.add_chat(int(CHATS[DUTY]), "group")
        desk = Desk(tmp_path / "watcher.db", server, chance)
        desk.live([owed(f"hello/{name}", name) for name in CHATS])
        waiting = list(debts())
        while waiting:
            server.faults(*plan(chance))
            some, waiting = waiting[:6], waiting[6:]
            desk.live(some)
        while not desk.live():
            server.faults(*plan(chance))
        judge(server.journal(), tmp_path / "watcher.db")


def plan(chance):
    """Half of the next calls fail, each in its own way."""
    calls = chance.sample(range(1, 200), 100)
    return [{"how": chance.choice(FAULTS), "calls": [number]} for number in calls]


def judge(journal, path):
    shown = {}
    for line in journal:
        if line["kind"] == "message" and "hello" not in line["text"]:
            shown.setdefault(line["chat"], []).append((line["message_id"], line["text"]))
    latest = {(line["chat"], line["message_id"]): line["text"] for line in journal}
    for chat in CHATS.values():
        texts = [text for _, text in shown[int(chat)]]
        assert len(texts) == len(set(texts)) == 2 * EVENTS
        firsts = [text for text in texts if not text.endswith("reply")]
        assert [one.split("/")[0] for one in firsts] == [f"words of {n}" for n in range(EVENTS)]
        for number, text in shown[int(chat)]:
            if not text.endswith("reply"):
                assert latest[int(chat), number] == f"{'/'.join(text.split('/')[:2])}/b"
    with closing(open_store(path)) as store:
        states = {state for _, state in store.status().deliveries}
        assert states <= {State.SENT, State.MERGED}
    replies = [line for line in journal if line["text"].endswith("reply")]
    for line in replies:
        answered = latest[line["chat"], line["reply_to"]]
        assert answered.split("/")[:2] == line["text"].split("/")[:2]
