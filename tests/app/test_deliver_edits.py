"""Edits and answers on their way out."""

import asyncio
from contextlib import closing
from datetime import timedelta

import pytest

from tests.build import DESK, NOON, Hands, owed
from tests.fakes import Wire
from watcher.app.deliver import Delivered, Outlet, Patience, deliver
from watcher.errors import ChatMoved, Deferred, Gone, Refused, Uncertain, Unchangeable
from watcher.model import ChatId, Kind, Severity, State
from watcher.store import open_store

CHAT, ELSEWHERE = ChatId("-1"), ChatId("-1001")
SECOND = timedelta(seconds=1)


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

    def pay(wire, *deliveries, chat=CHAT, **outlet):
        store.queue(deliveries)
        outlets = {DESK: Outlet(wire, chat, **outlet)}
        return asyncio.run(deliver(outlets, store, clock, Patience(), lambda: 0.0))

    return pay


def edit(id, target="first", **kwargs):
    return owed(id, kind=Kind.EDIT, target=target, **kwargs)


def reply(id, target="first", **kwargs):
    return owed(id, kind=Kind.REPLY, target=target, **kwargs)


def state(store, id):
    return store.delivery(id).state


def test_an_edit_takes_the_place_of_what_its_message_says(pay, store):
    wire = Wire()
    assert pay(wire, owed("first")).sent == 1
    assert pay(wire, edit("newer")) == Delivered(sent=1)
    assert wire.edited == [(CHAT, "1", "words of newer")]
    assert wire.sent == [(CHAT, "words of first")]
    assert (state(store, "newer"), store.delivery("newer").chat) == (State.SENT, CHAT)


def test_a_reply_answers_its_message(pay, store):
    wire = Wire()
    pay(wire, owed("other"), owed("first"), reply("claimed"))
    assert wire.answered == [("2", "words of claimed")]
    assert store.delivery("claimed").message_id == "3"


def test_an_answer_goes_out_after_its_message_and_hurries_it(pay):
    wire = Wire()
    pay(wire, owed("other"), owed("first"), reply("loud", severity=Severity.CRITICAL))
    assert [text for _, text in wire.sent] == ["words of first", "words of loud", "words of other"]
    assert wire.answered == [("1", "words of loud")]


def test_between_two_edits_of_one_message_half_a_minute_passes(pay, store, clock):
    wire = Wire()
    pay(wire, owed("first"))
    pay(wire, edit("1"))
    pay(wire, edit("2"))
    clock.wait(seconds=29)
    pay(wire, edit("3"))
    assert [text for _, _, text in wire.edited] == ["words of 1"]
    clock.wait(seconds=1)
    assert pay(wire).sent == 1
    assert [text for _, _, text in wire.edited] == ["words of 1", "words of 3"]
    assert state(store, "2") is State.MERGED


def test_a_burst_of_revisions_before_the_first_send_is_one_message(pay, store):
    wire = Wire()
    assert pay(wire, owed("first"), *map(edit, "1234")).sent == 1
    assert wire.sent == [(CHAT, "words of 4")]
    assert wire.edited == []


def test_a_lost_answer_to_an_edit_holds_up_nobody_and_is_repeated(pay, store, clock):
    wire = Wire()
    pay(wire, owed("first"))
    wire.troubles.append(Uncertain("cut"))
    assert pay(wire, edit("newer")) == Delivered(uncertain=1)
    clock.wait(seconds=5)
    assert pay(wire, owed("next")) == Delivered(sent=1)
    clock.wait(seconds=64)
    assert pay(wire) == Delivered()
    clock.wait(seconds=1)
    assert pay(wire) == Delivered(sent=1)
    assert wire.edited == [(CHAT, "1", "words of newer")]


def test_no_newer_edit_overtakes_one_that_the_server_may_still_hold(pay, store, clock):
    wire = Wire()
    pay(wire, owed("first"))
    wire.troubles.append(Uncertain("cut"))
    pay(wire, edit("1"))
    clock.wait(seconds=69)
    assert pay(wire, edit("2")) == Delivered()
    clock.wait(seconds=1)
    assert pay(wire) == Delivered(sent=1)
    assert wire.edited == [(CHAT, "1", "words of 2")]
    assert state(store, "1") is State.MERGED


def test_a_lost_answer_to_a_reply_is_as_one_to_a_message(pay, store, clock):
    wire = Wire()
    pay(wire, owed("first"))
    wire.found = ""
    wire.troubles.append(Uncertain("cut"))
    assert pay(wire, reply("claimed"), owed("next")) == Delivered(uncertain=1)
    clock.wait(seconds=69)
    assert pay(wire) == Delivered()
    clock.wait(seconds=1)
    assert pay(wire).sent == 2
    assert wire.answered == [("1", "words of claimed")]


def test_an_edit_that_waits_keeps_waiting_as_other_messages_do(pay, store, clock):
    wire = Wire()
    pay(wire, owed("first"))
    wire.troubles.append(Deferred("slow down", 30 * SECOND))
    assert pay(wire, edit("newer")) == Delivered(deferred=1)
    clock.wait(seconds=35)
    assert pay(wire).sent == 1


def test_a_change_that_is_refused_leaves_a_dead_letter(pay, store):
    wire = Wire()
    pay(wire, owed("first"))
    wire.troubles.append(Refused("too long"))
    note = "channel desk: a message was given up: too long"
    assert pay(wire, edit("newer")) == Delivered(dead=1, notes=(note,))
    assert state(store, "newer") is State.DEAD


