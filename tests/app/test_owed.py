"""One event, one message in a channel: it grows, and what is material answers it."""

from contextlib import closing
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.app.test_ingest import DESK, HARIR, OTHER, Shelf, attack, desk
from tests.build import NOON, Hands, document, rule
from watcher.app.ingest import ingest
from watcher.core.watchlist.language import Cue, Frequency, Phrase, Ref, Together, Watchlist
from watcher.core.watchlist.matcher import Matcher
from watcher.model import Action, EntryId, Kind, Reason, Severity, State, ToldAs
from watcher.store.sql_store import open_store

ATTACK = "Drones struck the Harir base near Erbil on Thursday, two officials said."
RETOLD = "On Thursday drones struck the Harir base near Erbil at dawn, a shepherd told the paper."
KILLED = (
    "Drones struck the Harir base near Erbil on Thursday and killed four guards, a doctor said."
)
BURST = [f"Jets struck Balad base and town{n} at dawn." for n in range(9)]


@pytest.fixture
def store(tmp_path):
    with closing(open_store(tmp_path / "watcher.db")) as opened:
        yield opened


@pytest.fixture
def shelf():
    return Shelf()


@pytest.fixture
def clock():
    return Hands()


def put(shelf, text, outlet, **kwargs):
    number = len(shelf.documents)
    shelf.documents.append(document(text, id=str(number), origin=outlet, **kwargs))


def sent(store):
    """Send all that is due in the next hours; what was sent, oldest first."""
    done = []
    while due := store.due(NOON + timedelta(days=1)):
        for one in due:
            store.settle(replace(one, state=State.SENT, message_id=str(len(done))), NOON)
        done += due
    return done


def read(shelf, desk_, store, clock):
    """One poll: the report, and what is sent after it."""
    report = ingest(shelf, desk_, store, clock)
    found = sent(store)
    clock.wait(minutes=30)
    return report, found


def test_a_second_outlet_is_edited_into_the_message_and_confirms_it(store, shelf, clock):
    put(shelf, ATTACK, "post.example")
    _, (first,) = read(shelf, desk(), store, clock)
    put(shelf, RETOLD, "radio.example")
    report, found = read(shelf, desk(), store, clock)
    answer, edit = sorted(found, key=lambda one: one.kind, reverse=True)
    assert (answer.kind, answer.target, edit.kind, edit.target) == (
        *(Kind.REPLY, first.id),
        *(Kind.EDIT, first.id),
    )
    assert "second source: radio.example" in answer.text
    assert "+1 source: radio.example" in edit.text
    assert set(first.text.splitlines()) <= set(edit.text.splitlines())
    assert (report.revised, report.answers, report.unseen) == (1, 1, 0)


def test_a_third_outlet_is_edited_in_and_no_phone_rings(store, shelf, clock):
    for text, outlet in ((ATTACK, "post.example"), (RETOLD, "radio.example")):
        put(shelf, text, outlet)
        read(shelf, desk(), store, clock)
    put(shelf, f"Smoke rose. {RETOLD}", "wire.example")
    put(shelf, f"It was cold and dark there. {ATTACK}", "sheet.example")
    report, (edit,) = read(shelf, desk(), store, clock)
    assert edit.kind is Kind.EDIT
    assert "Same report: wire.example" in edit.text
    assert report.verdicts == {(Action.UPDATE, Reason.SAME_EVENT): 2}


def test_casualties_answer_the_message_and_stand_in_it(store, shelf, clock):
    put(shelf, ATTACK, "post.example")
    _, (first,) = read(shelf, desk(), store, clock)
    put(shelf, KILLED, "post.example")
    _, found = read(shelf, desk(), store, clock)
    by_kind = {one.kind: one for one in found}
    assert by_kind[Kind.REPLY].text.startswith("🟠 HIGH · 4 killed · ")
    assert "New: 4 killed (post.example)" in by_kind[Kind.EDIT].text
    assert {one.target for one in found} == {first.id}


def test_who_adds_nothing_changes_nothing(store, shelf, clock):
    put(shelf, ATTACK, "post.example")
    read(shelf, desk(), store, clock)
    put(shelf, ATTACK, "post.example")
    report, found = read(shelf, desk(), store, clock)
    assert report.verdicts == {(Action.UPDATE, Reason.SAME_EVENT): 1}
    assert found == []
    assert read(shelf, desk(), store, clock)[1] == []


def test_what_comes_in_one_reading_stands_in_the_first_message(store, shelf, clock):
    put(shelf, ATTACK, "post.example")
    put(shelf, KILLED, "radio.example")
    report, (only,) = read(shelf, desk(), store, clock)
    assert only.kind is Kind.SEND
    assert "New: 4 killed (radio.example)" in only.text
    assert report.verdicts == {
        (Action.RING, Reason.NEW_EVENT): 1,
        (Action.UPDATE, Reason.SAME_EVENT): 1,
    }


def test_what_is_louder_answers_even_in_the_same_reading(store, shelf, clock):
    look_for = (Together((Phrase("killed"), Ref(EntryId("base")))),)
    loud = replace(attack("attack--deadly"), severity=Severity.CRITICAL, look_for=look_for)
    put(shelf, ATTACK, "post.example")
    put(shelf, KILLED, "radio.example")
    _, found = read(shelf, desk(attack(), loud), store, clock)
    first = next(one for one in found if one.kind is Kind.SEND)
    answer = next(one for one in found if one.kind is Kind.REPLY)
    assert answer.target == first.id
    assert answer.severity is Severity.CRITICAL
    assert "🔴 CRITICAL now" in first.text


