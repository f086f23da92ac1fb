"""Where conditions hold: borders, order and nearness, to the letter."""

import pytest

from tests.build import rule
from tests.core.watchlist.test_evaluate import IRAQ, STRIKE, events, matches, only
from watcher.core.watchlist.language import AtLeast, Phrase, Together, Within
from watcher.model import ToldAs


def together(*items, **kwargs):
    return Together(tuple(map(Phrase, items)), **kwargs)


def test_one_of_several_is_enough_where_one_is_asked_for():
    assert only("Iraq is calm", AtLeast(1, (IRAQ, STRIKE)))
    assert not only("All is calm", AtLeast(1, (IRAQ, STRIKE)))


@pytest.mark.parametrize(("first", "then"), [("/hos/", "/tile/"), ("/ho/", "/stile/")])
def test_as_written_takes_what_begins_where_the_other_ends(first, then):
    assert only("a hostile act", together(first, then, as_written=True))
    assert not only("a hostile act", together(then, first, as_written=True))


@pytest.mark.parametrize(("words", "holds"), [(4, False), (5, True)])
def test_words_are_counted_between_the_first_find_and_the_last(words, holds):
    text = "A gate and one near mill or dam"
    near = together("near", "gate", "dam", within=Within.WORDS, words=words)
    assert bool(only(text, near)) is holds


def test_a_cue_counts_from_its_event_in_a_later_sentence_too():
    text = (
        "All was calm. A possible strike, and the ministry wrote on Sunday evening in a note that"
        " it had sent twenty more guards and two cars to the gate."
    )
    (evidence,) = only(text, STRIKE).evidence
    assert evidence.told_as is ToldAs.POSSIBLE
    assert text[evidence.cue.start : evidence.cue.end] == "possible"


def test_of_a_sentence_without_end_the_words_around_the_event_are_heard():
    far = "the road and the mill " * 120
    near, beyond = f"{far}a possible strike {far}", f"{far}a strike {far}possible"
    assert [one.told_as for one in only(near, STRIKE).evidence] == [ToldAs.POSSIBLE]
    assert [one.told_as for one in only(beyond, STRIKE).evidence] == [ToldAs.REPORTED]
    assert events(only(far + near, STRIKE)) == ["strike"]


@pytest.mark.parametrize(("gap", "counted"), [(12, True), (13, False)])
def test_a_number_counts_up_to_twelve_characters_from_its_word(gap, counted):
    text = f"A strike on sites{'.' * (gap - 2)}: 16"
    (match,) = matches(text, rule(look_for=(STRIKE,), numbers_near=("sites",)))
    assert [text[one.start : one.end] for one in match.numbers] == (["16"] if counted else [])
