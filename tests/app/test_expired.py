"""What could not be sent in its time expires, and says truly what kept it."""

import asyncio
from contextlib import closing
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.build import DESK, NOON, Hands, owed
from tests.fakes import Wire
from watcher.app.deliver import Delivered, Outlet, Patience, deliver
from watcher.errors import ChannelClosed, Deferred, Refused
from watcher.model import ChannelName, ChatId, Severity, State
from watcher.store import open_store

DUTY = ChannelName("duty")
CHAT = ChatId("-1")
UNREADY = {"unready": "set the environment variable DESK_TOKEN"}
NOT_RUNNING = "expired: watcher was not running"


def kept(why, channel="desk"):
    """The note of what a channel kept back from noon on."""
    since = f"nothing has arrived at channel {channel} since 04 Sep 12:00 UTC ({why})"
    return f"expired: {since}; mend that, then `watcher outbox retry`"


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

    def pay(wire, *deliveries, **outlet):
        store.queue(deliveries)
        outlets = {DESK: Outlet(wire, CHAT, **outlet)}
        return asyncio.run(deliver(outlets, store, clock, Patience(), lambda: 0.0))

    return pay


def note(store, id="a"):
    expired = store.delivery(id)
    assert expired.state is State.EXPIRED
    return expired.note


def test_until_its_term_ends_it_is_tried(pay, clock):
    clock.wait(hours=72)
    assert pay(Wire(), owed()).sent == 1


def test_then_it_is_not_sent_any_more_and_a_person_hears_of_it(pay, store, clock):
    clock.wait(hours=72, seconds=1)
    wire = Wire()
    told = (f"channel desk: a message {NOT_RUNNING}",)
    assert pay(wire, owed(), owed("b")) == Delivered(expired=2, notes=told)
    assert (wire.tried, note(store)) == (0, NOT_RUNNING)
    assert pay(wire) == Delivered()


def test_what_was_tried_until_then_expires_however_often_it_was(pay, store, clock):
    wire = Wire(*[Deferred("no route")] * 3)
    for _ in range(3):
        assert pay(wire, owed()).deferred == 1
        clock.wait(hours=24)
    clock.wait(seconds=1)
    assert pay(wire).expired == 1
    assert note(store) == kept("no route")
    assert [one.outcome for one in store.tried("a")] == ["no route"] * 3


def test_what_is_due_only_days_later_has_all_its_time_from_then_on(pay, clock):
    late = owed(not_before=NOON + timedelta(hours=73))
    clock.wait(hours=73)
    assert pay(Wire(Deferred("no route")), late) == Delivered(deferred=1)
    clock.wait(hours=1)
    assert pay(Wire()).sent == 1


def test_what_stood_behind_another_one_says_what_kept_that_one(pay, store, clock):
    pay(Wire(Deferred("no route")), owed("a"), owed("b"))
    clock.wait(hours=72, seconds=1)
    assert pay(Wire()).expired == 2
    assert note(store, "b") == kept("no route")


def test_a_channel_that_works_again_is_no_reason(pay, store, clock):
    pay(Wire(Deferred("no route")), owed("a"))
    clock.wait(hours=1)
    pay(Wire(), owed("b", not_before=NOON + timedelta(hours=10)))
    clock.wait(hours=82, seconds=1)
    assert pay(Wire()).expired == 1
    assert (store.delivery("a").state, note(store, "b")) == (State.SENT, NOT_RUNNING)


def test_what_was_refused_says_nothing_about_its_channel(pay, store, clock):
    pay(Wire(Refused("too long")), owed("a"), owed("b", not_before=NOON + timedelta(hours=1)))
    clock.wait(hours=73, seconds=1)
    assert pay(Wire()).expired == 1
    assert note(store, "b") == NOT_RUNNING


def test_what_only_one_message_met_is_told_of_that_one(pay, store, clock):
    note_of_before = "watcher stopped before the answer came"
    clock.wait(hours=72, seconds=1)
    pay(Wire(), owed(state=State.UNCERTAIN, note=note_of_before))
    assert note(store) == f"expired: {note_of_before}"


@pytest.mark.parametrize("restarted", [False, True], ids=["running", "restarted"])
def test_a_closed_channel_is_named_with_its_reason_and_since_when(pay, store, clock, restarted):
    pay(Wire(ChannelClosed("the bot was blocked")), owed("a"), owed("b"))
    clock.wait(hours=72, seconds=1)
    if restarted:
        store.reopen()
    assert pay(Wire()).expired == 2
    assert note(store) == note(store, "b") == kept("it was closed: the bot was blocked")


@pytest.mark.parametrize("after", [UNREADY, {}], ids=["still missing", "set meanwhile"])
def test_a_missing_token_is_named_also_after_it_was_set(pay, store, clock, after):
    assert pay(Wire(), owed(), **UNREADY) == Delivered()
    clock.wait(hours=72, seconds=1)
    store.reopen()
    assert pay(Wire(), **after).expired == 1
    assert note(store) == kept(f"it was closed: {UNREADY['unready']}")


def test_a_channel_closed_again_and_again_is_so_since_the_first_time(pay, store, clock):
    pay(Wire(), owed(), **UNREADY)
    clock.wait(hours=48)
    store.reopen()
    pay(Wire(ChannelClosed("the bot was blocked")))
    clock.wait(hours=24, seconds=1)
    pay(Wire())
    assert note(store) == kept("it was closed: the bot was blocked")


def test_a_channel_that_config_has_no_more_is_told_in_status_and_named(pay, store, clock):
    assert pay(Wire(), owed(channel=DUTY)) == Delivered()
    assert store.status().closed == {DUTY: "config.toml has no such channel"}
    clock.wait(hours=72, seconds=1)
    assert pay(Wire()).expired == 1
    assert note(store) == kept("it was closed: config.toml has no such channel", "duty")


def test_retried_it_is_sent_like_a_new_one(pay, store, clock):
    loud = replace(owed(), severity=Severity.CRITICAL)
    clock.wait(hours=100)
    assert pay(Wire(), loud).expired == 1
    assert store.retry("a", clock(), clock() + timedelta(hours=72))
    assert pay(Wire()) == Delivered(sent=1)
