"""In quiet hours only what is critical rings; the rest goes out at their end, and nothing is lost."""

from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.app.test_ingest import Shelf, attack, desk
from tests.build import DESK, NOON, Hands, document, rule
from watcher.app.account import NoPast, accounts
from watcher.app.ingest import ingest
from watcher.core.alerts.quiet import QuietHours
from watcher.core.watchlist.language import Phrase, Quiet, Ref, Together
from watcher.model import Action, EntryId, Kind, Reason, RuleId, Severity, State
from watcher.schedule import told
from watcher.store.sql_store import open_store

ATTACK = "Drones struck the Harir base near Erbil on Thursday, two officials said."
RETOLD = "On Thursday drones struck the Harir base near Erbil at dawn, a shepherd told the paper."
KILLED = (
    "Drones struck the Harir base near Erbil on Thursday and killed four guards, a doctor said."
)
NIGHT = QuietHours(time(11), time(15), UTC)
MORNING = NOON + timedelta(hours=3)


@pytest.fixture
def store(tmp_path):
    with closing(open_store(tmp_path / "watcher.db")) as opened:
        yield opened


def asleep(*rules):
    return replace(desk(*rules), quiet_hours=NIGHT)


def deadly(**kwargs):
    """A critical rule of the same intent."""
    look_for = (Together((Phrase("killed"), Ref(EntryId("base")))),)
    return rule("attack--deadly", "Attack", look_for, severity=Severity.CRITICAL, **kwargs)


def read(text, desk_, store, clock, *, outlet="post.example"):
    """One poll that brings one text."""
    paper = document(text, id=text, origin=outlet, seen=clock())
    shelf = Shelf([document("Rain fell.", id="rain")] * int(store.bookmark("press") or 0) + [paper])
    return ingest(shelf, desk_, store, clock)


def sent(store, now):
    """Send all that is due at `now`; what was sent, in order."""
    done = []
    while due := store.due(now):
        for one in due:
            store.settle(replace(one, state=State.SENT, message_id=one.id, not_before=now), now)
        done += due
    return done


def test_an_alert_is_held_until_the_end_and_then_goes_out(store, caplog):
    caplog.set_level("INFO")
    report = read(ATTACK, asleep(), store, Hands())
    assert report.verdicts == {(Action.RING, Reason.NEW_EVENT): 1}
    assert sent(store, MORNING - timedelta(seconds=1)) == []
    assert store.status().held == {DESK: (1, MORNING)}
    assert store.status().oldest_queued == MORNING
    assert (report.held, told(report)) == (
        1,
        "press: 1 document, 1 story, 1 alert, 1 held until quiet hours end",
    )
    assert "channel desk: held until 2025-09-04T15:00:00+00:00" in caplog.text
    (alert,) = sent(store, MORNING)
    assert ATTACK in alert.text
    assert store.status().held == {}


@pytest.mark.parametrize("rules", [(attack(quiet_hours=Quiet.RING),), (attack(), deadly())])
def test_what_may_ring_rings_at_once(store, rules):
    report = read(KILLED, asleep(*rules), store, Hands())
    assert report.held == 0
    (alert,) = sent(store, NOON)
    assert "killed four guards" in alert.text


def test_outside_of_quiet_hours_everything_rings(store):
    clock = Hands(MORNING)
    assert read(ATTACK, asleep(attack(quiet_hours=Quiet.DIGEST)), store, clock).rang == 1
    assert len(sent(store, MORNING)) == 1


def test_held_alerts_go_out_in_order(store):
    clock = Hands()
    low = rule("talks", "Talks", (Phrase("talks"),), severity=Severity.LOW)
    two = asleep(attack(), low)
    for text in ("They held talks.", "More talks were held in Najaf.", ATTACK):
        read(text, two, store, clock)
        clock.wait(minutes=20)
    words = [one.text for one in sent(store, MORNING)]
    assert [
        next(n for n, one in enumerate(words) if text in one)
        for text in (*(ATTACK, "They held talks.", "More talks were held"),)
    ] == [0, 1, 2]


def test_what_comes_in_the_night_stands_in_the_message_of_the_morning(store):
    clock = Hands()
    for text, outlet in ((ATTACK, "post.example"), (KILLED, "radio.example")):
        read(text, asleep(), store, clock, outlet=outlet)
        clock.wait(minutes=30)
    first, answer = sent(store, MORNING)
    assert "New: 4 killed (radio.example)" in first.text
    assert (answer.kind, answer.target) == (Kind.REPLY, first.id)
    assert store.status().deliveries[DESK, State.MERGED] == 1


