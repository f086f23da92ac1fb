"""What people say is kept, handled once, and answered; strangers change nothing."""

import asyncio
import sqlite3
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.app.newsdesk import ATTACK, OTHER, attack, paper, reviewing, watching
from tests.app.newsdesk import desk as newsdesk
from tests.build import DESK, NOON, Hands
from watcher.app.commands import COMMANDS
from watcher.app.ingest import ingest
from watcher.app.pairing import invite
from watcher.app.reception import REFUSAL, Reception, receive
from watcher.errors import StoreError, Uncertain
from watcher.model import ChatId, Kind, Muted, Person, Role, State
from watcher.ports import Cursor, Poll, Press, Said, Update
from watcher.store import open_store

CHAT = ChatId("-100")
AMAL = Person("amal", 1, Role.EDITOR)
NOOR = Person("noor", 2, Role.READER)
SAMI = Person("sami", 3, Role.ADMIN)
STRANGER = 99


class Bot:
    """Gives what a test says that people said; keeps what it is told to answer."""

    name = "4242"

    def __init__(self):
        self.happened, self.answers, self.lost = [], [], False

    def hear(self, *happened):
        self.happened += happened
        return self

    async def ask(self, after):
        return [Update(number, str(number)) for number in range(after + 1, len(self.happened) + 1)]

    def read(self, raw):
        happened = self.happened[int(raw) - 1]
        if isinstance(happened, Exception):
            raise happened
        return happened

    async def answer(self, press, text):
        if self.lost:
            raise Uncertain("the line was cut")
        self.answers.append(text)

    async def say(self, said, text):
        await self.answer(said, text)
        return str(len(self.answers))


class Once:
    """A source of one document."""

    name = "press"

    def poll(self, cursor, now):
        return Poll((paper(ATTACK, origin="seed.txt"),), Cursor("1"))


@pytest.fixture
def store(tmp_path):
    with closing(open_store(tmp_path / "watcher.db")) as store:
        yield store


@pytest.fixture
def desk():
    return newsdesk(attack(), attack("quiet", "slept", off=True), channels=(DESK,))


@pytest.fixture
def reception(store, desk, tmp_path):
    people = {one.telegram: one for one in (AMAL, NOOR, SAMI)}
    both = watching(tmp_path), reviewing(tmp_path)
    return Reception(people, {DESK: CHAT}, lambda: desk, store, Hands(), lambda: (), *both)


@pytest.fixture
def event(store, desk):
    """The event of an alert that was sent as message 31."""
    ingest(Once(), desk, store, Hands())
    (due,) = store.due(NOON)
    sending = replace(due, state=State.SENDING, attempts=1, chat=CHAT)
    store.settle(replace(store.begin(sending, NOON), state=State.SENT, message_id="31"), NOON)
    return store.rung().event


def listen(reception, *happened, bot=None):
    """The answers to what happened."""
    bot = (bot or Bot()).hear(*happened)
    asyncio.run(receive(bot, reception))
    return bot.answers


def press(data, who=AMAL.telegram, chat=CHAT):
    return Press("id", who, (chat,), data)


def said(text, who=AMAL.telegram, chat=CHAT, answers=""):
    return Said(who, (chat, ChatId("@desk")), "40", text, answers)


def test_ack_is_taken_once_and_edits_the_message(reception, store, event):
    answers = listen(reception, press(f"1:ack:{event}"), press(f"1:ack:{event}", SAMI.telegram))
    assert answers == ["Acked by amal 12:00", "Acked by amal 12:00 already"]
    (edit,) = store.due(NOON)
    assert edit.kind is Kind.EDIT
    assert edit.text.splitlines()[1].strip() == "Acked by amal 12:00"
    assert [one.what for one in store.audited(9)] == [f"acknowledged event {event}"]


def test_ack_of_an_event_without_a_message_is_kept_all_the_same(reception, store, event):
    with sqlite3.connect(store.database.path) as database:
        database.execute("DELETE FROM thread")
    database.close()
    assert listen(reception, press(f"1:ack:{event}")) == ["Acked by amal 12:00"]
    assert store.acked(event).who == "amal"


def test_ack_edits_nothing_in_a_channel_that_is_gone(reception, store, event, desk):
    gone = replace(reception, desk=lambda: replace(desk, channels={}))
    assert listen(gone, press(f"1:ack:{event}")) == ["Acked by amal 12:00"]
    assert list(store.due(NOON)) == []


