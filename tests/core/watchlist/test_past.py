"""Dates that lie more than about a month before the story's day."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watcher.core.watchlist.past import old_dates

JANUARY = date(2025, 1, 20)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In January 2020 Iran fired", ["January 2020"]),
        ("in December 2024", []),
        ("in the summer of 2024", []),
        ("the 2019 attack", ["2019"]),
        ("the first since 2003", []),
        ("in December", []),
        ("in March", ["March"]),
        ("In March rockets fell", ["March"]),
        ("Last March rockets fell", ["March"]),
        ("in March 2", ["March 2"]),
        ("in Baghdad", []),
        ("in May we march", ["May"]),
        ("they may march in may", []),
        ("on January 3", []),
        ("on 3 March", ["3 March"]),
        ("on 21 January", ["21 January"]),
        ("on 31 February 2019", []),
        ("in February 2029", []),
        ("the 1980s war", ["1980s"]),
        ("in 2026", []),
        ("في كانون الثاني", []),
        ("في كانون الأول 2019", ["كانون الأول 2019"]),
        ("في آذار", ["آذار"]),
        ("في آذار الماضي", ["آذار الماضي"]),
    ],
)
def test_a_date_is_old_more_than_a_month_before_the_story(text, expected):
    assert [text[old.span.start : old.span.end] for old in old_dates(text, JANUARY)] == expected


def test_a_year_long_gone_is_old_by_february():
    assert [old.has_year for old in old_dates("in 2024", date(2025, 2, 10))] == [True]


def test_a_month_says_that_its_year_is_only_inferred():
    assert [old.has_year for old in old_dates("in March", JANUARY)] == [False]


def test_nothing_is_old_in_a_story_without_a_day():
    assert list(old_dates("In January 2020 Iran fired", None)) == []


@given(st.text("in Marchyu 0129sالعدر.،", max_size=40), st.dates(date(1900, 1, 1)))
def test_any_text_gives_places_inside_it(text, day):
    for old in old_dates(text, day):
        assert 0 <= old.span.start < old.span.end <= len(text)


@pytest.mark.parametrize(
    ("text", "day", "is_old"),
    [
        # More than 35 days.
        ("on 16 December 2024", JANUARY, False),
        ("on 15 December 2024", JANUARY, True),
        # A day without a year is the last such day, the story's own included.
        ("on 20 January", JANUARY, False),
        ("on 5 January", date(2025, 1, 2), True),
        ("on 31 December", date(2025, 1, 2), False),
        # A month ends with its last day.
        ("in December 2024", date(2025, 2, 4), False),
        ("in December 2024", date(2025, 2, 5), True),
        ("in April 2024", date(2024, 6, 4), False),
        ("in April 2024", date(2024, 6, 5), True),
        ("in January", date(2025, 1, 1), False),
        # Without a day the year ends in December.
        ("since the flood of 2024", date(2025, 2, 4), False),
        ("since the flood of 2024", date(2025, 2, 5), True),
        # A limit is no day of the event, also where it opens the text.
        ("until 4 May 2019", JANUARY, False),
        ("4 May 2019", JANUARY, True),
        ("a until-date of 4 May 2019", JANUARY, True),
        ("until 2019", JANUARY, False),
    ],
)
def test_the_last_day_that_a_date_may_mean_is_old_after_five_weeks(text, day, is_old):
    assert bool(list(old_dates(text, day))) is is_old


def test_a_decade_and_a_date_with_its_year_say_their_year():
    assert [old.has_year for old in old_dates("the 1980s", JANUARY)] == [True]
    assert [old.has_year for old in old_dates("on 4 May 2019", JANUARY)] == [True]
    assert [old.has_year for old in old_dates("on 4 May", JANUARY)] == [False]
