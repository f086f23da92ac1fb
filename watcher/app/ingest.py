"""Read one source once: the whole way, from what it published to what is owed."""

import logging
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from watcher.app.desk import Desk, decide_all, happenings, headed
from watcher.app.edits import marked
from watcher.app.escalate import escalations
from watcher.app.owed import Owed, owe
from watcher.app.rewriting import shorter, with_short
from watcher.core.alerts.happening import Happening
from watcher.core.stories.split import split
from watcher.model import Action, AlertId, Document, DocumentId, Kind, Reason, SourceName, Story
from watcher.ports import Clock, Ingested, Outcome, Poll, Skipped, Source, Store

log = logging.getLogger(__name__)

_LONGEST = 2_000_000
"""Characters of a document that are read: a longer one is cut there, visibly (RELIABILITY)."""

_MOST = 200
"""Tellings that are decided and kept in one transaction: about a second, in which nothing else is
kept and no message goes out."""

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


@dataclass(slots=True)
class _Part:
    """What is kept in one transaction."""

    documents: list[Document] = field(default_factory=list)
    stories: list[Story] = field(default_factory=list)
    heard: list[Happening] = field(default_factory=list)
    """What they tell."""


def ingest(
    source: Source,
    desk: Desk,
    store: Store,
    clock: Clock,
    progress: Progress | None = None,
    most: int = _MOST,
) -> Report:
    """Poll `source` and store the outcome; the bookmark moves with the deliveries.

    One transaction, or where there is very much one for every `most` tellings; the bookmark moves
    with the last, and what the others kept is known if it is read again: a crash at any point loses
    nothing and repeats nothing. Raises `SourceError` if the source cannot be read.
    """
    now, bookmark = clock(), store.bookmark(source.name)
    poll = source.poll(bookmark, now)
    documents = _fresh(poll, store)
    desk = replace(desk, dated=desk.dated | {source.name}) if poll.at_first else desk
    *parts, last = _read(documents, source.name, desk, now, progress, most)
    not_yet = Poll((), bookmark)
    reports = [_keep(part, not_yet, source.name, desk, store, now) for part in parts]
    report = _keep(last, poll, source.name, desk, store, now)
    return _together(reports, report)


def _keep(
    part: _Part, poll: Poll, source: SourceName, desk: Desk, store: Store, now: datetime
) -> Report:
    """Decide and store, in one transaction, with the bookmark of `poll`."""
    heard, short = part.heard, dict[AlertId, str]()
    if desk.rewrite:  # decided once more below, where nobody comes between
        short |= shorter(decide_all(heard, source, desk, store, now), desk.rewrite)
    with store.transaction():
        decided = with_short(decide_all(heard, source, desk, store, now), short)
        outcomes = headed(decided, desk.lexicon)
        until = desk.quiet_hours.until(now) if desk.quiet_hours else None
        owed = owe(outcomes, desk.channels, desk.lexicon, store, now, until)
        later = escalations(outcomes, desk, store, now)
        store.add(
            Ingested(
                source=source,
                cursor=poll.cursor,
                at=now,
                documents=part.documents,
                stories=part.stories,
                outcomes=outcomes,
                deliveries=(*owed.deliveries, *later),
                threads=owed.threads,
                skipped=poll.skipped,
                moved_to=poll.moved_to,
            )
        )
    _log(source, outcomes, owed, poll.skipped)
    for one in later:
        log.info("%s: due %s unless somebody acknowledges it", one.id, one.created.isoformat())
    return _report(poll, source, len(part.documents), len(part.stories), outcomes, owed)


def _fresh(poll: Poll, store: Store) -> list[Document]:
    """What was never read before; what stands twice in one poll, once."""
    each: dict[DocumentId, Document] = {}
    for document in poll.documents:
        each.setdefault(document.id, document)
    fresh = store.unseen([*each])
    return marked([_cut(one) for one in each.values() if one.id in fresh], store)


def _read(
    documents: Sequence[Document],
    source: SourceName,
    desk: Desk,
    now: datetime,
    progress: Progress | None,
    most: int,
) -> list[_Part]:
    """The stories of the documents, and what they tell, in parts of about `most` tellings."""
    parts = [_Part()]
    for number, document in enumerate(documents, 1):
        if len(parts[-1].heard) >= most:
            parts.append(_Part())
        parts[-1].documents.append(document)
        for story in split(document).stories:
            parts[-1].stories.append(story)
            parts[-1].heard += happenings(story, source, desk, now)
        if progress:
            progress(number, len(documents))
    return parts


def _together(parts: Sequence[Report], last: Report) -> Report:
    for one in parts:
        last = replace(
            last,
            documents=last.documents + one.documents,
            stories=last.stories + one.stories,
            verdicts=last.verdicts + one.verdicts,
            revised=last.revised + one.revised,
            answers=last.answers + one.answers,
            unseen=last.unseen + one.unseen,
            held=last.held + one.held,
        )
    return last


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
