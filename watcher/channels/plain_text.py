"""A message as plain text, for channels without markup of their own. Pure."""

from collections.abc import Iterator

from watcher.channels.harmless import harmless
from watcher.core.alerts.compose import MARKS
from watcher.model import Block, Line, Message, Run, Severity

INDENT = {Block.TEXT: "", Block.UPDATE: "", Block.QUOTE: "  | ", Block.DETAILS: "    "}
_ELLIPSIS = "…"


def written(message: Message, limit: int | None = None) -> str:
    """All lines of `message`; with a `limit`, in bytes of UTF-8, as many as have room.

    The highest ranks make room first, from the bottom up, then the end; “…” stands for what is
    left out.
    """
    lines = [(line.rank, _line(line)) for line in message.lines]
    text = _joined(lines)
    if limit is None:
        return text
    while _size(text) > limit and (most := max(rank for rank, _ in lines)):
        del lines[max(n for n, (rank, _) in enumerate(lines) if rank == most)]
        text = f"{_joined(lines)}\n{_ELLIPSIS}"
        if not lines:
            return _ELLIPSIS
    return text if _size(text) <= limit else _beginning(text, limit)


def titled(part: str, longest: int) -> tuple[str, str]:
    """Title and text: the first line is the title, if there is more and it is short enough."""
    first, _, rest = part.partition("\n")
    if not rest.strip() or len(first) > longest:
        return "", part.strip()
    return first.strip(), rest.strip("\n ")


def severity(part: str) -> Severity | None:
    """Of the mark at the beginning of `part`; None where it bears none."""
    return next((one for one, mark in MARKS.items() if part.startswith(mark)), None)


def _joined(lines: list[tuple[int, str]]) -> str:
    return "\n".join(text for _, text in lines)


def _beginning(text: str, limit: int) -> str:
    """Whole words, where there are any, and “…”."""
    cut = text.encode()[: limit - _size(_ELLIPSIS)].decode(errors="ignore")
    word = max(cut.rfind(" "), cut.rfind("\n"))
    return (cut[:word] if word > len(cut) // 2 else cut).rstrip() + _ELLIPSIS


def _size(text: str) -> int:
    return len(text.encode())


def _line(line: Line) -> str:
    return INDENT[line.block] + "".join(text for run in line.runs for text in _texts(run))


def _texts(run: Run) -> Iterator[str]:
    """Plain text cannot hide an address behind words: it follows them."""
    yield harmless(run.text)
    if run.url:
        yield f" <{harmless(run.url)}>"
