import asyncio
import sqlite3
import threading
from collections import Counter
from contextlib import closing
from datetime import timedelta

import pytest

from tests.build import DESK, NOON, Hands, owed
from tests.fakes import Wire
from watcher.app.deliver import Delivered, Outlet, Patience, deliver
from watcher.errors import (
    Astray,
    ChannelClosed,
    ChatMoved,
    Deferred,
    Refused,
    StoreError,
    Uncertain,
)
from watcher.model import ChannelName, ChatId, Severity, State
from watcher.store import open_store

DUTY = ChannelName("duty")
CHAT, ELSEWHERE = ChatId("-1"), ChatId("-1001")
SECOND = timedelta(seconds=1)
PATIENCE = Patience(look=timedelta(milliseconds=20))


@pytest.fixture
def clock():
    return Hands()


@pytest.fixture
def store(tmp_path):
    with closing(open_store(tmp_path / "watcher.db")) as store:
        yield store


@pytest.fixture
def pay(store, clock):
    """Queue `deliveries` and send what is due; without jitter unless told otherwise."""

    def pay(wire, *deliveries, jitter=0.0, **outlet):
        store.queue(deliveries)
        outlets = {DESK: Outlet(wire, CHAT, **outlet)}
        return asyncio.run(deliver(outlets, store, clock, PATIENCE, lambda: jitter))

    return pay


def due_at(store, seconds):
    """What is due so many seconds after noon."""
    return [(one.id, one.state) for one in store.due(NOON + seconds * SECOND)]


def states(store):
    counts = Counter()
    for (_, state), number in store.status().deliveries.items():
        counts[state] += number
    return counts


def test_what_is_due_is_sent_to_its_chat_and_settled(pay, store):
    wire = Wire()
    assert pay(wire, owed("a", text="Jets struck a depot.")) == Delivered(sent=1)
    assert wire.sent == [(CHAT, "Jets struck a depot.")]
    assert states(store) == {State.SENT: 1}


def test_nothing_owed_is_nothing_sent(pay):
    assert pay(Wire()) == Delivered()


def test_a_lane_is_emptied_the_loudest_first_and_nothing_is_sent_twice(pay, store):
    wire = Wire()
    loud = owed("loud", severity=Severity.CRITICAL)
    assert pay(wire, owed("a"), owed("b"), loud).sent == 3
    assert [text for _, text in wire.sent] == ["words of loud", "words of a", "words of b"]
    assert pay(wire, owed("a")) == Delivered()


def test_the_intent_is_recorded_before_the_call(pay, store):
    class Looking(Wire):
        async def send(self, chat, part, reply_to="", **how):
            self.seen = await asyncio.to_thread(states, store)
            return await super().send(chat, part, reply_to, **how)

    wire = Looking()
    pay(wire, owed())
    assert wire.seen == {State.SENDING: 1}


def test_deferred_waits_longer_each_time_and_keeps_its_place(pay, store, clock):
    wire = Wire(Deferred("no route"), Deferred("no route"))
    assert pay(wire, owed("a"), owed("b")) == Delivered(deferred=1)
    assert (due_at(store, 4), due_at(store, 5)) == ([], [("a", State.QUEUED)])
    clock.wait(seconds=5)
    assert pay(wire).deferred == 1
    assert (due_at(store, 14), due_at(store, 15)) == ([], [("a", State.QUEUED)])
    clock.wait(seconds=10)
    assert pay(wire).sent == 2
    assert [text for _, text in wire.sent] == ["words of a", "words of b"]


def test_the_wait_that_the_channel_asks_for_is_kept_by_the_loudest_too(pay, store):
    pay(Wire(Deferred("slow down", 30 * SECOND)), owed("a"))
    store.queue([owed("loud", severity=Severity.CRITICAL)])
    assert (due_at(store, 34), due_at(store, 35)) == ([], [("loud", State.QUEUED)])


def test_jitter_spreads_what_failed_together(pay, store):
    pay(Wire(Deferred("no route")), owed(), jitter=0.5)
    assert (due_at(store, 3.7), due_at(store, 3.8)) == ([], [("a", State.QUEUED)])


def test_pauses_end_at_the_longest():
    patience = Patience()
    assert patience.pause(1, 0) == timedelta(seconds=5)
    assert patience.pause(4, 0) == timedelta(seconds=40)
    assert patience.pause(4, 1) == timedelta(seconds=20)
    assert patience.pause(1000, 0) == timedelta(minutes=15)


def test_a_lost_answer_is_uncertain_and_tried_again_when_the_server_has_let_go(pay, store, clock):
    wire = Wire(Uncertain("connection cut"))
    wire.found = ""
    assert pay(wire, owed(), owed("b")) == Delivered(uncertain=1)
    assert (due_at(store, 69), due_at(store, 70)) == ([], [("a", State.UNCERTAIN)])
    clock.wait(seconds=70)
    assert pay(wire).sent == 2


