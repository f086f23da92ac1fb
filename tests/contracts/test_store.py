"""What every store promises about what came in. Its promises about sending: `test_outbox.py`."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.build import (
    DESK,
    NOON,
    document,
    event,
    evidence,
    ingested,
    match,
    outcome,
    owed,
    story,
)
from watcher.core.stories.same import keys
from watcher.errors import StoreError
from watcher.model import (
    Action,
    Alert,
    AlertId,
    ChannelName,
    DigestLine,
    EventId,
    Reason,
    Severity,
    SourceName,
    State,
    Trouble,
)
from watcher.ports import Move, RulesState, Skipped, SourceState, Status

PRESS = SourceName("press")
TEXT = "Jets struck a depot near Harir."
DAY, HOUR, SECOND = timedelta(days=1), timedelta(hours=1), timedelta(seconds=1)


def told(id="doc", rule="attack", severity=Severity.HIGH, **kwargs):
    """A match in a story of its own."""
    one = story(TEXT, id=id, **kwargs)
    return match(one, evidence(one, TEXT, "struck"), rule=rule, severity=severity)


def rang(id="doc", **kwargs):
    hit = told(id)
    alert = Alert(AlertId(f"alert {id}"), EventId("event"), hit.story, (hit,), "new event", NOON)
    return outcome(hit.story, hit, alert=alert, **kwargs)


def test_a_new_source_starts_from_the_beginning(store):
    assert store.bookmark(PRESS) == ""


def test_the_bookmark_is_the_one_of_the_last_poll(opened):
    opened().add(ingested(cursor="1"))
    opened().add(ingested(cursor="2"))
    assert opened().bookmark(PRESS) == "2"


def test_a_failure_leaves_the_bookmark_and_is_counted_until_a_success(store):
    store.add(ingested(cursor="1"))
    store.failed(PRESS, NOON + HOUR, "no answer")
    store.failed(PRESS, NOON + 2 * HOUR, "no answer again")
    (state,) = store.status().sources
    assert store.bookmark(PRESS) == "1"
    assert (state.failures, state.note) == (2, "no answer again")
    assert (state.last_success, state.last_failure) == (NOON, NOON + 2 * HOUR)
    store.add(ingested(cursor="2", at=NOON + 3 * HOUR))
    (state,) = store.status().sources
    assert (state.failures, state.note) == (0, "")


def test_a_source_that_never_succeeded_is_known_too(store):
    store.failed(PRESS, NOON, "no answer")
    state = SourceState(PRESS, None, NOON, 1, "no answer", 0, (), trouble=Trouble.UNREADABLE)
    assert store.status().sources == (state,)


def test_a_source_that_is_asked_no_more_is_forgotten_but_not_what_it_brought(opened):
    opened().add(ingested(documents=[document("a")]))
    opened().failed(SourceName("wire"), NOON, "no answer")
    opened().leave([PRESS])
    assert [one.name for one in opened().status().sources] == [PRESS]
    opened().leave([])
    status = opened().status()
    assert (status.sources, status.documents, opened().bookmark(PRESS)) == ((), 1, "")


def test_the_kind_of_trouble_is_kept_until_a_success(opened):
    opened().failed(PRESS, NOON, "no answer", None, Trouble.TIMEOUT, "https://a.example")
    state = opened().source(PRESS)
    assert (state.trouble, state.url) == (Trouble.TIMEOUT, "https://a.example")
    opened().add(ingested())
    assert opened().source(PRESS).trouble is None


def test_equal_answers_from_another_address_are_counted_in_a_row(opened):
    for hour, moved_to in enumerate(["b", "b", "c", "c", "c"]):
        opened().add(ingested(at=NOON + hour * HOUR, moved_to=moved_to))
    opened().failed(PRESS, NOON + 9 * HOUR, "no answer")
    assert opened().source(PRESS).move == Move("c", NOON + 2 * HOUR, 3, told=False)
    opened().told_move(PRESS)
    assert opened().source(PRESS).move.told
    opened().add(ingested())
    assert opened().source(PRESS).move is None
    opened().add(ingested(moved_to="c"))
    assert opened().source(PRESS).move == Move("c", NOON, 1, told=True)
    opened().add(ingested(moved_to="d"))
    assert not opened().source(PRESS).move.told


def test_failures_are_counted_for_each_address_alone(store):
    for url in ("https://a.example", "https://a.example", "https://b.example"):
        store.failed(PRESS, NOON, "no answer", None, Trouble.TIMEOUT, url)
    assert store.source(PRESS).failures == 1


def test_documents_are_unseen_until_they_are_added(store):
    store.add(ingested(documents=[document("words", id="a")]))
    assert store.unseen(["a", "b"]) == {"b"}
    assert store.unseen([]) == frozenset()


def test_many_documents_can_be_asked_for_at_once(store):
    store.add(ingested(documents=[document("words", id=str(n)) for n in range(2500)]))
    assert store.unseen([str(n) for n in range(2502)]) == {"2500", "2501"}


def test_any_unicode_is_kept(store):
    odd = document("a\ud800 \x00 عين 🚀", title="\udfff", url="http://x/\ud800", origin="\ud800")
    store.add(ingested(documents=[odd]))
    store.failed(PRESS, NOON, "no \ud800 answer")
    assert store.status().documents == 1


def test_an_event_is_found_by_each_of_its_keys(store):
    known = event(names=("harir", "erbil"), rung=None)
    store.add(ingested(outcome(told().story, told(), tells=known)))
    for key in keys(known.tellings):
        assert list(store.events_near([key], NOON - SECOND)) == [known]
    assert keys(known.tellings)
    assert list(store.events_near(["attack/nobody"], NOON - SECOND)) == []


def test_events_are_found_oldest_first_and_only_if_seen_lately(store):
    for number, name in enumerate("cab"):
        hit = told(id=name)
        at = NOON + number * HOUR
        store.add(ingested(outcome(hit.story, hit, tells=event(name)), at=at))
    near = keys(event().tellings)
    assert [one.id for one in store.events_near(near, NOON - SECOND)] == ["c", "a", "b"]
    assert [one.id for one in store.events_near(near, NOON)] == ["a", "b"]


def test_an_event_that_grows_keeps_its_old_keys_and_its_place(store):
    store.add(ingested(outcome(told("a").story, told("a"), tells=event("first"))))
    store.add(ingested(outcome(told("b").story, told("b"), tells=event("second")), at=NOON + HOUR))
    grown = event("first", names=("harir", "erbil"), stories=2, severity=Severity.CRITICAL)
    store.add(ingested(outcome(told("c").story, told("c"), tells=grown), at=NOON + 2 * HOUR))
    before = keys(event().tellings)
    assert list(store.events_near(keys(grown.tellings) - before, NOON)) == [grown]
    assert [one.id for one in store.events_near(before, NOON)] == ["first", "second"]
    assert store.status().events == 2


def test_many_keys_can_be_asked_for_at_once(store):
    store.add(ingested(rang()))
    many = [f"attack/{n}" for n in range(3000)]
    assert list(store.events_near([*many, *keys(event().tellings)], NOON - SECOND)) == [event()]


def test_adding_the_same_again_changes_nothing(store):
    poll = ingested(rang(), deliveries=[owed()], skipped=[Skipped("x.pdf", "no text")])
    store.add(poll)
    before = store.status()
    store.add(poll)
    assert store.status() == before
    assert list(store.due(NOON)) == [owed()]


def test_a_poll_repeated_after_its_event_grew_does_not_shrink_it(store):
    """Two polls of one feed may give the same item."""
    grown = event(stories=2)
    store.add(ingested(rang("a")))
    store.add(ingested(outcome(told("b").story, told("b"), tells=grown)))
    store.add(ingested(rang("a")))
    assert list(store.events_near(keys(event().tellings), NOON - SECOND)) == [grown]


def test_two_rules_may_find_the_same_event_in_one_story(store):
    hit, other = told(), told(rule="unrest")
    store.add(ingested(outcome(hit.story, hit), outcome(hit.story, other)))
    assert store.status().verdicts == {(Action.RING, Reason.NEW_EVENT): 2}


def test_what_is_wrong_with_the_rules_is_known_until_they_are_mended(store):
    assert store.status().rules is None
    store.rules_read(NOON, [], taken=True)
    assert store.status().rules == RulesState(NOON, ())
    store.rules_read(NOON + HOUR, ["a.yaml:1: what"], taken=False)
    assert store.status().rules == RulesState(NOON, ("a.yaml:1: what",))
    store.rules_read(NOON + HOUR, ["b.yaml:2: a test fails"], taken=True)
    assert store.status().rules == RulesState(NOON + HOUR, ("b.yaml:2: a test fails",))


def test_status_counts_everything(store):
    late = told("late")
    names = evidence(late.story, TEXT, "struck", finds=[("Harir", "harir")])
    silent = outcome(
        late.story, match(late.story, names), action=Action.DIGEST, reason=Reason.TOO_OLD
    )
    skipped = (Skipped("x.pdf", "no text"),)
    deliveries = [owed("a"), owed("b", created=NOON - HOUR), owed("c", ChannelName("other"))]
    store.add(ingested(rang(), silent, deliveries=deliveries, skipped=skipped))
    dead = replace(owed("a"), state=State.DEAD, note="refused")
    store.settle(dead, NOON)
    store.close_channel(ChannelName("other"), "blocked", NOON)
    assert store.status() == Status(
        sources=(SourceState(PRESS, NOON, None, 0, "", 2, skipped, last_news=NOON),),
        documents=2,
        stories=2,
        events=1,
        verdicts={(Action.RING, Reason.NEW_EVENT): 1, (Action.DIGEST, Reason.TOO_OLD): 1},
        deliveries={(DESK, State.DEAD): 1, (DESK, State.QUEUED): 1, ("other", State.QUEUED): 1},
        waiting={DESK: NOON - HOUR, "other": NOON},
        dead=(dead,),
        closed={"other": "blocked"},
    )


@pytest.mark.parametrize("state", [State.DEAD, State.EXPIRED])
def test_status_shows_the_newest_twenty_letters_of_each_kind(store, state):
    letters = [owed(f"{n}", created=NOON + n * SECOND, state=state) for n in range(25)]
    store.queue(letters)
    assert getattr(store.status(), state) == tuple(reversed(letters[5:]))


def test_an_empty_store_has_nothing_to_tell(store):
    assert store.status() == Status()


def test_a_digest_has_what_was_routed_there_in_its_time_and_was_not_silenced(store):
    def decided(id, at, action, **kwargs):
        hit = told(id, url=f"https://example.org/{id}")
        store.add(ingested(outcome(hit.story, hit, action=action, **kwargs), at=at))

    decided("early", NOON - SECOND, Action.RING)
    decided("rang", NOON, Action.RING)
    decided("silent", NOON, Action.SILENCE, reason=Reason.RULE_OFF)
    decided("old", NOON + HOUR, Action.DIGEST, reason=Reason.TOO_OLD)
    decided("late", NOON + DAY, Action.RING)
    assert list(store.digest_lines(DESK, NOON, NOON + DAY)) == [
        DigestLine(NOON, Action.RING, Reason.NEW_EVENT, Severity.HIGH, "headline of rang/0",
                   "https://example.org/rang", "", EventId("event")),
        DigestLine(NOON + HOUR, Action.DIGEST, Reason.TOO_OLD, Severity.HIGH,
                   "headline of old/0", "https://example.org/old", "", EventId("event")),
    ]  # fmt: skip
    assert list(store.digest_lines(ChannelName("other"), NOON, NOON + DAY)) == []


def test_names_are_told_by_each_story_of_a_channel_once(store):
    told = story("Jets struck Harir and Balad.", id="a")
    text = told.document.text
    one, other = (
        match(told, evidence(told, text, "struck", finds=[(found, found)]), rule=found)
        for found in ("Harir", "Balad")
    )
    rain = story(text, id="b")
    elsewhere = outcome(rain, match(rain, evidence(rain, text, "struck", finds=[("Harir", "x")])))
    store.add(ingested(outcome(told, one), outcome(told, other)))
    store.add(ingested(replace(elsewhere, channels=frozenset()), cursor="2"))
    later = NOON + timedelta(seconds=1)
    assert store.mentions(DESK, NOON, later) == [(NOON, {"Harir", "Balad"})]
    assert store.mentions(DESK, later, later + timedelta(days=1)) == []
    assert store.mentions(DESK, NOON - timedelta(days=1), NOON) == []


def test_prune_forgets_old_documents_and_what_hangs_on_them(store):
    store.add(ingested(rang("old"), deliveries=[owed(alert=AlertId("alert old"))]))
    store.settle(owed(alert=AlertId("alert old"), state=State.SENT), NOON)
    assert store.prune(NOON + SECOND) == 1
    assert store.status() == Status(sources=store.status().sources)
    assert list(store.events_near(keys(event().tellings), NOON - DAY)) == []
    assert list(store.digest_lines(DESK, NOON, NOON + DAY)) == []


def test_prune_remembers_which_documents_came(store):
    store.add(ingested(rang("old")))
    store.prune(NOON + SECOND)
    assert store.unseen(["old"]) == frozenset()


def test_prune_keeps_what_is_young(store):
    store.add(ingested(rang("old"), rang("young"), deliveries=[owed(state=State.SENT)]))
    before = store.status()
    assert store.prune(NOON) == 0
    assert store.status() == before


@pytest.mark.parametrize("state", [State.QUEUED, State.SENDING, State.UNCERTAIN])
def test_prune_keeps_what_is_still_owed(store, state):
    debt = owed(alert=AlertId("alert old"), state=state)
    other = owed("digest", state=state)
    store.add(ingested(rang("old"), deliveries=[debt, other]))
    before = store.status()
    assert store.prune(NOON + DAY) == 0
    assert store.status() == before


def test_prune_keeps_an_event_as_long_as_a_story_of_it_is_kept(store):
    store.add(ingested(rang("old")))
    young = told("young", seen=NOON + DAY)
    store.add(ingested(outcome(young.story, young, tells=event(stories=2)), at=NOON + SECOND))
    assert store.prune(NOON + HOUR) == 1
    assert [one.stories for one in store.events_near(keys(event().tellings), NOON - DAY)] == [2]


def test_nothing_of_a_transaction_that_fails_remains(store):
    def fail():
        with store.transaction():
            store.add(ingested(rang(), deliveries=[owed()]))
            store.failed(SourceName("wire"), NOON, "no answer")
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert store.status() == Status()


def test_a_poll_that_cannot_be_stored_leaves_nothing(store):
    """A story without its document: the bookmark must not move past it."""
    broken = replace(ingested(rang(), cursor="9", deliveries=[owed()]), documents=())
    with pytest.raises(StoreError):
        store.add(broken)
    assert store.status() == Status()
    assert store.bookmark(PRESS) == ""


def test_a_verb_that_fails_inside_a_transaction_fails_alone(store):
    broken = replace(ingested(rang(), cursor="9"), documents=())
    with store.transaction():
        store.add(ingested(cursor="1"))
        with pytest.raises(StoreError):
            store.add(broken)
    assert store.bookmark(PRESS) == "1"


def test_a_transaction_sees_its_own_changes_and_others_do_not(store, elsewhere):
    with store.transaction():
        store.add(ingested(cursor="1"))
        assert store.bookmark(PRESS) == "1"
        assert elsewhere(store.bookmark, PRESS) == ""
    assert elsewhere(store.bookmark, PRESS) == "1"
