"""What a message is to watcher: words to it, a post of a chat, or a post that is passed on."""

import json
from datetime import UTC, datetime

import pytest

from watcher.bot_api.listener import Listener
from watcher.bot_api.message import placed
from watcher.bot_api.secret import Secret
from watcher.ports import Post, Said

AMAL = {"id": 7, "is_bot": False, "first_name": "Amal"}
OWN = {"id": 7, "type": "private", "first_name": "Amal"}
POST = {"id": -1001, "type": "channel", "title": "Selm Post", "username": "selmpost"}
CLOSED = {"id": -1002, "type": "channel", "title": "Harbour News"}
GROUP = {"id": -1003, "type": "supergroup", "title": "Quay"}
SMALL = {"id": -9, "type": "group", "title": "Small"}
AT = datetime(2025, 9, 4, 12, tzinfo=UTC)
MOMENT = int(AT.timestamp())
PICTURE = [{"file_id": "a", "file_unique_id": "b", "width": 1, "height": 1}]


def read(kind="channel_post", chat=POST, **message):
    found = {"message_id": 40, "date": MOMENT, "chat": chat, **message}
    return Listener(Secret("1:token")).read(json.dumps({"update_id": 1, kind: found}))


def test_a_post_has_its_chat_its_words_its_moment_and_its_address():
    assert read(text="Boats left.") == Post(
        id="-1001/40",
        chats=("-1001", "@selmpost"),
        name="@selmpost",
        text="Boats left.",
        at=AT,
        url="https://t.me/selmpost/40",
    )


@pytest.mark.parametrize(
    ("chat", "name", "url"),
    [
        (CLOSED, "Harbour News", "https://t.me/c/2/40"),
        (GROUP, "Quay", "https://t.me/c/3/40"),
        (SMALL, "Small", ""),
    ],
)
def test_a_chat_without_a_name_of_its_own_is_called_by_its_title(chat, name, url):
    kind = "channel_post" if chat is CLOSED else "message"
    post = read(kind, chat, text="Boats left.", **{"from": AMAL})
    assert (post.name, post.url, post.said) == (name, url, None)


def test_an_edited_post_is_the_same_message_with_other_words():
    edited = read("edited_channel_post", text="Boats came back.", edit_date=MOMENT + 9)
    assert (edited.id, edited.text, edited.at) == ("-1001/40", "Boats came back.", AT)


def test_a_caption_is_the_text_of_a_picture():
    assert read(photo=PICTURE, caption="Boats left.").text == "Boats left."


def test_addresses_behind_words_stand_below_them_once():
    text = "🚤 Boats left, see here and here and https://b.example/2."
    links = [
        {"type": "text_link", "offset": 20, "length": 4, "url": "https://a.example/1"},
        {"type": "text_link", "offset": 29, "length": 4, "url": "https://a.example/1"},
        {"type": "text_link", "offset": 29, "length": 4, "url": "https://b.example/2"},
        {"type": "text_link", "offset": 29, "length": 4, "url": "tg://user?id=5"},
        {"type": "bold", "offset": 0, "length": 4},
    ]
    assert read(text=text, entities=links).text == f"{text}\n\nhttps://a.example/1"


@pytest.mark.parametrize(
    ("message", "text"),
    [
        ({"photo": PICTURE}, ""),
        ({"photo": PICTURE, "media_group_id": "5"}, None),
        ({"photo": PICTURE, "media_group_id": "5", "caption": "Boats."}, "Boats."),
        ({"new_chat_title": "Quay"}, None),
    ],
)
def test_notices_and_the_further_pictures_of_an_album_are_nothing(message, text):
    post = read(**message)
    assert (post and post.text) == text


def test_in_a_group_what_is_no_command_is_a_post():
    said = {"from": AMAL, "chat": GROUP}
    assert isinstance(read("message", text="Boats left.", **said), Post)
    assert isinstance(read("edited_message", text="Boats came back.", **said), Post)
    assert isinstance(read("message", text="/status", **said), Said)


def test_a_command_or_a_word_in_private_that_is_edited_is_nothing():
    assert read("edited_message", GROUP, text="/mute attack", **{"from": AMAL}) is None
    assert read("edited_message", OWN, text="Boats left.", **{"from": AMAL}) is None


@pytest.mark.parametrize(
    ("origin", "id", "chats", "name", "url"),
    [
        (
            {"type": "channel", "chat": POST, "message_id": 12},
            "-1001/12",
            ("-1001", "@selmpost"),
            "@selmpost",
            "https://t.me/selmpost/12",
        ),
        ({"type": "chat", "sender_chat": GROUP}, "7/40", ("-1003",), "Quay", ""),
        (
            {"type": "user", "sender_user": {**AMAL, "id": 8, "is_bot": True}},
            "7/40",
            ("8",),
            "Amal",
            "",
        ),
        ({"type": "user", "sender_user": AMAL}, "7/40", (), "Amal", ""),
        ({"type": "hidden_user", "sender_user_name": "A reader"}, "7/40", (), "A reader", ""),
    ],
)
def test_what_is_passed_on_is_read_as_where_it_was_published(origin, id, chats, name, url):
    early = {"date": MOMENT - 600, **origin}
    post = read("message", OWN, text="/mute is a word here", forward_origin=early, **{"from": AMAL})
    assert (post.id, post.chats, post.name, post.url) == (id, chats, name, url)
    assert post.at == datetime.fromtimestamp(MOMENT - 600, UTC)
    assert (post.said.user, post.said.chats, post.said.message_id) == (7, ("7",), "40")


@pytest.mark.parametrize(
    "more",
    [{}, {"from": AMAL, "forward_origin": {"type": "later", "date": MOMENT}}],
)
def test_what_nobody_passed_on_or_from_nowhere_we_know_is_nothing(more):
    origin = {"type": "hidden_user", "sender_user_name": "A reader", "date": MOMENT}
    assert read("message", OWN, **{"text": "Boats.", "forward_origin": origin, **more}) is None


@pytest.mark.parametrize(
    ("found", "place"),
    [
        ({"message_id": 40, "chat": OWN}, ("7", "40")),
        ({"message_id": 40, "chat": SMALL}, ("-9", "40")),
        ({"message_id": 40, "chat": GROUP}, None),
        ({"message_id": 40, "chat": POST}, None),
        ({"message_id": "40", "chat": OWN}, None),
        ({"message_id": 40, "chat": {"id": 7, "type": []}}, None),
        ({"chat": OWN}, None),
        ([], None),
        (None, None),
    ],
)
def test_a_message_has_a_place_where_chats_count_theirs_together(found, place):
    assert placed(found) == place
