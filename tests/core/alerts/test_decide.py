from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.build import NOON, event, evidence, match, name, rule, story, telling
from watcher.core.alerts.decide import closed, decide, gather, story_day
from watcher.core.alerts.voices import origin
from watcher.model import Action, Part, Reason, Severity, SourceName, ToldAs

TEXT = "Drones struck the Harir base. The Badr group claimed it. Elsewhere talks began."
STRUCK, CLAIMED, TALKS = TEXT.replace(". ", ".|").split("|")
STRUCK_ERBIL = "act:attack", "verb:struck", "site:base", "place:erbil", "weapon:katyusha"
RULES = {
    "attack": rule(max_age=timedelta(hours=48), repeat_after=timedelta(hours=6)),
    "talks": rule("talks", "Talks"),
}
NAMES = {
    one.id: one
    for one in (
        name("harir", type="base"),
        name("badr", type="faction"),
        name("official", type="person"),
        name("erbil", type="place"),
        name("baghdad", type="place"),
        name("katyusha", type="weapon"),
    )
}


def happening(
    *, told_as=ToldAs.REPORTED, severity=Severity.HIGH, names=(("Harir", "harir"),), **kwargs
):
    told = story(TEXT, **kwargs)
    found = match(
        told, evidence(told, STRUCK, "struck", told_as=told_as, finds=names), severity=severity
    )
    (one,) = gather(told, [found], RULES, NAMES, NOON, dated=True)
    return one


def verdict(one, *past, rules=RULES, now=NOON, dated=True):
    return decide(one, rules, past, now, NAMES, dated=dated)


@pytest.mark.parametrize(
    ("one", "past", "action", "reason"),
    [
        pytest.param(happening(), [], Action.RING, Reason.NEW_EVENT, id="first time"),
        pytest.param(happening(), [event()], Action.UPDATE, Reason.SAME_EVENT, id="known"),
        pytest.param(
            happening(), [event(names=["badr"])], Action.RING, Reason.NEW_EVENT, id="another event"
        ),
        pytest.param(
            happening(),
            [event(rung=None)],
            Action.RING,
            Reason.NEW_EVENT,
            id="known, but nobody was told",
        ),
        pytest.param(
            happening(severity=Severity.CRITICAL),
            [event()],
            Action.RING,
            Reason.LOUDER,
            id="louder",
        ),
        pytest.param(
            happening(told_as=ToldAs.CLAIMED),
            [event()],
            Action.RING,
            Reason.CLAIMED,
            id="now it is claimed",
        ),
        pytest.param(
            happening(names=[("Harir", "harir"), ("base", "badr")]),
            [event()],
            Action.RING,
            Reason.NEW_NAME,
            id="a name that was not there",
        ),
        pytest.param(
            happening(names=[("Harir", "harir"), ("base", "official")]),
            [event()],
            Action.UPDATE,
            Reason.SAME_EVENT,
            id="another official is no news",
        ),
        pytest.param(
            happening(names=[("Harir", "harir"), ("base", "erbil"), ("Drones", "katyusha")]),
            [event()],
            Action.UPDATE,
            Reason.SAME_EVENT,
            id="nor is a town or a weapon",
        ),
        pytest.param(
            happening(names=[("Harir", "erbil"), ("Drones", "katyusha")]),
            [event(tellings=(telling(*STRUCK_ERBIL),))],
            Action.UPDATE,
            Reason.SAME_EVENT,
            id="without better names the town tells which event it is",
        ),
        pytest.param(
            happening(names=[("Drones", "katyusha")]),
            [event(tellings=(telling("act:attack", "site:base", "weapon:katyusha"),))],
            Action.RING,
            Reason.NEW_EVENT,
            id="a weapon never does",
        ),
        pytest.param(
            happening(),
            [event(rung=NOON - timedelta(hours=6))],
            Action.RING,
            Reason.REPEAT_DUE,
            id="repeat_after is over",
        ),
        pytest.param(
            happening(seen=NOON - timedelta(hours=49)),
            [],
            Action.DIGEST,
            Reason.TOO_OLD,
            id="seen too long ago",
        ),
        pytest.param(
            happening(published=NOON - timedelta(hours=48)),
            [],
            Action.RING,
            Reason.NEW_EVENT,
            id="just young enough",
        ),
        pytest.param(
            happening(published=NOON - timedelta(hours=49)),
            [],
            Action.DIGEST,
            Reason.TOO_OLD,
            id="published too long ago",
        ),
        pytest.param(
            happening(date=date(2025, 9, 2)),
            [],
            Action.RING,
            Reason.NEW_EVENT,
            id="its own date is young enough to the end of that day",
        ),
        pytest.param(
            happening(date=date(2025, 9, 1)), [], Action.DIGEST, Reason.TOO_OLD, id="its own date"
        ),
    ],
)
def test_every_reason_to_ring_or_not(one, past, action, reason):
    found = verdict(one, *past)
    assert (found.action, found.reason) == (action, reason)


