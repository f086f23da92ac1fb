"""The figures as Markdown, and beside each the goal."""

import platform
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.experiments import Comparison, WholePath, missing
from benchmarks.feeds import Cycle
from benchmarks.goal import Goal
from benchmarks.measure import Run, ratios
from benchmarks.peers import OURS
from benchmarks.piped import Piped
from benchmarks.rest import rest, rest_goals
from benchmarks.telling import Telling
from benchmarks.trial import Tried
from benchmarks.year import Year

_START = "<!-- figures: written by `python -m benchmarks`, do not edit -->"
_END = "<!-- end of figures -->"
_MAIN = 10_000
"""The list length at which goals are judged."""
_WINDOWS = "rapidfuzz, capitalised windows"
_CDIST = "rapidfuzz, windows with cdist"
_PARTIAL = "rapidfuzz, partial_ratio"
_LITERALS = "hyperscan, exact"


@dataclass(frozen=True, slots=True)
class Figures:
    """All that was measured; what was not is None."""

    comparisons: tuple[Comparison, ...] = ()
    whole: WholePath | None = None
    alarms: float | None = None
    alone: Mapping[str, Mapping[str, float]] | None = None
    telling: Telling | None = None
    year: Year | None = None
    piped: Piped | None = None
    trial: Tried | None = None
    feeds: Cycle | None = None


def markdown(figures: Figures) -> str:
    """Goals, comparisons, ratios, the rest."""
    lines = [_machine(), ""]
    goals = list(_goals(figures))
    if goals:
        lines += ["## Goals and what was reached", "", "| what | goal | reached | |"]
        lines += ["|---|---|---|---|"]
        lines += [
            f"| {one.what} | {one.goal} | {one.reached} | {'met' if one.is_met else '**not met**'} |"
            for one in goals
        ]
        lines.append("")
    for comparison in figures.comparisons:
        lines += [*_table(comparison), ""]
        if comparison.size == _MAIN:
            lines += [*_operations(comparison), ""]
    if figures.whole:
        lines += [*_parts(figures.whole), ""]
    if restart := (figures.alone or {}).get("restart"):
        lines += [*_restart(restart), ""]
    lines += rest(*_beside(figures))
    if absent := missing():
        names = ", ".join(f"{one.name} ({', '.join(one.missing)})" for one in absent)
        lines += [f"Left out, because not installed: {names}.", ""]
    return "\n".join(lines)


def write_into(page: Path, text: str) -> None:
    """Put the figures where the page has its marks."""
    replace_between(page, _START, _END, text)


def replace_between(page: Path, start: str, end: str, text: str) -> None:
    """Put `text` between two marks of the page. Raises `ValueError` where it lacks them."""
    old = page.read_text(encoding="utf-8")
    before, found, rest = old.partition(start)
    _, found_end, after = rest.partition(end)
    if not (found and found_end):
        raise ValueError(f"{page}: the marks `{start}` and `{end}` are missing; put them back.")
    page.write_text(f"{before}{start}\n\n{text}\n{end}{after}", encoding="utf-8")


def series(comparisons: Sequence[Comparison]) -> dict[str, list[tuple[int, float]]]:
    """Lines of the picture: milliseconds per unseen story against list length."""
    lines: dict[str, list[tuple[int, float]]] = {}
    for one in comparisons:
        for name, run in one.unseen.items():
            lines.setdefault(name, []).append((one.size, run.median * 1e3))
        known = one.known[OURS].median * 1e3
        lines.setdefault(f"{OURS}, known vocabulary", []).append((one.size, known))
    return lines


def _beside(
    figures: Figures,
) -> tuple[Telling | None, Year | None, Piped | None, Tried | None, Cycle | None]:
    return figures.telling, figures.year, figures.piped, figures.trial, figures.feeds


def _machine() -> str:
    try:
        cpu = re.search(r"model name\s*: (.+)", Path("/proc/cpuinfo").read_text("utf-8"))
    except OSError:
        cpu = None
    name = cpu.group(1) if cpu else platform.machine()
    return f"One core of {name}, Python {platform.python_version()}, {platform.system()}."


