"""What a person gets whom nobody spared, and when."""

from datetime import UTC, time, timedelta

import pytest

from tests.build import NOON, evidence, match, rule, story
from watcher.core.alerts.compose import Lexicon
from watcher.core.alerts.escalation import compose_escalated, due
from watcher.core.alerts.living import compose_first
from watcher.core.alerts.quiet import QuietHours
from watcher.model import Alert, AlertId, EventId, Reason

QUARTER = timedelta(minutes=15)


def test_it_is_the_alert_with_one_line_more_and_may_be_acknowledged():
    told = story("Jets struck a depot near Harir.")
    hit = match(told, evidence(told, told.document.text, "struck"))
    alert = Alert(AlertId("a"), EventId("e"), told, (hit,), Reason.NEW_EVENT, NOON)
    lexicon = Lexicon({}, {"attack": rule()}, UTC)
    first, message = compose_first(alert, lexicon), compose_escalated(alert, QUARTER, lexicon)
    assert (message.lines[0], message.lines[2:]) == (first.lines[0], first.lines[1:])
    assert message.lines[1].runs[0].text == "Nobody acknowledged this within 15 minutes"
    assert (message.event, message.severity) == (alert.event, alert.severity)


@pytest.mark.parametrize(
    ("hours", "minutes"),
    [
        (None, 15),
        ((13, 14), 15),  # the night has not begun
        ((11, 12), 15),  # it is over
        ((11, 13), 75),
    ],
)
def test_it_comes_after_the_alert_went_out(hours, minutes):
    quiet = hours and QuietHours(time(hours[0]), time(hours[1]), UTC)
    assert due(QUARTER, NOON, quiet) == NOON + timedelta(minutes=minutes)


def test_it_never_comes_in_quiet_hours():
    quiet = QuietHours(time(12, 10), time(14), UTC)
    assert due(QUARTER, NOON, quiet) == NOON + timedelta(hours=2)
