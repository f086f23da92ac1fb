"""What people muted stays silent, and nothing else does."""

from datetime import timedelta

import pytest

from tests.build import NOON, event, evidence, match, story
from watcher.core.alerts.mute import silence
from watcher.model import Action, Mute, Muted, Reason, Severity, Verdict

TEXT = "Drones struck the Harir base near Balad."
TOLD = story(TEXT)
EVENT = event()


def hit(*names, rule="attack"):
    finds = [(one.capitalize(), one) for one in names]
    return match(TOLD, evidence(TOLD, TEXT, "struck", finds=finds), rule=rule)


def muted(of, what):
    return Mute(of, what, NOON + timedelta(hours=24), "amal")


RULE, NAME = muted(Muted.RULE, "attack"), muted(Muted.NAME, "harir")
THIS = muted(Muted.EVENT, "event")


def rung(matches, *mutes, reason=Reason.NEW_EVENT, action=Action.RING):
    verdict = Verdict(action, reason, EVENT)
    return silence(verdict, event("known"), matches, mutes)


@pytest.mark.parametrize(
    ("matches", "mute"),
    [
        ([hit("harir")], RULE),
        ([hit("harir")], NAME),
        ([hit("harir")], THIS),
        ([hit()], RULE),
        ([hit("harir"), hit("harir", rule="threat")], NAME),
    ],
)
def test_what_is_muted_stays_silent_and_is_still_news_afterwards(matches, mute):
    verdict = rung(matches, mute)
    assert (verdict.action, verdict.reason) == (Action.SILENCE, Reason.MUTED)
    assert verdict.event == event("known")
    assert verdict.detail == f"{mute.of} {mute.what}, by amal until 05 Sep 12:00 UTC"


@pytest.mark.parametrize(
    ("matches", "mutes"),
    [
        ([hit("harir")], []),
        ([hit("harir")], [muted(Muted.RULE, "threat")]),
        ([hit("harir")], [muted(Muted.EVENT, "another")]),
        ([hit("harir", "balad")], [NAME]),
        ([hit()], [NAME]),
        ([hit("harir"), hit("harir", rule="threat")], [RULE]),
    ],
)
def test_whatever_else_holds_rings(matches, mutes):
    assert rung(matches, *mutes).action is Action.RING


def test_two_mutes_may_silence_two_rules_together():
    both = [hit("harir"), hit("balad", rule="threat")]
    assert rung(both, NAME, muted(Muted.RULE, "threat")).reason is Reason.MUTED


@pytest.mark.parametrize(
    "reason", [Reason.LOUDER, Reason.ENOUGH_SOURCES, Reason.COUNT_REACHED, Reason.NEW_NAME]
)
def test_a_muted_event_rings_where_it_gets_louder_whatever_is_told_first(reason):
    louder = Verdict(Action.RING, reason, event(severity=Severity.CRITICAL))
    known = event(severity=Severity.HIGH)
    assert silence(louder, known, [hit()], [THIS]).action is Action.RING
    assert silence(louder, louder.event, [hit()], [THIS]).reason is Reason.MUTED


def test_what_does_not_ring_keeps_its_reason():
    verdict = rung([hit()], RULE, action=Action.UPDATE, reason=Reason.SAME_EVENT)
    assert verdict == Verdict(Action.UPDATE, Reason.SAME_EVENT, EVENT)
