"""What a store keeps of who tells an event, and of the tellings that a rule counts."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.build import NOON, event, evidence, ingested, match, outcome, story
from watcher.core.stories.same import keys
from watcher.model import Action, Counted, Figure, Reason, RuleId, ToldAs, Voice

HOUR, SECOND = timedelta(hours=1), timedelta(seconds=1)
COUNTS = RuleId("attack")
VOICES = (
    Voice(
        "Selm Post",
        ToldAs.DENIED,
        NOON,
        (Figure("killed", 3, "3 killed", later=True), Figure("boat", 2, "قاربان 2")),
        "https://selm.example/1",
        "Reuters",
        "",
        (2**64 - 1, 5),
        ToldAs.REPORTED,
    ),
    Voice("Coast Radio", ToldAs.CLAIMED, NOON + SECOND / 3, copy_of="Selm Post"),
)


def told(id, *, rule=COUNTS, event_id="event", reason=Reason.BELOW_COUNT, **kwargs):
    paper = story("Drones struck the Harir base.", id=id, **kwargs)
    hit = match(paper, evidence(paper, paper.text, "struck"), rule=rule)
    return outcome(paper, hit, action=Action.HOLD, reason=reason, tells=event(event_id))


@pytest.mark.parametrize("voices", [(), VOICES])
def test_the_voices_of_an_event_come_back_as_they_were(store, voices):
    heard = replace(event(), voices=voices)
    hit = told("a")
    store.add(ingested(replace(hit, verdict=replace(hit.verdict, event=heard))))
    assert list(store.events_near(keys(heard.tellings), NOON - SECOND)) == [heard]


def test_a_voice_may_hold_any_text(store):
    odd = Voice(
        "\ud800", ToldAs.REPORTED, NOON, (Figure("\ud800", 1, "\ud800"),), "\ud800", "\ud800"
    )
    hit = told("a")
    store.add(
        ingested(replace(hit, verdict=replace(hit.verdict, event=replace(event(), voices=(odd,)))))
    )
    (found,) = store.events_near(keys(event().tellings), NOON - SECOND)
    assert [one.source for one in found.voices] == ["?"]


def test_the_tellings_of_a_rule_are_counted_oldest_first_and_after_a_moment(store):
    store.add(ingested(told("b", event_id="second", told_by="Selm Post"), at=NOON + HOUR))
    store.add(ingested(told("a", event_id="first", origin="a.txt"), cursor="2", at=NOON))
    store.add(ingested(told("c", reason=Reason.COUNT_REACHED), cursor="3", at=NOON + 2 * HOUR))
    all_ = [
        Counted(NOON, "first", "a.txt", Reason.BELOW_COUNT),
        Counted(NOON + HOUR, "second", "Selm Post", Reason.BELOW_COUNT),
        Counted(NOON + 2 * HOUR, "event", "press", Reason.COUNT_REACHED),
    ]
    assert list(store.counted(COUNTS, NOON - SECOND)) == all_
    assert list(store.counted(COUNTS, NOON)) == all_[1:]


def test_the_tellings_of_other_rules_are_not_counted(store):
    store.add(ingested(told("a", rule="unrest")))
    assert list(store.counted(COUNTS, NOON - SECOND)) == []
