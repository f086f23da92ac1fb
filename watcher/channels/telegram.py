"""Send messages to one Telegram chat, or one topic of it."""

import logging
import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from itertools import count

from watcher.bot_api.refusals import NoMessage, NoTopic, NotOurs
from watcher.bot_api.sender import BotApi, Quoted
from watcher.channels.buttons import apart, with_buttons
from watcher.channels.chart import caption_of, with_chart
from watcher.channels.markup import HTML
from watcher.channels.picture import draw
from watcher.channels.telegram_html import is_web, plain, render
from watcher.errors import Astray, DeliveryError, Refused
from watcher.model import ChatId, Message

log = logging.getLogger(__name__)

_MISSING = 3
"""So many numbers in a row that nobody has seen: the last message has been passed (DELIVERY).

One more for each message in doubt in a chat that shares these numbers.
"""
_REACH = 50
"""Numbers that are looked at before it counts as unknown: each is a call."""
_BACK = 10
"""Numbers that are looked at from the newest message back: each is a line in the chat."""
_SLACK = timedelta(seconds=5)
"""Telegram's moments are whole seconds, and a call takes some."""
_LOOKING = "watcher looks whether a message arrived; this line goes away"
_CAPTION = 1024
"""Characters below a picture (Bot API); a longer text goes out without one."""
_AGO = re.compile(r"-[0-9]{1,9}")
_ID = re.compile(r"-?[0-9]+")
_BASIC_GROUPS = -999_999_999_999
"""The least id of a basic group; those of supergroups and channels are below (Bot API)."""
_GENERAL = 1
"""The id of the topic General, which the Bot API does not accept: it is where no topic is named."""


def gap(chat: ChatId) -> timedelta:
    """The least time between two messages: Telegram takes 1 a second, in groups 20 a minute."""
    return timedelta(seconds=3.1) if _shared(chat) else timedelta(seconds=1.1)


def longest(chat: ChatId) -> timedelta:
    """How long a queue may take before its alerts are told together: groups move faster."""
    return timedelta(minutes=2 if _shared(chat) else 5)


def _shared(chat: ChatId) -> bool:
    """Groups and channels have a negative id, or a name that starts with @."""
    return chat.startswith(("-", "@"))


