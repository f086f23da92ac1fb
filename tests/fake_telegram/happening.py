"""What people do in chats: each becomes an update as the server would give it, or is refused."""

from dataclasses import replace

from tests.fake_telegram.chats import Kind
from tests.fake_telegram.texts import Text
from tests.fake_telegram.world import Json, Message, World

_NEW = {"message", "channel_post"}
_EDITS = {"edited_message": "message", "edited_channel_post": "channel_post"}
_ORIGINS = {
    "user": {"sender_user"},
    "hidden_user": {"sender_user_name"},
    "chat": {"sender_chat"},
    "channel": {"chat", "message_id"},
}
"""Where what is forwarded comes from, and what is told of it (Bot API, MessageOrigin)."""


def happen(world: World, update: Json) -> Json:
    """Queue an update; what is written in it stands in its chat, and is not ours.

    Raises `KeyError` and `ValueError` for what the server would never give.
    """
    (kind,) = update
    found = update[kind]
    if kind in _NEW:
        _write(world, kind, found)
    elif kind in _EDITS:
        _edit(world, _EDITS[kind], found)
    elif kind == "my_chat_member":
        found["chat"] = world.chats[found["chat"]["id"]].to_json()
    elif kind != "callback_query":
        raise ValueError(f"there are no updates of kind {kind}")
    return world.updates.add(update)


def _write(world: World, kind: str, found: Json) -> None:
    chat = world.chats[found["chat"]["id"]]
    if (chat.kind is Kind.CHANNEL) != (kind == "channel_post"):
        raise ValueError(f"in a {chat.kind} nobody writes a {kind}")
    found.setdefault("message_id", world.next_id(chat))
    found.setdefault("date", int(world.clock()))
    _fill(world, found)
    text = Text(str(found.get("text", "")), [], "")
    world.keep(Message(found["message_id"], chat.id, found["date"], text, ours=False))


def _edit(world: World, kind: str, found: Json) -> None:
    chat = world.chats[found["chat"]["id"]]
    if (chat.kind is Kind.CHANNEL) != (kind == "channel_post"):
        raise ValueError(f"in a {chat.kind} nobody edits a {kind}")
    before = world.messages[chat.id, found["message_id"]]
    found |= {"date": before.date, "edit_date": int(world.clock())}
    _fill(world, found)
    text = Text(str(found.get("text", "")), [], "")
    world.keep(replace(before, text=text, edited=found["edit_date"]))


def _fill(world: World, found: Json) -> None:
    """What the server says of the chat, and of where it was forwarded from."""
    chat = world.chats[found["chat"]["id"]]
    found["chat"] = chat.to_json()
    if chat.kind is Kind.CHANNEL:
        found.setdefault("sender_chat", chat.to_json())
    if origin := found.get("forward_origin"):
        missing = _ORIGINS[origin["type"]] - origin.keys()
        if missing:
            raise ValueError(f"forwarded from a {origin['type']} without {sorted(missing)}")
        origin.setdefault("date", found["date"])
