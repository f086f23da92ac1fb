"""What was decided about a document when it was read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from watcher.model import Action, EventId, Reason, StoryId


@dataclass(frozen=True, slots=True)
class Judged:
    """What was decided about a story for which a rule held."""

    event: EventId
    at: datetime
    action: Action
    reason: Reason
    detail: str


@dataclass(frozen=True, slots=True)
class Before:
    """What became of a document under one rule; nothing where it was not read."""

    told: Mapping[StoryId, Judged] = field(default_factory=dict)
    """Of the stories for which the rule held then."""
    began: frozenset[EventId] = frozenset()
    """The events that this document told first, under whichever rule."""
