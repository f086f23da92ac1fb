from dataclasses import replace
from datetime import UTC, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.build import NOON
from watcher.app.standing import (
    due,
    notice,
    pace,
    pause,
    proposal,
    resting,
    standing,
    unasked,
)
from watcher.model import SourceName, Trouble
from watcher.ports import Move, SourceState, Standing

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
WELL = SourceState(SourceName("press"), NOON, None, 0, "", 3, ())
SLOW = replace(WELL, last_news=NOON - 3 * DAY, usual_gap=HOUR, longest_gap=DAY)


@pytest.mark.parametrize(
    ("failures", "every", "retry_after", "jitter", "wait"),
    [
        (1, 2 * MINUTE, None, 0.0, 4 * MINUTE),
        (1, 2 * MINUTE, None, 1.0, 2 * MINUTE),
        (3, 2 * MINUTE, None, 0.0, 16 * MINUTE),
        (99, 2 * MINUTE, None, 0.0, 6 * HOUR),
        (99, 2 * MINUTE, None, 1.0, 3 * HOUR),
        (1, 12 * HOUR, None, 1.0, 12 * HOUR),
        (1, 2 * MINUTE, HOUR, 0.0, HOUR),
        (9, 2 * MINUTE, MINUTE, 0.0, 6 * HOUR),
        (1, 2 * MINUTE, 9 * DAY, 0.0, DAY),
    ],
)
def test_a_source_that_failed_is_left_alone_longer_each_time(
    failures, every, retry_after, jitter, wait
):
    assert pause(failures, every, retry_after, jitter) == wait


@given(st.integers(1, 10**6), st.floats(0, 1))
def test_a_source_that_fails_is_never_given_up_nor_asked_more_than_usual(failures, jitter):
    assert 2 * MINUTE <= pause(failures, 2 * MINUTE, None, jitter) <= 6 * HOUR


@pytest.mark.parametrize(
    ("state", "until"),
    [
        pytest.param(None, None, id="it was never asked"),
        pytest.param(WELL, None, id="it is well"),
        pytest.param(replace(WELL, next_try=NOON + HOUR), NOON + HOUR, id="its time comes"),
        pytest.param(replace(WELL, next_try=NOON), None, id="its time has come"),
        pytest.param(replace(WELL, next_try=NOON + 2 * DAY), None, id="a clock was wrong"),
    ],
)
def test_until_when_a_source_is_left_alone(state, until):
    assert resting(state, NOON) == until


@pytest.mark.parametrize(
    ("silence", "every", "wait"),
    [
        (0 * MINUTE, 2 * MINUTE, 2 * MINUTE),
        (3 * HOUR, 2 * MINUTE, 2 * MINUTE),
        (5 * HOUR, 2 * MINUTE, 3 * MINUTE),
        (10 * HOUR, 2 * MINUTE, 6 * MINUTE),
        (9 * DAY, 2 * MINUTE, 10 * MINUTE),
        (2 * DAY, 20 * MINUTE, 2 * DAY / 100),
        (9 * DAY, 20 * MINUTE, HOUR),
        (9 * DAY, 6 * HOUR, 6 * HOUR),
        (-HOUR, 2 * MINUTE, 2 * MINUTE),
    ],
)
def test_a_quiet_feed_is_asked_more_rarely_within_bounds(silence, every, wait):
    assert pace(replace(WELL, last_news=NOON - silence), every) == wait


@given(st.timedeltas(), st.timedeltas(timedelta(seconds=1), DAY))
def test_no_feed_is_asked_sooner_than_it_is_said_nor_left_alone_for_long(silence, every):
    try:
        state = replace(WELL, last_news=NOON - silence)
    except OverflowError:
        assume(False)
    assert every <= pace(state, every) <= max(every, min(5 * every, HOUR))


@pytest.mark.parametrize("state", [None, WELL, replace(SLOW, last_success=None)])
def test_of_whose_silence_nothing_is_known_is_asked_as_it_is_said(state):
    assert pace(state, MINUTE) == MINUTE


