"""Edits, deletions, buttons and pictures."""

import json
import struct

import httpx
import pytest

from tests.fake_telegram.conftest import DESK
from tests.fake_telegram.photos import MOST_BYTES

NOT_MODIFIED = (
    "Bad Request: message is not modified: specified new message content and reply markup "
    "are exactly the same as a current content and reply markup of the message"
)
ACK = {"inline_keyboard": [[{"text": "Ack", "callback_data": "1:ack:7"}]]}


def test_an_edit_changes_text_and_buttons(send, shared):
    first = send("one", reply_markup=ACK)
    edited = send(
        "<b>two</b>", "editMessageText", message_id=first["message_id"], parse_mode="HTML"
    )
    assert edited["text"] == "two"
    assert edited["message_id"] == first["message_id"]
    assert "edit_date" in edited
    assert "reply_markup" not in edited  # an edit without buttons takes them away
    line = shared.journal()[-1]
    assert (line["kind"], line["text"], line["message_id"]) == ("edit", "two", first["message_id"])


def test_an_edit_that_changes_nothing_is_refused(send, shared):
    message_id = send("<b>one</b>", parse_mode="HTML", reply_markup=ACK)["message_id"]
    again = {"message_id": message_id, "parse_mode": "HTML", "reply_markup": ACK}
    before = len(shared.journal())
    assert send("<strong>one</strong>", "editMessageText", **again) == (400, NOT_MODIFIED)
    assert len(shared.journal()) == before


@pytest.mark.parametrize("change", [{"reply_markup": {}}, {"text": "<i>one</i>"}, {"text": "one!"}])
def test_an_edit_of_buttons_marks_or_words_is_a_change(send, change):
    message_id = send("<b>one</b>", parse_mode="HTML", reply_markup=ACK)["message_id"]
    same = {"text": "<b>one</b>", "parse_mode": "HTML", "reply_markup": ACK}
    changed = {**same, **change, "message_id": message_id}
    assert send(method="editMessageText", **changed)["message_id"] == message_id


def test_an_edit_counts_for_the_limits_and_a_refused_one_does_not(telegram):
    telegram.add_chat(DESK)
    telegram.call("sendMessage", chat_id=DESK, text="x")
    telegram.limits()
    texts = ["a", "a", "b", "c", "d"]
    answers = [telegram.call("editMessageText", chat_id=DESK, message_id=1, text=t) for t in texts]
    assert [one.status_code for one in answers] == [200, 400, 200, 200, 429]


def test_an_edit_is_refused_for_its_text_as_a_message_is(send):
    message_id = send("one")["message_id"]
    assert send("", "editMessageText", message_id=message_id)[0] == 400
    assert send("<b>x", "editMessageText", message_id=message_id, parse_mode="HTML")[0] == 400
    assert send("x" * 4097, "editMessageText", message_id=message_id)[0] == 400


def test_a_message_is_edited_in_its_own_chat_only(telegram):
    """Private chats share their numbers: the same number in another chat is nobody's message."""
    telegram.add_chat(DESK)
    telegram.add_chat(DESK + 1)
    telegram.call("sendMessage", chat_id=DESK, text="x")
    answer = telegram.call("editMessageText", chat_id=DESK + 1, message_id=1, text="y")
    assert answer.json()["description"] == "Bad Request: message to edit not found"


def test_a_message_that_is_not_there_cannot_be_edited_or_deleted(send):
    says = "Bad Request: message to {} not found"
    assert send("x", "editMessageText", message_id=10_000) == (400, says.format("edit"))
    assert send(method="deleteMessage", text=None, message_id=10_000) == (
        400,
        says.format("delete"),
    )


def test_a_message_of_somebody_else_cannot_be_edited(shared, send):
    update = shared.add_update(message={"chat": {"id": DESK}, "text": "hello"})
    message_id = update["message"]["message_id"]
    assert send("x", "editMessageText", message_id=message_id) == (
        400,
        "Bad Request: message can't be edited",
    )
    assert send(method="deleteMessage", text=None, message_id=message_id) is True


def test_a_message_of_somebody_else_in_a_group_cannot_be_deleted(shared, send):
    group = shared.add_chat(-31, "group")
    update = shared.add_update(message={"chat": {"id": group}, "text": "hello"})
    message_id = update["message"]["message_id"]
    answer = send(method="deleteMessage", text=None, chat_id=group, message_id=message_id)
    assert answer == (400, "Bad Request: message can't be deleted")


def test_a_deleted_message_is_gone(send, shared):
    message_id = send("x")["message_id"]
    assert send(method="deleteMessage", text=None, message_id=message_id) is True
    assert shared.journal()[-1]["kind"] == "delete"
    assert send("y", "editMessageText", message_id=message_id)[0] == 400


@pytest.mark.parametrize("standing", ["read-only", "migrated"])
def test_nothing_is_edited_where_the_bot_may_not_write(telegram, standing):
    telegram.add_chat(-6, "group")
    telegram.call("sendMessage", chat_id=-6, text="x")
    telegram.add_chat(-6, "group", standing=standing, migrated_to=-7)
    answer = telegram.call("editMessageText", chat_id=-6, message_id=1, text="y")
    assert answer.json()["description"] == "Bad Request: message can't be edited"


