import pytest

from watcher.core.text.plural import many


@pytest.mark.parametrize(
    ("number", "noun", "text"),
    [
        (0, "alert", "0 alerts"),
        (1, "alert", "1 alert"),
        (2, "alert", "2 alerts"),
        (1, "story", "1 story"),
        (31, "story", "31 stories"),
        (3, "day", "3 days"),
    ],
)
def test_a_noun_is_counted_as_english_counts(number, noun, text):
    assert many(number, noun) == text