@dataclass(frozen=True, slots=True)
class Telegram:
    """Speaks through one bot."""

    api: BotApi
    topic: int | None = None
    loud: bool = True
    """Whether phones make a sound."""
    buttons: bool = False
    """Whether people may answer alerts with buttons."""
    protect: bool = False
    """Whether nobody may pass messages on, or save them."""

    @property
    def markup(self) -> str:
        """See `Channel.markup`."""
        return HTML

    @property
    def once(self) -> bool:
        """See `Channel.once`: Telegram knows no keys; `find` looks instead."""
        return False

    def write(self, message: Message) -> tuple[str, ...]:
        """See `Channel.write`: Telegram's HTML."""
        parts = render(message)
        if message.chart and len(parts) == 1 and len(plain(parts[0])) <= _CAPTION:
            return (with_chart(parts[0], message.chart),)
        if not (parts and self.buttons and message.event):
            return parts
        link = message.link if is_web(message.link) else ""
        return with_buttons(parts[0], message.event, link), *parts[1:]

    async def send(
        self,
        chat: ChatId,
        part: str,
        reply_to: str = "",
        *,
        silent: bool = False,
        key: str = "",
    ) -> str:
        """See `Channel.send`. A lost topic or broken markup must not lose the message."""
        topic = None if self.topic == _GENERAL else self.topic
        quiet = silent or not self.loud
        show = partial(self._show, chat, part, _number(reply_to), quiet)
        try:
            return await show(topic)
        except NoTopic as error:
            why = f"topic {topic} cannot be used ({error}): what is for it goes to the chat itself"
            raise Astray(why, await show(None)) from error

    async def edit(self, chat: ChatId, message_id: str, part: str) -> None:
        """See `Channel.edit`. Broken markup must not lose the news."""
        number = _number(message_id)
        if number is None:
            raise Refused(f"“{message_id}” is no message of Telegram's: it was sent elsewhere")
        await self._change(chat, number, part)

    async def find(
        self, chat: ChatId, part: str, after: str, known: Collection[tuple[ChatId, str]]
    ) -> str | None:
        """See `Channel.find`. A change to the same text is refused: that proves the message.

        Where several chats share their numbers, some behind `after` are in other chats, and some
        are what people wrote: they are passed over.
        """
        near = [(where, one) for where, one in known if _together(where, chat)]
        taken = {_number(one) or 0 for _, one in near}
        first = _number(after)
        if first is None:
            return await self._look_back(chat, part, _seconds(after), taken)
        enough = _MISSING + sum(not one for where, one in near if where != chat)
        missing = calls = 0
        for number in count(first + 1):
            if number in taken:
                missing = 0
                continue
            if calls == _REACH + enough:
                break
            calls += 1
            try:
                await self._change(chat, number, part)
            except NoMessage as error:
                missing = 0 if isinstance(error, NotOurs) else missing + 1
                if missing >= enough and number > max(taken, default=0):
                    return ""
            else:
                return str(number)
        return None

    async def _look_back(
        self, chat: ChatId, part: str, ago: timedelta | None, taken: Collection[int]
    ) -> str | None:
        """Go back from the newest message: a line of ours, shown without a sound and taken away.

        Nothing is changed, for what stands there may be from before our memory; it is quoted.
        """
        words = plain(caption_of(apart(part)[0])[0]).strip()
        here, _ = await self._quote(chat, None)
        for number in range(here.number - 1, max(0, here.number - 1 - _BACK), -1):
            if number in taken:
                continue
            _, found = await self._quote(chat, number)
            if found and found.text.strip() == words:
                return str(number)
            if found and ago is not None and found.date < here.date - ago - _SLACK:
                return ""
        return "" if here.number - 1 <= _BACK else None

    async def _quote(self, chat: ChatId, number: int | None) -> tuple[Quoted, Quoted | None]:
        """The line that quotes message `number`, and what it quotes."""
        topic = None if self.topic == _GENERAL else self.topic
        try:
            line, found = await self.api.quote(chat, topic, _LOOKING, number)
        except NoTopic:
            line, found = await self.api.quote(chat, None, _LOOKING, number)
        try:
            await self.api.delete_message(chat, line.number)
        except DeliveryError as error:
            log.warning("chat %s: the line of a search stays there: %s", chat, error)
        return line, found

    async def _change(self, chat: ChatId, number: int, part: str) -> None:
        caption, rows = caption_of(part)
        if rows:
            await self.api.edit_message_caption(chat, number, caption)
            return
        text, buttons = apart(part)
        try:
            await self.api.edit_message_text(chat, number, text, buttons=buttons)
        except NoMessage:
            raise
        except Refused as error:
            log.warning("chat %s: %s; changed once more as plain text", chat, error)
            await self.api.edit_message_text(chat, number, plain(part), html=False)

    async def close(self) -> None:
        """See `Channel.close`."""
        await self.api.close()

    async def _show(
        self, chat: ChatId, part: str, answered: int | None, quiet: bool, topic: int | None
    ) -> str:
        caption, rows = caption_of(part)
        if rows:
            return await self._show_picture(chat, caption, draw(rows), quiet, topic)
        send = partial(
            self.api.send_message,
            chat,
            topic,
            silent=quiet,
            protected=self.protect,
            reply_to=answered,
        )
        text, buttons = apart(part)
        try:
            return await send(text, buttons=buttons)
        except NoTopic:
            raise
        except Refused as error:
            log.warning("chat %s: %s; sent once more as plain text", chat, error)
            return await send(plain(part), html=False)

    async def _show_picture(
        self, chat: ChatId, caption: str, picture: bytes, quiet: bool, topic: int | None
    ) -> str:
        """A chat that takes no pictures reads the text, which says the same."""
        try:
            return await self.api.send_photo(
                chat, topic, picture, caption, silent=quiet, protected=self.protect
            )
        except NoTopic:
            raise
        except Refused as error:
            log.warning("chat %s: %s; sent once more without the picture", chat, error)
            words = plain(caption)
            return await self.api.send_message(
                chat, topic, words, html=False, silent=quiet, protected=self.protect
            )


def _together(one: ChatId, other: ChatId) -> bool:
    """Whether two chats count their messages together: people and basic groups of one bot do."""
    return one == other or not (_counts_alone(one) or _counts_alone(other))


def _counts_alone(chat: ChatId) -> bool:
    """Supergroups and channels do, and whatever is no chat of Telegram's."""
    return not _ID.fullmatch(chat) or int(chat) < _BASIC_GROUPS


def _seconds(after: str) -> timedelta | None:
    """How long ago something was, as `Channel.find` is told; None for anything else."""
    return timedelta(seconds=int(after[1:])) if _AGO.fullmatch(after) else None


def _number(message_id: str) -> int | None:
    """Telegram's ids are numbers; another channel of the same name may have left other ones."""
    return int(message_id) if message_id.isdecimal() else None
