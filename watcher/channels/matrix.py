"""Send messages to a room of Matrix, through its client-server API.

The transaction id is the same whenever a delivery is tried again: the home server then answers
with the message that is there already.
"""

import json
import re
from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import quote

from watcher.bot_api.secret import Secret
from watcher.channels.markup import TEXT
from watcher.channels.plain_text import written
from watcher.channels.posting import Poster, field, stable
from watcher.errors import Uncertain
from watcher.model import ChatId, Message

_LIMIT = 12_000
"""Bytes: an event may have 65,536, and an edit says its text twice, escaped."""
_EVENT = re.compile(r"\$\S+")
"""The id of a message; servers refuse to answer anything else."""


@dataclass(frozen=True, slots=True, repr=False)
class Matrix:
    """Speaks for one account."""

    poster: Poster
    url: str
    """Of the home server."""
    token: Secret
    loud: bool = True

    @property
    def markup(self) -> str:
        """See `Channel.markup`."""
        return TEXT

    @property
    def once(self) -> bool:
        """See `Channel.once`: the home server knows the transaction."""
        return True

    def write(self, message: Message) -> tuple[str, ...]:
        """See `Channel.write`: always one part."""
        return (written(message, _LIMIT),)

    async def send(
        self,
        chat: ChatId,
        part: str,
        reply_to: str = "",
        *,
        silent: bool = False,
        key: str = "",
    ) -> str:
        """See `Channel.send`: a notice where it shall make no sound."""
        said = self._said(part, silent=silent)
        if _EVENT.fullmatch(reply_to):
            said["m.relates_to"] = {"m.in_reply_to": {"event_id": reply_to}}
        return await self._put(chat, said, stable(key))

    async def edit(self, chat: ChatId, message_id: str, part: str) -> None:
        """See `Channel.edit`: the same text again does no harm, so each is its own transaction."""
        said = self._said(f"* {part}", silent=True)
        said["m.new_content"] = self._said(part, silent=True)
        said["m.relates_to"] = {"rel_type": "m.replace", "event_id": message_id}
        await self._put(chat, said, stable(""))

    async def find(
        self, chat: ChatId, part: str, after: str, known: Collection[tuple[ChatId, str]]
    ) -> str | None:
        """See `Channel.find`: not needed, the transaction tells."""
        return None

    async def close(self) -> None:
        """See `Channel.close`: there is a connection for each message."""

    def _said(self, part: str, *, silent: bool) -> dict[str, object]:
        return {"msgtype": "m.notice" if silent or not self.loud else "m.text", "body": part}

    async def _put(self, room: ChatId, said: dict[str, object], transaction: str) -> str:
        place = f"rooms/{quote(room, safe='')}/send/m.room.message/{transaction}"
        url = f"{self.url.rstrip('/')}/_matrix/client/v3/{place}"
        headers = {
            "Content-Type": "application/json",
            "Authorization": f"Bearer {self.token.reveal()}",
        }
        body = json.dumps(said, ensure_ascii=False).encode()
        answer = await self.poster.post(url, headers, body, "PUT")
        if event := field(answer, "event_id"):
            return event
        raise Uncertain("this is not how Matrix answers; the message may be there")
