"""What people write, edit and forward comes as updates."""

import pytest

from tests.fake_telegram.conftest import DESK

CHANNEL = -1001
AMAL = {"id": DESK, "is_bot": False, "first_name": "Amal"}


@pytest.fixture
def open_channel(telegram):
    telegram.add_chat(DESK)
    telegram.add_chat(CHANNEL, "channel", title="Selm Post", username="selmpost")
    return telegram


def updates(telegram, **parameters):
    return telegram.call("getUpdates", **parameters).json()["result"]


def test_a_post_in_a_channel_names_its_chat_and_nobody(open_channel):
    number = open_channel.post(CHANNEL, "Boats left.")
    (update,) = updates(open_channel)
    post = update["channel_post"]
    assert (post["message_id"], post["text"]) == (number, "Boats left.")
    assert post["chat"]["username"] == post["sender_chat"]["username"] == "selmpost"
    assert "from" not in post


def test_an_edited_post_keeps_its_id_and_its_date(open_channel):
    number = open_channel.post(CHANNEL, "Boats left.")
    open_channel.edit_post(CHANNEL, number, "Boats came back.")
    first, second = updates(open_channel)
    before, after = first["channel_post"], second["edited_channel_post"]
    assert (after["message_id"], after["date"]) == (before["message_id"], before["date"])
    assert after["edit_date"] >= before["date"]


def test_what_is_forwarded_says_where_it_was_published(open_channel):
    chat = {"id": CHANNEL, "type": "channel", "title": "Selm Post"}
    origin = {"type": "channel", "chat": chat, "message_id": 5}
    open_channel.forward(AMAL, "Boats left.", origin)
    (update,) = updates(open_channel)
    assert update["message"]["forward_origin"]["message_id"] == 5
    assert update["message"]["forward_origin"]["date"] == update["message"]["date"]


@pytest.mark.parametrize(
    "update",
    [
        {"channel_post": {"chat": {"id": DESK}, "text": "no channel"}},
        {"message": {"chat": {"id": CHANNEL}, "text": "a channel"}},
        {"edited_message": {"chat": {"id": CHANNEL}, "message_id": 1, "text": "a channel"}},
        {"edited_channel_post": {"chat": {"id": CHANNEL}, "message_id": 9, "text": "never sent"}},
        {"channel_post": {"chat": {"id": -5}, "text": "no such chat"}},
        {"letter": {}},
        {"message": {"chat": {"id": DESK}, "text": "x", "forward_origin": {"type": "chat"}}},
    ],
)
def test_what_the_server_would_never_give_is_refused(open_channel, update):
    with pytest.raises(ValueError, match="400"):
        open_channel.add_update(**update)


def test_kinds_that_are_not_asked_for_never_come(open_channel):
    updates(open_channel, allowed_updates=["message"])
    open_channel.post(CHANNEL, "Boats left.")
    assert updates(open_channel) == []
    updates(open_channel, allowed_updates=["channel_post"])
    open_channel.post(CHANNEL, "Boats came back.")
    assert len(updates(open_channel)) == 1
