"""The figures of what stands beside finding names, as Markdown.

Telling, a year, the pipe, a trial, feeds.
"""

from collections.abc import Iterator
from statistics import median

from benchmarks.feeds import ENTRIES, Cycle
from benchmarks.goal import Goal
from benchmarks.piped import Piped
from benchmarks.telling import PARTS, Telling
from benchmarks.trial import Tried
from benchmarks.year import Year

_OF_ISSUE = ("split", "told_as and rules", "events")
_ALL = (*_OF_ISSUE, "sentences and phrases")
_SLOWER = 1.25
"""Times: a decision may take so much longer on a year than on a week."""
_WEEK = 1_000
"""Events: smaller stores hold less than the days that are looked at."""


def rest_goals(
    telling: Telling | None,
    year: Year | None,
    piped: Piped | None,
    trial: Tried | None,
    feeds: Cycle | None,
) -> Iterator[Goal]:
    """Rows for the table of goals."""
    if telling:
        low, middle, high = telling.times(*_OF_ISSUE)
        what = "splitting, told_as and events together, times finding names"
        reached = f"{middle:.2f} ({low:.2f} to {high:.2f})"
        yield Goal(what, "at most 1", reached, middle <= 1)
    if year:
        weeks = [took for size, took in zip(year.sizes, year.seconds, strict=True) if size >= _WEEK]
        times = weeks[-1] / weeks[0]
        what = f"a decision with {year.sizes[-1]:,} events stored, times one with a week of them"
        yield Goal(what, f"at most {_SLOWER}", f"{times:.2f}", times <= _SLOWER)
    if piped:
        share = piped.match / piped.find
        what = "stories per second of `watcher match`, share of the finder alone"
        yield Goal(what, "more than 1/10", f"{share:.2f}", share > 0.1)
    if trial:
        share = trial.backtest / trial.matcher
        what = "stories per second of `watcher backtest`, share of the bare matcher"
        yield Goal(what, "at least 80 %", f"{share:.0%}", share >= 0.8)
    if feeds:
        yield from _feed_goals(feeds)


def _feed_goals(cycle: Cycle) -> Iterator[Goal]:
    what = f"{cycle.feeds} feeds of {ENTRIES} new entries, one cycle on two cores"
    yield Goal(what, "at most 60 s", f"{cycle.seconds:.0f} s", cycle.seconds <= 60)
    what = "… from a file to its message meanwhile, nineteen of twenty"
    yield Goal(what, "within 5 s", f"{cycle.late:.1f} s", cycle.late <= 5)
    what = "… all processes together"
    yield Goal(what, "at most 300 MB", f"{cycle.memory:.0f} MB", cycle.memory <= 300)


def rest(
    telling: Telling | None,
    year: Year | None,
    piped: Piped | None,
    trial: Tried | None,
    feeds: Cycle | None,
) -> Iterator[str]:
    """The tables."""
    if telling:
        yield "## Beside finding names: 10,000 names, 1,001 rules, unseen stories"
        yield ""
        yield (
            f"{telling.matches:.2f} rules hold per story, {telling.happenings:.2f} events are told."
        )
        yield ""
        yield "| part | median per story | times finding names (quartiles) |"
        yield "|---|---|---|"
        for part in PARTS:
            yield f"| {part} | {telling.median(part) * 1e3:.3f} ms | {_times(telling, part)} |"
        yield f"| all but finding names | | {_times(telling, *_ALL)} |"
        yield ""
    if year:
        yield "## A decision, with a past"
        yield ""
        yield "| events stored | near by key, of a week | median to look them up and decide |"
        yield "|---|---|---|"
        for size, took, near in zip(year.sizes, year.seconds, year.near, strict=True):
            yield f"| {size:,} | {near:.1f} | {took * 1e3:.2f} ms |"
        yield ""
    if piped:
        yield "## `watcher match`, 10,000 names, known vocabulary"
        yield ""
        yield (
            f"{piped.match:,.0f} stories per second and core through the pipe, JSON and splitting"
            f" included; the finder alone reads {piped.find:,.0f} ({piped.stories} stories)."
        )
        yield ""
    if trial:
        yield "## `watcher backtest`, 10,000 names, 1,000 rules, known vocabulary"
        yield ""
        yield (
            f"{trial.backtest:,.0f} stories per second and core, deciding included; splitting and"
            f" matching alone do {trial.matcher:,.0f} ({trial.stories} stories)."
        )
        yield ""
    if feeds:
        yield f"## {feeds.feeds} feeds of {ENTRIES} new entries, 1,000 names, 200 rules"
        yield ""
        yield (
            f"One cycle took {feeds.seconds:.0f} s and {feeds.processor:.0f} s of processor, start"
            f" included; {len(feeds.waited)} files that came meanwhile were told within"
            f" {median(feeds.waited):.1f} s (median), their second of stillness included. The load"
            f" of the machine was {feeds.load:.1f} before."
        )
        yield ""


def _times(telling: Telling, *parts: str) -> str:
    low, middle, high = telling.times(*parts)
    return "" if parts == PARTS[:1] else f"{middle:.2f} ({low:.2f} to {high:.2f})"
