"""What is read off a page before it becomes stories. Pure."""

from dataclasses import dataclass, field
from datetime import date

from watcher.core.text.dates import read_date
from watcher.model import Span


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a page that tells one story, and what the page says of it."""

    span: Span
    title: str = ""
    day: date | None = None
    day_inferred: bool = False
    source: str = ""
    source_inferred: bool = False


@dataclass(frozen=True, slots=True)
class Setting:
    """What a page's surroundings say of every story on it."""

    year: int | None = None
    """For dates that leave it out."""
    publisher: str = ""
    """Who tells what names nobody else."""
    today: date | None = None
    """When the page was published or seen; None where that is not known."""
    undated: bool = False
    """Whether nobody says when it was published, so that a guess is worth making."""

    def day_of(self, heading: str) -> tuple[date | None, bool]:
        """The day that a heading is, and whether its year is inferred: the last that fits."""
        full = read_date(heading)
        if full or not self.year:
            return full, False
        day = read_date(heading, self.year)
        if day and self.today and day > self.today:
            day = read_date(heading, self.year - 1)
        return day, day is not None


@dataclass(frozen=True, slots=True)
class Reading:
    """Stories of a page, and the numbers of its units that belong to none, with what they are."""

    pieces: list[Piece] = field(default_factory=list)
    left_out: dict[int, str] = field(default_factory=dict)
