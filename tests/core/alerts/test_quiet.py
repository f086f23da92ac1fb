"""Quiet hours on the clocks of a zone, in both nights when clocks are changed too."""

from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.build import event, evidence, match, rule, story
from watcher.core.alerts.quiet import QuietHours, hush, quietly
from watcher.core.watchlist.language import Frequency, Quiet
from watcher.model import Action, Reason, Severity, Verdict

BERLIN, BAGHDAD = ZoneInfo("Europe/Berlin"), ZoneInfo("Asia/Baghdad")
SPRING, AUTUMN, PLAIN = (2025, 3, 30), (2025, 10, 26), (2025, 9, 4)
NIGHT = (22, 0), (7, 0)


def utc(day, hour, minute=0, *, before=0):
    return datetime(*day, hour, minute, tzinfo=UTC) - timedelta(days=before)


def quiet(begin, end, zone=BERLIN):
    return QuietHours(time(*begin), time(*end), zone)


@pytest.mark.parametrize(
    ("hours", "now", "end"),
    [
        (NIGHT, utc(PLAIN, 18, 59), None),
        (NIGHT, utc(PLAIN, 19), utc(PLAIN, 4, before=-1)),
        (NIGHT, utc(PLAIN, 22), utc(PLAIN, 4, before=-1)),
        (NIGHT, utc(PLAIN, 3, 59), utc(PLAIN, 4)),
        (NIGHT, utc(PLAIN, 4), None),
        (((13, 0), (15, 30)), utc(PLAIN, 9, 59), None),
        (((13, 0), (15, 30)), utc(PLAIN, 10), utc(PLAIN, 12, 30)),
        (((13, 0), (15, 30)), utc(PLAIN, 12, 30), None),
        (((0, 0), (6, 0)), utc(PLAIN, 21), utc(PLAIN, 3, before=-1)),
    ],
)
def test_in_a_zone_whose_clocks_are_never_changed(hours, now, end):
    assert quiet(*hours, zone=BAGHDAD).until(now) == end


@pytest.mark.parametrize(
    ("hours", "now", "end"),
    [
        (NIGHT, utc(SPRING, 20, 59, before=1), None),
        (NIGHT, utc(SPRING, 21, before=1), utc(SPRING, 5)),
        (NIGHT, utc(SPRING, 4, 59), utc(SPRING, 5)),
        (NIGHT, utc(SPRING, 5), None),
        (NIGHT, utc(SPRING, 20), utc(SPRING, 5, before=-1)),
        # 02:30 is skipped: it is quiet until 03:00, which is when clocks go on
        (((22, 0), (2, 30)), utc(SPRING, 0, 59), utc(SPRING, 1)),
        (((22, 0), (2, 30)), utc(SPRING, 1), None),
        (((2, 30), (7, 0)), utc(SPRING, 0, 59), None),
        (((2, 30), (7, 0)), utc(SPRING, 1), utc(SPRING, 5)),
        # both are skipped: that night has no quiet hours
        (((2, 10), (2, 50)), utc(SPRING, 0, 59), None),
        (((2, 10), (2, 50)), utc(SPRING, 1), None),
    ],
)
def test_in_the_night_when_an_hour_is_skipped(hours, now, end):
    assert quiet(*hours).until(now) == end


@pytest.mark.parametrize(
    ("hours", "now", "end"),
    [
        (NIGHT, utc(AUTUMN, 19, 59, before=1), None),
        (NIGHT, utc(AUTUMN, 20, before=1), utc(AUTUMN, 6)),
        (NIGHT, utc(AUTUMN, 5, 59), utc(AUTUMN, 6)),
        (NIGHT, utc(AUTUMN, 6), None),
        (NIGHT, utc(AUTUMN, 21), utc(AUTUMN, 6, before=-1)),
        # 02:30 comes twice: it is over at the first, and stays over
        (((22, 0), (2, 30)), utc(AUTUMN, 0, 29), utc(AUTUMN, 0, 30)),
        (((22, 0), (2, 30)), utc(AUTUMN, 0, 30), None),
        (((22, 0), (2, 30)), utc(AUTUMN, 1, 15), None),
        # and begins at the first
        (((2, 30), (7, 0)), utc(AUTUMN, 0, 30), utc(AUTUMN, 6)),
        (((2, 30), (7, 0)), utc(AUTUMN, 1, 15), utc(AUTUMN, 6)),
        (((2, 10), (2, 50)), utc(AUTUMN, 0, 30), utc(AUTUMN, 0, 50)),
        (((2, 10), (2, 50)), utc(AUTUMN, 1, 30), None),
    ],
)
def test_in_the_night_when_an_hour_comes_twice(hours, now, end):
    assert quiet(*hours).until(now) == end


