"""What people do, and what is remembered of it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from watcher.model import (
    Ack,
    ChatId,
    Deed,
    EventId,
    Mute,
    Muted,
    Reason,
    RuleId,
    Severity,
    Thread,
)


@dataclass(frozen=True, slots=True)
class Update:
    """Something that happened in a chat, as the server told it and nobody has read yet."""

    number: int
    raw: str
    """JSON."""
    message: tuple[ChatId, str] | None = None
    """The chat and id of the message that it brought, where chats count theirs together; so that
    no delivery is looked for in its place."""


@dataclass(frozen=True, slots=True)
class Rung:
    """An alert, as it was decided: what people ask about."""

    event: EventId
    rule: RuleId
    """The loudest of those that held."""
    at: datetime
    reason: Reason
    detail: str
    severity: Severity
    headline: str
    source: str
    """Where its story can be found: an address, else a file or host."""
    title: str
    """Of its story; empty where it has none."""
    text: str
    """The words of its story."""
    evidence: tuple[str, ...]
    """The sentences of it that made the rule hold."""


@dataclass(frozen=True, slots=True)
class Press:
    """Somebody pressed a button below a message."""

    id: str
    """To answer it by."""
    user: int
    chats: tuple[ChatId, ...]
    """Where: the chat's id, and its @name if it has one."""
    data: str
    """What the button carries; anybody may have written it."""


@dataclass(frozen=True, slots=True)
class Said:
    """Somebody wrote a message."""

    user: int
    chats: tuple[ChatId, ...]
    """Where: the chat's id, and its @name if it has one."""
    message_id: str
    text: str
    answers: str = ""
    """The id of the message that it answers; empty for none."""
    answered: str = ""
    """The words of that message, or below its picture; empty for none."""


@dataclass(frozen=True, slots=True)
class Post:
    """Something was published in a chat, or passed on to watcher by somebody."""

    id: str
    """Of the message; the same when it is edited."""
    chats: tuple[ChatId, ...]
    """Where it was published: the chat's id, and its @name if it has one; the id of a bot that
    wrote it. None of what a person wrote and somebody passed on."""
    name: str
    """What people call that chat, or whoever wrote what was passed on."""
    text: str
    """With the addresses behind its words; empty for a picture alone."""
    at: datetime
    """When it was published."""
    url: str = ""
    """Where it can be read; empty where nowhere."""
    said: Said | None = None
    """The message by which somebody passed it on, in their own chat; None for none."""


class Bot(Protocol):
    """Where people talk to watcher."""

    @property
    def name(self) -> str:
        """Tells its updates from those of other bots; no secret."""

    async def ask(self, after: int) -> Sequence[Update]:
        """The updates behind number `after`, which are forgotten there at the next call.

        Waits a moment for one where there is none. Raises a `DeliveryError`.
        """

    def read(self, raw: str) -> Press | Said | Post | None:
        """What an update tells; None if it is nothing to us. Raises `ValueError`. Pure."""

    async def answer(self, press: Press, text: str) -> None:
        """Show `text`, at most 200 characters, to whoever pressed. Raises a `DeliveryError`."""

    async def say(self, said: Said, text: str) -> str:
        """Answer `said` in its chat with plain `text`; the id of the message.

        Raises a `DeliveryError`.
        """

    async def close(self) -> None:
        """Let go of connections."""


class Hearing(Protocol):
    """The part of the memory that is about people. `Store` has all of it."""

    def hear(self, bot: str, updates: Sequence[Update], at: datetime) -> None:
        """Keep `updates` of `bot` until they are handled; they are not asked for again.

        The same again changes nothing.
        """

    def heard(self, bot: str) -> int:
        """The number of the last update of `bot` that was kept; 0 at first."""

    def unhandled(self, bot: str) -> Sequence[Update]:
        """What was kept and not handled yet, oldest first."""

    def handled(self, bot: str, number: int, unread: str = "") -> None:
        """The update is done with; `unread` says why it could not be read, which is counted."""

    def pass_over(self, bot: str, number: int) -> None:
        """The update is done with: it is a post that no source reads, which is counted."""

    def answered(self, chats: Collection[ChatId], message_id: str, at: datetime) -> None:
        """Record a message of ours that is no delivery, so that none is looked for in its place.

        `chats` are the names of its chat.
        """

    def ack(self, event: EventId, who: str, at: datetime) -> bool:
        """Record that `who` took notice of `event`; False where somebody had before.

        What was to be escalated of it, and was not sent, is merged.
        """

    def acked(self, event: EventId) -> Ack | None:
        """Who took notice of `event` first; None if nobody has."""

    def mute(self, mute: Mute) -> None:
        """From now on; in place of a former one of the same.

        Who mutes an event has seen it: what was to be escalated of it, and was not sent, is merged.
        """

    def unmute(self, of: Muted, what: str) -> bool:
        """Whether there was such a mute; there is none any more."""

    def mutes(self, now: datetime) -> Sequence[Mute]:
        """Those that have not run out, the first to end first."""

    def audit(self, deed: Deed) -> None:
        """Record what a person changed."""

    def audited(self, most: int) -> Sequence[Deed]:
        """The last changes that people made, newest first."""

    def rung(self, event: EventId | None = None) -> Rung | None:
        """The last alert of `event`, or the last of all; None if none rang."""

    def event_of(self, chat: ChatId, message_id: str) -> EventId | None:
        """What the message of an alert in `chat` is about; None if it is no such message."""

    def went(self, event: EventId, chats: Collection[ChatId]) -> bool:
        """Whether an alert of `event` was sent, or is being sent, to one of `chats`."""

    def retell(self, thread: Thread) -> None:
        """The message of its event stands like this now; edits of it are owed separately."""
