"""The desk: what it knows, and what it decides about the stories of one reading."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import blake2b
from typing import Protocol

from watcher.core.alerts.compose import Lexicon, headline
from watcher.core.alerts.decide import MEMORY, begun, decide, gather
from watcher.core.alerts.happening import Happening, is_comment
from watcher.core.alerts.mute import silence
from watcher.core.alerts.quiet import QuietHours, hush
from watcher.core.alerts.voices import origin
from watcher.core.stories.recent import Recent
from watcher.core.stories.same import keys
from watcher.core.watchlist.matcher import Matcher
from watcher.model import (
    Action,
    Alert,
    AlertId,
    ChannelName,
    Counted,
    Event,
    EventId,
    Match,
    Mute,
    RuleId,
    SourceName,
    Story,
    Verdict,
)
from watcher.ports import Channel, Outcome, Rewrite


@dataclass(frozen=True, slots=True)
class Desk:
    """What reading needs to know: the rules, and where alerts go."""

    matcher: Matcher
    lexicon: Lexicon
    channels: Mapping[ChannelName, Channel]
    dated: frozenset[SourceName] = frozenset()
    """Sources whose documents are as old as they say, not as old as when they were seen."""
    rewrite: Rewrite | None = None
    """Shortens background; None where nobody set one up."""
    quiet_hours: QuietHours | None = None
    """When only what is critical rings; None where alerts ring at any hour."""
    people: Mapping[str, ChannelName] = field(default_factory=dict)
    """Where those are told to whom alerts are escalated."""


class Past(Protocol):
    """What deciding asks of the memory; a `Store` answers it."""

    def events_near(self, keys: Collection[str], since: datetime) -> Sequence[Event]:
        """See `Store.events_near`."""

    def counted(self, rule: RuleId, since: datetime) -> Sequence[Counted]:
        """See `Store.counted`."""

    def mutes(self, now: datetime) -> Sequence[Mute]:
        """See `Store.mutes`."""


def happenings(
    story: Story, source: SourceName, desk: Desk, now: datetime
) -> tuple[Happening, ...]:
    """What `story` tells, with the matches of each event put together."""
    reading = desk.matcher.read(story)
    matches, lexicon = desk.matcher.match(reading), desk.lexicon
    dated = source in desk.dated
    return gather(
        story,
        matches,
        lexicon.rules,
        lexicon.names,
        now,
        dated=dated,
        finds=reading.finds,
        zone=lexicon.zone,
    )


def decide_all(
    heard: Sequence[Happening],
    source: SourceName,
    desk: Desk,
    store: Past,
    now: datetime,
) -> list[Outcome]:
    """Decide in order, each with the stored events and those of this poll as its past."""
    outcomes: list[Outcome] = []
    fresh, unsent = Recent[Event](), set[EventId]()
    mutes = store.mutes(now)
    rules, names, dated = desk.lexicon.rules, desk.lexicon.names, source in desk.dated
    for happening in sorted(heard, key=is_comment):  # what it comments on rings, not it
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
            zone=desk.lexicon.zone,
        )
        verdict = _quieter(verdict, happening, past.get(verdict.event.id), desk, mutes, now)
        fresh.add(verdict.event)
        if verdict.action is Action.RING and not verdict.changes:
            unsent.add(verdict.event.id)
        outcomes.append(_outcome(happening, verdict, desk, now))
    return outcomes


def _quieter(
    verdict: Verdict,
    happening: Happening,
    known: Event | None,
    desk: Desk,
    mutes: Sequence[Mute],
    now: datetime,
) -> Verdict:
    """The same verdict, unless somebody muted it or quiet hours keep it from ringing."""
    known = known or begun(happening)
    verdict = silence(verdict, known, happening.matches, mutes)
    if desk.quiet_hours and desk.quiet_hours.until(now):
        rules = desk.lexicon.rules
        verdict = hush(verdict, known, happening.matches, rules, desk.quiet_hours)
    return verdict


def _counted(
    happening: Happening, desk: Desk, store: Past, outcomes: Sequence[Outcome], now: datetime
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
        alert = Alert(
            id=id_,
            event=verdict.event.id,
            story=story,
            matches=matches,
            reason=verdict.reason,
            created=now,
            changes=verdict.changes,
            foretold=verdict.foretold,
        )
    return Outcome(story, matches, verdict, _routes(matches, desk), alert)


def headed(outcomes: Sequence[Outcome], lexicon: Lexicon) -> list[Outcome]:
    """The outcomes, each with its headline."""
    return [replace(one, headline=headline(one.story, one.matches, lexicon)) for one in outcomes]


def _routes(matches: Sequence[Match], desk: Desk) -> frozenset[ChannelName]:
    """The channels that the rules name; all of them where a rule names none."""
    wanted: set[ChannelName] = set()
    for match in matches:
        wanted |= set(desk.lexicon.rules[match.rule].send_to) or set(desk.channels)
    return frozenset(wanted & set(desk.channels))
