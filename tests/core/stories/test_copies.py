"""How alike two texts are, estimated from their word triples."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watcher.core.stories.copies import likeness, signature

WORDS = [f"word{number}" for number in range(30)]


def alike(one, other):
    return likeness(signature(" ".join(one)), signature(" ".join(other)))


def test_other_words_are_not_alike():
    assert alike(WORDS, [f"other{number}" for number in range(30)]) == 0


def test_the_order_of_words_counts():
    assert alike(WORDS, WORDS[::-1]) == 0


def test_texts_as_short_as_one_triple_or_shorter_are_told_apart():
    texts = ["", "a", "a b", "a b c", "a b d"]
    assert len({signature(text) for text in texts}) == len(texts)
    assert all(len(signature(text)) == 1 for text in texts)


def test_a_text_has_as_many_triples_as_words_less_two():
    assert len(signature(" ".join(WORDS))) == 28


def test_only_the_48_smallest_hashes_are_kept():
    long = signature(" ".join(f"word{number}" for number in range(200)))
    assert len(long) == 48
    assert list(long) == sorted(long)


@pytest.mark.parametrize(("kept", "share"), [(30, 1.0), (20, 18 / 28), (10, 8 / 28)])
def test_likeness_of_short_texts_is_exactly_the_share_of_common_triples(kept, share):
    assert alike(WORDS, WORDS[:kept]) == pytest.approx(share)


def test_letters_that_cannot_be_encoded_are_hashed_all_the_same():
    assert signature("half \ud800 a pair") != signature("half \ud801 of it")


@given(st.text())
def test_a_text_is_wholly_like_itself(text):
    assert likeness(signature(text), signature(text)) == 1


@given(st.text(), st.text())
def test_likeness_is_a_share_and_has_no_direction(one, other):
    there = likeness(signature(one), signature(other))
    assert there == likeness(signature(other), signature(one))
    assert 0 <= there <= 1
