"""Rate limits: sliding windows on a clock of our own, and one look over HTTP."""

import pytest

from tests.fake_telegram.chats import Chat, Kind
from tests.fake_telegram.errors import ApiError
from tests.fake_telegram.limits import Limits

DESK = Chat(1)
GROUP = Chat(-2, Kind.GROUP)


class Hands:
    """A clock that a test moves."""

    now = 0.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Hands()


def wait(limits, chat):
    """0 if a message is admitted, else the seconds to wait."""
    try:
        limits.admit(chat)
    except ApiError as error:
        return error.parameters["retry_after"]
    return 0


def test_limits_are_off_unless_asked_for(clock):
    limits = Limits(clock)
    assert [wait(limits, DESK) for _ in range(100)] == [0] * 100


def test_a_chat_takes_three_at_once_and_then_one_a_second(clock):
    limits = Limits(clock, enabled=True)
    assert [wait(limits, DESK) for _ in range(4)] == [0, 0, 0, 3]
    clock.now = 2.9
    assert wait(limits, DESK) == 1
    clock.now = 3.0
    assert wait(limits, DESK) == 0


def test_one_a_second_is_never_too_fast_for_a_private_chat(clock):
    limits = Limits(clock, enabled=True)
    for clock.now in range(100):
        assert wait(limits, DESK) == 0


def test_a_group_takes_twenty_a_minute(clock):
    limits = Limits(clock, enabled=True)
    for clock.now in range(20):
        assert wait(limits, GROUP) == 0
    assert wait(limits, GROUP) == 60 - 19
    clock.now = 60
    assert wait(limits, GROUP) == 0


def test_all_chats_together_take_thirty_a_second(clock):
    limits = Limits(clock, enabled=True)
    assert [wait(limits, Chat(n)) for n in range(1, 32)] == [0] * 30 + [1]
    clock.now = 1.0
    assert wait(limits, Chat(99)) == 0


def test_a_refused_call_does_not_count(clock):
    limits = Limits(clock, enabled=True)
    for _ in range(10):
        wait(limits, DESK)
    clock.now = 3.0
    assert wait(limits, DESK) == 0


def test_a_scale_makes_the_windows_shorter(clock):
    limits = Limits(clock, scale=60, enabled=True)
    for step in range(20):
        clock.now = step / 60
        assert wait(limits, GROUP) == 0
    assert wait(limits, GROUP) == 1
    clock.now = 1.0
    assert wait(limits, GROUP) == 0


def test_the_server_answers_429_and_keeps_the_message_out(telegram):
    telegram.add_chat(1)
    telegram.limits(scale=0.01)  # slow enough that no pause of the machine opens a window
    answers = [telegram.call("sendMessage", chat_id=1, text="x") for _ in range(4)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    found = answers[3].json()
    wait = found["parameters"]["retry_after"]
    assert 200 < wait <= 300
    assert found["description"] == f"Too Many Requests: retry after {wait}"
    assert len(telegram.journal()) == 3
