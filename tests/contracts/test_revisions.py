"""What every store promises about edits and replies: in order, the newest only, and nothing lost."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.build import DESK, NOON, event, evidence, ingested, match, outcome, owed, story
from watcher.errors import StoreError
from watcher.model import (
    Block,
    ChannelName,
    ChatId,
    Kind,
    Line,
    Message,
    Run,
    Severity,
    State,
    Style,
    Thread,
)

SECOND = timedelta(seconds=1)


def edit(id, target="first", **kwargs):
    return owed(id, kind=Kind.EDIT, target=target, **kwargs)


def reply(id, target="first", **kwargs):
    return owed(id, kind=Kind.REPLY, target=target, **kwargs)


def sent(id="first", **kwargs):
    return owed(id, state=State.SENT, message_id="7", chat=ChatId("-1"), **kwargs)


def due(store, now=NOON):
    return [one.id for one in store.due(now)]


def begin(store, id):
    one = store.delivery(id)
    return store.begin(replace(one, state=State.SENDING, attempts=one.attempts + 1), NOON)


def settle(store, id, state, **kwargs):
    store.settle(replace(store.delivery(id), state=state, **kwargs), NOON)


def states(store, *ids):
    return [store.delivery(one).state for one in ids]


def test_a_delivery_keeps_what_it_aims_at(opened):
    whole = reply("a", message_id="↳ 9", chat=ChatId("-1"))
    opened().queue([whole])
    assert opened().delivery("a") == whole


def test_nobody_owes_what_was_never_queued(store):
    assert store.delivery("a") is None


@pytest.mark.parametrize("state", [State.QUEUED, State.UNCERTAIN])
@pytest.mark.parametrize("kind", [Kind.EDIT, Kind.REPLY])
def test_what_aims_at_an_unsettled_message_waits_for_it(store, state, kind):
    """However loud, and though the message itself waits for its time."""
    later = NOON + SECOND
    store.queue([owed("first", state=state, not_before=later, attempts=1)])
    store.queue([owed("b", kind=kind, target="first", severity=Severity.CRITICAL)])
    store.queue([owed("c")])
    assert due(store) == ["c"]


@pytest.mark.parametrize("state", [State.SENT, State.DEAD, State.MERGED])
@pytest.mark.parametrize("kind", [Kind.EDIT, Kind.REPLY])
def test_what_aims_at_a_settled_message_is_due(store, state, kind):
    store.queue([owed("first", state=state), owed("b", kind=kind, target="first")])
    assert due(store) == ["b"]


@pytest.mark.parametrize("kind", [Kind.EDIT, Kind.REPLY])
def test_what_aims_at_a_forgotten_message_is_due(store, kind):
    store.queue([owed("b", kind=kind, target="gone")])
    assert due(store) == ["b"]


def test_of_equals_the_edits_are_due_last(store):
    store.queue([sent(), edit("edit", created=NOON - SECOND), reply("reply"), owed("new")])
    store.queue([sent("other"), edit("loud", "other", severity=Severity.CRITICAL)])
    rounds = []
    while heads := due(store):
        rounds += heads
        begin(store, heads[0])
        settle(store, heads[0], State.SENT)
    assert rounds == ["loud", "reply", "new", "edit"]


def test_of_several_waiting_revisions_the_newest_goes_out(store):
    store.queue([sent(), edit("1"), edit("2")])
    store.queue([edit("3"), edit("elsewhere", "other")])
    assert due(store) == ["3"]
    assert states(store, "1", "2", "3", "elsewhere") == [
        State.MERGED, State.MERGED, State.QUEUED, State.QUEUED,
    ]  # fmt: skip
    assert store.delivery("1").note == "a newer revision of the message says it"
    assert store.status().deliveries[DESK, State.MERGED] == 2


def test_replies_are_never_merged(store):
    store.queue([sent(), reply("1"), reply("2")])
    assert states(store, "1", "2") == [State.QUEUED, State.QUEUED]


def test_a_revision_of_what_has_not_gone_out_becomes_its_text(store):
    store.queue([owed("first")])
    store.queue([edit("1", text="newer"), edit("2", text="newest")])
    assert (store.delivery("first").text, due(store)) == ("newest", ["first"])
    assert states(store, "first", "1", "2") == [State.QUEUED, State.MERGED, State.MERGED]
    assert "from the start" in store.delivery("2").note


@pytest.mark.parametrize("state", [State.SENDING, State.UNCERTAIN, State.SENT, State.DEAD])
def test_what_may_have_gone_out_keeps_its_text(store, state):
    """It may stand in the chat already: only an edit can change it there."""
    store.queue([owed("first", state=state), edit("1", text="newer")])
    assert store.delivery("first").text == "words of first"
    assert states(store, "1") == [State.QUEUED]


def test_what_expired_takes_over_the_revision_that_comes_later_and_says_it_when_it_is_retried(
    store,
):
    store.queue([owed("first")])
    store.expire(NOON + timedelta(hours=73))
    store.queue([edit("1", text="newer")])
    assert states(store, "first", "1") == [State.EXPIRED, State.MERGED]
    assert store.retry("first", NOON, NOON + SECOND)
    (head,) = store.due(NOON)
    assert (head.id, head.text) == ("first", "newer")


def test_a_revision_that_expired_outdates_no_older_one(store):
    store.queue([sent(), edit("new", expires_at=NOON), edit("old", "other")])
    store.expire(NOON + SECOND)
    store.queue([edit("later")])
    assert states(store, "new", "later") == [State.EXPIRED, State.QUEUED]


def test_a_message_that_did_not_arrive_takes_over_the_revision_that_came_meanwhile(store):
    store.queue([owed("first")])
    begin(store, "first")
    store.queue([edit("1", text="newer")])
    settle(store, "first", State.QUEUED, note="no route")
    assert (store.delivery("first").text, states(store, "1")) == ("newer", [State.MERGED])


def test_begin_gives_the_text_that_a_revision_left(store):
    store.queue([owed("first")])
    (head,) = store.due(NOON)
    store.queue([edit("1", text="newer")])
    begun = store.begin(replace(head, state=State.SENDING, attempts=1), NOON)
    assert (begun.text, begun.state, begun.attempts) == ("newer", State.SENDING, 1)


def test_what_was_merged_since_it_was_due_is_not_begun(store):
    store.queue([sent(), edit("1")])
    (head,) = store.due(NOON)
    store.queue([edit("2")])
    assert store.begin(replace(head, state=State.SENDING, attempts=1), NOON) is None
    assert states(store, "1", "2") == [State.MERGED, State.QUEUED]


def test_an_edit_that_has_to_be_repeated_gives_way_to_a_newer_one(store):
    """Else the older text would come last."""
    store.queue([sent(), edit("1")])
    begin(store, "1")
    store.queue([edit("2")])
    assert states(store, "1", "2") == [State.SENDING, State.QUEUED]
    settle(store, "1", State.UNCERTAIN)
    assert states(store, "1", "2") == [State.MERGED, State.QUEUED]


def test_after_a_crash_too_the_newest_revision_comes_last(opened):
    store = opened()
    store.queue([sent(), edit("1"), sent("other"), edit("kept", "other")])
    begin(store, "1")
    store.queue([edit("2")])
    store = opened()
    assert store.recover(NOON) == 1
    assert states(store, "1", "2", "kept") == [State.MERGED, State.QUEUED, State.QUEUED]


def test_a_revision_that_was_given_up_does_not_hide_an_older_one(store):
    store.queue([sent(), edit("1"), edit("2", state=State.DEAD)])
    assert states(store, "1", "2") == [State.QUEUED, State.DEAD]


def test_the_next_edit_of_a_message_waits_as_long_as_the_last_one_asked(store):
    store.queue([sent(), edit("1")])
    begin(store, "1")
    settle(store, "1", State.SENT, not_before=NOON + 30 * SECOND)
    store.queue([edit("2", severity=Severity.CRITICAL), reply("answer")])
    assert due(store) == ["answer"]
    begin(store, "answer")
    settle(store, "answer", State.SENT)
    assert (due(store, NOON + 29 * SECOND), due(store, NOON + 30 * SECOND)) == ([], ["2"])


def test_an_edit_that_had_to_be_sent_anew_is_the_message_from_then_on(store):
    store.queue([sent(), edit("1")])
    begin(store, "1")
    settle(store, "1", State.SENT, message_id="12", chat=ChatId("-1001"))
    first = store.delivery("first")
    assert (first.message_id, first.chat) == ("12", "-1001")


def test_an_edit_leaves_the_message_where_it_is(store):
    store.queue([sent(), edit("1")])
    begin(store, "1")
    settle(store, "1", State.SENT, message_id="", chat=ChatId("-1001"))
    first = store.delivery("first")
    assert (first.message_id, first.chat) == ("7", "-1")


def test_what_a_louder_one_waits_for_becomes_as_loud(store):
    store.queue([owed("other", severity=Severity.HIGH), owed("first", severity=Severity.LOW)])
    store.queue([reply("loud", severity=Severity.CRITICAL)])
    assert due(store) == ["first"]
    assert store.delivery("first").severity is Severity.CRITICAL


def test_what_a_quieter_one_waits_for_stays_as_loud(store):
    store.queue([owed("first", severity=Severity.HIGH), reply("quiet", severity=Severity.LOW)])
    assert store.delivery("first").severity is Severity.HIGH


def test_queueing_the_same_revisions_again_changes_nothing(store):
    revisions = [edit("1", text="newer"), edit("2", text="newest"), reply("answer")]
    store.queue([owed("first"), *revisions])
    ids = ["first", "1", "2", "answer"]
    before = [store.delivery(one) for one in ids]
    store.queue([owed("first"), *revisions])
    assert [store.delivery(one) for one in ids] == before


def test_merged_deliveries_are_settled(store):
    store.queue([owed("first"), edit("1")])
    begin(store, "first")
    settle(store, "first", State.SENT)
    assert store.status().oldest_queued is None
    assert due(store, NOON + 1_000 * SECOND) == []
    store.prune(NOON + SECOND)
    assert store.status().deliveries == {}


MESSAGE = Message(
    (
        Line((Run("🔴 CRITICAL · “Strike”", Style.STRONG),)),
        Line((Run("عين \ud800 الأسد", url="https://press.example/1"), Run("\n")), Block.QUOTE),
        Line((), Block.DETAILS, rank=3),
    ),
    Severity.CRITICAL,
)


def told(**kwargs):
    text = "Jets struck a depot near Harir."
    one = story(text)
    return ingested(outcome(one, match(one, evidence(one, text, "struck"))), **kwargs)


def thread(message=MESSAGE, **deliveries):
    stands = {ChannelName(name): one for name, one in deliveries.items()}
    return Thread(event().id, message, stands)


def test_an_event_without_a_message_has_no_thread(store):
    store.add(told())
    assert store.thread(event().id) is None
    assert store.thread("unknown") is None


def test_a_thread_comes_back_as_it_was_kept(opened):
    opened().add(told(threads=[thread(desk="a/desk/0", duty="a/duty/0")]))
    assert opened().thread(event().id) == thread(desk="a/desk/0", duty="a/duty/0")


def test_a_thread_takes_the_place_of_the_former_one(store):
    store.add(told(threads=[thread(desk="a/desk/0")]))
    newer = thread(Message((Line((Run("newer"),)),)), desk="a/desk/0", duty="b/duty/0")
    store.add(ingested(cursor="2", threads=[newer]))
    assert store.thread(event().id) == newer


def test_a_thread_is_stored_with_the_poll_or_not_at_all(store):
    """A thread of an event that nobody stored cannot be kept, nor what came with it."""
    stranger = replace(thread(), event="unknown")
    with pytest.raises(StoreError):
        store.add(told(threads=[thread(desk="a/desk/0"), stranger]))
    assert store.thread(event().id) is None
    assert store.status().stories == 0


def test_a_thread_is_forgotten_with_its_event(store):
    store.add(told(threads=[thread(desk="a/desk/0")]))
    store.prune(NOON + SECOND)
    assert store.thread(event().id) is None


def test_what_is_held_goes_out_as_early_as_its_answer(store):
    store.queue([owed("first", not_before=NOON + SECOND)])
    store.queue(
        [edit("1", target="first"), reply("late", target="first", not_before=NOON + SECOND)]
    )
    assert due(store) == []
    store.queue([reply("early", target="first")])
    assert due(store) == ["first"]


def test_what_was_tried_keeps_its_time_whatever_answers_it(store):
    store.queue([owed("first", not_before=NOON + SECOND, attempts=1)])
    store.queue([reply("early", target="first")])
    assert due(store) == []
