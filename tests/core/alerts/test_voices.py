from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.build import NOON, evidence, match, story
from watcher.core.alerts.voices import credit, joined, origin, speak
from watcher.model import Figure, ToldAs

SHELLED = (
    "At dawn two boats shelled the port of Selm and set one of its cranes alight, the mayor said."
)
LATER = NOON + timedelta(hours=1)


def voice(source, text=SHELLED, *, told_as=ToldAs.REPORTED, seen=NOON, lead=None):
    told = story(text, told_by=source, seen=seen)
    return speak(told, [match(told, evidence(told, lead or text, "shelled", told_as=told_as))])


def chorus(*voices, said=""):
    """The voices of an event, as they join it one by one; `said` are the words of the last."""
    found = ()
    for one in voices:
        found = joined(found, one, said if one is voices[-1] else "")
    return found


def independent(*voices):
    return [one.source for one in chorus(*voices) if not one.copy_of]


OTHER = "Gunfire from the sea hit the harbour on Monday; smoke was seen, witnesses who shelled peas said."


def test_who_tells_it_is_the_outlet_else_the_file_else_the_source():
    assert origin(story(SHELLED, told_by="Al Nahar", origin="a.txt")) == "Al Nahar"
    assert origin(story(SHELLED, origin="a.txt")) == "a.txt"
    assert origin(story(SHELLED)) == "press"


def test_a_voice_says_how_and_when_it_was_told_and_where_to_read_it():
    told = story(
        "Boats shelled it; 3 men were killed.", told_by="Selm Post", url="https://selm.example"
    )
    found = speak(told, [match(told, evidence(told, told.text, "shelled", told_as=ToldAs.CLAIMED))])
    assert (found.source, found.told_as, found.seen) == ("Selm Post", ToldAs.CLAIMED, NOON)
    assert (found.url, found.wire, found.copy_of) == ("https://selm.example", "", "")
    assert [one.text for one in found.figures] == ["3 killed"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param(
            voice("Selm Post"), voice("Coast Radio", f"{SHELLED} More later."), id="the same words"
        ),
        pytest.param(
            voice("Reuters"), voice("Coast Radio", f"{OTHER} (Reuters)"), id="it credits the wire"
        ),
        pytest.param(
            voice("Coast Radio", f"Reuters: {OTHER}"), voice("Reuters"), id="the wire comes second"
        ),
        pytest.param(
            voice("Selm Post", f"{SHELLED[:-1]}, a guard told AFP."),
            voice("Coast Radio", f"{OTHER[:-1]}, فرانس برس."),
            id="both credit one wire, in two scripts",
        ),
    ],
)
def test_copies_of_one_report_count_once(first, second):
    assert independent(first, second) == [first.source]
    assert chorus(first, second)[1].copy_of == first.source


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param(voice("Selm Post"), voice("Coast Radio", OTHER), id="other words"),
        pytest.param(voice("Reuters"), voice("AFP", OTHER), id="two agencies"),
        pytest.param(
            voice("Rudaw", f"{SHELLED[:-1]}, he told Rudaw."),
            voice("Shafaq News", f"{OTHER[:-1]}, he told Shafaq News."),
            id="each credits itself",
        ),
        pytest.param(
            voice(
                "Selm Post", f"{SHELLED} {'It rained. ' * 12}Reuters wrote so in May.", lead=SHELLED
            ),
            voice("Reuters", OTHER),
            id="a wire named far from the news",
        ),
    ],
)
def test_two_who_tell_it_in_their_own_words_are_two(first, second):
    assert independent(first, second) == [first.source, second.source]


@pytest.mark.parametrize(
    ("said", "copied"),
    [
        ("Two boats fired, the Selm Post reported.", "Selm Post"),
        ("Two boats fired, the Selm Postman reported.", ""),
        ("", ""),
    ],
)
def test_who_credits_a_source_of_the_event_repeats_it(said, copied):
    first, second = voice("Selm Post"), voice("Coast Radio", OTHER)
    assert chorus(first, second, said=said)[-1].copy_of == copied


def test_the_opening_and_the_news_are_where_a_source_is_credited():
    told = story(f"SELM (Wire) - It rained. {'So it did. ' * 20}{SHELLED}")
    found = credit(told, [match(told, evidence(told, SHELLED, "shelled"))])
    assert "(Wire)" in found
    assert SHELLED in found


def test_a_copy_of_a_copy_is_a_copy_of_the_first():
    found = chorus(voice("Reuters"), voice("Coast Radio"), voice("Selm Post"))
    assert [one.copy_of for one in found] == ["", "Reuters", "Reuters"]


def test_a_source_that_speaks_again_is_one_voice_and_up_to_date():
    first = replace(
        voice("Selm Post"), figures=(Figure("killed", 3, "3 killed"), Figure("boat", 2, "2 boats"))
    )
    again = replace(voice("Selm Post", seen=LATER), figures=(Figure("killed", 5, "5 killed"),))
    (found,) = chorus(first, again)
    assert [(one.text, one.later) for one in found.figures] == [
        ("5 killed", True),
        ("2 boats", False),
    ]
    assert found.seen == LATER


@pytest.mark.parametrize("again", ["The Selm Post", "Selm-Post", "the selm post"])
def test_a_source_is_known_with_its_article_and_without(again):
    assert [one.source for one in chorus(voice("Selm Post"), voice(again, OTHER))] == ["Selm Post"]


def test_a_source_is_known_by_any_name_of_its_agency():
    assert [one.source for one in chorus(voice("AFP"), voice("Agence France-Presse"))] == ["AFP"]


def test_who_adds_nothing_has_told_nothing_new():
    (found,) = chorus(voice("Selm Post"), voice("Selm Post", OTHER, seen=LATER))
    assert found.seen == NOON


def test_a_number_told_again_is_no_later_number():
    one = replace(voice("Selm Post"), figures=(Figure("killed", 3, "3 killed"),))
    (found,) = chorus(one, replace(one, figures=(Figure("killed", 3, "three killed"),), seen=LATER))
    assert found == one
    (found,) = chorus(one, replace(one, figures=(Figure("killed", 0, "killed"),), seen=LATER))
    assert found == one


def test_who_tells_it_otherwise_is_remembered_to_have_told_it_so():
    told = [voice("Selm Post", told_as=one) for one in (ToldAs.CLAIMED, ToldAs.REPORTED)]
    denied = voice("Selm Post", told_as=ToldAs.DENIED, seen=LATER)
    (found,) = chorus(*told, denied)
    assert (found.told_as, found.told_before, found.seen) == (ToldAs.DENIED, ToldAs.CLAIMED, LATER)
    (found,) = chorus(*told, denied, denied)
    assert found.told_before is ToldAs.CLAIMED
    (found,) = chorus(*told, told[0])
    assert found.told_before is None


def test_a_copy_that_later_tells_it_in_its_own_words_is_independent():
    copy, own = voice("Coast Radio"), voice("Coast Radio", OTHER)
    assert independent(voice("Selm Post"), copy, own) == ["Selm Post", "Coast Radio"]
    assert independent(voice("Selm Post"), own, copy) == ["Selm Post", "Coast Radio"]


@given(st.lists(st.tuples(st.sampled_from("ABCD"), st.sampled_from([SHELLED, OTHER])), max_size=12))
def test_no_source_is_counted_twice_and_none_is_lost(told):
    found = chorus(*(voice(source, text) for source, text in told))
    assert [one.source for one in found] == list(dict.fromkeys(source for source, _ in told))
    assert all(one.copy_of in {"", *(other.source for other in found)} for one in found)
    assert not told or not found[0].copy_of