def test_mute_why_and_source_answer_below_the_button(reception, store, event):
    verbs = ("mute", "why", "source")
    mute, why, source = listen(reception, *(press(f"1:{one}:{event}") for one in verbs))
    assert mute == "Muted until 5 Sep 12:00, unless it gets louder. The whole rule: /mute attack"
    assert why == "Attack [attack], high: new event"
    assert source == "seed.txt"
    assert [one.of for one in store.mutes(NOON)] == [Muted.EVENT]


def test_what_is_muted_does_not_ring(reception, store, desk):
    listen(reception, said("/mute attack"))
    report = ingest(Once(), desk, store, Hands())
    assert report.rang == 0
    assert list(report.verdicts) == [("silence", "muted")]


@pytest.mark.parametrize("verb", ["ack", "mute", "why", "source"])
def test_a_button_holds_only_in_a_chat_to_which_its_alert_went(reception, store, event, verb):
    other = ChatId("-300")
    two = replace(reception, channels={DESK: CHAT, OTHER: other})
    assert listen(two, press(f"1:{verb}:{event}", chat=other)) == [
        "This alert did not go to this chat"
    ]
    assert store.mutes(NOON) == store.audited(9) == []
    own = press(f"1:{verb}:{event}", chat=ChatId(str(AMAL.telegram)))
    assert "did not go" not in listen(two, own, bot=Bot().hear(None))[0]


def test_a_button_goes_with_its_chat_when_that_moves(reception, store, event):
    store.moved(CHAT, ChatId("-200"))
    assert listen(reception, press(f"1:ack:{event}", chat=ChatId("-200"))) == [
        "Acked by amal 12:00"
    ]


def test_a_button_may_be_pressed_before_the_server_says_that_the_alert_is_sent(
    reception, store, desk
):
    ingest(Once(), desk, store, Hands())
    (due,) = store.due(NOON)
    store.begin(replace(due, state=State.SENDING, attempts=1, chat=CHAT), NOON)
    assert listen(reception, press(f"1:ack:{store.rung().event}")) == ["Acked by amal 12:00"]


@pytest.mark.parametrize("data", ["", "1:ack:none", "2:ack:1", "1:drop:1", "1:ack:\ud800"])
def test_a_button_of_no_alert_does_nothing(reception, event, data):
    assert listen(reception, press(data)) == ["This alert is no longer known"]


@pytest.mark.parametrize("verb", ["ack", "mute"])
def test_a_reader_may_only_ask(reception, store, event, verb):
    needs = "This button is for people of role editor"
    assert listen(reception, press(f"1:{verb}:{event}", NOOR.telegram)) == [needs]
    assert listen(reception, said("/mute attack", NOOR.telegram), bot=Bot().hear(None)) == [
        "/mute is for people of role editor"
    ]
    assert store.mutes(NOON) == store.audited(9) == []


def test_people_are_answered_where_alerts_go_and_in_their_own_chat_only(reception):
    own, elsewhere = said("/help", chat=ChatId("1")), said("/help", chat=ChatId("-7"))
    answers = listen(reception, said("/help"), own, elsewhere)
    assert answers[0] == answers[1]
    assert answers[2] == REFUSAL


def test_what_is_asked_for_is_that_of_the_chat_and_in_ones_own_all(reception, event, store):
    other = ChatId("-300")
    later = Hands(NOON + timedelta(hours=1))
    two = replace(reception, channels={DESK: CHAT, OTHER: other}, clock=later)
    store.moved(CHAT, ChatId("-200"))
    chats = (ChatId("-200"), other, ChatId(str(AMAL.telegram)))
    answers = listen(two, *(said("/digest", chat=one) for one in chats))
    there, elsewhere, own = (one.splitlines()[0] for one in answers)
    assert there == own == "Digest of 4 Sep 2025: 1 rang"
    assert elsewhere == "Digest of 4 Sep 2025: nothing matched."


def test_a_chat_that_moved_is_known(reception, store):
    store.moved(CHAT, ChatId("-200"))
    assert listen(reception, said("/audit", SAMI.telegram, ChatId("-200"))) == [
        "Nobody has changed anything"
    ]


def test_a_stranger_is_refused_once(reception):
    assert listen(reception, *[said("/status", STRANGER)] * 3) == [REFUSAL]


def test_more_strangers_than_can_be_remembered_are_not_answered(reception):
    reception.refused.update(range(1000, 11000))
    assert listen(reception, said("/status", STRANGER)) == []


def test_what_is_no_command_is_left_alone(reception):
    assert listen(reception, said("good morning", STRANGER), said("good morning"), None) == []


