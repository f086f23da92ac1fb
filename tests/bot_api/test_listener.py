"""What people do in chats, as the library reads it, and the server's answers."""

import asyncio
import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fake_telegram.fixture import telegram
from watcher.bot_api.listener import Listener
from watcher.bot_api.message import Whereabouts, whereabouts
from watcher.bot_api.secret import Secret
from watcher.errors import ChannelClosed, Deferred, DeliveryError, Uncertain
from watcher.model import ChatId
from watcher.ports import Press, Said

__all__ = ["telegram"]

AMAL = {"id": 7, "is_bot": False, "first_name": "Amal"}
OWN = {"id": 7, "type": "private"}
GROUP = {"id": -100, "type": "supergroup", "title": "Desk", "username": "desk"}
MESSAGE = {"message_id": 40, "date": 1, "chat": OWN, "from": AMAL}
QUERY = {"id": "q", "from": AMAL, "chat_instance": "1"}


def read(**what):
    raw = json.dumps({"update_id": 1, **what})
    return Listener(Secret("1:token")).read(raw)


@pytest.fixture
def talk(telegram):
    """Call one verb of a listener after the other; what each gave."""
    telegram.add_chat(7)

    def talk(*calls, token=None):
        bot = Listener(Secret(token or telegram.token), telegram.url)

        async def run():
            try:
                return [await getattr(bot, verb)(*a) for verb, *a in calls]
            finally:
                await bot.close()

        return asyncio.run(run())

    return talk


def test_a_press_tells_who_where_and_what():
    shown = {"message_id": 31, "date": 1, "chat": GROUP}
    told = read(callback_query={**QUERY, "data": "1:ack:e", "message": shown})
    assert told == Press("q", 7, (ChatId("-100"), ChatId("@desk")), "1:ack:e")


def test_a_press_below_a_message_that_is_gone_tells_its_chat():
    shown = {"message_id": 31, "date": 0, "chat": OWN}
    assert read(callback_query={**QUERY, "data": "x", "message": shown}).chats == ("7",)


def test_a_message_tells_who_where_what_and_what_it_answers():
    assert read(message={**MESSAGE, "text": "/why"}) == Said(7, (ChatId("7"),), "40", "/why")
    answered = {"message_id": 31, "date": 1, "chat": OWN}
    told = read(message={**MESSAGE, "text": "/why", "reply_to_message": answered})
    assert (told.answers, told.answered) == ("31", "")
    for words in ({"text": "Boats left."}, {"caption": "Boats left."}):
        message = {**MESSAGE, "text": "/why", "reply_to_message": {**answered, **words}}
        assert read(message=message).answered == "Boats left."


@pytest.mark.parametrize(
    "what",
    [
        {"message": MESSAGE},
        {"message": {"message_id": 40, "date": 1, "chat": GROUP, "text": "/why"}},
        {"edited_message": {**MESSAGE, "text": "/why"}},
        {"callback_query": {**QUERY, "data": "1:ack:e"}},
        {"callback_query": {**QUERY, "game_short_name": "chess"}},
        {},
    ],
)
def test_all_else_is_nothing_to_us(what):
    assert read(**what) is None


@pytest.mark.parametrize("raw", ["", "[]", "null", "7", '{"message": 3}', '{"callback_query": {}}'])
def test_what_cannot_be_read_is_told_so(raw):
    with pytest.raises(ValueError, match="no update"):
        Listener(Secret("1:token")).read(raw)


NESTED = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["id", "from", "chat", "date", "text", "message_id", "message", "data"]
            ),
            inner,
            max_size=6,
        )
    ),
    max_leaves=12,
)


@given(st.sampled_from(["message", "callback_query"]), NESTED)
def test_whatever_comes_is_read_or_refused_and_never_more(kind, what):
    try:
        told = read(**{kind: what})
    except ValueError:
        told = None
    assert told is None or isinstance(told, Press | Said)


def test_updates_come_once_they_are_asked_for_behind_the_last(telegram, talk):
    for text in ("/one", "/two"):
        telegram.add_update(message={"chat": OWN, "from": AMAL, "text": text})
    first, behind = talk(("ask", 0), ("ask", 1))
    assert [one.number for one in first] == [1, 2]
    assert [one.number for one in behind] == [2]
    assert json.loads(behind[0].raw)["message"]["text"] == "/two"
    assert telegram.calls("getMe") == []


def test_a_second_program_is_given_way_for_a_minute(telegram, talk):
    conflict = {"status": 409, "description": "Conflict: terminated by other getUpdates request"}
    telegram.faults({"how": "status", "method": "getUpdates", **conflict})
    with pytest.raises(Deferred, match="stop one of them") as caught:
        talk(("ask", 0))
    assert caught.value.retry_after.total_seconds() == 60


