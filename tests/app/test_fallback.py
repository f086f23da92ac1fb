"""What is critical reaches people elsewhere, where its own channel cannot be reached."""

import asyncio
from contextlib import closing
from datetime import timedelta

import pytest

from tests.build import DESK, NOON, Hands, owed
from tests.fakes import Wire
from watcher.app.deliver import Delivered, Outlet, Patience, deliver
from watcher.errors import ChannelClosed, Deferred, Uncertain
from watcher.model import ChannelName, ChatId, Kind, Severity, State
from watcher.store import open_store

MAIL = ChannelName("mail")
CHAT = ChatId("-1")
TO_MAIL = "For channel desk, which cannot be reached."
PASSED = "Passed on to channel mail before: this one could not be reached."
NOTE = "channel desk: what is critical goes to channel mail meanwhile"
BLOCKED = ChannelClosed("the bot was blocked")


def critical(id="a1/desk/0", **kwargs):
    fields = {"severity": Severity.CRITICAL, "alert": id.partition("/")[0]} | kwargs
    return owed(id, **fields)


@pytest.fixture
def clock():
    return Hands()


@pytest.fixture
def store(tmp_path):
    with closing(open_store(tmp_path / "watcher.db")) as store:
        yield store


@pytest.fixture
def mail():
    return Wire()


@pytest.fixture
def pay(store, clock, mail):
    """Queue `deliveries` and send what is due; the desk falls back on mail."""

    def pay(desk, *deliveries, **outlet):
        store.queue(deliveries)
        outlets = {
            DESK: Outlet(desk, CHAT, fallback=MAIL, **outlet),
            MAIL: Outlet(mail, ChatId("mail")),
        }
        return asyncio.run(deliver(outlets, store, clock, Patience(), lambda: 0.0))

    return pay


def texts(wire):
    return [text for _, text in wire.sent]


@pytest.mark.parametrize(
    ("desk", "outlet"),
    [(Wire(BLOCKED), {}), (Wire(), {"unready": "set DESK_TOKEN"})],
    ids=["closed", "not ready"],
)
def test_where_a_channel_is_closed_it_is_told_elsewhere_at_once_and_once(pay, mail, desk, outlet):
    delivered = pay(desk, critical(), **outlet)
    assert (delivered.sent, delivered.notes[-1]) == (1, NOTE)
    assert texts(mail) == [f"{TO_MAIL}\nwords of a1/desk/0"]
    assert pay(desk, **outlet) == Delivered()
    assert len(mail.sent) == 1


def test_it_stays_owed_and_says_that_it_was_passed_on(pay, store, mail):
    pay(Wire(BLOCKED), critical(text="head\nquote"))
    assert texts(mail) == [f"head\n{TO_MAIL}\nquote"]
    store.reopen()
    desk = Wire()
    assert pay(desk) == Delivered(sent=1)
    assert texts(desk) == [f"head\n{PASSED}\nquote"]
    assert len(mail.sent) == 1


def test_what_is_less_than_critical_or_no_alert_waits(pay, mail):
    high = critical("a2/desk/0", severity=Severity.HIGH)
    pay(Wire(BLOCKED), high, owed("trouble", severity=Severity.CRITICAL))
    assert mail.sent == []


def test_a_change_of_what_stands_waits_and_an_answer_does_not(pay, mail):
    stands = critical("first", state=State.SENT, message_id="7", chat=CHAT)
    aims = {"target": "first"}
    edit = critical("a2/desk/0", kind=Kind.EDIT, **aims)
    pay(Wire(BLOCKED), stands, critical("a3/desk/0", kind=Kind.REPLY, **aims), edit)
    assert texts(mail) == [f"{TO_MAIL}\nwords of a3/desk/0"]
    assert mail.answered == []


@pytest.mark.parametrize(("minutes", "told"), [(14, 0), (15, 1)])
def test_what_waited_for_a_quarter_of_an_hour_is_told_elsewhere(pay, mail, clock, minutes, told):
    desk = Wire(*[Deferred("no route")] * 9)
    pay(desk, critical())
    clock.wait(minutes=minutes)
    pay(desk)
    assert len(mail.sent) == told


