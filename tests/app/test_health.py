from dataclasses import replace
from datetime import timedelta

import pytest

from tests.build import DESK, NOON
from watcher.app.health import troubles, unread
from watcher.model import ChannelName, Delivery, DeliveryId, Severity, SourceName, State, Trouble
from watcher.ports import Move, RulesState, Skipped, SourceState, Status

DUTY = ChannelName("duty")
EARLIER = NOON - timedelta(hours=1)
DEAD = Delivery(DeliveryId("1"), DESK, "words", Severity.LOW, NOON, NOON, NOON, note="too long")


def source(**changes):
    fields = {
        "name": SourceName("press"),
        "last_success": NOON,
        "last_failure": None,
        "failures": 0,
        "note": "",
        "documents": 3,
        "skipped": (),
    }
    return SourceState(**fields | changes)


@pytest.mark.parametrize(
    ("status", "unready", "sentences"),
    [
        pytest.param(Status(sources=(source(),)), {}, [], id="all is well"),
        pytest.param(
            Status(sources=(source(failures=2, note="no answer"),)),
            {},
            ["source press failed 2 times in a row: no answer"],
            id="a source fails",
        ),
        pytest.param(
            Status(sources=(source(failures=1, trouble=Trouble.GONE, note="answers 410"),)),
            {},
            ["source press is closed and is not asked any more: answers 410"],
            id="a source is gone",
        ),
        pytest.param(
            Status(sources=(source(move=Move("https://b.example", NOON, 10, told=True)),)),
            {},
            ["source press has moved: change url of [sources.press] to https://b.example"],
            id="a source has moved",
        ),
        pytest.param(
            Status(
                sources=(source(last_news=NOON - timedelta(days=3), longest_gap=timedelta(days=1)),)
            ),
            {},
            ["source press has brought nothing since 01 Sep 12:00 UTC"],
            id="a source is silent",
        ),
        pytest.param(
            Status(sources=(source(skipped=(Skipped("a.txt", "is empty"),)),)),
            {},
            ["source press: a.txt: is empty"],
            id="a file cannot be read",
        ),
        pytest.param(
            Status(
                deliveries={(DESK, State.QUEUED): 4}, waiting={DESK: NOON - timedelta(minutes=16)}
            ),
            {DESK: "set TOKEN"},
            ["channel desk is not ready (set TOKEN); 4 messages waiting"],
            id="a token is missing, and that is why messages wait",
        ),
        pytest.param(
            Status(rules=RulesState(NOON, ("a.yaml:3: a test of rule attack fails",))),
            {},
            ["rules: a.yaml:3: a test of rule attack fails"],
            id="a rule file holds a mistake",
        ),
        pytest.param(
            Status(unread=2),
            {},
            ["2 updates from chats could not be read; see the log"],
            id="updates cannot be read",
        ),
        pytest.param(
            Status(closed={DESK: "the bot was blocked"}),
            {},
            ["channel desk takes no messages: the bot was blocked"],
            id="a channel is closed",
        ),
        pytest.param(
            Status(deliveries={(DESK, State.DEAD): 1}, dead=(DEAD,)),
            {},
            ["1 message given up; the last: too long"],
            id="a dead letter",
        ),
        pytest.param(
            Status(
                deliveries={(DESK, State.EXPIRED): 2},
                expired=(replace(DEAD, note="expired: no route"),),
            ),
            {},
            ["2 messages not sent in time; the last expired: no route"],
            id="messages expired",
        ),
        pytest.param(
            Status(closed={DESK: "set TOKEN"}),
            {DESK: "set TOKEN"},
            ["channel desk is not ready (set TOKEN); 0 messages waiting"],
            id="a channel that was closed for want of a token is told once",
        ),
        pytest.param(
            Status(waiting={DESK: NOON - timedelta(minutes=16)}),
            {},
            ["messages wait since 04 Sep 11:44 UTC; is watcher running?"],
            id="nobody delivers",
        ),
        pytest.param(
            Status(waiting={DESK: EARLIER, DUTY: NOON - timedelta(minutes=16)}),
            {DESK: "set TOKEN"},
            [
                "channel desk is not ready (set TOKEN); 0 messages waiting",
                "messages wait since 04 Sep 11:44 UTC; is watcher running?",
            ],
            id="a token that is missing hides nobody else's trouble",
        ),
        pytest.param(
            Status(waiting={DESK: EARLIER}, closed={DESK: "blocked"}),
            {},
            ["channel desk takes no messages: blocked"],
            id="a closed channel is why messages wait",
        ),
        pytest.param(
            Status(waiting={DESK: NOON - timedelta(minutes=15)}),
            {},
            [],
            id="messages wait a little",
        ),
    ],
)
def test_what_needs_a_person_is_a_sentence_and_nothing_else_is(status, unready, sentences):
    assert list(troubles(status, unready, NOON)) == sentences


def test_channels_that_are_not_ready_come_in_order():
    unready = {ChannelName("b"): "why", ChannelName("a"): "why"}
    assert [one.split()[1] for one in troubles(Status(), unready, NOON)] == ["a", "b"]


@pytest.mark.parametrize(
    ("hours", "every", "told"),
    [(2, 0, ()), (3, 2, ()), (2.1, 0, ("10:00",)), (5, 2, ("10:00",))],
)
def test_where_nobody_reads_any_more_it_is_asked_whether_watcher_runs(hours, every, told):
    at = NOON - timedelta(hours=2)
    older = source(name=SourceName("wire"), last_success=at - timedelta(days=9))
    status = Status(sources=(source(last_success=at), older))
    sentences = tuple(f"nothing was read since 04 Sep {at} UTC; is watcher running?" for at in told)
    assert unread(status, timedelta(hours=every), at + timedelta(hours=hours)) == sentences


@pytest.mark.parametrize(
    "one", [source(last_success=None), source(last_success=EARLIER, failures=1)]
)
def test_what_was_never_read_or_fails_says_so_itself(one):
    assert unread(Status(sources=(one,)), timedelta(0), NOON + timedelta(days=9)) == ()
