"""Text that was written for one kind of channel, put into the markup of another. Pure."""

from watcher.channels.telegram_html import plain, render
from watcher.model import Line, Message, Run

TEXT = "text"
"""No markup: what stands there is what people see."""
HTML = "telegram html"


def rewritten(text: str, before: str, after: str) -> str:
    """`text`, written in `before`, as it reads in `after`; the end left out where room is short."""
    words = plain(text) if before == HTML else text
    if after != HTML:
        return words
    first, *rest = (Line((Run(line),), rank=1) for line in words.split("\n"))
    parts = render(Message((Line(first.runs), *rest)))
    return parts[0] if parts else words
