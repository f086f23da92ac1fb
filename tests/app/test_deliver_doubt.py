"""A lost answer: the channel is asked whether the message arrived, before it is sent again."""

import asyncio
from contextlib import closing

import pytest

from tests.build import DESK, NOON, Hands, owed
from tests.fakes import Wire
from watcher.app.attempt import REPEATED
from watcher.app.deliver import Delivered, Outlet, Patience, deliver
from watcher.errors import ChannelClosed, ChatMoved, Deferred, Uncertain
from watcher.model import ChatId, Kind, Severity, State
from watcher.store import open_store

CHAT, ELSEWHERE = ChatId("-1"), ChatId("-1001")


@pytest.fixture
def clock():
    return Hands()


@pytest.fixture
def store(tmp_path):
    with closing(open_store(tmp_path / "watcher.db")) as store:
        yield store


@pytest.fixture
def pay(store, clock):
    """Queue `deliveries` and send what is due."""

    def pay(wire, *deliveries, chat=CHAT):
        store.queue(deliveries)
        outlets = {DESK: Outlet(wire, chat)}
        return asyncio.run(deliver(outlets, store, clock, Patience(), lambda: 0.0))

    return pay


@pytest.fixture
def lost(pay, clock):
    """A wire on which “first” arrived, and the answer to “lost” did not come; 70 s ago."""
    wire = Wire()
    pay(wire, owed("first"))
    wire.troubles.append(Uncertain("cut"))
    assert pay(wire, owed("lost")) == Delivered(uncertain=1)
    clock.wait(seconds=70)
    return wire


def test_where_a_key_keeps_it_one_message_it_is_sent_again_and_nobody_asked(pay, store, lost):
    """With the same key and without a mark, also where it is not critical."""
    lost.once = True
    assert pay(lost) == Delivered(sent=1)
    assert lost.looked == []
    assert lost.sent[-1] == (CHAT, "words of lost")
    assert lost.keys == ["first", "lost", "lost"]
    assert store.delivery("lost").state is State.SENT


def test_what_is_found_is_not_sent_again(pay, store, lost):
    lost.found = "9"
    assert pay(lost) == Delivered(sent=1)
    assert lost.looked == [(CHAT, "words of lost", "1", [(CHAT, ""), (CHAT, "1")])]
    assert len(lost.sent) == 1
    found = store.delivery("lost")
    assert (found.state, found.message_id, found.chat) == (State.SENT, "9", CHAT)


def test_what_is_missing_is_sent_again(pay, lost):
    lost.found = ""
    assert pay(lost) == Delivered(sent=1)
    assert [text for _, text in lost.sent] == ["words of first", "words of lost"]


def test_what_nobody_can_tell_waits_for_a_person(pay, store, lost):
    lost.found = None
    delivered = pay(lost)
    assert (delivered.dead, len(lost.sent)) == (1, 1)
    assert "nobody can tell whether it arrived" in delivered.notes[0]
    assert "watcher outbox retry" in store.delivery("lost").note


def test_what_is_critical_and_nobody_can_tell_is_sent_again_and_says_so(pay, store, clock):
    wire = Wire(Uncertain("cut"))
    pay(wire, owed("lost", severity=Severity.CRITICAL))
    clock.wait(seconds=70)
    assert pay(wire) == Delivered(sent=1)
    ((_, text),) = wire.sent
    assert text == f"{REPEATED}\nwords of lost"
    assert store.delivery("lost").state is State.SENT


def test_what_was_never_tried_is_not_looked_for(pay):
    wire = Wire(Deferred("no route"))
    pay(wire, owed("first"), owed("second"))
    assert wire.looked == []


class Blind(Wire):
    """Cannot be asked, for the reasons it is given."""

    def __init__(self, *troubles):
        super().__init__()
        self.blind = list(troubles)

    async def find(self, *asked):
        if self.blind:
            raise self.blind.pop(0)
        return await super().find(*asked)


@pytest.mark.parametrize(
    "trouble", [Deferred("no route"), ChannelClosed("blocked"), Uncertain("cut")]
)
def test_as_long_as_nobody_can_ask_it_stays_uncertain_and_is_not_sent(pay, store, clock, trouble):
    wire = Blind(trouble)
    store.queue([owed("lost", state=State.UNCERTAIN, chat=CHAT, after="3")])
    assert pay(wire).uncertain == 1
    assert (wire.sent, store.delivery("lost").state) == ([], State.UNCERTAIN)
    store.reopen()
    clock.wait(seconds=70)
    wire.found = "4"
    assert pay(wire) == Delivered(sent=1)
    assert wire.looked == [(CHAT, "words of lost", "3", [(CHAT, "")])]
    assert wire.sent == []


@pytest.mark.parametrize(("answer", "state"), [("", State.QUEUED), (None, State.UNCERTAIN)])
def test_what_is_proven_missing_is_in_doubt_no_more(pay, store, answer, state):
    wire = Wire(Deferred("no route"))
    wire.found = answer
    doubt = {"state": State.UNCERTAIN, "chat": CHAT, "after": "3"}
    pay(wire, owed("lost", severity=Severity.CRITICAL, **doubt))
    assert store.delivery("lost").state is state


def test_in_a_chat_that_moved_there_is_nothing_to_start_from(pay, store, clock):
    """The numbers of the old chat say nothing about the new one: only how long ago it was."""
    wire = Blind(ChatMoved(ELSEWHERE))
    store.queue([owed("lost", state=State.UNCERTAIN, chat=CHAT, after="3")])
    pay(wire)
    clock.wait(seconds=10)
    pay(wire)
    assert wire.looked == [(ELSEWHERE, "words of lost", "-0", [(ELSEWHERE, "")])]


def test_a_lost_reply_is_looked_for_and_a_lost_edit_is_repeated(pay, store):
    wire = Wire()
    first = owed("first", state=State.SENT, message_id="7", chat=CHAT)
    doubt = {"state": State.UNCERTAIN, "target": "first", "chat": CHAT, "after": "7"}
    wire.found = "8"
    pay(wire, first, owed("reply", kind=Kind.REPLY, **doubt), owed("edit", kind=Kind.EDIT, **doubt))
    assert [part for _, part, _, _ in wire.looked] == ["words of reply"]
    assert wire.edited == [(CHAT, "7", "words of edit")]


def test_a_revision_that_was_sent_anew_and_lost_is_looked_for(pay, store):
    wire = Wire()
    first = owed("first", state=State.SENT, message_id="7", chat=ELSEWHERE)
    doubt = {"state": State.UNCERTAIN, "target": "first", "chat": CHAT, "after": "3"}
    wire.found = "4"
    pay(wire, first, owed("edit", kind=Kind.EDIT, **doubt))
    assert (wire.sent, wire.edited) == ([], [])
    assert (store.delivery("first").message_id, store.delivery("first").chat) == ("4", CHAT)


def test_after_a_crash_nothing_is_repeated_while_the_server_may_still_be_at_it(pay, store, clock):
    wire = Wire()
    pay(wire, owed("first"))
    sending = {"state": State.SENDING, "chat": CHAT, "after": "1"}
    store.queue([owed("lost", **sending), owed("next")])
    assert store.recover(NOON + Patience().answer) == 1
    clock.wait(seconds=69)
    assert pay(wire) == Delivered()
    clock.wait(seconds=1)
    wire.found = "2"
    assert pay(wire).sent == 2
    assert [text for _, text in wire.sent] == ["words of first", "words of next"]
