"""What people will read, and to whom it is owed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from watcher.model.ids import AlertId, ChannelName, ChatId, DeliveryId, EventId
from watcher.model.news import Severity


class Style(StrEnum):
    """What a run of text means; each channel decides how that looks."""

    PLAIN = "plain"
    STRONG = "strong"
    QUIET = "quiet"


class Block(StrEnum):
    """What a line of a message is."""

    TEXT = "text"
    QUOTE = "quote"
    """Words of the source, verbatim."""
    UPDATE = "update"
    """What came since the message was sent first."""
    DETAILS = "details"
    """For whoever wants to know more; a channel may fold it away."""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one style, optionally linked."""

    text: str
    style: Style = Style.PLAIN
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a message."""

    runs: tuple[Run, ...]
    block: Block = Block.TEXT
    rank: int = 0
    """0 is kept whatever happens; the highest is dropped first where room is short."""


@dataclass(frozen=True, slots=True)
class Message:
    """What people will read, before any channel's markup; complete in itself."""

    lines: tuple[Line, ...]
    severity: Severity = Severity.MEDIUM
    source: str = ""
    """Whose words it quotes: one of the voices of its event."""
    event: EventId | None = None
    """What it tells, where a person may answer to it; None for all that is no alert."""
    link: str = ""
    """The address of its story; empty where it has none."""
    chart: tuple[tuple[int, ...], ...] = ()
    """Rows of numbers that a channel may show as a picture too; its lines tell them as well."""


class Kind(StrEnum):
    """What a delivery does to the chat."""

    SEND = "send"
    """A message of its own."""
    EDIT = "edit"
    """Takes the place of what its target says; no phone rings."""
    REPLY = "reply"
    """A message of its own, shown as an answer to its target."""


class State(StrEnum):
    """Where a delivery stands."""

    QUEUED = "queued"
    SENDING = "sending"
    """The intent is recorded, the answer is not: after a crash it is uncertain."""
    UNCERTAIN = "uncertain"
    """It may have arrived."""
    SENT = "sent"
    MERGED = "merged"
    """Not sent by itself: a newer revision, or the message it changes, says it."""
    DEAD = "dead"
    """Given up; a person must look (`watcher status`)."""
    EXPIRED = "expired"
    """Its term ended before it could be sent; a person must look, as at a dead one."""
    DROPPED = "dropped"
    """Given up by a person (`watcher outbox drop`)."""
    GONE = "gone"
    """Sent, and deleted in the chat since: nothing aims at it any more."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """One text owed to one channel; one row until settled. Its id never changes."""

    id: DeliveryId
    channel: ChannelName
    text: str
    severity: Severity
    created: datetime
    not_before: datetime
    expires_at: datetime
    """Sent by then, or not at all: later it helps nobody."""
    alert: AlertId | None = None
    attempts: int = 0
    state: State = State.QUEUED
    note: str = ""
    """What went wrong last, or why it was merged, for a person."""
    message_id: str = ""
    """What the channel calls the message, once sent."""
    kind: Kind = Kind.SEND
    target: DeliveryId | None = None
    """The delivery whose message this one edits or answers; None for a `SEND`."""
    chat: ChatId | None = None
    """Where it was sent; None until then. Another chat has other messages by the same ids."""
    after: str = ""
    """The last message of its channel when it was tried first: what arrived stands behind that."""
    silent: bool = False
    """Shown without a sound, even where the channel is loud."""


@dataclass(frozen=True, slots=True)
class Thread:
    """The first message of an event as it stands now, and where it stands."""

    event: EventId
    message: Message
    """The latest revision."""
    deliveries: Mapping[ChannelName, DeliveryId]
    """By channel the delivery that an edit or a reply aims at: the first part of the message."""
