"""A thousand alerts at once, under Telegram's own limits: the server's journal is the judge.

The clock runs faster than the wall's, and so do the server's limits.
"""

import asyncio
import time
from collections import Counter
from contextlib import closing
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.build import NOON, event, evidence, ingested, match, outcome, owed, story
from tests.fake_telegram.client import FakeTelegram
from watcher.app.deliver import Outlet, Patience, deliver
from watcher.bot_api.pace import OVERALL
from watcher.bot_api.secret import Secret
from watcher.bot_api.sender import BotApi
from watcher.channels.telegram import Telegram, gap, longest
from watcher.model import Alert, AlertId, ChannelName, ChatId, Reason, Severity, State
from watcher.store import open_store

ALERTS = 1000
AT_ONCE = timedelta(seconds=15)
"""So soon everything critical has to be told."""
TEXT = "Jets struck a depot near Harir."


class Race:
    """The clock of a day that passes `scale` times as fast."""

    def __init__(self, scale):
        self.scale, self.start = scale, time.monotonic()

    def __call__(self):
        return NOON + timedelta(seconds=(time.monotonic() - self.start) * self.scale)


def rang(number, severity):
    """What is decided about one story of its own."""
    told = story(f"{TEXT} No. {number}.", id=f"doc {number}")
    hit = match(told, evidence(told, TEXT, "struck"), severity=severity)
    tells = event(f"event {number}")
    alert = Alert(AlertId(f"a{number}"), tells.id, told, (hit,), Reason.NEW_EVENT, NOON)
    return outcome(told, hit, alert=alert, tells=tells)


def burst(store, channels, critical):
    """A thousand alerts, dealt out to `channels`; the last `critical` are that."""
    outcomes, deliveries = [], []
    for number in range(ALERTS):
        loud = number >= ALERTS - critical
        severity = Severity.CRITICAL if loud else Severity.MEDIUM
        one = rang(number, severity)
        outcomes.append(one)
        id_, words = f"a{number}/0", f"{severity.word} {number}"
        channel = channels[number % len(channels)]
        deliveries.append(owed(id_, channel, severity=severity, text=words, alert=one.alert.id))
    store.add(ingested(*outcomes, deliveries=deliveries))
    return [one.id for one in deliveries]


def run(store, server, chats, scale):
    """Send until nothing more is due."""
    api = BotApi(Secret(server.token), server.url, gap=OVERALL / scale)
    outlets = {
        name: Outlet(Telegram(api), chat, gap=gap(chat), longest=longest(chat))
        for name, chat in chats.items()
    }
    clock = Race(scale)

    async def work():
        patience = replace(Patience(), look=timedelta(seconds=1) / scale)
        try:
            while True:
                delivered = await deliver(outlets, store, clock, patience)
                if delivered.again is None:
                    return
                await asyncio.sleep(delivered.again.total_seconds() / scale)
        finally:
            await api.close()

    asyncio.run(work())


@pytest.fixture
def store(tmp_path):
    with closing(open_store(tmp_path / "watcher.db")) as store:
        yield store


@pytest.fixture
def server():
    with FakeTelegram() as server:
        yield server


def told(server):
    return [line["text"] for line in server.journal("message")]


def accounts(store):
    """How many deliveries are in each state: together, all that were ever owed."""
    counts = Counter()
    for (_, state), number in store.status().deliveries.items():
        counts[state] += number
    return counts


def statuses(server):
    return Counter(call["status"] for call in server.calls())


@pytest.mark.parametrize(("chat", "kind"), [("4711", "private"), ("-1001", "supergroup")])
def test_one_chat_gets_what_is_critical_first_and_alone_and_the_rest_in_one_message(
    store, server, chat, kind
):
    scale, critical = 20, 4
    desk = ChannelName("desk")
    server.add_chat(int(chat), kind)
    server.limits(scale=scale)
    ids = burst(store, [desk], critical)
    run(store, server, {desk: ChatId(chat)}, scale)
    *alone, together = told(server)
    assert alone == [f"critical {n}" for n in range(ALERTS - critical, ALERTS)]
    assert together.startswith(f"{ALERTS - critical} alerts at once, told together")
    assert together.endswith("more")
    assert critical * gap(ChatId(chat)) < AT_ONCE
    assert statuses(server) == {200: critical + 1}
    found = [store.delivery(one) for one in ids]
    assert Counter(one.state for one in found) == {
        State.MERGED: ALERTS - critical,
        State.SENT: critical,
    }
    (where,) = {one.note.split()[-1] for one in found if one.state is State.MERGED}
    assert store.delivery(where).state is State.SENT
    assert accounts(store) == {State.MERGED: ALERTS - critical, State.SENT: critical + 1}


def test_two_hundred_chats_get_all_of_it_and_one_that_is_blocked_delays_nobody(store, server):
    scale, chats = 4, {ChannelName(f"desk {n}"): ChatId(str(n)) for n in range(1, 201)}
    blocked = ChannelName("desk 7")
    for chat in chats.values():
        server.add_chat(int(chat), standing="blocked" if chat == "7" else "open")
    server.limits(scale=scale)
    ids = burst(store, list(chats), critical=len(chats))
    run(store, server, chats, scale)
    found = [store.delivery(one) for one in ids]
    kept = [one for one in found if one.state is State.QUEUED]
    assert {one.channel for one in kept} == {blocked}
    assert Counter(one.state for one in found) == {
        State.SENT: ALERTS - len(kept),
        State.QUEUED: ALERTS // len(chats),
    }
    texts = told(server)
    assert len(texts) == len(set(texts)) == ALERTS - len(kept)
    others = len(chats) - 1
    assert all(text.startswith("critical") for text in texts[:others])
    assert others * OVERALL < AT_ONCE
    assert statuses(server) == {200: ALERTS - len(kept), 403: 1}
    expired = store.expire(NOON + timedelta(hours=73))
    assert {one.id for one in expired} == {one.id for one in kept}
    assert accounts(store) == {State.SENT: ALERTS - len(kept), State.EXPIRED: len(kept)}
