"""What speaks for one event and what against it, mark by mark."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.build import telling
from watcher.core.stories.judge import judge, speaks
from watcher.core.stories.weights import weight
from watcher.model import Part

DAY = date(2025, 9, 4)
STRUCK = "act:attack", "target:harir", "site:base", "arm:drone"
VISIT = "act:talks", "who:sudani", "name:putin", "name:musku"
PLAN = (
    "word:radar",
    "word:station",
    "word:korea",
    "word:gun",
    "word:raid",
    "word:airspac",
    "pair:radar station",
)


def told(*marks, without=(), later=0, **kwargs):
    """A telling of the marks that are not in `without`, some days after the first."""
    kept = [mark for mark in marks if mark not in without]
    return telling(*kept, day=DAY + timedelta(later), **kwargs)


def on(day):
    return [date(2025, 9, day)]


def test_stretches_of_time_are_counted_from_anywhere_and_contradict_nothing():
    three, four = told(*STRUCK, "number:3 day"), told(*STRUCK, "number:4 day")
    assert judge(three, four).same


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        pytest.param(
            told(*STRUCK), told(*STRUCK), "harir, base, drone, attack in both", id="all the same"
        ),
        pytest.param(
            told(*STRUCK, said=on(3)),
            told(*STRUCK, said=on(3), later=4),
            "harir, base, drone, attack in both, on 3 Sep 2025",
            id="the day is said",
        ),
        pytest.param(
            told(*VISIT),
            told(*VISIT, said=on(5), later=1),
            "sudani, musku, putin, talks in both",
            id="a visit may be told before it",
        ),
        pytest.param(
            told(*STRUCK),
            told(*STRUCK, later=1, said=on(4)),
            "harir, base, drone, attack in both",
            id="yesterday's attack, told today",
        ),
        pytest.param(
            told(*STRUCK, "number:3 drone", "number:2 person"),
            told(*STRUCK, "number:3 drone", "number:2 person", later=1),
            "harir, 2 person, 3 drone, base in both",
            id="its numbers are told again",
        ),
        pytest.param(
            told(*VISIT), told(*VISIT, later=2), "sudani, musku, putin, talks in both", id="a visit"
        ),
        pytest.param(told(*PLAN), told(*PLAN, later=2), "6 words in both", id="without an act"),
        pytest.param(
            told("act:attack", "number:3 person", "word:kil", "place:mosul", "site:market"),
            told("act:attack", "number:7 person", "word:kil", "place:mosul", "site:market"),
            "market, mosul, attack in both",
            id="casualties grow",
        ),
    ],
)
def test_what_agrees_is_one_event_and_says_in_what(one, other, why):
    opinion = judge(one, other)
    assert opinion.same
    assert opinion.why == why
    assert judge(other, one) == opinion


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        pytest.param(
            told(*STRUCK, said=on(3)),
            told(*STRUCK, said=on(2)),
            "refused: other day (3 Sep 2025 / 2 Sep 2025)",
            id="the days said",
        ),
        pytest.param(
            told(*STRUCK, "weekday:1"),
            told(*STRUCK, "weekday:3"),
            "refused: other day of the week",
            id="the weekdays",
        ),
        pytest.param(
            told(*STRUCK, "time:past"), told(*STRUCK), "refused: one looks back", id="old and new"
        ),
        pytest.param(
            told(*STRUCK, "who:badr"),
            told("act:attack", "target:balad", "site:base", "arm:drone", "who:badr"),
            "refused: other target (harir / balad)",
            id="the target",
        ),
        pytest.param(
            told("act:capture", "who:isis", "place:mosul", "number:5 person"),
            told("act:capture", "who:isis", "place:mosul", "number:7 person"),
            "refused: other number (5 / 7 person)",
            id="the number",
        ),
        pytest.param(
            told("act:attack", "number:3 person", "word:kil", "arm:drone", "nation:turkey"),
            told("act:attack", "number:7 person", "word:kil", "arm:drone", "nation:turkey"),
            "refused: other number (3 / 7 person)",
            id="casualties, and nobody says where",
        ),
        pytest.param(
            told(*STRUCK), told(*STRUCK, later=2), "refused: 2 days apart", id="days of an attack"
        ),
        pytest.param(
            told(*STRUCK), told(*STRUCK, said=on(5), later=1), "refused: told before it happened"
        ),
        pytest.param(
            told(*VISIT), told(*VISIT, later=8), "refused: 8 days apart", id="days of a visit"
        ),
        pytest.param(
            told(*STRUCK[1:], "act:attack ahead"),
            told(*STRUCK),
            "refused: one is ahead, the other happened",
            id="a threat and the attack",
        ),
        pytest.param(
            told("act:attack", "who:isis", "arm:drone", "place:mosul"),
            told("act:attack", "who:isis", "arm:drone", "place:basra"),
            "refused: other place (mosul / basra)",
            id="the place",
        ),
        pytest.param(
            told("act:threat", "who:badr", "nation:turkey", "word:troop", "word:stay", "word:oil"),
            told(
                "act:threat", "who:nujaba", "nation:turkey", "word:troop", "word:stay", "word:oil"
            ),
            "refused: others named (badr / nujaba)",
            id="the speaker",
        ),
        pytest.param(
            told("act:talks", "who:sudani", "who:amiri", "place:basra"),
            told("act:talks", "who:sudani", "who:sadr", "place:basra"),
            "refused: others met (amiri / sadr)",
            id="whom he met",
        ),
    ],
)
def test_what_one_event_cannot_have_in_two_ways_ends_the_matter(one, other, why):
    opinion = judge(one, other)
    assert opinion.refused
    assert not opinion.same
    assert opinion.why == why
    assert judge(other, one).refused


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(
            told("act:attack", "number:3 person", "arm:drone", "who:badr"),
            told("act:attack", "number:3 person", "arm:drone", "who:badr"),
            id="a number says which attack, without a place",
        ),
        pytest.param(
            told(*STRUCK, "number:2300000"), told(*STRUCK, "number:40"), id="bare numbers"
        ),
        pytest.param(
            told("act:attack ahead", *STRUCK), told(*STRUCK), id="an attack told with a threat"
        ),
        pytest.param(
            told("act:talks", "who:sudani", "who:amiri", "place:basra", "word:canal"),
            told("act:talks", "who:sudani", "place:basra", "word:canal"),
            id="one says less about whom he met",
        ),
    ],
)
def test_what_only_one_says_contradicts_nothing(one, other):
    assert judge(one, other).same
    assert judge(other, one).same


@pytest.mark.parametrize(
    ("marks", "part", "why"),
    [
        (("act:attack", "who:badr", "arm:drone", "force:army"), Part.LEAD, "no place in both"),
        (
            ("act:capture", "who:badr", "word:farm", "word:loan", "pair:farm loan"),
            Part.BODY,
            "no place in both",
        ),
        (
            ("act:call", "who:sadr", "place:mosul", "place:basra"),
            Part.LEAD,
            "not the same person and matter in both",
        ),
        (
            ("act:talks", "place:mosul", "place:basra", "word:canal", "word:water"),
            Part.LEAD,
            "not the same person and matter in both",
        ),
        (("who:badr", "who:nujaba", "place:mosul"), Part.LEAD, "too little in both"),
        (("who:badr", "word:cave", "word:marsh", "word:hide"), Part.BODY, "no act in both"),
        (STRUCK, Part.WHOLE, "read passage by passage"),
    ],
)
def test_what_any_report_would_name_must_be_in_both(marks, part, why):
    opinion = judge(told(*marks, part=part), told(*marks, part=part))
    assert (opinion.same, opinion.refused, opinion.why) == (False, False, why)


def test_little_in_common_needs_no_reason():
    opinion = judge(told("act:attack", "who:badr"), told("act:attack", "who:nujaba"))
    assert (opinion.same, opinion.why) == (False, "little in common")


def bits(one, other):
    return judge(one, other).bits


def test_every_day_between_wants_more_and_what_is_said_wants_twice_as_much():
    call = "act:call", "who:sadr", "word:clos", "word:tower", "place:mosul", "site:embassy"
    assert bits(told(*VISIT), told(*VISIT)) - bits(told(*VISIT), told(*VISIT, later=2)) == 1
    assert bits(told(*call), told(*call, later=1)) - bits(told(*call), told(*call, later=3)) == 2


def test_what_one_party_says_on_one_day_is_sooner_one_event():
    call = "act:call", "who:sadr", "word:clos", "word:tower", "place:mosul", "site:embassy"
    assert bits(told(*call), told(*call)) - bits(told(*call), told(*call, later=1)) == 2


def test_what_is_undated_wants_more():
    undated = telling(*STRUCK, day=None)
    assert bits(told(*STRUCK), told(*STRUCK)) - bits(told(*STRUCK), undated) == 2


def test_what_is_background_in_both_wants_more():
    body = told(*STRUCK, part=Part.BODY)
    assert bits(told(*STRUCK), body) - bits(body, body) == 2


def test_a_comment_and_the_news_of_its_day_want_less_and_of_another_day_do_not():
    comment = told(*STRUCK, part=Part.COMMENT)
    assert bits(told(*STRUCK), comment) - bits(told(*STRUCK), told(*STRUCK)) == 2
    later = told(*STRUCK, part=Part.COMMENT, later=1)
    assert bits(told(*STRUCK), later) == bits(told(*STRUCK), told(*STRUCK, later=1))


def test_other_places_and_countries_want_more_but_an_attack_may_leave_its_author_out():
    here, there = told(*VISIT, "nation:turkey"), told(*VISIT, "nation:china")
    assert bits(told(*VISIT), told(*VISIT)) - bits(here, there) == 2
    here, there = told(*STRUCK, "nation:turkey"), told(*STRUCK, "nation:irak")
    assert bits(here, there) == bits(told(*STRUCK), told(*STRUCK))


def test_a_comment_and_a_whole_story_may_be_compared():
    comment, whole = told(*STRUCK, part=Part.COMMENT), told(*STRUCK, part=Part.WHOLE)
    assert judge(comment, whole).same


def test_a_long_text_printed_later_is_a_copy():
    words = [f"word:w{n}" for n in range(40)]
    one, other = told(*STRUCK, *words), told(*STRUCK, *words[:35], later=4)
    assert judge(one, other).same
    assert not judge(told(*STRUCK, *words[:9]), told(*STRUCK, *words[:9], later=4)).same
    assert judge(one, told(*STRUCK, *words, "time:past", later=4)).refused


def test_rare_marks_weigh_more_than_everyday_ones():
    assert weight("target:harir") > weight("place:mosul") > weight("place:baghdad")
    assert weight("nation:turkey") > weight("nation:iran") > weight("nation:irak")
    assert weight("word:radar") > weight("word:say")
    assert weight("pair:radar station") > weight("pair:govern say")
    assert weight("number:16399 person") > weight("number:16 person") > weight("number:2 drone")
    assert weight("number:2 drone") > weight("number:1 person")


def test_what_says_too_little_speaks_of_no_event():
    assert speaks(told(*STRUCK))
    assert not speaks(told("act:attack", "nation:irak"))


VARIOUS = (
    *("time:past", "weekday:1", "weekday:3", "number:1 person", "number:5 person"),
    *("number:7 person", "word:kil", "who:badr", "act:attack ahead"),
)
MARKS = st.frozensets(st.sampled_from((*STRUCK, *VISIT, *PLAN, *VARIOUS)))
TELLINGS = st.builds(
    lambda marks, day, said, part: telling(*marks, day=day, said=said, part=part),
    MARKS,
    st.sampled_from([None, DAY, DAY + timedelta(1), DAY + timedelta(9)]),
    st.sampled_from([(), (DAY,), (DAY + timedelta(1),)]),
    st.sampled_from(Part),
)


@given(TELLINGS, TELLINGS)
def test_the_order_of_the_two_does_not_matter(one, other):
    there, back = judge(one, other), judge(other, one)
    assert (there.same, there.refused, there.bits) == (back.same, back.refused, back.bits)
    assert there.why


def test_an_attack_on_the_same_base_a_day_later_that_names_no_day_is_another():
    assert not judge(told(*STRUCK), told(*STRUCK, later=1)).same
    assert not judge(told(*STRUCK, said=on(4)), told(*STRUCK, later=1)).same


def test_who_speaks_of_an_attack_has_not_made_it():
    by_badr = told(*STRUCK, "who:badr")
    condemned = told(*STRUCK, "who:sudani", "person:sudani")
    assert judge(by_badr, condemned).same
    threats = told("act:threat", *STRUCK, "who:badr"), told("act:threat", *condemned.marks)
    assert judge(*threats).why == "refused: others named (badr / sudani)"


def test_a_drill_is_not_the_attack_that_it_plays():
    opinion = judge(told(*STRUCK), told(*STRUCK, "time:played"))
    assert opinion.why == "refused: one is a drill"


def test_two_stories_of_one_day_of_which_one_names_yesterday_need_no_more():
    assert judge(told(*STRUCK, said=on(3)), told(*STRUCK)).same


def test_an_unlisted_site_is_not_the_listed_one():
    here = "act:attack", "arm:drone", "number:2 drone", "verb:strik", "word:hangar", "word:roof"
    listed, other = told(*here, "target:harir"), told(*here, "name:surbash")
    assert judge(listed, other).why == "refused: other name (surbash)"
    assert judge(other, listed).why == "refused: other name (surbash)"