@pytest.mark.parametrize(("seconds", "told"), [(890, 0), (900, 1)])
def test_where_the_channel_asks_for_a_longer_wait_it_is_told_at_once(pay, mail, seconds, told):
    """With our own seconds on top of those it asks for."""
    pay(Wire(Deferred("slow down", timedelta(seconds=seconds))), critical())
    assert len(mail.sent) == told


def test_what_comes_later_in_that_wait_is_told_as_soon_as_it_is_clear(pay, mail, clock):
    pay(Wire(Deferred("slow down", timedelta(minutes=20))), owed("first"))
    clock.wait(minutes=4)
    pay(Wire(), critical("a2/desk/0", created=clock()))
    assert len(mail.sent) == 1
    clock.wait(minutes=3)
    pay(Wire(), critical("a3/desk/0", created=clock()))
    assert len(mail.sent) == 1


def test_what_is_due_later_is_not_told_before(pay, mail, clock):
    """An escalation that somebody may still take back."""
    pay(Wire(BLOCKED), owed("any"))
    pay(Wire(), critical(not_before=NOON + timedelta(minutes=30)))
    assert mail.sent == []
    clock.wait(minutes=30)
    pay(Wire())
    assert len(mail.sent) == 1


def test_what_the_other_channel_is_owed_itself_is_not_told_there_twice(pay, mail):
    pay(Wire(BLOCKED), critical(), critical("a1/mail/0", channel=MAIL))
    assert texts(mail) == ["words of a1/mail/0"]


def test_what_may_have_arrived_is_told_elsewhere_and_keeps_its_text(pay, store, mail, clock):
    """The search for it compares the text."""
    desk = Wire(Uncertain("cut"))
    pay(desk, critical())
    store.close_channel(DESK, "blocked", clock())
    pay(desk)
    assert len(mail.sent) == 1
    assert store.delivery("a1/desk/0").text == "words of a1/desk/0"


def test_all_parts_of_an_alert_are_passed_on_in_order(pay, mail):
    pay(Wire(BLOCKED), critical(), critical("a1/desk/1"))
    assert [text.split("\n")[1] for text in texts(mail)] == [
        "words of a1/desk/0",
        "words of a1/desk/1",
    ]


def test_a_fallback_that_cannot_be_reached_either_has_one_of_its_own(store, clock):
    page = Wire()
    pager = ChannelName("pager")
    store.queue([critical(text="head\nquote")])
    outlets = {
        DESK: Outlet(Wire(BLOCKED), CHAT, fallback=MAIL),
        MAIL: Outlet(Wire(), CHAT, unready="set MAIL_TOKEN", fallback=pager),
        pager: Outlet(page, CHAT),
    }
    asyncio.run(deliver(outlets, store, clock, Patience()))
    ((_, text),) = page.sent
    assert text == f"head\nFor channel mail, which cannot be reached.\n{TO_MAIL}\nquote"


def test_a_restart_between_forgets_nothing_and_repeats_nothing(pay, store, mail):
    pay(Wire(BLOCKED), critical())
    store.reopen()
    pay(Wire(BLOCKED))
    assert len(mail.sent) == 1


def test_between_kinds_of_markup_it_is_rewritten_and_within_one_it_is_not(store, clock):
    class Loud(Wire):
        markup = "capitals"

    def rewritten(text, before, after):
        return f"{text.upper()} ({before}, {after})"

    same, other, bare = Wire(), Loud(), Loud()
    both = {MAIL: Outlet(same, CHAT), ChannelName("loud"): Outlet(other, CHAT)}
    for name in both:
        desk = ChannelName(f"desk of {name}")
        store.queue([critical(f"{name}/x/0", channel=desk, text="head\nquote")])
        outlets = {**both, desk: Outlet(Wire(BLOCKED), CHAT, fallback=name)}
        asyncio.run(deliver(outlets, store, clock, Patience(), lambda: 0.0, rewritten))
    store.queue([critical("bare/x/0", text="head\nquote")])
    outlets = {DESK: Outlet(Wire(BLOCKED), CHAT, fallback=MAIL), MAIL: Outlet(bare, CHAT)}
    asyncio.run(deliver(outlets, store, clock, Patience()))
    assert texts(bare)[0].startswith("head\n")
    assert texts(same)[0].startswith("head\n")
    assert texts(other)[0].startswith("HEAD\n")
    assert texts(other)[0].endswith("\nQUOTE (words, capitals)")
