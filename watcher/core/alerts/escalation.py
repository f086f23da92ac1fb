"""What is sent to a person where nobody has acknowledged an alert in time, and when. Pure."""

from dataclasses import replace
from datetime import datetime, timedelta

from watcher.core.alerts.compose import Lexicon
from watcher.core.alerts.counting import span
from watcher.core.alerts.living import compose_first
from watcher.core.alerts.quiet import QuietHours
from watcher.model import Alert, Line, Message, Run, Style


def compose_escalated(alert: Alert, after: timedelta, lexicon: Lexicon) -> Message:
    """The alert as it was first told; its second line says why it comes."""
    message = compose_first(alert, lexicon)
    why = Line((Run(f"Nobody acknowledged this within {span(after)}", Style.STRONG),))
    return replace(message, lines=(message.lines[0], why, *message.lines[1:]))


def due(after: timedelta, now: datetime, hours: QuietHours | None) -> datetime:
    """When an alert of `now` is escalated: `after` it went out, and not in quiet hours.

    `hours` is None for what rings in them.
    """
    if hours is None:
        return now + after
    at = (hours.until(now) or now) + after
    return hours.until(at) or at
