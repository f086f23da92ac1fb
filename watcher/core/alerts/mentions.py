"""How often each name was told in the last two weeks, as bars made of letters. Pure."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from watcher.core.watchlist.language import MEANS, PLACE, Name
from watcher.model import EntryId, Line, Message, Run, Severity, Style

DAYS = 14
"""Two weeks: a name that is told every Friday shows twice."""
_MOST = 6
"""Names shown: as many bars as a phone shows without scrolling, the title included."""
_BARS = "▁▂▃▄▅▆▇█"
"""The lowest is none; fonts draw all eight equally wide."""
_UNTOLD = MEANS | {PLACE}
"""Weapons, forces and places stand in most stories; who and what is aimed at is the news."""


@dataclass(frozen=True, slots=True)
class Mentions:
    """A name, and how many stories told it on each of the last `DAYS` days, the oldest first."""

    name: str
    days: tuple[int, ...]

    @property
    def total(self) -> int:
        """On all days together."""
        return sum(self.days)


def mentions(
    told: Iterable[tuple[datetime, frozenset[EntryId]]],
    names: Mapping[EntryId, Name],
    until: datetime,
) -> tuple[Mentions, ...]:
    """The names told most, of stories each with its moment and names; the most told first.

    A day lasts until the time of day of `until`, on the clocks of its zone. What is no name of the
    watchlist any more is left out.
    """
    counts: defaultdict[EntryId, Counter[int]] = defaultdict(Counter)
    for at, found in told:
        ago = _days_before(at, until)
        for name in found:
            if name in names and names[name].type not in _UNTOLD and 0 <= ago < DAYS:
                counts[name][ago] += 1
    rows = [
        Mentions(names[one].name, tuple(days[ago] for ago in reversed(range(DAYS))))
        for one, days in counts.items()
    ]
    return tuple(sorted(rows, key=lambda one: (-one.total, one.name))[:_MOST])


def _days_before(at: datetime, until: datetime) -> int:
    """0 in the day that ends with `until`; a night when clocks are changed is a night."""
    wall = at.astimezone(until.tzinfo).replace(tzinfo=None)
    return -((wall - until.replace(tzinfo=None)) // timedelta(days=1)) - 1


def compose_mentions(rows: tuple[Mentions, ...]) -> Message:
    """A line for each name: its place, its bars, which all have one scale, its number, the name.

    A channel that can show a picture shows the same, a row for each line.
    """
    top = max(count for row in rows for count in row.days)
    title = Line((Run(f"Stories per day, the last {DAYS} days", Style.STRONG),))
    lines = [
        Line((Run(f"{n} {_bars(row, top)} {row.total} · {row.name}"),))
        for n, row in enumerate(rows, 1)
    ]
    return Message((title, *lines), Severity.INFO, chart=tuple(row.days for row in rows))


def _bars(row: Mentions, top: int) -> str:
    return "".join(_bar(count, top) for count in row.days)


def _bar(count: int, top: int) -> str:
    """Whatever was told shows, however little beside `top`."""
    return _BARS[-(-count * (len(_BARS) - 1) // top)]
