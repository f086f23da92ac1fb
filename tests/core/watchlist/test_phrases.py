"""Words and phrases, found in one pass."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watcher.core.watchlist.phrases import PhraseFinder


def found(phrase, text):
    return [
        text[span.start : span.end] for span in PhraseFinder([phrase]).find(text).get(phrase, ())
    ]


@pytest.mark.parametrize(
    ("phrase", "text", "expected"),
    [
        ("strike", "A strike; the STRIKE, strikes.", ["strike", "STRIKE"]),
        ("strike*", "A strike, strikers and airstrikes.", ["strike", "strikers"]),
        ("air strike*", "An air-\nstrike and air strikes.", ["air-\nstrike", "air strikes"]),
        ("red line", "A red, line and a red thin line", ["red, line"]),
        ("Ain al-Asad", "at Ain Al Asad.", ["Ain Al Asad"]),
        ("Iraq", "Iraq's army, Iraqi, (Iraq)", ["Iraq", "Iraq"]),
        ("did not", "They did not, he said.", ["did not"]),
        ("didn't", "They didn’t go.", ["didn’t"]),
        ("US", "The US told us: US.", ["US", "US"]),
        ("U.S.", "The U.S. and the u.s. of old", ["U.S"]),
        ("who", "Who knows WHO", ["Who", "WHO"]),
        ("strike", "", []),
        ("…", "no words … here", []),
        ("*", "no words", []),
        ("//", "a // b", []),
        (r"/MQ-?\d/", "An MQ-9, an mq1 and MQX", ["MQ-9", "mq1"]),
        ("/x*/", "xx y", ["xx"]),
        (r"/a\d/", "\ud800 a7", ["a7"]),
    ],
)
def test_a_phrase_is_its_words_in_order_whatever_stands_between_them(phrase, text, expected):
    assert found(phrase, text) == expected


@pytest.mark.parametrize(
    ("phrase", "text", "expected"),
    [
        ("غارة جوية", "نفذت غارة جوية ثم الغارة الجوية", ["غارة جوية", "الغارة الجوية"]),
        ("غارة جوية", "والغارة الجوية", ["والغارة الجوية"]),
        ("العراق", "في العراق وبالعراق للعراق وعراق", ["العراق", "وبالعراق", "للعراق"]),
        ("قصف", "بقصف وقصف القصف يقصف", ["بقصف", "وقصف", "القصف"]),
        ("لا", "ولا فلا بلا", ["ولا", "فلا"]),
        ("طائرة MQ", "الطائرة MQ", ["الطائرة MQ"]),
        ("قصف*", "وقصفت قصفوا", ["وقصفت", "قصفوا"]),
    ],
)
def test_arabic_words_are_found_with_what_is_written_onto_them(phrase, text, expected):
    assert found(phrase, text) == expected


def test_every_phrase_is_answered_as_it_was_given():
    places = PhraseFinder(["Strike", "strike", "air strike", "/strike/"]).find("An air strike")
    assert set(places) == {"Strike", "strike", "air strike", "/strike/"}


def test_a_finder_of_nothing_finds_nothing():
    assert PhraseFinder([]).find("A strike.") == {}


TEXTS = st.text(st.characters(codec="utf-8"), max_size=80) | st.text(
    "ab ,.*/-\nالقصف'", max_size=40
)


@given(st.lists(TEXTS.filter(lambda text: not text.startswith("/")), max_size=5), TEXTS)
def test_any_phrase_and_any_text_give_places_inside_the_text_in_order(phrases, text):
    for spans in PhraseFinder(phrases).find(text).values():
        assert list(spans) == sorted(set(spans))
        assert all(0 <= span.start < span.end <= len(text) for span in spans)


@given(st.lists(st.sampled_from(["strike*", "air strike", "US", "غارة"]), max_size=4), TEXTS)
def test_a_phrase_is_found_whatever_else_is_looked_for(phrases, text):
    together = PhraseFinder(phrases).find(text)
    for phrase in phrases:
        assert together.get(phrase) == PhraseFinder([phrase]).find(text).get(phrase)


def test_camel_case_with_a_piece_that_nothing_explains_stays_whole():
    finder = PhraseFinder(["Karrada", "raid"])
    assert set(finder.read("KarradaBigRaid").places) == {"Karrada", "raid"}
    assert not finder.read("KarradaXqRaid").places
