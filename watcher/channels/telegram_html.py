"""Turn a message into Telegram's HTML. Pure.

Each part is well formed and below Telegram's limits. Where room is short, whole lines are left out
by rank, and the last line says so. Text is cut before it is marked up, and escaped last.
"""

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from urllib.parse import urlsplit

from watcher.channels.buttons import apart
from watcher.channels.chart import caption_of
from watcher.channels.harmless import harmless, right_to_left
from watcher.model import Block, Line, Message, Run, Style

LIMIT = 3500
"""Telegram takes 4,096 characters; the rest is room for what an edit may add."""
_ENTITIES = 100
"""Telegram ignores what is marked up beyond the hundredth."""
_ADDRESSES = 8_000
"""Characters of all links together: the raw text may have 32,768 bytes, markup and all."""
_SHORTEST = 200
"""Before lines are cut shorter than this, the message becomes two."""

_ISOLATE, _END_ISOLATE = "\u2068", "\u2069"
_ELLIPSIS = "…"
_JOINER = "\u200d"
_BLOCKS = {
    Block.QUOTE: ("<blockquote>", "</blockquote>"),
    Block.DETAILS: ("<blockquote expandable>", "</blockquote>"),
}
_STYLES = {Style.STRONG: "b", Style.QUIET: "i"}
_TAG = re.compile(r"<[^>]*>")


def render(message: Message, limit: int = LIMIT) -> tuple[str, ...]:
    """The parts of `message`: one as a rule, none if it has no text.

    `limit`, at least 20, is in UTF-16 units of the text that people see: never less than its code
    points.
    """
    kept = _fitting([_cleaned(line) for line in message.lines], limit)
    cap = _cap([_size(line) for line in kept], limit - len(kept) + 1)
    parts = _parts([_cut(line, min(cap, limit)) for line in kept], limit)
    return tuple(_markup(part) for part in parts if any(map(_speaks, part)))


def plain(part: str) -> str:
    """The text of a rendered part, for when its markup is refused; without its buttons."""
    return html.unescape(_TAG.sub("", apart(caption_of(part)[0])[0]))


def _cleaned(line: Line) -> Line:
    """Harmless text; runs without any left away, and links that do not lead to the web."""
    runs = (
        Run(text, run.style, run.url if run.url and is_web(run.url) else None)
        for run in line.runs
        if (text := harmless(run.text))
    )
    return replace(line, runs=tuple(runs))


def is_web(url: str) -> bool:
    """Whether `url` leads to the web, and can be shown as a link."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    whole = url.isprintable() and " " not in url
    return whole and parts.scheme in {"http", "https"} and bool(parts.hostname)


def _fitting(lines: Sequence[Line], limit: int) -> list[Line]:
    """The lines that are left when the highest ranks, from the bottom up, have made room."""
    kept = list(lines)
    weakest = sorted(range(len(lines)), key=lambda n: (lines[n].rank, n))
    while weakest and _length(kept) > limit and lines[weakest[-1]].rank:
        del weakest[-1]
        kept = [lines[number] for number in sorted(weakest)]
        kept.append(_left_out(len(lines) - len(weakest)))
    return kept


def _left_out(count: int) -> Line:
    word = "line" if count == 1 else "lines"
    return Line((Run(f"{_ELLIPSIS} {count} {word} left out", Style.QUIET),))


def _cap(sizes: Sequence[int], room: int) -> int:
    """The length to which lines must be cut so that all have room, but never below `_SHORTEST`."""
    for number, size in enumerate(sorted(sizes)):
        share = room // (len(sizes) - number)
        if size > share:
            return max(share, _SHORTEST)
        room -= size
    return max(sizes, default=0)


def _cut(line: Line, cap: int) -> Line:
    """The line with no more than `cap` units, cut at a word, with “…” for the rest."""
    if _size(line) <= cap:
        return line
    kept: list[Run] = []
    whole = _isolated_whole(line)
    room = cap - _units(_ELLIPSIS) - whole * _units(_ISOLATE + _END_ISOLATE)
    for run in line.runs:
        size = _units(run.text if whole else _shown(run.text))
        if size > room:
            text = _beginning(run.text, room - (size - _units(run.text)))
            kept.append(replace(run, text=text + _ELLIPSIS))
            break
        kept.append(run)
        room -= size
    return replace(line, runs=tuple(kept))


def _beginning(text: str, units: int) -> str:
    """As many whole words of `text` as `units` hold; of an endless word as many characters."""
    cut = text.encode("utf-16-le")[: 2 * max(units, 0)].decode("utf-16-le", "ignore")
    word = cut.rfind(" ") if text[len(cut) : len(cut) + 1] != " " else len(cut)
    return (cut[:word] if word > len(cut) // 2 else cut).rstrip(f" {_JOINER}")


def _parts(lines: Sequence[Line], limit: int) -> Iterator[list[Line]]:
    """Whole lines, as many to a part as have room."""
    part: list[Line] = []
    for line in lines:
        if part and _length([*part, line]) > limit:
            yield part
            part = []
        part.append(line)
    yield part


@dataclass(slots=True)
class _Allowance:
    """What Telegram still takes in one part; beyond it, text stays and markup goes."""

    entities: int = _ENTITIES
    addresses: int = _ADDRESSES

    def takes(self, address: str = "") -> bool:
        """Whether one more entity is allowed; if so, it is counted."""
        if self.entities < 1 or self.addresses < len(address):
            return False
        self.entities -= 1
        self.addresses -= len(address)
        return True


def _markup(lines: Sequence[Line]) -> str:
    allowance = _Allowance()
    return "\n".join(
        _block(block, list(some), allowance)
        for block, some in groupby(lines, key=lambda line: line.block)
    )


def _block(block: Block, lines: Sequence[Line], allowance: _Allowance) -> str:
    marked = block in _BLOCKS and any(map(_speaks, lines)) and allowance.takes()
    opening, closing = _BLOCKS[block] if marked else ("", "")
    texts = (
        "".join(
            _run(run, text, allowance) for run, text in zip(line.runs, _texts(line), strict=True)
        )
        for line in lines
    )
    return opening + "\n".join(texts) + closing


def _run(run: Run, text: str, allowance: _Allowance) -> str:
    marked = html.escape(text, quote=False)
    if not run.text.strip():
        return marked
    if run.url and allowance.takes(address := html.escape(run.url)):
        marked = f'<a href="{address}">{marked}</a>'
    if run.style in _STYLES and allowance.takes():
        tag = _STYLES[run.style]
        marked = f"<{tag}>{marked}</{tag}>"
    return marked


def _texts(line: Line) -> list[str]:
    """What is shown of each run."""
    if not _isolated_whole(line):
        return [_shown(run.text) for run in line.runs]
    texts = [run.text for run in line.runs]
    texts[0] = _ISOLATE + texts[0]
    texts[-1] += _END_ISOLATE
    return texts


def _isolated_whole(line: Line) -> bool:
    """A sentence of the source is one text, however it is marked up: its runs keep their order."""
    return line.block is Block.QUOTE and any(right_to_left(run.text) for run in line.runs)


def _shown(text: str) -> str:
    """Text written from right to left is isolated, so that it cannot reorder what stands by it."""
    return f"{_ISOLATE}{text}{_END_ISOLATE}" if right_to_left(text) else text


def _speaks(line: Line) -> bool:
    """Whether there is anything to see: Telegram refuses what is empty."""
    return any(run.text.strip() for run in line.runs)


def _length(lines: Sequence[Line]) -> int:
    return sum(_size(line) + 1 for line in lines) - 1


def _size(line: Line) -> int:
    return sum(map(_units, _texts(line)))


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
