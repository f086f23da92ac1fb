"""The words of a piece of HTML, as a person would read them on the page.

Not `html.parser`: on hostile input (`<!--` a hundred thousand times) it takes minutes. Here every
step looks ahead no further than the next `<`, or gives up for good. What is not well-formed
stays as text: a stray tag in an alert is ugly, a lost sentence is worse. Pure.
"""

import html
import re
from collections.abc import Iterator

_TAG = re.compile(
    r"<!--"
    r"|<[!?][^<>]*+>"
    r"|</?(?P<name>[a-zA-Z][\w:-]*+)(?:(?:[^<>\"']|\"[^\"<]*+\"|'[^'<]*+')*+>|[^<>]*+>)"
)
_REFERENCE = re.compile(
    r"&(?:#[0-9]{1,7}(?!\d)|#[xX][0-9a-fA-F]{1,6}(?![0-9a-fA-F])|[a-zA-Z][a-zA-Z0-9]{0,31});?"
)
"""A longer number is no character, and more than `html.unescape` can bear."""
_SPACE = re.compile(r"\s+")
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_PARTS = frozenset({"article", "aside", "body", "footer", "header", "main", "nav", "section"})
_BLOCKS = frozenset({"address", "blockquote", "div", "figure", "form", "hr", "p", "pre", "table"})
_LISTS = frozenset({"dl", "ol", "ul"})
_PARAGRAPHS = _HEADINGS | _PARTS | _BLOCKS | _LISTS
_LINES = frozenset({"br", "caption", "dd", "dt", "figcaption", "li", "option", "tr"})
_CELLS = frozenset({"td", "th"})
_ENDS = {"<!--": re.compile("-->")} | {
    name: re.compile(rf"(?=</{name}\b)", re.IGNORECASE) for name in ("script", "style", "template")
}
"""What is for machines, and where it ends."""


def plain_text(markup: str) -> str:
    """The text of `markup`: paragraphs apart by an empty line, entities resolved.

    Where no tag makes lines, the line breaks of the source count.
    """
    pieces = list(_pieces(markup))
    is_laid_out = any(is_tag and "\n" in piece for piece, is_tag in pieces)
    text = "".join(
        piece if is_tag else _resolved(_SPACE.sub(" ", piece) if is_laid_out else piece)
        for piece, is_tag in pieces
    )
    return _tidy(text)


def _pieces(markup: str) -> Iterator[tuple[str, bool]]:
    """Text as it stands (False), and what stands for a tag (True)."""
    at = 0
    endless: set[str] = set()
    while tag := _TAG.search(markup, at):
        name = (tag["name"] or "").lower()
        end = _end(tag, name, endless)
        yield markup[at : tag.start()], False
        yield (tag.group(), False) if end is None else (_break(name), True)
        at = tag.end() if end is None else end
    yield markup[at:], False


def _end(tag: re.Match[str], name: str, endless: set[str]) -> int | None:
    """Where what begins at `tag` is over; None if never.

    That is kept in `endless`: looking to the end of a page again and again takes minutes.
    """
    kind = name if name and not tag.group().startswith("</") else tag.group()
    if kind not in _ENDS:
        return tag.end()
    # from inside the tag, since `<!-->` is a whole comment
    found = None if kind in endless else _ENDS[kind].search(tag.string, tag.start() + 2)
    if found is None:
        endless.add(kind)
        return None
    return found.end()


def _break(name: str) -> str:
    if name in _PARAGRAPHS:
        return "\n\n"
    if name in _LINES:
        return "\n"
    return " " if name in _CELLS else ""


def _resolved(text: str) -> str:
    return _REFERENCE.sub(lambda found: html.unescape(found.group()), text)


def _tidy(text: str) -> str:
    """Single spaces, and at most one empty line at a time."""
    lines: list[str] = []
    for line in text.split("\n"):
        words = " ".join(line.split())
        if words or (lines and lines[-1]):
            lines.append(words)
    return "\n".join(lines).strip()