def test_each_channel_is_answered_under_its_own_message(store, shelf, clock):
    two = desk(channels=(DESK, OTHER))
    put(shelf, ATTACK, "post.example")
    _, firsts = read(shelf, two, store, clock)
    put(shelf, KILLED, "post.example")
    _, found = read(shelf, two, store, clock)
    targets = {one.channel: one.id for one in firsts}
    assert len(found) == 4
    assert all(one.target == targets[one.channel] for one in found)


def test_a_channel_that_config_no_longer_has_gets_no_edit(store, shelf, clock):
    put(shelf, ATTACK, "post.example")
    read(shelf, desk(channels=(DESK, OTHER)), store, clock)
    put(shelf, ATTACK, "radio.example")
    _, found = read(shelf, desk(), store, clock)
    assert {one.channel for one in found} == {DESK}


def test_where_it_was_never_told_it_is_told_whole_with_what_is_new(store, shelf, clock):
    put(shelf, ATTACK, "post.example")
    read(shelf, desk(attack(send_to=(DESK,)), channels=(DESK, OTHER)), store, clock)
    put(shelf, KILLED, "post.example")
    _, found = read(shelf, desk(channels=(DESK, OTHER)), store, clock)
    (other,) = (one for one in found if one.channel == OTHER)
    assert other.kind is Kind.SEND
    assert other.text.splitlines()[1] == "New: 4 killed"


def test_what_was_told_in_a_burst_is_counted_then_rings_anew(store, shelf, clock, caplog):
    caplog.set_level("INFO")
    patient = desk(attack(max_age=timedelta(days=90)))
    for n, text in enumerate(BURST):
        put(shelf, text, "post.example", published=NOON - timedelta(days=5 * n))
    _, found = read(shelf, patient, store, clock)
    (burst,) = (one for one in found if one.text.startswith("More alerts"))
    town = next(n for n in range(9) if f"town{n} " in burst.text)
    day = NOON - timedelta(days=5 * town)
    put(shelf, f"{BURST[town]} Smoke rose.", "post.example", published=day)
    report, found = read(shelf, patient, store, clock)
    assert (report.verdicts, found) == ({(Action.UPDATE, Reason.SAME_EVENT): 1}, [])
    assert report.unseen == 1
    assert "1 updates of events that have no message of their own" in caplog.text
    more = BURST[town].replace("at dawn", "at dawn and killed two men")
    put(shelf, more, "post.example", published=day)
    _, (whole,) = read(shelf, patient, store, clock)
    assert (whole.kind, whole.text.splitlines()[1]) == (Kind.SEND, "New: 2 killed")
    put(shelf, more.replace("two", "six"), "post.example", published=day)
    _, found = read(shelf, patient, store, clock)
    assert {one.target for one in found} == {whole.id}


def test_what_was_threatened_answers_the_message_of_the_threat(store, shelf, clock):
    look_for = (Together((Phrase("strike"), Ref(EntryId("base")))),)
    rules = attack(), rule("threat", "Threat", look_for)
    cues = (Cue(ToldAs.THREATENED, "threatened to", "en"),)
    hearing = Matcher(Watchlist(names=(HARIR,), rules=rules, cues=cues))
    two = replace(desk(*rules), matcher=hearing)
    put(shelf, "The Badr group threatened to strike the Harir base near Erbil.", "post.example")
    _, (threat,) = read(shelf, two, store, clock)
    put(shelf, ATTACK, "post.example")
    report, (came_true,) = read(shelf, two, store, clock)
    assert report.verdicts == {(Action.RING, Reason.NEW_EVENT): 1}
    assert (came_true.kind, came_true.target) == (Kind.REPLY, threat.id)
    assert "It was threatened before" in came_true.text
    put(shelf, KILLED, "post.example")
    _, found = read(shelf, two, store, clock)
    assert {one.target for one in found} == {came_true.id}


def test_a_rule_that_waits_for_sources_is_silent_until_they_are_there(store, shelf, clock):
    two = desk(attack(min_sources=2))
    put(shelf, ATTACK, "post.example")
    report, found = read(shelf, two, store, clock)
    assert (report.verdicts, found) == ({(Action.HOLD, Reason.TOO_FEW_SOURCES): 1}, [])
    (line,) = store.digest_lines(DESK, NOON, NOON + timedelta(days=1))
    assert (line.action, line.detail) == (Action.HOLD, "1 of 2 sources")
    put(shelf, RETOLD, "radio.example")
    report, (alert,) = read(shelf, two, store, clock)
    assert report.verdicts == {(Action.RING, Reason.ENOUGH_SOURCES): 1}
    assert "+1 source: post.example" in alert.text
    assert RETOLD in alert.text


def counting(stories):
    look_for = (Together((Phrase("struck"), Ref(EntryId("base")))),)
    return desk(
        rule("attack", "Attacks", look_for, at_least=Frequency(stories, within=timedelta(1)))
    )


def test_a_rule_that_counts_rings_when_enough_events_are_told(store, shelf, clock):
    two = counting(2)
    put(shelf, ATTACK, "post.example")
    report, found = read(shelf, two, store, clock)
    assert (report.verdicts, found) == ({(Action.HOLD, Reason.BELOW_COUNT): 1}, [])
    put(shelf, ATTACK.replace("Harir", "Balad"), "post.example")
    report, (alert,) = read(shelf, two, store, clock)
    assert report.verdicts == {(Action.RING, Reason.COUNT_REACHED): 1}
    assert alert.text.splitlines()[1] == "New: 2 of 2 events in 24 hours"


def test_a_rule_that_counts_also_counts_within_one_reading(store, shelf, clock):
    put(shelf, ATTACK, "post.example")
    put(shelf, ATTACK.replace("Harir", "Balad"), "post.example")
    report, found = read(shelf, counting(2), store, clock)
    assert report.rang == len(found) == 1
