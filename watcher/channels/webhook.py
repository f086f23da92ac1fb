"""Post messages as JSON to a program of one's own.

Signed, so that it knows who speaks: `X-Watcher-Signature: sha256=…` is the HMAC of the body as it
came. `Idempotency-Key` is the same whenever a delivery is tried again: whoever remembers it takes
a message once.
"""

import hashlib
import hmac
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from watcher.bot_api.secret import Secret
from watcher.channels.markup import TEXT
from watcher.channels.plain_text import severity, written
from watcher.channels.posting import Poster, stable
from watcher.model import ChatId, Message


@dataclass(frozen=True, slots=True, repr=False)
class Webhook:
    """One address. The id of a message is its key."""

    poster: Poster
    url: str
    secret: Secret
    """What bodies are signed with; empty: they are not."""

    @property
    def markup(self) -> str:
        """See `Channel.markup`."""
        return TEXT

    @property
    def once(self) -> bool:
        """See `Channel.once`: the receiver knows the key."""
        return True

    def write(self, message: Message) -> tuple[str, ...]:
        """See `Channel.write`: always one part."""
        return (written(message),)

    async def send(
        self,
        chat: ChatId,
        part: str,
        reply_to: str = "",
        *,
        silent: bool = False,
        key: str = "",
    ) -> str:
        """See `Channel.send`."""
        kind, message_id = "reply" if reply_to else "send", stable(key)
        aim = {"kind": kind, "id": message_id, "to": reply_to or None, "silent": silent}
        await self._post(aim, part, message_id)
        return message_id

    async def edit(self, chat: ChatId, message_id: str, part: str) -> None:
        """See `Channel.edit`: said again it does no harm, so each has a key of its own."""
        aim = {"kind": "edit", "id": message_id, "to": None, "silent": True}
        await self._post(aim, part, stable(""))

    async def find(
        self, chat: ChatId, part: str, after: str, known: Collection[tuple[ChatId, str]]
    ) -> str | None:
        """See `Channel.find`: a webhook cannot be asked."""
        return None

    async def close(self) -> None:
        """See `Channel.close`: there is a connection for each message."""

    async def _post(self, aim: Mapping[str, object], part: str, key: str) -> None:
        grave = severity(part)
        level = None if grave is None else grave.name.lower()
        said = {**aim, "severity": level, "text": part}
        body = json.dumps(said, ensure_ascii=False).encode()
        headers = {"Content-Type": "application/json", "Idempotency-Key": key}
        if self.secret:
            made = hmac.new(self.secret.reveal().encode(), body, hashlib.sha256)
            headers["X-Watcher-Signature"] = f"sha256={made.hexdigest()}"
        await self.poster.post(self.url, headers, body)
