"""What one story tells of one event: the noun between matches and the verdict."""

from dataclasses import dataclass

from watcher.core.stories.same import Telling
from watcher.model import EntryId, Match, Story, Voice


@dataclass(frozen=True, slots=True)
class Happening:
    """The matches of one story that tell one event, with what identifies it."""

    story: Story
    matches: tuple[Match, ...]
    """The loudest first."""
    telling: Telling
    news: frozenset[EntryId]
    """Names that ring when they are new to the event: groups and bases, not places or officials."""
    voice: Voice
    """Who tells it, and what."""