@pytest.mark.parametrize(
    ("fault", "trouble"),
    [
        ({"how": "cut json"}, Uncertain),
        ({"how": "html"}, Uncertain),
        ({"how": "drop before"}, Uncertain),
        ({"how": "status", "status": 401, "description": "Unauthorized"}, ChannelClosed),
    ],
)
def test_no_answer_is_no_update_and_shows_no_token(telegram, talk, fault, trouble):
    telegram.add_update(message={"chat": OWN, "from": AMAL, "text": "/one"})
    telegram.faults({"method": "getUpdates", **fault})
    with pytest.raises(DeliveryError) as caught:
        talk(("ask", 0))
    assert isinstance(caught.value, trouble)
    assert telegram.token not in str(caught.value)


def test_looking_around_tells_each_place_once_and_uses_nothing_up(telegram, talk):
    group = telegram.add_chat(-200, "supergroup", topics=[7], title="Duty desk\n\u202e")
    telegram.add_update(my_chat_member={"chat": {"id": group}, "from": AMAL, "date": 1})
    topic = {"message_thread_id": 7, "is_topic_message": True}
    for more in ({}, topic, topic):
        here = {"chat": {"id": group}, "from": AMAL, "text": "/start@desk", **more}
        telegram.add_update(message=here)
    (found,), (again,) = talk(("look_around",)), talk(("look_around",))
    general = Whereabouts(ChatId("-200"), "supergroup", "Duty desk")
    assert found == again == [general, replace(general, topic=7)]
    (heard,) = talk(("ask", 0))
    assert len(heard) == 4


@pytest.mark.parametrize("update", [{}, {"poll": {"id": "1"}}, {"message": {"chat": "canary"}}])
def test_what_is_in_no_chat_is_nowhere(update):
    assert whereabouts({"update_id": 1, **update}) is None


def test_a_press_is_where_its_button_is():
    shown = {"message_id": 31, "date": 1, "chat": GROUP}
    pressed = {**QUERY, "data": "x", "message": shown}
    found = whereabouts({"update_id": 1, "callback_query": pressed})
    assert found == Whereabouts(ChatId("-100"), "supergroup", "Desk")


def test_an_answer_below_a_button_has_room(telegram, talk):
    telegram.add_update(callback_query={"id": "q", "from": AMAL})
    talk(("answer", Press("q", 7, (ChatId("7"),), ""), "x" * 300))
    (answer,) = telegram.journal("answer")
    assert (answer["query"], answer["text"], answer["alert"]) == ("q", "x" * 200, True)


def test_a_command_is_answered_in_its_chat_without_markup(telegram, talk):
    telegram.add_update(message={"chat": OWN, "from": AMAL, "text": "/rules"})
    talk(("say", Said(7, (ChatId("7"),), "1", "/rules"), "a <b> & c"))
    (answer,) = telegram.journal("message")
    assert (answer["chat"], answer["reply_to"], answer["text"]) == (7, 1, "a <b> & c")
    assert answer["parse_mode"] == ""


def test_a_bot_is_called_by_its_number_and_shows_no_token():
    bot = Listener(Secret("123:" + "x" * 35))
    assert bot.name == "123"
    assert "x" * 35 not in repr(vars(bot))


@pytest.mark.parametrize(
    "update",
    [
        {"message": {**MESSAGE, "text": True}},
        {"message": {**MESSAGE, "text": ["/why"]}},
        {"message": {**MESSAGE, "text": "/why", "message_id": "\ud800"}},
        {"message": {**MESSAGE, "text": "/why", "chat": {**GROUP, "username": "\ud800"}}},
        {
            "message": {
                **MESSAGE,
                "text": "/why",
                "reply_to_message": {**MESSAGE, "message_id": "é"},
            }
        },
        {"message": {**MESSAGE, "text": "/why", "from": {**AMAL, "id": "7"}}},
        {"message": {**MESSAGE, "text": "/why", "from": {**AMAL, "id": 10**20}}},
        {"message": {**MESSAGE, "text": "/why", "from": {**AMAL, "id": 1 << 52}}},
        {"message": {**MESSAGE, "text": "/why", "from": {**AMAL, "id": -(10**20)}}},
        {"message": {**MESSAGE, "text": "/why", "reply_to_message": {**MESSAGE, "text": 5}}},
    ],
)
def test_words_that_are_none_are_no_update_of_telegrams(update):
    with pytest.raises(ValueError, match="no update of Telegram's"):
        read(**update)
