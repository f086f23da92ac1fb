from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watcher.core.text.dates import (
    dated_opening,
    guessed_day,
    mentioned_dates,
    opening_date,
    read_date,
)
from watcher.model import Span


@pytest.mark.parametrize(
    "heading",
    [
        "May 4, 2031",
        "MAY 4, 2031",
        "4 May 2031",
        "4th of May, 2031",
        "4th of May 2031",
        "4-May-2031",
        "Sun, 4 May 2031",
        "Sunday, May 4, 2031:",
        "May 4, 2031 (Sunday)",
        "2031-05-04",
        "2031/5/4",
        "04.05.2031",
        "04/05/2031",
        "2031-05-04 06:07:08",
        "2031-05-04T06:07:08.123Z",
        "4 May 2031 | 10:30 a.m. GMT",
        "4 May 2031 at 10:30 AM",
        "Date: 4 May 2031",
        "Published 4 May 2031 10:00 +03:00",
        "— 4 May 2031 —",
        "**May 4, 2031**",
        "٤ أيار ٢٠٣١",
        "4 ايار 2031",
        "4 مايو/أيار 2031",
        "الأحد، 4 أيار (مايو) 2031",
        "يوم الأحد 4 مايو 2031",
    ],
)
def test_a_heading_that_is_a_date_is_read(heading):
    assert read_date(heading) == date(2031, 5, 4)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "May 2031",
        "2031",
        "May",
        "May 4",
        "February 30, 2031",
        "34 May 2031",
        "4.34.2031",
        "40/50/2031",
        "2031-13-01",
        "May 4, 2031 was a Sunday",
        "On May 4, 2031 boats left",
        "May 4-6, 2031",
        "v1.2.2031",
        "May 4, 2031" + " " * 60,
    ],
)
def test_everything_else_is_no_date_heading(text):
    assert read_date(text) is None


@pytest.mark.parametrize(
    ("name", "month"),
    [
        ("كانون الثاني", 1),
        ("شباط", 2),
        ("آذار", 3),
        ("نيسان", 4),
        ("حزيران", 6),
        ("تموز", 7),
        ("آب", 8),
        ("أيلول", 9),
        ("تشرين الأول", 10),
        ("تشرين الثاني", 11),
        ("كانون الاول", 12),
        ("يناير", 1),
        ("فبراير", 2),
        ("مارس", 3),
        ("ابريل", 4),
        ("يونيو", 6),
        ("يوليو", 7),
        ("أغسطس", 8),
        ("سبتمبر", 9),
        ("أكتوبر", 10),
        ("نوفمبر", 11),
        ("ديسمبر", 12),
        ("Sept.", 9),
        ("Dec", 12),
    ],
)
def test_months_of_the_levant_the_gulf_and_english_are_known(name, month):
    assert read_date(f"7 {name} 2031") == date(2031, month, 7)


def test_a_year_completes_a_heading_that_leaves_it_out():
    assert read_date("Sunday, 4 May", 2031) == date(2031, 5, 4)
    assert read_date("29 February", 2031) is None


def test_between_numbers_the_day_comes_first_unless_it_cannot():
    assert read_date("03/04/2031") == date(2031, 4, 3)
    assert read_date("03/14/2031") == date(2031, 3, 14)


def mentioned(text):
    return [
        (text[one.span.start : one.span.end], one.year, one.month, one.day)
        for one in mentioned_dates(text, Span(0, len(text)))
    ]


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("Boats left on May 4, 2031.", [("May 4, 2031", 2031, 5, 4)]),
        ("Since 4 May nobody has left.", [("4 May", None, 5, 4)]),
        ("It began in May 2031 already", [("May 2031", 2031, 5, None)]),
        (
            "the 2003 flood and that of 1999",
            [("2003", 2003, None, None), ("1999", 1999, None, None)],
        ),
        ("منذ 2014 لم يغادر أحد", [("2014", 2014, None, None)]),
        ("from 2014 to 2018", [("2014", 2014, None, None), ("2018", 2018, None, None)]),
        ("2000 men; in 2000.5 cases; the 3 may leave; May 5,000; of 20145", []),
        ("Mayor 4 spoke of version 1.4.2031.7", []),
        ("on May 4 and 5", [("May 4", None, 5, 4)]),
    ],
)
def test_explicit_dates_in_a_sentence_are_found(text, dates):
    assert mentioned(text) == dates


