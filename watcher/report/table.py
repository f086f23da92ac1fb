"""A plain table, for a terminal or a file. Pure."""

from collections.abc import Iterable, Iterator, Sequence


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """Lines of a table: the first column to the left, numbers to the right, a zero as a point."""
    cells = [[*map(str, head)], *([_cell(one) for one in row] for row in rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    for first, *rest in cells:
        right = (f"{cell:>{width}}" for cell, width in zip(rest, widths[1:], strict=True))
        yield "  ".join((f"{first:<{widths[0]}}", *right)).rstrip()


def _cell(value: object) -> str:
    return "·" if value == 0 else str(value)
