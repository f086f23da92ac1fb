"""What every store promises about what people did in chats."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.build import DESK, NOON, event, evidence, ingested, match, outcome, owed, story
from watcher.model import (
    Ack,
    Action,
    Alert,
    AlertId,
    ChatId,
    Deed,
    DeliveryId,
    EventId,
    Line,
    Message,
    Mute,
    Muted,
    Reason,
    RuleId,
    Run,
    Severity,
    Span,
    State,
    Thread,
)
from watcher.ports import Rung, Update

BOT = "4242"
TEXT = "Jets struck a depot near Harir."
EVENT = EventId("event")
HOUR = timedelta(hours=1)


def rang(id="doc", tells=None, action=Action.RING, **kwargs):
    one = story(TEXT, id=id, **kwargs)
    hit = match(one, evidence(one, TEXT, "struck"))
    about = tells or event()
    alert = Alert(AlertId(f"alert {id}"), about.id, one, (hit,), Reason.NEW_EVENT, NOON)
    return outcome(one, hit, tells=about, alert=alert, action=action)


def updates(*numbers):
    return [Update(number, f'{{"update_id": {number}}}') for number in numbers]


def test_what_was_heard_waits_in_its_order_until_it_is_handled(opened):
    opened().hear(BOT, updates(8, 7), NOON)
    assert opened().unhandled(BOT) == updates(7, 8)
    opened().handled(BOT, 7)
    assert opened().unhandled(BOT) == updates(8)
    opened().handled(BOT, 8, "no JSON")
    assert opened().unhandled(BOT) == []
    assert opened().status().unread == 1


def test_nothing_is_asked_for_twice_and_nothing_heard_twice_waits_again(opened):
    assert opened().heard(BOT) == 0
    opened().hear(BOT, updates(7, 8), NOON)
    assert opened().heard(BOT) == 8
    opened().handled(BOT, 7)
    opened().hear(BOT, updates(7, 8), NOON)
    opened().hear(BOT, [], NOON)
    assert (opened().heard(BOT), opened().unhandled(BOT)) == (8, updates(8))


def test_what_was_done_with_is_forgotten_after_a_week(store):
    store.hear(BOT, updates(1, 2), NOON)
    store.handled(BOT, 1, "no JSON")
    store.hear(BOT, updates(3), NOON + 168 * HOUR)
    assert store.status().unread == 1
    store.hear(BOT, updates(4), NOON + 169 * HOUR)
    assert store.status().unread == 0
    assert store.unhandled(BOT) == updates(2, 3, 4)


def test_two_bots_have_updates_of_the_same_number(store):
    store.hear(BOT, updates(7), NOON)
    store.hear("other", updates(7), NOON)
    store.handled(BOT, 7)
    assert (store.unhandled(BOT), store.unhandled("other")) == ([], updates(7))


def test_the_first_to_take_notice_of_an_event_is_remembered(opened):
    opened().add(ingested(rang()))
    assert opened().acked(EVENT) is None
    assert opened().ack(EVENT, "amal", NOON)
    assert not opened().ack(EVENT, "noor", NOON + HOUR)
    assert opened().acked(EVENT) == Ack("amal", NOON)


def test_a_mute_lasts_until_its_end_and_the_last_one_counts(opened):
    rule = Mute(Muted.RULE, "attack", NOON + HOUR, "amal")
    name = Mute(Muted.NAME, "harir", NOON + 2 * HOUR, "noor")
    for one in (name, rule):
        opened().mute(one)
    assert opened().mutes(NOON) == [rule, name]
    assert opened().mutes(NOON + HOUR) == [name]
    longer = Mute(Muted.RULE, "attack", NOON + 3 * HOUR, "noor")
    opened().mute(longer)
    assert opened().mutes(NOON) == [name, longer]


def test_a_mute_can_be_lifted(opened):
    opened().mute(Mute(Muted.RULE, "attack", NOON + HOUR, "amal"))
    assert opened().unmute(Muted.RULE, "attack")
    assert not opened().unmute(Muted.RULE, "attack")
    assert opened().mutes(NOON) == []


def test_what_people_changed_is_told_newest_first(opened):
    deeds = [Deed(NOON, "amal", f"muted rule {one}") for one in "abc"]
    for one in deeds:
        opened().audit(one)
    assert opened().audited(2) == [deeds[2], deeds[1]]


def test_the_last_alert_is_known_of_an_event_and_of_all(opened):
    assert opened().rung() is None
    other = event("other")
    opened().add(ingested(rang("a", origin="a.txt"), rang("b", other, url="https://b.example/")))
    opened().add(ingested(rang("c", action=Action.UPDATE)))
    first = Rung(
        event=EVENT,
        rule=RuleId("attack"),
        at=NOON,
        reason=Reason.NEW_EVENT,
        detail="",
        severity=Severity.HIGH,
        headline="headline of a/0",
        source="a.txt",
        title="",
        text=TEXT,
        evidence=(TEXT,),
    )
    assert opened().rung(EVENT) == first
    last = opened().rung()
    assert (last.event, last.source) == ("other", "https://b.example/")
    assert opened().rung(EventId("nothing")) is None


def test_an_alert_is_known_with_the_words_of_its_story_alone(opened):
    text = "Rain fell. Jets struck a depot. Sirens rang. Jets struck a bridge. Snow fell."
    one = replace(story(text, title="Jets"), span=Span(11, 66))
    hit = match(one, evidence(one, "Jets struck a depot.", "struck"))
    hit = replace(hit, evidence=(*hit.evidence, evidence(one, "Jets struck a bridge.", "struck")))
    opened().add(ingested(outcome(one, hit)))
    rung = opened().rung()
    assert (rung.title, rung.text) == ("Jets", text[11:66])
    assert rung.evidence == ("Jets struck a depot.", "Jets struck a bridge.")


def test_an_alert_is_known_by_its_message(store):
    store.add(ingested(rang(), deliveries=[owed("a", alert=AlertId("alert doc"))]))
    begun = store.begin(owed("a", state=State.SENDING, attempts=1, chat=ChatId("7")), NOON)
    store.settle(
        owed("a", state=State.SENT, message_id="31", chat=ChatId("7"), attempts=begun.attempts),
        NOON,
    )
    assert store.event_of(ChatId("7"), "31") == EVENT
    assert store.event_of(ChatId("8"), "31") is None


def test_it_is_known_to_which_chats_an_event_went(opened):
    opened().add(ingested(rang(), deliveries=[owed("a", alert=AlertId("alert doc"))]))
    there, elsewhere = [ChatId("7"), ChatId("@desk")], [ChatId("8")]
    assert not opened().went(EVENT, there)
    opened().begin(owed("a", state=State.SENDING, attempts=1, chat=ChatId("7")), NOON)
    assert opened().went(EVENT, there)
    assert not opened().went(EVENT, elsewhere)
    assert not opened().went(EventId("other"), there)
    opened().moved(ChatId("7"), ChatId("8"))
    assert opened().went(EVENT, elsewhere)


def test_a_message_may_be_told_anew(store):
    store.add(ingested(rang(), deliveries=[owed("a")]))
    message = Message((Line((Run("Acked by amal"),)),), Severity.HIGH)
    thread = Thread(EVENT, message, {DESK: DeliveryId("a")})
    store.retell(thread)
    assert store.thread(EVENT) == thread


@pytest.mark.parametrize("words", ["\ud800", "a\x00b", "“عين”"])
def test_any_words_can_be_kept(store, words):
    store.hear(BOT, [Update(1, words)], NOON)
    store.audit(Deed(NOON, words, words))
    assert len(store.unhandled(BOT)) == len(store.audited(9)) == 1


def test_answers_are_known_until_nothing_is_in_doubt_any_more(store):
    store.answered([ChatId("-100"), ChatId("@desk")], "41", NOON)
    store.answered([ChatId("-100")], "41", NOON)
    assert sorted(store.sent()) == [("-100", "41"), ("@desk", "41")]
    store.answered([ChatId("-100")], "42", NOON + 8 * 24 * HOUR)
    assert list(store.sent()) == [("-100", "42")]


def test_what_people_wrote_is_known_to_be_no_delivery(store):
    there = ChatId("4712"), "43"
    store.hear(BOT, [Update(1, "{}", there), Update(2, "{}")], NOON)
    store.hear(BOT, [Update(1, "{}", there)], NOON)
    assert list(store.sent()) == [there]
