"""Plain text keeps what matters where room is short."""

from hypothesis import given
from hypothesis import strategies as st

from watcher.channels.plain_text import severity, written
from watcher.core.alerts.compose import MARKS
from watcher.model import Block, Line, Message, Run, Severity

LONG = Message(
    (
        Line((Run("Head of the alert"),)),
        Line((Run("a quote " * 10),), Block.QUOTE, rank=1),
        Line((Run("a detail " * 10),), Block.DETAILS, rank=2),
        Line((Run("Source"),)),
    )
)


def test_without_a_limit_nothing_is_left_out():
    assert written(LONG).count("\n") == 3


def test_the_least_important_lines_make_room_first_and_a_mark_stands_for_them():
    assert written(LONG, 130) == f"Head of the alert\n  | {'a quote ' * 10}\nSource\n…"
    assert written(LONG, 40) == "Head of the alert\nSource\n…"


def test_what_must_stay_is_cut_at_a_word():
    assert written(LONG, 20) == "Head of the…"


def test_where_nothing_must_stay_the_mark_alone_is_left():
    assert written(Message((Line((Run("word " * 9),), rank=1),)), 10) == "…"


@given(st.lists(st.tuples(st.text(), st.integers(0, 3)), max_size=6), st.integers(4, 60))
def test_a_limit_in_bytes_is_kept_whatever_the_text(lines, limit):
    text = written(Message(tuple(Line((Run(one),), rank=rank) for one, rank in lines)), limit)
    assert len(text.encode()) <= limit


def test_the_mark_tells_the_severity():
    for one in Severity:
        assert severity(f"{MARKS[one]} words") is one
    assert severity("Digest") is None
