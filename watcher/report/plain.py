"""What was decided, as plain tables for a terminal or a file. Pure."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import tzinfo

from watcher.model import Action, Severity
from watcher.ports import Outcome
from watcher.report.counts import by_day, by_rule


def account(outcomes: Sequence[Outcome], zone: tzinfo) -> Iterator[str]:
    """Decisions by rule, rings by day, and each reason with its number; a blank line before each.

    Nothing where nothing was decided.
    """
    loudest_first = tuple(reversed(Severity))
    rules = [(rule, *(counts[one] for one in Action)) for rule, counts in by_rule(outcomes).items()]
    days = [
        (when.isoformat(), counts.total(), *(counts[one] for one in loudest_first))
        for when, counts in by_day(outcomes, zone).items()
    ]
    yield from _table(("rule", *Action), rules)
    yield from _table(("day", "rings", *(one.word for one in loudest_first)), days)
    reasons = Counter((one.verdict.action, one.verdict.reason) for one in outcomes)
    yield from _table(
        ("decision and reason", "stories"),
        [(f"{action}: {reason}", number) for (action, reason), number in reasons.most_common()],
    )


def _table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """The first column to the left, numbers to the right, a zero as a point."""
    cells = [[*map(str, head)], *([_cell(one) for one in row] for row in rows)]
    if len(cells) == 1:
        return
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    yield ""
    for first, *rest in cells:
        right = (f"{cell:>{width}}" for cell, width in zip(rest, widths[1:], strict=True))
        yield "  ".join((f"{first:<{widths[0]}}", *right)).rstrip()


def _cell(value: object) -> str:
    return "·" if value == 0 else str(value)
