"""A text as a line of folded words, and the way back."""

from hypothesis import example, given
from hypothesis import strategies as st

from watcher.core.text.fold import prepare
from watcher.core.text.tokens import words
from watcher.core.watchlist.line import Lines

NEWS = st.lists(
    st.sampled_from(
        ["Port", "al-Asad's", "U.S.", "’Ain", "&amp;", "ﬁre", "İ", "غارة", "3", *" \n\t,-'(«"]
    ),
    max_size=20,
).map("".join)


@given(st.text() | NEWS)
@example("Port  of\n\n“Basra”, al-Asad's\tgate &amp; ﬁre")
def test_a_line_has_the_words_of_its_text_and_knows_where_each_stands(text):
    line = Lines().line(text)
    known = words(prepare(text))
    assert line.folded.split(" ") == ["", *known.texts, ""]
    end = 0
    for number, word in enumerate(known.texts):
        start, end = end + 1, end + 1 + len(word)
        assert line.span(start, end) == known.span(number, number)


@given(st.lists(NEWS, max_size=8), st.integers(1, 3))
def test_what_is_remembered_or_forgotten_changes_no_line(texts, most):
    lines = Lines(most)
    assert [lines.line(text).folded for text in texts] == [
        Lines().line(text).folded for text in texts
    ]


def test_the_memory_is_bounded_and_keeps_no_noise():
    lines = Lines(most=2)
    lines.line("one two three " + "x" * 81)
    assert 0 < len(lines) <= 2
    assert all(len(chunk) <= 80 for chunk in lines)
