from datetime import timedelta

import pytest

from tests.build import NOON, document, name
from watcher.app.teller import Teller
from watcher.core.stories.split import split
from watcher.core.watchlist.names import NameFinder

NAMES = (name("harir", "Harir base", type="base"), name("balad", "Balad base", type="base"))


@pytest.fixture
def tell():
    finder, teller = NameFinder(NAMES), Teller(NAMES)

    def told(text, id, **kwargs):
        (story,) = split(document(text, id=id, **kwargs)).stories
        return teller.events(story, finder.find(story.text))

    return told


def test_stories_of_one_event_get_one_id_and_others_another(tell):
    first = tell("Drones struck the Harir base.", "1", published=NOON)
    again = tell("The Harir base was struck by drones, a governor said.", "2", published=NOON)
    other = tell("Rockets struck the Balad base.", "3", published=NOON)
    assert len(first) == 1
    assert again == first
    assert other not in (first, ())


def test_no_rule_is_needed_and_every_passage_may_tell_an_event(tell):
    text = "Clerks were arrested in Tawila over forged loans. Drones struck the Harir base."
    first, second = tell(text, "1", published=NOON)
    assert tell("Drones struck the Harir base at dawn.", "2", published=NOON) == (second,)
    assert tell("Forged loans: clerks arrested in Tawila.", "3", published=NOON) == (first,)


def test_a_passage_may_tell_several_known_events_and_the_surest_grows(tell):
    later = NOON + timedelta(days=1)
    (monday,) = tell("On Wednesday drones struck the Harir base.", "1", published=NOON)
    (plain,) = tell("On Thursday drones struck the Harir base.", "2", published=NOON)
    assert monday != plain
    assert set(tell("Drones struck the Harir base.", "3", published=NOON)) == {monday, plain}
    (known, *_) = tell("On Thursday drones struck the Harir base.", "4", published=later)
    assert known == plain


def test_what_says_nothing_tells_nothing(tell):
    assert tell("Nothing happened anywhere.", "1", published=NOON) == ()


def test_undated_stories_are_not_of_one_day(tell):
    text = "Drones struck a farm at Tawila."
    assert tell(text, "1") != tell(f"At noon: {text}", "2")
    other = text.replace("Tawila", "Zarqa")
    assert tell(other, "3", published=NOON) == tell(f"At dawn: {other}", "4", published=NOON)


def test_the_same_stories_have_the_same_events_again(tell):
    finder, teller = NameFinder(NAMES), Teller(NAMES)
    (story,) = split(document("Drones struck the Harir base.", id="1", published=NOON)).stories
    again = teller.events(story, finder.find(story.text))
    assert tell("Drones struck the Harir base.", "1", published=NOON) == again
