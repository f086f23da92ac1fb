"""How alike two texts are, estimated from their word triples; what a telling takes from a story."""

from datetime import date

import pytest

from tests.build import event, evidence, match, name, story
from watcher.core.stories.same import Telling, find_same, likeness, signature, tell
from watcher.model import EntryId, RuleId

DAY = date(2025, 9, 4)
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


def test_a_telling_takes_rules_names_and_words_from_the_story():
    told = story("Rockets hit the base. It was loud.")
    found = match(told, evidence(told, "Rockets hit the base.", "hit"))
    one = tell(told, (found,), frozenset({EntryId("harir")}), DAY)
    assert one.rules == {"attack"}
    assert one.names == {"harir"}
    assert one.signature == signature(told.text)


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("The envoy left on Monday and rockets hit on Tuesday.", date(2025, 9, 2)),
        ("Rockets hit on Monday and the envoy left on Tuesday.", date(2025, 9, 1)),
    ],
)
def test_of_two_days_the_one_next_to_the_event_word_counts(sentence, day):
    told = story(f"Nothing yet, nothing at all until noon. {sentence}")
    found = match(told, evidence(told, sentence, "hit"))
    assert tell(told, (found,), frozenset(), DAY).day == day


def test_a_group_and_a_place_alone_are_two_events():
    entries = {one.id: one for one in (name("badr", type="faction"), name("haifa", type="place"))}
    one = Telling(
        frozenset({RuleId("attack")}),
        frozenset({EntryId("badr"), EntryId("haifa")}),
        DAY,
        False,
        (),
    )
    assert find_same(one, [event(names=["haifa"])], entries) is None
    found = find_same(one, [event(names=["badr", "haifa"])], entries)
    assert found is not None
    assert found[1] == "badr on 2025-09-04 again"
