"""What the name finder promises for every text and every list."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.watchlist.test_names import DESK, FINDER, name
from watcher.core.text.fold import fold
from watcher.core.watchlist.lexicon import Lexicon
from watcher.core.watchlist.names import NameFinder
from watcher.core.watchlist.resolve import Resolver

PIECES = [form for one in DESK for form in one.forms] + [
    "Zubaydi", "Zafar", "Hamza", "al-", "al", "Allah", "Abd", "the", "rockets", "Baghdad", "NDX",
    "NDF", "Street", "base", "in", "Amman", "German", "French", ".", ",", "\n", "-\n", "\n\n", "'s",
    "#", "e", "a1", "U.S.", "و", "ال", "في", "من", "الحبانية", "Хамза", "\u200b", "&amp;", "s", "3",
]  # fmt: skip
NEWSY = st.lists(
    st.tuples(st.sampled_from(PIECES), st.sampled_from([" ", "", " ", "-"])), max_size=14
).map(lambda pairs: "".join(piece + gap for piece, gap in pairs))


@given(st.text() | NEWSY)
@settings(max_examples=400)
def test_finds_lie_in_the_text_in_order_and_never_overlap(text):
    finds = FINDER.find(text)
    assert all(0 <= find.span.start < find.span.end <= len(text) for find in finds)
    assert all(one.span.end <= other.span.start for one, other in pairwise(finds))


@given(NEWSY)
def test_a_find_begins_and_ends_with_a_letter_or_digit_of_the_name(text):
    for find in FINDER.find(text):
        quoted = fold(text[find.span.start : find.span.end])
        assert quoted[0].isalnum()
        assert quoted.strip()[-1].isalnum()


@given(NEWSY, st.permutations(DESK))
@settings(deadline=None)
def test_the_order_of_names_changes_nothing(text, names):
    again = NameFinder(names, ["Amman", "gun*", "joint patrol"])
    assert again.find(text) == FINDER.find(text)


@given(st.lists(NEWSY, max_size=4))
@settings(deadline=None)
def test_a_warm_memory_answers_as_a_cold_one(texts):
    warm = NameFinder(DESK)
    for text in texts:
        warm.find(text)
    for text in texts:
        assert warm.find(text) == NameFinder(DESK).find(text)


def test_a_full_memory_starts_anew_and_changes_no_answer():
    lexicon = Lexicon(["hamza", "zubaydi"])
    small, large = Resolver(lexicon, most=2), Resolver(lexicon)
    for word in ["hamza", "hamzah", "zubaidi", "the", "hamza"] * 2:
        assert small[word] == large[word]
        assert len(small) <= 2


def test_beyond_its_share_of_new_words_a_text_is_compared_letter_by_letter():
    resolver = Resolver(Lexicon(["hamza", "zubaydi"]), most_new=1)
    assert resolver["hamzah"] is not None
    assert resolver["zubaidi"] is None
    assert resolver["zubaydi"] is not None
    resolver.begin()
    assert resolver["zubaidi"] is not None


@given(
    st.sampled_from([form for one in DESK for form in one.forms]),
    st.sampled_from(
        ["Zafar", "Hamza", "Air Base", "al-Zubaydi", "Jafar", "Faw", "الظفر", "National"]
    ),
)
def test_adding_a_name_never_removes_a_find_of_a_longer_other_name(form, shorter):
    text = f"Troops in Baghdad: {form} was named."
    before = FINDER.find(text)
    after = NameFinder([*DESK, name(shorter, id="added")]).find(text)
    for find in before:
        if find.span.end - find.span.start > len(shorter):
            assert find in after


def test_a_hostile_word_is_answered_in_bounded_work():
    text = "zubaydi" * 5000 + " " + "a" * 10_000 + " " + "الا" * 3000 + " х" * 3000
    assert FINDER.find(text) == ()


def test_a_list_without_names_finds_nothing():
    assert NameFinder([]).find("Hamza al-Zubaydi in Baghdad (NDX), rockets.") == ()


def test_a_name_without_letters_is_never_found():
    assert NameFinder([name("—", id="dash")]).find("— and its —'s") == ()
