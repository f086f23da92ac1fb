"""What a message of Telegram tells watcher: words to it, or a post. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from telegram import (
    Chat,
    Message,
    MessageEntity,
    MessageOriginChannel,
    MessageOriginChat,
    MessageOriginHiddenUser,
    MessageOriginUser,
)

from watcher.model import ChatId
from watcher.ports import Post, Said

_MARK = "-100"
"""Before the number of a channel or supergroup in its id."""
_TOGETHER = frozenset({Chat.PRIVATE, Chat.GROUP})
"""Kinds of chats that count their messages together, for one bot (Bot API, `message_id`)."""


def placed(found: object) -> tuple[ChatId, str] | None:
    """The chat and id of a message as it came, where chats count theirs together; else None."""
    match found:
        case {"chat": {"id": int(chat), "type": str(kind)}, "message_id": int(number)}:
            return (ChatId(str(chat)), str(number)) if kind in _TOGETHER else None
        case _:
            return None


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """A place in which a bot is spoken to."""

    chat: ChatId
    kind: str
    """`private`, `group`, `supergroup` or `channel`."""
    name: str
    topic: int | None = None
    """Of a group; None for General, and where there are no topics."""


def whereabouts(update: Mapping[str, object]) -> Whereabouts | None:
    """Where an update as it came is from; None for what is in no chat."""
    for found in update.values():
        match found:
            case {"message": dict(pressed)}:
                return whereabouts({"message": pressed})
            case {"chat": {"id": int(chat), "type": str(kind), **about}, **more}:
                called = filter(None, map(about.get, ("title", "first_name", "last_name")))
                name = "".join(filter(str.isprintable, " ".join(map(str, called))))
                topic = more.get("message_thread_id") if more.get("is_topic_message") else None
                inner = topic if isinstance(topic, int) else None
                return Whereabouts(ChatId(str(chat)), kind, name, inner)
            case _:
                continue
    return None


def message(found: Message) -> Said | Post | None:
    """What it is to us: in private, words to watcher, or a post that is passed on; else a post.

    None for what holds no words, such as that somebody joined.
    """
    if found.chat.type == Chat.PRIVATE:
        return forwarded(found) if found.forward_origin else said(found)
    return said(found) if is_command(found) else post(found)


def is_command(found: Message) -> bool:
    """Whether it asks watcher for something."""
    return (found.text or "").startswith("/")


def said(found: Message) -> Said | None:
    """None for what nobody wrote: a picture, or an admin without a name."""
    if found.from_user is None or found.text is None:
        return None
    answered = found.reply_to_message
    return Said(
        found.from_user.id,
        chats(found.chat),
        str(found.message_id),
        found.text,
        str(answered.message_id) if answered else "",
        (answered.text or answered.caption or "") if answered else "",
    )


def post(found: Message) -> Post | None:
    """What was published in the chat of `found`; None for a notice, and for one more picture."""
    text = _text(found)
    if not text and (found.media_group_id or not found.effective_attachment):
        return None
    return Post(
        id=f"{found.chat.id}/{found.message_id}",
        chats=chats(found.chat),
        name=_name(found.chat),
        text=text,
        at=found.date,
        url=_link(found.chat, found.message_id),
    )


def forwarded(found: Message) -> Post | None:
    """What somebody passed on: as if it were read where it was published, if that is a channel."""
    if found.from_user is None:
        return None
    said_in, text = chats(found.chat), found.text or found.caption or ""
    words = Said(found.from_user.id, said_in, str(found.message_id), text)
    source, number = found.chat, found.message_id
    places: tuple[ChatId, ...]
    match found.forward_origin:
        case MessageOriginChannel(chat=source, message_id=number):
            places, name = chats(source), _name(source)
        case MessageOriginChat(sender_chat=chat):
            places, name = chats(chat), _name(chat)
        case MessageOriginUser(sender_user=user):
            places = (ChatId(str(user.id)),) if user.is_bot else ()
            name = user.full_name
        case MessageOriginHiddenUser(sender_user_name=name):
            places = ()
        case _:
            return None
    return Post(
        id=f"{source.id}/{number}",
        chats=places,
        name=name,
        text=_text(found),
        at=found.forward_origin.date,
        url=_link(source, number),
        said=words,
    )


def chats(chat: Chat) -> tuple[ChatId, ...]:
    """The id of a chat, and its @name if it has one."""
    called = (ChatId(f"@{chat.username}"),) if chat.username else ()
    return ChatId(str(chat.id)), *called


def _text(found: Message) -> str:
    """The words, and below them the addresses that stand behind words."""
    text = found.text or found.caption or ""
    entities = found.entities or found.caption_entities
    hidden = [one.url for one in entities if one.type == MessageEntity.TEXT_LINK and one.url]
    links = [one for one in dict.fromkeys(hidden) if one.startswith("http") and one not in text]
    return "\n\n".join([text, "\n".join(links)] if links else [text]).strip()


def _name(chat: Chat) -> str:
    return f"@{chat.username}" if chat.username else chat.effective_name or str(chat.id)


def _link(chat: Chat, number: int) -> str:
    """Where a message can be read, if only by the members; a basic group has no such address."""
    if chat.username:
        return f"https://t.me/{chat.username}/{number}"
    if (inner := str(chat.id)).startswith(_MARK):
        return f"https://t.me/c/{inner.removeprefix(_MARK)}/{number}"
    return ""
