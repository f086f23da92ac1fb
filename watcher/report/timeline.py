"""A picture of how often it rang, day by day, as inline SVG. Pure."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from watcher.core.text.plural import many
from watcher.model import Severity
from watcher.report.counts import every_day

_WIDTH, _HEIGHT, _LEFT, _TOP, _FOOT = 720, 200, 36, 8, 22
_MOST_BARS = 100
"""More bars are thinner than a hair on a phone: then one bar stands for a week, or several."""
_GAP = 0.15
"""Of a bar's room, left free beside it."""


def timeline(days: Mapping[date, Counter[Severity]]) -> str:
    """A bar for each day from the first ring to the last; empty where nothing rang.

    A bar is cut by severity, the loudest at the foot. Where there are too many days a bar stands
    for whole weeks.
    """
    bars = _bars(days)
    if not bars:
        return ""
    top = max(counts.total() for _, _, counts in bars)
    wide = (_WIDTH - _LEFT) / len(bars)
    high = _HEIGHT - _TOP - _FOOT
    drawn = "\n".join(
        f"<g><title>{_told(first, last, counts)}</title>"
        f"{''.join(_stack(counts, _LEFT + n * wide, wide * (1 - _GAP), high / top))}</g>"
        for n, (first, last, counts) in enumerate(bars)
    )
    total = sum(counts.total() for _, _, counts in bars)
    about = f"{many(total, 'alert')} from {bars[0][0].isoformat()} to {bars[-1][1].isoformat()}"
    return (
        f'<svg viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" aria-label="{about}">\n'
        f"{_axes(top)}\n{drawn}\n{_dates(bars[0][0], bars[-1][1])}\n</svg>\n{_legend()}"
    )


def _bars(days: Mapping[date, Counter[Severity]]) -> list[tuple[date, date, Counter[Severity]]]:
    """First day, last day and counts of each bar."""
    known = every_day(days)
    length = 1 if len(known) <= _MOST_BARS else 7 * -(-len(known) // (7 * _MOST_BARS))
    bars = []
    for n in range(0, len(known), length):
        part = known[n : n + length]
        counts = sum((days[one] for one in part if one in days), Counter[Severity]())
        bars.append((part[0], part[-1], counts))
    return bars


def _stack(counts: Counter[Severity], left: float, width: float, unit: float) -> Iterator[str]:
    foot = float(_HEIGHT - _FOOT)
    for severity in reversed(Severity):
        if number := counts[severity]:
            foot -= number * unit
            yield (
                f'<rect class="{severity.word}" x="{left:.1f}" y="{foot:.1f}" '
                f'width="{width:.1f}" height="{number * unit:.1f}"/>'
            )


def _told(first: date, last: date, counts: Counter[Severity]) -> str:
    when = first.isoformat() if first == last else f"{first.isoformat()} to {last.isoformat()}"
    parts = [f"{counts[one]} {one.word}" for one in reversed(Severity) if counts[one]]
    return f"{when}: {', '.join(parts) or 'none'}"


def _axes(top: int) -> str:
    foot = _HEIGHT - _FOOT
    return (
        f'<line class="axis" x1="{_LEFT}" x2="{_WIDTH}" y1="{foot}" y2="{foot}"/>'
        f'<line class="axis" x1="{_LEFT}" x2="{_WIDTH}" y1="{_TOP}" y2="{_TOP}"/>'
        f'<text x="{_LEFT - 6}" y="{_TOP + 5}" text-anchor="end">{top}</text>'
        f'<text x="{_LEFT - 6}" y="{foot}" text-anchor="end">0</text>'
    )


def _dates(first: date, last: date) -> str:
    foot = _HEIGHT - 6
    ends = f'<text x="{_LEFT}" y="{foot}">{first.isoformat()}</text>'
    if last - first < timedelta(days=1):
        return ends
    return f'{ends}<text x="{_WIDTH}" y="{foot}" text-anchor="end">{last.isoformat()}</text>'


def _legend() -> str:
    keys = "".join(
        f'<span><i class="{one.word}"></i>{one.word}</span>' for one in reversed(Severity)
    )
    return f'<p class="legend">{keys}</p>'