def test_only_the_span_is_searched():
    text = "May 4, 2031 and May 5, 2031"
    assert [one.day for one in mentioned_dates(text, Span(12, len(text)))] == [5]


@given(st.text(alphabet="ay 45/.-2031MOct,ار٢of\n"), st.integers(0, 9))
def test_dates_lie_in_their_span_in_order(text, start):
    span = Span(min(start, len(text)), len(text))
    found = mentioned_dates(text, span)
    assert all(span.covers(one.span) for one in found)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
    assert all(one.year or one.month for one in found)


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)), st.sampled_from(["%Y-%m-%d", "%d %B %Y"]))
def test_every_day_of_two_centuries_is_read_back(day, form):
    assert read_date(day.strftime(form)) == day


def test_an_opening_date_stands_at_the_start():
    said = opening_date("4 May 2031: boats left")
    assert said is not None
    assert said.on() == date(2031, 5, 4)
    assert opening_date("Boats left on 4 May 2031") is None
    assert opening_date("34 May 2031: boats left") is None


@pytest.mark.parametrize(
    "line", ["4 May: boats left", "4 May – boats left", "4 May 2031 - boats left"]
)
def test_a_line_of_a_diary_opens_with_its_day(line):
    opening = dated_opening(line)
    assert opening is not None
    assert line[opening[1] :] == "boats left"


@pytest.mark.parametrize(
    "line", ["May 2031: boats left", "4 May 2031", "4 May:", "4 May boats left", "Boats: 4 May", ""]
)
def test_other_lines_are_no_diary(line):
    assert dated_opening(line) is None


def guess(text, today=date(2025, 9, 4)):
    return guessed_day(text, Span(0, len(text)), today)


def test_a_weekday_tells_the_year_that_is_left_out():
    assert guess("On Monday, 1 September, boats left") == date(2025, 9, 1)
    assert guess("On Friday 1 September boats left") == date(2023, 9, 1)
    assert guess("غادرت يوم الاثنين 1 أيلول السفن") == date(2025, 9, 1)


def test_no_year_is_guessed_into_the_future():
    assert guess("On Sunday, 7 December, boats left") == date(2014, 12, 7)
    assert guess("On Monday, 1 September, boats left", date(1991, 1, 1)) is None


@pytest.mark.parametrize(
    "text",
    [
        "On 1 September boats left",
        "On Monday, 1 September 2025, boats left",
        "On Monday boats left",
    ],
)
def test_without_weekday_or_with_a_year_nothing_is_guessed(text):
    assert guess(text) is None


def test_dates_of_a_long_text_are_found_in_one_pass():
    text = "4 May 2031 " * 20_000
    assert len(mentioned_dates(text, Span(0, len(text)))) == 20_000


DATED = st.lists(
    st.sampled_from(
        ["4", " ", "May", "in", "2031", ",", "-", "2", "/", "أيار", "Thursday", ".", "a"]
    )
).map("".join)


@given(DATED, DATED)
def test_what_stands_behind_the_span_changes_no_date_in_it(text, more):
    span = Span(0, len(text))
    assert mentioned_dates(text + more, span) == mentioned_dates(text, span)


def test_a_weekday_outside_the_span_guesses_no_year():
    text = "Thursday 4 September"
    assert guessed_day(text, Span(0, len(text)), date(2025, 9, 4)) == date(2025, 9, 4)
    assert guessed_day(text, Span(9, len(text)), date(2025, 9, 4)) is None


def test_a_month_of_twelve_is_december_and_no_day():
    assert read_date("11/12/2024") == date(2024, 12, 11)
    assert read_date("12/12/2024") == date(2024, 12, 12)
