"""What nobody acknowledges in time is sent to a person, once, whatever happens meanwhile."""

from dataclasses import replace
from datetime import UTC, time, timedelta

import pytest

from tests.app.test_ingest import attack, desk
from tests.app.test_quiet import ATTACK, KILLED, RETOLD, read, sent
from tests.build import DESK, NOON, Hands, document
from watcher.app.account import NoPast, accounts
from watcher.app.escalate import steps
from watcher.core.alerts.quiet import QuietHours
from watcher.core.watchlist.language import Escalation, Quiet
from watcher.model import ChannelName, EventId, Mute, Muted, RuleId, Severity, State
from watcher.store.sql_store import open_store

RANA, OMAR = ChannelName("rana-phone"), ChannelName("omar-phone")
QUARTER = timedelta(minutes=15)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "watcher.db"


@pytest.fixture
def store(path):
    opened = open_store(path)
    yield opened
    opened.close()


def escalating(*rules, hours=None, **kwargs):
    """The desk, with two people; its rule sends to the desk, and after 15 minutes to Rana."""
    step = Escalation(QUARTER, "rana")
    rules = rules or (attack(send_to=(DESK,), escalate=step, **kwargs),)
    made = desk(*rules, channels=(DESK, RANA, OMAR))
    return replace(made, people={"rana": RANA, "omar": OMAR}, quiet_hours=hours)


def to(channel, found):
    return [one for one in found if one.channel == channel]


def event_of(store):
    found = store.digest_lines(DESK, NOON - timedelta(days=1), NOON + timedelta(days=1))
    return EventId(found[0].event)


def test_an_alert_that_nobody_acknowledges_goes_to_a_person_in_time(store, caplog):
    caplog.set_level("INFO")
    report = read(ATTACK, escalating(), store, Hands())
    assert report.held == 0
    assert {one.channel for one in sent(store, NOON)} == {DESK}
    assert sent(store, NOON + QUARTER - timedelta(seconds=1)) == []
    (escalated,) = sent(store, NOON + QUARTER)
    assert escalated.channel == RANA
    lines = escalated.text.splitlines()
    assert lines[0].startswith("🟠 HIGH · Attack")
    assert lines[1] == "Nobody acknowledged this within 15 minutes"
    assert ATTACK in escalated.text
    assert "due 2025-09-04T12:15:00+00:00 unless somebody acknowledges it" in caplog.text
    assert sent(store, NOON + timedelta(days=2)) == []


def test_what_somebody_acknowledged_goes_to_nobody(store):
    read(ATTACK, escalating(), store, Hands())
    sent(store, NOON)
    assert store.ack(event_of(store), "omar", NOON)
    assert sent(store, NOON + timedelta(days=1)) == []
    merged = store.status().deliveries
    assert merged[RANA, State.MERGED] == 1


def test_who_mutes_an_event_has_seen_it(store):
    read(ATTACK, escalating(), store, Hands())
    day = NOON + timedelta(days=1)
    store.mute(Mute(Muted.RULE, event_of(store), day, "omar"))
    assert store.status().deliveries[RANA, State.QUEUED] == 1
    store.mute(Mute(Muted.EVENT, event_of(store), day, "omar"))
    assert to(RANA, sent(store, day)) == []


def test_an_ack_of_another_event_changes_nothing(store):
    read(ATTACK.replace("Harir", "Balad"), escalating(), store, Hands())
    other = event_of(store)
    read(ATTACK, escalating(), store, Hands())
    store.ack(other, "omar", NOON)
    (escalated,) = to(RANA, sent(store, NOON + QUARTER))
    assert ATTACK in escalated.text


def test_an_ack_that_comes_too_late_leaves_what_was_sent(store):
    read(ATTACK, escalating(), store, Hands())
    sent(store, NOON + QUARTER)
    store.ack(event_of(store), "omar", NOON + QUARTER)
    assert store.status().deliveries[RANA, State.SENT] == 1


def test_it_survives_a_restart(path):
    before = open_store(path)
    read(ATTACK, escalating(), before, Hands())
    before.close()
    after = open_store(path)
    assert len(to(RANA, sent(after, NOON + QUARTER))) == 1
    after.close()


def test_more_of_an_event_is_escalated_once(store):
    clock = Hands()
    read(ATTACK, escalating(), store, clock)
    clock.wait(minutes=5)
    read(KILLED, escalating(), store, clock, outlet="radio.example")
    clock.wait(minutes=15)
    read(RETOLD, escalating(), store, clock, outlet="wire.example")
    assert len(to(RANA, sent(store, NOON + timedelta(days=1)))) == 1


def test_more_of_an_event_that_was_acknowledged_is_not_escalated(store):
    clock = Hands()
    quiet = attack(send_to=(DESK,))
    read(ATTACK, escalating(quiet), store, clock)
    store.ack(event_of(store), "omar", NOON)
    clock.wait(minutes=30)
    assert read(KILLED, escalating(), store, clock, outlet="radio.example").rang == 1
    assert to(RANA, sent(store, NOON + timedelta(days=1))) == []


def test_what_rings_twice_in_one_reading_is_escalated_once(store):
    loud = replace(
        attack("attack--deadly", send_to=(DESK,), escalate=Escalation(QUARTER, "rana")),
        severity=Severity.CRITICAL,
    )
    read(ATTACK, escalating(attack(escalate=Escalation(QUARTER, "rana")), loud), store, Hands())
    assert store.status().deliveries[RANA, State.QUEUED] >= 1
    later = sent(store, NOON + QUARTER)
    assert sum("Nobody acknowledged" in one.text for one in later) == 1


def test_each_person_is_told_once_the_soonest_first():
    rules = (
        attack("a", escalate=Escalation(timedelta(hours=1), "rana")),
        attack("b", escalate=Escalation(timedelta(minutes=30), "omar")),
        attack("c", escalate=Escalation(QUARTER, "rana")),
        attack("d"),
    )
    two = escalating(*rules)
    (account,) = accounts(document(ATTACK), RuleId("a"), two, NoPast(), NOON)
    assert [(one.to, one.after) for one in steps(account.outcome.matches, two)] == [
        ("rana", QUARTER),
        ("omar", timedelta(minutes=30)),
    ]


@pytest.mark.parametrize(
    ("hours", "kwargs", "minutes"),
    [
        (None, {}, 15),
        ((time(11), time(13)), {}, 75),  # held until one, then a quarter of an hour
        ((time(11), time(13)), {"quiet_hours": Quiet.RING}, 15),
        ((time(12, 10), time(14)), {}, 120),  # it would come in quiet hours: at their end
        ((time(12, 10), time(14)), {"quiet_hours": Quiet.RING}, 15),
    ],
)
def test_quiet_hours_hold_what_is_escalated_as_the_alert_itself(store, hours, kwargs, minutes):
    quiet = QuietHours(*hours, UTC) if hours else None
    read(ATTACK, escalating(hours=quiet, **kwargs), store, Hands())
    at = NOON + timedelta(minutes=minutes)
    assert to(RANA, sent(store, at - timedelta(seconds=1))) == []
    assert len(to(RANA, sent(store, at))) == 1


def test_the_account_of_a_rule_tells_to_whom_it_is_escalated():
    (account,) = accounts(document(ATTACK), RuleId("attack"), escalating(), NoPast(), NOON)
    last = account.findings[-1]
    assert (last.what, last.why) == (
        "escalate",
        "to rana after 15 minutes, unless somebody acknowledges it",
    )