def test_a_day_that_a_zone_skipped_has_no_night_of_its_own():
    """Samoa had no 30 December 2011: the 29th ends where the 31st begins."""
    night = QuietHours(time(22), time(7), ZoneInfo("Pacific/Apia"))
    assert night.until(utc((2011, 12, 30), 9)) == utc((2011, 12, 30), 10)
    assert night.until(utc((2011, 12, 30), 10)) == utc((2011, 12, 30), 17)


zones = st.sampled_from(
    ["Europe/Berlin", "Asia/Baghdad", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia"]
).map(ZoneInfo)
times = st.times().map(lambda at: at.replace(second=0, microsecond=0, fold=0))
moments = st.datetimes(datetime(2008, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - the zone is beside it


@given(begin=times, end=times, zone=zones, now=moments)
def test_the_end_lies_ahead_and_is_when_clocks_first_show_it(begin, end, zone, now):
    found = QuietHours(begin, end, zone).until(now)
    if found is None:
        return
    assert now < found <= now + timedelta(hours=50)
    shown = found.astimezone(zone)
    if shown.time() != end:  # skipped: the clock jumps over it in the minute before
        before = (found - timedelta(minutes=1)).astimezone(zone)
        jump = shown.replace(tzinfo=None) - before.replace(tzinfo=None)
        assert jump > timedelta(minutes=1)
        assert shown.fold == 0


@given(begin=times, end=times, zone=zones, now=moments)
def test_once_over_it_is_loud_until_the_next_begin(begin, end, zone, now):
    hours = QuietHours(begin, end, zone)
    ends = [hours.until(now + timedelta(hours=n)) for n in range(48)]
    known = [one for one in ends if one]
    assert known == sorted(known)
    assert all(later - one > timedelta(hours=12) for one, later in pairwise(sorted(set(known))))


def test_they_are_told_as_they_are_written():
    assert str(quiet(*NIGHT)) == "22:00-07:00"


STORY = story("Jets struck a bridge. Five people died.")
SAID = evidence(STORY, "Jets struck a bridge", "struck")


@pytest.mark.parametrize(
    ("said", "severities", "found"),
    [
        ((Quiet.HOLD,), (Severity.HIGH,), Quiet.HOLD),
        ((Quiet.DIGEST,), (Severity.HIGH,), Quiet.DIGEST),
        ((Quiet.RING,), (Severity.INFO,), Quiet.RING),
        ((Quiet.DIGEST,), (Severity.CRITICAL,), Quiet.RING),
        ((Quiet.DIGEST, Quiet.HOLD), (Severity.HIGH, Severity.LOW), Quiet.HOLD),
        ((Quiet.DIGEST, Quiet.RING), (Severity.HIGH, Severity.LOW), Quiet.RING),
    ],
)
def test_the_least_quiet_of_the_rules_decides_and_critical_rings(said, severities, found):
    rules = {f"r{n}": rule(f"r{n}", quiet_hours=one) for n, one in enumerate(said)}
    matches = [match(STORY, SAID, rule=f"r{n}", severity=one) for n, one in enumerate(severities)]
    assert quietly(matches, rules) is found


def test_what_goes_to_the_digest_leaves_the_event_as_it_was_told():
    rang, known = event(stories=2), event(stories=1)
    rules = {"attack": rule(quiet_hours=Quiet.DIGEST)}
    verdict = Verdict(Action.RING, Reason.CASUALTIES, rang, "5 killed")
    found = hush(verdict, known, [match(STORY, SAID)], rules, quiet(*NIGHT))
    assert found == Verdict(Action.DIGEST, Reason.QUIET_HOURS, known, "quiet until 07:00")


def test_a_rule_that_counts_keeps_the_reason_by_which_it_counts():
    rules = {"attack": rule(quiet_hours=Quiet.DIGEST, at_least=Frequency(2))}
    verdict = Verdict(Action.RING, Reason.COUNT_REACHED, event(), "2 of 2 events")
    found = hush(verdict, event(rung=None), [match(STORY, SAID)], rules, quiet(*NIGHT))
    assert (found.action, found.reason) == (Action.DIGEST, Reason.COUNT_REACHED)
    assert found.detail == "2 of 2 events, quiet until 07:00"
    assert found.event.rung is None


@pytest.mark.parametrize("action", [Action.UPDATE, Action.HOLD, Action.SILENCE])
def test_what_would_not_ring_is_left_as_it_is(action):
    rules = {"attack": rule(quiet_hours=Quiet.DIGEST)}
    verdict = Verdict(action, Reason.SAME_EVENT, event())
    assert hush(verdict, event(), [match(STORY, SAID)], rules, quiet(*NIGHT)) is verdict


def test_what_is_held_still_rings():
    verdict = Verdict(Action.RING, Reason.NEW_EVENT, event())
    matches, rules = [match(STORY, SAID)], {"attack": rule()}
    assert hush(verdict, event(), matches, rules, quiet(*NIGHT)) is verdict