def test_in_a_folder_age_counts_from_when_it_was_seen():
    one = happening(date=date(2023, 10, 11))
    assert verdict(one, dated=False).action is Action.RING
    assert verdict(one, dated=True).detail == "693 days old"


def test_hours_are_told_as_hours():
    assert verdict(happening(seen=NOON - timedelta(hours=50))).detail == "50 hours old"


def test_another_intent_about_the_same_sentence_rings():
    told = story(TEXT)
    both = [
        match(told, evidence(told, STRUCK, "struck", finds=[("Harir", "harir")]), rule=id_)
        for id_ in ("attack", "talks")
    ]
    (one,) = gather(told, both, RULES, NAMES, NOON, dated=True)
    assert verdict(one, event()).reason is Reason.NEW_RULE


def test_rules_on_the_same_sentences_tell_one_event_the_loudest_first():
    told = story(TEXT)
    soft = match(told, evidence(told, STRUCK, "struck"), rule="talks", severity=Severity.LOW)
    loud = match(told, evidence(told, STRUCK, "struck"), evidence(told, CLAIMED, "claimed"))
    (one,) = gather(told, [soft, loud], RULES, NAMES, NOON, dated=True)
    assert one.matches == (loud, soft)


def test_a_story_without_matches_tells_nothing():
    assert gather(story(TEXT), [], RULES, NAMES, NOON, dated=True) == ()


def test_rules_on_other_sentences_tell_another_event():
    told = story(TEXT)
    talks = match(
        told, evidence(told, CLAIMED, "claimed"), evidence(told, TALKS, "talks"), rule="talks"
    )
    attack = match(told, evidence(told, STRUCK, "struck"), evidence(told, CLAIMED, "claimed"))
    assert len(gather(told, [attack, talks], RULES, NAMES, NOON, dated=True)) == 2


@pytest.mark.parametrize(("rest", "events"), [("", 1), ("More was not known. " * 80, 2)])
def test_variants_of_one_intent_tell_one_event_in_a_short_story(rest, events):
    told = story(TEXT + rest)
    claim = match(told, evidence(told, CLAIMED, "claimed"), rule="attack--claim")
    attack = match(told, evidence(told, STRUCK, "struck"))
    rules = RULES | {"attack--claim": rule("attack--claim")}
    assert len(gather(told, [attack, claim], rules, NAMES, NOON, dated=True)) == events


def test_rules_that_share_half_of_their_evidence_tell_one_event():
    told = story(f"Prologue. {TEXT}")
    first = match(told, *(evidence(told, one, "d") for one in (STRUCK, CLAIMED)))
    second = match(told, *(evidence(told, one, "e") for one in (CLAIMED, STRUCK)), rule="talks")
    loud = replace(first, evidence=(*first.evidence, evidence(told, TALKS, "talks")))
    assert len(gather(told, [loud, second], RULES, NAMES, NOON, dated=True)) == 1


def test_a_rule_that_may_not_speak_silences_only_itself():
    told = story(TEXT)
    rules = RULES | {"talks": replace(RULES["talks"], active_until=date(2025, 9, 3))}
    both = [match(told, evidence(told, STRUCK, "struck"), rule=id_) for id_ in ("attack", "talks")]
    found = [
        verdict(one, rules=rules).action
        for one in gather(told, both, rules, NAMES, NOON, dated=True)
    ]
    assert found == [Action.RING, Action.SILENCE]


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({}, None),
        ({"active_from": date(2025, 9, 4), "active_until": date(2025, 9, 4)}, None),
        ({"active_from": date(2025, 9, 5)}, Reason.RULE_OFF),
        ({"active_until": date(2025, 9, 3)}, Reason.RULE_OFF),
        ({"sources_only": frozenset({SourceName("press")})}, None),
        ({"sources_only": frozenset({SourceName("radio")})}, Reason.SOURCE_LEFT_OUT),
        ({"sources_except": frozenset({SourceName("press")})}, Reason.SOURCE_LEFT_OUT),
        ({"languages": frozenset({"en", "ar"})}, None),
        ({"languages": frozenset({"ar"})}, Reason.SOURCE_LEFT_OUT),
    ],
)
def test_a_rule_speaks_in_its_time_and_of_its_sources(changed, reason):
    found = closed(rule(**changed), story(TEXT), NOON.date())
    assert (found and found[0]) == reason


def test_a_story_that_does_not_show_its_language_is_read_by_every_rule():
    assert closed(rule(languages=frozenset({"ar"})), story("Harir: Drohnen."), NOON.date()) is None


