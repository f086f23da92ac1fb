"""How fast a lane goes, and what becomes of what it would never get through."""

import asyncio
from contextlib import closing
from datetime import timedelta

import pytest

from tests.build import DESK, NOON, Hands, event, evidence, ingested, match, outcome, owed, story
from tests.fakes import Wire
from watcher.app.deliver import Delivered, Outlet, Patience, deliver
from watcher.app.tempo import Tempo
from watcher.errors import BotUnknown, ChannelClosed, Deferred
from watcher.model import Alert, AlertId, ChannelName, ChatId, Kind, Reason, Severity, State
from watcher.store import open_store

DUTY, OTHER = ChannelName("duty"), ChannelName("other")
CHAT = ChatId("-1")
SECOND = timedelta(seconds=1)
TEXT = "Jets struck a depot near Harir."


@pytest.fixture
def store(tmp_path):
    with closing(open_store(tmp_path / "watcher.db")) as store:
        yield store


@pytest.fixture
def clock():
    return Hands()


def pay(store, clock, **outlets):
    named = {ChannelName(name): one for name, one in outlets.items()}
    return asyncio.run(deliver(named, store, clock, Patience(), lambda: 0.0))


def test_a_complaint_makes_a_lane_slower_and_each_message_a_little_faster():
    tempo = Tempo()
    tempo.went_well()
    assert tempo.factor == 1
    tempo.complained()
    assert tempo.factor == 1.5
    tempo.went_well()
    assert 1 < tempo.factor < 1.5
    for _ in range(8):
        tempo.went_well()
    assert tempo.factor == 1
    for _ in range(100):
        tempo.complained()
    assert tempo.factor == 8


def test_after_a_complaint_the_gap_is_longer(store, clock):
    wire = Wire(Deferred("slow down", 30 * SECOND))
    desk = Outlet(wire, CHAT, gap=10 * SECOND)
    store.queue([owed("a"), owed("b")])
    assert pay(store, clock, desk=desk).deferred == 1
    clock.wait(seconds=35)
    delivered = pay(store, clock, desk=desk)
    assert delivered.sent == 1
    assert 10 * SECOND < delivered.again < 15 * SECOND


def test_a_channel_that_cannot_be_reached_does_not_complain(store, clock):
    desk = Outlet(Wire(Deferred("no route")), CHAT, gap=10 * SECOND)
    store.queue([owed("a")])
    pay(store, clock, desk=desk)
    assert desk.rest == 10 * SECOND


@pytest.mark.parametrize(
    ("trouble", "closed"), [(BotUnknown, {DESK, DUTY}), (ChannelClosed, {DESK})]
)
def test_an_unknown_token_stops_all_channels_of_its_bot(store, clock, trouble, closed):
    store.queue([owed("a"), owed("b", DUTY, not_before=NOON + SECOND)])
    store.queue([owed("c", OTHER, not_before=NOON + SECOND)])
    outlets = {
        "desk": Outlet(Wire(trouble("set another token")), CHAT, bot="ONE"),
        "duty": Outlet(Wire(), CHAT, bot="ONE"),
        "other": Outlet(Wire(), CHAT, bot="TWO"),
    }
    assert pay(store, clock, **outlets).deferred == 1
    assert store.status().closed.keys() == closed
    clock.wait(seconds=1)
    assert pay(store, clock, **outlets).sent == 3 - len(closed)


def test_an_unknown_token_of_a_channel_without_a_bot_stops_that_channel(store, clock):
    store.queue([owed("a")])
    pay(store, clock, desk=Outlet(Wire(BotUnknown("who?")), CHAT), duty=Outlet(Wire(), CHAT))
    assert store.status().closed.keys() == {DESK}


def add(store, *severities, parts=1):
    """An alert for each; the ids of what is owed."""
    outcomes, deliveries = [], []
    for number, severity in enumerate(severities):
        told = story(f"{TEXT} No. {number}.", id=f"doc {number}")
        hit = match(told, evidence(told, TEXT, "struck"), severity=severity)
        tells = event(f"event {number}")
        alert = Alert(AlertId(f"a{number}"), tells.id, told, (hit,), Reason.NEW_EVENT, NOON)
        outcomes.append(outcome(told, hit, alert=alert, tells=tells))
        for part in range(parts):
            fields = {"severity": severity, "alert": alert.id, "text": f"words {number}"}
            deliveries.append(owed(f"a{number}/{part}", **fields))
    store.add(ingested(*outcomes, deliveries=deliveries))
    return [one.id for one in deliveries]


LOW, HIGH, CRITICAL = Severity.LOW, Severity.HIGH, Severity.CRITICAL


def lane(wire, **kwargs):
    return Outlet(wire, CHAT, gap=60 * SECOND, **{"longest": 120 * SECOND} | kwargs)


def test_what_would_take_too_long_is_told_together_and_the_critical_alone_before(store, clock):
    ids = add(store, LOW, HIGH, CRITICAL, LOW)
    wire = Wire()
    assert pay(store, clock, desk=lane(wire)).sent == 1
    clock.wait(seconds=60)
    assert pay(store, clock, desk=lane(wire)) == Delivered(sent=1)
    alone, together = (text for _, text in wire.sent)
    assert alone == "words 2"
    assert together.splitlines() == [
        "3 alerts at once, told together",
        "headline of doc 1/0",
        "headline of doc 0/0",
        "headline of doc 3/0",
    ]
    states = [store.delivery(one).state for one in ids]
    assert states == [State.MERGED, State.MERGED, State.SENT, State.MERGED]


def test_what_does_not_take_too_long_is_sent_one_by_one(store, clock):
    add(store, LOW, LOW)
    wire = Wire()
    pay(store, clock, desk=lane(wire))
    assert wire.sent == [(CHAT, "words 0")]


def test_a_channel_that_takes_all_at_once_tells_nothing_together(store, clock):
    add(store, *[LOW] * 9)
    wire = Wire()
    assert pay(store, clock, desk=Outlet(wire, CHAT)).sent == 9


def test_what_is_not_due_yet_and_what_is_no_alert_is_not_told_with_the_others(store, clock):
    add(store, LOW, LOW)
    store.queue([owed("trouble"), owed("later", alert="a0", not_before=NOON + SECOND)])
    store.queue([owed("edit", kind=Kind.EDIT, target="gone", alert="a0")])
    wire = Wire()
    pay(store, clock, desk=lane(wire))
    assert [text for _, text in wire.sent] == ["words of trouble"]


def test_the_parts_of_one_alert_are_one_line(store, clock):
    add(store, LOW, LOW, parts=2)
    wire = Wire()
    pay(store, clock, desk=lane(wire))
    ((_, text),) = wire.sent
    assert text.splitlines()[0] == "2 alerts at once, told together"
    assert len(text.splitlines()) == 3


def test_what_was_told_with_others_is_changed_no_more_and_answers_to_it_stand_alone(store, clock):
    add(store, LOW, LOW, LOW)
    wire = Wire()
    pay(store, clock, desk=lane(wire))
    aimed = {"target": "a0/0", "created": NOON + SECOND}
    store.queue([owed("edit", kind=Kind.EDIT, **aimed), owed("reply", kind=Kind.REPLY, **aimed)])
    clock.wait(hours=1)
    for _ in range(3):
        pay(store, clock, desk=lane(wire))
        clock.wait(minutes=1)
    assert [text for _, text in wire.sent][1:] == ["words of reply"]
    assert (wire.edited, wire.answered) == ([], [])
    assert store.delivery("edit").state is State.MERGED
