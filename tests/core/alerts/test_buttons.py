"""What buttons carry comes back from anybody."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watcher.core.alerts.buttons import Verb, data, read

EVENT = "0123456789abcdef"


@pytest.mark.parametrize("verb", Verb)
def test_a_button_comes_back_as_it_was_sent_and_has_room(verb):
    carried = data(verb, EVENT)
    assert len(carried.encode()) <= 64
    assert read(carried) == (verb, EVENT)


@pytest.mark.parametrize(
    "carried", ["", "2:ack:1", "1:drop:1", "1:ack:", "1:ack", "ack:1", "1:ack:a b", "1:ack:1\n"]
)
def test_what_is_none_of_ours_is_nothing(carried):
    assert read(carried) is None


@given(st.text() | st.text(alphabet="1:ack0", max_size=12))
def test_any_text_can_come_back(carried):
    found = read(carried)
    assert found is None or data(*found) == carried
