"""What is almost a name is noted where it is no find, and judged by its letters."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.build import name, rule
from watcher.core.watchlist.language import RuleTest, Watchlist
from watcher.core.watchlist.names import NameFinder
from watcher.core.watchlist.near_misses import is_open, near_misses, unnamed

NAMES = (
    name("rostam", "Rostam Farhanzad", aliases=("KH Brigades",), not_this=("Rostam Verhansat",)),
    name("sudani", "Mohammed Shia al-Sudani"),
    name("mukalla", "Mukallan"),
    name("taji", "Taji"),
)
FINDER = NameFinder(NAMES)
PIECES = st.sampled_from(
    ["Rostam", "Verhansad", "Mohammed", "Shia", "al-Sudani", "Border", "the", "Mukallann", ".",
     "Rostam Farhanzad", "’", "\n", "ع", "Taji"]
)  # fmt: skip


def noted(text):
    return unnamed(text, FINDER.find(text), FINDER.resolver)


def near(*texts):
    counts = Counter(one for text in texts for one in noted(text))
    return [
        (one.surface, one.name, one.documents)
        for one in near_misses(counts, NAMES, FINDER.resolver)
    ]


def test_a_spelling_too_far_off_is_offered_with_its_count():
    told = near("He met Rostam Verhansad.", "A Rostam Verhansad man spoke.", "Rain fell.")
    assert told == [("Rostam Verhansad", "rostam", 2)]


def test_what_is_found_is_no_near_miss():
    assert near("Rustam Ferhanzad met.", "Rostam Farhanzad met.") == []


def test_what_the_list_rules_out_is_no_near_miss():
    assert near("He met Rostam Verhansat.") == []


def test_a_longer_run_is_cut_to_what_is_alike_and_counted_with_it():
    told = near("Late Rostam Verhansad Fighters met.", "Then Rostam Verhansad met.")
    assert told == [("Rostam Verhansad", "rostam", 2)]


@pytest.mark.parametrize(
    "text",
    [
        "He met rostam verhansad.",  # no capitals
        "Rostam Ministry said so.",  # an ordinary word is spelled as it is meant
        "Tajia said so.",  # short, and alone
        "Verhansad said so.",  # one word of two
        "Rostam Xyzzyplugh said so.",  # another word altogether
    ],
)
def test_what_is_not_alike_is_not_offered(text):
    assert near(text) == []


def test_the_most_frequent_come_first():
    told = near("Xostam Farhanzad fell.", *["Rostam Verhansad met."] * 2)
    assert [one[0] for one in told] == ["Rostam Verhansad", "Xostam Farhanzad"]


@pytest.mark.parametrize(
    ("surface", "asked"),
    [
        ("Rostam Verhansad", True),
        ("Rustam Ferhanzad", False),  # found already
        ("Verhansad Force", True),
        ("VQX", False),  # a short name
        ("Border Crossing", False),  # ordinary words
        ("Border Farhanzat", True),  # one of them is none
        ("Rostam-Farhansat", False),  # a test says that it must not alert, hyphen or not
        ("Rostam Verhanqad", True),  # the test with it says that it must alert
        ("Karhansat", True),  # part of a longer word in a test
    ],
)
def test_nobody_is_asked_about_what_is_answered_already(surface, asked):
    tests = (
        RuleTest("Then Rostam Farhansat-Zarkarhansat left.", alert=False, line=1),
        RuleTest("Then Rostam Verhanqad left.", alert=True, line=2),
    )
    names = (*NAMES, name("vqx", "Verhan Qasri Xuma", short_names=("VQX",)))
    watchlist = Watchlist(names=names, rules=(rule(tests=tests),))
    assert is_open(surface, watchlist, NameFinder(names)) is asked


@given(st.lists(PIECES, max_size=8).map(" ".join))
def test_what_is_noted_stands_in_the_text_outside_every_find(text):
    finds = FINDER.find(text)
    for surface in noted(text):
        places = [at for at in range(len(text)) if text.startswith(surface, at)]
        assert any(
            all(at + len(surface) <= find.span.start or find.span.end <= at for find in finds)
            for at in places
        )


@given(st.lists(PIECES, max_size=8).map(" ".join))
def test_a_near_miss_is_never_the_same_letters(text):
    for one in near_misses(Counter(noted(text)), NAMES, FINDER.resolver):
        assert 0 < one.score < 1
        assert one.surface in text
