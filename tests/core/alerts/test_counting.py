from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.build import NOON
from watcher.core.alerts.counting import count
from watcher.core.watchlist.language import Frequency
from watcher.model import Action, Counted, EventId, Reason

DAY = timedelta(days=1)


def play(frequency, *told):
    """What becomes of tellings, each (hour, event) or (hour, event, source)."""
    kept, found = [], []
    for hour, event, *source in told:
        now = NOON + timedelta(hours=hour)
        within = [one for one in kept if one.at > now - frequency.within]
        tally = count(frequency, within, EventId(event), *(source or ["press"]))
        kept.append(Counted(now, EventId(event), *(source or ["press"]), tally.reason))
        found.append(tally)
    return found


def rings(frequency, *told):
    return [n for n, one in enumerate(play(frequency, *told)) if one.action is Action.RING]


@pytest.mark.parametrize(
    ("told", "rang"),
    [
        pytest.param([(0, "a"), (1, "b"), (2, "c")], [2], id="on crossing"),
        pytest.param([(0, "a"), (1, "a"), (2, "a")], [], id="one event told often is one"),
        pytest.param([(0, "a"), (1, "b"), (25, "c")], [], id="too far apart"),
        pytest.param([(0, "a"), (1, "b"), (24.5, "c"), (24.7, "d")], [3], id="the time slides"),
        pytest.param(
            [(0, "a"), (1, "b"), (2, "c"), (3, "d"), (4, "e"), (5, "f")],
            [2],
            id="once, however many more",
        ),
        pytest.param(
            [(0, "a"), (1, "b"), (2, "c"), (25.5, "d"), (26.5, "e"), (27, "f")],
            [2, 5],
            id="again after less than half was told",
        ),
        pytest.param(
            [(0, "a"), (1, "b"), (2, "c"), (20, "d"), (25.5, "e"), (26.5, "f"), (27, "g")],
            [2],
            id="not again while half of it is told all the time",
        ),
    ],
)
def test_three_events_in_a_day(told, rang):
    assert rings(Frequency(stories=3, within=DAY), *told) == rang


@pytest.mark.parametrize(
    ("told", "rang"),
    [
        ([(0, "a", "x"), (1, "a", "y")], [1]),
        ([(0, "a", "x"), (1, "b", "x")], []),
        ([(0, "a", "x"), (1, "a", "y"), (25.5, "a", "z"), (26, "a", "y")], [1, 3]),
    ],
)
def test_two_sources_in_a_day(told, rang):
    assert rings(Frequency(sources=2, within=DAY), *told) == rang


def test_events_and_sources_must_both_be_reached():
    both = Frequency(stories=2, sources=2, within=DAY)
    assert rings(both, (0, "a", "x"), (1, "b", "x"), (2, "b", "y")) == [2]


@pytest.mark.parametrize(
    ("within", "said"),
    [
        (timedelta(hours=24), "24 hours"),
        (timedelta(hours=1), "1 hour"),
        (timedelta(minutes=15), "15 minutes"),
        (timedelta(days=7), "7 days"),
        (timedelta(hours=90), "90 hours"),
    ],
)
def test_it_says_how_much_of_it_was_told(within, said):
    frequency = Frequency(stories=5, sources=2, within=within)
    (only,) = play(frequency, (0, "a"))
    assert (only.action, only.reason) == (Action.HOLD, Reason.BELOW_COUNT)
    assert only.detail == f"1 of 5 events, 1 of 2 sources in {said}"


def test_after_it_rang_more_of_it_goes_to_the_digest():
    *_, last = play(Frequency(stories=1, within=DAY), (0, "a"), (1, "b"))
    assert (last.action, last.reason) == (Action.DIGEST, Reason.COUNT_RANG)


def test_what_was_too_old_or_off_was_not_counted():
    old = [Counted(NOON, EventId(n), "press", Reason.TOO_OLD) for n in "ab"]
    found = count(Frequency(stories=2, within=DAY), old, EventId("c"), "press")
    assert found.detail == "1 of 2 events in 24 hours"


@given(st.lists(st.tuples(st.integers(0, 60), st.sampled_from("abcdefg")), max_size=40))
def test_it_rings_only_when_enough_is_told_and_never_twice_without_a_lull(told):
    frequency = Frequency(stories=3, within=timedelta(hours=10))
    told = sorted(told)
    last = None
    for n in rings(frequency, *told):
        now = told[n][0]
        assert len({event for hour, event in told[: n + 1] if hour > now - 10}) >= 3
        if last is not None:
            counts = [
                len({e for hour, e in told[:m] if hour > told[m][0] - 10})
                for m in range(last + 1, n + 1)
            ]
            assert min(counts) < 1.5
        last = n
