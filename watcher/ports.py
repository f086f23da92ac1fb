"""The doors of the house: what the application needs from the outside world.

Whatever satisfies a protocol fits; nothing has to inherit from it. Each protocol has one
contract test that every implementation must pass.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import NewType, Protocol

from watcher.model import (
    Action,
    Alert,
    ChannelName,
    ChatId,
    Counted,
    Delivery,
    DeliveryId,
    DigestLine,
    Document,
    DocumentId,
    Event,
    EventId,
    Match,
    Message,
    Reason,
    RuleId,
    Severity,
    SourceName,
    State,
    Story,
    Thread,
    Verdict,
)

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

    def write(self, message: Message) -> tuple[str, ...]:
        """Put `message` in this channel's markup, in parts it will accept. Pure."""

    async def send(self, chat: ChatId, part: str, reply_to: str = "") -> str:
        """Show one written part to the people in `chat`; give the channel's id of the message.

        `reply_to` is the id of a message there that this one answers; it is shown all the same
        where that one is gone. Raises a `DeliveryError`.
        """

    async def edit(self, chat: ChatId, message_id: str, part: str) -> None:
        """Let `part` take the place of what message `message_id` says; again does no harm.

        Raises a `DeliveryError`: `Refused` where the message is gone or cannot be changed.
        """

    async def find(
        self, chat: ChatId, part: str, after: str, known: Collection[tuple[ChatId, str]]
    ) -> str | None:
        """Whether `part`, of which the answer was lost, arrived: the id of its message.

        Empty if it certainly did not; None if this channel cannot tell. It stands behind message
        `after`, and is none of the messages `known`, each with its chat. Raises a `DeliveryError`.
        """

    async def close(self) -> None:
        """Let go of connections."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was decided about the matches of one story that tell one event."""

    story: Story
    matches: tuple[Match, ...]
    verdict: Verdict
    headline: str
    """The match in one plain line, for digests, logs and `watcher status`."""
    channels: frozenset[ChannelName] = frozenset()
    """Where it is routed; empty where nobody is told."""
    alert: Alert | None = None
    """Set where the verdict is to ring."""

    @property
    def severity(self) -> Severity:
        """The loudest of the matches."""
        return max(match.severity for match in self.matches)


@dataclass(frozen=True, slots=True)
class Ingested:
    """Everything one poll changes. Stored whole or not at all."""

    source: SourceName
    cursor: Cursor
    at: datetime
    documents: Sequence[Document] = ()
    stories: Sequence[Story] = ()
    outcomes: Sequence[Outcome] = ()
    deliveries: Sequence[Delivery] = ()
    threads: Sequence[Thread] = ()
    """Those that began or changed; each takes the place of its event's former one."""
    skipped: Sequence[Skipped] = ()


@dataclass(frozen=True, slots=True)
class SourceState:
    """How a source is doing."""

    name: SourceName
    last_success: datetime | None
    last_failure: datetime | None
    failures: int
    """Failures since the last success."""
    note: str
    """What went wrong last; empty after a success."""
    documents: int
    skipped: tuple[Skipped, ...]
    """What the last successful poll could not read."""


@dataclass(frozen=True, slots=True)
class RulesState:
    """How the rules are doing."""

    since: datetime
    """When those in force were read."""
    problems: tuple[str, ...]
    """What in their files is not in force, and which tests fail: `file:line: what (hint)`."""


@dataclass(frozen=True, slots=True)
class Status:
    """What `watcher status` tells, read in one go."""

    sources: tuple[SourceState, ...] = ()
    documents: int = 0
    stories: int = 0
    events: int = 0
    verdicts: Mapping[tuple[Action, Reason], int] = field(default_factory=dict)
    deliveries: Mapping[tuple[ChannelName, State], int] = field(default_factory=dict)
    waiting: Mapping[ChannelName, datetime] = field(default_factory=dict)
    """Since when each channel is owed something."""
    dead: tuple[Delivery, ...] = ()
    """Dead letters, newest first, at most 20."""
    closed: Mapping[ChannelName, str] = field(default_factory=dict)
    """Channels that a person must look at, with the reason."""

    @property
    def oldest_queued(self) -> datetime | None:
        """Since when anything is owed."""
        return min(self.waiting.values(), default=None)
    rules: RulesState | None = None
    """None until a watcher has run."""


