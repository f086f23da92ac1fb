"""The command that tries rules on the past: what they would have sent, and what an edit changes."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import tzinfo
from pathlib import Path
from typing import Annotated, Any

import typer

from watcher.app.backtest import Backtest, backtest
from watcher.app.contrast import Contrast, Difference, contrast
from watcher.app.desk import Desk, headed
from watcher.app.edition import Edition
from watcher.app.readers import Task, read_all
from watcher.build import channels, desk, now
from watcher.cli.papers import Papers, ago, archive, files
from watcher.cli.rules import CONFIG, Config
from watcher.cli.terminal import counted, progress, result, result_json, say, writing
from watcher.core.alerts.compose import day, moment
from watcher.core.text.plural import many
from watcher.core.watchlist.language import Watchlist
from watcher.core.watchlist.matcher import Matcher
from watcher.core.watchlist.near_misses import near_misses
from watcher.ports import Outcome
from watcher.report.counts import by_day, by_rule
from watcher.report.page import Contents, page
from watcher.report.plain import account
from watcher.rulebook import load_rules
from watcher.settings import Settings, read_settings

_CORES = os.cpu_count() or 1
_SHOWN = 10
"""Alerts shown without --all: as many as one reads before deciding whether the rule is right."""


Places = Annotated[
    list[Path] | None,
    typer.Argument(help="Text files or folders to try on instead of the archive.", metavar="FILE"),
]
Since = Annotated[
    str,
    typer.Option("--since", metavar="30d", help="How far back the archive is read: 12h, 30d, 8w."),
]
Compare = Annotated[
    Path | None,
    typer.Option("--compare", metavar="PATH", help="Edited rules: say what they gain and lose."),
]
Html = Annotated[
    Path | None, typer.Option("--html", metavar="FILE", help="Also write a page to look at.")
]
Cores = Annotated[int, typer.Option("--cores", min=1, help="Processes that read side by side.")]


@dataclass(frozen=True, slots=True)
class _Tried:
    """Rules, and what they would have sent."""

    desk: Desk
    told: Backtest


def run_backtest(
    places: Places = None,
    *,
    since: Since = "30d",
    compare: Compare = None,
    html: Html = None,
    all_: Annotated[bool, typer.Option("--all", help="Every alert, not the last ten.")] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="One JSON object, for a machine.")
    ] = False,
    cores: Cores = _CORES,
    config: Config = CONFIG,
) -> None:
    """Tell what your rules would have sent, had they been in force. Nothing is stored or sent.

    Without FILE it looks at the documents in the database, also while watcher run is running.
    A file counts as found on the latest day that it bears. To try an edit before it goes live:
    copy the rules, edit the copy, and name it with --compare.
    """
    settings = read_settings(config)
    watchlist, edit = _rules(settings, compare)
    if html and not html.parent.is_dir():
        say(f"{html}: cannot be written: there is no folder {html.parent}")
        raise typer.Exit(2)
    papers = files(places, settings, now()) if places else _archive(settings, since)
    for what in papers.skipped:
        say(f"{what.origin}: {what.why}")
    bench = _Bench(settings, papers, cores)
    tried = bench.try_(watchlist, with_near_misses=html is not None)
    change = None
    if edit:
        edited = bench.try_(edit)
        change = contrast(tried.told, edited.told, tried.desk, edited.desk)
    if html:
        _write(html, tried, change)
    if as_json:
        result_json(_as_json(tried, change))
        return
    for line in _as_lines(tried, change, None if all_ else _SHOWN):
        result(line)


def _rules(settings: Settings, compare: Path | None) -> tuple[Watchlist, Watchlist | None]:
    """Those in force, and the edited ones: all mistakes are told before anything is read."""
    watchlist = load_rules(settings).watchlist
    if compare is None:
        return watchlist, None
    return watchlist, load_rules(settings.model_copy(update={"rules": (compare,)})).watchlist


def _archive(settings: Settings, since: str) -> Papers:
    early = ago(since)
    if not settings.database.exists():
        say(f"there is no archive yet ({settings.database}): name files or folders to try on")
        raise typer.Exit(2)
    return archive(settings, early)


@dataclass(frozen=True, slots=True)
class _Bench:
    """Where rules are tried."""

    settings: Settings
    papers: Papers
    cores: int

    def try_(self, watchlist: Watchlist, *, with_near_misses: bool = False) -> _Tried:
        settings, papers = self.settings, self.papers
        asked = desk(settings, Edition(Matcher(watchlist)), channels(settings))
        task = Task(
            watchlist,
            settings.time_zone,
            asked.dated,
            by_own_date=papers.by_own_date,
            near_misses=with_near_misses,
        )
        with progress("reading the past") as advance:
            heard = counted(read_all(papers.documents(), task, self.cores), papers.count, advance)
            return _Tried(asked, backtest(heard, asked, papers.since))


def _write(file: Path, tried: _Tried, change: Contrast | None) -> None:
    told, lexicon = tried.told, tried.desk.lexicon
    edit = {
        what: [(one.outcome, one.why) for one in found]
        for what, found in (_parts(change) if change else {}).items()
    }
    matcher = tried.desk.matcher
    near = near_misses(told.unnamed, matcher.watchlist.names, matcher.names.resolver)
    whole = page(Contents(_period(told, lexicon.zone), told.outcomes, lexicon, edit, near))
    with writing(file):
        file.write_text(whole, encoding="utf-8")
    say(f"wrote {file}")


def _as_lines(tried: _Tried, change: Contrast | None, most: int | None) -> Iterator[str]:
    told, zone = tried.told, tried.desk.lexicon.zone
    yield _period(told, zone)
    yield from account(told.outcomes, zone)
    shown = told.rings if most is None else told.rings[-most:]
    if shown:
        yield ""
    if len(shown) < len(told.rings):
        yield f"the last {len(shown)} of {len(told.rings)} alerts; --all shows the others:"
    for one in headed(shown, tried.desk.lexicon):
        yield f"{moment(one.story.document.seen, zone)}  {one.headline}"
    if change:
        yield from _changes(change, most)


def _period(told: Backtest, zone: tzinfo) -> str:
    if not (told.first and told.last):
        return "no documents"
    counts = many(told.documents, "document"), many(told.stories, "story")
    first, last = (one.astimezone(zone).date() for one in (told.first, told.last))
    when = day(first) if first == last else f"{day(first)} to {day(last)}"
    rings, days = len(told.rings), (last - first).days + 1
    return f"{', '.join(counts)}, {when}: {many(rings, 'alert')}, {rings / days:.1f} a day"


def _parts(change: Contrast) -> dict[str, tuple[Difference, ...]]:
    return {"gained": change.gained, "lost": change.lost, "changed": change.changed}


def _changes(change: Contrast, most: int | None) -> Iterator[str]:
    parts = _parts(change)
    yield ""
    yield "the edit: " + ", ".join(f"{len(found)} {what}" for what, found in parts.items())
    for sign, (what, found) in zip("+-~", parts.items(), strict=True):
        for one in found[:most]:
            yield f"{sign} {one.outcome.headline}"
            yield f"    {one.outcome.matches[0].rule}: {one.why}"
        if left := len(found[most:]) if most else 0:
            yield f"{sign} and {left} more {what}; --all shows them"


def _as_json(tried: _Tried, change: Contrast | None) -> dict[str, Any]:
    told, lexicon = tried.told, tried.desk.lexicon
    rules = by_rule(told.outcomes)
    return {
        "documents": told.documents,
        "stories": told.stories,
        "first": told.first and told.first.isoformat(),
        "last": told.last and told.last.isoformat(),
        "by_rule": {rule: {**counts} for rule, counts in rules.items()},
        "by_day": {
            when.isoformat(): {one.word: number for one, number in counts.items()}
            for when, counts in by_day(told.outcomes, lexicon.zone).items()
        },
        "verdicts": [
            {"action": action, "reason": reason, "count": number}
            for (action, reason), number in told.verdicts.most_common()
        ],
        "rings": [_ring(one) for one in headed(told.rings, lexicon)],
        "edit": change
        and {what: [*map(_difference, found)] for what, found in _parts(change).items()},
    }


def _difference(one: Difference) -> dict[str, Any]:
    return _ring(one.outcome) | {"why": one.why}


def _ring(one: Outcome) -> dict[str, Any]:
    match, document = one.matches[0], one.story.document
    return {
        "at": document.seen.isoformat(),
        "rule": match.rule,
        "severity": one.severity.word,
        "told_as": match.told_as,
        "headline": one.headline,
        "reason": one.verdict.reason,
        "channels": sorted(one.channels),
        "origin": document.origin,
        "url": document.url,
    }
