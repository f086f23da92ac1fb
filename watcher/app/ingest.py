"""Read one source once: the whole way, from what it published to what is owed."""

import logging
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from hashlib import blake2b

from watcher.app.owed import Owed, owe
from watcher.core.alerts.compose import Lexicon, headline
from watcher.core.alerts.decide import MEMORY, decide, gather
from watcher.core.alerts.happening import Happening, is_comment
from watcher.core.alerts.voices import origin
from watcher.core.stories.recent import Recent
from watcher.core.stories.same import keys
from watcher.core.stories.split import split
from watcher.core.watchlist.matcher import Matcher
from watcher.model import (
    Action,
    Alert,
    AlertId,
    ChannelName,
    Counted,
    Document,
    Event,
    EventId,
    Kind,
    Match,
    Reason,
    SourceName,
    Story,
    Verdict,
)
from watcher.ports import Channel, Clock, Ingested, Outcome, Skipped, Source, Store

log = logging.getLogger(__name__)

_LONGEST = 2_000_000
"""Characters of a document that are read: a longer one is cut there, visibly (RELIABILITY)."""

Progress = Callable[[int, int], None]
"""Told after each document: how many are read, of how many."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What reading needs to know: the rules, and where alerts go."""

    matcher: Matcher
    lexicon: Lexicon
    channels: Mapping[ChannelName, Channel]
    dated: frozenset[SourceName] = frozenset()
    """Sources whose documents are as old as they say, not as old as when they were seen."""


@dataclass(frozen=True, slots=True)
class Report:
    """What one poll of a source brought."""

    source: SourceName
    documents: int = 0
    stories: int = 0
    verdicts: Counter[tuple[Action, Reason]] = field(default_factory=Counter)
    skipped: tuple[Skipped, ...] = ()
    wait: timedelta | None = None
    revised: int = 0
    """Messages brought up to date."""
    answers: int = 0
    """Alerts that answer the message of their event."""
    unseen: int = 0
    """Updates that no message shows: the event was told in a burst, or elsewhere."""

    @property
    def rang(self) -> int:
        """How many alerts it raised."""
        return sum(n for (action, _), n in self.verdicts.items() if action is Action.RING)


def ingest(
    source: Source, desk: Desk, store: Store, clock: Clock, progress: Progress | None = None
) -> Report:
    """Poll `source` and store the outcome; the bookmark moves with the deliveries.

    One transaction: a crash at any point loses nothing and repeats nothing. Raises `SourceError`
    if the source cannot be read.
    """
    now = clock()
    poll = source.poll(store.bookmark(source.name), now)
    fresh = store.unseen([document.id for document in poll.documents])
    documents = [_cut(one) for one in poll.documents if one.id in fresh]
    told: list[tuple[Story, tuple[Happening, ...]]] = []
    for number, document in enumerate(documents, 1):
        told += (
            (story, _happenings(story, desk, now, dated=source.name in desk.dated))
            for story in split(document).stories
        )
        if progress:
            progress(number, len(documents))
    with store.transaction():
        outcomes = _decide_all(told, source.name, desk, store, now)
        owed = owe(outcomes, desk.channels, desk.lexicon, store, now)
        store.add(
            Ingested(
                source=source.name,
                cursor=poll.cursor,
                at=now,
                documents=documents,
                stories=[story for story, _ in told],
                outcomes=outcomes,
                deliveries=owed.deliveries,
                threads=owed.threads,
                skipped=poll.skipped,
            )
        )
    verdicts = Counter((one.verdict.action, one.verdict.reason) for one in outcomes)
    _log(source.name, outcomes, owed, poll.skipped)
    return Report(
        source=source.name,
        documents=len(documents),
        stories=len(told),
        verdicts=verdicts,
        skipped=poll.skipped,
        wait=poll.wait,
        revised=sum(one.kind is Kind.EDIT for one in owed.deliveries),
        answers=sum(one.kind is Kind.REPLY for one in owed.deliveries),
        unseen=owed.unseen,
    )


