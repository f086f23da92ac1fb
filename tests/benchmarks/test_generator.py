"""The truth of generated stories is true, and the same each time."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks import parts
from benchmarks.generator import FEWEST, LENGTH, MOST, Newsroom
from benchmarks.respelling import OPERATIONS, change_article, hyphenate, respell
from benchmarks.watchlists import Watchlist, sound

LIST = Watchlist(300)
NAMES = {name.id: name.name for name in LIST.names}


def stories(count=30, seed=5, **kwargs):
    return list(Newsroom(LIST, seed, **kwargs).stories(count))


def mentions(respelled):
    return [
        (one, story.text[one.start : one.end])
        for story in stories()
        for one in story.mentions
        if bool(one.how) is respelled
    ]


def test_the_same_seed_writes_the_same_and_another_seed_writes_something_else():
    assert stories(3) == stories(3)
    assert stories(3) != stories(3, seed=6)
    assert Watchlist(50).names == Watchlist(50).names
    assert Watchlist(50).names != Watchlist(50, seed=8).names


@pytest.mark.parametrize("size", [100, 1_000, 10_000])
def test_a_list_has_the_length_asked_for_and_no_two_names_sound_the_same(size):
    names = Watchlist(size).names
    assert len(names) == size
    assert len({name.id for name in names}) == size
    people = [name.name.split() for name in names if name.type == "person"]
    assert len({(sound(words[0]), sound("".join(words[1:]))) for words in people}) == len(people)


def test_a_story_has_its_length_and_five_to_fifteen_mentions():
    for story in stories():
        assert LENGTH <= len(story.text) <= LENGTH * 1.3
        assert FEWEST <= len(story.mentions) <= MOST


def test_mentions_stand_in_order_without_overlap():
    for story in stories():
        places = [at for one in story.mentions for at in (one.start, one.end)]
        assert places == sorted(places)
        assert all(one.start < one.end for one in story.mentions)


def test_a_mention_that_is_not_respelled_stands_as_listed():
    as_listed = mentions(respelled=False)
    assert as_listed
    for one, text in as_listed:
        assert text == NAMES[one.name]


def test_a_respelled_mention_differs_from_the_list_and_half_of_them_are():
    changed = mentions(respelled=True)
    for one, text in changed:
        assert one.how == "glue" or text != NAMES[one.name]
    share = len(changed) / (len(changed) + len(mentions(respelled=False)))
    assert 0.4 < share < 0.6


def test_each_operation_is_met():
    met = {how for one, _ in mentions(respelled=True) for how in one.how.split("+")}
    assert {operation.__name__ for operation, _ in OPERATIONS} - met == set()


def test_respelling_without_a_typing_error_keeps_the_sound():
    changed = mentions(respelled=True)
    kept = [pair for pair in changed if "mistype" not in pair[0].how]
    same = [sound(text) == sound(NAMES[one.name]) for one, text in kept]
    # An article that is joined to its noun sounds like a part of it.
    assert sum(same) / len(same) > 0.8


def test_an_ordinary_article_mentions_nobody_of_the_list():
    articles = list(Newsroom(LIST, 5).ordinary_articles(20))
    assert all(len(article) >= LENGTH for article in articles)
    for article in articles:
        assert [name for name in NAMES.values() if name in article] == []


def test_a_stranger_is_nobody_of_the_list_however_spelled():
    random = Random(1)
    known = {sound(name) for name in NAMES.values()}
    for _ in range(200):
        assert sound(LIST.stranger(random)) not in known


def test_where_everybody_is_listed_there_are_no_strangers(monkeypatch):
    monkeypatch.setattr(parts, "GIVEN", ("Qasim", "Jamal"))
    monkeypatch.setattr(parts, "FAMILY", ("Basri",))
    monkeypatch.setattr(parts, "PERSIAN_FAMILY", ("Basri",))
    everybody = Watchlist(2)
    with pytest.raises(ValueError, match="write more parts"):
        everybody.stranger(Random(1))


def test_a_known_world_repeats_its_words_and_new_outlets_do_not():
    def vocabulary(**kwargs):
        return set().union(*(story.text.split() for story in stories(600, **kwargs)))

    assert len(vocabulary(is_known=True)) < len(vocabulary()) - 500


@given(st.text(max_size=60), st.integers())
def test_respelling_bears_any_text(text, seed):
    written, how = respell(Random(seed), text)
    assert bool(how) or written == text


def test_operations_that_do_not_apply_change_nothing():
    assert change_article(Random(1), "Camp Harlow") == "Camp Harlow"
    assert hyphenate(Random(1), "Badan") == "Badan"
