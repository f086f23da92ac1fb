"""What rings of a known event, and what only brings its message up to date."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.build import NOON, event, evidence, match, name, rule, story
from watcher.core.alerts.happening import Happening
from watcher.core.alerts.material import changes
from watcher.model import Change, Figure, Reason, Severity, ToldAs, Voice

RULES = {
    "attack": rule(title="Attack"),
    "attack--drone": rule("attack--drone", "Drone attack"),
    "claim": rule("claim", "Claim"),
}
NAMES = {"harir": name("harir", "Harir base"), "badr": name("badr", "Badr")}
D, P, T, M, C, R = (
    ToldAs.DENIED,
    ToldAs.PAST,
    ToldAs.THREATENED,
    ToldAs.POSSIBLE,
    ToldAs.CLAIMED,
    ToldAs.REPORTED,
)


def killed(count, of="killed"):
    return Figure(of, count, f"{count} {of}" if count else of)


def known(*figures, told_as=(R,), severity=Severity.HIGH, sources=("press",), **kwargs):
    """An event that these sources told, the first of them with these figures."""
    base = event(told_as=told_as, severity=severity, sources=sources, **kwargs)
    first, *rest = base.voices
    return replace(base, voices=(replace(first, figures=figures), *rest))


def telling(
    *figures,
    told_as=R,
    severity=Severity.HIGH,
    rules=("attack",),
    news=("harir",),
    source="press",
    wire="",
):
    told = story("Drones struck the Harir base.")
    lead = evidence(told, told.text, "struck", told_as=told_as)
    return Happening(
        told,
        tuple(match(told, lead, rule=one, severity=severity) for one in rules),
        (),
        frozenset(news),
        Voice(source, told_as, NOON + timedelta(hours=1), figures, wire=wire),
        told.text,
    )


def new(before, now, *, unsent=False):
    return changes(before, now, RULES, NAMES, unsent=unsent)


@pytest.mark.parametrize(
    ("before", "now", "reason", "detail"),
    [
        pytest.param(
            known(),
            telling(severity=Severity.CRITICAL),
            Reason.LOUDER,
            "up from high",
            id="louder",
        ),
        pytest.param(
            known(), telling(rules=("claim",)), Reason.NEW_RULE, "Claim", id="another intent"
        ),
        pytest.param(
            known(), telling(told_as=D), Reason.DENIED, "denied now, reported before", id="denied"
        ),
        pytest.param(
            known(),
            telling(told_as=C),
            Reason.CLAIMED,
            "claimed now, reported before",
            id="claimed",
        ),
        pytest.param(
            known(told_as=(T, M)),
            telling(),
            Reason.HAPPENED,
            "reported now, possible, threatened before",
            id="a threat comes true",
        ),
        pytest.param(
            known(told_as=(C,)),
            telling(),
            Reason.TOLD_OTHERWISE,
            "reported now, claimed before",
            id="a claim is reported",
        ),
        pytest.param(
            known(told_as=(D, T)),
            telling(),
            Reason.TOLD_OTHERWISE,
            "reported now, denied, threatened before",
            id="what was denied is reported",
        ),
        pytest.param(
            known(),
            telling(told_as=T),
            Reason.TOLD_OTHERWISE,
            "threatened now, reported before",
            id="a new threat",
        ),
        pytest.param(
            known(), telling(killed(3)), Reason.CASUALTIES, "3 killed", id="first casualties"
        ),
        pytest.param(
            known(killed(3)),
            telling(killed(5)),
            Reason.CASUALTIES,
            "5 killed (3 before)",
            id="casualties rise",
        ),
        pytest.param(
            known(killed(0)),
            telling(killed(2)),
            Reason.CASUALTIES,
            "2 killed",
            id="casualties get a number",
        ),
        pytest.param(
            known(killed(3)),
            telling(killed(3), killed(4, "wounded")),
            Reason.CASUALTIES,
            "4 wounded",
            id="the first wounded",
        ),
        pytest.param(known(), telling(news=("badr",)), Reason.NEW_NAME, "Badr", id="another group"),
        pytest.param(
            known(), telling(source="radio"), Reason.CONFIRMED, "radio", id="a second source"
        ),
        pytest.param(
            known(told_as=(T,)),
            telling(told_as=T, source="radio"),
            Reason.CONFIRMED,
            "radio",
            id="a second source for a threat",
        ),
        pytest.param(
            known(severity=Severity.LOW),
            telling(source="radio", severity=Severity.LOW, rules=("attack", "claim")),
            Reason.NEW_RULE,
            "Claim",
            id="and not that a second source tells of low things",
        ),
    ],
)
def test_what_is_material(before, now, reason, detail):
    assert new(before, now) == (Change(reason, detail),)


@pytest.mark.parametrize(
    ("before", "now"),
    [
        pytest.param(known(), telling(), id="the same again"),
        pytest.param(known(), telling(severity=Severity.LOW), id="softer"),
        pytest.param(known(), telling(rules=("attack--drone",)), id="a variant of the same intent"),
        pytest.param(known(), telling(told_as=M), id="told less surely"),
        pytest.param(known(told_as=(T,)), telling(told_as=M), id="a threat told as a possibility"),
        pytest.param(known(), telling(told_as=P), id="told again as past"),
        pytest.param(known(killed(5)), telling(killed(3)), id="fewer casualties"),
        pytest.param(known(killed(5)), telling(killed(0)), id="casualties without their number"),
        pytest.param(known(killed(0)), telling(killed(1)), id="who is killed is one at least"),
        pytest.param(known(), telling(killed(16, "site")), id="numbers of other things"),
        pytest.param(known(), telling(news=()), id="fewer names"),
        pytest.param(
            known(sources=("press", "radio")), telling(source="wire"), id="a third source"
        ),
        pytest.param(
            known(severity=Severity.LOW),
            telling(source="radio", severity=Severity.LOW),
            id="a second of low",
        ),
        pytest.param(
            known(told_as=(D,)), telling(told_as=D, source="radio"), id="a second who denies"
        ),
        pytest.param(
            known(sources=("Reuters",)),
            telling(source="radio", wire="Reuters"),
            id="a copy of the first",
        ),
    ],
)
def test_what_is_not_material(before, now):
    assert new(before, now) == ()


def test_all_that_is_new_is_told_the_weightiest_first():
    now = telling(
        killed(3),
        told_as=C,
        severity=Severity.CRITICAL,
        rules=("claim",),
        news=("badr",),
        source="radio",
    )
    assert [one.reason for one in new(known(), now)] == [
        Reason.LOUDER,
        Reason.NEW_RULE,
        Reason.CLAIMED,
        Reason.CASUALTIES,
        Reason.NEW_NAME,
        Reason.CONFIRMED,
    ]


def test_a_message_that_is_not_sent_yet_will_say_numbers_and_sources_itself():
    now = telling(killed(3), source="radio", told_as=C)
    assert [one.reason for one in new(known(), now, unsent=True)] == [Reason.CLAIMED]


def test_the_highest_number_of_all_voices_is_what_was_known():
    before = known(killed(2), sources=("press", "radio"))
    first, second = before.voices
    before = replace(before, voices=(first, replace(second, figures=(killed(7),))))
    assert new(before, telling(killed(5))) == ()
    assert new(before, telling(killed(8))) == (Change(Reason.CASUALTIES, "8 killed (7 before)"),)
