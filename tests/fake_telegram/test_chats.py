"""Who may write where: every kind of chat, every standing, topics and replies."""

import pytest

from tests.fake_telegram.conftest import DESK

CLOSED = [
    ("private", "not started", 403, "Forbidden: bot can't initiate conversation with a user"),
    ("private", "blocked", 403, "Forbidden: bot was blocked by the user"),
    ("private", "deactivated", 403, "Forbidden: user is deactivated"),
    ("group", "kicked", 403, "Forbidden: bot was kicked from the group chat"),
    ("group", "left", 403, "Forbidden: bot is not a member of the group chat"),
    ("supergroup", "kicked", 403, "Forbidden: bot was kicked from the supergroup chat"),
    ("supergroup", "left", 403, "Forbidden: bot is not a member of the supergroup chat"),
    ("channel", "kicked", 403, "Forbidden: bot was kicked from the channel chat"),
    ("channel", "left", 403, "Forbidden: bot is not a member of the channel chat"),
    (
        "supergroup",
        "read-only",
        400,
        "Bad Request: not enough rights to send text messages to the chat",
    ),
    ("channel", "read-only", 400, "Bad Request: need administrator rights in the channel chat"),
]


@pytest.mark.parametrize(("kind", "standing", "code", "says"), CLOSED)
def test_a_closed_chat_takes_no_message(shared, send, kind, standing, code, says):
    chat = shared.add_chat(-1001, kind, standing=standing)
    before = len(shared.journal())
    assert send("x", chat_id=chat) == (code, says)
    assert len(shared.journal()) == before


@pytest.mark.parametrize("kind", ["private", "group", "supergroup", "channel"])
def test_an_open_chat_of_any_kind_takes_messages(shared, send, kind):
    chat = shared.add_chat(-1002, kind, title="Night desk")
    message = send("x", chat_id=chat)
    assert message["chat"]["type"] == kind
    assert ("from" in message) is (kind != "channel")


def test_an_upgraded_group_names_its_new_id(telegram):
    old = telegram.add_chat(-5, "group", standing="migrated", migrated_to=-1005)
    answer = telegram.call("sendMessage", chat_id=old, text="x")
    assert answer.status_code == 400
    assert answer.json() == {
        "ok": False,
        "error_code": 400,
        "description": "Bad Request: group chat was upgraded to a supergroup chat",
        "parameters": {"migrate_to_chat_id": -1005},
    }


def test_an_unknown_or_missing_chat_is_refused(send):
    assert send("x", chat_id=-77) == (400, "Bad Request: chat not found")
    assert send("x", chat_id="@nobody") == (400, "Bad Request: chat not found")
    assert send("x", chat_id="") == (400, "Bad Request: chat_id is empty")


def test_a_public_channel_is_reached_by_its_name(shared, send):
    shared.add_chat(-1003, "channel", username="night_desk")
    assert send("x", chat_id="@night_desk")["chat"]["id"] == -1003


def test_a_forum_takes_messages_in_its_topics_only(shared, send):
    forum = shared.add_chat(-1004, "supergroup", topics=[7, 9])
    message = send("x", chat_id=forum, message_thread_id=7)
    assert message["message_thread_id"] == 7
    assert message["is_topic_message"] is True
    assert shared.journal()[-1]["thread"] == 7
    for thread in (1, 8):  # General must not be named
        answer = send("x", chat_id=forum, message_thread_id=thread)
        assert answer == (400, "Bad Request: message thread not found")
    assert "message_thread_id" not in send("x", chat_id=forum)


def test_a_supergroup_without_topics_ignores_the_thread(shared, send):
    chat = shared.add_chat(-1005, "supergroup")
    assert "message_thread_id" not in send("x", chat_id=chat, message_thread_id=7)


def test_private_chats_and_groups_share_message_ids_and_others_do_not(telegram):
    for chat, kind in [(1, "private"), (-2, "group"), (-1003, "supergroup"), (-1004, "channel")]:
        telegram.add_chat(chat, kind)
        telegram.call("sendMessage", chat_id=chat, text="x")
    ids = [line["message_id"] for line in telegram.journal()]
    assert ids == [1, 2, 1, 1]


def test_a_reply_needs_its_message_or_leave_to_go_without(shared, send):
    first = send("first")["message_id"]
    reply = send("second", reply_parameters={"message_id": first})
    assert reply["reply_to_message"]["message_id"] == first
    assert shared.journal()[-1]["reply_to"] == first
    gone = {"message_id": 10_000}
    says = "Bad Request: message to be replied not found"
    assert send("third", reply_parameters=gone) == (400, says)
    assert "reply_to_message" not in send(
        "third", reply_parameters=gone | {"allow_sending_without_reply": True}
    )


def test_a_message_that_was_deleted_can_be_answered_no_more(send):
    first = send("first")["message_id"]
    assert send(method="deleteMessage", text=None, message_id=first) is True
    says = "Bad Request: message to be replied not found"
    assert send("second", reply_parameters={"message_id": first}) == (400, says)


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ("{", "can't parse reply parameters JSON object"),
        ("[]", "object expected as reply parameters"),
        ("{}", 'can\'t find field "message_id"'),
        ('{"message": 1}', 'unknown field "message" of reply parameters'),
    ],
)
def test_reply_parameters_that_are_none_are_refused(send, given, says):
    assert send("x", reply_parameters=given) == (400, f"Bad Request: {says}")


def test_get_chat_says_what_a_chat_is(shared):
    found = shared.call("getChat", chat_id=DESK).json()["result"]
    assert (found["id"], found["type"]) == (DESK, "private")
