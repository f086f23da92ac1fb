"""What an event keeps of its tellings, and what a verdict says beside its action."""

from dataclasses import replace
from datetime import date, timedelta

from tests.build import NOON, event, evidence, match, name, rule, story
from watcher.core.alerts.decide import decide, gather
from watcher.model import Action, Reason, Severity

TEXT = "Drones struck the Harir base and the Badr camp near Erbil on Thursday."
RULES = {"attack": rule(), "attack--drone": rule("attack--drone"), "march": rule("march")}
NAMES = {
    one.id: one
    for one in (
        name("harir", type="base"),
        name("badr", type="faction"),
        name("erbil", type="place"),
        name("official", type="person"),
    )
}
HARIR, BADR, ERBIL = ("Harir", "harir"), ("Badr", "badr"), ("Erbil", "erbil")
LATER = NOON + timedelta(hours=7)


def gathered(*finds, rule="attack", severity=Severity.HIGH, text=TEXT, id="doc", **kwargs):
    told = story(text, id=id, **kwargs)
    found = match(told, evidence(told, text, "struck", finds=finds), rule=rule, severity=severity)
    (one,) = gather(told, [found], RULES, NAMES, NOON, dated=True)
    return one


def verdict(one, *past, rules=RULES, now=NOON):
    return decide(one, rules, past, now, NAMES, dated=False)


def test_a_new_event_knows_all_that_its_first_telling_says():
    begun = verdict(gathered(HARIR, BADR, ERBIL)).event
    assert begun.rules == {"attack"}
    assert begun.named == {"harir", "badr"}
    assert begun.severity is Severity.HIGH
    (first, *_) = begun.tellings
    assert {"target:harir", "who:badr", "place:erbil", "act:attack"} <= first.marks
    assert (first.day, first.said) == (date(2025, 9, 4), {date(2025, 9, 4)})


def test_events_of_two_stories_or_of_two_rules_have_ids_of_their_own():
    ids = {
        verdict(gathered(HARIR, id=story_id, rule=rule_id)).event.id
        for story_id in ("one", "two")
        for rule_id in RULES
    }
    assert len(ids) == 2 * len(RULES)


def test_the_id_of_an_event_is_the_same_when_decided_again():
    again = [verdict(gathered(HARIR)).event.id for _ in range(2)]
    assert again[0] == again[1]
    assert len(again[0]) == 16


def test_a_growing_event_adds_rules_and_names_to_those_it_has():
    grown = verdict(gathered(HARIR, BADR, rule="attack--drone"), event(named=["other"])).event
    assert grown.rules == {"attack", "attack--drone"}
    assert {"target:harir", "who:badr"} <= grown.tellings[1].marks
    assert grown.named == {"other", "harir", "badr"}


def test_a_softer_telling_does_not_lower_an_event_and_a_louder_one_lifts_it():
    soft = verdict(gathered(HARIR, severity=Severity.LOW), event(severity=Severity.HIGH))
    loud = verdict(gathered(HARIR, severity=Severity.CRITICAL), event(severity=Severity.HIGH))
    assert soft.event.severity is Severity.HIGH
    assert loud.event.severity is Severity.CRITICAL


def test_silence_says_why_and_keeps_the_event():
    shut = {"attack": replace(RULES["attack"], active_until=date(2025, 9, 3))}
    found = verdict(gathered(HARIR), rules=shut)
    assert (found.action, found.reason) == (Action.SILENCE, Reason.RULE_OFF)
    assert found.detail == "attack was active until 2025-09-03"
    assert found.event.named == {"harir"}
    assert found.event.rung is None


def test_what_is_too_old_keeps_its_event_too():
    found = verdict(gathered(HARIR, seen=NOON - timedelta(days=4)))
    assert (found.action, found.reason) == (Action.DIGEST, Reason.TOO_OLD)
    assert found.detail == "4 days old"
    assert found.event.named == {"harir"}


def test_an_update_says_why_it_is_the_same_event():
    assert verdict(gathered(HARIR), event()).detail == "harir, base, drone, attack in both"


def test_a_second_ring_says_what_is_new_and_notes_the_moment():
    both = (HARIR, BADR, ERBIL)
    found = verdict(gathered(*both), event(named=["erbil"], rung=NOON - timedelta(hours=1)))
    assert (found.reason, found.detail) == (Reason.NEW_NAME, "badr, harir")
    assert found.event.rung == NOON
    louder = verdict(gathered(HARIR, severity=Severity.CRITICAL), event(), now=LATER)
    assert louder.detail == "up from high"
    assert louder.event.rung == LATER
    due = verdict(gathered(HARIR), event(), now=LATER)
    assert (due.reason, due.detail) == (Reason.REPEAT_DUE, "last told 04 Sep 12:00 UTC")


def test_officials_and_towns_are_no_news():
    (one,) = [gathered(HARIR, ERBIL, ("Drones", "official"))]
    assert one.news == {"harir"}


def test_half_of_the_evidence_in_common_is_one_event_and_less_is_two():
    told = story("A fell. B fell. C fell. D fell.")
    a, b, c, d = (evidence(told, f"{letter} fell.", "fell") for letter in "ABCD")
    half = [match(told, a, b), match(told, b, rule="march")]
    less = [match(told, a, b), match(told, c, d, b, rule="march")]
    assert len(gather(told, half, RULES, NAMES, NOON, dated=True)) == 1
    assert len(gather(told, less, RULES, NAMES, NOON, dated=True)) == 2
