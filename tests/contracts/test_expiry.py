"""What every store promises about terms: nothing waits for ever, nothing vanishes."""

from datetime import timedelta

import pytest

from tests.build import DESK, NOON, owed
from watcher.model import ChannelName, Kind, State

DUTY = ChannelName("duty")
SECOND = timedelta(seconds=1)


def test_what_waits_expires_after_its_last_moment_and_never_before(opened):
    opened().queue([owed("a", expires_at=NOON), owed("b", DUTY, expires_at=NOON + SECOND)])
    assert list(opened().expire(NOON)) == []
    (expired,) = opened().expire(NOON + SECOND)
    assert (expired.id, expired.state) == ("a", State.EXPIRED)
    assert opened().delivery("a") == expired
    assert [one.id for one in opened().due(NOON + SECOND)] == ["b"]


@pytest.mark.parametrize(
    ("state", "expires"),
    [(one, one in {State.QUEUED, State.UNCERTAIN}) for one in State],
)
def test_only_what_waits_expires(store, state, expires):
    """What is on its way may still arrive."""
    store.queue([owed(state=state, expires_at=NOON)])
    assert bool(store.expire(NOON + SECOND)) is expires


def test_in_a_closed_or_paused_channel_too(store):
    store.queue([owed("a", expires_at=NOON), owed("b", DUTY, expires_at=NOON)])
    store.close_channel(DESK, "blocked", NOON)
    store.pause(DUTY, NOON + 2 * SECOND)
    assert [one.id for one in store.expire(NOON + SECOND)] == ["a", "b"]


def test_what_answers_it_waits_no_longer(store):
    answer = owed("b", kind=Kind.REPLY, target="a")
    store.queue([owed("a", expires_at=NOON), answer])
    store.expire(NOON + SECOND)
    assert [one.id for one in store.due(NOON + SECOND)] == ["b"]


def test_retried_it_has_a_new_term(store):
    store.queue([owed(expires_at=NOON)])
    store.expire(NOON + SECOND)
    assert store.retry("a", NOON + 2 * SECOND, NOON + 5 * SECOND)
    assert list(store.expire(NOON + 5 * SECOND)) == []
    (again,) = store.expire(NOON + 6 * SECOND)
    assert (again.created, again.expires_at) == (NOON + 2 * SECOND, NOON + 5 * SECOND)


def test_dropped_it_is_out_of_sight(store):
    store.queue([owed(expires_at=NOON)])
    store.expire(NOON + SECOND)
    assert [one.id for one in store.letters()] == ["a"]
    assert store.drop("a")
    assert list(store.letters()) == []
