"""How the sources are doing, as `watcher status` shows it. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta, tzinfo
from typing import Any

from watcher.app.standing import due, standing
from watcher.core.alerts.compose import moment
from watcher.core.text.plural import many
from watcher.model import SourceName, Trouble
from watcher.ports import SourceState

_HEAD = ("source", "state", "last read", "last new", "usual gap", "next try", "kept", "trouble")
_TO_DO = {
    Trouble.UNREACHABLE: "correct its url, or wait",
    Trouble.TIMEOUT: "wait",
    Trouble.REFUSED: "correct its url, or set allow_private",
    Trouble.TLS: "tell its owner",
    Trouble.TOO_LARGE: "take a shorter feed",
    Trouble.REDIRECTS: "correct its url",
    Trouble.BROKEN: "wait",
    Trouble.PASSWORD: "take a public feed",
    Trouble.CHALLENGE: "ask its owner, or take another feed",
    Trouble.FORBIDDEN: "open it in a browser",
    Trouble.NOT_FOUND: "correct its url",
    Trouble.GONE: "correct its url, or take it out",
    Trouble.TOO_OFTEN: "raise every",
    Trouble.SERVER: "wait",
    Trouble.STATUS: "open it in a browser",
    Trouble.EMPTY: "correct its url",
    Trouble.NOT_A_FEED: "correct its url",
    Trouble.UNREADABLE: "see below",
}
"""What a person can do, in a few words; docs/operating.md has more of them."""
_MANY_MINUTES = 120
"""From here on hours say enough, and days after as many hours and a bit."""
_HOUR, _DAY = 60, 1440

Intervals = Mapping[SourceName, timedelta]
"""How often each feed is usually asked."""


def sources_table(
    sources: Sequence[SourceState], every: Intervals, zone: tzinfo, now: datetime
) -> Iterator[str]:
    """One line for each source below a head; nothing where there is no source yet."""
    if not sources:
        return
    rows = [_HEAD, *(_row(one, every, zone, now) for one in sources)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        yield "  ".join(cells).rstrip()


def source_json(one: SourceState, every: Intervals, now: datetime) -> dict[str, Any]:
    """One source for `watcher status --json`."""
    return {
        "name": one.name,
        "last_success": one.last_success,
        "last_failure": one.last_failure,
        "last_new": one.last_news,
        "usual_gap_seconds": one.usual_gap.total_seconds() if one.usual_gap else None,
        "next_try": _due(one, every, now),
        "state": standing(one, now),
        "trouble": one.trouble,
        "moved_to": one.move.to if one.move else None,
        "failures": one.failures,
        "note": one.note,
        "documents": one.documents,
        "skipped": [{"origin": each.origin, "why": each.why} for each in one.skipped],
    }


def _row(one: SourceState, every: Intervals, zone: tzinfo, now: datetime) -> tuple[str, ...]:
    last = moment(one.last_success, zone) if one.last_success else "never"
    news = moment(one.last_news, zone) if one.last_news else "-"
    gap = _span(one.usual_gap) if one.usual_gap else "-"
    until = _due(one, every, now)
    again = moment(until, zone) if until else "-"
    kept = many(one.documents, "document")
    trouble = f"{one.trouble}: {_TO_DO[one.trouble]}" if one.trouble else ""
    return one.name, standing(one, now), last, news, gap, again, kept, trouble


def _due(one: SourceState, every: Intervals, now: datetime) -> datetime | None:
    """When it is asked again, if not as usual. A folder is looked into as usual."""
    return due(one, every[one.name], now) if one.name in every else None


def _span(gap: timedelta) -> str:
    """“40 min”, “5 h”, “3 days”: as fine as a person needs."""
    minutes = round(gap / timedelta(minutes=1))
    if minutes < _MANY_MINUTES:
        return f"{minutes} min"
    return f"{minutes // _HOUR} h" if minutes < 2 * _DAY else f"{minutes // _DAY} days"
