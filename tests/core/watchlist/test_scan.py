"""Chunks, marks and passages: what the finder reads closely, and what it passes over."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.core.watchlist.test_names import DESK, FINDER, found, name
from tests.core.watchlist.test_names_promises import NEWSY
from watcher.core.text.fold import fold
from watcher.core.watchlist.chunks import Chunks, Memory
from watcher.core.watchlist.combine import Combiner
from watcher.core.watchlist.forms import forms_of
from watcher.core.watchlist.keys import misread
from watcher.core.watchlist.lexicon import Lexicon
from watcher.core.watchlist.names import NameFinder
from watcher.core.watchlist.passage import STOP
from watcher.core.watchlist.repair import read_words
from watcher.core.watchlist.resolve import Resolver
from watcher.core.watchlist.scan import Scan


def known_chunks(most_new=1000):
    forms = forms_of(DESK)
    resolver = Resolver(Lexicon([word for form in forms for word in form.words]), most_new=most_new)
    return Chunks(resolver, Combiner(forms), {"ndx": ("NDX",)})


CHUNKS = known_chunks()


def read(text):
    """The passages of a text, each as its words with | for a stop."""
    passages = Scan(text, CHUNKS).passages()
    return [" ".join(word.text or "|" for word in one.words).strip("| ") for one in passages]


@given(st.text() | NEWSY)
def test_a_word_of_a_chunk_stands_where_it_says(chunk):
    last = 0  # of ¼ both words begin at one place
    for word in read_words(chunk, CHUNKS.resolver):
        if word is not STOP:
            assert last <= word.start < word.end <= len(chunk)
            written = "".join(filter(str.isalnum, fold(chunk[word.start : word.end])))
            assert any(word.text in meant for meant in (written, *misread(written)))
            last = word.start


@given(st.text() | NEWSY)
@example("Zubdy:1")  # a chunk, and 1 is read as l where it may make a name
def test_a_passage_quotes_the_story_and_has_a_stop_at_both_ends(text):
    for passage in Scan(text, CHUNKS).passages():
        assert passage.words[0] is passage.words[-1] is STOP
        for index, word in enumerate(passage.words):
            if word is not STOP:
                written = "".join(filter(str.isalnum, fold(passage.surface(index))))
                assert any(word.text[0] in meant for meant in (written, *misread(written)))


def test_only_words_that_may_make_a_name_are_read_closely():
    assert read("The harvest was poor, and prices rose.") == []
    assert read("A man named Hamza sold wheat to a baker.") == []
    assert read("The ministry praised Hamza al-Zubaydi in a long speech.") == [
        "the ministry praised hamza al zubaydi in a long"
    ]


def test_words_far_from_each_other_make_no_passage():
    filler = "one two three four five six seven eight"
    assert read(f"Peace {filler} Line") == []
    assert read("Peace of the Line") == ["peace of the line"]


@pytest.mark.parametrize(
    "text",
    [
        "Hamza   al-Zubaydi spoke",
        "Hamza \n al-Zubaydi spoke",
        "Qasr    al     Shirin",
        "Hamza\t\tal-Zubaydi",
        "Hamza\xa0\xa0al-Zubaydi",
        "Hamza - al - Zubaydi",
    ],
)
def test_blanks_of_any_width_stand_inside_a_name(text):
    assert len(found(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Qasr\n\nShirin",
        "Qasr \n \n Shirin",
        "Qasr\n-\nShirin",
        "Qasr, Shirin",
        "Qasr — Shirin",
        "Qasr. Shirin",
        "Qasr (Shirin",
    ],
)
def test_an_empty_line_a_dash_or_a_mark_ends_a_name(text):
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("men of Hamza al-Zu-\nbaydi's guard", ["Hamza al-Zu-\nbaydi"]),
        ("men of Hamza al-Zu- \n  baydi", ["Hamza al-Zu- \n  baydi"]),
        ("Qasr-\nShirin", ["Qasr-\nShirin"]),
        ("a well-\nknown town, Qasr Shirin", ["Qasr Shirin"]),
    ],
)
def test_a_word_torn_at_a_line_end_is_put_together_where_the_list_has_it(text, expected):
    assert [surface for _, surface in found(text)] == expected


def test_initials_with_points_are_one_word_where_the_list_has_it():
    finder = NameFinder([name("U.S. Harbour Watch")])
    assert found("the U.S Harbour Watch", finder)[0][1] == "U.S Harbour Watch"
    assert found("the U.K Harbour Watch", finder) == []


def test_a_short_name_of_two_words_needs_both():
    finder = NameFinder([name("Harbour Watch Committee", short_names=("HWX East",))])
    assert found("Rockets hit the HWX East post", finder)[0][1] == "HWX East"
    assert found("Rockets hit the HWX West post", finder) == []


def test_a_full_memory_of_chunks_starts_anew():
    memory = Memory(len, CHUNKS.resolver, most=2)
    for chunk in ["a", "bb", "ccc", "a", "dddd"]:
        assert memory[chunk] == len(chunk)
        assert len(memory) <= 2


def test_a_chunk_too_long_to_come_again_is_not_remembered():
    memory = Memory(len, CHUNKS.resolver, most=2)
    assert memory["a" * 1000] == 1000
    assert not memory


def test_what_a_text_with_too_many_new_words_hides_is_seen_in_the_next_text():
    chunks = known_chunks(most_new=1)
    assert list(Scan("Xylo said that Hamzah Zubaidi spoke", chunks).passages()) == []
    for text in ("Hamzah spoke", "Zubaidi spoke", "spoke said that Hamzah"):
        list(Scan(text, chunks).passages())
    assert len(list(Scan("Hamzah Zubaidi", chunks).passages())) == 1


@given(NEWSY, NEWSY)
@settings(deadline=None)
def test_what_was_read_before_changes_no_find(before, text):
    fresh = NameFinder(DESK, ["Amman", "gun*", "joint patrol"])
    fresh.find(before)
    assert fresh.find(text) == FINDER.find(text)
