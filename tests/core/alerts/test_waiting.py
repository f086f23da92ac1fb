"""Rules that wait: for more sources, or until enough was told within a time."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.build import NOON, event, evidence, match, name, rule, story
from watcher.core.alerts.decide import decide, gather
from watcher.core.watchlist.language import Frequency
from watcher.model import Action, Counted, EventId, Reason, Severity

STRUCK = "Drones struck the Harir base on Thursday."
NAMES = {"harir": name("harir", "Harir base", type="base")}
LATER = NOON + timedelta(hours=1)


def rules(**kwargs):
    return {"attack": rule(**kwargs), "talks": rule("talks", "Talks")}


def gathered(known, *, severity=Severity.HIGH, ids=("attack",), by="Radio", text=STRUCK):
    paper = story(text, id=by, told_by=by)
    lead = evidence(paper, STRUCK, "struck", finds=[("Harir base", "harir")])
    found = [match(paper, lead, rule=id_, severity=severity) for id_ in ids]
    return gather(paper, found, known, NAMES, NOON, dated=False)


def verdict(known, *past, now=NOON, counted=(), **kwargs):
    (one,) = gathered(known, **kwargs)
    return decide(one, known, past, now, NAMES, dated=False, counted=counted)


TWO = rules(min_sources=2)
WAITS = Action.HOLD, Reason.TOO_FEW_SOURCES


def said(found):
    return found.action, found.reason


def test_an_alert_waits_for_the_second_source_and_says_how_many_there_are():
    first = verdict(TWO, by="Radio")
    assert said(first) == WAITS
    assert first.detail == "1 of 2 sources"
    assert first.event.rung is None
    second = verdict(TWO, first.event, by="Post", text=f"Smoke rose at noon. {STRUCK}", now=LATER)
    assert said(second) == (Action.RING, Reason.ENOUGH_SOURCES)
    assert second.detail == "2 of 2 sources"
    assert second.event.rung == LATER


def test_the_source_that_rings_leads_the_voices():
    first = verdict(TWO, by="Radio")
    second = verdict(TWO, first.event, by="Post", text=f"Smoke rose at noon. {STRUCK}")
    assert [one.source for one in second.event.voices] == ["Post", "Radio"]


def test_the_same_source_and_a_copy_of_it_are_no_second_source():
    first = verdict(TWO, by="Radio")
    again = verdict(TWO, first.event, by="Radio")
    copied = verdict(TWO, again.event, by="Blog")
    assert said(again) == said(copied) == WAITS
    assert copied.detail == "1 of 2 sources"


def test_what_is_critical_waits_for_nobody():
    assert said(verdict(TWO, severity=Severity.CRITICAL)) == (Action.RING, Reason.NEW_EVENT)


def test_after_it_rang_it_is_a_known_event():
    rung = event(sources=("Radio",))
    assert said(verdict(TWO, rung, by="Radio")) == (Action.UPDATE, Reason.SAME_EVENT)


def test_a_rule_that_waits_and_one_that_does_not_are_decided_by_themselves():
    known = rules(min_sources=2)
    found = [
        decide(one, known, (), NOON, NAMES, dated=False).action
        for one in gathered(known, ids=("attack", "talks"))
    ]
    assert found == [Action.HOLD, Action.RING]


def test_a_rule_that_waits_does_not_ring_because_another_one_of_its_intent_did():
    known = {"attack": rule(), "attack--shell": rule("attack--shell", min_sources=2)}
    rung = event(sources=("Radio",))
    waits = verdict(known, rung, by="Radio", ids=("attack--shell",), severity=Severity.CRITICAL)
    assert waits.action is Action.RING
    waits = verdict(known, rung, by="Radio", ids=("attack--shell",))
    assert said(waits) == WAITS
    assert waits.event == replace(rung, voices=waits.event.voices, stories=2)
    later = verdict(
        known, waits.event, by="Post", ids=("attack--shell",), text=f"Smoke rose at noon. {STRUCK}"
    )
    assert said(later) == (Action.RING, Reason.ENOUGH_SOURCES)
    assert later.changes[0].detail == "2 of 2 sources"


DAY = timedelta(days=1)
MANY = rules(at_least=Frequency(stories=3, within=DAY))


def counted(*events, reason=Reason.BELOW_COUNT):
    return [Counted(NOON - DAY / 2, EventId(one), "Post", reason) for one in events]


def test_a_rule_that_counts_waits_until_enough_was_told():
    found = verdict(MANY, counted=counted("a"))
    assert said(found) == (Action.HOLD, Reason.BELOW_COUNT)
    assert found.detail == "2 of 3 events in 24 hours"
    assert found.event.rung is None


def test_a_rule_that_counts_rings_when_enough_was_told_and_says_how_much():
    found = verdict(MANY, counted=counted("a", "b"))
    assert said(found) == (Action.RING, Reason.COUNT_REACHED)
    assert [one.detail for one in found.changes] == ["3 of 3 events in 24 hours"]
    assert found.event.rung == NOON


def test_a_rule_that_counts_does_not_ring_for_each_event_after_that():
    found = verdict(MANY, counted=counted("a", "b", "c", reason=Reason.COUNT_REACHED))
    assert said(found) == (Action.DIGEST, Reason.COUNT_RANG)


def test_a_known_event_is_counted_once():
    found = verdict(MANY, event("a", rung=None), counted=counted("a", "b"))
    assert found.detail == "2 of 3 events in 24 hours"


@pytest.mark.parametrize("waiting", [TWO, MANY], ids=["sources", "events"])
def test_what_waits_can_still_be_too_old_or_off(waiting):
    known = {**waiting, "attack": replace(waiting["attack"], sources_except=frozenset({"press"}))}
    assert verdict(known).action is Action.SILENCE


def test_two_rules_that_count_are_counted_by_themselves():
    known = {
        "attack": rule(at_least=Frequency(stories=2)),
        "talks": rule("talks", at_least=Frequency(stories=3)),
    }
    assert len(gathered(known, ids=("attack", "talks"))) == 2
