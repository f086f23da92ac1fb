"""What each channel is owed for what was decided: messages, their revisions, and answers to them.

An event has one message in a channel. What a later telling adds is edited into it; what is material
answers it. An event that was told in a burst has no message of its own: more of it rings anew where
it is material, and is counted where it is not.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from watcher.core.alerts.compose import Lexicon
from watcher.core.alerts.digest import TOGETHER, burst, compose_burst
from watcher.core.alerts.living import compose_first, compose_reply, revise
from watcher.core.alerts.quiet import quietly
from watcher.core.watchlist.language import Quiet
from watcher.model import (
    Action,
    Alert,
    AlertId,
    ChannelName,
    Delivery,
    DeliveryId,
    Event,
    EventId,
    Kind,
    Message,
    Severity,
    Thread,
)
from watcher.ports import Channel, Outcome, Store

_HEARD = frozenset({Action.RING, Action.UPDATE, Action.HOLD})
"""Actions whose tellings an event's message may show."""


TERM = timedelta(hours=72)
"""News older than three days helps nobody: what is not sent by then expires, visibly."""


@dataclass(frozen=True, slots=True)
class Owed:
    """What follows from the outcomes of one poll."""

    deliveries: tuple[Delivery, ...]
    threads: tuple[Thread, ...]
    """Those that began or changed."""
    unseen: int
    """Updates that a channel cannot show: it heard of the event in a burst, or never."""


@dataclass(slots=True)
class _Threads:
    """Which event has a message where: those that stood before this poll, and those it begins."""

    stood: dict[EventId, Thread]
    begun: dict[EventId, Thread] = field(default_factory=dict)

    def target(self, event: EventId, channel: ChannelName) -> DeliveryId | None:
        """The delivery that an answer aims at."""
        thread = self.stood.get(event) or self.begun.get(event)
        return thread.deliveries.get(channel) if thread else None

    def loudness(self, event: EventId) -> Severity:
        """Of the message that an answer aims at: what is no louder need not ring again."""
        return (self.stood.get(event) or self.begun[event]).message.severity

    def begin(self, event: EventId, message: Message, sent: Delivery) -> None:
        """From now on `sent` is the event's message in its channel."""
        thread = self.begun.get(event) or Thread(event, message, {})
        stands = {**thread.deliveries, sent.channel: sent.id}
        self.begun[event] = replace(thread, deliveries=stands)


def owe(
    outcomes: Sequence[Outcome],
    channels: Mapping[ChannelName, Channel],
    lexicon: Lexicon,
    store: Store,
    now: datetime,
    until: datetime | None = None,
) -> Owed:
    """The deliveries of one poll, and the messages that stand after it.

    `until` is when the quiet hours end in which `now` lies: what may not ring in them is due then.
    """
    heard = [one for one in outcomes if one.verdict.action in _HEARD]
    events = {one.verdict.event.id: one.verdict.event for one in heard}
    foretold = {one.alert.foretold for one in heard if one.alert and one.alert.foretold}
    threads = _Threads({id_: one for id_ in (*events, *foretold) if (one := store.thread(id_))})
    held = _held(heard, lexicon) if until else frozenset()
    deliveries: list[Delivery] = []
    for name, channel in channels.items():
        alerts = [one.alert for one in heard if one.alert and name in one.channels]
        awake = [one for one in alerts if one.event not in held]
        quiet = [one for one in alerts if one.event in held]
        deliveries += _ring(awake, events, threads, (name, channel), lexicon, now)
        later = _ring(quiet, events, threads, (name, channel), lexicon, now)
        deliveries += _due(until or now, later)
    changed = list(threads.begun.values())
    for id_, event in events.items():
        if (stood := threads.stood.get(id_)) is None:
            continue
        message = revise(stood.message, event, lexicon)
        if message != stood.message:
            changed.append(replace(stood, message=message))
            edits = _edit(changed[-1], heard, channels, now)
            waits = id_ in held and message.severity is not Severity.CRITICAL
            deliveries += _due(until or now, edits) if waits else edits
    return Owed(tuple(deliveries), tuple(changed), _unseen(heard, threads))


