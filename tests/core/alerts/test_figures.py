from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.build import evidence, match, story
from watcher.core.alerts.figures import figures
from watcher.core.text.numbers import numbers
from watcher.core.text.sentences import sentences
from watcher.model import Evidence, Span, ToldAs


def told(text, *, told_as=ToldAs.REPORTED, first=None, day=None, counted=False):
    """The figures of a story whose evidence is its first sentence."""
    paper = story(text, date=day)
    sentence = first or text
    numbered = numbers(text, Span(0, len(text))) if counted else ()
    found = match(paper, evidence(paper, sentence, sentence, told_as=told_as), numbers=numbered)
    return [(one.of, one.count) for one in figures(paper, [found])]


@pytest.mark.parametrize(
    ("text", "killed", "wounded"),
    [
        ("Two people were killed and five wounded.", 2, 5),
        ("A shell landed, killing at least three men and wounding 12 others.", 3, 12),
        ("The blast killed three, wounded five.", 3, 5),
        ("Three killed, five wounded at the mill.", 3, 5),
        ("Six men, including two guards, were killed.", 6, None),
        ("Six men (two of them guards) were killed.", 6, None),
        ("The death toll rose to 14.", 14, None),
        ("The toll of the raid on the mill in the south rose to at least nine.", 9, None),
        ("Two Peshmerga were killed and three wounded.", 2, 3),
        ("Four more have been wounded.", None, 4),
        ("No fewer than five were hurt.", None, 5),
        ("3 fighters of the group were reported dead.", 3, None),
        ("It left 7 dead and 20 injured.", 7, 20),
        ("Dozens were killed.", 24, None),
        ("مقتل ثلاثة جنود وإصابة خمسة آخرين", 3, 5),
        ("3 قتلى و5 جرحى", 3, 5),
        ("مقتل ما لا يقل عن 12 شخصا", 12, None),
        ("أدى إلى استشهاد 4 مقاتلين وجرح 6", 4, 6),
    ],
)
def test_a_number_goes_with_the_casualty_word_that_it_belongs_to(text, killed, wounded):
    assert dict(told(text)) == {
        kind: count for kind, count in (("killed", killed), ("wounded", wounded)) if count
    }


TOLL = "Rockets wounded two men there on Wednesday."


@pytest.mark.parametrize(
    ("first", "wounded"),
    [
        ("Drones hit the mill on Friday.", []),
        ("Drones hit the mill on Wednesday.", [("wounded", 2)]),
        ("Drones hit the mill on Tuesday.", [("wounded", 2)]),
        ("Drones hit the mill.", [("wounded", 2)]),
        ("Drones hit the mill, a guard said on Friday.", [("wounded", 2)]),
    ],
)
def test_the_casualties_of_an_earlier_day_are_of_another_attack(first, wounded):
    friday = date(2025, 9, 5)
    assert told(f"{first} {TOLL}", first=first, day=friday) == wounded


def test_the_casualties_of_the_attack_before_are_not_of_this_one():
    text = "Shells hit the mill, a day after three millers were killed there."
    paper = story(text)
    of_it = match(paper, evidence(paper, text, "hit"))
    before = match(paper, evidence(paper, text, "killed"))
    assert figures(paper, [of_it]) == ()
    assert [one.count for one in figures(paper, [before])] == [3]


def test_what_an_attack_answers_killed_nobody_in_it():
    assert told("They shelled the mill in answer to the killing of a miller.") == []
    assert told("They shelled the mill to avenge the killing of a miller.") == []
    assert told("قصفوا المطحنة ردا على مقتل طحان") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Three boats killed two fishermen.", [("killed", 2)]),
        ("Three boats killed a fisherman.", [("killed", 1)]),
        ("Three boats killed Abu Selm.", [("killed", 0)]),
        ("Three boats shelled the mill, wounding a man.", [("wounded", 1)]),
        ("They fired 10 shells, killing a man.", [("killed", 1)]),
        ("A guard was killed when two boats fired.", [("killed", 1)]),
        ("Two boats fired where a man was killed.", [("killed", 1)]),
        ("Two boats fired and men were killed.", [("killed", 0)]),
        ("Shells killed miners.", [("killed", 0)]),
    ],
)
def test_what_kills_is_not_counted_among_the_killed(text, found):
    assert told(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Nobody was killed and no one hurt.",
        "Shells fell without wounding anyone.",
        "They hurt no one.",
        "The dead were buried.",
        "دون إصابة أحد",
    ],
)
def test_where_nobody_is_killed_or_hurt_nobody_is_counted(text):
    assert told(text) == []


@pytest.mark.parametrize(
    "told_as", [ToldAs.THREATENED, ToldAs.POSSIBLE, ToldAs.DENIED, ToldAs.PAST]
)
def test_what_did_not_happen_has_no_casualties(told_as):
    assert told("Shells killed three men.", told_as=told_as) == []


def test_the_sentence_after_the_evidence_goes_on_with_it():
    first = "Shells fell on the mill."
    assert told(f"{first} Three men were killed. Nine were hurt.", first=first) == [("killed", 3)]


def test_without_a_number_only_the_evidence_tells_of_casualties():
    first = "Shells fell on the mill."
    assert told(f"{first} They killed miners.", first=first) == []


def test_the_highest_count_of_a_story_holds():
    assert told("Shells killed 3 men. Later 2 men were killed.", first="Shells killed 3 men.") == [
        ("killed", 3)
    ]


def test_the_dead_of_an_earlier_year_are_not_counted():
    text = "In May 2019 shells killed 9 men there."
    assert told(text, day=date(2025, 9, 4)) == []
    assert told(text) == [("killed", 9)]


def test_what_the_rules_count_is_told_with_its_noun():
    assert told("Shells hit 16 sites and killed 3 men of two towns.", counted=True) == [
        ("killed", 3),
        ("site", 16),
        ("town", 2),
    ]


def test_a_number_without_a_noun_or_one_of_casualties_is_no_second_figure():
    assert told("There were 16. Five wounded.", first="There were 16.", counted=True) == [
        ("wounded", 5)
    ]


@given(st.text(max_size=200))
def test_any_text_can_be_asked(text):
    paper = story(text)
    found = tuple(
        Evidence(one, ToldAs.REPORTED, one) for one in sentences(text, Span(0, len(text)))
    )
    if found:
        kinds = [one.of for one in figures(paper, [match(paper, *found)])]
        assert len(kinds) == len(set(kinds))
