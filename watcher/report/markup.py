"""Text as HTML: nothing that a source writes is ever markup, or leads anywhere but to the web."""

import html
from collections.abc import Iterable, Sequence
from urllib.parse import urlsplit

from watcher.model import Run, Style


def escaped(text: str) -> str:
    """`text` as it should be read; half a character and control characters become “�”."""
    whole = text.encode("utf-8", "replace").decode("utf-8")
    return html.escape("".join(one if one.isprintable() or one in "\n\t" else "�" for one in whole))


def isolated(text: str) -> str:
    """The same, in its own direction: Arabic beside English leaves the English where it is."""
    return f"<bdi>{escaped(text)}</bdi>"


def linked(text: str, url: str | None) -> str:
    """`text`, as a link where `url` leads to the web."""
    if url is None or not _is_web(url):
        return isolated(text)
    return f'<a href="{escaped(url)}" rel="noreferrer">{isolated(text)}</a>'


def quoted(runs: Iterable[Run]) -> str:
    """A quotation, with what was found in it marked."""
    parts = (
        f"<mark>{escaped(run.text)}</mark>" if run.style is Style.STRONG else escaped(run.text)
        for run in runs
    )
    return f'<blockquote dir="auto">{"".join(parts)}</blockquote>'


def section(title: str, *content: str) -> str:
    """A part of the page; nothing at all where there is no content."""
    inside = "\n".join(filter(None, content))
    return f"<section><h2>{escaped(title)}</h2>\n{inside}\n</section>" if inside else ""


def grid(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table: `head` are words, the cells of `rows` are HTML; empty without rows."""
    if not rows:
        return ""
    tops = "".join(f'<th scope="col">{escaped(one)}</th>' for one in head)
    lines = "\n".join(
        f'<tr><th scope="row">{first}</th>{"".join(f"<td>{one}</td>" for one in rest)}</tr>'
        for first, *rest in rows
    )
    table = f"<table>\n<thead><tr>{tops}</tr></thead>\n<tbody>\n{lines}\n</tbody></table>"
    return f'<div class="wide">{table}</div>'


def bar(number: int, most: int) -> str:
    """A bar as long as `number` is of `most`."""
    return f'<span class="bar" style="width:{100 * number / most:.1f}%"></span>'


def _is_web(url: str) -> bool:
    try:
        return urlsplit(url).scheme in {"http", "https"}
    except ValueError:
        return False