def test_a_message_that_was_deleted_is_told_once_and_changed_no_more(pay, store, clock):
    wire = Wire()
    pay(wire, owed("first"))
    wire.troubles.append(Gone("it was deleted"))
    told = "channel desk: it was deleted; what is new of its event comes as a new message"
    assert pay(wire, edit("newer")) == Delivered(notes=(told,))
    assert (state(store, "newer"), state(store, "first")) == (State.MERGED, State.GONE)
    clock.wait(seconds=30)
    assert pay(wire, edit("newest"), reply("claimed")) == Delivered(sent=1)
    assert state(store, "newest") is State.MERGED
    assert (wire.edited, wire.answered) == ([], [])
    assert store.status().dead == ()


def test_where_nothing_can_be_changed_an_update_is_merged_with_the_reason_and_answers_still_aim(
    pay, store, clock
):
    wire = Wire()
    pay(wire, owed("first"))
    wire.troubles.append(Unchangeable("a mail stays as it is"))
    assert pay(wire, edit("newer")) == Delivered()
    newer = store.delivery("newer")
    assert (newer.state, newer.note) == (State.MERGED, "a mail stays as it is")
    assert store.status().deliveries == {(DESK, State.SENT): 1, (DESK, State.MERGED): 1}
    assert [one.outcome for one in store.tried("newer")] == ["a mail stays as it is"]
    clock.wait(seconds=30)
    assert pay(wire, reply("claimed")).sent == 1
    assert wire.answered == [("1", "words of claimed")]


def test_a_message_is_not_gone_because_a_new_one_was_refused(pay, store):
    """In another chat a revision is a message of its own: there is none to be gone."""
    wire = Wire()
    pay(wire, owed("first"))
    wire.troubles.append(Gone("no such message"))
    assert pay(wire, edit("newer"), chat=ELSEWHERE).dead == 1
    assert state(store, "first") is State.SENT


def test_an_answer_may_be_silent(pay):
    wire = Wire()
    pay(wire, owed("first"), reply("claimed", silent=True), reply("denied"))
    assert wire.quiet == ["words of claimed"]


def test_what_aims_at_a_dead_letter_is_merged_or_stands_by_itself(pay, store):
    wire = Wire(Refused("too long"))
    pay(wire, owed("first"))
    assert pay(wire, edit("newer"), reply("claimed"), owed("next")).sent == 2
    assert wire.sent == [(CHAT, "words of claimed"), (CHAT, "words of next")]
    assert (wire.edited, wire.answered) == ([], [])
    newer = store.delivery("newer")
    assert (newer.state, newer.attempts) == (State.MERGED, 0)
    assert newer.note == "the message that it would change is dead: too long"


def test_in_another_chat_a_revision_is_a_message_of_its_own_and_is_changed_from_then_on(
    pay, store, clock
):
    """The same id is another message there; people there have not read it."""
    wire = Wire()
    pay(wire, owed("first"), owed("claimed"))
    assert pay(wire, edit("1"), reply("a", "claimed"), chat=ELSEWHERE).sent == 2
    assert wire.edited == []
    assert wire.answered == []
    assert wire.sent[2:] == [(ELSEWHERE, "words of a"), (ELSEWHERE, "words of 1")]
    clock.wait(seconds=30)
    pay(wire, edit("2"), reply("b"), chat=ELSEWHERE)
    assert wire.edited == [(ELSEWHERE, "4", "words of 2")]
    assert wire.answered == [("4", "words of b")]


def test_a_chat_that_moves_while_a_message_is_changed_gets_it_as_a_new_one(pay):
    wire = Wire()
    pay(wire, owed("first"))
    wire.troubles.append(ChatMoved(ELSEWHERE))
    assert pay(wire, edit("newer")).sent == 1
    assert wire.sent[1:] == [(ELSEWHERE, "words of newer")]


def test_what_is_sent_anew_and_may_have_arrived_holds_up_the_lane(pay, store, clock):
    """It is a message of its own: what comes after it must stay after it."""
    wire = Wire()
    pay(wire, owed("first"))
    wire.troubles.append(Uncertain("cut"))
    pay(wire, edit("newer"), owed("next", severity=Severity.LOW), chat=ELSEWHERE)
    clock.wait(seconds=69)
    assert pay(wire, chat=ELSEWHERE) == Delivered()


def test_an_old_revision_that_was_due_is_not_sent_when_a_newer_one_comes(store, clock):
    """Between looking into the outbox and beginning, the newer one takes its place."""

    class Overtaken:
        """A store into which another thread queues just before `begin`."""

        def __getattr__(self, verb):
            return getattr(store, verb)

        def begin(self, delivery, at):
            if delivery.id == "1":
                store.queue([edit("2")])
            return store.begin(delivery, at)

    wire = Wire()
    store.queue([owed("first", state=State.SENT, message_id="7", chat=CHAT), edit("1")])
    outlets = {DESK: Outlet(wire, CHAT)}
    delivered = asyncio.run(deliver(outlets, Overtaken(), clock, Patience(), lambda: 0.0))
    assert delivered == Delivered(sent=1)
    assert wire.edited == [(CHAT, "7", "words of 2")]


def test_a_revision_too_old_to_help_expires_as_a_message_does(pay, store, clock):
    store.queue([owed("first", state=State.SENT, message_id="7", chat=CHAT), edit("1")])
    clock.wait(hours=72, seconds=1)
    assert pay(Wire()).expired == 1
    assert store.delivery("1").created == NOON
