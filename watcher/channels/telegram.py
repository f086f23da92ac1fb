"""Send messages to one Telegram chat, or one topic of it."""

import logging
from dataclasses import dataclass
from datetime import timedelta

from watcher.bot_api.sender import BotApi, NoTopic
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

    async def send(self, chat: ChatId, part: str) -> str:
        """See `Channel.send`. A lost topic or broken markup must not lose the message."""
        topic = None if self.topic == _GENERAL else self.topic
        try:
            return await self._show(chat, topic, part)
        except NoTopic as error:
            log.warning("chat %s: %s; sent without the topic", chat, error)
            return await self._show(chat, None, part)

    async def close(self) -> None:
        """See `Channel.close`."""
        await self.api.close()

    async def _show(self, chat: ChatId, topic: int | None, part: str) -> str:
        silent = not self.loud
        try:
            return await self.api.send_message(chat, topic, part, silent=silent)
        except NoTopic:
            raise
        except Refused as error:
            log.warning("chat %s: %s; sent once more as plain text", chat, error)
            text = plain(part)
            return await self.api.send_message(chat, topic, text, html=False, silent=silent)
