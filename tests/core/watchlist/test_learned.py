"""What was learned about words comes back whole, and changes no find."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from watcher.core.watchlist.language import Name, Spelling
from watcher.core.watchlist.learned import read_back, write_down
from watcher.core.watchlist.names import NameFinder

NAMES = (
    Name(
        "salt", "Harakat Sons of al-Salt", "faction", aliases=("أبناء الملح",), short_names=("HSS",)
    ),
    Name("zubaydi", "Hamza al-Zubaydi", "person", spelling=Spelling.LOOSE),
    Name("selm", "Selmawi Air Base", "base"),
    Name("shahab", "Shahab-7", "weapon"),
)
WORDS = (
    "Harakat", "Sons", "of", "al-Salt", "as-Salt", "HSS", "أبناء", "والملح", "الملح", "Hamzah", "Hamza",
    "Zubaidi", "al-Zubaydi's", "alZubaydi", "Zubyadi", "frontHamza", "SELMAWI", "Selmawi", "air",
    "base", "airbase", "Шахаб", "Shahab7", "shahab", "7", "strike", "drones", "\n", ",", "the", "-", "0f",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join)


def finder(names=NAMES):
    return NameFinder(names, ("drone*",))


@settings(deadline=None)
@given(st.lists(TEXTS, min_size=1, max_size=3))
@example(["Hamzah Zubaidi of Harakat Sons of as-Salt at Selmawi airbase", "والملح"])
def test_finds_are_the_same_cold_warm_and_with_what_another_has_learned(texts):
    cold = [finder().find(text) for text in texts]
    warm = finder()
    assert [warm.find(text) for text in texts] == cold
    assert [warm.find(text) for text in texts] == cold
    taught = finder()
    taught.resolver.learn(read_back(write_down(warm.resolver)))
    assert taught.resolver == warm.resolver
    assert [taught.find(text) for text in texts] == cold


@settings(deadline=None)
@given(TEXTS)
def test_answers_come_back_as_they_were(text):
    warm = finder()
    warm.find(text)
    assert read_back(write_down(warm.resolver)) == warm.resolver


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "7",
        '{"known": {}}',
        '{"known": [], "unknown": []}',
        '{"known": {}, "unknown": 7}',
        '{"known": {"a": 7}, "unknown": []}',
        '{"known": {"a": [[["a", "SIMILAR", 0]], [], []]}, "unknown": []}',
        '{"known": {"a": [[["a"]], [], []]}, "unknown": []}',
        '{"known": {"a": [[], ["nonsense"], []]}, "unknown": []}',
    ],
)
def test_what_is_no_answer_is_refused(text):
    with pytest.raises(ValueError, match=r"\w"):
        read_back(text)


def test_a_digest_tells_lists_apart_by_their_words_only():
    same = finder()
    same.find("Hamzah Zubaidi flew to Selmawi")
    assert same.resolver.digest == finder().resolver.digest
    noted = [Name(one.id, one.name, one.type, aliases=one.aliases, note="x") for one in NAMES[2:]]
    assert finder(noted).resolver.digest == finder(NAMES[2:]).resolver.digest
    assert finder(NAMES[1:]).resolver.digest != finder().resolver.digest


def test_more_answers_than_may_be_remembered_are_not_learned():
    small = finder()
    small.resolver.learn(dict.fromkeys(map(str, range(300_000))))
    assert len(small.resolver) == 0
