"""What every store promises about what is owed: nothing lost, nothing twice, in order."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from itertools import permutations

import pytest

from tests.build import DESK, NOON, ingested, owed
from watcher.errors import StoreError
from watcher.model import ChannelName, ChatId, Kind, Severity, State

DUTY = ChannelName("duty")
SECOND = timedelta(seconds=1)
HOUR = timedelta(hours=1)


def trying(delivery):
    return replace(delivery, state=State.SENDING, attempts=delivery.attempts + 1)


def sent(delivery, message_id="7"):
    return replace(delivery, state=State.SENT, message_id=message_id)


def drain(store, now=NOON):
    """Send what is due, one round after the other; the ids of each round."""
    rounds = []
    while heads := store.due(now):
        rounds.append([head.id for head in heads])
        for head in heads:
            store.begin(trying(head), now)
            store.settle(sent(trying(head)), now)
    return rounds


def test_a_delivery_comes_back_as_it_was_queued(opened):
    whole = owed(text="<b>عين</b>\n🚀", alert="alert", attempts=3, note="late", message_id="9")
    opened().queue([whole])
    assert list(opened().due(NOON)) == [whole]


def test_what_no_database_can_hold_is_replaced_and_the_rest_is_kept(store):
    store.queue([owed(text="half \ud800 a letter", note="\udfff")])
    (found,) = store.due(NOON)
    assert (found.text, found.note) == ("half ? a letter", "?")


def test_nothing_is_due_before_its_time(store):
    store.queue([owed(not_before=NOON + SECOND)])
    assert list(store.due(NOON)) == []
    assert [one.id for one in store.due(NOON + SECOND)] == ["a"]


def test_the_loudest_is_due_first_then_the_oldest_then_the_first_queued(store):
    store.queue([owed("late", created=NOON - HOUR), owed("part 1"), owed("part 2")])
    store.queue([owed("loud", severity=Severity.CRITICAL), owed("old", created=NOON - 2 * HOUR)])
    assert drain(store) == [["loud"], ["old"], ["late"], ["part 1"], ["part 2"]]


@pytest.mark.parametrize("order", list(permutations(["a", "b", "c"])))
def test_the_order_of_equals_is_the_order_in_which_they_were_queued(store, order):
    store.queue([owed(one) for one in order])
    assert drain(store) == [[one] for one in order]


def test_each_channel_has_one_head_and_the_loudest_channel_comes_first(store):
    store.queue([owed("a"), owed("b"), owed("c", DUTY, severity=Severity.HIGH), owed("d", DUTY)])
    assert drain(store) == [["c", "a"], ["b", "d"]]


def test_one_that_waits_for_its_time_lets_the_others_pass(store):
    """Held for the morning, it must not hold what rings by night."""
    store.queue([owed("held", severity=Severity.HIGH, not_before=NOON + HOUR), owed("rings")])
    assert drain(store) == [["rings"]]
    assert drain(store, NOON + HOUR) == [["held"]]


def test_queueing_the_same_again_changes_nothing(store):
    store.queue([owed()])
    store.queue([owed(text="other words", severity=Severity.CRITICAL)])
    assert list(store.due(NOON)) == [owed()]


def test_what_was_sent_is_never_due_again(store):
    store.add(ingested(deliveries=[owed()]))
    assert drain(store) == [["a"]]
    store.add(ingested(deliveries=[owed()]))
    assert drain(store) == []


def test_while_one_is_sent_nothing_else_is_due_in_its_channel(store):
    store.queue([owed("a"), owed("b", severity=Severity.CRITICAL), owed("c", DUTY)])
    store.begin(trying(owed("a")), NOON)
    assert [one.id for one in store.due(NOON)] == ["c"]
    store.settle(sent(trying(owed("a"))), NOON)
    assert [one.id for one in store.due(NOON)] == ["b", "c"]


@pytest.mark.parametrize("state", [State.SENDING, State.SENT, State.DEAD, State.EXPIRED])
def test_only_what_waits_can_be_begun(store, state):
    store.queue([owed(state=state)])
    with pytest.raises(StoreError, match="delivery a is being sent already or was settled"):
        store.begin(trying(owed()), NOON)


def test_what_nobody_owes_cannot_be_begun(store):
    with pytest.raises(StoreError):
        store.begin(trying(owed()), NOON)


def test_settling_keeps_everything_that_was_learnt(store):
    store.queue([owed()])
    store.begin(trying(owed()), NOON)
    later = replace(owed(), state=State.UNCERTAIN, attempts=1, note="cut", not_before=NOON + SECOND)
    store.settle(later, NOON)
    assert list(store.due(NOON)) == []
    assert list(store.due(NOON + SECOND)) == [later]


def test_a_crash_between_begin_and_settle_leaves_it_uncertain(opened):
    store = opened()
    store.queue([owed("a"), owed("b", DUTY)])
    store.begin(trying(owed("a")), NOON)
    store = opened()
    assert [one.id for one in store.due(NOON)] == ["b"]
    assert store.recover(NOON) == 1
    found = {one.id: one for one in store.due(NOON)}
    assert (found["a"].state, found["a"].attempts) == (State.UNCERTAIN, 1)
    assert "before the answer" in found["a"].note
    assert found["b"] == owed("b", DUTY)
    assert store.recover(NOON) == 0


def test_what_may_have_arrived_is_decided_before_anything_else_is_sent(store):
    """Two in doubt at once could be taken for each other."""
    store.queue([owed("loud", severity=Severity.CRITICAL), owed("old", created=NOON - HOUR)])
    store.queue([owed("lost", state=State.UNCERTAIN)])
    assert drain(store) == [["lost"], ["loud"], ["old"]]


def test_a_paused_channel_has_nothing_due_however_loud(opened):
    store = opened()
    store.queue([owed("a", severity=Severity.CRITICAL), owed("b", DUTY)])
    store.pause(DESK, NOON + HOUR)
    store = opened()
    assert [one.id for one in store.due(NOON + HOUR - SECOND)] == ["b"]
    assert [one.id for one in store.due(NOON + HOUR)] == ["a", "b"]


def test_a_channel_can_be_paused_before_it_is_owed_anything(store):
    store.pause(DESK, NOON + HOUR)
    store.queue([owed()])
    assert list(store.due(NOON)) == []


def test_a_closed_channel_keeps_what_it_is_owed_until_it_is_reopened(opened):
    store = opened()
    store.queue([owed("a"), owed("b", DUTY)])
    store.close_channel(DESK, "the bot was blocked", NOON)
    store = opened()
    assert [one.id for one in store.due(NOON)] == ["b"]
    assert store.status().closed == {DESK: "the bot was blocked"}
    store.reopen()
    assert [one.id for one in store.due(NOON)] == ["a", "b"]
    assert store.status().closed == {}


def test_a_channel_closed_without_a_reason_is_closed(store):
    store.queue([owed()])
    store.close_channel(DESK, "", NOON)
    assert list(store.due(NOON)) == []


def test_a_chat_is_where_it_is_configured_until_it_moves(opened):
    old, new, newer = ChatId("-1"), ChatId("-1001"), ChatId("-1002")
    store = opened()
    assert store.chat(old) == old
    store.moved(old, new)
    store.moved(old, new)
    store = opened()
    assert (store.chat(old), store.chat(new)) == (new, new)
    store.moved(new, newer)
    assert [store.chat(one) for one in (old, new, newer)] == [newer] * 3
    store.moved(newer, old)
    assert [store.chat(one) for one in (old, new, newer)] == [old] * 3


def test_two_threads_cannot_come_between_each_other(store):
    """Read, then write what follows from it: each queues the next number, none is lost."""

    def count():
        with store.transaction():
            known = sum(store.status().deliveries.values())
            store.queue([owed(str(known))])

    with ThreadPoolExecutor(8) as pool:
        for one in [pool.submit(count) for _ in range(200)]:
            one.result()
    assert store.status().deliveries == {(DESK, State.QUEUED): 200}


def test_a_delivery_can_be_begun_by_one_thread_only(store):
    store.queue([owed()])

    def begin():
        try:
            store.begin(trying(owed()), NOON)
        except StoreError:
            return 0
        return 1

    with ThreadPoolExecutor(8) as pool:
        assert sum(one.result() for one in [pool.submit(begin) for _ in range(8)]) == 1


def shouted(text, before, after):
    return f"{text} ({before}, now {after})"


def test_what_waits_is_rewritten_when_its_channel_speaks_otherwise(opened):
    store = opened()
    store.speak(DESK, "html", shouted)
    store.queue([owed("a"), owed("b", state=State.UNCERTAIN), owed("c", DUTY)])
    store.queue([owed("sent", state=State.SENT), owed("dead", state=State.DEAD)])
    store = opened()
    store.speak(DESK, "text", shouted)
    store.speak(DUTY, "text", shouted)
    texts = {one: store.delivery(one).text for one in ("a", "b", "c", "sent", "dead")}
    assert texts == {
        "a": "words of a (html, now text)",
        "b": "words of b (html, now text)",
        "c": "words of c",
        "sent": "words of sent",
        "dead": "words of dead",
    }


def test_what_waits_is_not_rewritten_twice(store):
    store.speak(DESK, "html", shouted)
    store.queue([owed()])
    for markup in ("html", "text", "text"):
        store.speak(DESK, markup, shouted)
    assert store.delivery("a").text == "words of a (html, now text)"


def test_what_is_in_doubt_is_known_by_its_chat_and_a_channel_that_is_open(store):
    chat = ChatId("-1")
    lost = owed("lost", state=State.UNCERTAIN, chat=chat)
    older = owed("older", DUTY, state=State.UNCERTAIN, chat=chat, created=NOON - HOUR)
    edit = owed("edit", state=State.UNCERTAIN, chat=chat, kind=Kind.EDIT, target="a")
    store.queue([lost, older, edit, owed("a", state=State.SENT, chat=chat, message_id="7")])
    assert sorted(store.sent()) == [(chat, ""), (chat, ""), (chat, ""), (chat, "7")]
    assert [one.id for one in store.in_doubt()] == ["older", "lost"]
    store.close_channel(DUTY, "blocked", NOON)
    assert [one.id for one in store.in_doubt()] == ["lost"]
