"""An alert about what was threatened answers the message of the threat."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.build import NOON, event, evidence, match, name, rule, story, telling
from watcher.core.alerts.decide import decide, gather
from watcher.core.alerts.foretold import foretold
from watcher.core.alerts.happening import Happening
from watcher.model import Action, Reason, ToldAs, Voice

NAMES = {"harir": name("harir", "Harir base", type="base")}
T, M, R, C, D = (
    *(ToldAs.THREATENED, ToldAs.POSSIBLE, ToldAs.REPORTED, ToldAs.CLAIMED, ToldAs.DENIED),
)
EARLIER = NOON - timedelta(hours=5)


HARIR, TAJI, BADR, NUJABA = "target:harir", "target:taji", "who:badr", "who:nujaba"
ERBIL, BASRA = "place:erbil", "place:basra"


def threat(*marks, id="threat", told_as=(T,), rung=EARLIER):
    marks = marks or (HARIR, BADR)
    return event(id, tellings=(telling("act:threat", *marks),), told_as=told_as, rung=rung)


def attack(*marks, told_as=R):
    told = story("Drones struck the Harir base.")
    found = match(told, evidence(told, told.text, "struck", told_as=told_as))
    tellings = (telling("act:attack"), telling(*marks))
    return Happening(told, (found,), tellings, frozenset(), Voice("press", told_as, NOON), "")


@pytest.mark.parametrize(
    ("happening", "past", "found"),
    [
        pytest.param(attack(HARIR, BADR), [threat()], "threat", id="the same target and group"),
        pytest.param(attack(HARIR), [threat()], "threat", id="the group is not known yet"),
        pytest.param(attack(HARIR, BADR), [threat(HARIR)], "threat", id="nor was it"),
        pytest.param(attack(BADR, ERBIL), [threat(BADR, ERBIL)], "threat", id="group and place"),
        pytest.param(attack(HARIR, told_as=C), [threat()], "threat", id="claimed"),
        pytest.param(attack(HARIR), [threat(told_as=[M])], "threat", id="it was only possible"),
        pytest.param(attack(HARIR, NUJABA), [threat()], None, id="another group"),
        pytest.param(attack(TAJI, BADR), [threat()], None, id="another target"),
        pytest.param(attack(BADR, BASRA), [threat(BADR, ERBIL)], None, id="another place"),
        pytest.param(attack(BADR), [threat()], None, id="a group alone"),
        pytest.param(attack(ERBIL), [threat(ERBIL)], None, id="a place alone"),
        pytest.param(attack(HARIR, told_as=T), [threat()], None, id="threatened again"),
        pytest.param(attack(HARIR, told_as=D), [threat()], None, id="denied"),
        pytest.param(attack(HARIR), [threat(told_as=[T, R])], None, id="it had happened already"),
        pytest.param(attack(HARIR), [threat(rung=None)], None, id="nobody heard of it"),
        pytest.param(
            attack(HARIR),
            [threat(id="a"), threat(id="b", rung=NOON), threat(id="c")],
            "b",
            id="last",
        ),
        pytest.param(attack(HARIR), [], None, id="nothing was told"),
    ],
)
def test_what_makes_a_threat_true(happening, past, found):
    threatened = foretold(happening, past)
    assert (threatened and threatened.id) == found


def test_a_new_event_rings_for_itself_and_knows_the_threat():
    rules = {"attack": rule(), "threat": rule("threat", "Threat")}
    told = story("Drones struck the Harir base on Thursday.")
    lead = evidence(told, told.text, "struck", finds=[("Harir base", "harir")])
    (one,) = gather(told, [match(told, lead)], rules, NAMES, NOON, dated=False)
    before = replace(threat(), rules=frozenset({"threat"}))
    found = decide(one, rules, [before], NOON, NAMES, dated=False)
    assert (found.action, found.reason, found.foretold) == (Action.RING, Reason.NEW_EVENT, "threat")
    assert decide(one, rules, [], NOON, NAMES, dated=False).foretold is None
