"""What was decided is counted by rule, day and name, each once."""

from datetime import date, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from tests.build import NOON, evidence, match, outcome, story
from watcher.model import Action, Severity
from watcher.report.counts import by_day, by_name, by_rule, every_day


def told(*names, after=0, rule="attack", action=Action.RING, severity=Severity.HIGH):
    text = f"Drones struck {', '.join(names)}."
    paper = story(text, seen=NOON + timedelta(hours=after))
    finds = [(one, one.lower()) for one in names]
    found = match(paper, evidence(paper, text, "struck", finds=finds), rule=rule, severity=severity)
    return outcome(paper, found, action=action)


def test_the_rule_that_rings_most_comes_first():
    decided = [told(rule="b"), told(rule="a", action=Action.HOLD), told(rule="b"), told(rule="c")]
    assert by_rule(decided) == {
        "b": {Action.RING: 2},
        "c": {Action.RING: 1},
        "a": {Action.HOLD: 1},
    }
    assert [*by_rule(decided)] == ["b", "c", "a"]


def test_a_day_is_that_of_the_reader_and_only_rings_count():
    decided = [told(), told(after=11, severity=Severity.LOW), told(action=Action.UPDATE)]
    assert by_day(decided, ZoneInfo("Asia/Baghdad")) == {
        date(2025, 9, 4): {Severity.HIGH: 1},
        date(2025, 9, 5): {Severity.LOW: 1},
    }


def test_a_name_counts_once_for_each_alert_that_names_it():
    decided = [told("Harir", "Balad"), told("Harir"), told("Taji", action=Action.DIGEST)]
    assert by_name(decided) == {"harir": 2, "balad": 1}


@given(st.lists(st.dates(date(2024, 1, 1), date(2025, 1, 1))))
def test_every_day_from_the_first_to_the_last_is_there_once(days):
    whole = every_day(days)
    assert set(days) <= set(whole)
    assert all(later - earlier == timedelta(days=1) for earlier, later in pairwise(whole))
    assert whole[:1] == [min(days)] if days else whole == []
