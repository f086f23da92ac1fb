"""What the Bot API refuses, in our words.

Translates the errors of python-telegram-bot, in one place, into those of `watcher.errors`.
"""

from datetime import timedelta

from telegram import error

from watcher.bot_api.secret import redact
from watcher.errors import (
    BotUnknown,
    ChannelClosed,
    ChatMoved,
    Deferred,
    DeliveryError,
    Gone,
    Refused,
    Uncertain,
)
from watcher.model import ChatId

_NOT_SENT = frozenset({"ConnectError", "ConnectTimeout", "PoolTimeout", "ProxyError"})
"""Errors of the HTTP client that come before the request has left."""
_UNREADABLE = "parsing the server response"
_FULL = "too many requests"
_NO_TOPIC = ("thread not found", "topic_closed", "topic_deleted", "topic closed")
_NO_CHAT = (
    "chat not found",
    "chat_id is empty",
    "not enough rights",
    "have no rights",
    "need administrator rights",
    "chat_write_forbidden",
    "chat_restricted",
    "peer_id_invalid",
    "user not found",
    "group chat was deactivated",
    "bot is not a member",
)
"""What a 400 says when the chat is the trouble. Compared in lower case: the library capitalises."""


_NO_MESSAGE = ("message to edit not found", "message_id_invalid")
_NOT_OURS = ("message can't be edited", "no text in the message", "no caption in the message")
"""Nor is a picture, where a text is looked for, or the other way round."""


class NoTopic(Refused):
    """The topic is gone or closed; the chat itself may still take the message."""


class NoMessage(Gone):
    """There is no message to change."""


class NotOurs(NoMessage):
    """There is one, but it is not ours to change."""


def translated(trouble: error.TelegramError) -> DeliveryError:
    """Our error for theirs. `BadRequest` comes before `NetworkError`, its parent."""
    says = redact(str(trouble))
    readable = _UNREADABLE not in says.lower()  # else somebody else may have answered
    match trouble:
        case error.RetryAfter():
            return Deferred(says, _wait(trouble.retry_after))
        case error.ChatMigrated():
            return ChatMoved(ChatId(str(trouble.new_chat_id)))
        case error.InvalidToken() | error.Forbidden() if readable:
            return _shut_out(trouble, says)
        case error.BadRequest() if readable:
            return _bad_request(says)
        case error.NetworkError():
            return _network(trouble, says)
        case _:
            return Uncertain(f"Telegram's answer was cut ({says}); the message may be there")


def _shut_out(trouble: error.TelegramError, says: str) -> ChannelClosed:
    if isinstance(trouble, error.InvalidToken):
        return BotUnknown(f"Telegram does not know the bot's token ({says}): set another")
    return ChannelClosed(f"the bot may not write there ({says})")


def _wait(wished: int | timedelta) -> timedelta:
    return wished if isinstance(wished, timedelta) else timedelta(seconds=wished)


def _bad_request(says: str) -> DeliveryError:
    lower = says.lower()
    if any(text in lower for text in _NO_TOPIC):
        return NoTopic(says)
    if any(text in lower for text in _NO_MESSAGE):
        return NoMessage(f"the message to change was deleted ({says})")
    if any(text in lower for text in _NOT_OURS):
        return NotOurs(f"the message to change is not the bot's to change ({says})")
    if any(text in lower for text in _NO_CHAT):
        return ChannelClosed(f"the bot cannot write there ({says}): check `chat` and its rights")
    return Refused(says)


def _network(trouble: error.NetworkError, says: str) -> DeliveryError:
    if type(trouble.__cause__).__name__ in _NOT_SENT:
        return Deferred(f"Telegram cannot be reached ({says})")
    if _FULL in says.lower():
        return Deferred(says)
    return Uncertain(f"no clear answer from Telegram ({says}); the message may be there")