def test_what_cannot_be_read_is_skipped_and_counted(reception, store):
    answers = listen(reception, ValueError("no update"), said("/why"))
    assert answers == ["Nothing has rung yet"]
    assert store.status().unread == 1


def test_an_answer_is_remembered_so_that_no_alert_is_looked_for_in_its_place(reception, store):
    listen(reception, said("/help"))
    assert sorted(store.sent()) == [("-100", "1"), ("@desk", "1")]


def test_a_lost_answer_is_not_given_twice(reception, store, event):
    bot = Bot()
    bot.lost = True
    listen(reception, press(f"1:ack:{event}"), said("/help"), bot=bot)
    bot.lost = False
    assert listen(reception, bot=bot) == []
    assert store.acked(event).who == "amal"


def test_what_was_heard_before_a_crash_is_handled_after_it(reception, store, event):
    bot = Bot().hear(press(f"1:ack:{event}"))
    store.hear(bot.name, [Update(1, "1")], NOON)
    assert listen(reception, bot=bot) == ["Acked by amal 12:00"]


def test_a_mistake_of_ours_stands_in_nobodys_way(reception, store):
    def broken():
        raise LookupError

    bot = Bot()
    with pytest.raises(LookupError):
        listen(replace(reception, desk=broken), said("/help"), said("/audit"), bot=bot)
    assert store.status().unread == 1
    assert listen(reception, bot=bot) == ["/audit is for people of role admin"]


def test_a_database_that_fails_leaves_the_update_for_later(reception, store):
    def broken():
        raise StoreError("the disk is full")

    bot = Bot()
    with pytest.raises(StoreError):
        listen(replace(reception, desk=broken), said("/why"), bot=bot)
    assert store.status().unread == 0
    assert listen(reception, bot=bot) == ["Nothing has rung yet"]


@contextmanager
def unchanged(path):
    """Nothing but the inbox changes inside."""

    def rows():
        with closing(sqlite3.connect(path)) as database:
            names = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            tables = {name for (name,) in names} - {"chat_update", "inbox"}
            return {one: database.execute(f"SELECT * FROM {one}").fetchall() for one in tables}  # noqa: S608

    before = rows()
    yield
    assert rows() == before


WORDS = st.sampled_from(
    ["/mute attack", "/watch Harir", "/status", "/start x", "/start p_abcdefghjkm2", "hello"]
)
VERBS = st.sampled_from(["ack", "mute", "why", "source", "", "drop"])


@settings(
    deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(
        st.tuples(
            st.integers(90, 95), st.sampled_from(["-100", "94", "-7"]), WORDS | st.text(), VERBS
        )
    )
)
def test_strangers_change_no_row_and_learn_nothing(reception, store, event, happened):
    told = []
    invite("rana", Role.ADMIN, store, Hands())
    for who, chat, words, verb in happened:
        told += [said(words, who, ChatId(chat)), press(f"1:{verb}:{event}", who, ChatId(chat))]
    store.handled("4242", 0)
    bot = Bot()
    with unchanged(store.database.path):
        bot.happened = [None] * store.heard(bot.name)
        answers = listen(reception, *told, bot=bot)
    assert set(answers) <= {REFUSAL}
    assert len(answers) <= 6


ASKED = {
    "status": "",
    "why": "",
    "rules": "",
    "test": "Drones struck Harir base.",
    "search": "Harir",
    "digest": "",
    "backlog": "",
    "mute": "rule attack",
    "unmute": "rule attack",
    "missed": "attack",
    "watch": "Karsava Guard 7d",
    "unwatch": "Karsava Guard",
    "audit": "",
    "help": "",
}


def test_each_command_has_a_row_here():
    assert set(ASKED) == set(COMMANDS)


@pytest.mark.parametrize("name", sorted(COMMANDS))
@pytest.mark.parametrize("chat", [CHAT, ChatId(str(STRANGER)), ChatId("-7")])
def test_each_command_is_politely_refused_to_strangers(reception, store, event, name, chat):
    text = f"/{name} {ASKED[name]}".strip()
    bot = Bot()
    with unchanged(store.database.path):
        assert listen(reception, said(text, STRANGER, chat), bot=bot) == [REFUSAL]
    assert listen(reception, said(text, SAMI.telegram), bot=bot)[-1] != REFUSAL


def test_so_is_pairing_to_who_has_no_code(reception, store):
    invite("rana", Role.ADMIN, store, Hands())
    own = ChatId(str(STRANGER))
    with unchanged(store.database.path):
        assert listen(reception, said("/start p_abcdefghjkm2", STRANGER, own)) == [REFUSAL]
