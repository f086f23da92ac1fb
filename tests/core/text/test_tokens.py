import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from watcher.core.text.fold import fold, prepare
from watcher.core.text.tokens import folded_words, humps, words


@given(st.text())
def test_each_word_folds_from_its_place_in_the_original(text):
    found = words(prepare(text))
    for index, word in enumerate(found.texts):
        assert word in fold(found.surface(index, index))


@given(st.text())
def test_words_and_gaps_stand_in_order_without_overlap(text):
    found = words(prepare(text))
    for index in range(len(found) - 1):
        before, after = found.span(index, index), found.span(index + 1, index + 1)
        assert before.start < after.end
        assert found.gap(index) == text[before.end : after.start]


@given(st.text() | st.text(alphabet="Aa.-_'’`& \n9;ßﬁ\u200bé"))
@example("Al-Zubaydi’s &amp; Straße, ﬁre")
def test_the_places_of_all_words_are_those_of_each(text):
    found = words(prepare(text))
    assert found.spans() == [found.span(index, index) for index in range(len(found))]


@given(st.text() | st.text(alphabet="Aa.-_'`& \n9;"))
def test_the_words_of_a_short_text_are_those_of_a_long_one(text):
    assert folded_words(text) == words(prepare(text)).texts


def test_a_possessive_is_a_word_of_its_own():
    assert folded_words("Al-Zubaydi's aide") == ("al", "zubaydi", "s", "aide")


def test_the_gap_shows_a_hyphen_at_the_end_of_a_line():
    found = words(prepare("Sala-\nhuddin"))
    assert found.texts == ("sala", "huddin")
    assert found.gap(0) == "-\n"


def test_camel_case_falls_into_its_parts():
    assert humps("NajafCityCouncil") == ["Najaf", "City", "Council"]
    assert humps("UNMissionTeam") == ["UN", "Mission", "Team"]
    assert humps("Scud90") == ["Scud", "90"]
    assert humps("plain") == ["plain"]


@pytest.mark.parametrize("text", ["Ba`quba", "Tal Afar &amp; Sinjar", "Ja'far", "AT&T"])
def test_words_read_without_their_places_are_the_same(text):
    assert folded_words(text) == words(prepare(text)).texts
