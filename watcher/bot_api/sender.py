"""Send messages through the Bot API, and say truly what became of them."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    Message,
    ReplyParameters,
    error,
)
from telegram.request import HTTPXRequest

from watcher.bot_api.pace import OVERALL, Pace
from watcher.bot_api.refusals import translated
from watcher.bot_api.secret import Secret
from watcher.errors import Uncertain
from watcher.model import ChatId

os.environ.setdefault("PTB_TIMEDELTA", "true")
"""The library's own switch: its errors then speak in `timedelta`, as they will from version 23."""

PUBLIC = "https://api.telegram.org"
ANSWER = timedelta(seconds=75)
"""The server may hold a message for 60 s when a chat is flooded, and then show it."""
_CONNECT = timedelta(seconds=10)

_NOT_MODIFIED = "message is not modified"
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


@dataclass(frozen=True, slots=True)
class Quoted:
    """A message as it stands in a chat."""

    number: int
    date: datetime
    text: str


Buttons = Sequence[Sequence[tuple[str, str]]]
"""Rows of buttons: what stands on each, and the data it sends, or the address it opens."""


class BotApi:
    """One bot. Nothing is asked of the server before the first message."""

    def __init__(
        self,
        token: Secret,
        server: str | None = None,
        answer: timedelta = ANSWER,
        gap: timedelta = OVERALL,
        proxy: str | None = None,
    ) -> None:
        """`server` is the address of a Bot API server of one's own, without a path.

        `answer` is how long to wait for it after a send, `gap` the least time between two calls.
        `proxy` leads to it; proxies that the environment names are not used.
        """
        self._proxy = proxy
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
        protected: bool = False,
        reply_to: int | None = None,
        buttons: Buttons = (),
    ) -> str:
        """Show `text` in `chat`; the id of the message. Raises a `DeliveryError`.

        Where the message `reply_to` is gone, `text` is shown without it. What is `protected` cannot
        be passed on or saved.
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
                protect_content=protected,
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

    async def quote(
        self, chat: ChatId, topic: int | None, words: str, number: int | None
    ) -> tuple[Quoted, Quoted | None]:
        """Show `words` without a sound, in answer to message `number`; both as they stand there.

        None where there is no message `number` in this chat. Raises a `DeliveryError`.
        """
        answered = number and ReplyParameters(number, allow_sending_without_reply=True)
        await self._pace.turn()
        with self._translating():
            message = await self._opened().send_message(
                chat_id=chat,
                text=words,
                message_thread_id=topic,
                disable_notification=True,
                reply_parameters=answered or None,
            )
            answers = message.reply_to_message
            return _quoted(message), _quoted(answers) if answers else None

    async def delete_message(self, chat: ChatId, number: int) -> None:
        """Take a message of ours away. Raises a `DeliveryError`."""
        await self._pace.turn()
        with self._translating():
            await self._opened().delete_message(chat_id=chat, message_id=number)

    async def send_photo(
        self,
        chat: ChatId,
        topic: int | None,
        picture: bytes,
        caption: str,
        *,
        silent: bool = False,
        protected: bool = False,
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
                protect_content=protected,
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
                proxy=self._proxy,
                httpx_kwargs={"trust_env": False},
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
            raise translated(trouble) from trouble
        except (AttributeError, KeyError, TypeError, ValueError) as trouble:
            raise Uncertain("Telegram's answer makes no sense; the message may be there") from (
                trouble
            )


def _quoted(message: Message) -> Quoted:
    return Quoted(message.message_id, message.date, message.text or message.caption or "")


def _keyboard(buttons: Buttons) -> InlineKeyboardMarkup | None:
    rows = [[_button(text, to) for text, to in row] for row in buttons]
    return InlineKeyboardMarkup(rows) if rows else None


def _button(text: str, to: str) -> InlineKeyboardButton:
    if to.startswith("http"):
        return InlineKeyboardButton(text, url=to)
    return InlineKeyboardButton(text, callback_data=to)