def test_what_arrived_in_another_place_is_sent_and_told(pay, store):
    delivered = pay(Wire(Astray("the topic is gone", "7")), owed("a"))
    assert delivered == Delivered(sent=1, notes=("channel desk: the topic is gone",))
    assert store.delivery("a").message_id == "7"


@pytest.mark.parametrize(("wait", "told"), [(900, ()), (901, ("channel desk must wait until ",))])
def test_a_wait_of_more_than_a_quarter_of_an_hour_is_told(pay, wait, told):
    notes = pay(Wire(Deferred("slow down", wait * SECOND)), owed("a")).notes
    assert len(notes) == len(told)
    assert all(note.startswith(one) for note, one in zip(notes, told, strict=True))


def test_refused_is_a_dead_letter_and_does_not_hold_up_the_next(pay, store):
    delivered = pay(Wire(Refused("message is too long")), owed("a"), owed("b"))
    note = "channel desk: a message was given up: message is too long"
    assert delivered == Delivered(sent=1, dead=1, notes=(note,))
    (dead,) = store.status().dead
    assert (dead.id, dead.note) == ("a", "message is too long")


def test_a_closed_channel_keeps_what_it_is_owed(pay, store):
    delivered = pay(Wire(ChannelClosed("the bot was blocked")), owed("a"), owed("b"))
    note = "channel desk takes no messages: the bot was blocked"
    assert delivered == Delivered(deferred=1, notes=(note,))
    assert store.status().closed == {DESK: "the bot was blocked"}
    assert states(store) == {State.QUEUED: 2}
    store.reopen()
    assert pay(Wire()).sent == 2


def test_a_chat_that_moved_gets_the_message_at_once_and_all_later_ones(pay, store):
    wire = Wire(ChatMoved(ELSEWHERE))
    delivered = pay(wire, owed("a"), owed("b"))
    assert (delivered.sent, delivered.deferred) == (2, 1)
    assert delivered.notes == ("channel desk: chat moved to -1001",)
    assert wire.sent == [(ELSEWHERE, "words of a"), (ELSEWHERE, "words of b")]
    assert store.chat(CHAT) == ELSEWHERE


def test_a_chat_that_moves_again_and_again_is_not_followed_without_rest(pay, store):
    wire = Wire(ChatMoved(ELSEWHERE), ChatMoved(CHAT), ChatMoved(ELSEWHERE))
    assert pay(wire, owed()) == Delivered(
        deferred=2, notes=("channel desk: chat moved to -1001", "channel desk: chat moved to -1")
    )
    assert due_at(store, 9) == []
    assert due_at(store, 10) == [("a", State.QUEUED)]


def test_between_two_messages_the_gap_is_kept(pay, store, clock):
    wire, gap = Wire(), 3 * SECOND
    assert pay(wire, owed("a"), owed("b"), gap=gap) == Delivered(sent=1, again=gap)
    assert pay(wire, gap=gap) == Delivered(again=gap)
    clock.wait(seconds=3)
    assert pay(wire, gap=gap) == Delivered(sent=1)


def test_a_refused_message_counts_for_the_gap_too(pay):
    """The channel was asked; it counts requests."""
    gap = 3 * SECOND
    assert pay(Wire(Refused("empty")), owed("a"), owed("b"), gap=gap).again == gap


def test_a_channel_that_is_not_ready_keeps_what_it_is_owed(pay, store):
    wire = Wire()
    assert pay(wire, owed(), unready="set DESK_TOKEN") == Delivered()
    assert (wire.tried, states(store)) == (0, {State.QUEUED: 1})


def test_a_channel_that_is_configured_no_more_keeps_what_it_is_owed(pay, store):
    assert pay(Wire(), owed(channel=DUTY)) == Delivered()
    assert states(store) == {State.QUEUED: 1}


class Slow(Wire):
    """Answers only when `answer` is set; `started` says that somebody waits."""

    def __init__(self):
        super().__init__()
        self.started, self.answer = asyncio.Event(), asyncio.Event()

    async def send(self, chat, part, reply_to="", **how):
        self.started.set()
        await self.answer.wait()
        return await super().send(chat, part, reply_to, **how)