@pytest.mark.parametrize(
    ("zone", "actions"),
    [
        (UTC, [Action.RING]),
        (ZoneInfo("Asia/Baghdad"), [Action.SILENCE]),  # there it is past midnight
        (ZoneInfo("America/New_York"), [Action.RING]),
    ],
)
def test_the_days_of_a_rule_are_those_of_the_settings_zone(zone, actions):
    now = datetime(2025, 9, 4, 22, tzinfo=UTC)
    told = story(TEXT, seen=now)
    rules = RULES | {"attack": replace(RULES["attack"], active_until=date(2025, 9, 4))}
    both = [match(told, evidence(told, STRUCK, "struck"), rule=id_) for id_ in ("attack", "talks")]
    found = gather(told, both, rules, NAMES, now, dated=True, zone=zone)
    assert len(found) == len({*actions, Action.RING})  # one that may not speak stands alone
    lead = next(one for one in found if one.matches[0].rule == "attack")
    decided = decide(lead, rules, (), now, NAMES, dated=True, zone=zone)
    assert [decided.action] == actions


def test_an_event_begins_with_what_its_first_story_tells():
    found = verdict(happening(told_by="Al Nahar")).event
    assert found.named == {"harir"}
    assert found.told_as == {ToldAs.REPORTED}
    assert found.sources == {"Al Nahar"}
    assert {one.part for one in found.tellings} == {Part.LEAD, Part.WHOLE}
    assert {"target:harir", "act:attack"} <= found.tellings[0].marks
    assert (found.tellings[0].day, found.stories, found.rung) == (date(2025, 9, 4), 1, NOON)


def test_an_event_grows_and_forgets_nothing():
    one = happening(told_as=ToldAs.CLAIMED, told_by="Al Nahar", date=date(2025, 9, 4))
    before = event(severity=Severity.CRITICAL)
    found = verdict(one, before).event
    assert found.severity is Severity.CRITICAL
    assert found.told_as == {ToldAs.REPORTED, ToldAs.CLAIMED}
    assert found.sources == {"press", "Al Nahar"}
    assert found.tellings == (*before.tellings, *one.tellings)
    assert found.stories == 2


def test_a_new_event_says_what_it_was_not_taken_for():
    told = story("Drones struck the Harir base on Monday.")
    found = match(told, evidence(told, told.text, "struck", finds=[("Harir", "harir")]))
    (one,) = gather(told, [found], RULES, NAMES, NOON, dated=True)
    new = verdict(one, event())
    assert new.reason is Reason.NEW_EVENT
    assert new.detail == "refused: 3 days apart"


def test_who_tells_it_is_the_outlet_else_the_file_else_the_source():
    assert origin(story(TEXT, told_by="Al Nahar", origin="a.txt")) == "Al Nahar"
    assert origin(story(TEXT, origin="a.txt")) == "a.txt"
    assert origin(story(TEXT)) == "press"


def test_a_story_without_a_date_belongs_to_the_day_it_was_published_or_seen():
    assert story_day(story(TEXT), dated=True) == date(2025, 9, 4)
    yesterday = story(TEXT, published=NOON - timedelta(days=1))
    assert story_day(yesterday, dated=False) == date(2025, 9, 3)


def test_what_lay_undated_in_a_folder_may_be_of_any_day():
    assert story_day(story(TEXT), dated=False) is None


@pytest.mark.parametrize(
    "quiet",
    [
        pytest.param({"published": NOON - timedelta(hours=2)}, id="too old to ring"),
        pytest.param({"source": "gossip"}, id="left out by the rule"),
    ],
)
def test_what_nobody_heard_is_still_news_later(quiet):
    strict = replace(
        RULES["attack"], max_age=timedelta(hours=1), sources_except=frozenset({"gossip"})
    )
    rules = RULES | {"attack": strict}
    rung = event()
    unheard = verdict(happening(severity=Severity.CRITICAL, **quiet), rung, rules=rules).event
    assert unheard == rung
    assert verdict(happening(severity=Severity.CRITICAL), unheard).reason is Reason.LOUDER


def test_a_patient_rule_does_not_make_an_impatient_one_ring_late():
    told = story(TEXT, seen=NOON - timedelta(days=3))
    rules = RULES | {"talks": replace(RULES["talks"], max_age=timedelta(days=30))}
    both = [match(told, evidence(told, STRUCK, "struck"), rule=id_) for id_ in ("attack", "talks")]
    found = [
        (one.matches[0].rule, verdict(one, rules=rules).action)
        for one in gather(told, both, rules, NAMES, NOON, dated=True)
    ]
    assert found == [("attack", Action.DIGEST), ("talks", Action.RING)]