def _held(heard: Sequence[Outcome], lexicon: Lexicon) -> frozenset[EventId]:
    """The events of which nothing may ring in quiet hours.

    All that is told of an event in one reading waits, or nothing: it goes out in order.
    """
    rings = [quietly(one.matches, lexicon.rules) is Quiet.RING for one in heard]
    awake = {one.verdict.event.id for one, may in zip(heard, rings, strict=True) if may}
    return frozenset(one.verdict.event.id for one in heard) - awake


def _due(moment: datetime, deliveries: Iterable[Delivery]) -> Iterator[Delivery]:
    """The same, not before `moment`, and with all their time from then on."""
    for one in deliveries:
        until = one.expires_at + (moment - one.not_before)
        yield replace(one, not_before=moment, expires_at=until)


def _ring(
    alerts: Sequence[Alert],
    events: Mapping[EventId, Event],
    threads: _Threads,
    to: tuple[ChannelName, Channel],
    lexicon: Lexicon,
    now: datetime,
) -> Iterator[Delivery]:
    """The loudest alerts one by one, the rest of a burst together; what is known as an answer."""
    alone, together = burst(alerts)
    opening = {one.event: one.id for one in reversed(alerts) if one.event not in threads.stood}
    for alert in sorted(alone, key=lambda one: opening.get(one.event) != one.id):
        target = threads.target(alert.event, to[0])
        if target and alert.changes:
            message = compose_reply(alert, lexicon)
            silent = alert.severity <= threads.loudness(alert.event)
            written = write(alert.id, to, message, now, alert.id, Kind.REPLY, target)
            yield from (replace(one, silent=silent) for one in written)
            continue
        message = compose_first(alert, lexicon)
        opens = opening.get(alert.event) == alert.id
        if opens and not alert.changes:
            message = revise(message, events[alert.event], lexicon)
        target = threads.target(alert.foretold, to[0]) if alert.foretold else None
        kind = Kind.REPLY if target else Kind.SEND
        written = write(alert.id, to, message, now, alert.id, kind, target)
        if opens and written:
            threads.begin(alert.event, message, written[0])
        yield from written
    for number, message in enumerate(compose_burst(together, lexicon, events)):
        first, *more = (one.id for one in together[number * TOGETHER :][:TOGETHER])
        yield from write(f"{first}+{len(more)}", to, message, now, first)


def _edit(
    thread: Thread,
    heard: Sequence[Outcome],
    channels: Mapping[ChannelName, Channel],
    now: datetime,
) -> Iterator[Delivery]:
    """The new text of a message, wherever it stands; its later parts stay as they are."""
    last = [one.story.id for one in heard if one.verdict.event.id == thread.event][-1]
    for name, target in thread.deliveries.items():
        if name in channels:
            to, key = (name, channels[name]), f"{thread.event}~{last}"
            yield from write(key, to, thread.message, now, None, Kind.EDIT, target)[:1]


def _unseen(heard: Sequence[Outcome], threads: _Threads) -> int:
    """Updates of events that have no message there, and were not told there in this reading."""
    told = {(one.verdict.event.id, name) for one in heard if one.alert for name in one.channels}
    updates = (
        (one.verdict.event.id, name)
        for one in heard
        if one.verdict.action is Action.UPDATE
        for name in one.channels
    )
    return sum(one not in told and threads.target(*one) is None for one in updates)


def write(
    key: str,
    to: tuple[ChannelName, Channel],
    message: Message,
    now: datetime,
    alert: AlertId | None = None,
    kind: Kind = Kind.SEND,
    target: DeliveryId | None = None,
    term: timedelta = TERM,
) -> list[Delivery]:
    """The deliveries of one message to one channel: one for each part the channel makes of it."""
    name, channel = to
    return [
        Delivery(
            id=DeliveryId(f"{key}/{name}/{part}"),
            channel=name,
            text=text,
            severity=message.severity,
            created=now,
            not_before=now,
            expires_at=now + term,
            alert=alert,
            kind=kind,
            target=target,
        )
        for part, text in enumerate(channel.write(message))
    ]
