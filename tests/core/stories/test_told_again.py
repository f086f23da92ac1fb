"""An attack that is only mentioned again is no second one; one that is new is."""

from datetime import date

import pytest

from tests.build import find, name, story
from watcher.core.stories.judge import judge
from watcher.core.stories.passages import telling
from watcher.model import Part

NAMES = {"harir": name("harir", type="base")}
TUESDAY, THURSDAY = date(2025, 9, 2), date(2025, 9, 4)


def told(text, day, part):
    one = story(text)
    return telling(one, one.span, part, [find(one, "Harir", "harir")], NAMES, day)


NEWS = told("Two drones struck the Harir air base on Monday night.", TUESDAY, Part.LEAD)
AGAIN = [
    "The envoy came three days after drones struck the Harir air base.",
    "The envoy came days after drones struck the Harir air base.",
    "He spoke on Wednesday, two days after drones struck the Harir air base.",
    "Drones struck the Harir air base three days ago.",
    "Drones struck the Harir air base earlier this week.",
    "The visit follows Monday's drone strike on the Harir air base.",
]
ANOTHER = [
    "Drones struck the Harir air base on Wednesday night, two days after a first attack.",
    "Drones struck the Harir air base two days after a first attack.",
    "On Wednesday night, two days after a first attack, drones struck the Harir air base.",
    "Drones struck the Harir air base, where a guard was wounded three days ago.",
    "Drones struck the Harir air base a week ago.",
    "Drones struck the Harir air base hours before dawn.",
]


@pytest.mark.parametrize("text", AGAIN)
def test_what_is_mentioned_again_is_the_known_event(text):
    opinion = judge(NEWS, told(text, THURSDAY, Part.BODY))
    assert opinion.same, opinion.why


@pytest.mark.parametrize("part", [Part.LEAD, Part.BODY])
@pytest.mark.parametrize("text", ANOTHER)
def test_what_is_new_is_never_taken_for_it(text, part):
    assert not judge(NEWS, told(text, THURSDAY, part)).same
