"""What one poll leaves to be remembered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from watcher.model import (
    Alert,
    ChannelName,
    Delivery,
    Document,
    Match,
    Severity,
    SourceName,
    Span,
    Story,
    Thread,
    Verdict,
)
from watcher.ports.doors import Cursor, Skipped


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was decided about the matches of one story that tell one event."""

    story: Story
    matches: tuple[Match, ...]
    verdict: Verdict
    channels: frozenset[ChannelName] = frozenset()
    """Where it is routed; empty where nobody is told."""
    alert: Alert | None = None
    """Set where the verdict is to ring."""
    headline: str = ""
    """The match in one plain line, for digests and logs; a trial has none, where few are read."""

    @property
    def severity(self) -> Severity:
        """The loudest of the matches."""
        return max(match.severity for match in self.matches)


@dataclass(frozen=True, slots=True)
class Tried:
    """One attempt to send a delivery."""

    started: datetime
    ended: datetime | None
    """None while the answer has not come."""
    outcome: str
    """What came of it; empty until then."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A kept document that was searched for."""

    document: Document
    quoted: Span
    """The part of its text around what was asked for; its beginning if only the title has it."""


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
    moved_to: str = ""
    """See `Poll.moved_to`."""
