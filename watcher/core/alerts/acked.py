"""Say below the first line of a message who took notice of its event. Pure."""

from dataclasses import replace
from datetime import tzinfo

from watcher.model import Ack, Line, Message, Run, Style


def acknowledged(message: Message, ack: Ack, zone: tzinfo) -> Message:
    """`message` with the name and the time; all else stays, and later revisions keep it."""
    line = Line((Run(told(ack, zone), Style.STRONG),))
    return replace(message, lines=(*message.lines[:1], line, *message.lines[1:]))


def told(ack: Ack, zone: tzinfo) -> str:
    """“Acked by Amal 09:07”."""
    return f"Acked by {ack.who} {ack.at.astimezone(zone):%H:%M}"
