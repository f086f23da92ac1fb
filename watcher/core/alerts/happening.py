"""What one story tells of one event: the noun between matches and the verdict."""

from dataclasses import dataclass

from watcher.model import EntryId, Match, Part, RuleId, Story, Telling, Voice


@dataclass(frozen=True, slots=True)
class Happening:
    """The matches of one story that tell one event, with what identifies it."""

    story: Story
    matches: tuple[Match, ...]
    """The loudest first."""
    tellings: tuple[Telling, ...]
    """What its leading passage tells, and the story as a whole where that is short."""
    news: frozenset[EntryId]
    """Names that ring when they are new to the event: groups and bases, not places or officials."""
    voice: Voice
    """Who tells it, and what."""
    credits: str
    """The words in which it may credit another source."""

    @property
    def rules(self) -> frozenset[RuleId]:
        """The rules that hold."""
        return frozenset(one.rule for one in self.matches)


def is_comment(happening: Happening) -> bool:
    """Whether it stands in a comment on the news of the day."""
    return any(one.part is Part.COMMENT for one in happening.tellings)
