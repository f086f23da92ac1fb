"""Owe people the alerts that nobody acknowledges in time.

An escalation is a delivery that is due later, queued with the alert itself: it survives whatever
happens to the process. `Store.ack` takes it back.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime

from watcher.app.desk import Desk
from watcher.app.owed import write
from watcher.core.alerts.escalation import compose_escalated, due
from watcher.core.alerts.quiet import quietly
from watcher.core.watchlist.language import Escalation, Quiet
from watcher.model import Alert, Delivery, DeliveryId, Match
from watcher.ports import Outcome, Store


def escalations(
    outcomes: Sequence[Outcome], desk: Desk, store: Store, now: datetime
) -> tuple[Delivery, ...]:
    """What is owed to people later, unless somebody acknowledges it.

    Once for each event and person, however often it rings; nothing of what was acknowledged.
    """
    owed: dict[DeliveryId, Delivery] = {}
    for alert in (one.alert for one in outcomes if one.alert):
        if not store.acked(alert.event):
            for delivery in _owed(alert, desk, now):
                owed.setdefault(delivery.id, delivery)
    return tuple(owed.values())


def steps(matches: Sequence[Match], desk: Desk) -> tuple[Escalation, ...]:
    """Whom the rules of an alert escalate it to, the soonest first, each person once."""
    rules = (desk.lexicon.rules[one.rule] for one in matches)
    found: dict[str, Escalation] = {}
    for step in sorted((one.escalate for one in rules if one.escalate), key=lambda one: one.after):
        found.setdefault(step.to, step)
    return tuple(found.values())


def _owed(alert: Alert, desk: Desk, now: datetime) -> Iterator[Delivery]:
    rings = quietly(alert.matches, desk.lexicon.rules) is Quiet.RING
    for step in steps(alert.matches, desk):
        name = desk.people[step.to]
        message = compose_escalated(alert, step.after, desk.lexicon)
        at = due(step.after, now, None if rings else desk.quiet_hours)
        key = f"escalate/{alert.event}/{step.to}"
        yield from write(key, (name, desk.channels[name]), message, at, alert.id)
