"""The page of a trial on the past: one file that needs no network, no script and no other file."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from watcher.core.alerts.compose import Lexicon, moment, quote, told_by
from watcher.core.alerts.compose import head as first_line
from watcher.core.watchlist.near_misses import NearMiss
from watcher.model import Action, EntryId
from watcher.ports import Outcome
from watcher.report.counts import by_day, by_name, by_rule
from watcher.report.markup import bar, escaped, grid, isolated, linked, quoted, section
from watcher.report.sheet import SHEET
from watcher.report.timeline import timeline

_MOST_NAMES = 40
_MOST_ALERTS = 50
"""Shown in full: more are not read, and the page should open on a phone."""
_SENTENCES = 2
"""Quoted of one alert."""

Change = tuple[Outcome, str]
"""An alert that an edit gains, loses or changes, and why."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What the page tells."""

    period: str
    """What was read and how much of it rings, in one line."""
    outcomes: Sequence[Outcome]
    """All that was decided, in order of arrival."""
    lexicon: Lexicon
    edit: Mapping[str, Sequence[Change]] = field(default_factory=dict)
    """What an edit does, by a word for it; empty where none is tried."""
    near: Sequence[NearMiss] = ()


def page(contents: Contents) -> str:
    """The whole page, as HTML."""
    rings = [one for one in contents.outcomes if one.verdict.action is Action.RING]
    body = "\n".join(
        (
            "<h1>What these rules would have sent</h1>",
            f"<p>{escaped(contents.period)}</p>",
            section("Alerts over time", timeline(by_day(rings, contents.lexicon.zone))),
            *(_edit(what, found) for what, found in contents.edit.items()),
            section("By rule", _rules(contents)),
            section("What was decided", _verdicts(contents)),
            section("Names in the alerts", _names(rings, contents.lexicon)),
            section("Names that almost matched", *_near(contents)),
            section(_latest(rings), *_alerts(rings[: -_MOST_ALERTS - 1 : -1], contents.lexicon)),
        )
    )
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="referrer" content="no-referrer">
<title>watcher: a trial on the past</title>
<style>{SHEET}</style>
</head>
<body>
{body}
</body>
</html>
"""


def _edit(what: str, found: Sequence[Change]) -> str:
    shown = [
        f"<article><h3>{isolated(one.headline)}</h3>"
        f'<p dir="auto">{escaped(one.matches[0].rule)}: {escaped(why)}</p></article>'
        for one, why in found[:_MOST_ALERTS]
    ]
    left = len(found) - len(shown)
    if left or not found:
        shown.append(f'<p class="quiet">{f"And {left} more." if left else "None."}</p>')
    return section(f"The edit: {len(found)} {what}", *shown)


def _rules(contents: Contents) -> str:
    counts = by_rule(contents.outcomes)
    most = max((one[Action.RING] for one in counts.values()), default=0)
    rows = [
        (escaped(rule), *(_number(one[action]) for action in Action), _bar(one[Action.RING], most))
        for rule, one in counts.items()
    ]
    return grid(("rule", *Action, ""), rows)


def _verdicts(contents: Contents) -> str:
    counts = Counter((one.verdict.action, one.verdict.reason) for one in contents.outcomes)
    most = max(counts.values(), default=0)
    rows = [
        (escaped(f"{action}: {reason}"), _number(number), _bar(number, most))
        for (action, reason), number in counts.most_common()
    ]
    return grid(("decision and reason", "stories", ""), rows)


def _names(rings: Sequence[Outcome], lexicon: Lexicon) -> str:
    counts = by_name(rings).most_common(_MOST_NAMES)
    rows = [
        (isolated(lexicon.names[name].name), _number(number), _bar(number, counts[0][1]))
        for name, number in counts
    ]
    return grid(("name", "alerts", ""), rows)


def _near(contents: Contents) -> Iterator[str]:
    """What is written almost like a listed name, and the lines that would make it count."""
    shown = contents.near[:_MOST_NAMES]
    if not shown:
        return
    names = contents.lexicon.names
    yield '<p class="quiet">Not found, for want of likeness. Which of them are the name?</p>'
    yield grid(
        ("as written", "like", "score", "documents"),
        [
            (
                isolated(one.surface),
                isolated(names[one.name].name),
                f"{one.score:.2f}",
                _number(one.documents),
            )
            for one in shown
        ],
    )
    yield '<p class="quiet">To paste into the aliases of the name:</p>'
    spellings: defaultdict[EntryId, list[str]] = defaultdict(list)
    for one in shown:
        spellings[one.name].append(one.surface)
    lines = (f"  {name}:\n    aliases: [{', '.join(found)}]" for name, found in spellings.items())
    yield f"<pre>{escaped(chr(10).join(('names:', *lines)))}</pre>"


def _latest(rings: Sequence[Outcome]) -> str:
    shown = min(len(rings), _MOST_ALERTS)
    return "The alerts, the latest first" if shown == len(rings) else f"The latest {shown} alerts"


def _alerts(rings: Sequence[Outcome], lexicon: Lexicon) -> Iterator[str]:
    for one in rings:
        story = one.story
        evidence = one.matches[0].evidence[:_SENTENCES]
        title = linked(story.title or told_by(story, lexicon.zone), story.document.url)
        to = ", ".join(sorted(one.channels)) or "no channel"
        when = moment(story.document.seen, lexicon.zone)
        about = f"{when} · {one.matches[0].rule} · {one.verdict.reason} · to {to}"
        quotes = "".join(quoted(quote(story, sentence)) for sentence in evidence)
        yield (
            f"<article><h3>{isolated(first_line(one.matches, lexicon))}</h3><p>{title}</p>{quotes}"
            f'<p class="quiet">{escaped(told_by(story, lexicon.zone))}</p>'
            f'<p class="quiet">{escaped(about)}</p></article>'
        )


def _number(number: int) -> str:
    return str(number) if number else "·"


def _bar(number: int, most: int) -> str:
    return bar(number, most) if number else ""
