"""The methods that put messages into chats, change them and take them away.

A bot's own messages never grow too old to be changed, as on the server; only what it sends for a
business account does, and that is beyond this fake.
"""

import json
from dataclasses import replace

from tests.fake_telegram.call import Call
from tests.fake_telegram.chats import (
    Chat,
    Kind,
    Standing,
    check_present,
    check_writable,
    thread_of,
)
from tests.fake_telegram.errors import bad_request
from tests.fake_telegram.keyboards import read_keyboard
from tests.fake_telegram.photos import check_photo
from tests.fake_telegram.texts import Text, read_caption, read_text
from tests.fake_telegram.world import Json, Message, World

_REPLY = {
    "message_id",
    "chat_id",
    "allow_sending_without_reply",
    "quote",
    "quote_parse_mode",
    "quote_entities",
    "quote_position",
    "checklist_task_id",
    "poll_option_id",
}
"""The fields of `ReplyParameters` (Bot API 10.0)."""


def send_message(world: World, call: Call) -> Json:
    """Send a text."""
    text = read_text(call.text("text"), call.text("parse_mode"), call.text("entities"))
    return _send(world, call, text, "text messages")


def send_photo(world: World, call: Call) -> Json:
    """Send a picture with a caption."""
    photo = _photo(world, call)
    caption = read_caption(
        call.text("caption"), call.text("parse_mode"), call.text("caption_entities")
    )
    return _send(world, call, caption, "photos", photo)


def _photo(world: World, call: Call) -> str:
    """The file id of the picture in the call."""
    named = call.text("photo")
    data = call.files.get(named.removeprefix("attach://") if named else "photo")
    if data is None:
        if not named:
            raise bad_request("There is no photo in the request")
        if named not in world.files:
            raise bad_request("Wrong file identifier/HTTP URL specified")
        return named
    check_photo(data)
    file_id = f"file-{len(world.files) + 1}"
    world.files[file_id] = data
    return file_id


def _send(world: World, call: Call, text: Text, what: str, photo: str = "") -> Json:
    chat = world.chat(call.text("chat_id"))
    check_writable(chat, what)
    message = Message(
        id=0,
        chat=chat.id,
        date=int(world.clock()),
        text=text,
        thread=thread_of(chat, call.whole("message_thread_id")),
        reply_to=_reply_to(world, call, chat),
        keyboard=read_keyboard(call.text("reply_markup"), chat.kind),
        photo=photo,
    )
    world.limits.admit(chat)
    message = replace(message, id=world.next_id(chat))
    world.keep(message)
    world.record_message(
        "photo" if photo else "message",
        message,
        silent=call.flag("disable_notification"),
        protected=call.flag("protect_content"),
    )
    return world.message_to_json(message)


def _reply_to(world: World, call: Call, chat: Chat) -> int:
    """The message replied to; 0 for none. Raises `ApiError`."""
    given = call.text("reply_parameters")
    if not given:
        return 0
    try:
        found = json.loads(given)
    except ValueError as error:
        raise bad_request("Can't parse reply parameters JSON object") from error
    if not isinstance(found, dict):
        raise bad_request("Object expected as reply parameters")
    unknown = sorted(set(found) - _REPLY)
    if unknown:  # stricter than the server, which ignores them
        raise bad_request(f'unknown field "{unknown[0]}" of reply parameters')
    if not isinstance(found.get("message_id"), int):
        raise bad_request('Can\'t find field "message_id"')
    # Replies into another chat are beyond this fake.
    if (chat.id, found["message_id"]) in world.messages:
        return int(found["message_id"])
    if found.get("allow_sending_without_reply"):
        return 0
    raise bad_request("message to be replied not found")


def edit_message_text(world: World, call: Call) -> Json:
    """Change a text of ours."""
    text = read_text(call.text("text"), call.text("parse_mode"), call.text("entities"))
    message = _ours(world, call)
    if message.photo:
        raise bad_request("There is no text in the message to edit")
    return _edit(world, call, message, text)


def edit_message_caption(world: World, call: Call) -> Json:
    """Change the caption of a photo of ours."""
    caption = read_caption(
        call.text("caption"), call.text("parse_mode"), call.text("caption_entities")
    )
    message = _ours(world, call)
    if not message.photo:
        raise bad_request("There is no caption in the message to edit")
    return _edit(world, call, message, caption)


def edit_message_reply_markup(world: World, call: Call) -> Json:
    """Change the buttons of a message of ours."""
    message = _ours(world, call)
    return _edit(world, call, message, message.text)


def _message(world: World, call: Call, purpose: str) -> tuple[Chat, Message]:
    chat = world.chat(call.text("chat_id"))
    check_present(chat)
    message = world.messages.get((chat.id, call.whole("message_id")))
    if message is None:
        raise bad_request(f"message to {purpose} not found")
    return chat, message


def _ours(world: World, call: Call) -> Message:
    """The message to edit, if the bot may. Raises `ApiError`."""
    chat, message = _message(world, call, "edit")
    if not message.ours or chat.standing in {Standing.READ_ONLY, Standing.MIGRATED}:
        raise bad_request("Message can't be edited")
    return message


def _edit(world: World, call: Call, message: Message, text: Text) -> Json:
    chat = world.chats[message.chat]
    keyboard = read_keyboard(call.text("reply_markup"), chat.kind)
    old = (message.text.text, message.text.entities, message.keyboard)
    if old == (text.text, text.entities, keyboard):
        raise bad_request(
            "message is not modified: specified new message content and reply markup are exactly "
            "the same as a current content and reply markup of the message"
        )
    world.limits.admit(chat)
    message = replace(message, text=text, keyboard=keyboard, edited=int(world.clock()))
    world.keep(message)
    world.record_message("edit", message)
    return world.message_to_json(message)


def delete_message(world: World, call: Call) -> bool:
    """Take a message away."""
    chat, message = _message(world, call, "delete")
    if not message.ours and chat.kind is not Kind.PRIVATE:
        raise bad_request("Message can't be deleted")
    del world.messages[chat.id, message.id]
    world.record("delete", chat=chat.id, message_id=message.id)
    return True