class Store(Protocol):
    """The memory of watcher. Every verb is one transaction, or part of the one it stands in.

    Raises `StoreError` if the database cannot be used. A store may be used from any thread.
    """

    def transaction(self) -> AbstractContextManager[None]:
        """Everything inside happens whole or not at all, and no other writer comes between."""

    def bookmark(self, source: SourceName) -> Cursor:
        """The cursor left by the last successful poll of `source`; empty at first."""

    def unseen(self, documents: Sequence[DocumentId]) -> frozenset[DocumentId]:
        """Those of `documents` that were never stored."""

    def events_near(self, keys: Collection[str], since: datetime) -> Sequence[Event]:
        """Events that share an index key (`watcher.core.stories.same.keys`), seen after `since`.

        Oldest first. Reads an index, never all events.
        """

    def counted(self, rule: RuleId, since: datetime) -> Sequence[Counted]:
        """The tellings after `since` of which `rule` was the loudest, oldest first; by an index.

        Those of every reason: whoever counts for `at_least` takes the reasons of `at_least`.
        """

    def add(self, ingested: Ingested) -> None:
        """Record the outcome of a poll, bookmark included. The same again changes nothing."""

    def rules_read(self, at: datetime, problems: Sequence[str], *, taken: bool) -> None:
        """Record that the rule files were read, what is wrong, and whether they took effect."""

    def failed(self, source: SourceName, at: datetime, why: str) -> None:
        """Record that `source` could not be read."""

    def thread(self, event: EventId) -> Thread | None:
        """The message of `event` that edits and replies aim at; None where it has none."""

    def queue(self, deliveries: Sequence[Delivery]) -> None:
        """Owe these too. A delivery whose id is known already is left as it is.

        Of several waiting edits of one message the newest goes out, the others are merged. An edit
        of a message that has not gone out yet takes the place of its text, and is merged at once.
        A message that something louder aims at becomes as loud, so that nothing loud waits for it.
        """

    def due(self, now: datetime) -> Sequence[Delivery]:
        """The next delivery of each channel, of those whose time has come.

        The loudest first; of equals the edits last; then the oldest. Never two for one channel,
        and none while one is being sent there, while the channel is paused, or closed: what people
        read stays in order. What aims at another delivery waits until that one is settled, and an
        edit until `not_before` of the message it changes.
        """

    def delivery(self, key: DeliveryId) -> Delivery | None:
        """One delivery as it stands; None if it is unknown or was forgotten."""

    def begin(self, delivery: Delivery, at: datetime) -> Delivery | None:
        """Record the intent to send, before the call; `attempts` counts this one already.

        Gives the delivery as it stands now, with its newest text, and `after` set unless it may
        have arrived already; None if it was merged meanwhile.
        """

    def settle(self, delivery: Delivery, at: datetime) -> None:
        """Record what became of a delivery, after the call.

        An edit hands its `not_before` on to its message: until then no other edit is due. One that
        had to be sent anew, and so has an id of its own, is from now on the message itself.
        """

    def pause(self, channel: ChannelName, until: datetime) -> None:
        """Nothing is due there before `until`, however loud."""

    def sent(self) -> Collection[tuple[ChatId, str]]:
        """Every message whose id is known, with its chat."""

    def speak(
        self, channel: ChannelName, markup: str, rewritten: Callable[[str, str, str], str]
    ) -> None:
        """At start: from now on texts for `channel` are written in `markup`.

        Those that wait in another become `rewritten(text, that one, markup)`.
        """

    def recover(self, until: datetime) -> int:
        """At start: mark every delivery left in `sending` as uncertain; give their number.

        They are not due before `until`, nor is anything behind them: the channel may still be at
        it. Behind an edit, that is the next edit of the same message.
        """

    def chat(self, configured: ChatId) -> ChatId:
        """Where the chat that config.toml names lives now; itself if it never moved."""

    def moved(self, before: ChatId, after: ChatId) -> None:
        """The chat has a new id from now on, in whatever channels it is used."""

    def close_channel(self, channel: ChannelName, why: str) -> None:
        """Stop sending there until `reopen`; what it is owed stays queued."""

    def reopen(self) -> None:
        """Try every closed channel again (at start: a person may have mended it)."""

    def digest_lines(
        self, channel: ChannelName, since: datetime, until: datetime
    ) -> Sequence[DigestLine]:
        """Every outcome routed to `channel` from `since` until just before `until`, oldest first.

        All actions but silence.
        """

    def status(self) -> Status:
        """How everything is doing."""

    def prune(self, before: datetime) -> int:
        """Forget documents and what hangs on them, seen before then and owing nothing.

        Gives the number forgotten. Ids of documents are remembered, so none comes twice.
        """

    def close(self) -> None:
        """Let go of the database."""