def test_buttons_alone_can_be_edited(send):
    message_id = send("x")["message_id"]
    edited = send(
        method="editMessageReplyMarkup", text=None, message_id=message_id, reply_markup=ACK
    )
    assert edited["reply_markup"] == ACK


def button(**more):
    return {"inline_keyboard": [[{"text": "x", **more}]]}


@pytest.mark.parametrize(
    "markup",
    [
        button(callback_data="é" * 32),
        button(url="https://news.example/a"),
        {"inline_keyboard": [[{"text": "x", "callback_data": str(n)}] for n in range(100)]},
    ],
)
def test_good_buttons_come_back(send, markup):
    assert send("x", reply_markup=markup)["reply_markup"] == markup


@pytest.mark.parametrize(
    ("markup", "says"),
    [
        (button(callback_data="é" * 32 + "x"), "BUTTON_DATA_INVALID"),
        (
            button(url="nowhere"),
            "inline keyboard button URL 'nowhere' is invalid: Wrong HTTP URL",
        ),
        (
            button(),
            (
                "can't parse inline keyboard button: "
                "Text buttons are unallowed in the inline keyboard"
            ),
        ),
        (
            button(calback_data="x"),
            'can\'t parse inline keyboard button: unknown field "calback_data"',
        ),
        (
            {"inline_keyboard": [[{"callback_data": "x"}]]},
            "can't parse inline keyboard button: Can't find field \"text\"",
        ),
        (
            {"inline_keyboard": [["x"]]},
            "can't parse inline keyboard button: InlineKeyboardButton must be an Object",
        ),
        (button(text="", callback_data="x"), "inline keyboard button text must be non-empty"),
        (
            {"inline_keyboard": [[{"text": "x", "callback_data": "x"}] * 101]},
            "reply markup is too long",
        ),
        (
            {"inline_keyboard": [{}]},
            'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays',
        ),
        ("{", "can't parse reply keyboard markup JSON object"),
        ("[]", "object expected as reply markup"),
    ],
)
def test_bad_buttons_are_refused(send, markup, says):
    assert send("x", reply_markup=markup) == (400, f"Bad Request: {says}")


def png(width, height):
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, b"IHDR", width, height) + bytes(5)


@pytest.fixture
def send_photo(shared):
    def send_photo(data=None, **more):
        files = {} if data is None else {"photo": ("chart.png", data, "image/png")}
        answer = httpx.post(
            f"{shared.url}/bot{shared.token}/sendPhoto",
            data={"chat_id": DESK, **more},
            files=files,
            trust_env=False,
        )
        found = answer.json()
        return found["result"] if found["ok"] else (answer.status_code, found["description"])

    return send_photo


def test_a_photo_with_its_caption_is_accepted(send_photo, shared):
    message = send_photo(png(90, 60), caption="<b>x</b>" + "y" * 1023, parse_mode="HTML")
    assert message["caption"] == "x" + "y" * 1023
    assert message["caption_entities"] == [{"type": "bold", "offset": 0, "length": 1}]
    assert message["photo"][0]["file_size"] == len(png(90, 60))
    line = shared.journal()[-1]
    assert (line["kind"], line["text"]) == ("photo", "x" + "y" * 1023)


def test_a_photo_may_be_sent_again_by_its_id_and_needs_no_caption(send_photo):
    file_id = send_photo(png(90, 60))["photo"][0]["file_id"]
    assert send_photo(photo=file_id)["photo"][0]["file_id"] == file_id


def test_a_caption_has_its_own_limit(send_photo):
    says = "Bad Request: message caption is too long"
    assert send_photo(png(90, 60), caption="x" * 1025) == (400, says)


@pytest.mark.parametrize(
    ("data", "code", "says"),
    [
        (b"", 400, "Bad Request: file must be non-empty"),
        (b"%PDF-1.7", 400, "Bad Request: IMAGE_PROCESS_FAILED"),
        (png(9000, 1001), 400, "Bad Request: PHOTO_INVALID_DIMENSIONS"),
        (png(2100, 100), 400, "Bad Request: PHOTO_INVALID_DIMENSIONS"),
        (png(90, 60) + bytes(MOST_BYTES), 413, "Request Entity Too Large"),
        (None, 400, "Bad Request: there is no photo in the request"),
    ],
)
def test_a_bad_photo_is_refused(send_photo, data, code, says):
    assert send_photo(data) == (code, says)


def test_a_photo_has_a_caption_to_edit_and_no_text(send, send_photo):
    message_id = send_photo(png(90, 60), caption="one")["message_id"]
    assert send("x", "editMessageText", message_id=message_id) == (
        400,
        "Bad Request: there is no text in the message to edit",
    )
    edited = send(method="editMessageCaption", text=None, message_id=message_id, caption="two")
    assert edited["caption"] == "two"
    text_id = send("x")["message_id"]
    assert send(method="editMessageCaption", text=None, message_id=text_id, caption="two") == (
        400,
        "Bad Request: there is no caption in the message to edit",
    )


def test_a_keyboard_as_text_is_the_same_as_an_object(send):
    assert send("x", reply_markup=json.dumps(ACK))["reply_markup"] == ACK