def test_an_update_of_a_message_of_the_evening_waits_too(store):
    clock = Hands(NOON - timedelta(hours=2))
    read(ATTACK, asleep(), store, clock)
    (first,) = sent(store, clock())
    clock.wait(hours=2)
    report = read(f"Smoke rose. {RETOLD}", asleep(), store, clock, outlet="radio.example")
    assert (report.answers, report.revised, report.held) == (1, 1, 2)
    assert sent(store, NOON) == []
    assert {one.target for one in sent(store, MORNING)} == {first.id}


def test_a_message_of_a_critical_event_is_brought_up_to_date_at_once(store):
    clock = Hands()
    two = asleep(attack(), deadly())
    read(KILLED, two, store, clock)
    sent(store, NOON)
    clock.wait(minutes=30)
    read(RETOLD, two, store, clock, outlet="radio.example")
    assert [one.kind for one in sent(store, clock())] == [Kind.EDIT]
    assert [one.kind for one in sent(store, MORNING)] == [Kind.REPLY]


def test_a_critical_answer_brings_the_held_message_with_it(store):
    clock = Hands()
    two = asleep(attack(), deadly())
    read(ATTACK, two, store, clock)
    clock.wait(minutes=30)
    read(KILLED, two, store, clock)
    first, answer = sent(store, clock())
    assert (first.kind, answer.kind, answer.target) == (Kind.SEND, Kind.REPLY, first.id)
    assert sent(store, MORNING) == []


def test_what_goes_to_the_digest_does_not_ring_in_the_morning_but_what_is_new_then_does(store):
    clock = Hands()
    quiet = asleep(attack(quiet_hours=Quiet.DIGEST))
    report = read(ATTACK, quiet, store, clock)
    assert report.verdicts == {(Action.DIGEST, Reason.QUIET_HOURS): 1}
    assert sent(store, MORNING) == []
    (line,) = store.digest_lines(DESK, NOON, MORNING)
    assert (line.reason, line.detail) == (Reason.QUIET_HOURS, "quiet until 15:00")
    clock.now = MORNING
    report = read(RETOLD, quiet, store, clock, outlet="radio.example")
    assert report.verdicts == {(Action.RING, Reason.NEW_EVENT): 1}


def test_what_goes_to_the_digest_is_still_told_as_news_of_an_event_that_rang(store):
    clock = Hands(NOON - timedelta(hours=2))
    quiet = asleep(attack(quiet_hours=Quiet.DIGEST))
    read(ATTACK, quiet, store, clock)
    clock.now = NOON
    assert read(KILLED, quiet, store, clock).verdicts == {(Action.DIGEST, Reason.QUIET_HOURS): 1}
    clock.now = MORNING
    assert read(f"Smoke rose. {KILLED}", quiet, store, clock).rang == 1


@pytest.mark.parametrize(
    ("kwargs", "now", "steps"),
    [
        ({}, NOON, ["+ quiet hours: held until 15:00", "+ routing: desk"]),
        ({"quiet_hours": Quiet.RING}, NOON, ["+ quiet hours: rings", "+ routing: desk"]),
        ({"quiet_hours": Quiet.DIGEST}, NOON, ["- quiet hours: digest: quiet until 15:00"]),
        ({}, MORNING, ["+ same event and repeat: ring: new event", "+ routing: desk"]),
    ],
)
def test_the_account_of_a_rule_tells_what_quiet_hours_do(kwargs, now, steps):
    (account,) = accounts(
        document(ATTACK, seen=now), RuleId("attack"), asleep(attack(**kwargs)), NoPast(), now
    )
    found = [
        f"{'+' if one.holds else '-'} {one.what}: {one.why}"
        for one in account.findings
        if one.depth == 0
    ]
    assert found[-len(steps) :] == steps


def test_a_night_in_which_clocks_are_changed_ends_on_time(store):
    berlin = replace(desk(), quiet_hours=QuietHours(time(22), time(7), ZoneInfo("Europe/Berlin")))
    clock = Hands(datetime(2025, 10, 25, 21, tzinfo=UTC))
    read(ATTACK, berlin, store, clock)
    seven = datetime(2025, 10, 26, 6, tzinfo=UTC)
    assert sent(store, seven - timedelta(minutes=1)) == []
    assert len(sent(store, seven)) == 1
