"""Updates by their offsets, presses of buttons, commands."""

import pytest

from tests.fake_telegram.conftest import DESK


def fetch(telegram, **parameters):
    return [u["update_id"] for u in telegram.call("getUpdates", **parameters).json()["result"]]


@pytest.fixture
def three(telegram):
    """A server with three waiting updates."""
    telegram.add_chat(DESK)
    for text in ("one", "two", "three"):
        telegram.add_update(message={"chat": {"id": DESK}, "text": text})
    return telegram


def test_an_update_comes_again_until_an_offset_confirms_it(three):
    assert fetch(three) == [1, 2, 3]
    assert fetch(three) == [1, 2, 3]
    assert fetch(three, offset=2) == [2, 3]
    assert fetch(three) == [2, 3]
    assert fetch(three, offset=4) == []


def test_a_negative_offset_keeps_the_newest(three):
    assert fetch(three, offset=-1) == [3]
    assert fetch(three) == [3]


def test_a_limit_gives_the_oldest_first(three):
    assert fetch(three, limit=2) == [1, 2]


def press(telegram, query="55"):
    telegram.add_update(
        callback_query={"id": query, "data": "1:ack:7", "from": {"id": DESK, "is_bot": False}}
    )


def test_a_press_is_answered_once(telegram):
    press(telegram)
    answer = {"callback_query_id": "55", "text": "x" * 200, "show_alert": True}
    assert telegram.call("answerCallbackQuery", **answer).json() == {"ok": True, "result": True}
    (line,) = telegram.journal("answer")
    assert (line["text"], line["alert"]) == ("x" * 200, True)
    again = telegram.call("answerCallbackQuery", **answer)
    assert again.json()["description"] == (
        "Bad Request: query is too old and response timeout expired or query ID is invalid"
    )


def test_an_answer_has_at_most_200_characters(telegram):
    press(telegram)
    answer = telegram.call("answerCallbackQuery", callback_query_id="55", text="x" * 201)
    assert answer.json()["description"] == "Bad Request: MESSAGE_TOO_LONG"


def test_commands_are_set(shared):
    commands = [{"command": "status", "description": "How everything is doing"}]
    assert shared.call("setMyCommands", commands=commands).json()["result"] is True
    assert shared.journal("commands")[-1]["commands"] == commands


@pytest.mark.parametrize(
    ("commands", "says"),
    [
        ([{"command": "Status", "description": "x"}], "BOT_COMMAND_INVALID"),
        ([{"command": "x" * 33, "description": "x"}], "BOT_COMMAND_INVALID"),
        ([{"command": "status", "description": ""}], "BOT_COMMAND_DESCRIPTION_INVALID"),
        ([{"command": "status", "description": "x" * 257}], "BOT_COMMAND_DESCRIPTION_INVALID"),
        ([{"command": "status", "description": "x"}] * 101, "BOT_COMMANDS_TOO_MUCH"),
        ([1], "can't parse BotCommand: expected an Object"),
        ({}, "expected an Array of BotCommand"),
        ("{", "can't parse commands JSON object"),
    ],
)
def test_bad_commands_are_refused(shared, commands, says):
    answer = shared.call("setMyCommands", commands=commands).json()
    assert answer["description"] == f"Bad Request: {says}"


def test_a_chat_action_needs_an_open_chat_and_a_known_action(shared):
    shared.add_chat(6, standing="blocked")
    assert shared.call("sendChatAction", chat_id=DESK, action="typing").json()["result"] is True
    assert shared.call("sendChatAction", chat_id=6, action="typing").status_code == 403
    answer = shared.call("sendChatAction", chat_id=DESK, action="dancing").json()
    assert answer["description"] == "Bad Request: wrong parameter action in request"


def test_there_is_never_a_webhook_to_delete(shared):
    assert shared.call("deleteWebhook").json()["result"] is True