def _cut(document: Document) -> Document:
    if len(document.text) <= _LONGEST:
        return document
    log.warning("%s: cut after %d characters", document.origin or document.id, _LONGEST)
    return replace(document, text=document.text[:_LONGEST])


def _happenings(story: Story, desk: Desk, now: datetime, *, dated: bool) -> tuple[Happening, ...]:
    reading = desk.matcher.read(story)
    matches, lexicon = desk.matcher.match(reading), desk.lexicon
    return gather(
        story, matches, lexicon.rules, lexicon.names, now, dated=dated, finds=reading.finds
    )


def _decide_all(
    told: Sequence[tuple[Story, tuple[Happening, ...]]],
    source: SourceName,
    desk: Desk,
    store: Store,
    now: datetime,
) -> list[Outcome]:
    """Decide in order, each with the stored events and those of this poll as its past."""
    outcomes: list[Outcome] = []
    fresh, unsent = Recent[Event](), set[EventId]()
    rules, names, dated = desk.lexicon.rules, desk.lexicon.names, source in desk.dated
    happenings = [one for _, of_story in told for one in of_story]
    for happening in sorted(happenings, key=is_comment):  # what it comments on rings, not it
        wanted = keys(happening.tellings)
        past = {event.id: event for event in store.events_near(wanted, now - MEMORY)}
        past |= {event.id: event for event in fresh.near(wanted)}
        counted = _counted(happening, desk, store, outcomes, now)
        verdict = decide(
            happening,
            rules,
            tuple(past.values()),
            now,
            names,
            dated=dated,
            counted=counted,
            unsent=unsent,
        )
        fresh.add(verdict.event)
        if verdict.action is Action.RING and not verdict.changes:
            unsent.add(verdict.event.id)
        outcomes.append(_outcome(happening, verdict, desk, now))
    return outcomes


def _counted(
    happening: Happening, desk: Desk, store: Store, outcomes: Sequence[Outcome], now: datetime
) -> tuple[Counted, ...]:
    """The tellings of a rule with `at_least` within its time, those of this poll included."""
    rule = desk.lexicon.rules[happening.matches[0].rule]
    if rule.at_least is None:
        return ()
    fresh = (
        Counted(now, one.verdict.event.id, origin(one.story), one.verdict.reason)
        for one in outcomes
        if one.matches[0].rule == rule.id
    )
    return (*store.counted(rule.id, now - rule.at_least.within), *fresh)


def _outcome(happening: Happening, verdict: Verdict, desk: Desk, now: datetime) -> Outcome:
    story, matches = happening.story, happening.matches
    alert = None
    if verdict.action is Action.RING:
        key = f"{story.id}\n{matches[0].rule}".encode()
        id_ = AlertId(blake2b(key, digest_size=8).hexdigest())
        event, reason = verdict.event.id, verdict.reason
        alert = Alert(id_, event, story, matches, reason, now, verdict.changes)
    line = headline(story, matches, desk.lexicon)
    return Outcome(story, matches, verdict, line, _routes(matches, desk), alert)


def _routes(matches: Sequence[Match], desk: Desk) -> frozenset[ChannelName]:
    """The channels that the rules name; all of them where a rule names none."""
    wanted: set[ChannelName] = set()
    for match in matches:
        wanted |= set(desk.lexicon.rules[match.rule].send_to) or set(desk.channels)
    return frozenset(wanted & set(desk.channels))


def _log(
    source: SourceName, outcomes: Sequence[Outcome], owed: Owed, skipped: Sequence[Skipped]
) -> None:
    for one in outcomes:
        verdict = one.verdict
        detail = f" ({verdict.detail})" if verdict.detail else ""
        log.info("%s: %s%s: %s", verdict.action, verdict.reason, detail, one.headline)
    for owing in owed.deliveries:
        if owing.kind is not Kind.SEND:
            log.info("channel %s: %s of %s", owing.channel, owing.kind, owing.target)
    if owed.unseen:
        log.info("%s: %d updates of events that have no message of their own", source, owed.unseen)
    for what in skipped:
        log.info("%s: %s skipped: %s", source, what.origin, what.why)
