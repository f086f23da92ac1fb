"""Short names: KSS, PMF. They count in exactly these capitals, and only in company. Pure."""

import re
from collections.abc import Iterator, Sequence

from watcher.core.watchlist.company import Company
from watcher.core.watchlist.language import Name
from watcher.core.watchlist.stream import Stream
from watcher.model import EntryId, Find, How, Span


class ShortNames:
    """The short names of a list."""

    def __init__(self, names: Sequence[Name]) -> None:
        """Index them."""
        self._names: dict[str, EntryId] = {}
        for name in names:
            for short in name.short_names:
                self._names[short] = name.id
        every = "|".join(map(re.escape, sorted(self._names, key=lambda one: (-len(one), one))))
        self._pattern = re.compile(rf"(?<!\w)(?:{every})(?=s?(?!\w))") if every else None

    def find(self, text: str, made: Stream, company: Company) -> Iterator[Find]:
        """Every short name in `text`, if the story gives it company."""
        if self._pattern is None or not company.allows_short():
            return
        for match in self._pattern.finditer(text):
            why = f"“{match.group()}” in these capitals, in company"
            yield Find(Span(*match.span()), self._names[match.group()], How.EXACT, 1.0, why)
