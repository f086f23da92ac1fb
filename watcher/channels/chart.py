"""The numbers of a picture, which travel with its caption. Pure.

They stand behind a character that no text has, so that what is owed stays one text, and the
picture is drawn when it is sent.
"""

import json

_MARK = "\x1e"
"""The record separator: `harmless` lets no control character into a text."""

Rows = tuple[tuple[int, ...], ...]


def with_chart(caption: str, rows: Rows) -> str:
    """`caption` with the numbers of its picture."""
    return f"{caption}{_MARK}{json.dumps(rows)}"


def caption_of(part: str) -> tuple[str, Rows]:
    """The text of `part` and the numbers of its picture, if it has one."""
    text, _, rows = part.partition(_MARK)
    return text, tuple(tuple(row) for row in json.loads(rows or "[]"))
