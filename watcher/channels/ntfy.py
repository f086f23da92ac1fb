"""Notify phones through a topic of ntfy.

A notification stays as it is: an update is not told here, and what is material of it comes as a
notification of its own.
"""

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from watcher.bot_api.secret import Secret
from watcher.channels.markup import TEXT
from watcher.channels.plain_text import severity, titled, written
from watcher.channels.posting import Poster, field
from watcher.errors import Uncertain, Unchangeable
from watcher.model import ChatId, Message, Severity
from watcher.web.answer import Fetched

_LIMIT = 3_900
"""Bytes: ntfy turns a message of more than 4,096 into a file that nobody opens."""
_TITLE = 200
"""Characters of a first line that is shown as the title; a longer one is text."""
_ANSWERS = "↳ "
_QUIET = 2
"""The highest priority that makes no sound."""
_USUAL = 3
_PRIORITIES = {
    Severity.INFO: 2,
    Severity.LOW: 2,
    Severity.MEDIUM: _USUAL,
    Severity.HIGH: 4,
    Severity.CRITICAL: 5,
}


@dataclass(frozen=True, slots=True, repr=False)
class Ntfy:
    """One topic. Its name is a secret wherever no token is asked for."""

    poster: Poster
    url: str
    """Of the topic: https://ntfy.sh/my-topic."""
    token: Secret
    loud: bool = True

    @property
    def markup(self) -> str:
        """See `Channel.markup`."""
        return TEXT

    @property
    def once(self) -> bool:
        """See `Channel.once`: ntfy knows no keys; `find` looks instead."""
        return False

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
        """See `Channel.send`: an answer looks like one, ntfy ties it to nothing."""
        base, topic = _parted(self.url)
        title, text = titled(f"{_ANSWERS if reply_to else ''}{part}", _TITLE)
        grave = severity(part)
        priority = _USUAL if grave is None else _PRIORITIES[grave]
        said: dict[str, object] = {"topic": topic, "message": text}
        said["priority"] = min(priority, _QUIET) if silent or not self.loud else priority
        if title:
            said["title"] = title
        if grave is not None:
            said["tags"] = [grave.name.lower()]
        body = json.dumps(said, ensure_ascii=False).encode()
        answer = await self.poster.post(base, self._headers(), body)
        if message_id := field(answer, "id"):
            return message_id
        raise Uncertain("this is not how ntfy answers; the message may be there")

    async def edit(self, chat: ChatId, message_id: str, part: str) -> None:
        """See `Channel.edit`: nothing is sent."""
        raise Unchangeable(
            "a notification cannot be changed: what is material comes as one of its own"
        )

    async def find(
        self, chat: ChatId, part: str, after: str, known: Collection[tuple[ChatId, str]]
    ) -> str | None:
        """See `Channel.find`: ntfy remembers for some hours what was sent."""
        if not after:
            return None
        url = f"{self.url.rstrip('/')}/json?poll=1&since=all"
        answer = await self.poster.post(url, self._headers(), None, "GET")
        sent = list(_remembered(answer))
        ids = [message_id for message_id, _ in sent]
        if after not in ids:
            return None
        behind = [one for one in sent[ids.index(after) + 1 :] if (chat, one[0]) not in known]
        same = {titled(part, _TITLE), titled(_ANSWERS + part, _TITLE)}
        return next((message_id for message_id, says in behind if says in same), "")

    async def close(self) -> None:
        """See `Channel.close`: there is a connection for each message."""

    def _headers(self) -> dict[str, str]:
        headers = {"Content-Type": "application/json"}
        if self.token:
            headers["Authorization"] = f"Bearer {self.token.reveal()}"
        return headers


def _parted(url: str) -> tuple[str, str]:
    """The address of the server, where JSON is taken, and the topic."""
    base, _, topic = url.rstrip("/").rpartition("/")
    return f"{base}/", topic


def _remembered(answer: Fetched) -> Iterator[tuple[str, tuple[str, str]]]:
    """The ids, titles and texts of messages, oldest first: JSON, one object a line."""
    for line in answer.body.splitlines():
        one = Fetched(answer.status, body=line)
        if field(one, "event") == "message":
            yield field(one, "id"), (field(one, "title"), field(one, "message").strip("\n "))
