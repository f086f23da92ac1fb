"""Send messages through the Bot API, and say truly what became of them.

Translates the errors of python-telegram-bot, in one place, into those of `watcher.errors`.
"""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta

from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    ReplyParameters,
    error,
)
from telegram.request import HTTPXRequest

from watcher.bot_api.pace import OVERALL, Pace
from watcher.bot_api.secret import Secret, redact
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

os.environ.setdefault("PTB_TIMEDELTA", "true")
"""The library's own switch: its errors then speak in `timedelta`, as they will from version 23."""

PUBLIC = "https://api.telegram.org"
ANSWER = timedelta(seconds=75)
"""The server may hold a message for 60 s when a chat is flooded, and then show it."""
_CONNECT = timedelta(seconds=10)

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
_NOT_MODIFIED = "message is not modified"
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)

Buttons = Sequence[Sequence[tuple[str, str]]]
"""Rows of buttons: what stands on each, and the data it sends, or the address it opens."""


class NoTopic(Refused):
    """The topic is gone or closed; the chat itself may still take the message."""


class NoMessage(Gone):
    """There is no message to change."""


class NotOurs(NoMessage):
    """There is one, but it is not ours to change."""


class BotApi:
    """One bot. Nothing is asked of the server before the first message."""

    def __init__(
        self,
        token: Secret,
        server: str | None = None,
        answer: timedelta = ANSWER,
        gap: timedelta = OVERALL,
    ) -> None:
        """`server` is the address of a Bot API server of one's own, without a path.

        `answer` is how long to wait for it after a send, `gap` the least time between two calls.
        """
        self._pace = Pace(gap)
        self._token = token
        self._answer = answer
        self._server = (server or PUBLIC).rstrip("/")
        self._request: HTTPXRequest | None = None
        self._bot: Bot | None = None

    async def send_message(
        self,
        chat: ChatId,
        topic: int | None,
        text: str,
        *,
        html: bool = True,
        silent: bool = False,
        reply_to: int | None = None,
        buttons: Buttons = (),
    ) -> str:
        """Show `text` in `chat`; the id of the message. Raises a `DeliveryError`.

        Where the message `reply_to` is gone, `text` is shown without it.
        """
        answered = reply_to and ReplyParameters(reply_to, allow_sending_without_reply=True)
        await self._pace.turn()
        with self._translating():
            message = await self._opened().send_message(
                chat_id=chat,
                text=text,
                message_thread_id=topic,
                parse_mode="HTML" if html else None,
                disable_notification=silent,
                link_preview_options=_NO_PREVIEW,
                reply_parameters=answered or None,
                reply_markup=_keyboard(buttons),
            )
            return str(message.message_id)

    async def edit_message_text(
        self,
        chat: ChatId,
        message_id: int,
        text: str,
        *,
        html: bool = True,
        buttons: Buttons = (),
    ) -> bool:
        """Let `text` take the place of the message's; False if it says so already.

        Raises a `DeliveryError`.
        """
        await self._pace.turn()
        with self._translating():
            try:
                await self._opened().edit_message_text(
                    chat_id=chat,
                    message_id=message_id,
                    text=text,
                    parse_mode="HTML" if html else None,
                    link_preview_options=_NO_PREVIEW,
                    reply_markup=_keyboard(buttons),
                )
            except error.BadRequest as trouble:
                if _NOT_MODIFIED not in str(trouble).lower():
                    raise
                return False
        return True

    async def send_photo(
        self, chat: ChatId, topic: int | None, picture: bytes, caption: str, *, silent: bool = False
    ) -> str:
        """Show a PNG, with a caption in HTML; the id of the message. Raises a `DeliveryError`."""
        await self._pace.turn()
        with self._translating():
            message = await self._opened().send_photo(
                chat_id=chat,
                photo=picture,
                caption=caption,
                message_thread_id=topic,
                parse_mode="HTML",
                disable_notification=silent,
            )
            return str(message.message_id)

    async def edit_message_caption(self, chat: ChatId, message_id: int, caption: str) -> None:
        """Like `edit_message_text`, of a picture; to the same caption does no harm."""
        await self._pace.turn()
        with self._translating():
            try:
                await self._opened().edit_message_caption(
                    chat_id=chat, message_id=message_id, caption=caption, parse_mode="HTML"
                )
            except error.BadRequest as trouble:
                if _NOT_MODIFIED not in str(trouble).lower():
                    raise

    async def close(self) -> None:
        """Let go of connections; the next message opens new ones."""
        if self._request:
            await self._request.shutdown()
        self._request = self._bot = None

    def _opened(self) -> Bot:
        """Never initialised: that would ask `getMe`, and watcher starts while Telegram is down."""
        if self._bot is None:
            self._request = HTTPXRequest(
                read_timeout=self._answer.total_seconds(),
                connect_timeout=_CONNECT.total_seconds(),
            )
            self._bot = Bot(
                self._token.reveal(),
                base_url=f"{self._server}/bot",
                request=self._request,
                get_updates_request=self._request,
            )
        return self._bot

    @contextmanager
    def _translating(self) -> Iterator[None]:
        """Errors of the library become ours; so does an answer that it could not read."""
        try:
            yield
        except error.TelegramError as trouble:
            raise self._translated(trouble) from trouble
        except (AttributeError, KeyError, TypeError, ValueError) as trouble:
            raise Uncertain("Telegram's answer makes no sense; the message may be there") from (
                trouble
            )

    def _translated(self, trouble: error.TelegramError) -> DeliveryError:
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


def _keyboard(buttons: Buttons) -> InlineKeyboardMarkup | None:
    rows = [[_button(text, to) for text, to in row] for row in buttons]
    return InlineKeyboardMarkup(rows) if rows else None


def _button(text: str, to: str) -> InlineKeyboardButton:
    if to.startswith("http"):
        return InlineKeyboardButton(text, url=to)
    return InlineKeyboardButton(text, callback_data=to)


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