def _goals(figures: Figures) -> Iterator[Goal]:
    by_size = {one.size: one for one in figures.comparisons}
    if main := by_size.get(_MAIN):
        yield from _quality_goals(main)
        yield from _ratio_goals(main)
        yield from _throughput_goals(main)
    if figures.whole:
        share = figures.whole.judge / figures.whole.find
        yield Goal("1,000 rules on top of finding", "at most +50 %", f"+{share:.0%}", share <= 0.5)
    sizes = sorted(by_size)
    if len(sizes) > 1:
        yield from _growth_goals(by_size[sizes[0]], by_size[sizes[-1]])
    if figures.alarms is not None:
        reached = f"{figures.alarms:.2f}"
        yield Goal(
            "false finds per 100 ordinary articles", "at most 1", reached, figures.alarms <= 1
        )
    if figures.alone:
        yield from _alone_goals(figures.alone)
    yield from rest_goals(*_beside(figures))


def _quality_goals(main: Comparison) -> Iterator[Goal]:
    score = main.unseen[OURS].score
    for what, goal, value in (
        ("recall", 0.985, score.recall),
        ("precision", 0.995, score.precision),
    ):
        yield Goal(f"generated stories, {what}", f"at least {goal}", f"{value:.3f}", value >= goal)


def _ratio_goals(main: Comparison) -> Iterator[Goal]:
    ours = main.unseen[OURS]
    for name, goal in ((_WINDOWS, 25), (_CDIST, 150), (_PARTIAL, 300)):
        if peer := main.unseen.get(name):
            low, middle, high = ratios(peer, ours)
            is_better = (
                ours.score.recall > peer.score.recall
                and ours.score.precision > peer.score.precision
            )
            reached = f"{middle:.0f} ({low:.0f} to {high:.0f}); quality " + (
                "better on both" if is_better else "not better on both"
            )
            is_met = middle >= goal and is_better
            yield Goal(f"times as fast as {name}", f"at least {goal}", reached, is_met)
    if literals := main.known.get(_LITERALS):
        low, middle, high = ratios(main.known[OURS], literals)
        reached = f"{middle:.1f} ({low:.1f} to {high:.1f})"
        yield Goal("known vocabulary, times a hyperscan pass", "at most 6", reached, middle <= 6)


def _throughput_goals(main: Comparison) -> Iterator[Goal]:
    for what, goal, run in (
        ("known vocabulary", 2000, main.known[OURS]),
        ("unseen", 800, main.unseen[OURS]),
    ):
        reached = f"{run.per_second:,.0f}"
        is_met = run.per_second >= goal
        yield Goal(f"stories per second and core, {what}", f"at least {goal:,}", reached, is_met)


def _growth_goals(short: Comparison, long: Comparison) -> Iterator[Goal]:
    what = f"{long.size:,} names against {short.size:,}"
    for state, one, other in (
        ("unseen", short.unseen, long.unseen),
        ("known vocabulary", short.known, long.known),
    ):
        growth = other[OURS].median / one[OURS].median
        yield Goal(f"{what}, {state}", "at most 2.5 times", f"{growth:.2f}", growth <= 2.5)


def _alone_goals(alone: Mapping[str, Mapping[str, float]]) -> Iterator[Goal]:
    if load := alone.get("load"):
        reached = f"{load['seconds']:.1f} s, {load['megabytes']:.0f} MB"
        is_met = load["seconds"] <= 5 and load["megabytes"] <= 250
        yield Goal("load 100,000 names from files", "at most 5 s and 250 MB", reached, is_met)
    if rulebook := alone.get("rulebook"):
        seconds = rulebook["seconds"]
        yield Goal("load 10,000 rules from files", "at most 5 s", f"{seconds:.1f} s", seconds <= 5)
    if reload := alone.get("reload"):
        again = reload["again"]
        what = "reload after an edit in one of ten files, 10,000 names"
        yield Goal(what, "under 0.5 s", f"{again:.2f} s", again < 0.5)
    if hostile := alone.get("hostile"):
        reached = f"{hostile['seconds']:.1f} s, {hostile['megabytes']:.0f} MB"
        is_met = hostile["seconds"] < 2
        yield Goal("2 MB of random words, 10,000 names", "under 2 s, bounded", reached, is_met)


