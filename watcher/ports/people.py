"""What people do, and what is remembered of it."""

from collections.abc import Sequence
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

    def ack(self, event: EventId, who: str, at: datetime) -> bool:
        """Record that `who` took notice of `event`; False where somebody had before."""

    def acked(self, event: EventId) -> Ack | None:
        """Who took notice of `event` first; None if nobody has."""

    def mute(self, mute: Mute) -> None:
        """From now on; in place of a former one of the same."""

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

    def retell(self, thread: Thread) -> None:
        """The message of its event stands like this now; edits of it are owed separately."""