def test_a_slow_lane_holds_up_no_other_not_even_what_comes_later(store, clock):
    """The slow one answers only once a message that was queued meanwhile has gone elsewhere."""

    class Freeing(Wire):
        async def send(self, chat, part, reply_to="", **how):
            slow.answer.set()
            return await super().send(chat, part, reply_to, **how)

    slow, other = Slow(), Freeing()

    async def work():
        outlets = {DESK: Outlet(slow, CHAT), DUTY: Outlet(other, ELSEWHERE)}
        sending = asyncio.create_task(deliver(outlets, store, clock, PATIENCE))
        await slow.started.wait()
        await asyncio.to_thread(store.queue, [owed("b", DUTY, severity=Severity.CRITICAL)])
        return await asyncio.wait_for(sending, timeout=60)

    store.queue([owed("a")])
    assert asyncio.run(work()).sent == 2


def test_a_fast_lane_goes_on_while_a_slow_one_waits(store, clock):
    """The slow one answers only once the third message has gone elsewhere."""

    class Freeing(Wire):
        async def send(self, chat, part, reply_to="", **how):
            if part == "words of 3":
                slow.answer.set()
            return await super().send(chat, part, reply_to, **how)

    slow = Slow()

    async def work():
        outlets = {DESK: Outlet(slow, CHAT), DUTY: Outlet(Freeing(), ELSEWHERE)}
        never = Patience(look=timedelta(hours=1))
        return await asyncio.wait_for(deliver(outlets, store, clock, never), timeout=60)

    store.queue([owed("a"), *(owed(number, DUTY) for number in "123")])
    assert asyncio.run(work()).sent == 4


class Late:
    """A store on a slow disk: it begins only after the outbox was looked into twice more."""

    def __init__(self, store):
        self.store, self.looked = store, threading.Semaphore(0)

    def __getattr__(self, verb):
        return getattr(self.store, verb)

    def due(self, now):
        heads = self.store.due(now)
        self.looked.release()
        return heads

    def begin(self, delivery, at):
        for _ in range(3):
            assert self.looked.acquire(timeout=60)
        return self.store.begin(delivery, at)


def test_what_is_about_to_be_sent_is_not_sent_twice(store, clock):
    wire = Wire()
    store.queue([owed()])
    assert asyncio.run(deliver({DESK: Outlet(wire, CHAT)}, Late(store), clock, PATIENCE)).sent == 1
    assert wire.tried == 1


def test_a_lane_in_flight_is_left_alone_even_when_it_gets_old(store, clock):
    """No second message to the same chat, and no dead letter while the answer may still come."""
    slow = Slow()

    async def work():
        outlets = {DESK: Outlet(slow, CHAT)}
        sending = asyncio.create_task(deliver(outlets, store, clock, PATIENCE))
        await slow.started.wait()
        clock.wait(hours=100)
        asyncio.get_running_loop().call_later(0.1, slow.answer.set)
        return await asyncio.wait_for(sending, timeout=60)

    store.queue([owed("a"), owed("b", created=NOON + 90 * timedelta(hours=1))])
    assert asyncio.run(work()).sent == 2
    assert [text for _, text in slow.sent] == ["words of a", "words of b"]


def test_a_cancelled_send_is_found_again_at_the_next_start(store, clock):
    slow = Slow()

    async def work():
        sending = asyncio.create_task(deliver({DESK: Outlet(slow, CHAT)}, store, clock, PATIENCE))
        await slow.started.wait()
        sending.cancel()
        await asyncio.gather(sending, return_exceptions=True)
        return sending.cancelled()

    store.queue([owed()])
    assert asyncio.run(work())
    assert states(store) == {State.SENDING: 1}
    assert store.recover(NOON) == 1
    wire = Wire()
    wire.found = ""
    assert asyncio.run(deliver({DESK: Outlet(wire, CHAT)}, store, clock, PATIENCE)).sent == 1


def test_a_mistake_in_a_channel_is_loud_and_loses_nothing(store, clock):
    """Sends in flight elsewhere are cut short: uncertain at the next start."""
    slow = Slow()

    class Broken(Wire):
        async def send(self, chat, part, reply_to="", **how):
            await slow.started.wait()
            raise ZeroDivisionError

    outlets = {DESK: Outlet(slow, CHAT), DUTY: Outlet(Broken(), ELSEWHERE)}
    store.queue([owed("a"), owed("b", DUTY)])
    with pytest.raises(ZeroDivisionError):
        asyncio.run(deliver(outlets, store, clock, PATIENCE))
    assert states(store) == {State.SENDING: 2}
    assert store.recover(NOON) == 2


def test_a_broken_store_is_reported(store, clock, tmp_path):
    store.queue([owed()])
    with closing(sqlite3.connect(tmp_path / "watcher.db")) as connection:
        connection.execute("DROP TABLE attempt")
    wire = Wire()
    with pytest.raises(StoreError):
        asyncio.run(deliver({DESK: Outlet(wire, CHAT)}, store, clock, PATIENCE))
    assert (wire.tried, states(store)) == (0, {State.QUEUED: 1})