def _restart(figures: Mapping[str, float]) -> Iterator[str]:
    """What a cache of words saves."""
    yield "## A restart, 10,000 names"
    yield ""
    yield "| words learned before | reading them | … and the first story | … and a hundred stories |"
    yield "|---|---|---|---|"
    for how, said in (("cold", "forgotten"), ("warm", "kept, of 600 other stories")):
        cells = [f"{figures[f'{how}_{what}']:.0f} ms" for what in ("recall", "first", "hundred")]
        yield f"| {said} | {' | '.join(cells)} |"


def _table(one: Comparison) -> Iterator[str]:
    yield f"## {one.size:,} names"
    yield ""
    yield (
        f"{one.vocabulary:.0f} words a story, of which {one.new_words:.1f} were resolved anew in an "
        f"unseen one. The first story of all took {one.cold * 1e3:.1f} ms."
    )
    yield ""
    yield "| method | median per unseen story (quartiles) | known | times ours | recall | precision | made in |"
    yield "|---|---|---|---|---|---|---|"
    for name, run in sorted(one.unseen.items(), key=lambda pair: pair[1].median):
        known = f"{one.known[name].median * 1e3:.3f} ms" if name in one.known else ""
        low, middle, high = ratios(run, one.unseen[OURS])
        times = "" if name == OURS else f"{_times(middle)} ({_times(low)} to {_times(high)})"
        label = f"**{name}**" if name == OURS else name
        yield (
            f"| {label} | {_milliseconds(run)} | {known} | {times} | {run.score.recall:.3f} "
            f"| {run.score.precision:.3f} | {one.loading[name]:.2f} s |"
        )


def _times(ratio: float) -> str:
    return f"{ratio:.0f}" if ratio >= 10 else f"{ratio:.2g}"


def _operations(one: Comparison) -> Iterator[str]:
    """Recall by how a mention is respelled, for the methods that read all stories."""
    runs = {name: run for name, run in one.unseen.items() if name in one.known or name == _WINDOWS}
    shown = [name for name in (OURS, _WINDOWS, _LITERALS) if name in runs]
    yield f"Recall by respelling, {one.size:,} names (one method read fewer stories):"
    yield ""
    yield f"| respelling | mentions | {' | '.join(shown)} |"
    yield "|---|---|" + "---|" * len(shown)
    tallies = {name: runs[name].score.by_operation for name in shown}
    for operation, (_, count) in sorted(tallies[OURS].items(), key=lambda pair: -pair[1][1]):
        cells = [_share(tallies[name].get(operation)) for name in shown]
        yield f"| {operation.replace('_', ' ')} | {count} | {' | '.join(cells)} |"


def _share(tally: Sequence[int] | None) -> str:
    return f"{tally[0] / tally[1]:.3f}" if tally else ""


def _parts(whole: WholePath) -> Iterator[str]:
    yield "## From text to matches, 10,000 names and 1,000 rules, known vocabulary"
    yield ""
    yield "| part | median per story |"
    yield "|---|---|"
    yield f"| splitting the document into stories | {whole.split * 1e3:.3f} ms |"
    yield f"| reading: names, phrases, sentences | {whole.read * 1e3:.3f} ms |"
    yield f"| of which finding names | {whole.find * 1e3:.3f} ms |"
    yield f"| evaluating the rules ({whole.matches:.1f} hold) | {whole.judge * 1e3:.3f} ms |"


def _milliseconds(run: Run) -> str:
    low, high = run.spread
    return f"{run.median * 1e3:.3f} ms ({low * 1e3:.3f} to {high * 1e3:.3f})"
