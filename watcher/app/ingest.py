"""Read one source once: the whole way, from what it published to what is owed."""

import logging
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from watcher.app.desk import Desk, decide_all, happenings, headed
from watcher.app.edits import marked
from watcher.app.escalate import escalations
from watcher.app.owed import Owed, owe
from watcher.app.rewriting import shorter, with_short
from watcher.core.alerts.happening import Happening
from watcher.core.stories.split import split
from watcher.model import Action, AlertId, Document, Kind, Reason, SourceName, Story
from watcher.ports import Clock, Ingested, Outcome, Poll, Skipped, Source, Store

log = logging.getLogger(__name__)

_LONGEST = 2_000_000
"""Characters of a document that are read: a longer one is cut there, visibly (RELIABILITY)."""

Progress = Callable[[int, int], None]
"""Told after each document: how many are read, of how many."""


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
    held: int = 0
    """Messages that wait for the end of quiet hours, updates among them."""

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
    documents = _fresh(poll, store)
    desk = replace(desk, dated=desk.dated | {source.name}) if poll.at_first else desk
    stories, heard = _read(documents, source.name, desk, now, progress)
    short: Mapping[AlertId, str] = {}
    if desk.rewrite:  # decided once more below, where nobody comes between
        short = shorter(decide_all(heard, source.name, desk, store, now), desk.rewrite)
    with store.transaction():
        decided = with_short(decide_all(heard, source.name, desk, store, now), short)
        outcomes = headed(decided, desk.lexicon)
        until = desk.quiet_hours.until(now) if desk.quiet_hours else None
        owed = owe(outcomes, desk.channels, desk.lexicon, store, now, until)
        later = escalations(outcomes, desk, store, now)
        store.add(
            Ingested(
                source=source.name,
                cursor=poll.cursor,
                at=now,
                documents=documents,
                stories=stories,
                outcomes=outcomes,
                deliveries=(*owed.deliveries, *later),
                threads=owed.threads,
                skipped=poll.skipped,
                moved_to=poll.moved_to,
            )
        )
    _log(source.name, outcomes, owed, poll.skipped)
    for one in later:
        log.info("%s: due %s unless somebody acknowledges it", one.id, one.created.isoformat())
    return _report(poll, source.name, len(documents), len(stories), outcomes, owed)


def _fresh(poll: Poll, store: Store) -> list[Document]:
    """What was never read before."""
    fresh = store.unseen([document.id for document in poll.documents])
    return marked([_cut(one) for one in poll.documents if one.id in fresh], store)


def _read(
    documents: Sequence[Document],
    source: SourceName,
    desk: Desk,
    now: datetime,
    progress: Progress | None,
) -> tuple[list[Story], list[Happening]]:
    """The stories of the documents, and what they tell."""
    stories: list[Story] = []
    heard: list[Happening] = []
    for number, document in enumerate(documents, 1):
        for story in split(document).stories:
            stories.append(story)
            heard += happenings(story, source, desk, now)
        if progress:
            progress(number, len(documents))
    return stories, heard


def _report(
    poll: Poll,
    source: SourceName,
    documents: int,
    stories: int,
    outcomes: Sequence[Outcome],
    owed: Owed,
) -> Report:
    kinds = Counter(one.kind for one in owed.deliveries)
    return Report(
        source=source,
        documents=documents,
        stories=stories,
        verdicts=Counter((one.verdict.action, one.verdict.reason) for one in outcomes),
        skipped=poll.skipped,
        wait=poll.wait,
        revised=kinds[Kind.EDIT],
        answers=kinds[Kind.REPLY],
        unseen=owed.unseen,
        held=sum(one.not_before > one.created for one in owed.deliveries),
    )


def _cut(document: Document) -> Document:
    if len(document.text) <= _LONGEST:
        return document
    log.warning("%s: cut after %d characters", document.origin or document.id, _LONGEST)
    return replace(document, text=document.text[:_LONGEST])


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
        if owing.not_before > owing.created:
            log.info("channel %s: held until %s", owing.channel, owing.not_before.isoformat())
    if owed.unseen:
        log.info("%s: %d updates of events that have no message of their own", source, owed.unseen)
    for what in skipped:
        log.info("%s: %s skipped: %s", source, what.origin, what.why)
