"""Where documents come from, where messages go to, and what the time is."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NewType, Protocol

from watcher.model import ChatId, Document, Message, SourceName

Cursor = NewType("Cursor", str)
"""A source's own bookmark. Opaque to everyone else; empty means from the start."""

Clock = Callable[[], datetime]
"""The present moment, aware and in UTC."""

Rewrite = Callable[[str], str]
"""A text in fewer words. Raises `RewriteError`."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something a source holds that could not be read, and why; shown by `watcher status`."""

    origin: str
    why: str


@dataclass(frozen=True, slots=True)
class Poll:
    """What a source found, and where to go on next time."""

    documents: tuple[Document, ...]
    cursor: Cursor
    skipped: tuple[Skipped, ...] = ()
    wait: timedelta | None = None
    """Something is still being written: ask again after this long."""
    moved_to: str = ""
    """Where it lives for good now, as far as that may be shown; empty if it has not moved."""
    at_first: bool = False
    """This stood there before watcher came, and is as old as it says."""


class Source(Protocol):
    """Somewhere documents come from."""

    @property
    def name(self) -> SourceName:
        """The name used in config.toml, logs and alerts."""

    def poll(self, cursor: Cursor, now: datetime) -> Poll:
        """Give the documents that are new since `cursor`, oldest first.

        Keeps no state of its own: the same cursor and the same world give the same poll.
        Raises `SourceError` if it cannot be read at all.
        """


class Channel(Protocol):
    """Somewhere messages go to."""

    @property
    def markup(self) -> str:
        """The name of what it writes, so that nothing goes out in another channel's markup."""

    @property
    def once(self) -> bool:
        """Whether what is sent again with the same key stays one message to those who get it.

        Then nobody need be asked whether it arrived: it is sent again.
        """

    def write(self, message: Message) -> tuple[str, ...]:
        """Put `message` in this channel's markup, in parts it will accept. Pure."""

    async def send(
        self,
        chat: ChatId,
        part: str,
        reply_to: str = "",
        *,
        silent: bool = False,
        key: str = "",
    ) -> str:
        """Show one written part to the people in `chat`; give the channel's id of the message.

        `key` is the same whenever one delivery is tried again, and no other's.

        `reply_to` is the id of a message there that this one answers; it is shown all the same
        where that one is gone. `silent` asks for no sound. Raises a `DeliveryError`:
        `Astray` where it is shown, but elsewhere.
        """

    async def edit(self, chat: ChatId, message_id: str, part: str) -> None:
        """Let `part` take the place of what message `message_id` says; again does no harm.

        Raises a `DeliveryError`: `Gone` where there is no such message, or none of ours,
        `Unchangeable` where there can be none.
        """

    async def find(
        self, chat: ChatId, part: str, after: str, known: Collection[tuple[ChatId, str]]
    ) -> str | None:
        """Whether `part`, of which the answer was lost, arrived: the id of its message.

        Empty if it certainly did not; None if this channel cannot tell. It stands behind message
        `after`; where nothing was sent there before, `after` is how long ago it was tried first, in
        seconds with a minus. It is none of the messages `known`, each with its chat; those whose
        own answers are lost are known by their chat only. Raises a `DeliveryError`.
        """

    async def close(self) -> None:
        """Let go of connections."""