@pytest.mark.parametrize(
    ("state", "until"),
    [
        pytest.param(WELL, None, id="as usual"),
        pytest.param(replace(WELL, last_success=None), None, id="never read"),
        pytest.param(replace(SLOW, next_try=NOON + HOUR), NOON + HOUR, id="it failed"),
        pytest.param(SLOW, NOON + 10 * MINUTE, id="it is quiet"),
        pytest.param(replace(SLOW, last_success=NOON - HOUR), None, id="nobody runs"),
    ],
)
def test_when_a_feed_is_asked_again_that_is_not_asked_as_usual(state, until):
    assert due(state, 2 * MINUTE, NOON) == until


WAITS = replace(WELL, failures=1, next_try=NOON + HOUR, url="https://a.example")
GONE = replace(WAITS, trouble=Trouble.GONE, note="answers 410")


@pytest.mark.parametrize(
    ("state", "url", "why"),
    [
        (None, "https://a.example", ""),
        (WELL, "", ""),
        (WAITS, "https://a.example", "failed, and is not asked before 4 Sep 2025 13:00"),
        (WAITS, "https://b.example", ""),
        (replace(WAITS, next_try=None), "https://a.example", ""),
        (GONE, "https://a.example", "is closed: answers 410"),
        (replace(GONE, next_try=None), "https://a.example", "is closed: answers 410"),
        (GONE, "https://b.example", ""),
    ],
)
def test_why_a_source_is_not_asked_now(state, url, why):
    assert unasked(state, url, UTC, NOON) == why


@pytest.mark.parametrize(
    ("state", "found"),
    [
        pytest.param(WELL, Standing.WELL, id="well"),
        pytest.param(replace(WELL, failures=4), Standing.WELL, id="a hiccup"),
        pytest.param(replace(WELL, failures=5), Standing.FAILING, id="many failures"),
        pytest.param(
            replace(WELL, failures=2, last_success=NOON - 3 * HOUR),
            Standing.FAILING,
            id="not read for long",
        ),
        pytest.param(replace(WELL, failures=1, last_success=None), Standing.WELL, id="once"),
        pytest.param(replace(WELL, failures=2, last_success=None), Standing.FAILING, id="never"),
        pytest.param(replace(WELL, failures=1, trouble=Trouble.GONE), Standing.CLOSED, id="gone"),
        pytest.param(SLOW, Standing.SILENT, id="longer than it ever was"),
        pytest.param(replace(SLOW, longest_gap=2 * DAY), Standing.WELL, id="it was so before"),
        pytest.param(replace(SLOW, longest_gap=None), Standing.WELL, id="too few to tell"),
        pytest.param(
            replace(SLOW, last_news=NOON - 23 * HOUR, longest_gap=HOUR),
            Standing.WELL,
            id="less than a day",
        ),
        pytest.param(
            replace(SLOW, longest_gap=None, told=Standing.SILENT),
            Standing.SILENT,
            id="what it brought was forgotten meanwhile",
        ),
    ],
)
def test_what_a_person_has_to_know_about_a_source(state, found):
    assert standing(state, NOON) is found


def moved(answers, days):
    return replace(WELL, move=Move("https://b.example", NOON - days * DAY, answers, told=False))


@pytest.mark.parametrize(
    ("state", "is_proposed"),
    [
        (WELL, False),
        (moved(9, 6), False),
        (moved(10, 0), True),
        (moved(2, 7), True),
        (replace(moved(10, 0), last_success=None), False),
    ],
)
def test_a_new_address_is_proposed_when_it_is_sure(state, is_proposed):
    words = "source press has moved: change url of [sources.press] to https://b.example"
    assert proposal(state) == (words if is_proposed else "")


@pytest.mark.parametrize(
    ("state", "told"),
    [
        (WELL, None),
        (replace(WELL, failures=5, told=Standing.FAILING), None),
        (
            replace(WELL, failures=5, note="no answer"),
            (Standing.FAILING, "source press failed 5 times in a row: no answer"),
        ),
        (
            replace(WELL, failures=1, trouble=Trouble.GONE, note="answers 410"),
            (
                Standing.CLOSED,
                "source press is closed and is not asked any more: answers 410",
            ),
        ),
        (SLOW, (Standing.SILENT, "source press has brought nothing since 01 Sep 12:00 UTC")),
        (
            replace(WELL, told=Standing.FAILING),
            (Standing.WELL, "source press is back at 12:00 UTC"),
        ),
    ],
)
def test_a_person_hears_once_that_a_source_fails_and_once_that_it_is_back(state, told):
    assert notice(state, NOON) == told
