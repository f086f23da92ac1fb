"""Send messages to one Telegram chat, or one topic of it."""

import logging
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from watcher.bot_api.sender import BotApi, NoMessage, NoTopic
from watcher.channels.telegram_html import plain, render
from watcher.errors import Refused
from watcher.model import ChatId, Message

log = logging.getLogger(__name__)

_GENERAL = 1
"""The id of the topic General, which the Bot API does not accept: it is where no topic is named."""


def gap(chat: ChatId) -> timedelta:
    """The least time between two messages: Telegram takes 1 a second, in groups 20 a minute.

    Groups and channels have a negative id, or a name that starts with @.
    """
    shared = chat.startswith(("-", "@"))
    return timedelta(seconds=3.1) if shared else timedelta(seconds=1.1)


@dataclass(frozen=True, slots=True)
class Telegram:
    """Speaks through one bot."""

    api: BotApi
    topic: int | None = None
    loud: bool = True
    """Whether phones make a sound."""

    def write(self, message: Message) -> tuple[str, ...]:
        """See `Channel.write`: Telegram's HTML."""
        return render(message)

    async def send(self, chat: ChatId, part: str, reply_to: str = "") -> str:
        """See `Channel.send`. A lost topic or broken markup must not lose the message."""
        topic = None if self.topic == _GENERAL else self.topic
        answered = _number(reply_to)
        try:
            return await self._show(chat, topic, part, answered)
        except NoTopic as error:
            log.warning("chat %s: %s; sent without the topic", chat, error)
            return await self._show(chat, None, part, answered)

    async def edit(self, chat: ChatId, message_id: str, part: str) -> None:
        """See `Channel.edit`. Broken markup must not lose the news."""
        number = _number(message_id)
        if number is None:
            raise Refused(f"“{message_id}” is no message of Telegram's: it was sent elsewhere")
        try:
            await self.api.edit_message_text(chat, number, part)
        except NoMessage:
            raise
        except Refused as error:
            log.warning("chat %s: %s; changed once more as plain text", chat, error)
            await self.api.edit_message_text(chat, number, plain(part), html=False)

    async def close(self) -> None:
        """See `Channel.close`."""
        await self.api.close()

    async def _show(self, chat: ChatId, topic: int | None, part: str, answered: int | None) -> str:
        send = partial(self.api.send_message, chat, topic, silent=not self.loud, reply_to=answered)
        try:
            return await send(part)
        except NoTopic:
            raise
        except Refused as error:
            log.warning("chat %s: %s; sent once more as plain text", chat, error)
            return await send(plain(part), html=False)


def _number(message_id: str) -> int | None:
    """Telegram's ids are numbers; another channel of the same name may have left other ones."""
    return int(message_id) if message_id.isdecimal() else None
