"""What every store promises about critical alerts that their channel does not take."""

from datetime import timedelta

import pytest

from tests.build import DESK, NOON, owed
from watcher.model import ChannelName, Kind, Severity, State

MAIL = ChannelName("mail")
MINUTE = timedelta(minutes=1)
PATIENCE = 15 * MINUTE


def critical(id="a1/desk/0", **kwargs):
    return owed(id, **{"severity": Severity.CRITICAL, "alert": id.partition("/")[0]} | kwargs)


def stranded(store, now=NOON):
    return [one.id for one in store.stranded(DESK, MAIL, now, PATIENCE)]


def test_nothing_is_stranded_while_its_channel_works(store):
    store.queue([critical()])
    assert stranded(store) == []


def test_in_a_closed_channel_all_whose_time_has_come_is(opened):
    late = critical("a2/desk/0", not_before=NOON + MINUTE)
    opened().queue([critical(), late, critical("a3/other/0", channel=ChannelName("other"))])
    opened().close_channel(DESK, "blocked", NOON)
    assert stranded(opened()) == ["a1/desk/0"]
    assert stranded(opened(), NOON + MINUTE) == ["a1/desk/0", "a2/desk/0"]


@pytest.mark.parametrize(
    ("paused", "passed", "found"),
    [(0, 15, 0), (0, 16, 1), (15, 0, 0), (16, 0, 1), (16, 1, 1), (10, 9, 0)],
)
def test_a_wait_counts_until_the_end_of_the_pause(store, paused, passed, found):
    store.queue([critical()])
    if paused:
        store.pause(DESK, NOON + paused * MINUTE)
    assert len(stranded(store, NOON + passed * MINUTE)) == found


def test_what_was_tried_waits_since_it_was_made(store):
    tried = critical(attempts=3, not_before=NOON + 30 * MINUTE)
    store.queue([tried])
    assert stranded(store, NOON + 16 * MINUTE) == [tried.id]


@pytest.mark.parametrize(
    "other",
    [
        {"severity": Severity.HIGH},
        {"alert": None},
        {"kind": Kind.EDIT, "target": "gone"},
        {"state": State.SENDING},
        {"state": State.DEAD},
        {"state": State.SENT},
    ],
)
def test_only_critical_alerts_that_wait_are(store, other):
    store.queue([critical(**other)])
    store.close_channel(DESK, "blocked", NOON)
    assert stranded(store) == []


@pytest.mark.parametrize("there", ["fallback/a1/desk/0", "a1/mail/0"])
def test_what_is_known_elsewhere_is_not(store, there):
    store.queue([critical(), critical(there, channel=MAIL)])
    store.close_channel(DESK, "blocked", NOON)
    assert stranded(store) == []


def test_what_is_escalated_elsewhere_is_not_known_there_yet(store):
    store.queue([critical(), critical("escalate/e/rana/0", alert="a1", channel=MAIL)])
    store.close_channel(DESK, "blocked", NOON)
    assert stranded(store) == ["a1/desk/0"]


@pytest.mark.parametrize("state", State)
def test_only_what_certainly_has_not_arrived_is_reworded(store, state):
    store.queue([critical(state=state)])
    store.reword("a1/desk/0", "half \ud800")
    text = store.delivery("a1/desk/0").text
    assert text == ("half ?" if state is State.QUEUED else "words of a1/desk/0")
