"""Buttons below an alert. Pure.

They travel with the text they belong to, behind a character that no text has: so an edit, and the
search for a message whose answer was lost, say exactly what was sent.
"""

import json

from watcher.core.alerts.buttons import Verb, data
from watcher.model import EventId

_MARK = "\x1d"
"""The group separator: `harmless` lets no control character into a text."""

Rows = list[list[tuple[str, str]]]


def with_buttons(part: str, event: EventId, link: str) -> str:
    """`part` with five buttons that ask about `event`; Source opens `link`, where there is one."""
    rows = [
        [("Ack", data(Verb.ACK, event)), ("Mute 24 h", data(Verb.MUTE, event))],
        [("Why?", data(Verb.WHY, event)), ("Source", link or data(Verb.SOURCE, event))],
        [("Not relevant", data(Verb.WRONG, event))],
    ]
    return f"{part}{_MARK}{json.dumps(rows)}"


def apart(part: str) -> tuple[str, Rows]:
    """The text of `part`, and its buttons: what stands on each, and what it carries or opens."""
    text, _, rows = part.partition(_MARK)
    return text, [[(label, to) for label, to in row] for row in json.loads(rows or "[]")]
