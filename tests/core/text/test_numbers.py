from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watcher.core.text.numbers import numbers
from watcher.model import Span


def counted(text):
    return [text[one.start : one.end] for one in numbers(text, Span(0, len(text)))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("They hit 16 sites at night", ["16 sites"]),
        ("Some 5,000 fighters wait, and 10,000 on standby", ["5,000 fighters", "10,000"]),
        ("It cost $2.3 million and USD 5 billion", ["$2.3 million", "USD 5 billion"]),
        ("It cost US$3bn or €40 at most", ["US$3bn", "€40"]),
        ("Two drones fell near three U.S. soldiers", ["Two drones", "three U.S. soldiers"]),
        ("3 قتلى و5 جرحى", ["3 قتلى", "5 جرحى"]),
        ("ten heavily armed faction fighters", ["ten heavily armed faction fighters"]),
        ("twenty-five rockets and two hundred men", ["twenty-five rockets", "two hundred men"]),
        ("five ISIS members in a cell", ["five ISIS members"]),
        ("at least 500 people and 12 dead", ["500 people", "12 dead"]),
        (
            "hundreds of missiles, dozens of young men",
            ["hundreds of missiles", "dozens of young men"],
        ),
        ("half a dozen drones; a dozen boats", ["half a dozen drones", "a dozen boats"]),
        ("two of its soldiers fell", ["two of its soldiers"]),
        ("a rise of 3.5 percent, or 5%", ["3.5 percent", "5%"]),
        ("a 30-kilometre road", ["30-kilometre"]),
        ("the arrest of 110, with leaders", ["110"]),
        ("About 90 in May", ["90"]),
        ("قصفت 16 موقعا وقتل خمسة جنود", ["16 موقعا", "خمسة جنود"]),
        ("نحو ١٢ مسلحا", ["١٢ مسلحا"]),
        ("2 من الجنود", ["2"]),
        ("(3) Four boats left", ["Four boats"]),
        ("1. Four boats left", ["Four boats"]),
        ("nine of the many boats", ["nine of the many boats"]),
        ("six!", ["six"]),
        ("two young port town dweller types", ["two"]),
        ("16 two men", ["16 two men"]),
    ],
)
def test_a_number_comes_with_what_it_counts(text, found):
    assert counted(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "on May 4, 2031",
        "since 2003",
        "at 19:55",
        "the F-16 and the MQ9",
        "on Channel 14 last night",
        "under Resolution 2254",
        "version 1.2.3",
        "one boat",
        "no number at all",
        "often",
    ],
)
def test_dates_times_and_parts_of_names_are_no_key_numbers(text):
    assert counted(text) == []


def test_a_capital_that_opens_the_sentence_is_no_name():
    assert counted("Nearly 40 were hurt") == ["40"]


def test_only_the_span_is_read():
    text = "Two boats. Three mills"
    assert [text[one.start : one.end] for one in numbers(text, Span(11, 18))] == ["Three"]


WORDS = [
    "16 ",
    "two ",
    "of its ",
    "men ",
    "U.S. ",
    "$",
    "1,000",
    "dozens of ",
    "May 4 ",
    "a",
    ".",
    "٣ ",
    "جنود ",
]


@given(st.lists(st.sampled_from(WORDS)).map("".join) | st.text())
def test_numbers_lie_in_their_span_in_order(text):
    found = numbers(text, Span(0, len(text)))
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(text[one.start : one.end].strip() for one in found)


@given(st.lists(st.sampled_from(WORDS)).map("".join), st.lists(st.sampled_from(WORDS)).map("".join))
def test_what_stands_behind_the_span_changes_no_number_in_it(text, more):
    span = Span(0, len(text))
    assert numbers(text + more, span) == numbers(text, span)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Some 12 bosses fled", ["12 bosses"]),
        ("Some 12 boss men", ["12 boss men"]),
        ("The 12 captain's men", ["12 captain's men"]),
        ("The 12 captain’s men", ["12 captain’s men"]),
        ("some 12 The boats", ["12"]),
        ("gave 12 NGOS money", ["12"]),
        ("16 boats of the port, 3 of its mills", ["16 boats", "3 of its mills"]),
        ("12 of boats", ["12"]),
        ("(4) boats", []),
        ("hit (4) boats", ["4"]),
    ],
)
def test_what_is_counted_is_the_nearest_plural_or_people(text, found):
    assert counted(text) == found
