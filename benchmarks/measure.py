"""Count right and wrong finds; time methods side by side.

Times are processor seconds of this process, so that other work on the machine does not count.
Methods take turns story by story: what slows the machine for a while slows them all, and the
ratio of two methods is taken on the same story.
"""

import statistics
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from benchmarks.generator import GeneratedStory
from benchmarks.peers import Find, Hit


@dataclass(slots=True)
class Score:
    """Right finds, mentions missed, false finds."""

    right: int = 0
    missed: int = 0
    false: int = 0
    by_operation: dict[str, list[int]] = field(default_factory=dict)
    """For each way of respelling: mentions found, and all. Two ways at once count for both."""

    def count(self, story: GeneratedStory, hits: Sequence[Hit]) -> None:
        """A mention is found where a hit for the same name overlaps it; other hits are false."""
        used: set[int] = set()
        for mention in story.mentions:
            touching = {
                number
                for number, (start, end, name) in enumerate(hits)
                if name == mention.name and start < mention.end and mention.start < end
            }
            used |= touching
            self.right += bool(touching)
            self.missed += not touching
            for operation in (mention.how or "as listed").split("+"):
                tally = self.by_operation.setdefault(operation, [0, 0])
                tally[0] += bool(touching)
                tally[1] += 1
        self.false += len(hits) - len(used)

    @property
    def recall(self) -> float:
        """Of the mentions, those found."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 0.0

    @property
    def precision(self) -> float:
        """Of the finds, those that are right."""
        return self.right / (self.right + self.false) if self.right + self.false else 0.0


@dataclass(slots=True)
class Run:
    """One method on one series of stories."""

    seconds: list[float] = field(default_factory=list)
    """Per story, in the order of the stories."""
    score: Score = field(default_factory=Score)

    @property
    def median(self) -> float:
        """Seconds per story."""
        return statistics.median(self.seconds)

    @property
    def spread(self) -> tuple[float, float]:
        """First and third quartile of the seconds per story."""
        low, _, high = statistics.quantiles(self.seconds, n=4, method="inclusive")
        return low, high

    @property
    def per_second(self) -> float:
        """Stories per second of one core, over the whole series."""
        return len(self.seconds) / sum(self.seconds)


def ratios(slow: Run, fast: Run) -> tuple[float, float, float]:
    """How many times longer `slow` takes on the same story: quartile, median, quartile."""
    pairs = [one / other for one, other in zip(slow.seconds, fast.seconds, strict=False)]
    low, middle, high = statistics.quantiles(pairs, n=4, method="inclusive")
    return low, middle, high


def interleaved(
    methods: Mapping[str, Find],
    stories: Sequence[GeneratedStory],
    fewer: Mapping[str, int] | None = None,
) -> dict[str, Run]:
    """Each method on each story in turn; `fewer` names those that read only the first so many."""
    runs = {name: Run() for name in methods}
    for number, story in enumerate(stories):
        for name, find in methods.items():
            if number >= (fewer or {}).get(name, len(stories)):
                continue
            start = time.process_time()
            hits = find(story.text)
            runs[name].seconds.append(time.process_time() - start)
            runs[name].score.count(story, hits)
    return runs
